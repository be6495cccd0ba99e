import type { RequestInput } from "#shared/contract/index.ts";
import { type BusinessDay, daysBetween } from "#shared/kernel/date.ts";
import { cents, less, type Money, sum, ZERO } from "#shared/kernel/money.ts";
import { mpesaCodeDay, parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { roundCash, SHILLING } from "#shared/trades/counter-sale.ts";
import { t } from "../../text/text.ts";

export type Tender = RequestInput<"sale.post">["tenders"][number];
export type Method = Tender["kind"];

export const METHODS = ["cash", "mpesa", "bank", "account", "credit"] as const;

export interface Pay {
  readonly method: Method;
  /** Typed cash handed over, or the amount by another method; null: all that is left. */
  readonly amount: Money | null;
  /** M-Pesa code or bank reference. */
  readonly code: string;
  /** Parts of a split payment that are already agreed. */
  readonly taken: readonly Tender[];
}

export const START: Pay = { method: "cash", amount: null, code: "", taken: [] };

/** Where payment begins: with cash, or with the store credit that goods left which came back. */
export function begin(pay: Pay, exchange: { readonly cash: Money } | undefined): Pay {
  if (exchange === undefined || exchange.cash > 0 || pay.taken.length > 0) return pay;
  return { ...pay, method: "credit" };
}

export interface Bill {
  readonly total: Money;
  /** Cents to which cash is rounded. */
  readonly cashRounding: number;
  /**
   * In an exchange: the coins of the refund, which lie in the drawer for this sale. They count as
   * handed over, and are not a part that can be taken back: "Hand it back" ends the exchange.
   */
  readonly ready?: Money;
  readonly customer: {
    readonly mayOwe: Money;
    /** Store credit that pays in this business. */
    readonly credit: Money;
    /** What all businesses hold together, to be said beside it. */
    readonly creditInAll?: Money;
  } | null;
}

export type PayEvent =
  | { readonly type: "method"; readonly method: Method }
  | { readonly type: "amount"; readonly amount: Money | null }
  | { readonly type: "code"; readonly code: string }
  /** A confirmation message was pasted: its code and its amount. */
  | { readonly type: "message"; readonly code: string; readonly amount: Money }
  | { readonly type: "took"; readonly tender: Tender }
  | { readonly type: "dropped"; readonly at: number };

export function update(pay: Pay, event: PayEvent): Pay {
  switch (event.type) {
    case "method":
      return { ...pay, method: event.method, amount: null, code: "" };
    case "amount":
      return { ...pay, amount: event.amount };
    case "code":
      return { ...pay, code: event.code.toUpperCase() };
    case "message":
      return { ...pay, code: event.code, amount: event.amount };
    case "took":
      return { ...START, taken: [...pay.taken, event.tender] };
    case "dropped":
      return { ...pay, taken: pay.taken.filter((_, index) => index !== event.at) };
  }
}

/** What a part counts for: cash as it was handed over. */
export function worth(tender: Tender): Money {
  return cents(tender.kind === "cash" ? tender.tendered : tender.amount);
}

/** What is there already: coins that lie ready, and the parts taken so far. */
function there(pay: Pay, bill: Bill): Money {
  return sum([bill.ready ?? ZERO, ...pay.taken.map(worth)]);
}

/** What is there already leaves this to pay; never below nothing. */
export function remaining(pay: Pay, bill: Bill): Money {
  const left = less(bill.total, there(pay, bill));
  return left > 0 ? left : ZERO;
}

/** What is left in cash, in coins that exist. */
export function cashDue(pay: Pay, bill: Bill): Money {
  return roundCash(remaining(pay, bill), bill.cashRounding);
}

/** What the chosen method would be asked for where nothing was typed. */
export function proposed(pay: Pay, bill: Bill): Money {
  const left = remaining(pay, bill);
  switch (pay.method) {
    case "cash":
      return cashDue(pay, bill);
    case "mpesa":
      return roundCash(left, SHILLING);
    case "bank":
      return left;
    case "account":
      return least(left, bill.customer?.mayOwe ?? ZERO);
    case "credit":
      return least(left, bill.customer?.credit ?? ZERO);
  }
}

function least(a: Money, b: Money): Money {
  if (b < 0) return ZERO;
  return a < b ? a : b;
}

export type Verdict =
  /** Enter completes the sale with these tenders and this change. */
  | { readonly kind: "complete"; readonly tenders: readonly Tender[]; readonly change: Money }
  /** Enter takes this part; so much is left for another method. */
  | { readonly kind: "part"; readonly tender: Tender; readonly left: Money }
  /** Something is missing or wrong; the words belong beside the input. */
  | { readonly kind: "not-yet"; readonly why: string };

const notYet = (why: string): Verdict => ({ kind: "not-yet", why });

/** What Enter would do now. The screen shows it on the button before it is pressed. */
export function verdict(pay: Pay, bill: Bill): Verdict {
  const amount = pay.amount ?? proposed(pay, bill);
  if (pay.method === "cash") return cashVerdict(pay, bill, amount);
  if ((pay.method === "account" || pay.method === "credit") && bill.customer === null) {
    return notYet(t("Choose a customer first"));
  }
  if (pay.method === "account" && amount > least(amount, bill.customer?.mayOwe ?? ZERO)) {
    return notYet(t("More than this customer may owe"));
  }
  if (pay.method === "credit" && amount > (bill.customer?.credit ?? ZERO)) {
    return notYet(t("More than the store credit"));
  }
  if (amount <= 0) return notYet(nothingWords(pay.method));
  const due = remaining(pay, bill);
  const rounded = pay.method === "mpesa" && amount === roundCash(due, SHILLING);
  const left = rounded ? ZERO : less(due, amount);
  if (left < 0) return notYet(t("Only cash can give change"));
  const tender = tenderOf(pay, amount);
  if (tender === undefined) return notYet(t("The code has ten letters and digits"));
  if (left > 0) return { kind: "part", tender, left };
  return { kind: "complete", tenders: tendersOf(pay, bill, tender), change: ZERO };
}

function nothingWords(method: Method): string {
  if (method === "account") return t("This customer may not owe more");
  return method === "credit" ? t("No store credit is held") : t("Enter an amount");
}

function cashVerdict(pay: Pay, bill: Bill, handed: Money): Verdict {
  const due = cashDue(pay, bill);
  const over = leftOver(pay, bill);
  if (handed <= 0 && due > 0) return notYet(t("Enter what was handed over"));
  const tender: Tender = { kind: "cash", tendered: handed };
  if (handed < due) return { kind: "part", tender, left: less(remaining(pay, bill), handed) };
  return {
    kind: "complete",
    tenders: tendersOf(pay, bill, tender),
    change: sum([less(handed, due), over]),
  };
}

/** What is there already exceeds the bill by: goods were exchanged for cheaper ones. */
export function leftOver(pay: Pay, bill: Bill): Money {
  const over = less(there(pay, bill), roundCash(bill.total, bill.cashRounding));
  return over > 0 ? over : ZERO;
}

/** All that pays: cash handed over in several goes, or lying ready, is one cash tender. */
function tendersOf(pay: Pay, { ready = ZERO }: Bill, last: Tender): Tender[] {
  const coins: Tender[] = ready > 0 ? [{ kind: "cash", tendered: ready }] : [];
  const tenders = [...coins, ...pay.taken, last];
  const cash = tenders.filter((tender) => tender.kind === "cash");
  if (cash.length < 2) return tenders;
  const tendered = sum(cash.map(worth));
  return [{ kind: "cash", tendered }, ...tenders.filter((tender) => tender.kind !== "cash")];
}

function tenderOf(pay: Pay, amount: Money): Tender | undefined {
  switch (pay.method) {
    case "cash":
      return { kind: "cash", tendered: amount };
    case "mpesa": {
      const code = parseMpesaCode(pay.code);
      return code === undefined ? undefined : { kind: "mpesa", amount, code };
    }
    case "bank":
      return { kind: "bank", amount, reference: pay.code.trim() };
    case "account":
    case "credit":
      return { kind: pay.method, amount };
  }
}

/** The day a code seems to be from, where that is neither today nor yesterday: a warning only. */
export function oddCodeDay(code: string, today: BusinessDay): BusinessDay | undefined {
  const parsed = parseMpesaCode(code);
  const day = parsed === undefined ? undefined : mpesaCodeDay(parsed);
  if (day === undefined) return undefined;
  const age = daysBetween(day, today);
  return age === 0 || age === 1 ? undefined : day;
}
