import type { Reply } from "#shared/contract/index.ts";
import type { JobStatus } from "#shared/facts/jobs.ts";
import {
  addDays,
  type BusinessDay,
  instant,
  isInstant,
  nairobiClock,
} from "#shared/kernel/date.ts";
import { fullDayWords } from "#shared/kernel/day-words.ts";
import { formatMoney } from "#shared/kernel/money.ts";

/** How a job is told, at the counter and in the office alike. */
type JobCard = Reply<"job.board">["columns"][number]["jobs"][number];
type Act = Reply<"job.get">["acts"][number];

export const STATUS_WORDS: Readonly<Record<JobStatus, string>> = {
  received: "Received",
  washing: "Washing",
  ready: "Ready",
  collected: "Collected",
  cancelled: "Cancelled",
  disposed: "Written off",
};

export const STATUS_COLOURS: Readonly<Record<JobStatus, string>> = {
  received: "gray",
  washing: "blue",
  ready: "teal",
  collected: "violet",
  cancelled: "red",
  disposed: "red",
};

/** "700.00 due", never "paid" while a balance stands. */
export function dueWords(card: Pick<JobCard, "due" | "status" | "total">): string {
  if (card.due > 0) return `${formatMoney(card.due)} due`;
  if (card.status === "cancelled" || card.status === "disposed") return "Nothing due";
  return "Paid";
}

/** "Today 17:00", "Tomorrow 09:00", "Wed 25 Nov 2026, 09:00". */
export function promiseWords(promised: string, today: BusinessDay): string {
  if (!isInstant(promised)) return promised;
  const { day, time } = nairobiClock(instant(promised));
  const clock = time.slice(0, 5);
  if (day === today) return `Today ${clock}`;
  if (day === addDays(today, 1)) return `Tomorrow ${clock}`;
  return `${fullDayWords(day)}, ${clock}`;
}

/** Waiting for days, or late: what a card says beside its promise. */
export function ageWords(card: Pick<JobCard, "waiting" | "late">): string {
  if (card.late) return "Late";
  if (card.waiting === null || card.waiting < 1) return "";
  return card.waiting === 1 ? "Waits 1 day" : `Waits ${card.waiting} days`;
}

/** What was done to a job, with its money. */
export function actWords(
  act: Pick<Act, "kind" | "from" | "to" | "paid" | "lost" | "rack" | "detail">,
): string {
  switch (act.kind) {
    case "job.received":
      return act.paid > 0 ? `Received, deposit ${formatMoney(act.paid)}` : "Received";
    case "job.moved":
      if (act.from === act.to) return `Moved to rack ${act.rack ?? ""}`;
      return act.rack ? `${STATUS_WORDS[act.to]}, rack ${act.rack}` : STATUS_WORDS[act.to];
    case "job.paid":
      return `Paid ${formatMoney(act.paid)}`;
    case "job.collected": {
      const by = act.detail === "" ? "" : ` by ${act.detail}`;
      return act.paid > 0 ? `Collected${by}, paid ${formatMoney(act.paid)}` : `Collected${by}`;
    }
    case "job.cancelled":
      return act.paid < 0 ? "Cancelled, money given back" : "Cancelled";
    case "job.compensated":
      return `Paid for damage, ${act.detail}`;
    case "job.written_off":
      return act.lost > 0
        ? `Written off, ${formatMoney(act.lost)} lost`
        : "Written off, deposit kept";
    default:
      return act.kind;
  }
}
