import type { Reply } from "#shared/contract/index.ts";
import type { ExceptionKind } from "#shared/facts/exceptions.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import { formatQuantity, type Quantity } from "#shared/kernel/quantity.ts";
import { placed } from "../../rpc/refusal-nouns.ts";
import { href } from "../route/route.ts";
import { t } from "../../text/text.ts";

export type Exception = Reply<"exception.list">["exceptions"][number];
export type Late = Reply<"exception.list">["late"][number];

/** What happened, what ends it, and where that is done. */
export interface Task {
  readonly title: string;
  readonly todo: string;
  readonly link: { readonly label: string; readonly href: string } | null;
}

type Words = (x: Exception) => Task;

const about = (x: Exception): string => x.about ?? x.number ?? "";

/** The act itself: its entry where it has one. */
const theAct = (x: Exception): Task["link"] =>
  x.entry === null ? null : { label: t("See the entry"), href: href("entry", x.entry) };

const link = (label: string, to: string): Task["link"] => ({ label, href: to });

/** What the books of two tills can break when they meet, in the owner's words. */
const WORDS: Readonly<Record<ExceptionKind, Words>> = {
  "customer.phone_twice": (x) => ({
    title: t("{x} and {other} have one phone number", {
      x: about(x),
      other: x.other ?? t("another customer"),
    }),
    todo: t("Two tills wrote down one person. Merge the two, or correct one of the numbers."),
    link: link(
      t("Merge them"),
      href("customer", x.detail["customer"] ?? "", { merge: String(x.detail["other"] ?? "") }),
    ),
  }),
  "customer.changed_twice": (x) => ({
    title: t("{x} was changed at two tills that did not know of each other", { x: about(x) }),
    todo: t("The later one stands. Ask which is right, and change what is not."),
    link: link(t("See the customer"), href("customer", x.detail["customer"] ?? "")),
  }),
  "mpesa.code_twice": (x) => ({
    title: t("One M-Pesa code paid for {number} and for {other}", {
      number: x.number ?? t("this"),
      other: x.other ?? t("another sale"),
    }),
    todo: t(
      "Find on the statement which of the two the money was for; refund or collect the other.",
    ),
    link: link(t("See the payments"), href("mpesa", null, { tab: "all" })),
  }),
  "mpesa.matched_twice": (x) => ({
    title: t("One M-Pesa payment was matched at two places"),
    todo: t("The first match stands, and both are posted. Reverse the entry that is wrong."),
    link: theAct(x),
  }),
  "mpesa.unknown": (x) => ({
    title: t("An M-Pesa payment was matched that is not in these books"),
    todo: t("Look at the entry, and reverse it if the money never came."),
    link: theAct(x),
  }),
  "stock.oversold": (x) => ({
    title: t("Two tills sold the last {x}", { x: about(x) }),
    todo: t(
      "Record the delivery that is missing, or count the shelf. It is settled by itself then.",
    ),
    link: link(t("Count it"), href("stocktakes")),
  }),
  "returnable.short": (x) => ({
    title: t("More {x} left than were there ({place})", {
      x: about(x),
      place: placed(String(x.detail["place"] ?? "")),
    }),
    todo: t("Count them, and put the number right. It is settled by itself then."),
    link: link(t("See where they are"), href("returnables", null, { view: "positions" })),
  }),
  "cylinder.elsewhere": (x) => ({
    title: t("Cylinder {x} was given out where it was not", { x: about(x) }),
    todo: t(
      "Two tills moved one serial, or one was mistyped: find who has it. Neither deposit is lost. The counter takes what comes back by the serial on its collar; what never does is forfeited under Deposits.",
    ),
    link: link(t("See the register"), href("returnables", null, { view: "register" })),
  }),
  "deposit.paid_twice": () => ({
    title: t("One deposit was given back at two tills"),
    todo: t(
      "Ask for the second one back, or write it off: either is a manual entry, one of whose lines names the deposit.",
    ),
    link: link(t("See the deposits"), href("returnables", null, { view: "deposits" })),
  }),
  "deposit.moved_apart": () => ({
    title: t("One deposit was exchanged at a till, and exchanged or given back at another"),
    todo: t(
      "Find out what the customer holds now, and which of the two was meant. Money that is left though nothing is out any more is settled by a manual entry, one of whose lines names the deposit.",
    ),
    link: link(t("See the deposits"), href("returnables", null, { view: "deposits" })),
  }),
  "deposit.unknown": (x) => ({
    title: t("A deposit was given back that nobody is known to have taken"),
    todo: t("Look for its receipt. If there is none, ask for the money back, or write it off."),
    link: theAct(x),
  }),
  "receipt.number_twice": (x) => ({
    title: t("Two sales have the number {number}", { number: x.detail["number"] ?? about(x) }),
    todo: t("Both count. A copy of this till sold: see Tills."),
    link: link(t("See the tills"), href("tills")),
  }),
  "refund.exceeds_sale": (x) => ({
    title: t("More of {x} was refunded than was sold", { x: about(x) }),
    todo: t("{x}Two tills refunded it. Ask for the money back, or write it off as a loss.", {
      x: over(x),
    }),
    link: theAct(x),
  }),
  "refund.sale_unknown": (x) => ({
    title: t("{number} is of a sale that is not in these books", {
      number: x.number ?? t("A refund"),
    }),
    todo: t(
      "Ask to see its receipt. If there is none, the money went out for nothing: write it off.",
    ),
    link: theAct(x),
  }),
  "entry.reversed_twice": (x) => ({
    title: t("One entry was reversed at two places"),
    todo: t("Both reversals are posted. Reverse one of them."),
    link: theAct(x),
  }),
  "entry.reverses_unknown": (x) => ({
    title: t("An entry was reversed that is not in these books"),
    todo: t("Look at the reversal, and reverse it if there was nothing to undo."),
    link: theAct(x),
  }),
  "shift.open_twice": (x) => ({
    title: t("Till {till} has two shifts open", { till: x.till }),
    todo: t("A copy of this till sold, or its disk went back. Close both shifts at the till."),
    link: link(t("See the shifts"), href("shifts")),
  }),
  "shift.closed_twice": (x) => ({
    title: t("A shift of till {till} was counted and closed twice", { till: x.till }),
    todo: t(
      "The first count stands. Compare the two Z reports with the cash that was handed over.",
    ),
    link: link(t("See the shifts"), href("shifts")),
  }),
  "shift.unknown": (x) => ({
    title: t("Till {till} closed a shift that is not in these books", { till: x.till }),
    todo: t("Its opening may still be at the till: see on Tills what has not arrived."),
    link: link(t("See the tills"), href("tills")),
  }),
  "run.taken_back_twice": () => ({
    title: t("One production run was taken back at two tills"),
    todo: t("Its goods left twice and its materials came twice. Count both."),
    link: link(t("Count them"), href("stocktakes")),
  }),
  "run.unknown": (x) => ({
    title: t("A production run was taken back that is not in these books"),
    todo: t("Look at the entry, and reverse it if there was no such run."),
    link: theAct(x),
  }),
  "job.moved_apart": (x) => ({
    title: t("Ticket {x} was moved on at two tills in different ways", { x: about(x) }),
    todo: t("The later one stands. Ask where the clothes are."),
    link: theAct(x),
  }),
  "job.overpaid": (x) => ({
    title: t("Ticket {x} was paid at two tills", { x: about(x) }),
    todo: t("{x}Give it back, or keep it as the customer's credit.", { x: overMoney(x) }),
    link: theAct(x),
  }),
  "job.unknown": () => ({
    title: t("Money or clothes of a ticket that is not in these books"),
    todo: t("The ticket may still be at the till: see on Tills what has not arrived."),
    link: link(t("See the tills"), href("tills")),
  }),
  "reconciliation.line_twice": () => ({
    title: t("One line was agreed with two statements"),
    todo: t("Undo one of the two reconciliations, and agree it again without the line."),
    link: link(t("See the reconciliations"), href("reconcile")),
  }),
  "reconciliation.line_unlike": () => ({
    title: t("A statement was agreed with a line that is another one in these books"),
    todo: t("Undo the reconciliation, and agree it again."),
    link: link(t("See the reconciliations"), href("reconcile")),
  }),
  "account.number_twice": (x) => ({
    title: t("Two different accounts have the number {account}", {
      account: x.detail["account"] ?? about(x),
    }),
    todo: t(
      "The first stands, and what was meant for the other is posted to it. Move it by an entry.",
    ),
    link: link(t("See the account"), href("ledger", x.detail["account"] ?? "")),
  }),
};

type Lost = Exception["lost"][number];

/** A field of a customer, and its two values: what did not stay, and what did. */
export function lostWords(lost: Lost): {
  readonly field: string;
  readonly said: string;
  readonly stands: string;
} {
  const words = fieldWords();
  const shown = (value: Lost["said"]): string => {
    if (typeof value === "boolean") return value ? t("Yes") : t("No");
    if (typeof value === "number") return formatMoney(cents(value));
    return value === "" ? t("Nothing") : value;
  };
  return { field: words[lost.field], said: shown(lost.said), stands: shown(lost.stands) };
}

const fieldWords = (): Readonly<Record<Lost["field"], string>> => ({
  name: t("Name"),
  phone: t("Phone"),
  creditLimit: t("Credit limit, KES"),
  address: t("Address"),
  note: t("Note"),
  active: t("Active"),
});

function over(x: Exception): string {
  const amount = x.detail["over"];
  return typeof amount === "number"
    ? t("{amount} too many. ", { amount: formatQuantity(amount as Quantity) })
    : "";
}

function overMoney(x: Exception): string {
  const amount = x.detail["over"];
  return typeof amount === "number"
    ? t("KES {amount} too much. ", { amount: formatMoney(cents(amount)) })
    : "";
}

/** What a newer program noticed has no words here, but it is not hidden. */
export function taskOf(x: Exception): Task {
  if (Object.hasOwn(WORDS, x.kind)) return WORDS[x.kind as ExceptionKind](x);
  return {
    title: t("Two acts do not go together ({kind})", { kind: x.kind }),
    todo: t("Update this program: a newer one can say what it is."),
    link: theAct(x),
  };
}

export const VIEWS = ["open", "settled", "late"] as const;
export type View = (typeof VIEWS)[number];

export function viewOf(asked: string | undefined): View {
  return VIEWS.find((view) => view === asked) ?? "open";
}

export function shownIn(view: View, all: readonly Exception[], kind: string): Exception[] {
  return all.filter(
    (x) => (x.state === "open") === (view === "open") && (kind === "" || x.kind === kind),
  );
}
