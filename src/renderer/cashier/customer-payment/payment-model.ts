import type { Reply } from "#shared/contract/index.ts";
import { less, type Money, sum, ZERO } from "#shared/kernel/money.ts";
import { parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { roundCash, SHILLING } from "#shared/trades/counter-sale.ts";
import type { Draft } from "../../rpc/use-command.ts";
import { t } from "../../text/text.ts";

export type Account = Reply<"customer.open">;

/** Pays debts; leaves money for later; gets credit back. */
export type Purpose = "debt" | "credit" | "out";
export type Way = "cash" | "mpesa" | "bank";

export interface Payment {
  readonly purpose: Purpose;
  readonly way: Way;
  /** Null: all that is owed of what was chosen, or all the credit there is. */
  readonly amount: Money | null;
  readonly code: string;
  /** Invoices to settle first, by id; none: oldest first. */
  readonly first: readonly string[];
}

export const START: Payment = { purpose: "debt", way: "cash", amount: null, code: "", first: [] };

export function toggled(first: readonly string[], id: string): string[] {
  return first.includes(id) ? first.filter((each) => each !== id) : [...first, id];
}

/** What is proposed where nothing was typed: the chosen invoices, or all, in payable shillings. */
export function proposed(payment: Payment, account: Account, cashRounding: number): Money {
  const { purpose, way, first } = payment;
  if (purpose === "credit") return ZERO;
  const unit = way === "cash" ? cashRounding : SHILLING;
  if (purpose === "out") return way === "bank" ? account.credit : floorTo(account.credit, unit);
  const chosen = account.open.filter((each) => first.length === 0 || first.includes(each.id));
  const due = sum(chosen.map((each) => each.open));
  return way === "bank" ? due : roundCash(due, unit);
}

function floorTo(amount: Money, unit: number): Money {
  return less(amount, (amount % unit) as Money);
}

export type Verdict =
  | { readonly kind: "ready"; readonly amount: Money; readonly over: Money }
  | { readonly kind: "not-yet"; readonly why: string };

/** What Enter would do; the words stand on the button before it is pressed. */
export function verdict(payment: Payment, account: Account, cashRounding: number): Verdict {
  const amount = payment.amount ?? proposed(payment, account, cashRounding);
  if (amount <= 0) {
    const owes = payment.purpose === "debt" && account.owed === 0;
    return { kind: "not-yet", why: owes ? t("Nothing is owed here") : t("Type the amount") };
  }
  if (payment.way === "mpesa" && parseMpesaCode(payment.code) === undefined) {
    return { kind: "not-yet", why: t("The code has ten letters and digits") };
  }
  if (payment.purpose === "out" && amount > account.credit) {
    return { kind: "not-yet", why: t("More than the store credit") };
  }
  const unit = payment.way === "cash" ? cashRounding : SHILLING;
  if (payment.way !== "bank" && amount % unit !== 0) {
    return { kind: "not-yet", why: t("Whole shillings only") };
  }
  const rounded = payment.way !== "bank" && amount === roundCash(account.owed, unit);
  const over = payment.purpose !== "debt" || rounded ? ZERO : less(amount, account.owed);
  return { kind: "ready", amount, over: over > 0 ? over : ZERO };
}

type Request = Draft<"customer.pay">["payment"];

export function paymentOf({ way, code }: Payment, amount: Money): Request {
  switch (way) {
    case "cash":
      return { kind: "cash", amount };
    case "mpesa":
      return { kind: "mpesa", amount, code };
    case "bank":
      return { kind: "bank", amount, reference: code.trim() };
  }
}
