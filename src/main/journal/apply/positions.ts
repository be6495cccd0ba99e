import type { DepositChange, ReturnableMove, SoldReturnable } from "#shared/facts/returnables.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";

/** What a record takes from the fact that writes it. */
export interface OfBusiness {
  readonly business: string | null;
  readonly day: BusinessDay;
  readonly at: string;
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
  seq: number,
  moves: readonly ReturnableMove[],
): void {
  for (const [index, each] of moves.entries()) {
    book.run(
      `INSERT INTO returnable_move (seq, no, type, source, target, count, serial)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      seq,
      index + 1,
      each.type,
      each.from,
      each.to,
      each.count,
      each.serial,
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
      `INSERT INTO deposit_change (seq, no, deposit, how, type, serial, count, amount, cost)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      index + 1,
      change.deposit,
      change.how,
      change.type,
      change.serial,
      change.count,
      change.amount,
      change.cost,
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
