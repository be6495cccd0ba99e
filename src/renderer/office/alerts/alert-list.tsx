import {
  IconAlertTriangle,
  IconChevronRight,
  IconInfoCircle,
  IconUrgent,
} from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { officeLink } from "../route/route.ts";
import { t } from "../../text/text.ts";
import classes from "./alerts.module.css";

type Alert = Reply<"alert.list">["alerts"][number];

const ICONS = { alarm: IconUrgent, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const severity = () => ({ alarm: t("Urgent"), warning: t("Soon"), info: t("To know") }) as const;

/** One line an alert: what is the matter, what ends it, and the way there. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  return (
    <ul className={classes.alerts} data-testid="alert-list">
      {alerts.map((each) => {
        const AlertIcon = ICONS[each.severity];
        return (
          <li key={`${each.kind} ${each.text}`}>
            <a
              href={officeLink(each.link)}
              data-severity={each.severity}
              data-testid={`alert-${each.kind}`}
            >
              <AlertIcon size={20} stroke={1.8} aria-label={severity()[each.severity]} />
              <span className={classes.text}>{each.text}</span>
              <span className={classes.todo}>{each.todo}</span>
              <IconChevronRight size={16} aria-hidden />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
