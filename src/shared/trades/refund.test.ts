import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cents, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { splitTax } from "#shared/kernel/tax.ts";
import type { RefundedLine, SoldLine } from "../facts/selling.ts";
import type { TenderKind } from "../facts/tender.ts";
import { proposeRefund, refundedLines, refundEntry, refundLimits } from "./refund.ts";

/** A line as it was sold from two layers of its own item and one of a component. */
const soldLine: fc.Arbitrary<SoldLine> = fc
  .record({
    count: fc.integer({ min: 1, max: 40 }),
    fractional: fc.boolean(),
    gross: fc.oneof(fc.nat(3_000_000), fc.nat(60)),
    basisPoints: fc.constantFrom(0, 800, 1600),
    split: fc.nat(100),
    costs: fc.tuple(fc.nat(500_000), fc.nat(500_000), fc.nat(10_000)),
    discount: fc.nat(10_000),
  })
  .map(({ count, fractional, gross, basisPoints, split, costs, discount }) => {
    const whole = fractional ? count * 370 : count * 1000;
    const first = Math.floor((whole * split) / 100);
    const part = (item: string, layer: string, amount: number, cost: number) => ({
      item,
      layer,
      quantity: quantity(amount),
      cost: cents(cost),
      account: 1221,
    });
    return {
      item: "soap",
      name: "Soap",
      unit: fractional ? "kg" : "piece",
      quantity: quantity(whole),
      unitPrice: cents(100),
      discount: cents(discount),
      gross: cents(gross),
      taxLetter: "B",
      basisPoints,
      tax: splitTax(cents(gross), basisPoints).tax,
      revenue: 4310,
      cogs: 5130,
      issues: [
        part("soap", "old", first, costs[0]),
        part("soap", "new", whole - first, costs[1]),
        part("cap", "caps", whole * 2, costs[2]),
      ].filter((each) => each.quantity > 0),
    } satisfies SoldLine;
  });

/** Cuts a quantity into parts that come back one after the other. */
const parts = (whole: number, cuts: readonly number[]): number[] => {
  const at = [...new Set(cuts.map((cut) => cut % whole))]
    .filter((cut) => cut > 0)
    .toSorted((a, b) => a - b);
  return [...at, whole].map((end, index) => end - (index === 0 ? 0 : (at[index - 1] ?? 0)));
};

function backInParts(sold: SoldLine, cuts: readonly number[]): RefundedLine[] {
  let before = 0;
  return parts(sold.quantity, cuts).flatMap((now) => {
    const result = refundedLines([
      { of: 1, sold, before: quantity(before), now: quantity(now), restock: true },
    ]);
    before += now;
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    return result.value;
  });
}

const cuts = fc.array(fc.nat(1_000_000), { maxLength: 6 });

describe("a line that comes back bit by bit", () => {
  test("adds up to the line: price, tax, discount and cost, to the cent", () => {
    fc.assert(
      fc.property(soldLine, cuts, (sold, cut) => {
        const back = backInParts(sold, cut);
        const total = (of: (line: RefundedLine) => Money): Money => sum(back.map(of));
        expect(total((line) => line.gross)).toBe(sold.gross);
        expect(total((line) => line.tax)).toBe(sold.tax);
        expect(total((line) => line.discount)).toBe(sold.discount);
        expect(back.reduce((whole, line) => whole + line.quantity, 0)).toBe(sold.quantity);
        for (const line of back) expect(line.gross - line.tax).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  test("leaves each layer as if nothing had been sold", () => {
    fc.assert(
      fc.property(soldLine, cuts, (sold, cut) => {
        const back = backInParts(sold, cut).flatMap((line) => line.issues);
        for (const issue of sold.issues) {
          const returned = back.filter((part) => part.layer === issue.layer);
          expect(returned.reduce((whole, part) => whole + part.quantity, 0)).toBe(issue.quantity);
          expect(sum(returned.map((part) => part.cost))).toBe(issue.cost);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("never comes back beyond what was sold", () => {
    fc.assert(
      fc.property(
        soldLine,
        fc.nat(50_000),
        fc.integer({ min: 1, max: 50_000 }),
        (sold, back, now) => {
          fc.pre(back <= sold.quantity);
          const result = refundedLines([
            { of: 1, sold, before: quantity(back), now: quantity(now), restock: true },
          ]);
          expect(result.ok).toBe(back + now <= sold.quantity);
        },
      ),
    );
  });

  test("is booked by entries that balance, on the shelf or written off", () => {
    const place = {
      business: "RETAIL",
      drawer: "T1",
      customer: null,
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
    fc.assert(
      fc.property(
        soldLine,
        cuts,
        fc.boolean(),
        fc.constantFrom(1, 100),
        (sold, cut, restock, unit) => {
          for (const line of backInParts(sold, cut).map((each) => ({ ...each, restock }))) {
            const paid = cents(Math.round(line.gross / unit) * unit);
            // `journalEntry` throws where the two sides differ.
            const entry = refundEntry(
              place,
              [line],
              [
                {
                  kind: "cash",
                  amount: paid,
                  tendered: paid,
                  change: ZERO,
                  rounding: line.gross - paid,
                },
              ],
            );
            const shelf = (entry?.lines ?? []).filter((each) => each.account === 1221);
            const cost = sum(line.issues.map((part) => part.cost));
            expect(sum(shelf.map((each) => each.amount))).toBe(restock ? cost : 0);
          }
        },
      ),
    );
  });
});

describe("how money goes back", () => {
  const KINDS = ["cash", "mpesa", "bank", "account", "credit"] as const;
  const amounts = fc.record({
    cash: fc.nat(50_000),
    mpesa: fc.nat(50_000),
    bank: fc.nat(50_000),
    account: fc.nat(50_000),
    credit: fc.nat(50_000),
  });

  const asMap = (of: Readonly<Record<TenderKind, number>>): Map<TenderKind, Money> =>
    new Map(KINDS.map((kind) => [kind, cents(of[kind])]));

  test("a sale can always be refunded to the end by what is proposed, whatever is paid or owed meanwhile", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(60_000)), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(amounts, steps, fc.boolean(), (sold, each, known) => {
        // Without a known customer nothing is on account or from credit.
        const paid = asMap(known ? sold : { ...sold, account: 0, credit: 0 });
        const given = new Map<TenderKind, Money>();
        let left = sum(paid.values());
        for (const [percent, owed] of [...each, [100, 0] as const]) {
          const total = cents(Math.ceil((left * percent) / 100));
          const limits = refundLimits(paid, given, cents(owed), known);
          const proposed = proposeRefund(total, limits);
          expect(sum(proposed.map((tender) => tender.amount))).toBe(total);
          for (const { kind, amount, most } of proposed) {
            expect(amount).toBeLessThanOrEqual(most);
            given.set(kind, sum([given.get(kind) ?? ZERO, amount]));
          }
          left = cents(left - total);
        }
        expect(left).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  test("cash goes back for cash, and for what was paid of the debt: never more in all", () => {
    const wishes = fc.array(fc.nat(60_000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, wishes, (sold, wish) => {
        const paid = asMap({ ...sold, credit: 0 });
        const given = new Map<TenderKind, Money>();
        for (const wanted of wish) {
          // The debt is paid in full.
          const limits = refundLimits(paid, given, ZERO, true);
          const cash = cents(Math.min(wanted, limits.get("cash") ?? 0));
          given.set("cash", sum([given.get("cash") ?? ZERO, cash]));
        }
        expect(given.get("cash")).toBeLessThanOrEqual(sold.cash + sold.account);
      }),
    );
  });

  test("store credit comes instead of money, not beside it: together never more than was paid", () => {
    const kinds = ["credit", "cash", "mpesa", "bank"] as const;
    const wishes = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(60_000)), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.nat(50_000), wishes, (sold, owed, wish) => {
        const paid = asMap(sold);
        const debt = cents(Math.min(sold.account, owed));
        const given = new Map<TenderKind, Money>();
        for (const [kind, wanted] of wish) {
          const most = refundLimits(paid, given, debt, true).get(kind) ?? ZERO;
          given.set(kind, sum([given.get(kind) ?? ZERO, cents(Math.min(wanted, most))]));
        }
        expect(sum(given.values())).toBeLessThanOrEqual(sum(paid.values()) - debt);
      }),
    );
  });

  test("nothing that was not paid by M-Pesa or bank goes back that way", () => {
    fc.assert(
      fc.property(amounts, fc.nat(100_000), fc.boolean(), (sold, owed, known) => {
        const limits = refundLimits(asMap(sold), new Map(), cents(owed), known);
        expect(limits.get("mpesa")).toBe(sold.mpesa);
        expect(limits.get("bank")).toBe(sold.bank);
        expect(limits.get("account")).toBe(Math.min(sold.account, owed));
        if (!known) expect(limits.get("credit")).toBe(sold.credit);
      }),
    );
  });
});
