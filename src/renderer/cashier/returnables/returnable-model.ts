import type { Reply } from "#shared/contract/index.ts";
import { cents, type Money, price, ZERO } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { contentOf, depositCharge } from "#shared/trades/returnables.ts";
import type { Line, TillItem, TillReturnable } from "../cart/cart-model.ts";
import { t } from "../../text/text.ts";

type Catalog = Reply<"catalog.forTill">;
export type SoldAs = "exchange" | "deposit" | "outright";

/** A tile for each kind: what one full costs with the price of its content today. */
export function returnableTiles(catalog: Pick<Catalog, "items" | "returnables">): TillItem[] {
  return catalog.returnables.flatMap((type) => {
    const content = catalog.items.find(({ id }) => id === type.content);
    if (content === undefined) return [];
    const tile: TillItem = {
      ...content,
      id: type.id,
      name: type.name,
      sku: type.name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "-"),
      barcodes: [],
      kind: "goods",
      unit: "piece",
      fractional: false,
      price: price(content.price, contentOf(type, 1)),
      stock: pieces(Math.max(0, type.full)),
    };
    return [tile];
  });
}

/** How a kind may leave; an exchange first, for it is what customers ask for. */
export function waysOut(type: TillReturnable): SoldAs[] {
  if (type.lent) return ["deposit"];
  return ["exchange", "deposit", ...(type.outright === null ? [] : (["outright"] as const))];
}

/** What the cashier has filled in so far. */
export interface Exchange {
  readonly as: SoldAs;
  readonly count: number;
  readonly serialOut: string;
  readonly serialIn: string;
  readonly seal: string;
  /** The kind that comes back; null is the same kind. */
  readonly into: TillReturnable | null;
  /** The deposit that is held for what comes back, where the till knows it. */
  readonly record: { readonly id: string; readonly amount: Money } | null;
}

/** The deposit of it in signed cents, as the books will reckon it. */
export function chargeOf(type: TillReturnable, asked: Exchange): Money {
  const { as, count, into, record } = asked;
  return cents(depositCharge(as, count, type, as === "exchange" ? (into ?? type) : null, record));
}

/** What is still missing before it can be added; null: nothing. */
export function missing(type: TillReturnable, asked: Exchange): string | null {
  if (type.serialised && asked.serialOut.trim() === "") return t("Serial of the full one");
  const back = asked.into ?? type;
  const brings = asked.as === "exchange" && back.serialised;
  if (brings && asked.serialIn.trim() === "") return t("Serial of the empty one");
  if (asked.as === "deposit" && type.deposit === null) return t("No deposit is set in the office");
  return null;
}

/** The lines it makes: what it holds, and the piece itself where that is sold. */
export function linesFor(
  type: TillReturnable,
  asked: Exchange,
  items: ReadonlyMap<string, TillItem>,
): Line[] {
  const { as, count, serialOut, serialIn, seal, into, record } = asked;
  const content = items.get(type.content);
  if (content === undefined) return [];
  const filled: Line = {
    item: content.id,
    quantity: contentOf(type, count),
    unitPrice: content.price,
    discount: ZERO,
  };
  const returnable = {
    type: type.id,
    as,
    count,
    serialOut: serialOut.trim(),
    serialIn: as === "exchange" ? serialIn.trim() : "",
    seal: seal.trim(),
    into: as === "exchange" ? (into?.id ?? null) : null,
    record: as === "exchange" ? (record?.id ?? null) : null,
    deposit: chargeOf(type, asked),
  };
  const shell = as === "outright" ? items.get(type.outright ?? "") : undefined;
  if (shell === undefined) return [{ ...filled, returnable }];
  const piece: Line = {
    item: shell.id,
    quantity: pieces(count),
    unitPrice: shell.price,
    discount: ZERO,
    returnable,
  };
  return [piece, filled];
}
