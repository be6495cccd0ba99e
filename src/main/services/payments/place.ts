import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { PaymentPlace } from "#shared/trades/customer-payment.ts";
import type { Book } from "#main/journal/book.ts";
import { addPrintJob } from "#main/journal/device/print-jobs.ts";
import type { Appended, Coming } from "#main/journal/command.ts";
import type { BusinessRow } from "#main/journal/read/business.ts";
import { customer as readCustomer, partiesOf, standing } from "#main/journal/read/customers.ts";
import { nextPaymentCounter } from "#main/journal/read/payments.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import { automaticPaper } from "../printer-settings.ts";

/** A payment's day, shift and number, and every name under which its customer has lines. */
export interface WhereAndWho {
  readonly shift: string | null;
  readonly day: BusinessDay;
  readonly parties: readonly string[];
  readonly head: { readonly number: string; readonly counter: number; readonly settings: string };
}

/** On the shift's day where one is open at this till, otherwise today and without a drawer. */
export function whereAndWho(
  book: Book,
  coming: Coming,
  place: BusinessRow,
  customer: string,
): Result<WhereAndWho> {
  if (readCustomer(book, customer) === undefined) return refuse({ code: "customer.unknown" });
  const shift = openShift(book, coming.till, place.id);
  const counter = nextPaymentCounter(book, coming.till);
  return done({
    shift: shift?.id ?? null,
    day: shift?.day ?? nairobiDay(coming.at),
    parties: partiesOf(book, customer),
    head: { number: paymentNumber(coming, counter), counter, settings: place.settingsFact },
  });
}

/** R1-P00012-K7: till, P, dense counter, tag of the epoch. */
function paymentNumber(coming: Coming, counter: number): string {
  return `${coming.till}-P${String(counter).padStart(5, "0")}-${coming.tag}`;
}

export function whereOf(coming: Coming, place: BusinessRow, customer: string): PaymentPlace {
  return {
    business: place.id,
    drawer: coming.till,
    customer,
    accounts: place.settings.accounts,
  };
}

/** At a counter the customer gets a receipt; the office prints one when asked. */
export function printPayment(coming: Coming, shift: string | null): (writing: Book) => void {
  return (writing) => {
    if (shift === null || !automaticPaper(writing)) return;
    addPrintJob(writing, { fact: coming.id, document: "payment", copy: false, at: coming.at });
  };
}

export function paymentReply(
  { fact, seq }: Appended<"customer.paid"> | Appended<"credit.paidOut">,
  book: Book,
): Reply<"customer.pay"> {
  const { number, customer, tender } = fact.body;
  return {
    entry: seq,
    payment: fact.id,
    number,
    ...standing(book, customer),
    change: tender.kind === "cash" ? tender.change : ZERO,
  };
}
