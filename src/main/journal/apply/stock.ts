import type { StockReceived } from "#shared/facts/books.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";

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
 * One movement of stock. A layer that nobody opened is opened empty: a sale beyond what is there
 * makes a layer below zero, at a provisional cost, which a later receipt covers.
 */
export function move(book: Book, seq: number, no: number, moved: Move): void {
  // A layer that is there stays there.
  book.seldom(`layer ${moved.layer}`, () => openLayer(book, seq, moved));
  book.run(
    `INSERT INTO stock_move (seq, no, item, business, account, layer, quantity, cost)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    no,
    moved.item,
    moved.business,
    moved.account,
    moved.layer,
    moved.quantity,
    moved.cost,
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

/** Goods in: what covers earlier overselling first, the rest opens a layer of its own. */
export function applyReceipt(book: Book, fact: StockReceived, seq: number): void {
  let no = 0;
  for (const line of fact.body.lines) {
    const place = {
      item: line.item,
      business: fact.business ?? "",
      account: line.account,
      day: fact.day,
    };
    let quantity: number = line.quantity;
    let cost: number = line.cost;
    for (const covered of line.covers) {
      no += 1;
      quantity -= covered.quantity;
      cost -= covered.actual;
      move(book, seq, no, {
        ...place,
        layer: covered.layer,
        quantity: covered.quantity,
        cost: covered.cost,
      });
    }
    // Also where all of it was sold already: the layer says what the goods cost last.
    book.run(
      `INSERT INTO layer (id, seq, item, business, account, day, quantity_in, cost_in, quantity,
         cost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`,
      line.layer,
      seq,
      line.item,
      place.business,
      line.account,
      fact.day,
      line.quantity,
      line.cost,
    );
    if (quantity === 0) continue;
    no += 1;
    move(book, seq, no, { ...place, layer: line.layer, quantity, cost });
  }
}
