import type { AnyFact } from "#shared/facts/index.ts";
import type { DepositChange, ReturnableMove, SoldReturnable } from "#shared/facts/returnables.ts";
import type { Instant } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";

/** What a record takes from the fact that writes it. */
export type OfBusiness = Pick<AnyFact, "business" | "day" | "at" | "clock">;

/** What a fact says that moved, and what it did to deposits. */
export function returnablesOf(fact: AnyFact): {
  readonly moves: readonly ReturnableMove[];
  readonly deposits: readonly DepositChange[];
} {
  switch (fact.kind) {
    case "sale.posted":
    case "sale.refunded": {
      const sold = fact.body.lines.flatMap(({ returnable }) =>
        returnable === undefined ? [] : [returnable],
      );
      return {
        moves: sold.flatMap((each) => each.moves),
        deposits: sold.flatMap((each) => (each.deposit === null ? [] : [each.deposit])),
      };
    }
    case "stock.received":
      return { moves: fact.body.swapped ?? [], deposits: [] };
    case "returnables.moved":
      return { moves: fact.body.moves, deposits: [] };
    case "deposit.opened":
    case "deposit.returned":
    case "deposit.forfeited":
      return { moves: fact.body.moves, deposits: [fact.body.deposit] };
    case "entry.recorded":
      return { moves: [], deposits: fact.body.deposits ?? [] };
    default:
      return { moves: [], deposits: [] };
  }
}

/**
 * The latest clock of what a fact about to be made here goes on from: the last move of each serial it
 * moves, the last change of each deposit it changes. Null where it begins something.
 */
export function lastDone(book: Book, fact: AnyFact): Instant | null {
  const { moves, deposits } = returnablesOf(fact);
  const serials = moves.flatMap(({ serial }) => serial ?? []);
  if (serials.length === 0 && deposits.length === 0) return null;
  const row = book.get<{ clock: Instant | null }>(
    `SELECT max(clock) AS clock FROM (
       SELECT max(m.clock) AS clock FROM json_each(?) s JOIN returnable_move m ON m.serial = s.value
       UNION ALL
       SELECT max(c.clock) FROM json_each(?) d JOIN deposit_change c ON c.deposit = d.value)`,
    JSON.stringify(serials),
    JSON.stringify(deposits.map(({ deposit }) => deposit)),
  );
  return row?.clock ?? null;
}

/** What the lines of a sale, or of its refund, did with cylinders and containers. */
export function applySoldReturnables(
  book: Book,
  fact: OfBusiness,
  seq: number,
  lines: readonly { readonly returnable?: SoldReturnable }[],
): void {
  const sold = lines.flatMap(({ returnable }) => (returnable === undefined ? [] : [returnable]));
  if (sold.length === 0) return;
  writeReturnableMoves(
    book,
    fact,
    seq,
    sold.flatMap((each) => each.moves),
  );
  writeDeposits(
    book,
    fact,
    seq,
    sold.flatMap((each) => (each.deposit === null ? [] : [each.deposit])),
  );
}

/** The levels and the register follow by triggers. */
export function writeReturnableMoves(
  book: Book,
  { at, clock = at }: OfBusiness,
  seq: number,
  moves: readonly ReturnableMove[],
): void {
  for (const [index, each] of moves.entries()) {
    book.run(
      `INSERT INTO returnable_move (seq, no, type, source, target, count, serial, clock)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      index + 1,
      each.type,
      each.from,
      each.to,
      each.count,
      each.serial,
      clock,
    );
  }
}

/** A deposit that is taken is a record of its own; what happens to it is written beside it. */
export function writeDeposits(
  book: Book,
  fact: OfBusiness,
  seq: number,
  changes: readonly DepositChange[],
): void {
  for (const [index, change] of changes.entries()) {
    book.run(
      `INSERT INTO deposit_change (seq, no, deposit, how, type, serial, count, amount, cost,
         clock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      index + 1,
      change.deposit,
      change.how,
      change.type,
      change.serial,
      change.count,
      change.amount,
      change.cost,
      fact.clock ?? fact.at,
    );
    if (change.how === "taken") openDeposit(book, fact, seq, change);
  }
}

/** Opened empty; what is known to have happened to it fills it. */
function openDeposit(book: Book, fact: OfBusiness, seq: number, change: DepositChange): void {
  book.run(
    `INSERT INTO deposit (id, seq, business, account, customer, day, at, type, serial, loan, count,
       amount, cost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)`,
    change.deposit,
    seq,
    fact.business,
    change.account,
    change.customer,
    fact.day,
    fact.at,
    change.type,
    change.serial,
    change.loan,
  );
}
