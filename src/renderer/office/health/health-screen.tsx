import { Button } from "@mantine/core";
import { IconCircleCheck, IconShieldSearch, IconUrgent } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";
import { checkWords, type Check } from "./check-words.ts";
import classes from "./health.module.css";

/** Whether the books are healthy: each check, what it compared, and on demand all of it anew. */
export function HealthScreen() {
  const [thorough, setThorough] = useState(false);
  const answer = useQuery("report.health", { thorough });
  const verify = () => (thorough ? answer.reload() : setThorough(true));
  return (
    <Page
      testid="health"
      title={t("Books health")}
      subtitle={
        thorough
          ? t("Every chain and balance recomputed from the lines")
          : t("The standing checks, made just now")
      }
      scroll
      tools={
        <Button
          size="sm"
          variant="default"
          loading={answer.loading && thorough}
          leftSection={<IconShieldSearch size={17} aria-hidden />}
          onClick={verify}
          data-testid="verify"
        >
          {t("Verify thoroughly")}
        </Button>
      }
    >
      <Answered query={answer}>
        {({ healthy, checks }) => (
          <Paper
            testid="checks"
            title={healthy ? t("The books are healthy") : t("The books need a look")}
            aside={t("{count} of {count2} checks pass", {
              count: checks.filter((check) => check.ok).length,
              count2: checks.length,
            })}
          >
            <ul className={classes.checks}>
              {failingFirst(checks).map((check) => (
                <CheckRow key={check.name} check={check} />
              ))}
            </ul>
          </Paper>
        )}
      </Answered>
    </Page>
  );
}

function failingFirst(checks: readonly Check[]): readonly Check[] {
  return [...checks.filter((check) => !check.ok), ...checks.filter((check) => check.ok)];
}

function CheckRow({ check }: { readonly check: Check }) {
  const { title, text } = checkWords(check);
  return (
    <li data-ok={check.ok || undefined}>
      {check.ok ? (
        <IconCircleCheck size={20} aria-label={t("Passes")} />
      ) : (
        <IconUrgent size={20} aria-label={t("Fails")} />
      )}
      <div>
        <strong>{title}</strong>
        <span>{text}</span>
      </div>
    </li>
  );
}
