import type { StockReceived } from "#shared/facts/books.ts";
import type { ReceivedLine } from "#shared/facts/layers.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";
import { writeReturnableMoves } from "./positions.ts";

export interface Move {
  readonly item: string;
  readonly business: string;
  readonly account: number;
  readonly layer: string;
  readonly day: BusinessDay;
  /** Signed thousandths and cents: a sale takes both, a receipt brings both. */
  readonly quantity: number;
  readonly cost: number;
}

/**
 * Movements of stock, numbered from `first`. A layer that nobody opened is opened empty: a sale
 * beyond what is there makes a layer below zero, at a provisional cost, which a later receipt covers.
 */
export function move(book: Book, seq: number, first: number, moves: readonly Move[]): void {
  for (const moved of moves) {
    // A layer that is there stays there.
    book.seldom(`layer ${moved.layer}`, () => openLayer(book, seq, moved));
  }
  book.insert(
    "INSERT INTO stock_move (seq, no, item, business, account, layer, quantity, cost)",
    moves.map(({ item, business, account, layer, quantity, cost }, at) => [
      seq,
      first + at,
      item,
      business,
      account,
      layer,
      quantity,
      cost,
    ]),
  );
}

function openLayer(book: Book, seq: number, moved: Move): true {
  book.run(
    `INSERT INTO layer (id, seq, item, business, account, day, quantity_in, cost_in, quantity, cost)
     VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0) ON CONFLICT (id) DO NOTHING`,
    moved.layer,
    seq,
    moved.item,
    moved.business,
    moved.account,
    moved.day,
  );
  return true;
}

/** Numbers the moves of one fact. */
export interface Mover {
  /** Out of its layer, or with `back` into it again. */
  issue(business: string, part: StockIssue, back?: "back"): void;
  /** Goods in: what covers earlier overselling first, the rest opens a layer of its own. */
  arrive(business: string, line: ReceivedLine): void;
}

export function mover(book: Book, seq: number, day: BusinessDay): Mover {
  let no = 0;
  const next = (moved: Move): void => {
    no += 1;
    move(book, seq, no, [moved]);
  };
  return {
    issue(business, { item, account, layer, quantity, cost }, back) {
      const sign = back === undefined ? -1 : 1;
      const signed = { quantity: sign * quantity, cost: sign * cost };
      next({ item, business, account, layer, day, ...signed });
    },
    arrive(business, line) {
      const { item, account, layer } = line;
      const place = { item, business, account, day };
      let quantity: number = line.quantity;
      let cost: number = line.cost;
      for (const covered of line.covers) {
        quantity -= covered.quantity;
        cost -= covered.actual;
        const { quantity: part, cost: provisional } = covered;
        next({ ...place, layer: covered.layer, quantity: part, cost: provisional });
      }
      // Also where all of it was sold already: the layer says what the goods cost last. Another's
      // sale out of it may have come before it: then it is there, with nothing that came in.
      book.run(
        `INSERT INTO layer (id, seq, item, business, account, day, quantity_in, cost_in, quantity,
           cost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
         ON CONFLICT (id) DO UPDATE SET quantity_in = excluded.quantity_in,
           cost_in = excluded.cost_in`,
        layer,
        seq,
        item,
        business,
        account,
        day,
        line.quantity,
        line.cost,
      );
      if (quantity !== 0) next({ ...place, layer, quantity, cost });
    },
  };
}

export function applyReceipt(book: Book, fact: StockReceived, seq: number): void {
  writeReturnableMoves(book, fact, seq, fact.body.swapped ?? []);
  const { arrive } = mover(book, seq, fact.day);
  for (const line of fact.body.lines) arrive(fact.business ?? "", line);
}
