import type { AnyFact } from "#shared/facts/index.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import type { Account } from "#shared/ledger/account.ts";
import type { Guards } from "../guards.ts";
import { isWithin, mayMake } from "./scope.ts";
import { rememberedAs, type Enrolled, type ModelFact, type ModelState } from "./state.ts";

export interface Judged {
  readonly state: ModelFact["state"];
  readonly reason: string;
}

const POSTED: Judged = { state: "posted", reason: "" };
const waiting = (reason: string): Judged => ({ state: "waiting", reason });
const quarantined = (reason: string): Judged => ({ state: "quarantined", reason });

/** Whether a stored fact can be posted now; whatever the answer, it stays stored. */
export function judge(state: ModelState, device: Enrolled, fact: AnyFact, guards: Guards): Judged {
  if (fact.till !== device.till) return quarantined("till.other");
  if (guards.office && !mayMake(device.kind, fact)) return quarantined("office.only");
  if (guards.scope && !isWithin(fact, device.scope)) return quarantined("scope");
  if (fact.kind === "books.opened" && state.books !== null) return quarantined("other books");
  if (fact.entry === null || typeof fact.entry !== "object") return POSTED;
  if (state.books === null) return waiting("the books are not opened yet");
  return (guards.balance ? shapeOf(fact.entry.lines) : null) ?? groundOf(state, fact) ?? POSTED;
}

type Lines = NonNullable<AnyFact["entry"]>["lines"];

/** What is wrong with an entry whatever the books say. */
function shapeOf(lines: Lines): Judged | null {
  const sums = new Map<string, number>();
  for (const [business, , debit, credit] of lines) {
    const whole = Number.isSafeInteger(debit) && Number.isSafeInteger(credit);
    if (!whole || debit < 0 || credit < 0 || debit > 0 === credit > 0) return quarantined("line");
    sums.set(business, (sums.get(business) ?? 0) + debit - credit);
  }
  const balanced = lines.length >= 2 && [...sums.values()].every((sum) => sum === 0);
  return balanced ? null : quarantined("unbalanced");
}

/** What the entry names and nobody has brought yet, or may not name so. */
function groundOf(state: ModelState, fact: AnyFact): Judged | null {
  for (const [business, number, , , party] of fact.entry?.lines ?? []) {
    if (!state.businesses.has(business)) return waiting(`business ${business}`);
    const account = state.accounts.get(number);
    if (account === undefined) return waiting(`account ${number}`);
    if (!account.posting) return waiting(`account ${number} takes no postings`);
    const foreign = account.business !== null && account.business !== business;
    if (foreign || account.control !== (party !== null)) return quarantined(`account ${number}`);
  }
  return null;
}

/**
 * The day an entry is posted on: its own; the first open day, where that is closed or absurd (more
 * than a year before the books, or later than tomorrow). What a former life of the centre decided
 * stands: an office's word for it always, its till's where that day is open and not absurd.
 */
export function postingDayOf(
  state: ModelState,
  row: ModelFact,
  day: BusinessDay,
  today: BusinessDay,
  guards: Guards,
): BusinessDay {
  const remembered = state.remembered.get(rememberedAs(row.id, row.hash));
  if (remembered !== undefined) return remembered;
  const { told } = row;
  if (guards.told && told !== null && isOpen(state, told, today)) return told;
  const firstOpen = state.lock === null ? null : addDays(state.lock, 1);
  const atLeast = (other: BusinessDay): BusinessDay =>
    firstOpen !== null && firstOpen > other ? firstOpen : other;
  if (day > addDays(today, 1)) return atLeast(today);
  if (state.books !== null && day < addDays(state.books.day, -366)) return atLeast(state.books.day);
  return atLeast(day);
}

function isOpen({ lock, books }: ModelState, day: BusinessDay, today: BusinessDay): boolean {
  if (lock !== null && day <= lock) return false;
  return day <= addDays(today, 1) && (books === null || day >= addDays(books.day, -366));
}

/** Kinds that change what later facts stand on. */
const GROUND: ReadonlySet<string> = new Set([
  "books.opened",
  "business.saved",
  "account.saved",
  "period.closed",
]);

export const isGround = (fact: AnyFact | null): boolean => fact !== null && GROUND.has(fact.kind);

/** What a posted fact changes for those that come after it. */
export function take(state: ModelState, fact: AnyFact): void {
  switch (fact.kind) {
    case "books.opened":
      state.books = { id: fact.id, day: fact.day };
      return fact.body.accounts.forEach((account) => keepAccount(state, account));
    case "business.saved":
      state.businesses.add(fact.body.business.id);
      return fact.body.accounts.forEach((account) => keepAccount(state, account));
    case "account.saved":
      return keepAccount(state, fact.body);
    case "period.closed":
      return closeThrough(state, fact.body.through);
    default:
  }
}

/** The lock only moves forward. */
export function closeThrough(state: ModelState, through: BusinessDay): void {
  if (state.lock !== null && through <= state.lock) return;
  state.lock = through;
  state.closings.push({ through, after: state.posted.length });
}

function keepAccount(state: ModelState, account: Account): void {
  const { number, business, posting, subledger } = account;
  state.accounts.set(number, { business, posting, control: subledger !== null });
}
