import { assert } from "#shared/kernel/assert.ts";
import { cents, less, sum, ZERO } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";

import { opposite } from "./account.ts";
import type { Side } from "./account.ts";

/** One debit or credit. The amount is always positive: the side says which way it goes. */
export interface EntryLine {
  readonly business: string;
  readonly account: number;
  readonly side: Side;
  readonly amount: Money;
  /** Who or what is meant on a control account: customer, supplier, job, deposit, drawer. */
  readonly party?: string | null;
}

declare const balanced: unique symbol;

/** Lines that balance, in total and for each business. Only `journalEntry` can grant this. */
export interface JournalEntry {
  readonly lines: readonly EntryLine[];
  readonly [balanced]: true;
}

export function debit(
  business: string,
  account: number,
  amount: Money,
  party: string | null = null,
): EntryLine {
  return { business, account, side: "debit", amount, party };
}

export function credit(
  business: string,
  account: number,
  amount: Money,
  party: string | null = null,
): EntryLine {
  return { business, account, side: "credit", amount, party };
}

/**
 * The door to the books: at least two lines, every amount positive, debits equal credits for
 * each business and therefore in total. Anything else is our bug, because what a person types is
 * refused before it gets here (`imbalance` says by how much). Nothing ever plugs a difference.
 */
export function journalEntry(lines: readonly EntryLine[]): JournalEntry {
  assert(lines.length >= 2, `an entry of ${lines.length} lines has no two sides`);
  for (const line of lines) {
    assert(Number.isSafeInteger(line.amount), `${line.amount} is not a whole number of cents`);
    assert(line.amount > 0, `the entry posts ${line.amount} to ${line.account}`);
    assert(line.business !== "", `the line on ${line.account} has no business`);
  }
  const [first] = imbalance(lines);
  assert(
    first === undefined,
    `the entry does not balance: ${first?.business} is off by ${first?.difference} cents`,
  );
  // In total it balances because each business does; asserted all the same, it is rule one.
  assert(total(lines, "debit") === total(lines, "credit"), "the entry does not balance");
  const copy = lines.map((line) => Object.freeze({ ...line, party: line.party ?? null }));
  return Object.freeze({ lines: Object.freeze(copy) }) as unknown as JournalEntry;
}

function total(lines: readonly EntryLine[], side: Side): Money {
  return sum(lines.filter((line) => line.side === side).map((line) => line.amount));
}

/** What one business's debits exceed its credits by; never zero. */
export interface Imbalance {
  readonly business: string;
  readonly difference: Money;
}

/** Where an entry being typed does not balance yet, in order of first mention; empty: it does. */
export function imbalance(lines: readonly EntryLine[]): Imbalance[] {
  const differences = new Map<string, Money>();
  for (const { business, side, amount } of lines) {
    const before = differences.get(business) ?? ZERO;
    differences.set(business, side === "debit" ? sum([before, amount]) : less(before, amount));
  }
  return [...differences]
    .filter(([, difference]) => difference !== 0)
    .map(([business, difference]) => ({ business, difference }));
}

/**
 * Lines as an accountant would write them: those of one business, account, side and party in one
 * sum, nothing of nothing, debits first, otherwise in the order in which they came. Nothing is
 * netted: a debit and a credit on the same account remain two lines, because both happened.
 * A negative amount is our bug; an empty list comes back for lines that are all zero.
 */
export function mergeLines(lines: readonly EntryLine[]): EntryLine[] {
  const merged = new Map<string, EntryLine>();
  for (const line of lines) {
    assert(line.amount >= 0, `${line.amount} on ${line.account}: the side says the sign`);
    const party = line.party ?? null;
    const of = party === null ? "" : `\n${party}`;
    const key = `${line.business}\n${line.account}\n${line.side}${of}`;
    const amount = cents((merged.get(key)?.amount ?? 0) + line.amount);
    merged.set(key, { ...line, party, amount });
  }
  return debitsFirst([...merged.values()].filter((line) => line.amount > 0));
}

/** Undoes an entry by adding its mirror image. History is never edited. */
export function reversal(entry: JournalEntry): JournalEntry {
  return journalEntry(
    debitsFirst(entry.lines.map((line) => ({ ...line, side: opposite(line.side) }))),
  );
}

function debitsFirst(lines: readonly EntryLine[]): EntryLine[] {
  return [
    ...lines.filter((line) => line.side === "debit"),
    ...lines.filter((line) => line.side === "credit"),
  ];
}
