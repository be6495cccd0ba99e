import { add, between, ratio } from "./sums.ts";

/** One lot of goods as it came: what is left of it, and what that cost. Below zero: sold short. */
export interface Lot {
  readonly id: string;
  quantity: number;
  cost: number;
}

/** So much of a lot, and its cost. */
export interface Part {
  readonly lot: string;
  readonly quantity: number;
  readonly cost: number;
}

/** What an arrival did: what the shelf is worth more, and what goods sold short cost beside. */
export interface Arrived {
  readonly value: number;
  readonly dearer: number;
}

/** One item's shelf, first in, first out, a list of lots as a storekeeper keeps it. */
export class Shelf {
  readonly lots: Lot[] = [];
  /** Of the last lot that cost anything: its cost, and how much came. */
  #last: { readonly cost: number; readonly quantity: number } | null = null;

  get held(): number {
    return add(this.lots.map((lot) => lot.quantity));
  }

  get value(): number {
    return add(this.lots.map((lot) => lot.cost));
  }

  lot(id: string): Lot | undefined {
    return this.lots.find((lot) => lot.id === id);
  }

  /** A unit at the last cost, in cents. */
  get unitCost(): number {
    return this.#last === null ? 0 : ratio(this.#last.cost * 1000, this.#last.quantity);
  }

  /** Oldest first; what is not there is sold short under a lot of its own, at the last cost. */
  take(quantity: number, shortLot: string): Part[] {
    const parts: Part[] = [];
    let wanted = quantity;
    for (const lot of this.lots) {
      if (wanted === 0 || lot.quantity <= 0) continue;
      const part = Math.min(wanted, lot.quantity);
      const cost = ratio(Math.max(0, lot.cost) * part, lot.quantity);
      parts.push({ lot: lot.id, quantity: part, cost });
      lot.quantity -= part;
      lot.cost -= cost;
      wanted -= part;
    }
    if (wanted > 0) {
      const cost = ratio(this.unitCost * wanted, 1000);
      const short = this.lot(shortLot) ?? { id: shortLot, quantity: 0, cost: 0 };
      if (!this.lots.includes(short)) this.lots.push(short);
      short.quantity -= wanted;
      short.cost -= cost;
      parts.push({ lot: shortLot, quantity: wanted, cost });
    }
    return parts;
  }

  /** Part of one lot, as it goes back to its supplier. */
  takeFrom(id: string, quantity: number): Part {
    const lot = this.lot(id);
    if (lot === undefined) throw new Error(`no lot ${id}`);
    const cost = ratio(lot.cost * quantity, lot.quantity);
    lot.quantity -= quantity;
    lot.cost -= cost;
    return { lot: id, quantity, cost };
  }

  putBack(parts: readonly Part[]): void {
    for (const part of parts) {
      const lot = this.lot(part.lot);
      if (lot === undefined) throw new Error(`no lot ${part.lot}`);
      lot.quantity += part.quantity;
      lot.cost += part.cost;
    }
  }

  /** Goods come: what was sold short is covered first, at what these cost; the rest is a lot. */
  arrive(id: string, quantity: number, cost: number): Arrived {
    const lot = { id, quantity, cost };
    let dearer = 0;
    for (const short of this.lots) {
      if (short.quantity > 0 || (short.quantity === 0 && short.cost === 0)) continue;
      if (short.quantity === 0) {
        // Cents that rounding left behind in an empty lot.
        dearer += short.cost;
        short.cost = 0;
        continue;
      }
      const part = Math.min(lot.quantity, -short.quantity);
      if (part === 0) continue;
      const actual = ratio(lot.cost * part, lot.quantity);
      const thought = ratio(-short.cost * part, -short.quantity);
      lot.quantity -= part;
      lot.cost -= actual;
      short.quantity += part;
      short.cost += thought;
      dearer += actual - thought;
    }
    this.lots.push(lot);
    if (cost > 0) this.#last = { cost, quantity };
    return { value: cost - dearer, dearer };
  }
}

/** What comes back of parts that were taken, the last taken first, between two marks. */
export function backFrom(taken: readonly Part[], from: number, upTo: number): Part[] {
  const back: Part[] = [];
  let start = 0;
  for (const part of taken.toReversed()) {
    const low = Math.min(Math.max(from - start, 0), part.quantity);
    const high = Math.min(Math.max(upTo - start, 0), part.quantity);
    if (high > low) {
      const cost = between(part.cost, low, high, part.quantity);
      back.push({ lot: part.lot, quantity: high - low, cost });
    }
    start += part.quantity;
  }
  return back;
}
