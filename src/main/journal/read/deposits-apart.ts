import type { AnyFact } from "#shared/facts/index.ts";
import type { DepositChange, ReturnableMove } from "#shared/facts/returnables.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../stored.ts";

/** What was done to a record, with what its author took it to be held for. */
interface Done {
  readonly seq: number;
  readonly change: DepositChange;
  /** Null where a record begins. */
  readonly held: { readonly type: string; readonly serial: string | null } | null;
}

/**
 * Facts that did something to a deposit which, in order of time, was not what they took it for: held
 * for another kind or serial, or for nothing any more. Empty for every deposit that only tills which
 * knew of each other have seen. What went back twice is told by its sums (`deposit.paid_twice`).
 */
export function changedApart(book: Book, deposit: string): readonly number[] {
  const rows = book.all<{ seq: number; bytes: Uint8Array }>(
    `SELECT DISTINCT c.seq, f.bytes FROM deposit_change c JOIN fact f ON f.seq = c.seq
     WHERE c.deposit = ? ORDER BY c.clock, f.id`,
    deposit,
  );
  if (rows.length < 2) return [];
  const apart = new Set<number>();
  let holds: DepositChange | null = null;
  let count = 0;
  for (const { seq, change, held } of rows.flatMap((row) => doneBy(row, deposit))) {
    if (held !== null) {
      // Whoever knew that its cylinder was astray named none.
      const named = held.serial === null || holds?.serial === held.serial;
      const known = holds?.type === held.type && named;
      // A second return is a deposit that was paid twice; a second exchange has nothing to change.
      const gone = count <= 0 && change.how === "changed";
      if (!known || gone) apart.add(seq);
    }
    holds = change;
    count += change.count;
  }
  return [...apart];
}

function doneBy({ seq, bytes }: { seq: number; bytes: Uint8Array }, deposit: string): Done[] {
  return partsOf(parseFact(bytes) as AnyFact)
    .filter(({ change }) => change.deposit === deposit)
    .map(({ change, moves }) => {
      // Whatever is done to a record begins with what leaves the customer who holds it.
      const left = moves.find(({ from }) => from === "customer");
      const { type, serial } = left ?? change;
      return { seq, change, held: change.how === "taken" ? null : { type, serial } };
    });
}

/** Each change of a deposit with the moves that go with it. */
function partsOf(
  fact: AnyFact,
): { readonly change: DepositChange; readonly moves: readonly ReturnableMove[] }[] {
  switch (fact.kind) {
    case "sale.posted":
    case "sale.refunded":
      return fact.body.lines.flatMap(({ returnable }) =>
        returnable === undefined || returnable.deposit === null
          ? []
          : [{ change: returnable.deposit, moves: returnable.moves }],
      );
    case "deposit.opened":
    case "deposit.returned":
    case "deposit.forfeited":
      return [{ change: fact.body.deposit, moves: fact.body.moves }];
    default:
      return [];
  }
}
