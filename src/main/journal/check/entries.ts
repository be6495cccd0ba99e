import type { AnyFact } from "#shared/facts/index.ts";
import type { Book } from "../book.ts";
import { partOf } from "../shared-act.ts";
import { check, type Check } from "./check.ts";

interface Row {
  readonly entry: number;
  readonly type: string;
  readonly memo: string;
  readonly business_day: string;
  readonly reverses: string | null;
  readonly part_of: string | null;
  readonly business: string;
  readonly account: number;
  readonly debit: number;
  readonly credit: number;
  readonly party: string | null;
  readonly excepted: number;
}

/** Reads the entries in step with their facts: each is, line by line, what its fact says. */
export interface EntryCheck {
  fact(fact: AnyFact, seq: number): void;
  end(): Check;
}

export function entriesAreTheirFacts(book: Book): EntryCheck {
  const rows = book.each<Row>(
    `SELECT e.seq AS entry, e.type, e.memo, e.business_day, e.part_of, r.id AS reverses,
       l.business, l.account, l.debit, l.credit, l.party,
       EXISTS (SELECT 1 FROM exception x WHERE x.seq = e.seq AND x.kind LIKE 'entry.revers%') AS excepted
     FROM entry e LEFT JOIN line l ON l.entry = e.seq LEFT JOIN fact r ON r.seq = e.reverses
     ORDER BY e.seq, l.no`,
  );
  let next = rows.next();
  let entries = 0;
  let wrong = 0;

  const linesOf = (seq: number): Row[] => {
    const lines: Row[] = [];
    // An entry that comes before its turn has no fact.
    for (; next.done !== true && next.value.entry <= seq; next = rows.next()) {
      if (next.value.entry === seq) lines.push(next.value);
      else wrong += 1;
    }
    return lines;
  };

  return {
    fact(fact, seq) {
      const lines = linesOf(seq);
      if (fact.entry !== null) entries += 1;
      if (!agrees(fact, lines)) wrong += 1;
    },
    end() {
      for (; next.done !== true; next = rows.next()) wrong += 1;
      return check("entries", wrong, `${entries} entries say what their facts say, line by line`);
    },
  };
}

function agrees(fact: AnyFact, lines: readonly Row[]): boolean {
  const { entry } = fact;
  if (entry === null || entry === undefined) return lines.length === 0;
  const [head] = lines;
  if (head === undefined || lines.length !== entry.lines.length) return false;
  if (head.type !== entry.type || head.memo !== entry.memo) return false;
  if (head.business_day !== fact.day || head.part_of !== partOf(fact)) return false;
  // A second reversal, from elsewhere, stands without the reference: there is an exception of it.
  if (head.reverses !== null && head.reverses !== entry.reverses) return false;
  if (head.reverses === null && entry.reverses !== null && head.excepted === 0) return false;
  return entry.lines.every(([business, account, debit, credit, party], at) => {
    const line = lines[at];
    return (
      line !== undefined &&
      line.business === business &&
      line.account === account &&
      line.debit === debit &&
      line.credit === credit &&
      line.party === party
    );
  });
}
