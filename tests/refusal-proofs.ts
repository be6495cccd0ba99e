import type { ProcedureName } from "#shared/contract/index.ts";
import type { RefusalCode } from "#shared/kernel/refusal.ts";

/** What is asked for; `echo` is the door's own, of its tests. */
type Act = ProcedureName | "echo";

/**
 * Where each refusal is met: by a test's file (without `tests/` and `.test.ts`) and title, the
 * refusals that it gets, and the act that is done once the one thing is right. The same test does
 * that act, or the one in DONE_IN (refusal-counterparts.ts). `refusals.test.ts` holds both to what the tests say.
 */
export const REFUSED_IN = {
  "books/accounts-in-use": {
    "nothing is sold on an account that rests, and its item may rest with it": {
      "account.inactive": "catalog.saveItem",
    },
    "goods lie in an inventory account, not in the bank, a drawer or a debt": {
      "account.wrong_kind": "catalog.saveItem",
    },
    "an account that cannot rest says the balance that the chart shows": {
      "account.has_balance": "account.save",
    },
  },
  "books/below-zero": {
    "an empty drawer stops cash that leaves it, and no job that was never paid": {
      "cash.short": "job.cancel",
    },
  },
  "books/closing": {
    "is not closed before it is over, nor before a later one, nor when it is locked": {
      "period.closed": "entry.close",
      "period.not_over": "entry.close",
      "period.closed_later": "entry.close",
    },
    "is closed again for what came into it later, and only for that": {
      "period.nothing_to_close": "entry.close",
    },
  },
  "books/customer-accounts": {
    "credit is handed back by who may refund, or with a consent": {
      "approval.required": "customer.payOut",
    },
    "goes to the invoice that is chosen; one that is settled is refused": {
      "payment.not_open": "customer.pay",
    },
  },
  "books/cylinders-back": {
    "a serial is found again where it was lost, and is no other's": {
      "returnable.serial_elsewhere": "returnable.move",
    },
  },
  "books/given-back": {
    "who was given store credit for the cash is not given the cash as well": {
      "refund.exceeds_tender": "sale.refund",
    },
  },
  "books/jobs-rules": {
    "a customer with a limit keeps within it with all work in hand": {
      "credit.limit_exceeded": "job.receive",
    },
    "collects what is ready, and once": {
      "job.ended": "job.collect",
      "job.not_ready": "job.collect",
    },
    "leads back only by a manager, with a reason, one step at a time": {
      "job.reason_missing": "job.move",
    },
    "damage that is noted has to be seen, and money for jobs is in the X": {
      "job.defects_unseen": "job.receive",
    },
    "lets work in over a limit, and with less than the least deposit": {
      "job.deposit_short": "job.receive",
    },
    "lets work go unpaid, over any limit, and the fact names who allowed it": {
      "job.balance_due": "job.collect",
    },
    "a payment on account settles the job, and it asks for no more": {
      "job.paid_on_account": "job.move",
    },
    "comes by any tender, in parts, up to what is due and no further": {
      "payment.exceeds_balance": "job.pay",
    },
  },
  "books/merged": {
    "work taken in under the old name is handed over, what is due owed by the new one": {
      "customer.unknown": "job.receive",
    },
    "a job under the old name is paid with the credit that moved to the new one": {
      "credit.insufficient": "job.pay",
    },
  },
  "books/mpesa-money": {
    "money without a sale settles a customer's debt, the rest is credit": {
      "mpesa.matched": "mpesa.match",
    },
    "money of a sale whose code was mistyped is in the books once": {
      "mpesa.amount_differs": "mpesa.match",
    },
  },
  "books/nearly-refused": {
    "more tax than expense, and as much as there is in it": { "request.invalid": "entry.expense" },
    "a phone that is none, and one of Safaricom's": { "customer.phone_invalid": "customer.save" },
    "merging who was merged already, and whom they became": { "customer.merged": "customer.merge" },
    "goods of nobody, and of a supplier": { "supplier.unknown": "stock.receive" },
    "an account that does not exist, and one that does": { "account.unknown": "entry.manual" },
    "cash of no drawer, and of this till's": { "account.party_required": "entry.expense" },
    "a refund of no sale, and of one": { "sale.unknown": "sale.refund" },
    "money that came under a code of before, and under its own": {
      "mpesa.code_used": "mpesa.receive",
    },
    "confirming a code that no payment has, and the one that it has": {
      "mpesa.unknown": "mpesa.confirm",
    },
    "a bottle made of itself, and of its empty": { "recipe.uses_itself": "production.saveRecipe" },
    "undoing what was never recorded, and what was": { "entry.unknown": "entry.reverse" },
    "sides that differ by a shilling, and equal ones": { "entry.unbalanced": "entry.manual" },
    "change of a sale that had none, and of one that had": { "change.none": "shift.keepChange" },
  },
  "books/new-business": {
    "once no drawer of it is uncounted, and opened again as it was": {
      "business.inactive": "catalog.forTill",
      "business.shifts_open": "business.setActive",
    },
    "where another has its code or its name": {
      "business.exists": "business.add",
      "business.name_taken": "business.add",
    },
    "where the people are not known, and nothing at all is written": {
      "user.unknown": "business.add",
    },
    "send new items to other accounts, of the right kind only": {
      "account.not_posting": "business.setItemAccounts",
      "account.wrong_business": "business.setItemAccounts",
    },
    "where an account's number is taken, twice the same, of another kind or missing": {
      "account.number_taken": "business.add",
    },
  },
  "books/new-gas-shop": {
    "a kind is refused twice, filled with nothing by the kilogram, or for cents": {
      "item.unknown": "business.add",
      "tender.whole_shillings": "business.add",
    },
  },
  "books/office-acts": {
    "reversing what was recorded brings every balance back, each entry once": {
      "entry.already_reversed": "entry.reverse",
      "entry.not_reversible": "entry.reverse",
    },
  },
  "books/office-rules": {
    "a command sent twice is one entry; with other content it is refused": {
      "command.id_reused": "entry.expense",
    },
    "cash from a customer needs an open shift, and is paid by the shift's day": {
      "shift.not_open": "customer.pay",
    },
  },
  "books/people": {
    "shows both histories as one, and moves the credit; no line is rewritten": {
      "customer.same": "customer.merge",
    },
  },
  "books/production": {
    "by who may change stock, and not by who fills bottles elsewhere": {
      "permission.denied": "production.reverse",
    },
    "of half a bottle, of an item without a recipe, and of one whose recipe was ended": {
      "quantity.invalid": "production.record",
      "recipe.unknown": "production.record",
    },
    "whole, once, to the cent and to the layer": { "run.already_reversed": "production.reverse" },
    "not when a bottle of it was sold": { "run.sold": "production.reverse" },
  },
  "books/reconciliation": {
    "a line that was agreed on is not agreed on again; a match has two equal sides": {
      "reconciliation.difference": "reconciliation.finish",
      "reconciliation.line_taken": "reconciliation.finish",
      "reconciliation.not_after": "reconciliation.finish",
    },
    "undone the latest first, for a reason; then its lines are open again": {
      "reconciliation.not_latest": "reconciliation.undo",
      "reconciliation.unknown": "reconciliation.undo",
    },
  },
  "books/refused-at-the-counter": {
    "before there are books nothing is done but making them, and not with a PIN of one digit": {
      "program.not_set_up": "program.setUp",
      "user.pin_too_simple": "program.setUp",
    },
    "an empty cart is not put aside, one with a line is": { "sale.empty": "draft.park" },
    "a discount is at most the price, of a line and of the sale": {
      "discount.too_large": "sale.post",
    },
    "nobody pays more than is due except in cash, which has change": { "tender.over": "sale.post" },
    "on account, or with store credit, is for a customer who is known": {
      "tender.customer_required": "sale.post",
    },
    "a job that somebody moved there already is not moved there again": {
      "job.moved_meanwhile": "job.move",
    },
  },
  "books/refused-once": {
    "two people of one name could not be told apart": { "user.name_taken": "user.save" },
    "what is not for sale, or has no price, is not sold": {
      "item.inactive": "sale.post",
      "item.price_missing": "sale.post",
    },
    "an sku and a barcode belong to one item of a business": {
      "item.sku_taken": "catalog.saveItem",
      "item.barcode_taken": "catalog.saveItem",
    },
    "a category is one of the business": { "category.unknown": "catalog.saveItem" },
    "the first statement says where it begins": {
      "reconciliation.start_missing": "reconciliation.finish",
    },
    "a run that nobody recorded is not taken back": { "run.unknown": "production.reverse" },
    "a parked cart is taken back once": { "draft.unknown": "draft.recall" },
    "a kind has one name, and is one of the business": {
      "returnable.unknown": "sale.post",
      "returnable.name_taken": "returnable.saveType",
    },
    "what is followed by serial goes one by one": { "returnable.one_by_one": "sale.post" },
    "our own containers only go out on deposit": { "returnable.only_on_deposit": "sale.post" },
    "without a deposit of its own none is taken": { "returnable.no_deposit": "sale.post" },
    "money goes back against a record alone, of the kind and number that comes back": {
      "deposit.required": "sale.post",
      "deposit.other": "sale.post",
      "deposit.unknown": "sale.post",
      "deposit.exceeds_sale": "sale.post",
    },
    "an intake of nothing at all is none": { "job.empty": "job.receive" },
    "is known by its number, and given up once": {
      "job.unknown": "job.pay",
      "job.nothing_owed": "job.writeOff",
    },
    "is taken in where jobs are, for a moment that is still to come": {
      "job.trade_missing": "job.receive",
      "job.promise_past": "job.receive",
    },
    "a month is closed when everybody has the same books of it, and not before": {
      "centre.unconfirmed": "period.close",
    },
  },
  "books/returnables": {
    "gives the deposit back with the gas, and not once more": {
      "refund.amount_mismatch": "sale.refund",
      "deposit.closed": "deposit.return",
    },
    "none is left: how many, and of what": { "returnable.short": "sale.post" },
    "another brand comes back only where a rule allows it": {
      "returnable.not_exchanged": "sale.post",
    },
    "a serial is asked for, and must be the one on the shelf": {
      "returnable.serial_required": "sale.post",
      "returnable.serial_twice": "sale.post",
    },
    "the recorded amount goes back, whatever the deposit is by then": {
      "returnable.deposit_changed": "sale.post",
    },
    "is refused where the deposit has gone back already": { "refund.returnable": "sale.refund" },
  },
  "books/stock-acts": {
    "by who may do so in both businesses": { "business.unknown": "stock.transfer" },
    "of days gone by are not changed": { "day.out_of_range": "price.saveList" },
    "never more than is there, though retail may oversell to a customer": {
      "stock.insufficient": "stock.writeOff",
    },
    "of nothing is not posted, and several go on side by side": {
      "stock.nothing_counted": "stocktake.post",
    },
    "of an item that has meanwhile gone is counted again": {
      "stock.moved_since_count": "stocktake.post",
    },
    "not more than is left of it, and not to somebody else": {
      "stock.not_from_supplier": "stock.sendBack",
    },
    "is counted by a cashier and posted by who may change stock": {
      "stocktake.unknown": "stocktake.post",
    },
    "not more than is there, and not to itself": { "entry.same_account": "stock.transfer" },
  },
  "door/contract-fuzz": {
    "a name that is no procedure is refused, those of every object included": {
      "request.unknown": "echo",
    },
  },
  "door/practice": {
    "the real books read an enrolment code, practice books take none": {
      "training.not_here": "centre.connect",
    },
  },
  "door/web-guards": {
    "a bug of ours is logged with a number and answered; the till goes on": {
      "program.busy": "echo",
    },
  },
  "e2e/cashiers": {
    "five wrong PINs cost a wait, of that person alone": { "session.locked": "session.signIn" },
  },
  "journal/backup": {
    "once a day by itself, where a folder was chosen; what fails is written down": {
      "backup.folder_missing": "backup.save",
    },
  },
  "journal/disk": {
    "while another program holds the file, a sale is refused and not lost": {
      "journal.write_failed": "sale.post",
    },
  },
  "journal/phones": {
    "whoever shares a phone by two tills' doing can be changed, but nobody else gets it": {
      "customer.phone_taken": "customer.save",
    },
  },
  "journal/refund": {
    "a sale larger than any shop's is refused, with whatever right": {
      "sale.too_large": "sale.post",
    },
    "needs a code of its own for each M-Pesa reversal": { "mpesa.code_invalid": "sale.refund" },
    "go back one by one against the debt, and a third is refused": {
      "refund.exceeds_sale": "sale.refund",
    },
  },
  "journal/repeated": {
    "by another command later are refused": { "program.already_set_up": "program.setUp" },
    "by two people at once is one shift, and the other is told who has it": {
      "shift.already_open": "shift.open",
    },
    "a refused command writes nothing, and may be sent again once it is right": {
      "tender.short": "sale.post",
    },
  },
  "journal/restore": {
    "refused as %s: %s": { "backup.unfit": "backup.restore" },
  },
  "journal/rights": {
    "a person who loses their rights loses them at once, at the window where they are signed in": {
      "session.required": "catalog.forTill",
    },
    "lets a cashier refund, once, and the fact names who consented and why": {
      "session.wrong_pin": "sale.refund",
    },
    "the last owner stays": { "user.last_owner": "user.save" },
    "lets a cashier give a discount or another price; without it both are refused": {
      "price.changed": "sale.post",
    },
  },
  "journal/roles": {
    "has a name of its own, and has to be known": {
      "role.unknown": "role.save",
      "role.name_taken": "role.save",
    },
    "the owner's role keeps every right and stays; its name may change": {
      "role.owner_keeps_all": "role.save",
    },
    "is not retired while somebody has it, and then is given to nobody": {
      "role.in_use": "role.save",
      "role.retired": "user.save",
    },
    "nobody gives what they do not have, nor takes over somebody who may do more": {
      "role.beyond": "role.save",
    },
  },
  "journal/scenarios": {
    "a shift is not closed over carts that wait or run, and not twice": {
      "shift.parked_sales": "shift.close",
      "shift.running_sale": "shift.close",
      "shift.running_intake": "shift.close",
      "shift.job_half_paid": "shift.close",
      "draft.paid": "draft.discard",
    },
  },
  "journal/set-up": {
    "a disk that is full in the middle of the set-up is said so, and leaves empty books": {
      "journal.disk_full": "program.setUp",
    },
  },
  "print/handlers": {
    "a printer that the system does not know is refused, and nothing is changed": {
      "printer.unknown": "printer.save",
    },
    "another business's receipts are as unknown as those that do not exist": {
      "receipt.unknown": "receipt.get",
    },
  },
  "replication/between-businesses": {
    "an act of two businesses is one act to whoever sees both, and reversed only there": {
      "entry.not_whole": "entry.reverse",
    },
  },
  "replication/cylinders": {
    "what is left of a deposit that one till exchanged and another gave back is settled by an entry, once and whole":
      { "deposit.left": "entry.manual" },
  },
  "replication/exceptions": {
    "a second refund names its sale, is an alert, and is settled once, with a name and a reason": {
      "exception.unknown": "exception.settle",
      "exception.settled": "exception.settle",
    },
  },
  "replication/faults": {
    "a server whose certificate another authority made is not spoken to": {
      "centre.trouble": "centre.look",
    },
  },
  "replication/trade": {
    "a price set at the office is the price at the till, and only the office sets it": {
      "office.only": "catalog.saveCategory",
    },
    "a code for another till, a strange text and a damaged code say what is wrong": {
      "centre.code_invalid": "centre.look",
      "centre.unfit": "centre.look",
    },
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, Readonly<Partial<Record<RefusalCode, Act>>>>>>
>;

type Rows = typeof REFUSED_IN;
type KeysOf<T> = T extends unknown ? keyof T : never;
/** The codes that have a row. */
export type Proved = KeysOf<{ [F in keyof Rows]: Rows[F][keyof Rows[F]] }[keyof Rows]>;
