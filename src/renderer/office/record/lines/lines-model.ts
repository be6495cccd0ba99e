import { less, type Money, sum, ZERO } from "#shared/kernel/money.ts";

/** A line as it is being typed. */
export interface TypedLine {
  readonly key: number;
  readonly business: string | null;
  readonly account: number | null;
  readonly debit: Money | null;
  readonly credit: Money | null;
  readonly party: string | null;
}

export function blankLine(key: number, business: string | null): TypedLine {
  return { key, business, account: null, debit: null, credit: null, party: null };
}

export function isBlank(line: TypedLine): boolean {
  return line.account === null && amountOf(line) === 0;
}

function amountOf(line: TypedLine): number {
  return Math.max(line.debit ?? 0, line.credit ?? 0);
}

export interface Difference {
  readonly business: string;
  /** Debit less credit. */
  readonly difference: Money;
}

/** Debit less credit of each business: every business's lines balance on their own. */
export function differences(lines: readonly TypedLine[]): readonly Difference[] {
  const named = [...new Set(lines.map((line) => line.business).filter((code) => code !== null))];
  return named
    .map((business) => {
      const mine = lines.filter((line) => line.business === business && !isBlank(line));
      const side = (of: "debit" | "credit") => sum(mine.map((line) => line[of] ?? ZERO));
      return { business, difference: less(side("debit"), side("credit")), lines: mine.length };
    })
    .filter((each) => each.lines > 0)
    .map(({ business, difference }) => ({ business, difference }));
}

/** Changes one line; an amount on one side takes it off the other. */
export function withLine(
  lines: readonly TypedLine[],
  key: number,
  change: Partial<TypedLine>,
): readonly TypedLine[] {
  return lines.map((line) => {
    if (line.key !== key) return line;
    const next = { ...line, ...change };
    if ((change.debit ?? 0) > 0) return { ...next, credit: null };
    if ((change.credit ?? 0) > 0) return { ...next, debit: null };
    return next;
  });
}

/** There is always one empty line to type into. */
export function withRoom(lines: readonly TypedLine[]): readonly TypedLine[] {
  const last = lines.at(-1);
  if (last !== undefined && isBlank(last)) return lines;
  const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
  return [...lines, blankLine(key, last?.business ?? null)];
}

export interface ReadyLine {
  business: string;
  account: number;
  debit: Money;
  credit: Money;
  party: string | null;
}

/** Lines that a command can carry; undefined while one of them is half typed. */
export function readyLines(
  lines: readonly TypedLine[],
  needsParty: (account: number) => boolean,
): ReadyLine[] | undefined {
  const ready: ReadyLine[] = [];
  for (const line of lines) {
    if (isBlank(line)) continue;
    const { business, account, party } = line;
    if (business === null || account === null || amountOf(line) === 0) return undefined;
    const kept = needsParty(account);
    if (kept && party === null) return undefined;
    const [debit, credit] = [line.debit ?? ZERO, line.credit ?? ZERO];
    ready.push({ business, account, debit, credit, party: kept ? party : null });
  }
  return ready.length === 0 ? undefined : ready;
}
