import { addDays, type BusinessDay } from "../kernel/date.ts";
import { cents, sum, type Money } from "../kernel/money.ts";

/**
 * Finding, for each line of a statement, the lines of the ledger that are the same money. Amounts
 * are cents seen from our side: positive came in, negative went out.
 */
export interface Move {
  /** Its own within its side. */
  readonly key: string;
  readonly day: BusinessDay;
  readonly amount: Money;
  /** M-Pesa codes: of a statement line one or none, of a ledger line those of its payments. */
  readonly codes: readonly string[];
  /** Of a ledger line: what undoes the same entry carries the same mark. */
  readonly undoes?: string | null;
}

/** Keys of both sides that belong together; the two sides come to the same. */
export interface Match {
  readonly statement: readonly string[];
  readonly lines: readonly string[];
  readonly by: "code" | "amount" | "reversal" | "hand";
}

/** A payment may reach a bank so many days after it was booked, or be booked after it came. */
export const DAYS_APART = 4;

/**
 * Pairs what is certain and leaves the rest to a person: an entry with its reversal; the same code
 * and amount, several payments of one entry together; the same amount, at most four days apart, the
 * nearest first. Codes that differ never pair, whatever the amounts. No line is used twice, and the
 * order in which the lines are given does not matter.
 */
export function matchMoves(statement: readonly Move[], lines: readonly Move[]): Match[] {
  const open = {
    statement: new Map(ordered(statement).map((move) => [move.key, move])),
    lines: new Map(ordered(lines).map((move) => [move.key, move])),
  };
  const found: Match[] = [];
  const take = (match: Match): void => {
    found.push(match);
    for (const key of match.statement) open.statement.delete(key);
    for (const key of match.lines) open.lines.delete(key);
  };
  for (const match of reversals(open.lines)) take(match);
  for (const match of byCode(open.statement, open.lines)) take(match);
  for (const match of byAmount(open.statement, open.lines)) take(match);
  return found;
}

type Open = ReadonlyMap<string, Move>;

function ordered(moves: readonly Move[]): Move[] {
  return moves.toSorted((a, b) => compare(a.day, b.day) || compare(a.key, b.key));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** What cancels out within the ledger was never on a statement. */
function reversals(lines: Open): Match[] {
  const marked = Map.groupBy(
    [...lines.values()].filter((line) => (line.undoes ?? null) !== null),
    (line) => line.undoes ?? "",
  );
  return [...marked.values()]
    .filter((pair) => pair.length > 1 && totalOf(pair) === 0)
    .map((pair) => ({ statement: [], lines: keysOf(pair), by: "reversal" as const }));
}

function byCode(statement: Open, lines: Open): Match[] {
  const said = Map.groupBy(
    [...statement.values()].filter((move) => move.codes.length > 0),
    (move) => move.codes[0] ?? "",
  );
  const used = new Set<string>();
  const found: Match[] = [];
  for (const line of lines.values()) {
    if (line.codes.length === 0) continue;
    // The charge of a payment carries its code and goes the other way.
    const same = [...new Set(line.codes)]
      .flatMap((code) => said.get(code) ?? [])
      .filter((move) => !used.has(move.key) && move.amount > 0 === line.amount > 0);
    if (same.length === 0 || totalOf(same) !== line.amount) continue;
    for (const move of same) used.add(move.key);
    found.push({ statement: keysOf(same), lines: [line.key], by: "code" });
  }
  return found;
}

interface Pair {
  readonly move: Move;
  readonly line: Move;
  readonly apart: number;
}

function byAmount(statement: Open, lines: Open): Match[] {
  const amounts = Map.groupBy(lines.values(), (line) => line.amount);
  const found: Match[] = [];
  for (const [amount, moves] of Map.groupBy(statement.values(), (move) => move.amount)) {
    const pairs: Pair[] = moves.flatMap((move) =>
      (amounts.get(amount) ?? [])
        .filter((line) => mayPair(move, line))
        .map((line) => ({ move, line, apart: daysApart(move.day, line.day) })),
    );
    const used = new Set<string>();
    for (const { move, line } of pairs.toSorted(nearestFirst)) {
      if (used.has(`s ${move.key}`) || used.has(`l ${line.key}`)) continue;
      used.add(`s ${move.key}`).add(`l ${line.key}`);
      found.push({ statement: [move.key], lines: [line.key], by: "amount" });
    }
  }
  return found;
}

function nearestFirst(a: Pair, b: Pair): number {
  return (
    a.apart - b.apart ||
    compare(a.move.day, b.move.day) ||
    compare(a.move.key, b.move.key) ||
    compare(a.line.day, b.line.day) ||
    compare(a.line.key, b.line.key)
  );
}

/** The same amount on days that fit; two codes that differ are two payments. */
export function mayPair(move: Move, line: Move): boolean {
  if (move.amount !== line.amount) return false;
  if (move.codes.length > 0 && line.codes.length > 0) return false;
  return daysApart(move.day, line.day) <= DAYS_APART;
}

/** Whole days between two days; more than a few are as good as never. */
function daysApart(a: BusinessDay, b: BusinessDay): number {
  const [early, late] = a < b ? [a, b] : [b, a];
  for (let apart = 0; apart <= DAYS_APART; apart += 1) {
    if (addDays(early, apart) === late) return apart;
  }
  return DAYS_APART + 1;
}

const keysOf = (moves: readonly Move[]): string[] => moves.map((move) => move.key);

export function totalOf(moves: readonly { readonly amount: Money }[]): Money {
  return sum(moves.map((move) => move.amount));
}

/** What still separates the statement from what was agreed: nothing, when it is finished. */
export function differenceLeft(
  opening: Money,
  closing: Money,
  agreed: readonly { readonly amount: Money }[],
): Money {
  return cents(closing - opening - totalOf(agreed));
}
