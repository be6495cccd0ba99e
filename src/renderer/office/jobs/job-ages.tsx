import { UnstyledButton } from "@mantine/core";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { refilter, useRoute } from "../route/use-route.ts";
import { ageWords } from "./job-lists.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./jobs.module.css";

/** How long what is ready has waited, by the owner's steps; a step pressed is the list of it. */
export function JobAges({ business }: { readonly business: string | null }) {
  const route = useRoute();
  const { value } = useQuery("job.ageing", { business });
  const chosen = route.query["days"] ?? "";
  const below = route.query["below"] ?? "";
  return (
    <div className={classes.ages} role="group" aria-label={t("By days since it was ready")}>
      {(value?.ages ?? []).map((age) => {
        const from = age.from === 0 ? "" : String(age.from);
        const to = age.below === null ? "" : String(age.below);
        const here = chosen === from && below === to && (chosen !== "" || below !== "");
        return (
          <UnstyledButton
            key={age.from}
            className={classes.age}
            data-here={here || undefined}
            data-old={(age.from >= 30 && age.jobs > 0) || undefined}
            aria-pressed={here}
            onClick={() =>
              refilter(route, { days: here ? null : from, below: here ? null : to, page: null })
            }
            data-testid={`age-${age.from}`}
          >
            <span>{ageWords(age.from, age.below)}</span>
            <strong>{age.jobs}</strong>
            <span>
              {age.due > 0 ? (
                <>{rich("{due} due", { due: <MoneyText amount={age.due} /> })}</>
              ) : (
                t("nothing due")
              )}
            </span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}
