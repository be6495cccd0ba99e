import { assert } from "../kernel/assert.ts";
import { daysBetween, type BusinessDay } from "../kernel/date.ts";
import { cents, less, sum, ZERO, type Money } from "../kernel/money.ts";

/** A line on the account of a customer or supplier; one of the two amounts is nothing. */
export interface PartyItem {
  /** Number of its entry in this journal: the order in which things happened. */
  readonly entry: number;
  readonly party: string;
  readonly day: BusinessDay;
  /** Adds to what is owed: a sale on account, a bill. Cents. */
  readonly raised: Money;
  /** Takes from it: a payment, a refund. Cents. */
  readonly settled: Money;
}

/** What a settling entry said it is for; more than is open of it goes to the others. */
export interface SettlesEntry {
  readonly entry: number;
  readonly of: number;
  readonly amount: Money;
}

export interface OpenItem {
  readonly entry: number;
  readonly party: string;
  readonly day: BusinessDay;
  readonly amount: Money;
  /** Still owed of it, in cents; never below nothing. */
  readonly open: Money;
}

export interface OpenItems {
  /** Every document, oldest first, those that are settled included. */
  readonly items: readonly OpenItem[];
  /** Paid beyond everything that is owed. Open items less this are the party's balance. */
  readonly unapplied: Money;
}

/**
 * What is open of which document: settled first as each settling entry says, then oldest first
 * (worked journal J5). It is worked out from the lines alone, so that every act which posts to a
 * customer's or supplier's account takes part, and the open items always are the balance.
 */
export function openItems(
  lines: readonly PartyItem[],
  said: readonly SettlesEntry[] = [],
): OpenItems {
  const documents = new Map<string, { -readonly [Key in keyof OpenItem]: OpenItem[Key] }>();
  const free = new Map<number, Money>();
  for (const { entry, party, day, raised, settled } of lines) {
    assert(raised >= 0 && settled >= 0, `entry ${entry}: the side says the sign`);
    if (settled > 0) free.set(entry, sum([free.get(entry) ?? ZERO, settled]));
    if (raised === 0) continue;
    const key = `${entry} ${party}`;
    const before = documents.get(key) ?? { entry, party, day, amount: ZERO, open: ZERO };
    const amount = sum([before.amount, raised]);
    documents.set(key, { ...before, amount, open: amount });
  }
  const items = [...documents.values()].toSorted((a, b) => a.entry - b.entry);
  const settle = (entry: number, item: (typeof items)[number], most: Money): void => {
    const left = free.get(entry) ?? ZERO;
    const taken = cents(Math.min(left, item.open, most));
    item.open = less(item.open, taken);
    free.set(entry, less(left, taken));
  };
  for (const { entry, of, amount } of said) {
    let most = amount;
    for (const item of items) {
      if (item.entry !== of) continue;
      const before = item.open;
      settle(entry, item, most);
      most = less(most, less(before, item.open));
    }
  }
  for (const [entry, left] of [...free].toSorted(([a], [b]) => a - b)) {
    for (const item of items) settle(entry, item, left);
  }
  return { items, unapplied: sum(free.values()) };
}

/** Days after which a debt moves to the next column: 0–30, 31–60, 61–90, over 90. */
const AGES = [30, 60, 90] as const;

/** What is open by age on a day, youngest first; together the open items. Cents. */
export function ageing(
  items: readonly Pick<OpenItem, "day" | "open">[],
  today: BusinessDay,
): Money[] {
  const columns: Money[] = Array.from({ length: AGES.length + 1 }, () => ZERO);
  for (const { day, open } of items) {
    const age = daysBetween(day, today);
    const over = AGES.findIndex((most) => age <= most);
    const column = over === -1 ? AGES.length : over;
    columns[column] = sum([columns[column] ?? ZERO, open]);
  }
  return columns;
}
