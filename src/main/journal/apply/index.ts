import type { AnyFact } from "#shared/facts/index.ts";
import { unreachable } from "#shared/kernel/assert.ts";
import type { Book } from "../book.ts";
import { applyCashMoved, applyShiftClosed, applyShiftOpened } from "./cash.ts";
import { applyExceptionSettled, noteExceptions } from "./exceptions.ts";
import {
  applyJobCancelled,
  applyJobCompensated,
  applyJobMoved,
  applyJobPaid,
  applyJobReceived,
  applyJobWrittenOff,
} from "./jobs.ts";
import { applyEntry, applyPeriodClosed, applyRecorded, applyReversed } from "./ledger.ts";
import {
  applyAccount,
  applyBooksOpened,
  applyBusiness,
  applyCatalog,
  applyCustomer,
  applyRole,
  applySupplier,
  applyUser,
  rememberWriting,
} from "./master.ts";
import { applyMpesaConfirmed, applyMpesaMatched, applyMpesaReceived } from "./mpesa.ts";
import { newestOf } from "./newest.ts";
import { applyCustomerMerged } from "./merging.ts";
import { applyCreditPaidOut, applyCustomerPaid } from "./payments.ts";
import { applyProduction, applyProductionReversed, applyRecipe } from "./production.ts";
import { applyReconciliation, applyReconciliationUndone } from "./reconciliation.ts";
import {
  applyCylinder,
  applyDepositForfeited,
  applyDepositOpened,
  applyDepositReturned,
  applyReturnable,
  applyReturnablesMoved,
} from "./returnables.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { applyRefund, applySale } from "./selling.ts";
import { applyReceipt } from "./stock.ts";
import { applyCounted, applyReturned, applyTransferred, applyWrittenOff } from "./stock-acts.ts";

/**
 * The only thing that changes the projected tables. A fact made here, one pulled from another
 * till and one replayed by `rebuild` all come through this function, so the three agree. What comes
 * from elsewhere has happened: a rule of the present that it breaks becomes an exception.
 */
export function applyFact(
  book: Book,
  fact: AnyFact,
  seq: number,
  elsewhere: Elsewhere | null = null,
): void {
  // Also where a newer writing stands: which of two knew of the other is told by all of them.
  if (fact.kind === "customer.saved") rememberWriting(book, fact, seq);
  for (const part of newestOf(book, fact)) applyBody(book, part, seq, elsewhere !== null);
  if (SELDOM.has(fact.kind)) book.seldomChanged();
  if (fact.entry !== null) applyEntry(book, fact, fact.entry, seq, elsewhere);
  if (elsewhere !== null) noteExceptions(book, fact, seq);
}

/** Facts that write what a book keeps (see `Book.seldom`). */
const SELDOM: ReadonlySet<AnyFact["kind"]> = new Set([
  "books.opened",
  "business.saved",
  "catalog.saved",
  "shift.opened",
  "shift.closed",
  "period.closed",
]);

function applyBody(book: Book, fact: AnyFact, seq: number, elsewhere: boolean): void {
  switch (fact.kind) {
    case "books.opened":
      return applyBooksOpened(book, fact, seq);
    case "business.saved":
      return applyBusiness(book, fact, seq);
    case "account.saved":
      return applyAccount(book, fact.body);
    case "role.saved":
      return applyRole(book, fact.body, seq);
    case "user.saved":
      return applyUser(book, fact.body, seq);
    case "catalog.saved":
      return applyCatalog(book, fact.body, seq);
    case "customer.saved":
      return applyCustomer(book, fact.body, seq);
    case "supplier.saved":
      return applySupplier(book, fact.body, seq);
    case "shift.opened":
      return applyShiftOpened(book, fact, seq);
    case "cash.moved":
      return applyCashMoved(book, fact, seq);
    case "shift.closed":
      return applyShiftClosed(book, fact, seq, elsewhere);
    case "sale.posted":
      return applySale(book, fact, seq);
    case "sale.refunded":
      return applyRefund(book, fact, seq);
    case "customer.paid":
      return applyCustomerPaid(book, fact, seq);
    case "credit.paidOut":
      return applyCreditPaidOut(book, fact, seq);
    case "customer.merged":
      return applyCustomerMerged(book, fact, seq);
    case "mpesa.confirmed":
      return applyMpesaConfirmed(book, fact);
    case "mpesa.received":
      return applyMpesaReceived(book, fact, seq);
    case "mpesa.matched":
      return applyMpesaMatched(book, fact, seq);
    case "reconciliation.done":
      return applyReconciliation(book, fact, seq);
    case "reconciliation.undone":
      return applyReconciliationUndone(book, fact, seq);
    case "stock.received":
      return applyReceipt(book, fact, seq);
    case "recipe.saved":
      return applyRecipe(book, fact.body, seq);
    case "production.recorded":
      return applyProduction(book, fact, seq);
    case "production.reversed":
      return applyProductionReversed(book, fact, seq);
    case "stock.written_off":
      return applyWrittenOff(book, fact, seq);
    case "stock.counted":
      return applyCounted(book, fact, seq);
    case "stock.returned":
      return applyReturned(book, fact, seq);
    case "stock.transferred":
      return applyTransferred(book, fact, seq);
    case "entry.recorded":
      return applyRecorded(book, fact, seq);
    case "period.closed":
      return applyPeriodClosed(book, fact);
    case "entry.reversed":
      return applyReversed(book, fact);
    case "exception.settled":
      return applyExceptionSettled(book, fact, seq);
    case "returnable.saved":
      return applyReturnable(book, fact.body, seq);
    case "cylinder.saved":
      return applyCylinder(book, fact, seq);
    case "returnables.moved":
      return applyReturnablesMoved(book, fact, seq);
    case "deposit.opened":
      return applyDepositOpened(book, fact, seq);
    case "deposit.returned":
      return applyDepositReturned(book, fact, seq);
    case "deposit.forfeited":
      return applyDepositForfeited(book, fact, seq);
    case "job.received":
      return applyJobReceived(book, fact, seq);
    case "job.moved":
      return applyJobMoved(book, fact, seq);
    case "job.paid":
    case "job.collected":
      return applyJobPaid(book, fact, seq);
    case "job.cancelled":
      return applyJobCancelled(book, fact, seq);
    case "job.compensated":
      return applyJobCompensated(book, fact, seq);
    case "job.written_off":
      return applyJobWrittenOff(book, fact, seq);
    // Its whole content is the audit trail itself.
    case "drawer.opened":
      return;
    default:
      return unreachable(fact);
  }
}
