import type { AnyFact } from "#shared/facts/index.ts";
import type {
  StockCounted,
  StockReturned,
  StockTransferred,
  StockWrittenOff,
} from "#shared/facts/stock.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import type { Book } from "../book.ts";
import { mover } from "./stock.ts";

interface Act {
  readonly kind: "write-off" | "count" | "return" | "transfer";
  readonly business: string;
  readonly other: string | null;
  readonly label: string;
  readonly lines: number;
  /** Signed cents: what the act added to the stock of the business. */
  readonly value: number;
}

const worth = (issues: readonly StockIssue[]): number =>
  issues.reduce((total, part) => total + part.cost, 0);

/** The label of the half of a transfer that is the receiving business's. */
const ARRIVED = "arrived";

/** What an act of stock comes to; `verify` asks the same of the facts. */
export function stockActOf(fact: AnyFact): Act | null {
  const business = fact.business ?? "";
  switch (fact.kind) {
    case "stock.written_off": {
      const { reason, lines } = fact.body;
      const value = -lines.reduce((total, line) => total + worth(line.issues), 0);
      return {
        kind: "write-off",
        business,
        other: null,
        label: reason,
        lines: lines.length,
        value,
      };
    }
    case "stock.counted": {
      const { label, lines } = fact.body;
      const value = lines.reduce(
        (total, line) => total + (line.found?.cost ?? 0) - worth(line.issues),
        0,
      );
      return { kind: "count", business, other: null, label, lines: lines.length, value };
    }
    case "stock.returned": {
      const { reference: label, supplier: other, lines } = fact.body;
      const value = -lines.reduce((total, line) => total + line.issue.cost, 0);
      return { kind: "return", business, other, label, lines: lines.length, value };
    }
    case "stock.transferred": {
      const { from, to, lines } = fact.body;
      const came = lines.reduce((total, line) => total + (line.arrived?.cost ?? 0), 0);
      const went = lines.reduce((total, line) => total + worth(line.issues), 0);
      const act = { kind: "transfer", lines: lines.length } as const;
      return fact.business === to
        ? { ...act, business: to, other: from, label: ARRIVED, value: came }
        : { ...act, business: from, other: to, label: "", value: -went };
    }
    default:
      return null;
  }
}

function writeAct(book: Book, fact: AnyFact, seq: number): void {
  const act = stockActOf(fact);
  if (act === null) return;
  book.run(
    `INSERT INTO stock_act (seq, kind, business, other, day, label, lines, value)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    act.kind,
    act.business,
    act.other,
    fact.day,
    act.label,
    act.lines,
    act.value,
  );
}

export function applyWrittenOff(book: Book, fact: StockWrittenOff, seq: number): void {
  const { issue } = mover(book, seq, fact.day);
  for (const line of fact.body.lines) {
    for (const part of line.issues) issue(fact.business ?? "", part);
  }
  writeAct(book, fact, seq);
}

export function applyCounted(book: Book, fact: StockCounted, seq: number): void {
  const business = fact.business ?? "";
  const { issue, arrive } = mover(book, seq, fact.day);
  for (const line of fact.body.lines) {
    for (const part of line.issues) issue(business, part);
    if (line.found !== null) arrive(business, line.found);
  }
  writeAct(book, fact, seq);
}

export function applyReturned(book: Book, fact: StockReturned, seq: number): void {
  const { issue } = mover(book, seq, fact.day);
  for (const line of fact.body.lines) issue(fact.business ?? "", line.issue);
  writeAct(book, fact, seq);
}

export function applyTransferred(book: Book, fact: StockTransferred, seq: number): void {
  const { from, to, lines } = fact.body;
  const { issue, arrive } = mover(book, seq, fact.day);
  for (const line of lines) {
    for (const part of line.issues) issue(from, part);
    if (line.arrived !== undefined) arrive(to, line.arrived);
  }
  writeAct(book, fact, seq);
}
