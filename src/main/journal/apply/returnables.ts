import { canonical } from "#shared/facts/canonical.ts";
import type {
  CylinderSaved,
  DepositForfeited,
  DepositOpened,
  DepositReturned,
  ReturnableSaved,
  ReturnablesMoved,
  ReturnableType,
} from "#shared/facts/returnables.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import type { Book } from "../book.ts";
import { writeDeposits, writeReturnableMoves, type OfBusiness } from "./positions.ts";
import { mover } from "./stock.ts";
import { applyTenders } from "./tenders.ts";

const flag = (value: boolean): number => (value ? 1 : 0);

/** A kind as it now is and its deposit from a day on: from its form, or with a new business. */
export function applyReturnable(
  book: Book,
  { of, type, deposit }: ReturnableSaved["body"],
  seq: number,
): void {
  if (type !== null) saveType(book, type, seq);
  if (deposit === null) return;
  book.run(
    `INSERT INTO returnable_deposit (type, from_day, amount, seq) VALUES (?, ?, ?, ?)
     ON CONFLICT (type, from_day) DO UPDATE SET amount = excluded.amount, seq = excluded.seq`,
    of,
    deposit.from,
    deposit.amount,
    seq,
  );
}

function saveType(book: Book, type: ReturnableType, seq: number): void {
  book.run(
    `INSERT INTO returnable_type (id, seq, business, kind, name, brand, size, serialised, content,
       outright, empty, accepts, supplier_deposit, forfeit_tax, accounts, active)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, name = excluded.name,
       brand = excluded.brand, content = excluded.content, outright = excluded.outright,
       accepts = excluded.accepts, supplier_deposit = excluded.supplier_deposit,
       forfeit_tax = excluded.forfeit_tax, active = excluded.active`,
    type.id,
    seq,
    type.business,
    type.kind,
    type.name,
    type.brand,
    type.size,
    flag(type.serialised),
    type.content,
    type.outright,
    type.empty,
    canonical(type.accepts),
    type.supplierDeposit,
    type.forfeitTax,
    canonical(type.accounts),
    flag(type.active),
  );
}

/** What is written on it. Where it is stays what its moves made it; one not moved is outside. */
export function applyCylinder(book: Book, { body }: CylinderSaved, seq: number): void {
  book.run(
    `INSERT INTO cylinder (serial, seq, type, place, moved, tare, tested, test_due, owner)
     VALUES (?, ?, ?, 'acquired', 0, ?, ?, ?, ?)
     ON CONFLICT (serial) DO UPDATE SET type = iif(moved = 0, excluded.type, type),
       tare = excluded.tare, tested = excluded.tested,
       test_due = excluded.test_due, owner = excluded.owner`,
    body.serial,
    seq,
    body.type,
    body.tare,
    body.tested,
    body.testDue,
    body.owner,
  );
}

export function applyReturnablesMoved(book: Book, fact: ReturnablesMoved, seq: number): void {
  const { moves, issues, gas = [] } = fact.body;
  writeReturnableMoves(book, fact, seq, moves);
  const { issue, arrive } = mover(book, seq, fact.day);
  for (const part of issues) issue(fact.business ?? "", part);
  for (const line of gas) arrive(fact.business ?? "", line);
}

export function applyDepositOpened(book: Book, fact: DepositOpened, seq: number): void {
  const { moves, deposit, lent } = fact.body;
  writeReturnableMoves(book, fact, seq, moves);
  writeDeposits(book, fact, seq, [deposit]);
  moveStock(book, fact, seq, lent);
}

export function applyDepositReturned(book: Book, fact: DepositReturned, seq: number): void {
  const { moves, deposit, lent } = fact.body;
  writeReturnableMoves(book, fact, seq, moves);
  writeDeposits(book, fact, seq, [deposit]);
  const at = { seq, business: fact.business, day: fact.day, shift: fact.body.shift };
  applyTenders(book, at, fact.body.tenders, "out");
  moveStock(book, fact, seq, lent, "back");
}

export function applyDepositForfeited(book: Book, fact: DepositForfeited, seq: number): void {
  writeReturnableMoves(book, fact, seq, fact.body.moves);
  writeDeposits(book, fact, seq, [fact.body.deposit]);
}

/** Owned containers out on loan or back from it, and gas lost, in the stock ledger. */
function moveStock(
  book: Book,
  fact: OfBusiness,
  seq: number,
  issues: readonly StockIssue[],
  back?: "back",
): void {
  const { issue } = mover(book, seq, fact.day);
  for (const part of issues) issue(fact.business ?? "", part, back);
}
