import { parseQuantity, quantity, type Quantity } from "#shared/kernel/quantity.ts";
import type { TillItem } from "../cart/cart-model.ts";

interface Row {
  readonly item: TillItem;
  /** Lower-case name and sku, with a space before each word so that word beginnings are found. */
  readonly hay: string;
}

export interface ItemIndex {
  /** In the owner's order. */
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, TillItem>;
  /** Barcodes, and skus for who prints his own labels. */
  readonly byCode: ReadonlyMap<string, TillItem>;
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Built once a catalogue; then a key press only walks strings. */
export function indexOf(items: readonly TillItem[]): ItemIndex {
  const ordered = [...items].sort(
    (a, b) => a.position - b.position || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  const byCode = new Map<string, TillItem>();
  for (const item of ordered) if (item.sku !== "") byCode.set(item.sku.toUpperCase(), item);
  for (const item of ordered)
    for (const code of item.barcodes) byCode.set(code.toUpperCase(), item);
  return {
    rows: ordered.map((item) => ({ item, hay: ` ${plain(item.name)} ${plain(item.sku)}` })),
    byId: new Map(items.map((item) => [item.id, item])),
    byCode,
  };
}

export function byCode(index: ItemIndex, code: string): TillItem | undefined {
  return index.byCode.get(code.trim().toUpperCase());
}

/**
 * Items that hold every word, those where a word begins so before those where it is inside; each
 * group in the owner's order. An exact code is alone on top. No text: the category as it is.
 */
export function find(index: ItemIndex, text: string, category: string | null): TillItem[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return index.rows
      .filter(({ item }) => category === null || item.category === category)
      .map(({ item }) => item);
  }
  const exact = byCode(index, text);
  const begins: TillItem[] = [];
  const holds: TillItem[] = [];
  for (const { item, hay } of index.rows) {
    if (item === exact || !words.every((word) => hay.includes(word))) continue;
    (words.every((word) => hay.includes(` ${word}`)) ? begins : holds).push(item);
  }
  return [...(exact === undefined ? [] : [exact]), ...begins, ...holds];
}

export interface Typed {
  /** From "3*": how many of what comes next. */
  readonly times: Quantity | null;
  readonly text: string;
}

/** A million pieces, or kilograms: beyond it no price is asked any more, for it is none. */
export const MOST_AT_ONCE = quantity(1_000_000_000);

/** "3*soap" is three of what "soap" finds; "2.5*" waits for a scan. */
export function readSearch(typed: string): Typed {
  const match = /^\s*([\d.]+)\s*\*\s*(.*)$/.exec(typed);
  const times = match === null ? undefined : parseQuantity(match[1] ?? "");
  if (match === null || times === undefined || times <= 0 || times > MOST_AT_ONCE) {
    return { times: null, text: typed };
  }
  return { times, text: match[2] ?? "" };
}
