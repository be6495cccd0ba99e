import {
  IconAlertTriangle,
  IconChevronRight,
  IconInfoCircle,
  IconUrgent,
} from "@tabler/icons-react";
import type { Alert } from "#shared/contract/alert.ts";
import { officeLink } from "../route/route.ts";
import { t } from "../../text/text.ts";
import { alertKind, alertWords } from "./alert-words.ts";
import classes from "./alerts.module.css";

const ICONS = { alarm: IconUrgent, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const severity = () => ({ alarm: t("Urgent"), warning: t("Soon"), info: t("To know") }) as const;

/** One line an alert: what is the matter, what ends it, and the way there. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  return (
    <ul className={classes.alerts} data-testid="alert-list">
      {alerts.map((each, at) => {
        const AlertIcon = ICONS[each.severity];
        const { text, todo } = alertWords(each);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- two can say the same
          <li key={at}>
            <a
              href={officeLink(each.link)}
              data-severity={each.severity}
              data-testid={`alert-${alertKind(each)}`}
            >
              <AlertIcon size={20} stroke={1.8} aria-label={severity()[each.severity]} />
              <span className={classes.text}>{text}</span>
              <span className={classes.todo}>{todo}</span>
              <IconChevronRight size={16} aria-hidden />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
