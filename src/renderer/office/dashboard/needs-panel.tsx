import {
  IconAlertTriangle,
  IconChevronRight,
  IconCircleCheck,
  IconInfoCircle,
  IconUrgent,
} from "@tabler/icons-react";
import { href, officeLink } from "../route/route.ts";
import { Paper } from "../sheet/paper.tsx";
import type { Dashboard } from "./dashboard-model.ts";
import { alertWords } from "../alerts/alert-words.ts";
import { checkWords } from "../health/check-words.ts";
import { t } from "../../text/text.ts";
import classes from "./dashboard.module.css";

const ICONS = { alarm: IconUrgent, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const severity = () => ({ alarm: t("Urgent"), warning: t("Soon"), info: t("To know") }) as const;
const SHOWN = 6;

export function NeedsPanel({ value }: { readonly value: Dashboard }) {
  return (
    <Paper
      title={t("What needs you")}
      aside={<a href={href("alerts")}>{needsWords(value.needs.length)}</a>}
      testid="needs"
    >
      {value.needs.length === 0 ? (
        <div className={classes.calm}>
          <IconCircleCheck size={20} aria-hidden /> {t("Nothing is waiting for you.")}
        </div>
      ) : (
        <ul className={classes.needs}>
          {value.needs.slice(0, SHOWN).map((need, at) => {
            const NeedIcon = ICONS[need.severity];
            const { text, todo } = alertWords(need);
            return (
              // oxlint-disable-next-line react/no-array-index-key -- two can say the same
              <li key={at}>
                <a href={officeLink(need.link)} data-severity={need.severity} title={todo}>
                  <NeedIcon size={18} stroke={1.8} aria-label={severity()[need.severity]} />
                  <span>{text}</span>
                  <IconChevronRight size={16} className={classes.goes} aria-hidden />
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </Paper>
  );
}

function needsWords(count: number): string {
  if (count === 0) return t("Now");
  return count > SHOWN ? t("All {count}, what to do", { count }) : t("What to do");
}

export function HealthPanel({ value }: { readonly value: Dashboard }) {
  const failing = value.health.filter((check) => !check.ok);
  const healthy = failing.length === 0;
  return (
    <Paper
      testid="health"
      title={
        <span className={classes.healthTitle} data-ok={healthy || undefined}>
          {healthy ? (
            <IconCircleCheck size={20} aria-hidden />
          ) : (
            <IconUrgent size={20} aria-hidden />
          )}
          {healthy ? t("The books are healthy") : t("The books need a look")}
        </span>
      }
      aside={<a href={href("health")}>{t("See every check")}</a>}
    >
      <ul className={classes.checks}>
        {(healthy ? value.health : failing).map((check) => (
          <li key={check.name} title={checkWords(check).text} data-ok={check.ok || undefined}>
            {checkWords(check).title}
          </li>
        ))}
      </ul>
    </Paper>
  );
}
