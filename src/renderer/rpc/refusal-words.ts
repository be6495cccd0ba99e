import { cents } from "#shared/kernel/money.ts";
import { formatQuantity } from "#shared/kernel/quantity.ts";
import { moneyWords } from "../ui/money-text.tsx";
import { permitted } from "./permission-words.ts";
import type { Problem, ProblemCode } from "./problem.ts";
import { day, field, placed, status, subledger, tenders, wait } from "./refusal-nouns.ts";
import { codeWords, copyWords, troubleWords, unfitWords } from "./trouble-words.ts";
import { t } from "../text/text.ts";

type Words = {
  readonly [Code in ProblemCode]: (x: Extract<Problem, { readonly code: Code }>) => string;
};

/** Every refusal as a calm sentence. A new code does not compile until it has words. */
const WORDS: Words = {
  "program.silent": () => t("The program is not answering. Nothing you entered is lost."),
  "request.invalid": (x) =>
    x.path === ""
      ? t("Something here is not filled in right.")
      : t("Please check “{path}”.", { path: field(x.path) }),
  "request.unknown": () => t("This screen and the program do not match. Please restart Tomtin."),
  "command.id_reused": () =>
    t("This was already recorded, with other details. Look at the last sales before trying again."),
  "session.required": () => t("Please sign in again."),
  "session.wrong_pin": (x) =>
    x.waitSeconds > 0
      ? t("That PIN is not right. Try again in {waitSeconds}.", {
          waitSeconds: wait(x.waitSeconds),
        })
      : t("That PIN is not right."),
  "session.locked": (x) =>
    t("Too many wrong PINs. Try again in {waitSeconds}.", { waitSeconds: wait(x.waitSeconds) }),
  "permission.denied": (x) =>
    t("You may not {permission} here.", { permission: permitted(x.permission) }),
  "approval.required": (x) =>
    t("To {permission}, a manager must approve.", { permission: permitted(x.permission) }),
  "program.not_set_up": () => t("The business has not been set up yet."),
  "program.already_set_up": () => t("The business has already been set up."),
  "program.busy": () =>
    t("The program is busy with something large. Please try again in a moment."),
  "business.unknown": (x) => t("There is no business {business}.", { business: x.business }),
  "business.inactive": (x) => t("{business} is not active.", { business: x.business }),
  "business.exists": (x) => t("There is already a business {business}.", { business: x.business }),
  "business.name_taken": (x) => t("There is already a business named {name}.", { name: x.name }),
  "business.shifts_open": (x) =>
    t("{name} still has a shift open at {tills}. Close it first: its drawer must be counted.", {
      name: x.name,
      tills: x.tills,
    }),
  "user.unknown": () => t("This user is not known, or no longer active."),
  "user.name_taken": (x) => t("There is already a user named {name}.", { name: x.name }),
  "user.last_owner": () => t("There must always be one owner."),
  "role.unknown": () => t("This role is not known."),
  "role.name_taken": (x) => t("There is already a role named {name}.", { name: x.name }),
  "role.owner_keeps_all": () => t("The owner’s role always may do everything, and stays."),
  "role.in_use": (x) =>
    t("{people} still act as {name}. Give them another role first.", {
      people: x.people.join(", "),
      name: x.name,
    }),
  "role.retired": (x) => t("The role {name} is retired. Choose another, or bring it back.", x),
  "role.beyond": (x) =>
    t("{name} lets a person {permission}, which you may not do everywhere it counts.", {
      name: x.name,
      permission: permitted(x.permission),
    }),
  "user.pin_too_simple": () => t("This PIN is too easy to guess. Please choose another."),
  "item.unknown": () => t("This item is not known."),
  "item.inactive": (x) => t("{name} is no longer sold.", { name: x.name }),
  "item.price_missing": (x) => t("{name} has no price yet.", { name: x.name }),
  "item.sku_taken": (x) => t("Another item has the code {sku}.", { sku: x.sku }),
  "item.barcode_taken": (x) => t("Another item has the barcode {barcode}.", { barcode: x.barcode }),
  "category.unknown": () => t("This category is not known."),
  "customer.unknown": () => t("This customer is not known."),
  "customer.phone_invalid": (x) => t("{phone} is not a Kenyan mobile number.", { phone: x.phone }),
  "customer.phone_taken": (x) => t("This phone number belongs to {name}.", { name: x.name }),
  "customer.merged": (x) =>
    t("This customer is now part of {name}. Use that one.", { name: x.name }),
  "customer.same": () => t("These are already one customer."),
  "supplier.unknown": () => t("This supplier is not known."),
  "account.unknown": (x) => t("There is no account {account}.", { account: x.account }),
  "account.not_posting": (x) =>
    t("Account {account} is a heading; choose an account under it.", { account: x.account }),
  "account.inactive": (x) => t("Account {account} is not active.", { account: x.account }),
  "account.number_taken": (x) =>
    t("There is already an account {account}.", { account: x.account }),
  "account.wrong_business": (x) =>
    t("Account {account} does not belong to {business}.", {
      account: x.account,
      business: x.business,
    }),
  "account.wrong_kind": (x) =>
    t("Account {account} cannot be used here: {wanted} is needed.", {
      account: x.account,
      wanted: x.wanted,
    }),
  "account.has_balance": (x) =>
    t("Account {account} still has a balance of {balance}.", {
      account: x.account,
      balance: moneyWords(x.balance),
    }),
  "account.party_required": (x) =>
    t("Account {account} needs a {subledger}.", {
      account: x.account,
      subledger: subledger(x.subledger),
    }),
  "day.out_of_range": (x) => t("{day} is too far from today.", { day: day(x.day) }),
  "office.only": () => t("Prices, items, people and settings are changed at the office."),
  "centre.code_invalid": (x) => codeWords()[x.problem] ?? t("This is not an enrolment code."),
  "centre.unfit": (x) => unfitWords()[x.why] ?? t("This code is not for this till."),
  "centre.trouble": (x) => troubleWords()[x.trouble] ?? t("The centre does not answer."),
  "centre.unconfirmed": (x) =>
    t("The centre does not have everything yet: {count} still to be sent. Try again in a moment.", {
      count: x.count,
    }),
  "period.closed": (x) => t("The books are closed through {through}.", { through: day(x.through) }),
  "period.not_over": (x) =>
    t("This can be closed once {through} is over.", { through: day(x.through) }),
  "period.closed_later": (x) =>
    t("A later year is closed already, through {through}.", { through: day(x.through) }),
  "period.nothing_to_close": () => t("There is nothing to close here."),
  "shift.not_open": () => t("No shift is open. Open one to sell."),
  "shift.already_open": (x) =>
    t("{openedBy} has already opened a shift here.", { openedBy: x.openedBy }),
  "shift.parked_sales": (x) =>
    x.count === 1
      ? t("One sale is still parked. Recall or discard it first.")
      : t("{count} sales are still parked. Recall or discard them first.", { count: x.count }),
  "shift.running_sale": () => t("A sale is still on the counter. Finish it or clear it first."),
  "shift.running_intake": () =>
    t(
      "Money was taken for work that is not yet taken in. Take it in, or give the money back first.",
    ),
  "shift.job_half_paid": () =>
    t("Money was taken for a job and is not booked. Take the rest, or give the money back first."),
  "cash.short": (x) =>
    t("Only {held} is there — {wanted} is needed.", {
      held: moneyWords(x.held),
      wanted: moneyWords(x.wanted),
    }),
  "sale.empty": () => t("There is nothing in the sale yet."),
  "sale.unknown": (x) => t("There is no sale {number}.", { number: x.number }),
  "sale.too_large": () => t("This sale is too large. Please split it."),
  "price.changed": (x) =>
    t("{name} now costs {price}.", { name: x.name, price: moneyWords(x.price) }),
  "discount.too_large": (x) =>
    t("The discount on {name} is more than its price.", { name: x.name }),
  "quantity.invalid": (x) => t("{name} cannot be sold in this quantity.", { name: x.name }),
  "tender.short": (x) => t("Short by {short}.", { short: moneyWords(x.short) }),
  "tender.over": (x) =>
    t("{over} too much: only cash can give change.", { over: moneyWords(x.over) }),
  "tender.whole_shillings": (x) =>
    t("{amount} cannot be paid in coins. Use whole shillings.", { amount: moneyWords(x.amount) }),
  "tender.customer_required": () => t("Choose a customer first."),
  "mpesa.code_invalid": () => t("An M-Pesa code has ten letters and digits, like TKM4XY12AB."),
  "mpesa.code_used": (x) =>
    t("The M-Pesa code {mpesaCode} was already used for {number}.", {
      mpesaCode: x.mpesaCode,
      number: x.number,
    }),
  "mpesa.unknown": () => t("The books know no such M-Pesa payment."),
  "mpesa.matched": () => t("Somebody has said already what this money was for."),
  "mpesa.amount_differs": (x) =>
    t("The payment {mpesaCode} is of {amount}: another amount.", {
      mpesaCode: x.mpesaCode,
      amount: moneyWords(x.amount),
    }),
  "reconciliation.difference": (x) =>
    t("The statement and what was agreed differ by {difference}. It ends at zero.", {
      difference: moneyWords(x.difference),
    }),
  "reconciliation.line_taken": () =>
    t("A line is no longer open: it was agreed on meanwhile, or taken twice. Read it again."),
  "reconciliation.not_after": (x) =>
    t("This account is agreed through {through}: a statement that ends later comes next.", {
      through: day(x.through),
    }),
  "reconciliation.not_latest": (x) =>
    t("A later statement, through {through}, was agreed after this one. Undo that first.", {
      through: day(x.through),
    }),
  "reconciliation.start_missing": () => t("Say with which day the first statement begins."),
  "reconciliation.unknown": () => t("There is no such reconciliation, or it was undone already."),
  "credit.limit_exceeded": (x) =>
    t("{name} may owe up to {limit} and owes {owed} now.", {
      name: x.name,
      limit: moneyWords(x.limit),
      owed: moneyWords(x.owed),
    }),
  "credit.insufficient": (x) =>
    t("Only {held} of store credit is left.", { held: moneyWords(x.held) }),
  "stock.insufficient": (x) =>
    t("Only {left} left of {name} — {wanted} wanted.", {
      left: formatQuantity(x.left),
      name: x.name,
      wanted: formatQuantity(x.wanted),
    }),
  "stock.nothing_counted": () => t("Nothing has been counted yet."),
  "stock.moved_since_count": (x) =>
    t("{name} was sold or moved after it was counted. Please count it again.", { name: x.name }),
  "stock.not_from_supplier": (x) => t("{name} did not come from this supplier.", { name: x.name }),
  "stocktake.unknown": () => t("This count has already been posted or discarded."),
  "recipe.unknown": (x) => t("{name} has no recipe yet.", { name: x.name }),
  "recipe.uses_itself": (x) => t("{name} cannot be made of itself.", { name: x.name }),
  "run.unknown": () => t("This production run is not known."),
  "run.already_reversed": () => t("This production run has already been taken back."),
  "run.sold": (x) =>
    t(
      "Some of {name} from this run has been sold or moved, so the run can no longer be taken back.",
      { name: x.name },
    ),
  "refund.exceeds_sale": (x) =>
    x.left > 0
      ? t("Only {left} of {name} can still be refunded.", {
          left: formatQuantity(x.left),
          name: x.name,
        })
      : t("{name} has already been refunded.", { name: x.name }),
  "refund.exceeds_tender": (x) =>
    t("Only {left} can go back by {tender}.", {
      left: moneyWords(x.left),
      tender: tenders()[x.tender] ?? x.tender,
    }),
  "refund.amount_mismatch": (x) =>
    t("The refund is {expected}, but {given} is given back.", {
      expected: moneyWords(x.expected),
      given: moneyWords(x.given),
    }),
  "draft.paid": (x) =>
    t("{amount} was taken for this sale: recall it, and give that back first.", {
      amount: moneyWords(x.amount),
    }),
  "draft.unknown": () => t("This parked sale has already been taken or discarded."),
  "returnable.unknown": () => t("This kind of cylinder or container is not known."),
  "returnable.name_taken": (x) => t("There is already a kind named {name}.", { name: x.name }),
  "returnable.short": (x) =>
    x.left > 0
      ? t("Only {left} of {name} {place} — {wanted} wanted.", {
          left: x.left,
          name: x.name,
          place: placed(x.place),
          wanted: x.wanted,
        })
      : t("No {name} {place}.", { name: x.name, place: placed(x.place) }),
  "returnable.not_exchanged": (x) =>
    t("{into} cannot come back for {out}: take its deposit back, then sell with a deposit.", {
      into: x.into,
      out: x.out,
    }),
  "returnable.one_by_one": (x) => t("{name} has serials: one to a line, please.", { name: x.name }),
  "returnable.serial_required": (x) =>
    t("{name} needs the serial on its collar.", { name: x.name }),
  "returnable.serial_elsewhere": (x) =>
    x.place === "unknown"
      ? t("Serial {serial} is not in the register. Check it, or have the office add it.", {
          serial: x.serial,
        })
      : t("Serial {serial} is not here: the register says it is {place}.", {
          serial: x.serial,
          place: placed(x.place),
        }),
  "returnable.serial_twice": (x) =>
    t("Serial {serial} is in this sale twice.", { serial: x.serial }),
  "returnable.only_on_deposit": (x) => t("{name} goes out on deposit only.", { name: x.name }),
  "returnable.no_deposit": (x) => t("No deposit is set for {name} yet.", { name: x.name }),
  "returnable.deposit_changed": (x) =>
    t("The deposit for {name} is now {deposit}.", { name: x.name, deposit: moneyWords(x.deposit) }),
  "deposit.required": (x) =>
    t(
      "Money goes back only against a recorded deposit: find the one for what comes back for {name}.",
      { name: x.name },
    ),
  "deposit.other": (x) =>
    t("This deposit is not for {name}, or for another number of them.", { name: x.name }),
  "deposit.unknown": () => t("There is no open deposit like this."),
  "deposit.closed": (x) =>
    x.left > 0
      ? t("Only {left} of this deposit can still come back.", { left: x.left })
      : t("This deposit was already given back."),
  "deposit.left": (x) =>
    x.left > 0
      ? t("Of the deposit for {name} {left} is left: debit exactly that.", {
          name: x.name,
          left: moneyWords(cents(x.left)),
        })
      : t("For {name} {left} more went back than was held: credit exactly that.", {
          name: x.name,
          left: moneyWords(cents(-x.left)),
        }),
  "deposit.exceeds_sale": (x) =>
    t("{over} more would go back than is paid: take the deposit back by itself first.", {
      over: moneyWords(x.over),
    }),
  "refund.returnable": (x) =>
    t("{name} has moved on since this sale: take its deposit back, or exchange it again.", {
      name: x.name,
    }),
  "job.empty": () => t("Add what was brought in first."),
  "job.unknown": (x) => t("There is no job {number}.", { number: x.number }),
  "job.trade_missing": () => t("This business takes in no jobs. The owner can change that."),
  "job.ended": (x) =>
    t("Job {number} is {status} already.", { number: x.number, status: status(x.status) }),
  "job.not_ready": (x) =>
    t("Job {number} is not ready yet: it is {status}.", {
      number: x.number,
      status: status(x.status),
    }),
  "job.moved_meanwhile": (x) =>
    t("Job {number} is {status} now. Please look again.", {
      number: x.number,
      status: status(x.status),
    }),
  "job.reason_missing": () => t("Say why it goes back."),
  "job.defects_unseen": () => t("Show the customer what is damaged, and tick that it was seen."),
  "job.promise_past": () => t("The promised time has passed already."),
  "job.deposit_short": (x) =>
    t("A deposit of at least {least} is taken with the work, or a manager allows less.", {
      least: moneyWords(x.least),
    }),
  "job.balance_due": (x) =>
    t("{due} is still due for job {number}.", { due: moneyWords(x.due), number: x.number }),
  "job.paid_on_account": (x) =>
    t("{amount} of job {number} was paid on account. Give that back first.", {
      amount: moneyWords(x.amount),
      number: x.number,
    }),
  "job.nothing_owed": (x) => t("Nothing is owed for job {number}.", { number: x.number }),
  "exception.unknown": () => t("There is no such exception any more."),
  "exception.settled": () => t("Somebody has settled this already."),
  "entry.unknown": () => t("This entry is not known."),
  "entry.unbalanced": (x) =>
    t("Debits and credits of {business} differ by {difference}.", {
      business: x.business,
      difference: moneyWords(x.difference),
    }),
  "entry.already_reversed": () => t("This entry has already been reversed."),
  "entry.not_reversible": () =>
    t("This entry cannot be reversed here; use the screen it came from."),
  "entry.not_whole": () =>
    t("This act is of several businesses. Reverse it in the office, which keeps all of them."),
  "entry.same_account": () => t("From and to are the same account."),
  "payment.not_open": () => t("One of the chosen invoices is settled already. Please look again."),
  "payment.exceeds_balance": (x) =>
    t("Only {balance} is owed.", { balance: moneyWords(x.balance) }),
  "printer.unknown": (x) =>
    t("There is no printer or folder {printer} here.", { printer: x.printer }),
  "change.none": (x) => t("No change was given for {number}.", { number: x.number }),
  "training.not_here": () => t("Not while practising. End the training first."),
  "receipt.unknown": () => t("There is no receipt for this."),
  "journal.write_failed": () =>
    t("This could not be written to disk, so it was not done. Try again."),
  "backup.folder_missing": (x) =>
    x.folder === ""
      ? t("Choose a folder for the copies first.")
      : t("There is no folder {folder} on this computer.", { folder: x.folder }),
  "backup.unfit": (x) => copyWords()[x.why] ?? t("This file is not a copy of these books."),
  "journal.disk_full": () =>
    t("The disk is full, so it was not done. Free some space and try again."),
};

export function refusalWords(problem: Problem): string {
  // A code of a newer program than this window: say so instead of failing.
  if (!Object.hasOwn(WORDS, problem.code)) return t("Not done ({code}).", { code: problem.code });
  const words = WORDS[problem.code] as (x: Problem) => string;
  return words(problem);
}
