import type { Money } from "../kernel/money.ts";
import type { Sealed } from "./fact.ts";

/** How money changed hands at a counter, and how much of it. */
export type Tender =
  | {
      readonly kind: "cash";
      /** What the sale keeps; what the customer handed over; what went back. */
      readonly amount: Money;
      readonly tendered: Money;
      readonly change: Money;
      /** Signed cents posted to the rounding account; the invoice never changes. */
      readonly rounding: number;
    }
  | {
      readonly kind: "mpesa";
      readonly amount: Money;
      readonly code: Sealed;
      /** Signed cents, as for cash: M-Pesa moves whole shillings. */
      readonly rounding: number;
    }
  | { readonly kind: "bank"; readonly amount: Money; readonly reference: string }
  | { readonly kind: "account"; readonly amount: Money }
  | { readonly kind: "credit"; readonly amount: Money };

export type TenderKind = Tender["kind"];
