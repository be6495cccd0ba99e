import type { Request } from "#shared/contract/index.ts";
import type { Tender } from "#shared/facts/tender.ts";
import { cents, less, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { roundCash, SHILLING } from "#shared/trades/counter-sale.ts";
import { jobEntry, NO_BOOKS } from "#shared/trades/jobs.ts";
import { isEnded } from "#shared/trades/jobs-board.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Actor } from "../act.ts";
import { factEntry } from "../lines.ts";
import { reversalCode } from "../refund-sale.ts";
import { actOn, jobAtHand, placeOf, printing, shiftFor, type JobAtHand } from "./job-at-hand.ts";

type GivenBack = Request<"job.cancel">["tenders"];

function managedJob(book: Book, id: string, actor: Actor): Result<JobAtHand> {
  const found = jobAtHand(book, id);
  if (found.ok && !actor.may("jobs.manage", found.value.place.id)) {
    return refuse({ code: "approval.required", permission: "jobs.manage" });
  }
  return found;
}

/** Calls a job off: all that was paid goes back, and nothing of it stays in the books (J23). */
export function decideCancellation(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"job.cancel">,
  actor: Actor,
): Result<Draft<"job.cancelled">> {
  const found = managedJob(book, asked.job, actor);
  if (!found.ok) return found;
  const at = found.value;
  const { row, place } = at;
  const { number, status } = row;
  if (isEnded(status)) return refuse({ code: "job.ended", number, status });
  if (at.onAccount > 0) {
    return refuse({ code: "job.paid_on_account", number, amount: at.onAccount });
  }
  const given = sum(asked.tenders.map((tender) => tender.amount));
  if (given !== row.paid) {
    return refuse({ code: "refund.amount_mismatch", expected: row.paid, given });
  }
  const shift = shiftFor(book, coming, place.id, given > 0);
  if (!shift.ok) return shift;
  const tenders = giveBack(book, sealer, at, asked.tenders, coming.till);
  if (!tenders.ok) return tenders;
  const body = {
    ...actOn(at, "cancelled", { paid: ZERO }),
    shift: shift.value.id,
    settings: place.settingsFact,
    tenders: tenders.value,
    amount: given,
  };
  const where = placeOf(book, at, coming.till);
  const entry = jobEntry(where, at.fact.body, { change: body.books, given: body.tenders });
  return done({
    kind: "job.cancelled",
    day: shift.value.day,
    business: place.id,
    by: actor.author(asked.reason.trim()),
    body,
    entry: factEntry(entry, "refund", `Job ${number} cancelled`),
    also: printing(coming, "job-given"),
  });
}

/** Pays for what was lost or damaged (J24); what the job costs, and what is due, stays. */
export function decideCompensation(
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<"job.compensate">,
  actor: Actor,
): Result<Draft<"job.compensated">> {
  const found = managedJob(book, asked.job, actor);
  if (!found.ok) return found;
  const at = found.value;
  const { row, place } = at;
  const shift = shiftFor(book, coming, place.id, true);
  if (!shift.ok) return shift;
  const tenders = giveBack(book, sealer, at, asked.tenders, coming.till);
  if (!tenders.ok) return tenders;
  const amount = sum(asked.tenders.map((tender) => tender.amount));
  const body = {
    ...actOn(at, row.status),
    // Nothing about the job itself; should its books be wrong, that is another act's to say.
    books: NO_BOOKS,
    shift: shift.value.id,
    settings: place.settingsFact,
    tenders: tenders.value,
    amount,
    what: asked.what.trim(),
  };
  const where = placeOf(book, at, coming.till);
  const entry = jobEntry(where, at.fact.body, {
    change: body.books,
    given: body.tenders,
    claim: amount,
  });
  return done({
    kind: "job.compensated",
    day: shift.value.day,
    business: place.id,
    by: actor.author(asked.reason.trim()),
    body,
    entry: factEntry(entry, "expense", `Compensation for job ${row.number}`),
    also: printing(coming, "job-given"),
  });
}

/** Gives up what nobody came back for (J22, J22b), or the debt of a job that was collected. */
export function decideWriteOff(
  book: Book,
  coming: Coming,
  _: Sealer,
  asked: Request<"job.writeOff">,
  actor: Actor,
): Result<Draft<"job.written_off">> {
  const found = managedJob(book, asked.job, actor);
  if (!found.ok) return found;
  const at = found.value;
  const { row, place, due } = at;
  const { number, status } = row;
  if (status === "cancelled" || status === "disposed") {
    return refuse({ code: "job.ended", number, status });
  }
  if (status === "collected" && due === 0) return refuse({ code: "job.nothing_owed", number });
  const shift = shiftFor(book, coming, place.id, false);
  if (!shift.ok) return shift;
  const lost = row.recognised ? due : ZERO;
  const kept = row.recognised ? ZERO : cents(row.books.deposit);
  const to = status === "collected" ? status : "disposed";
  const after = { lost: sum([row.lost, lost]), kept: sum([row.kept, kept]) };
  const body = { ...actOn(at, to, after), lost, kept };
  const where = placeOf(book, at, coming.till);
  const entry = jobEntry(where, at.fact.body, { change: body.books, lost, kept });
  return done({
    kind: "job.written_off",
    day: shift.value.day,
    business: place.id,
    by: actor.author(asked.reason.trim()),
    body,
    entry: factEntry(entry, "adjustment", `Job ${number} written off`),
  });
}

/** Money that leaves: coins and M-Pesa rounded, cash within the drawer, each reversal once. */
function giveBack(
  book: Book,
  sealer: Sealer,
  { place }: JobAtHand,
  asked: GivenBack,
  drawer: string,
): Result<readonly Tender[]> {
  const { accounts, cashRounding } = place.settings;
  const cash = sum(asked.map(({ kind, amount }) => (kind === "cash" ? amount : ZERO)));
  const held = partyBalance(book, accounts.cash, place.id, drawer);
  const wanted = roundCash(cash, cashRounding);
  if (wanted > 0 && wanted > held) return refuse({ code: "cash.short", held, wanted });
  const tenders: Tender[] = cash === 0 ? [] : [cashOut(cash, wanted)];
  const codes = new Set<string>();
  for (const { kind, amount, code } of asked) {
    if (kind === "cash") continue;
    if (kind === "bank") tenders.push({ kind, amount, reference: code });
    if (kind === "credit") tenders.push({ kind, amount });
    if (kind !== "mpesa") continue;
    const sealed = reversalCode(book, sealer, code);
    if (!sealed.ok) return sealed;
    if (codes.has(sealed.value.index)) {
      return refuse({ code: "mpesa.code_used", mpesaCode: code, number: "this refund" });
    }
    codes.add(sealed.value.index);
    const paid = roundCash(amount, SHILLING);
    tenders.push({ kind, amount: paid, code: sealed.value, rounding: less(amount, paid) });
  }
  return done(tenders);
}

function cashOut(amount: Money, paid: Money): Tender {
  return {
    kind: "cash",
    amount: paid,
    tendered: paid,
    change: ZERO,
    rounding: less(amount, paid),
  };
}
