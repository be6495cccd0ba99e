import type { Reply } from "#shared/contract/index.ts";
import {
  allocate,
  cents,
  less,
  type Money,
  price,
  share,
  sum,
  ZERO,
} from "#shared/kernel/money.ts";
import { pieces, type Quantity, quantity, sumQuantities } from "#shared/kernel/quantity.ts";
import { splitTax } from "#shared/kernel/tax.ts";
import { joinExchange } from "#shared/trades/exchange.ts";

export type TillItem = Reply<"catalog.forTill">["items"][number];
export type Cart = Reply<"draft.recall">["cart"];
/** What the program keeps of a counter: the cart, and work that is being taken in beside it. */
export type Kept = NonNullable<Reply<"draft.current">["cart"]>;
export type Line = Cart["lines"][number];
export type TillReturnable = Reply<"catalog.forTill">["returnables"][number];

export const EMPTY: Cart = { customer: null, discount: ZERO, lines: [] };

export function isEmpty(cart: Cart): boolean {
  return cart.lines.length === 0 && cart.customer === null && cart.exchange === undefined;
}

/** The amount of a line before its discount. */
export function lineFull(line: Line): Money {
  return price(line.unitPrice, line.quantity);
}

export function lineTotal(line: Line): Money {
  return less(lineFull(line), line.discount);
}

/**
 * Adds an item. The same item again, at the same price and without a discount of its own, becomes
 * more of the line that is there. Tells where it went, so that the line can be shown.
 */
export function add(cart: Cart, item: TillItem, wanted: Quantity): { cart: Cart; at: number } {
  const same = cart.lines.findIndex(
    (line) =>
      line.item === item.id &&
      line.unitPrice === item.price &&
      line.discount === 0 &&
      line.returnable === undefined,
  );
  const found = cart.lines[same];
  if (found !== undefined) {
    return { cart: setQuantity(cart, same, sumQuantities([found.quantity, wanted])), at: same };
  }
  const line: Line = {
    item: item.id,
    quantity: wanted,
    unitPrice: item.price,
    discount: ZERO,
  };
  return { cart: { ...cart, lines: [...cart.lines, line] }, at: cart.lines.length };
}

/** Whether two carts are the same to whoever looks at them. */
export function same(a: Cart, b: Cart): boolean {
  return (
    a === b ||
    (a.customer === b.customer &&
      a.discount === b.discount &&
      a.lines.length === b.lines.length &&
      a.lines.every((line, at) => line === b.lines[at] || alike(line, b.lines[at])) &&
      alike(a.exchange, b.exchange))
  );
}

function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** How much of an item all lines of a cart sell together. */
export function soldOf(cart: Cart, item: string): Quantity {
  return sumQuantities(
    cart.lines.filter((line) => line.item === item).map(({ quantity: of }) => of),
  );
}

/** Two carts of one customer as one; what the later one says of the whole sale counts. */
export function join(first: Cart, later: Cart): Cart {
  if (later === EMPTY) return first;
  const exchange =
    later.exchange === undefined ? first.exchange : joinExchange(first.exchange, later.exchange);
  return {
    ...first,
    ...later,
    ...(exchange === undefined ? {} : { exchange }),
    customer: later.customer ?? first.customer,
    discount: later.discount === 0 ? first.discount : later.discount,
    lines: [...first.lines, ...later.lines],
  };
}

function change(cart: Cart, at: number, to: (line: Line) => Line): Cart {
  return { ...cart, lines: cart.lines.map((line, index) => (index === at ? to(line) : line)) };
}

/** A discount never stays larger than the line it is on. */
export function setQuantity(cart: Cart, at: number, to: Quantity): Cart {
  return change(cart, at, (line) => {
    const full = price(line.unitPrice, to);
    return { ...line, quantity: to, discount: line.discount > full ? full : line.discount };
  });
}

/** One piece more or less; below one piece nothing happens: Del removes. */
export function step(cart: Cart, at: number, by: 1 | -1): Cart {
  const line = cart.lines[at];
  if (line === undefined) return cart;
  if (line.returnable !== undefined) return stepReturnable(cart, at, line, by);
  const next = line.quantity + pieces(by);
  return next > 0 ? setQuantity(cart, at, quantity(next)) : cart;
}

/** One cylinder or container more or less, with its content and deposit; serials stand alone. */
function stepReturnable(cart: Cart, at: number, line: Line, by: 1 | -1): Cart {
  const { returnable } = line;
  if (returnable === undefined || returnable.serialOut !== "" || returnable.record !== null) {
    return cart;
  }
  const count = returnable.count + by;
  if (count < 1) return cart;
  const scaled = (amount: number): number => (amount / returnable.count) * count;
  return change(cart, at, () => ({
    ...line,
    quantity: quantity(scaled(line.quantity)),
    discount: ZERO,
    returnable: { ...returnable, count, deposit: cents(scaled(returnable.deposit)) },
  }));
}

export function remove(cart: Cart, at: number): Cart {
  return { ...cart, lines: cart.lines.filter((_, index) => index !== at) };
}

export function setLineDiscount(cart: Cart, at: number, discount: Money): Cart {
  return change(cart, at, (line) => ({ ...line, discount }));
}

/** Takes the catalogue's prices for lines that were added at older ones. */
export function reprice(cart: Cart, items: ReadonlyMap<string, TillItem>): Cart {
  return {
    ...cart,
    lines: cart.lines.map((line) => {
      const now = items.get(line.item)?.price ?? line.unitPrice;
      return now === line.unitPrice ? line : { ...line, unitPrice: now, discount: ZERO };
    }),
  };
}

export interface Totals {
  readonly full: Money;
  /** Of lines and of the whole sale together. */
  readonly discount: Money;
  /** Taken with cylinders and containers; below zero where more goes back. */
  readonly deposits: Money;
  /** What is to be paid: goods and deposits. */
  readonly total: Money;
  readonly tax: Money;
}

/** The same arithmetic as the books': the discount of the whole spread by largest remainder. */
export function totals(cart: Cart, items: ReadonlyMap<string, TillItem>): Totals {
  const full = sum(cart.lines.map(lineFull));
  const each = cart.lines.map(lineTotal);
  const before = sum(each);
  const off = cart.discount > before ? before : cart.discount;
  const goods = less(before, off);
  const deposits = sum(cart.lines.map((line) => line.returnable?.deposit ?? ZERO));
  const shares = off === 0 ? each.map(() => ZERO) : allocate(off, each);
  const tax = sum(
    cart.lines.map((line, index) => {
      const gross = less(each[index] ?? ZERO, shares[index] ?? ZERO);
      return splitTax(gross, items.get(line.item)?.basisPoints ?? 0).tax;
    }),
  );
  return { full, discount: less(full, goods), deposits, total: sum([goods, deposits]), tax };
}

/** A percentage (as whole thousandths of it) of an amount, in whole cents. */
export function percentOf(amount: Money, percent: Quantity): Money {
  return share(amount, percent, 100_000);
}
