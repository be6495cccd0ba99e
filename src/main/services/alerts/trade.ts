import { addDays } from "#shared/kernel/date.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
import { cents, formatMoney, sum } from "#shared/kernel/money.ts";
import { customersOver } from "#main/journal/read/alerts.ts";
import { businesses } from "#main/journal/read/business.ts";
import {
  countDifferences,
  forgottenShifts,
  stockAlerts as readStock,
} from "#main/journal/read/reports.ts";
import { jobAlerts as readJobs, type JobAlert } from "../jobs/job-alerts.ts";
import { batchesExpiring } from "#main/journal/read/stock.ts";
import { returnableAlerts } from "../returnables/reports.ts";
import { belowCost } from "../stock/below-cost.ts";
import { alert, counted, type Alert, type AlertReader } from "./alert.ts";

export const stockAlerts: AlertReader = (book, { business }) => {
  const { oversold, low } = readStock(book, business);
  const alerts: Alert[] = [];
  if (oversold > 0) {
    const text = `${counted(oversold, "item")} sold beyond what is there.`;
    const link = "items?filter=oversold";
    alerts.push(alert("stock.oversold", "alarm", text, "Record the delivery, or count", link));
  }
  if (low > 0) {
    const text = `${counted(low, "item")} at or below the reorder level.`;
    alerts.push(alert("stock.low", "warning", text, "Order them", "items?filter=low"));
  }
  return alerts;
};

const NAMED = 3;

export const belowCostAlerts: AlertReader = (book, { within, today }) => {
  const items = belowCost(book, businesses(book), within, today);
  if (items.length === 0) return [];
  const names = items.slice(0, NAMED).map((item) => item.name);
  const more = items.length > NAMED ? ` and ${items.length - NAMED} more` : "";
  const text = `Sold for less than the last delivery cost: ${names.join(", ")}${more}.`;
  return [alert("price.below_cost", "warning", text, "Change the price", "stock?view=below-cost")];
};

const DAYS_TO_SELL = 14;

/** Batches that are, or soon will be, too old to sell. */
export const batchAlerts: AlertReader = (book, { within, today }) => {
  const old = batchesExpiring(book, within, addDays(today, DAYS_TO_SELL));
  const [first] = old;
  if (first === undefined) return [];
  const past = first.expires < today;
  const many = old.length === 1 ? "One batch" : `${old.length} batches`;
  const when = past ? "expired" : "will expire";
  const text = `${many} on the shelf ${when}, the first ${first.name} on ${dayWords(first.expires)}.`;
  const todo = past ? "Write them off" : "Sell them first";
  return [alert("batch.expires", past ? "alarm" : "warning", text, todo, "production?view=runs")];
};

/** Each customer by name as long as they are few: a limit is about one person. */
export const creditAlerts: AlertReader = (book, { business }) => {
  if (business !== null) return [];
  const over = customersOver(book);
  if (over.length > NAMED) {
    const text = `${counted(over.length, "customer")} owe more than their limit.`;
    return [alert("customers.over", "info", text, "Ask for payment, or raise it", "ageing")];
  }
  return over.map(({ id, name, owed, limit }) => {
    const text = `${name} owes KES ${formatMoney(owed)}; the limit is KES ${formatMoney(limit)}.`;
    return alert("customers.over", "info", text, "Ask for payment, or raise it", `customer/${id}`);
  });
};

export const cylinderAlerts: AlertReader = (book, { within, today }) => {
  const { tests } = returnableAlerts(book, within, today);
  if (tests.length === 0) return [];
  const past = tests.filter((each) => each.due < today).length;
  const words = past === 0 ? "within a month" : `within a month, ${past} of them overdue`;
  const text = `${counted(tests.length, "cylinder")} due for a test ${words}.`;
  const severity = past > 0 ? "warning" : "info";
  return [
    alert(
      "cylinder.test",
      severity,
      text,
      "Take them out of sale, have them tested",
      "returnables?view=register",
    ),
  ];
};

/** What a ticket that waits is about, and what ends it. */
const JOBS = {
  unclaimed: ["ready and not fetched for long", "Call the customers", "unclaimed"],
  unpaid: ["fetched and still owed", "Ask for payment", "unpaid"],
  late: ["promised and not ready", "Do them first, or call the customers", "late"],
} as const satisfies Record<JobAlert["kind"], readonly [string, string, string]>;

export const jobAlerts: AlertReader = (book, { within, now }) => {
  const waiting = Map.groupBy(readJobs(book, now, within), (each) => each.kind);
  return [...waiting].map(([kind, jobs]) => {
    const [words, todo, list] = JOBS[kind];
    const owed = sum(jobs.map(({ job }) => job.due));
    const them = jobs.length === 1 ? "it" : "them";
    const due = owed > 0 ? `; KES ${formatMoney(owed)} is due on ${them}` : "";
    const text = `${counted(jobs.length, "job")} ${words}${due}.`;
    return alert(`job.${kind}`, "warning", text, todo, `jobs?list=${list}`);
  });
};

const DAYS_BACK = 7;

export const shiftAlerts: AlertReader = (book, { business, today }) => {
  const open = forgottenShifts(book, business, today).map((shift) => {
    const text = `${shift.name}: the shift of ${dayWords(shift.day)} at till ${shift.till} is still open.`;
    return alert("shift.open", "warning", text, "Count it and close it at the till", "shifts");
  });
  const differences = countDifferences(book, business, addDays(today, -DAYS_BACK)).map((shift) => {
    const way = shift.variance < 0 ? "short" : "over";
    const amount = formatMoney(cents(Math.abs(shift.variance)));
    const text = `${shift.name}: the drawer was KES ${amount} ${way} on ${dayWords(shift.day)}.`;
    const severity = way === "short" ? "warning" : "info";
    return alert("shift.variance", severity, text, "Ask the cashier; see the Z", "shifts");
  });
  return [...open, ...differences];
};
