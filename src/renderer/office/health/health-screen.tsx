import { Button } from "@mantine/core";
import { IconCircleCheck, IconShieldSearch, IconUrgent } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { Page } from "../shell/page.tsx";
import classes from "./health.module.css";

type Check = Reply<"report.health">["checks"][number];

/** Whether the books are healthy: each check, what it compared, and on demand all of it anew. */
export function HealthScreen() {
  const [thorough, setThorough] = useState(false);
  const answer = useQuery("report.health", { thorough });
  const verify = () => (thorough ? answer.reload() : setThorough(true));
  return (
    <Page
      testid="health"
      title="Books health"
      subtitle={
        thorough
          ? "Every chain and balance recomputed from the lines"
          : "The standing checks, made just now"
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
          Verify thoroughly
        </Button>
      }
    >
      <Answered query={answer}>
        {({ healthy, checks }) => (
          <Paper
            testid="checks"
            title={healthy ? "The books are healthy" : "The books need a look"}
            aside={`${checks.filter((check) => check.ok).length} of ${checks.length} checks pass`}
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
  return (
    <li data-ok={check.ok || undefined}>
      {check.ok ? (
        <IconCircleCheck size={20} aria-label="Passes" />
      ) : (
        <IconUrgent size={20} aria-label="Fails" />
      )}
      <div>
        <strong>{check.name}</strong>
        <span>{check.detail}</span>
      </div>
    </li>
  );
}
