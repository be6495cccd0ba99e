import type { Permission } from "#shared/facts/permission.ts";
import type { TillItem, TillReturnable } from "../cart/cart-model.ts";
import type { Tender } from "../pay/pay-model.ts";
import type { OpenDeposit } from "../returnables/deposit-dialog.tsx";
import type { Sale } from "../refund/refund-model.ts";

/** What lies over the counter; at most one. */
export type Dialog =
  | { readonly kind: "quantity"; readonly item: TillItem; readonly line: number | null }
  | {
      readonly kind: "returnable";
      readonly type: TillReturnable;
      readonly serialOut: string;
      readonly count: number;
    }
  | { readonly kind: "deposit"; readonly found: OpenDeposit | null }
  | { readonly kind: "discount"; readonly line: number | null }
  | { readonly kind: "customer" }
  /** Nobody yet: the customer is asked for first. */
  | { readonly kind: "payment"; readonly customer: string | null }
  | { readonly kind: "park" }
  | { readonly kind: "recall" }
  | { readonly kind: "drawer" }
  | { readonly kind: "cash" }
  | { readonly kind: "menu" }
  | { readonly kind: "switch" }
  | { readonly kind: "help" }
  | { readonly kind: "desk" }
  | { readonly kind: "x" }
  | { readonly kind: "receipt"; readonly of: string; readonly title?: string }
  | { readonly kind: "scanned"; readonly item: TillItem }
  | {
      readonly kind: "approval";
      readonly permission: Permission;
      readonly tenders: readonly Tender[];
    };

/** What fills the window instead of selling. */
export type View =
  | { readonly kind: "sell" }
  | { readonly kind: "sales"; readonly first: string | null }
  | { readonly kind: "refund"; readonly sale: Sale }
  | { readonly kind: "production" }
  | { readonly kind: "jobs"; readonly first: string | null }
  | { readonly kind: "intake" }
  | { readonly kind: "close" };

export const SELL: View = { kind: "sell" };
