import type { Money } from "../kernel/money.ts";
import type { Fact, Sealed } from "./fact.ts";
import type { Settlement } from "./payments.ts";

/** One M-Pesa payment that a fact took. */
export interface ReceiptRef {
  /** Fact id of the sale, payment, deposit … */
  readonly of: string;
  /** Blind index of its code. */
  readonly code: string;
}

/** Where the money was seen: the shop's own message, the phone, the statement of the till. */
export type Seen = "message" | "phone" | "statement";

/** Codes that a cashier typed were found to have brought their money. */
export type MpesaConfirmed = Fact<
  "mpesa.confirmed",
  { readonly receipts: readonly ReceiptRef[]; readonly seen: Seen }
>;

/** Money came to the till and nobody knows yet what for (worked journal J3). */
export type MpesaReceived = Fact<
  "mpesa.received",
  {
    readonly code: Sealed;
    readonly amount: Money;
    /** As the message or statement names the payer; may be masked or empty. */
    readonly name: string;
    readonly phone: Sealed | null;
    readonly seen: Seen;
  }
>;

/** What money without a sale turned out to be. */
export type MatchedTo =
  /** A customer's: debts are settled, the rest is store credit. */
  | {
      readonly kind: "customer";
      readonly customer: string;
      readonly settles: readonly Settlement[];
      readonly toCredit: Money;
    }
  /** Of a payment that is in the books under a mistyped code. */
  | { readonly kind: "receipt"; readonly receipt: ReceiptRef }
  /** Sent back to the payer; the reversal has a code of its own. */
  | { readonly kind: "returned"; readonly code: Sealed }
  /** It never came: the code is free again. */
  | { readonly kind: "mistake" };

export type MpesaMatched = Fact<
  "mpesa.matched",
  { readonly received: string; readonly amount: Money; readonly to: MatchedTo }
>;
