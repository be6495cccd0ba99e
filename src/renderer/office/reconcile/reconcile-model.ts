import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { differenceLeft, type Match, matchMoves, totalOf } from "#shared/ledger/reconciliation.ts";
import type { BankLine, BankStatement } from "#shared/trades/bank-statement.ts";

/** An account where money lies, and through which day it was agreed. */
export type Place = Reply<"reconciliation.places">["places"][number];
export type Opened = Reply<"reconciliation.open">;
export type BookLine = Opened["lines"][number] & { readonly key: string };
export type StatementLine = BankLine & { readonly key: string };

/** What a person has done so far with one statement; kept while the window is open. */
export interface Desk {
  readonly statement: BankStatement | null;
  readonly fileName: string;
  /** First day of the very first statement. */
  readonly since: BusinessDay | null;
  readonly through: BusinessDay | null;
  readonly closing: Money | null;
  /** Matched by hand. */
  readonly byHand: readonly Match[];
  /** Keys that were taken apart by hand: they are not matched by themselves again. */
  readonly apart: readonly string[];
  /** Without a statement in a file: lines found on the paper one. */
  readonly ticked: readonly string[];
  /** Lines of days that were agreed on before are taken in all the same. */
  readonly earlierToo: boolean;
}

export const CLEAN: Desk = {
  statement: null,
  fileName: "",
  since: null,
  through: null,
  closing: null,
  byHand: [],
  apart: [],
  ticked: [],
  earlierToo: false,
};

/** A statement begins the desk anew: its days and its balance are proposed. */
export function withStatement(desk: Desk, statement: BankStatement, fileName: string): Desk {
  const { lines, closing } = statement;
  return {
    ...CLEAN,
    statement,
    fileName,
    since: lines[0]?.day ?? desk.since,
    through: lines.at(-1)?.day ?? desk.through,
    closing: closing ?? desk.closing,
  };
}

/** Both sides as they stand: what is agreed, what is open, and what still separates them. */
export interface Standing {
  readonly agreed: readonly Match[];
  readonly statement: ReadonlyMap<string, StatementLine>;
  readonly books: ReadonlyMap<string, BookLine>;
  readonly openStatement: readonly StatementLine[];
  readonly openBooks: readonly BookLine[];
  /** Lines of the statement on days that were agreed on before. */
  readonly earlier: number;
  readonly agreedNow: Money;
  /** Null: the statement's balance is not known yet. */
  readonly difference: Money | null;
  readonly ready: boolean;
}

export function standing(desk: Desk, opened: Opened): Standing {
  const all = (desk.statement?.lines ?? []).map((line, index) => ({ ...line, key: `s${index}` }));
  const before = opened.agreedThrough;
  const isEarlier = (line: StatementLine) => before !== null && line.day <= before;
  const counted = desk.earlierToo ? all : all.filter((line) => !isEarlier(line));
  const statement = new Map(counted.map((line) => [line.key, line]));
  const lines = opened.lines.map((line) => ({ ...line, key: keyOf(line) }));
  const books = new Map(lines.map((line) => [line.key, line]));
  const byHand = desk.byHand.filter((match) => stands(match, statement, books));
  const taken = new Set([...byHand.flatMap(bothSides), ...desk.apart, ...desk.ticked]);
  const own = matchMoves(
    counted.filter((line) => !taken.has(line.key)).map(asMove),
    lines.filter((line) => !taken.has(line.key)),
  );
  const agreed = [...byHand, ...own];
  const used = new Set([...agreed.flatMap(bothSides), ...desk.ticked]);
  const agreedNow = totalOf(lines.filter((line) => used.has(line.key)));
  const openStatement = counted.filter((line) => !used.has(line.key));
  const difference =
    desk.closing === null
      ? null
      : differenceLeft(opened.opening, desk.closing, [{ amount: agreedNow }]);
  return {
    agreed,
    statement,
    books,
    openStatement,
    openBooks: lines.filter((line) => !used.has(line.key)),
    earlier: all.filter(isEarlier).length,
    agreedNow,
    difference,
    ready: difference === 0 && openStatement.length === 0 && desk.through !== null,
  };
}

const keyOf = ({ of, no }: { readonly of: string; readonly no: number }): string => `${of}.${no}`;

const bothSides = (match: Match): string[] => [...match.statement, ...match.lines];

function asMove({ key, day, amount, code }: StatementLine) {
  return { key, day, amount, codes: code === null ? [] : [code] };
}

/** After the lines were read again: all that a match names is still there. */
function stands(
  match: Match,
  statement: ReadonlyMap<string, StatementLine>,
  books: ReadonlyMap<string, BookLine>,
): boolean {
  return (
    match.statement.every((key) => statement.has(key)) && match.lines.every((key) => books.has(key))
  );
}

/** What is chosen on either side, and whether it is the same money. */
export interface Chosen {
  readonly statement: readonly StatementLine[];
  readonly books: readonly BookLine[];
  readonly onStatement: Money;
  readonly inBooks: Money;
  readonly equal: boolean;
}

export function chosenOf(now: Standing, keys: ReadonlySet<string>): Chosen {
  const statement = now.openStatement.filter((line) => keys.has(line.key));
  const books = now.openBooks.filter((line) => keys.has(line.key));
  const [onStatement, inBooks] = [totalOf(statement), totalOf(books)];
  return {
    statement,
    books,
    onStatement,
    inBooks,
    equal: statement.length + books.length > 1 && onStatement === inBooks,
  };
}

export function matchChosen(desk: Desk, chosen: Chosen): Desk {
  const match: Match = {
    statement: chosen.statement.map((line) => line.key),
    lines: chosen.books.map((line) => line.key),
    by: "hand",
  };
  const keys = new Set(bothSides(match));
  return {
    ...desk,
    byHand: [...desk.byHand, match],
    apart: desk.apart.filter((key) => !keys.has(key)),
  };
}

/** Taken apart: both sides are open again, and stay so until a person matches them. */
export function takeApart(desk: Desk, match: Match): Desk {
  const keys = new Set(bothSides(match));
  return {
    ...desk,
    byHand: desk.byHand.filter((each) => !bothSides(each).some((key) => keys.has(key))),
    apart: [...desk.apart.filter((key) => !keys.has(key)), ...keys],
  };
}

/** What was recorded for lines of the statement is their match, where it comes to the same. */
export function matchRecorded(
  desk: Desk,
  opened: Opened,
  keys: readonly string[],
  entry: number,
): Desk {
  const now = standing(desk, opened);
  const mine = now.openBooks.filter((line) => line.entry === entry).map((line) => line.key);
  const chosen = chosenOf(now, new Set([...keys, ...mine]));
  return chosen.equal ? matchChosen(desk, chosen) : desk;
}

/** The request that finishes it. */
export function finishing(desk: Desk, now: Standing) {
  const ref = (key: string) => {
    const { of, no } = now.books.get(key) ?? { of: "", no: 0 };
    return { of, no };
  };
  const said = (key: string) => {
    const line = now.statement.get(key);
    return line === undefined ? [] : [{ day: line.day, amount: line.amount }];
  };
  return {
    matched: now.agreed.map((match) => ({
      statement: match.statement.flatMap(said),
      lines: match.lines.map(ref),
    })),
    ticked: desk.ticked.filter((key) => now.books.has(key)).map(ref),
  };
}

/** Charges that are still open: they are recorded together. */
export function openCharges(now: Standing): readonly StatementLine[] {
  return now.openStatement.filter((line) => line.reason === "charge" && line.amount < 0);
}

/** What the statement held before its first line, where it says so. */
export function statementOpening(desk: Desk): Money | null {
  const first = desk.statement?.lines[0];
  return first === undefined || first.balance === null ? null : cents(first.balance - first.amount);
}
