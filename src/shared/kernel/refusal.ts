import type { Money } from "./money.ts";
import type { Quantity } from "./quantity.ts";

/**
 * Every way in which Tomtin says no to a person, with what the sentence on the screen needs.
 * Codes are permanent: other programs and the screens' words depend on them. A refusal is the
 * shop's problem and is shown; a failed assertion is ours and is logged.
 */
export interface Refusals {
  // the door
  "request.invalid": { readonly path: string; readonly problem: string };
  "request.unknown": { readonly procedure: string };
  "command.id_reused": { readonly command: string };
  "session.required": object;
  "session.wrong_pin": { readonly waitSeconds: number };
  "session.locked": { readonly waitSeconds: number };
  "permission.denied": { readonly permission: string };
  "approval.required": { readonly permission: string };
  "program.not_set_up": object;
  "program.already_set_up": object;
  "program.busy": object;
  // what a request names
  "business.unknown": { readonly business: string };
  "business.inactive": { readonly business: string };
  "business.exists": { readonly business: string };
  "business.name_taken": { readonly name: string };
  "business.shifts_open": { readonly name: string; readonly tills: string };
  "user.unknown": object;
  "user.name_taken": { readonly name: string };
  "user.last_owner": object;
  "user.pin_too_simple": object;
  "role.unknown": object;
  "role.name_taken": { readonly name: string };
  "role.owner_keeps_all": object;
  "role.in_use": { readonly name: string; readonly people: readonly string[] };
  "role.retired": { readonly name: string };
  "role.beyond": { readonly name: string; readonly permission: string };
  "item.unknown": { readonly item: string };
  "item.inactive": { readonly name: string };
  "item.price_missing": { readonly name: string };
  "item.sku_taken": { readonly sku: string };
  "item.barcode_taken": { readonly barcode: string };
  "category.unknown": { readonly category: string };
  "customer.unknown": object;
  "customer.phone_invalid": { readonly phone: string };
  "customer.merged": { readonly name: string };
  "customer.same": object;
  "customer.phone_taken": { readonly name: string };
  "supplier.unknown": object;
  "account.unknown": { readonly account: number };
  "account.not_posting": { readonly account: number };
  "account.inactive": { readonly account: number };
  "account.number_taken": { readonly account: number };
  "account.wrong_business": { readonly account: number; readonly business: string };
  "account.wrong_kind": { readonly account: number; readonly wanted: string };
  "account.has_balance": { readonly account: number; readonly balance: Money };
  "account.party_required": { readonly account: number; readonly subledger: string };
  "day.out_of_range": { readonly day: string };
  "period.closed": { readonly through: string };
  "period.not_over": { readonly through: string };
  "period.closed_later": { readonly through: string };
  "period.nothing_to_close": object;
  // shift and drawer
  "shift.not_open": { readonly business: string };
  "shift.already_open": { readonly business: string; readonly openedBy: string };
  "shift.parked_sales": { readonly count: number };
  "shift.running_sale": object;
  /** Money was taken for work that is not yet taken in. */
  "shift.running_intake": object;
  "shift.job_half_paid": object;
  "cash.short": { readonly held: Money; readonly wanted: Money };
  // the sale
  "sale.empty": object;
  "sale.unknown": { readonly number: string };
  "sale.too_large": object;
  "price.changed": { readonly name: string; readonly price: Money };
  "discount.too_large": { readonly name: string };
  "quantity.invalid": { readonly name: string };
  "tender.short": { readonly short: Money };
  "tender.over": { readonly over: Money };
  "tender.whole_shillings": { readonly amount: Money };
  "tender.customer_required": object;
  "mpesa.code_invalid": { readonly mpesaCode: string };
  "mpesa.code_used": { readonly mpesaCode: string; readonly number: string };
  "mpesa.unknown": object;
  "mpesa.matched": object;
  "mpesa.amount_differs": { readonly mpesaCode: string; readonly amount: Money };
  "reconciliation.difference": { readonly difference: Money };
  "reconciliation.line_taken": object;
  "reconciliation.not_after": { readonly through: string };
  "reconciliation.not_latest": { readonly through: string };
  "reconciliation.start_missing": object;
  "reconciliation.unknown": object;
  "credit.limit_exceeded": { readonly name: string; readonly limit: Money; readonly owed: Money };
  "credit.insufficient": { readonly held: Money };
  "stock.insufficient": {
    readonly name: string;
    readonly left: Quantity;
    readonly wanted: Quantity;
  };
  "stock.nothing_counted": object;
  "stock.moved_since_count": { readonly name: string };
  "stock.not_from_supplier": { readonly name: string };
  "stocktake.unknown": object;
  "recipe.unknown": { readonly name: string };
  "recipe.uses_itself": { readonly name: string };
  "run.unknown": object;
  "run.already_reversed": object;
  "run.sold": { readonly name: string };
  "refund.exceeds_sale": { readonly name: string; readonly left: Quantity };
  "refund.exceeds_tender": { readonly tender: string; readonly left: Money };
  "refund.amount_mismatch": { readonly expected: Money; readonly given: Money };
  "draft.unknown": object;
  /** Money was taken for it, which would be forgotten with it. */
  "draft.paid": { readonly amount: Money };
  // cylinders and containers
  "returnable.unknown": object;
  "returnable.name_taken": { readonly name: string };
  "returnable.short": {
    readonly name: string;
    readonly place: string;
    readonly left: number;
    readonly wanted: number;
  };
  "returnable.not_exchanged": { readonly out: string; readonly into: string };
  "returnable.one_by_one": { readonly name: string };
  "returnable.serial_required": { readonly name: string };
  "returnable.serial_elsewhere": { readonly serial: string; readonly place: string };
  "returnable.serial_twice": { readonly serial: string };
  "returnable.only_on_deposit": { readonly name: string };
  "returnable.no_deposit": { readonly name: string };
  "returnable.deposit_changed": { readonly name: string; readonly deposit: Money };
  "deposit.required": { readonly name: string };
  "deposit.other": { readonly name: string };
  "deposit.unknown": object;
  "deposit.closed": { readonly name: string; readonly left: number };
  /** Signed: below zero, more went back than was held. */
  "deposit.left": { readonly name: string; readonly left: number };
  "deposit.exceeds_sale": { readonly over: Money };
  "refund.returnable": { readonly name: string };
  // work taken in
  "job.empty": object;
  "job.unknown": { readonly number: string };
  "job.trade_missing": { readonly business: string };
  "job.ended": { readonly number: string; readonly status: string };
  "job.not_ready": { readonly number: string; readonly status: string };
  "job.moved_meanwhile": { readonly number: string; readonly status: string };
  "job.reason_missing": object;
  "job.defects_unseen": object;
  "job.promise_past": object;
  "job.deposit_short": { readonly least: Money };
  "job.balance_due": { readonly number: string; readonly due: Money };
  "job.paid_on_account": { readonly number: string; readonly amount: Money };
  "job.nothing_owed": { readonly number: string };
  // the books
  "exception.unknown": object;
  "exception.settled": object;
  "entry.unknown": object;
  "entry.unbalanced": { readonly business: string; readonly difference: Money };
  "entry.already_reversed": object;
  "entry.not_reversible": { readonly kind: string };
  /** An act of several businesses, not all of which this device serves. */
  "entry.not_whole": object;
  "entry.same_account": object;
  "payment.not_open": object;
  "payment.exceeds_balance": { readonly balance: Money };
  // the centre
  "office.only": object;
  "centre.code_invalid": { readonly problem: string };
  "centre.unfit": { readonly why: string };
  "centre.trouble": { readonly trouble: string };
  "centre.unconfirmed": { readonly count: number };
  // paper and files
  "change.none": { readonly number: string };
  "training.not_here": object;
  "printer.unknown": { readonly printer: string };
  "receipt.unknown": object;
  "journal.write_failed": { readonly problem: string };
  "backup.folder_missing": { readonly folder: string };
  "backup.unfit": { readonly why: string };
  "journal.disk_full": object;
}

export type RefusalCode = keyof Refusals;

export type Refusal = {
  [Code in RefusalCode]: { readonly code: Code } & Readonly<Refusals[Code]>;
}[RefusalCode];
