import type { Reply, Request } from "#shared/contract/index.ts";
import { less, sum } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { jobEntry } from "#shared/trades/jobs.ts";
import { isEnded } from "#shared/trades/jobs-board.ts";
import { shownAs } from "#main/journal/read/customers.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { clearJobPayment } from "#main/journal/device/drafts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Actor } from "../act.ts";
import { factEntry } from "../lines.ts";
import {
  actOn,
  checkLimit,
  jobAtHand,
  placeOf,
  printing,
  shiftFor,
  takeMoney,
} from "./job-at-hand.ts";

/** Takes a part payment: more of a deposit before the work is recognised, off the debt after it. */
export function decideJobPayment(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"job.pay">,
  actor: Actor,
): Result<Draft<"job.paid">> {
  const found = jobAtHand(book, asked.job);
  if (!found.ok) return found;
  const at = found.value;
  const { row, place, due } = at;
  if (row.status === "cancelled" || row.status === "disposed") {
    return refuse({ code: "job.ended", number: row.number, status: row.status });
  }
  if (asked.amount > due) return refuse({ code: "payment.exceeds_balance", balance: due });
  const shift = shiftFor(book, coming, place.id, true);
  if (!shift.ok) return shift;
  const { amount } = asked;
  const tenders = takeMoney(book, sealer, place, row.customer, amount, asked.tenders);
  if (!tenders.ok) return tenders;
  const body = {
    ...actOn(at, row.status, { paid: sum([row.paid, amount]) }),
    shift: shift.value.id,
    settings: place.settingsFact,
    tenders: tenders.value,
    amount,
    left: less(due, amount),
  };
  const where = placeOf(book, at, coming.till);
  const entry = jobEntry(where, at.fact.body, { change: body.books, taken: body.tenders });
  return done({
    kind: "job.paid",
    day: shift.value.day,
    business: place.id,
    by: actor.author(),
    body,
    entry: factEntry(entry, "payment", `Payment for job ${row.number}`),
    also: booked(coming, place.id, asked.job),
  });
}

/**
 * Hands a job over (J21, J21b): the balance first. What stays due needs the setting and the
 * customer's limit, or a manager.
 */
export function decideCollection(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"job.collect">,
  actor: Actor,
): Result<Draft<"job.collected">> {
  const found = jobAtHand(book, asked.job);
  if (!found.ok) return found;
  const at = found.value;
  const { row, place, due } = at;
  const { number, status } = row;
  if (isEnded(status)) return refuse({ code: "job.ended", number, status });
  if (status !== "ready") return refuse({ code: "job.not_ready", number, status });
  if (asked.amount > due) return refuse({ code: "payment.exceeds_balance", balance: due });
  const left = less(due, asked.amount);
  const allowed = mayLeaveOwing(book, at.place, row.customer, left, number, actor);
  if (!allowed.ok) return allowed;
  const shift = shiftFor(book, coming, place.id, asked.amount > 0);
  if (!shift.ok) return shift;
  const { amount } = asked;
  const tenders = takeMoney(book, sealer, place, row.customer, amount, asked.tenders);
  if (!tenders.ok) return tenders;
  const body = {
    ...actOn(at, "collected", { paid: sum([row.paid, amount]) }),
    shift: shift.value.id,
    settings: place.settingsFact,
    tenders: tenders.value,
    amount,
    left,
    collector: asked.collector.trim(),
  };
  const where = placeOf(book, at, coming.till);
  const entry = jobEntry(where, at.fact.body, { change: body.books, taken: body.tenders });
  const type = row.recognised ? "payment" : "sale";
  return done({
    kind: "job.collected",
    day: shift.value.day,
    business: place.id,
    by: actor.author(),
    body,
    entry: factEntry(entry, type, `Job ${number} collected`),
    also: booked(coming, place.id, asked.job),
  });
}

/** Its paper comes; what of it lay half paid at the counter is in the books now. */
function booked(coming: Coming, business: string, job: string): (writing: Book) => void {
  const print = printing(coming, "job-payment");
  return (writing) => {
    clearJobPayment(writing, business, job);
    print(writing);
  };
}

/** "700 due" leaves the shop only by the owner's setting within the limit, or by a manager. */
function mayLeaveOwing(
  book: Book,
  place: Parameters<typeof checkLimit>[2],
  customer: string,
  left: Reply<"job.get">["due"],
  number: string,
  actor: Actor,
): Result<null> {
  if (left === 0) return done(null);
  if (!place.settings.collectWithBalance && !actor.may("sell.credit", place.id)) {
    return refuse({ code: "job.balance_due", number, due: left });
  }
  // A customer that turned out to be another keeps the job, and owes as that other.
  return checkLimit(book, actor, place, shownAs(book, customer), { amount: left, leaves: true });
}
