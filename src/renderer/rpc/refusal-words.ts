import { isBusinessDay } from "#shared/kernel/date.ts";
import { formatQuantity } from "#shared/kernel/quantity.ts";
import type { Permission } from "#shared/facts/permission.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
import { moneyWords } from "../ui/money-text.tsx";
import type { Problem, ProblemCode } from "./problem.ts";

type Words = {
  readonly [Code in ProblemCode]: (x: Extract<Problem, { readonly code: Code }>) => string;
};

/** What each permission lets a person do, as it is said in a sentence. */
export const PERMISSION_WORDS: { readonly [P in Permission]: string } = {
  sell: "sell",
  "sell.discount": "give a discount",
  "sell.price": "sell at another price",
  "sell.credit": "sell on account",
  refund: "refund",
  "shift.open": "open a shift",
  "shift.close": "close a shift",
  "cash.move": "put cash in or take it out",
  "drawer.open": "open the drawer",
  "customers.edit": "change customers",
  "jobs.manage": "move a job back, cancel it or write it off",
  "stock.receive": "receive stock",
  "stock.count": "count stock",
  "stock.adjust": "write off, return or transfer stock",
  produce: "record production",
  "catalog.edit": "change items and prices",
  "reports.read": "see the reports",
  "ledger.post": "post to the books",
  "ledger.reverse": "reverse an entry",
  "accounts.edit": "change accounts",
  "period.close": "close a period",
  export: "export the books",
  "users.edit": "change users",
  "settings.edit": "change settings",
};

const CODE_WORDS: Readonly<Record<string, string>> = {
  not_a_code: "This is not an enrolment code. It begins with TOMTIN1.",
  damaged: "A part of the code is missing or mistyped. Copy all of it once more.",
  newer: "The code was made by a newer Tomtin. Update this one first.",
  not_protected: "The code would send your books unprotected over the network. Make another one.",
};

const UNFIT_WORDS: Readonly<Record<string, string>> = {
  connected: "This till belongs to a centre already.",
  till: "The code is for another till: its till code is not this one's.",
  key: "The code belongs to other books: they have another key.",
  key_missing: "The code does not carry the owner's key. Make one at the office that does.",
  empty: "The centre has no books yet. Connect the office that has them first.",
  first: "The centre has no books yet. The first to connect must be enrolled as the office.",
};

/** Why the centre did not answer, in words that say what to do. */
export const TROUBLE_WORDS: Readonly<Record<string, string>> = {
  unreachable: "The centre does not answer. Check the network; it is tried again by itself.",
  busy: "The centre is busy. It is tried again by itself.",
  refused: "The centre does not let this till in: it was revoked, or enrolled anew.",
  untrusted: "Whoever answers is not the centre that this till was enrolled with.",
  garbage: "What answers there is not a centre. Is a login page of the network in between?",
  newer: "The centre is newer than this program. Update Tomtin here.",
  older: "The centre is older than this program. Update the centre first.",
  other_books: "The centre keeps other books than this till.",
};

function permitted(permission: string): string {
  return Object.hasOwn(PERMISSION_WORDS, permission)
    ? PERMISSION_WORDS[permission as Permission]
    : permission;
}

function day(text: string): string {
  return isBusinessDay(text) ? dayWords(text) : text;
}

function wait(seconds: number): string {
  if (seconds <= 0) return "";
  const minutes = Math.ceil(seconds / 60);
  return seconds < 90 ? `${seconds} seconds` : `${minutes} minutes`;
}

const TENDERS: Readonly<Record<string, string>> = {
  cash: "cash",
  mpesa: "M-Pesa",
  bank: "bank",
  account: "the account",
  credit: "store credit",
};

/** Every refusal as a calm sentence. A new code does not compile until it has words. */
const WORDS: Words = {
  "program.silent": () => "The program is not answering. Nothing you entered is lost.",
  "request.invalid": (x) =>
    x.path === "" ? "Something here is not filled in right." : `Please check “${field(x.path)}”.`,
  "request.unknown": () => "This screen and the program do not match. Please restart Tomtin.",
  "command.id_reused": () =>
    "This was already recorded, with other details. Look at the last sales before trying again.",
  "session.required": () => "Please sign in again.",
  "session.wrong_pin": (x) =>
    x.waitSeconds > 0
      ? `That PIN is not right. Try again in ${wait(x.waitSeconds)}.`
      : "That PIN is not right.",
  "session.locked": (x) => `Too many wrong PINs. Try again in ${wait(x.waitSeconds)}.`,
  "permission.denied": (x) => `You may not ${permitted(x.permission)} here.`,
  "approval.required": (x) => `To ${permitted(x.permission)}, a manager must approve.`,
  "program.not_set_up": () => "The business has not been set up yet.",
  "program.already_set_up": () => "The business has already been set up.",
  "program.busy": () => "The program is busy with something large. Please try again in a moment.",
  "business.unknown": (x) => `There is no business ${x.business}.`,
  "business.inactive": (x) => `${x.business} is not active.`,
  "business.exists": (x) => `There is already a business ${x.business}.`,
  "business.name_taken": (x) => `There is already a business named ${x.name}.`,
  "business.shifts_open": (x) =>
    `${x.name} still has a shift open at ${x.tills}. Close it first: its drawer must be counted.`,
  "user.unknown": () => "This user is not known, or no longer active.",
  "user.name_taken": (x) => `There is already a user named ${x.name}.`,
  "user.last_owner": () => "There must always be one owner.",
  "user.pin_too_simple": () => "This PIN is too easy to guess. Please choose another.",
  "item.unknown": () => "This item is not known.",
  "item.inactive": (x) => `${x.name} is no longer sold.`,
  "item.price_missing": (x) => `${x.name} has no price yet.`,
  "item.sku_taken": (x) => `Another item has the code ${x.sku}.`,
  "item.barcode_taken": (x) => `Another item has the barcode ${x.barcode}.`,
  "category.unknown": () => "This category is not known.",
  "customer.unknown": () => "This customer is not known.",
  "customer.phone_invalid": (x) => `${x.phone} is not a Kenyan mobile number.`,
  "customer.phone_taken": (x) => `This phone number belongs to ${x.name}.`,
  "customer.merged": (x) => `This customer is now part of ${x.name}. Use that one.`,
  "customer.same": () => "These are already one customer.",
  "supplier.unknown": () => "This supplier is not known.",
  "account.unknown": (x) => `There is no account ${x.account}.`,
  "account.not_posting": (x) => `Account ${x.account} is a heading; choose an account under it.`,
  "account.inactive": (x) => `Account ${x.account} is not active.`,
  "account.number_taken": (x) => `There is already an account ${x.account}.`,
  "account.wrong_business": (x) => `Account ${x.account} does not belong to ${x.business}.`,
  "account.wrong_kind": (x) => `Account ${x.account} cannot be used here: ${x.wanted} is needed.`,
  "account.has_balance": (x) =>
    `Account ${x.account} still has a balance of ${moneyWords(x.balance)}.`,
  "account.party_required": (x) => `Account ${x.account} needs a ${x.subledger}.`,
  "day.out_of_range": (x) => `${day(x.day)} is too far from today.`,
  "office.only": () => "Prices, items, people and settings are changed at the office.",
  "centre.code_invalid": (x) => CODE_WORDS[x.problem] ?? "This is not an enrolment code.",
  "centre.unfit": (x) => UNFIT_WORDS[x.why] ?? "This code is not for this till.",
  "centre.trouble": (x) => TROUBLE_WORDS[x.trouble] ?? "The centre does not answer.",
  "centre.unconfirmed": (x) =>
    `The centre does not have everything yet: ${x.count} still to be sent. Try again in a moment.`,
  "period.closed": (x) => `The books are closed through ${day(x.through)}.`,
  "period.not_over": (x) => `This can be closed once ${day(x.through)} is over.`,
  "period.closed_later": (x) => `A later year is closed already, through ${day(x.through)}.`,
  "period.nothing_to_close": () => "There is nothing to close here.",
  "shift.not_open": () => "No shift is open. Open one to sell.",
  "shift.already_open": (x) => `${x.openedBy} has already opened a shift here.`,
  "shift.parked_sales": (x) =>
    x.count === 1
      ? "One sale is still parked. Recall or discard it first."
      : `${x.count} sales are still parked. Recall or discard them first.`,
  "cash.short": (x) => `Only ${moneyWords(x.held)} is there — ${moneyWords(x.wanted)} is needed.`,
  "sale.empty": () => "There is nothing in the sale yet.",
  "sale.unknown": (x) => `There is no sale ${x.number}.`,
  "sale.too_large": () => "This sale is too large. Please split it.",
  "price.changed": (x) => `${x.name} now costs ${moneyWords(x.price)}.`,
  "discount.too_large": (x) => `The discount on ${x.name} is more than its price.`,
  "quantity.invalid": (x) => `${x.name} cannot be sold in this quantity.`,
  "tender.short": (x) => `Short by ${moneyWords(x.short)}.`,
  "tender.over": (x) => `${moneyWords(x.over)} too much: only cash can give change.`,
  "tender.whole_shillings": (x) =>
    `${moneyWords(x.amount)} cannot be paid in coins. Use whole shillings.`,
  "tender.customer_required": () => "Choose a customer first.",
  "mpesa.code_invalid": () => "An M-Pesa code has ten letters and digits, like TKM4XY12AB.",
  "mpesa.code_used": (x) => `The M-Pesa code ${x.mpesaCode} was already used for ${x.number}.`,
  "mpesa.unknown": () => "The books know no such M-Pesa payment.",
  "mpesa.matched": () => "Somebody has said already what this money was for.",
  "mpesa.amount_differs": (x) =>
    `The payment ${x.mpesaCode} is of ${moneyWords(x.amount)}: another amount.`,
  "reconciliation.difference": (x) =>
    `The statement and what was agreed differ by ${moneyWords(x.difference)}. It ends at zero.`,
  "reconciliation.line_taken": () =>
    "A line is no longer open: it was agreed on meanwhile, or taken twice. Read it again.",
  "reconciliation.not_after": (x) =>
    `This account is agreed through ${day(x.through)}: a statement that ends later comes next.`,
  "reconciliation.not_latest": (x) =>
    `A later statement, through ${day(x.through)}, was agreed after this one. Undo that first.`,
  "reconciliation.start_missing": () => "Say with which day the first statement begins.",
  "reconciliation.unknown": () => "There is no such reconciliation, or it was undone already.",
  "credit.limit_exceeded": (x) =>
    `${x.name} may owe up to ${moneyWords(x.limit)} and owes ${moneyWords(x.owed)} now.`,
  "credit.insufficient": (x) => `Only ${moneyWords(x.held)} of store credit is left.`,
  "stock.insufficient": (x) =>
    `Only ${formatQuantity(x.left)} left of ${x.name} — ${formatQuantity(x.wanted)} wanted.`,
  "stock.nothing_counted": () => "Nothing has been counted yet.",
  "stock.moved_since_count": (x) =>
    `${x.name} was sold or moved after it was counted. Please count it again.`,
  "stock.not_from_supplier": (x) => `${x.name} did not come from this supplier.`,
  "stocktake.unknown": () => "This count has already been posted or discarded.",
  "recipe.unknown": (x) => `${x.name} has no recipe yet.`,
  "recipe.uses_itself": (x) => `${x.name} cannot be made of itself.`,
  "run.unknown": () => "This production run is not known.",
  "run.already_reversed": () => "This production run has already been taken back.",
  "run.sold": (x) =>
    `Some of ${x.name} from this run has been sold or moved, so the run can no longer be taken back.`,
  "refund.exceeds_sale": (x) =>
    x.left > 0
      ? `Only ${formatQuantity(x.left)} of ${x.name} can still be refunded.`
      : `${x.name} has already been refunded.`,
  "refund.exceeds_tender": (x) =>
    `Only ${moneyWords(x.left)} can go back by ${TENDERS[x.tender] ?? x.tender}.`,
  "refund.amount_mismatch": (x) =>
    `The refund is ${moneyWords(x.expected)}, but ${moneyWords(x.given)} is given back.`,
  "draft.unknown": () => "This parked sale has already been taken or discarded.",
  "returnable.unknown": () => "This kind of cylinder or container is not known.",
  "returnable.name_taken": (x) => `There is already a kind named ${x.name}.`,
  "returnable.short": (x) =>
    x.left > 0
      ? `Only ${x.left} of ${x.name} ${placed(x.place)} — ${x.wanted} wanted.`
      : `No ${x.name} ${placed(x.place)}.`,
  "returnable.not_exchanged": (x) =>
    `${x.into} cannot come back for ${x.out}: take its deposit back, then sell with a deposit.`,
  "returnable.one_by_one": (x) => `${x.name} has serials: one to a line, please.`,
  "returnable.serial_required": (x) => `${x.name} needs the serial on its collar.`,
  "returnable.serial_elsewhere": (x) =>
    x.place === "unknown"
      ? `Serial ${x.serial} is not in the register. Check it, or have the office add it.`
      : `Serial ${x.serial} is not here: the register says it is ${placed(x.place)}.`,
  "returnable.serial_twice": (x) => `Serial ${x.serial} is in this sale twice.`,
  "returnable.only_on_deposit": (x) => `${x.name} goes out on deposit only.`,
  "returnable.no_deposit": (x) => `No deposit is set for ${x.name} yet.`,
  "returnable.deposit_changed": (x) => `The deposit for ${x.name} is now ${moneyWords(x.deposit)}.`,
  "deposit.required": (x) =>
    `Money goes back only against a recorded deposit: find the one for what comes back for ${x.name}.`,
  "deposit.other": (x) => `This deposit is not for ${x.name}, or for another number of them.`,
  "deposit.unknown": () => "There is no open deposit like this.",
  "deposit.closed": (x) =>
    x.left > 0
      ? `Only ${x.left} of this deposit can still come back.`
      : "This deposit was already given back.",
  "deposit.exceeds_sale": (x) =>
    `${moneyWords(x.over)} more would go back than is paid: take the deposit back by itself first.`,
  "refund.returnable": (x) =>
    `${x.name} has moved on since this sale: take its deposit back, or exchange it again.`,
  "job.empty": () => "Add what was brought in first.",
  "job.unknown": (x) => `There is no job ${x.number}.`,
  "job.trade_missing": () => "This business takes in no jobs. The owner can change that.",
  "job.ended": (x) => `Job ${x.number} is ${x.status} already.`,
  "job.not_ready": (x) => `Job ${x.number} is not ready yet: it is ${x.status}.`,
  "job.moved_meanwhile": (x) => `Job ${x.number} is ${x.status} now. Please look again.`,
  "job.reason_missing": () => "Say why it goes back.",
  "job.defects_unseen": () => "Show the customer what is damaged, and tick that it was seen.",
  "job.promise_past": () => "The promised time has passed already.",
  "job.deposit_short": (x) =>
    `A deposit of at least ${moneyWords(x.least)} is taken with the work, or a manager allows less.`,
  "job.balance_due": (x) => `${moneyWords(x.due)} is still due for job ${x.number}.`,
  "job.paid_on_account": (x) =>
    `${moneyWords(x.amount)} of job ${x.number} was paid on account. Give that back first.`,
  "job.nothing_owed": (x) => `Nothing is owed for job ${x.number}.`,
  "exception.unknown": () => "There is no such exception any more.",
  "exception.settled": () => "Somebody has settled this already.",
  "entry.unknown": () => "This entry is not known.",
  "entry.unbalanced": (x) =>
    `Debits and credits of ${x.business} differ by ${moneyWords(x.difference)}.`,
  "entry.already_reversed": () => "This entry has already been reversed.",
  "entry.not_reversible": () => "This entry cannot be reversed here; use the screen it came from.",
  "entry.same_account": () => "From and to are the same account.",
  "payment.not_open": () => "One of the chosen invoices is settled already. Please look again.",
  "payment.exceeds_balance": (x) => `Only ${moneyWords(x.balance)} is owed.`,
  "printer.unknown": (x) => `There is no printer or folder ${x.printer} here.`,
  "change.none": (x) => `No change was given for ${x.number}.`,
  "training.not_here": () => "Not while practising. End the training first.",
  "receipt.unknown": () => "There is no receipt for this.",
  "journal.write_failed": () => "This could not be written to disk, so it was not done. Try again.",
  "journal.disk_full": () => "The disk is full, so it was not done. Free some space and try again.",
};

/** Where a cylinder or container is, as a person would say it. */
function placed(place: string): string {
  return PLACES[place] ?? place;
}

const PLACES: Readonly<Record<string, string>> = {
  full: "full on the shelf",
  empty: "among our empties",
  customer: "with a customer on deposit",
  supplier: "at the supplier",
  quarantine: "set aside",
  traded: "with a customer by exchange",
  sold: "sold",
  lost: "written off",
  stock: "in stock",
};

/** "lines.0.quantity" as a person would say it. */
function field(path: string): string {
  const words = path.split(".").filter((part) => !/^\d+$/.test(part));
  return (words.at(-1) ?? path).replace(/([A-Z])/g, " $1").toLowerCase();
}

export function refusalWords(problem: Problem): string {
  // A code of a newer program than this window: say so instead of failing.
  if (!Object.hasOwn(WORDS, problem.code)) return `Not done (${problem.code}).`;
  const words = WORDS[problem.code] as (x: Problem) => string;
  return words(problem);
}
