import type { Reply } from "#shared/contract/index.ts";
import type { JobStatus } from "#shared/facts/jobs.ts";
import {
  addDays,
  type BusinessDay,
  instant,
  isInstant,
  nairobiClock,
} from "#shared/kernel/date.ts";
import { fullDayWords } from "../text/day-words.ts";
import { formatMoney } from "#shared/kernel/money.ts";
import { t } from "../text/text.ts";

/** How a job is told, at the counter and in the office alike. */
type JobCard = Reply<"job.board">["columns"][number]["jobs"][number];
type Act = Reply<"job.get">["acts"][number];

export const statusWords = (): Readonly<Record<JobStatus, string>> => ({
  received: t("Received"),
  washing: t("Washing"),
  ready: t("Ready"),
  collected: t("Collected"),
  cancelled: t("Cancelled"),
  disposed: t("Written off"),
});

export const STATUS_COLOURS: Readonly<Record<JobStatus, string>> = {
  received: "gray",
  washing: "blue",
  ready: "teal",
  collected: "violet",
  cancelled: "red",
  disposed: "red",
};

/** "700.00 due"; never "paid" while a balance stands, nor where it was given up. */
export function dueWords(card: Pick<JobCard, "due" | "status" | "lost">): string {
  if (card.due > 0) return t("{due} due", { due: formatMoney(card.due) });
  if (card.lost > 0) return t("{lost} given up", { lost: formatMoney(card.lost) });
  if (card.status === "cancelled" || card.status === "disposed") return t("Nothing due");
  return t("Paid");
}

/** "Today 17:00", "Tomorrow 09:00", "Wed 25 Nov 2026, 09:00". */
export function promiseWords(promised: string, today: BusinessDay): string {
  if (!isInstant(promised)) return promised;
  const { day, time } = nairobiClock(instant(promised));
  const clock = time.slice(0, 5);
  if (day === today) return t("Today {clock}", { clock });
  if (day === addDays(today, 1)) return t("Tomorrow {clock}", { clock });
  return `${fullDayWords(day)}, ${clock}`;
}

/** Waiting for days, or late: what a card says beside its promise. */
export function ageWords(card: Pick<JobCard, "waiting" | "late">): string {
  if (card.late) return t("Late");
  if (card.waiting === null || card.waiting < 1) return "";
  return card.waiting === 1
    ? t("Waits 1 day")
    : t("Waits {waiting} days", { waiting: card.waiting });
}

/** What was done to a job, with its money. */
export function actWords(
  act: Pick<Act, "kind" | "from" | "to" | "paid" | "lost" | "rack" | "detail">,
): string {
  switch (act.kind) {
    case "job.received":
      return act.paid > 0
        ? t("Received, deposit {paid}", { paid: formatMoney(act.paid) })
        : t("Received");
    case "job.moved":
      if (act.from === act.to) return t("Moved to rack {rack}", { rack: act.rack ?? "" });
      return act.rack
        ? t("{to}, rack {rack}", { to: statusWords()[act.to], rack: act.rack })
        : statusWords()[act.to];
    case "job.paid":
      return t("Paid {paid}", { paid: formatMoney(act.paid) });
    case "job.collected": {
      const by = act.detail === "" ? "" : t(" by {detail}", { detail: act.detail });
      return act.paid > 0
        ? t("Collected{by}, paid {paid}", { by, paid: formatMoney(act.paid) })
        : t("Collected{by}", { by });
    }
    case "job.cancelled":
      return act.paid < 0 ? t("Cancelled, money given back") : t("Cancelled");
    case "job.compensated":
      return t("Paid for damage, {detail}", { detail: act.detail });
    case "job.written_off":
      return act.lost > 0
        ? t("Written off, {lost} lost", { lost: formatMoney(act.lost) })
        : t("Written off, deposit kept");
    default:
      return act.kind;
  }
}
