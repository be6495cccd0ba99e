import type { Quantity } from "#shared/kernel/quantity.ts";
import type { Item } from "../../fields/item-select.tsx";

/** One line of goods being typed. */
export interface GoodsLine {
  readonly key: number;
  readonly item: Item | null;
  readonly quantity: Quantity | null;
}

export const blankGoods = (key: number): GoodsLine => ({ key, item: null, quantity: null });

/** There is always one empty line to type into. */
export function withRoom(lines: readonly GoodsLine[]): readonly GoodsLine[] {
  const last = lines.at(-1);
  if (last !== undefined && last.item === null && last.quantity === null) return lines;
  return [...lines, blankGoods(Math.max(0, ...lines.map((line) => line.key)) + 1)];
}

/** More than the shelf holds, as the list knew it: said before it is refused. */
export function isShort(line: GoodsLine): boolean {
  const { item, quantity } = line;
  return item !== null && item.stock !== null && quantity !== null && quantity > item.stock;
}

/** The lines as a command wants them; undefined while one is half typed, or none is there. */
export function goodsOf(
  lines: readonly GoodsLine[],
): { readonly item: string; readonly quantity: Quantity }[] | undefined {
  const typed = lines.filter((line) => line.item !== null || line.quantity !== null);
  const goods = typed.flatMap(({ item, quantity }) =>
    item === null || quantity === null || quantity <= 0 ? [] : [{ item: item.id, quantity }],
  );
  return goods.length === 0 || goods.length < typed.length ? undefined : goods;
}
