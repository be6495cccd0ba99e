import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cents, price, sum, ZERO } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { done, type Result } from "#shared/kernel/result.ts";
import { splitTax } from "#shared/kernel/tax.ts";
import {
  priceCart,
  saleEntry,
  settle,
  type AskedTender,
  type CartLine,
  type SaleItem,
  type SalePlace,
} from "./counter-sale.ts";
import { stockTaker, type Stock } from "./stock-taking.ts";

const PLACE: SalePlace = {
  business: "RETAIL",
  drawer: "T1",
  customer: "somebody",
  accounts: {
    cash: 1130,
    mpesa: 1160,
    bank: 1170,
    receivable: 1330,
    storeCredit: 2240,
    outputTax: 2150,
    inputTax: 1380,
    payable: 2110,
    returns: 4390,
    overShort: 5820,
    rounding: 5830,
    charges: 5810,
    shrinkage: 5160,
  },
};

const goods = (id: string, fractional: boolean, basisPoints: number): SaleItem => ({
  id,
  name: id,
  unit: fractional ? "kg" : "piece",
  fractional,
  tax: basisPoints === 0 ? "A" : "B",
  basisPoints,
  revenue: 4310,
  cogs: 5130,
  inventory: 1221,
  components: [],
});

const ITEMS = [
  goods("soap", false, 1600),
  goods("gas", true, 0),
  goods("milk", false, 800),
  {
    ...goods("refill", false, 1600),
    inventory: null,
    components: [{ item: "cap", quantity: quantity(1500) }],
  },
];

/** Enough of everything, in layers whose cost is no whole number of cents a unit. */
const plenty = (item: string): Stock => ({
  item,
  name: item,
  account: 1221,
  held: quantity(3_000_000_000),
  layers: [
    { id: `${item}/1`, quantity: quantity(3000), cost: cents(1000) },
    { id: `${item}/2`, quantity: quantity(2_999_997_000), cost: cents(77_777_777) },
  ],
  lastCost: () => cents(333),
});

const taking = () => stockTaker(plenty, "refuse", (item) => `short/${item}`);

const wholeShillings = fc.integer({ min: 0, max: 50_000 }).map((n) => n * 100);
const anyPrice = fc.oneof(wholeShillings, fc.integer({ min: 0, max: 500_000 }));

/** A line that can be sold: whole where the item is whole, discounted by no more than its price. */
const cartLine: fc.Arbitrary<CartLine> = fc
  .tuple(fc.constantFrom(...ITEMS), fc.integer({ min: 1, max: 9000 }), anyPrice, fc.nat(100))
  .map(([item, count, unit, percent]) => {
    const sold = quantity(item.fractional ? count : Math.ceil(count / 1000) * 1000);
    const unitPrice = cents(unit);
    const gross = price(unitPrice, sold);
    const discount = percent > 60 ? cents(Math.floor((gross * percent) / 100)) : ZERO;
    return { item, quantity: sold, unitPrice, discount };
  });

const cart = fc.array(cartLine, { minLength: 1, maxLength: 8 });

const before = (lines: readonly CartLine[]): number =>
  lines.reduce((total, line) => total + price(line.unitPrice, line.quantity) - line.discount, 0);

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

describe("a cart that can be sold", () => {
  const cartAndDiscount = fc.tuple(cart, fc.nat(100)).map(([lines, percent]) => ({
    lines,
    discount: cents(percent > 50 ? Math.floor((before(lines) * percent) / 100) : 0),
  }));

  test("comes to what its lines come to, less every discount, to the cent", () => {
    fc.assert(
      fc.property(cartAndDiscount, ({ lines, discount }) => {
        const priced = valueOf(priceCart(lines, discount, taking()));
        expect(priced.total).toBe(before(lines) - discount);
        expect(sum(priced.lines.map((line) => line.gross))).toBe(priced.total);
        const off = sum(priced.lines.map((line) => line.discount));
        expect(off).toBe(sum([discount, ...lines.map((line) => line.discount)]));
        for (const line of priced.lines) expect(line.gross).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("contains the tax of each line as a receipt says it, and the taxes add up", () => {
    fc.assert(
      fc.property(cartAndDiscount, ({ lines, discount }) => {
        const priced = valueOf(priceCart(lines, discount, taking()));
        for (const line of priced.lines) {
          const { net, tax } = splitTax(line.gross, line.basisPoints);
          expect(line.tax).toBe(tax);
          expect(net + tax).toBe(line.gross);
        }
        expect(priced.tax).toBe(sum(priced.lines.map((line) => line.tax)));
      }),
    );
  });

  test("takes from stock what it sells, components included, and costs what the layers lose", () => {
    fc.assert(
      fc.property(cart, (lines) => {
        const priced = valueOf(priceCart(lines, ZERO, taking()));
        for (const [at, line] of priced.lines.entries()) {
          const asked = lines[at];
          const { item } = asked ?? { item: ITEMS[0] };
          const wanted =
            item?.inventory === null ? Math.round((line.quantity * 1500) / 1000) : line.quantity;
          expect(line.issues.reduce((total, part) => total + part.quantity, 0)).toBe(wanted);
        }
        const all = priced.lines.flatMap((line) => line.issues);
        for (const name of new Set(all.map((part) => part.item))) {
          const first = all.filter((part) => part.layer === `${name}/1`);
          const taken = first.reduce((total, part) => total + part.quantity, 0);
          expect(taken).toBeLessThanOrEqual(3000);
          // Whatever was taken from an exhausted layer cost all that the layer cost.
          if (taken === 3000) expect(sum(first.map((part) => part.cost))).toBe(1000);
        }
      }),
    );
  });

  test("is booked by an entry that balances, whatever it is paid with", () => {
    fc.assert(
      fc.property(cart, fc.constantFrom(1, 100, 500), fc.nat(100), (lines, unit, percent) => {
        const priced = valueOf(priceCart(lines, ZERO, taking()));
        const bank = cents(Math.floor((priced.total * percent) / 100));
        const asked: AskedTender[] = [{ kind: "cash", tendered: cents(priced.total - bank + 500) }];
        if (bank > 0) asked.push({ kind: "bank", amount: bank, reference: "" });
        // Nothing is due in cash when the bank paid all.
        const tenders = bank === priced.total && bank > 0 ? asked.slice(1) : asked;
        if (priced.total === 0) return;
        const settled = valueOf(settle(priced.total, tenders, unit));
        // `journalEntry` throws where the two sides differ.
        const entry = saleEntry(PLACE, priced.lines, settled.tenders);
        const credited = (account: number): number =>
          (entry?.lines ?? [])
            .filter((line) => line.account === account && line.side === "credit")
            .reduce((total, line) => total + line.amount, 0);
        expect(credited(4310) + credited(2150)).toBe(priced.total);
        expect(credited(2150)).toBe(priced.tax);
        expect(credited(1221)).toBe(
          sum(priced.lines.flatMap((line) => line.issues.map((part) => part.cost))),
        );
      }),
    );
  });
});

describe("a cart that cannot be sold is refused, and says why", () => {
  const soap = (over: Partial<CartLine> = {}): CartLine => ({
    item: goods("soap", false, 1600),
    quantity: quantity(1000),
    unitPrice: cents(18_500),
    discount: ZERO,
    ...over,
  });
  const code = (lines: CartLine[], discount = 0): string => {
    const result = priceCart(lines, cents(discount), taking());
    return result.ok ? "sold" : result.refusal.code;
  };

  test.each([
    ["nothing at all", "sale.empty", []],
    ["half a bar of soap", "quantity.invalid", [soap({ quantity: quantity(500) })]],
    ["no soap", "quantity.invalid", [soap({ quantity: quantity(0) })]],
    ["soap for less than nothing", "discount.too_large", [soap({ discount: cents(18_501) })]],
    ["soap for nothing", "sold", [soap({ discount: cents(18_500) })]],
    ["2.5 kg of gas", "sold", [soap({ item: goods("gas", true, 0), quantity: quantity(2500) })]],
  ])("%s: %s", (_, wanted, lines) => expect(code(lines)).toBe(wanted));

  test("a discount on the whole is not more than the whole", () => {
    expect(code([soap(), soap()], 37_000)).toBe("sold");
    expect(code([soap(), soap()], 37_001)).toBe("discount.too_large");
  });

  test("a sum that numbers could not hold is refused, not reckoned with", () => {
    const many = quantity(1_000_000_000_000);
    expect(code([soap({ quantity: many, unitPrice: cents(1_000_000_000_000) })])).toBe(
      "sale.too_large",
    );
    const caps = [{ item: "cap", quantity: many }];
    const insane = { ...goods("refill", false, 0), inventory: null, components: caps };
    expect(code([soap({ item: insane, quantity: many, unitPrice: ZERO })])).toBe("sale.too_large");
  });
});

describe("stock", () => {
  const held = (count: number, layers: Stock["layers"]): Stock => ({
    ...plenty("soap"),
    held: quantity(count),
    layers,
  });
  const layers = fc.array(
    fc.record({ quantity: fc.integer({ min: 1, max: 5000 }), cost: fc.nat(100_000) }),
    { maxLength: 5 },
  );

  test("is refused exactly when less is there than two lines together want", () => {
    fc.assert(
      fc.property(
        layers,
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 9000 }),
        (rows, one, two) => {
          const stock = rows.map((row, at) => ({
            id: `l${at}`,
            quantity: quantity(row.quantity),
            cost: cents(row.cost),
          }));
          const there = rows.reduce((total, row) => total + row.quantity, 0);
          const take = stockTaker(
            () => held(there, stock),
            "refuse",
            () => "short",
          );
          const results = [one, two].map((wanted) =>
            take({ item: "soap", quantity: quantity(wanted) }),
          );
          expect(results[0]?.ok).toBe(one <= there);
          if (results[0]?.ok) expect(results[1]?.ok).toBe(one + two <= there);
        },
      ),
    );
  });

  test("that is oversold where it may be comes from a short layer, at the last known cost", () => {
    fc.assert(
      fc.property(layers, fc.integer({ min: 1, max: 40_000 }), (rows, wanted) => {
        const stock = rows.map((row, at) => ({
          id: `l${at}`,
          quantity: quantity(row.quantity),
          cost: cents(row.cost),
        }));
        const there = rows.reduce((total, row) => total + row.quantity, 0);
        const take = stockTaker(
          () => held(there, stock),
          "warn",
          () => "short",
        );
        const parts = valueOf(take({ item: "soap", quantity: quantity(wanted) }));
        expect(parts.reduce((total, part) => total + part.quantity, 0)).toBe(wanted);
        const short = parts.filter((part) => part.layer === "short");
        const missing = Math.max(0, wanted - there);
        expect(short.map((part) => part.quantity)).toEqual(missing > 0 ? [missing] : []);
        if (missing > 0) expect(short[0]?.cost).toBe(price(cents(333), quantity(missing)));
        const cost = sum(parts.filter((part) => part.layer !== "short").map((part) => part.cost));
        const whole = rows.reduce((total, row) => total + row.cost, 0);
        if (wanted >= there) expect(cost).toBe(whole);
        else expect(cost).toBeLessThanOrEqual(whole);
      }),
    );
  });
});

test("a gift that uses no stock moves nothing: no entry is made", () => {
  const service = { ...goods("wash", false, 1600), inventory: null, cogs: null };
  const line: CartLine = {
    item: service,
    quantity: quantity(1000),
    unitPrice: ZERO,
    discount: ZERO,
  };
  const priced = valueOf(priceCart([line], ZERO, () => done([])));
  expect(saleEntry(PLACE, priced.lines, [])).toBeNull();
});
