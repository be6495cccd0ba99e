import type { BusinessSettings } from "../facts/master.ts";
import type { PaymentTender } from "../facts/payments.ts";
import { cents, less, sum, ZERO, type Money } from "../kernel/money.ts";
import { credit, debit, journalEntry, mergeLines } from "../ledger/journal-entry.ts";
import type { EntryLine, JournalEntry } from "../ledger/journal-entry.ts";
import type { OpenItem } from "../ledger/open-items.ts";
import { roundCash, SHILLING } from "./counter-sale.ts";

/** A part of a payment, and whose account it goes to: an alias keeps its own lines. */
export interface Allocated {
  readonly entry: number;
  readonly party: string;
  readonly amount: Money;
}

export interface Allocation {
  readonly parts: readonly Allocated[];
  /** What is over, held as store credit. */
  readonly over: Money;
}

/**
 * Which documents a payment settles: those chosen, in the order in which they were chosen, then
 * the others oldest first (J5); what is over is store credit (J25). The parts and what is over
 * are exactly the amount.
 */
export function allocatePayment(
  open: readonly OpenItem[],
  amount: Money,
  chosen: readonly number[] = [],
): Allocation {
  const picked = chosen.flatMap((entry) => open.filter((item) => item.entry === entry));
  const others = open.filter((item) => !chosen.includes(item.entry));
  const parts: Allocated[] = [];
  let left = amount;
  for (const { entry, party, open: due } of [...picked, ...others]) {
    const part = cents(Math.min(left, due));
    if (part === 0) continue;
    parts.push({ entry, party, amount: part });
    left = less(left, part);
  }
  return { parts, over: left };
}

/**
 * What coins or M-Pesa cannot pay of a debt that is paid in full: signed cents, a cost of ours or
 * a gain, as at a sale. Nothing where only a part is paid.
 */
export function paymentRounding(
  kind: PaymentTender["kind"],
  amount: Money,
  owed: Money,
  cashRounding: number,
): number {
  if (kind === "bank" || owed === 0) return 0;
  const unit = kind === "cash" ? cashRounding : SHILLING;
  return roundCash(owed, unit) === amount ? owed - amount : 0;
}

/** Where a payment is taken. */
export interface PaymentPlace {
  readonly business: string;
  readonly drawer: string;
  readonly customer: string;
  readonly accounts: BusinessSettings["accounts"];
}

/** The entry of a customer's payment: money in, debts settled, the rest owed as store credit. */
export function paymentEntry(
  place: PaymentPlace,
  tender: PaymentTender,
  { parts, over }: Allocation,
): JournalEntry {
  const { business, accounts, customer } = place;
  const rounding = tender.kind === "bank" ? 0 : tender.rounding;
  return journalEntry(
    mergeLines([
      money(place, tender, debit),
      debit(business, accounts.rounding, cents(Math.max(0, rounding))),
      ...parts.map((part) => credit(business, accounts.receivable, part.amount, part.party)),
      credit(business, accounts.storeCredit, over, customer),
      credit(business, accounts.rounding, cents(Math.max(0, -rounding))),
    ]),
  );
}

/** The entry of store credit handed back: what was owed to the customer is no longer. */
export function payOutEntry(place: PaymentPlace, tender: PaymentTender): JournalEntry {
  const { business, accounts, customer } = place;
  return journalEntry([
    debit(business, accounts.storeCredit, tender.amount, customer),
    money(place, tender, credit),
  ]);
}

function money(
  { business, accounts, drawer }: PaymentPlace,
  tender: PaymentTender,
  side: typeof debit,
): EntryLine {
  switch (tender.kind) {
    case "cash":
      return side(business, accounts.cash, tender.amount, drawer);
    case "mpesa":
      return side(business, accounts.mpesa, tender.amount);
    case "bank":
      return side(business, accounts.bank, tender.amount);
  }
}

/** What is open in all. */
export function owedOf(open: readonly OpenItem[]): Money {
  return open.length === 0 ? ZERO : sum(open.map((item) => item.open));
}
