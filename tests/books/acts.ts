import * as fc from "fast-check";

/**
 * What happens in a shop, in numbers that the clerk (see `clerk.ts`) reads by what there is at
 * that moment: item 7 of 5 is item 2. So every generated act can be tried, on any books.
 */

const some = fc.nat(10_000);
const shop = fc.nat(2);
/** Cents, odd ones included; mostly what a shop sees, sometimes one cent. */
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 900_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 900 }).map((shillings) => shillings * 100) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);

const line = fc.record({
  item: some,
  /** Pieces, or hundreds of grams where an item is sold by weight. */
  units: fc.integer({ min: 1, max: 12 }),
  grams: fc.integer({ min: 1, max: 9999 }),
  /** Off this line, in per cent of it. */
  discount: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(100) },
  ),
  /** Another price than the catalogue's, in cents; null keeps it. */
  price: fc.option(fc.integer({ min: 0, max: 70_001 }), { freq: 10 }),
});

const sale = fc.record({
  act: fc.constant("sale" as const),
  shop,
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  discount: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: amount }),
  customer: fc.option(some, { freq: 2 }),
  pay: fc.constantFrom(
    "cash",
    "cash",
    "cash",
    "mpesa",
    "mpesa",
    "split",
    "account",
    "bank",
    "credit",
  ),
  over: fc.nat(100_000),
});
const refund = fc.record({
  act: fc.constant("refund" as const),
  sale: some,
  line: some,
  percent: fc.constantFrom(100, 100, 50, 33, 7),
  restock: fc.boolean(),
});
const cash = fc.record({
  act: fc.constant("cash" as const),
  shop,
  direction: fc.constantFrom("in" as const, "out" as const),
  account: some,
  amount,
});
const expense = fc.record({
  act: fc.constant("expense" as const),
  account: some,
  from: some,
  amounts: fc.array(amount, { minLength: 1, maxLength: 3 }),
  fee: fc.nat(5000),
  tax: fc.nat(16),
});
const transfer = fc.record({
  act: fc.constant("transfer" as const),
  from: some,
  to: some,
  amount,
  fee: fc.nat(3000),
});
const capital = fc.record({
  act: fc.constant("capital" as const),
  place: some,
  amount,
  direction: fc.constantFrom("in" as const, "drawings" as const),
});
const delivery = fc.record({
  act: fc.constant("delivery" as const),
  shop,
  item: some,
  units: fc.integer({ min: 1, max: 90 }),
  cost: amount,
  tax: fc.nat(50_000),
  paid: fc.boolean(),
});
const customerPays = fc.record({
  act: fc.constant("customer-pays" as const),
  shop,
  customer: some,
  amount,
  by: fc.constantFrom("cash" as const, "mpesa" as const, "bank" as const),
});
const supplierPaid = fc.record({
  act: fc.constant("supplier-paid" as const),
  shop,
  supplier: some,
  fee: fc.nat(5000),
});
const manual = fc.record({
  act: fc.constant("manual" as const),
  pairs: fc.array(fc.record({ shop, from: some, to: some, amount }), {
    minLength: 1,
    maxLength: 4,
  }),
});
const reverse = fc.record({ act: fc.constant("reverse" as const), entry: some });
/** The drawer is counted and the next shift begins with what is left in it. */
const newShift = fc.record({
  act: fc.constant("shift" as const),
  shop,
  off: fc.integer({ min: -300, max: 300 }),
  mpesaOff: fc.option(fc.integer({ min: -50, max: 50 })),
  keep: fc.nat(3000),
  extra: fc.nat(500),
});
const lock = fc.record({
  act: fc.constant("lock" as const),
  back: fc.integer({ min: 1, max: 20 }),
});

const act = fc.oneof(
  { weight: 60, arbitrary: sale },
  { weight: 8, arbitrary: refund },
  { weight: 3, arbitrary: cash },
  { weight: 4, arbitrary: expense },
  { weight: 4, arbitrary: transfer },
  { weight: 1, arbitrary: capital },
  { weight: 6, arbitrary: delivery },
  { weight: 3, arbitrary: customerPays },
  { weight: 1, arbitrary: supplierPaid },
  { weight: 2, arbitrary: manual },
  { weight: 2, arbitrary: reverse },
  { weight: 2, arbitrary: newShift },
  { weight: 1, arbitrary: lock },
);

type ValueOf<A> = A extends fc.Arbitrary<infer V> ? V : never;
export type Act = ValueOf<typeof act>;
export type ActOf<Name extends Act["act"]> = Extract<Act, { act: Name }>;

/** Thirty days; every shift is closed in the evening, whatever happened. */
export const month = fc.array(fc.array(act, { minLength: 60, maxLength: 90 }), {
  minLength: 30,
  maxLength: 30,
});
