import * as fc from "fast-check";
import type { Refusal } from "#shared/kernel/refusal.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { Shop } from "./fixture.ts";
import { stockAct } from "./random-stock.ts";

/** One act of the office or the counter, of whatever sense: the books may refuse it. */
export type Act = (shop: World) => Promise<Result<unknown>>;

/** A shop with people to deal with, and what the acts so far have left to deal with. */
export interface World extends Shop {
  readonly customers: readonly string[];
  readonly suppliers: readonly string[];
  code(): string;
}

export const BUSINESSES = ["WATER", "LAUNDRY", "RETAIL"] as const;
type Business = (typeof BUSINESSES)[number];

const CASH = { WATER: 1110, LAUNDRY: 1120, RETAIL: 1130 } as const;
const MPESA = { WATER: 1140, LAUNDRY: 1150, RETAIL: 1160 } as const;
const RECEIVABLE = { WATER: 1310, LAUNDRY: 1320, RETAIL: 1330 } as const;

const business = fc.constantFrom(...BUSINESSES);
const amount = fc.integer({ min: 1, max: 5_000_000 });
const small = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5000 }));
/** Months and their ends, and the two days that a sale can fall on. */
export const anyDay = fc.constantFrom(
  "2025-12-31",
  "2026-01-01",
  "2026-08-31",
  "2026-09-01",
  "2026-09-15",
  "2026-10-31",
  "2026-11-01",
  "2026-11-13",
  "2026-11-19",
  "2026-11-20",
);

interface Place {
  readonly business: Business;
  readonly account: number;
  readonly party: string | null;
}

const place: fc.Arbitrary<Place> = fc
  .tuple(business, fc.constantFrom("drawer", "safe", "mpesa", "bank", "transit"))
  .map(([of, kind]): Place => {
    switch (kind) {
      case "drawer":
        return { business: of, account: CASH[of], party: "R1" };
      case "safe":
        return { business: of, account: CASH[of], party: "SAFE" };
      case "mpesa":
        return { business: of, account: MPESA[of], party: null };
      case "bank":
        return { business: of, account: 1170, party: null };
      default:
        return { business: of, account: 1180, party: null };
    }
  });

const capital = fc
  .record({
    day: anyDay,
    direction: fc.constantFrom("in" as const, "drawings" as const),
    place,
    amount,
  })
  .map(
    (asked): Act =>
      (shop) =>
        shop.call("entry.capital", { ...asked, memo: "" }),
  );

const transfer = fc.record({ day: anyDay, from: place, to: place, amount, fee: small }).map(
  (asked): Act =>
    (shop) =>
      shop.call("entry.transfer", { ...asked, memo: "" }),
);

const expense = fc
  .record({
    day: anyDay,
    account: fc.constantFrom(5200, 5300, 5400, 5810, 5151),
    shares: fc.uniqueArray(fc.record({ business, amount }), {
      minLength: 1,
      maxLength: 3,
      selector: (each) => each.business,
    }),
    from: place,
    fee: small,
    tax: small,
  })
  .map(
    ({ from, ...asked }): Act =>
      (shop) =>
        shop.call("entry.expense", {
          ...asked,
          paidFrom: from.account,
          party: from.party,
          memo: "",
        }),
  );

const opening = fc
  .record({ day: anyDay, business, bank: amount, owed: amount, loan: amount, who: fc.nat(2) })
  .map(
    ({ bank, owed, loan, who, ...asked }): Act =>
      (shop) =>
        shop.call("entry.opening", {
          ...asked,
          lines: [
            { account: 1170, debit: bank },
            {
              account: RECEIVABLE[asked.business],
              debit: owed,
              party: shop.customers[who % shop.customers.length] ?? null,
            },
            { account: 2310, credit: loan },
          ],
        }),
  );

/** Accounts that every business may post to by hand; stock is left to its own services. */
const BY_HAND = [1370, 1380, 1510, 1590, 2120, 2130, 2150, 2310, 3300, 4920, 5200, 5850] as const;

/** Pairs that balance within each business, and where `off` is not zero, one cent too many. */
export const manual = (off: fc.Arbitrary<number>): fc.Arbitrary<Act> =>
  fc
    .record({
      day: anyDay,
      off,
      pairs: fc.array(
        fc.record({
          business,
          debit: fc.constantFrom(...BY_HAND),
          credit: fc.constantFrom(...BY_HAND),
          amount,
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(
      ({ day, off: extra, pairs }): Act =>
        (shop) =>
          shop.call("entry.manual", {
            day,
            memo: "By hand",
            lines: pairs.flatMap((pair, at) => [
              { business: pair.business, account: pair.debit, debit: pair.amount },
              {
                business: pair.business,
                account: pair.credit,
                credit: pair.amount + (at === 0 ? extra : 0),
              },
            ]),
          }),
    );

const SKUS = ["G-SUGAR", "G-RICE", "H-SOAP", "GAS-KG", "A-REG"] as const;

const delivery = fc
  .record({
    day: anyDay,
    lines: fc.array(
      fc.record({
        sku: fc.constantFrom(...SKUS),
        pieces: fc.integer({ min: 1, max: 9 }),
        cost: fc.integer({ min: 0, max: 99_999 }),
        tax: small,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    supplier: fc.nat(1),
    opening: fc.boolean(),
    paidFrom: fc.option(place),
  })
  .map(
    ({ day, lines, supplier, opening: first, paidFrom }): Act =>
      (shop) =>
        shop.call("stock.receive", {
          business: "RETAIL",
          day,
          opening: first,
          supplier: first ? null : (shop.suppliers[supplier] ?? null),
          paidFrom: first ? null : (paidFrom?.account ?? null),
          party: first ? null : (paidFrom?.party ?? null),
          lines: lines.map(({ sku, pieces, cost, tax }) => ({
            item: shop.items.get(sku) ?? "",
            quantity: pieces * 1000,
            cost,
            tax,
          })),
        }),
  );

/** Sells without looking at the shelf: retail warns and goes below zero. */
const sale = fc
  .record({
    sku: fc.constantFrom(...SKUS),
    pieces: fc.integer({ min: 1, max: 6 }),
    onAccount: fc.boolean(),
    who: fc.nat(2),
  })
  .map(({ sku, pieces, onAccount, who }): Act => async (shop) => {
    const item = shop.items.get(sku) ?? "";
    const till = await shop.must("catalog.forTill", { business: "RETAIL" });
    const unitPrice = till.items.find((each) => each.id === item)?.price ?? 0;
    const customer = shop.customers[who % shop.customers.length] ?? null;
    const due = unitPrice * pieces;
    return shop.call("sale.post", {
      business: "RETAIL",
      lines: [{ item, quantity: pieces * 1000, unitPrice }],
      customer: onAccount ? customer : null,
      tenders: [
        onAccount ? { kind: "account", amount: due } : { kind: "cash", tendered: due + 5000 },
      ],
    });
  });

const paySupplier = fc
  .record({ day: anyDay, business, supplier: fc.nat(1), amount, fee: small, from: place })
  .map(
    ({ supplier, from, ...asked }): Act =>
      (shop) =>
        shop.call("supplier.pay", {
          ...asked,
          supplier: shop.suppliers[supplier] ?? "",
          paidFrom: from.account,
          party: from.party,
        }),
  );

const payCustomer = fc
  .record({
    business,
    who: fc.nat(2),
    kind: fc.constantFrom("cash" as const, "mpesa" as const, "bank" as const),
    shillings: fc.integer({ min: 1, max: 20_000 }),
  })
  .map(({ business: of, who, kind, shillings }): Act => (shop) => {
    const paid = { amount: shillings * 100 };
    return shop.call("customer.pay", {
      business: of,
      customer: shop.customers[who % shop.customers.length] ?? "",
      payment:
        kind === "cash"
          ? { kind, ...paid }
          : kind === "mpesa"
            ? { kind, ...paid, code: shop.code() }
            : { kind, ...paid, reference: "slip" },
    });
  });

/** Of the facts so far, whichever it hits; most can be reversed, some not. */
const reverse = fc.record({ day: fc.constant("2026-11-20"), at: fc.nat(1000) }).map(
  ({ day, at }): Act =>
    (shop) =>
      shop.call("entry.reverse", { entry: (at % shop.facts()) + 1, day, reason: "Mistake" }),
);

/** Acts whose whole content is an entry: what a reversal undoes. */
export const recordedAct: fc.Arbitrary<Act> = fc.oneof(
  capital,
  transfer,
  expense,
  opening,
  manual(fc.constant(0)),
  paySupplier,
  payCustomer,
);

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: recordedAct },
  { weight: 2, arbitrary: delivery },
  { weight: 2, arbitrary: sale },
  { weight: 3, arbitrary: stockAct },
  { weight: 1, arbitrary: reverse },
);

/** What random acts may be refused for; anything else would be a bug of ours or of the test. */
export const EXPECTED_REFUSALS: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>([
  "entry.same_account",
  "account.wrong_business",
  "payment.exceeds_balance",
  "request.invalid",
  "entry.unknown",
  "entry.not_reversible",
  "entry.already_reversed",
  "day.out_of_range",
  "credit.limit_exceeded",
  "stock.insufficient",
  "stock.not_from_supplier",
  "run.unknown",
  "run.already_reversed",
  "run.sold",
]);

export async function worldOf(shop: Shop): Promise<World> {
  const day = "2026-11-20";
  for (const of of BUSINESSES) {
    await shop.must("shift.open", { business: of, day, counts: {}, fromSafe: 0 });
  }
  const customers: string[] = [];
  for (const name of ["Kamau", "Njeri", "Barasa"]) {
    const limit = { creditLimit: 100_000_000 };
    customers.push((await shop.must("customer.save", { name, ...limit })).id);
  }
  const suppliers: string[] = [];
  for (const name of ["Bidco", "Total Gas"]) {
    suppliers.push((await shop.must("supplier.save", { name })).id);
  }
  let codes = 0;
  return {
    ...shop,
    customers,
    suppliers,
    code: () => `TKK${String((codes += 1)).padStart(7, "0")}`,
  };
}
