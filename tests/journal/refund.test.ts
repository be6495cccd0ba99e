import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RequestInput } from "#shared/contract/index.ts";
import {
  balance,
  command,
  counts,
  itemOf,
  line,
  newCustomer,
  newSellingShop,
  problems,
  receive,
  refusalOf,
  removeFolders,
  type Selling,
} from "./shop.ts";

let shop: Selling;
let customer: string;

beforeEach(async () => {
  shop = await newSellingShop();
  receive(shop, "G-SUGAR", 10_000, 121_007);
  customer = await newCustomer(shop, "Achieng", "0712345678", 1_000_000);
});
afterEach(() => {
  expect(problems(shop)).toEqual([]);
  shop.close();
});
afterAll(removeFolders);

type Tenders = RequestInput<"sale.post">["tenders"];
type GivenBack = RequestInput<"sale.refund">["tenders"];

const sell = async (
  lines: RequestInput<"sale.post">["lines"],
  tenders: Tenders,
  to: string | null = customer,
) =>
  (
    await shop.did("sale.post", {
      command: command(),
      business: "RETAIL",
      customer: to,
      lines,
      tenders,
    })
  ).sale;

const refund = (sale: string, quantity: number, tenders: GivenBack, no = 1) =>
  shop.call("sale.refund", {
    command: command(),
    sale,
    reason: "brought back",
    lines: [{ no, quantity }],
    tenders,
  });

const pay = async (amount: number): Promise<void> => {
  // The counter's own door takes no payments in this test; the entry is what counts.
  shop.journal.append<"entry.recorded">({ id: command(), digest: "test" }, () => ({
    ok: true,
    value: {
      kind: "entry.recorded",
      day: "2026-11-20" as never,
      business: "RETAIL",
      by: { user: null, approver: null, reason: null },
      body: { form: "payment", reference: "" } as never,
      entry: {
        type: "payment",
        memo: "paid",
        reverses: null,
        lines: [
          ["RETAIL", 1130, amount, 0, "T1"],
          ["RETAIL", 1330, 0, amount, customer],
        ],
      },
    },
  }));
};

const most = async (sale: string, quantity: number): Promise<Record<string, number>> => {
  const quote = await shop.did("sale.quoteRefund", { sale, lines: [{ no: 1, quantity }] });
  return Object.fromEntries(quote.tenders.map((each) => [each.kind, each.most]));
};

describe("two units sold on account and not paid", () => {
  test("go back one by one against the debt, and a third is refused", async () => {
    const sale = await sell([line(shop, "G-SUGAR", 2000)], [{ kind: "account", amount: 33_000 }]);
    expect(await refund(sale, 1000, [{ kind: "account", amount: 16_500 }])).toMatchObject({
      ok: true,
    });
    expect(await refund(sale, 1000, [{ kind: "account", amount: 16_500 }])).toMatchObject({
      ok: true,
    });
    const before = counts(shop);
    const third = await refund(sale, 1000, [{ kind: "account", amount: 16_500 }]);
    expect(refusalOf(third)).toMatchObject({ code: "refund.exceeds_sale", left: 0 });
    expect(counts(shop)).toEqual(before);
    expect(balance(shop, 1330)).toBe(0);
  });

  test("give no cash back, for none was paid", async () => {
    const sale = await sell([line(shop, "G-SUGAR", 2000)], [{ kind: "account", amount: 33_000 }]);
    expect(refusalOf(await refund(sale, 1000, [{ kind: "cash", amount: 16_500 }]))).toMatchObject({
      code: "refund.exceeds_tender",
      tender: "cash",
      left: 0,
    });
    expect(await most(sale, 1000)).toEqual({ account: 33_000 });
  });

  test("give as much cash back as was paid since, and not a cent more", async () => {
    const sale = await sell([line(shop, "G-SUGAR", 2000)], [{ kind: "account", amount: 33_000 }]);
    await pay(16_500);
    expect(await most(sale, 2000)).toMatchObject({ account: 16_500, cash: 16_500 });
    expect(refusalOf(await refund(sale, 2000, [{ kind: "cash", amount: 33_000 }]))).toMatchObject({
      code: "refund.exceeds_tender",
      left: 16_500,
    });
    expect(
      await refund(sale, 2000, [
        { kind: "account", amount: 16_500 },
        { kind: "cash", amount: 16_500 },
      ]),
    ).toMatchObject({ ok: true });
    expect(balance(shop, 1330)).toBe(0);
  });

  test("what was paid since leaves in cash once, not with every refund", async () => {
    const sale = await sell(
      [line(shop, "G-SUGAR", 2000), line(shop, "G-RICE")],
      [
        { kind: "account", amount: 33_000 },
        { kind: "mpesa", amount: 38_000, code: "TLK1AAAAAA" },
      ],
    );
    await pay(33_000);
    expect(await refund(sale, 2000, [{ kind: "cash", amount: 33_000 }])).toMatchObject({
      ok: true,
    });
    // The rice was paid by M-Pesa, and goes back by M-Pesa.
    expect(
      refusalOf(await refund(sale, 1000, [{ kind: "cash", amount: 38_000 }], 2)),
    ).toMatchObject({
      code: "refund.exceeds_tender",
      tender: "cash",
      left: 0,
    });
    expect(
      await refund(sale, 1000, [{ kind: "mpesa", amount: 38_000, code: "TLK1BBBBBB" }], 2),
    ).toMatchObject({ ok: true });
  });
});

describe("a sale paid by two tenders", () => {
  const split = () =>
    sell(
      [line(shop, "G-SUGAR", 2000)],
      [
        { kind: "cash", tendered: 20_000 },
        { kind: "mpesa", amount: 13_000, code: "TLK2AAAAAA" },
      ],
    );

  test("goes back by the tenders that paid it, each up to what it paid", async () => {
    const sale = await split();
    expect(refusalOf(await refund(sale, 2000, [{ kind: "cash", amount: 33_000 }]))).toMatchObject({
      code: "refund.exceeds_tender",
      tender: "cash",
      left: 20_000,
    });
    expect(
      refusalOf(await refund(sale, 2000, [{ kind: "mpesa", amount: 33_000, code: "TLK2BBBBBB" }])),
    ).toMatchObject({ code: "refund.exceeds_tender", tender: "mpesa", left: 13_000 });
    expect(
      await refund(sale, 2000, [
        { kind: "cash", amount: 20_000 },
        { kind: "mpesa", amount: 13_000, code: "TLK2BBBBBB" },
      ]),
    ).toMatchObject({ ok: true });
    const detail = await shop.did("sale.get", { sale });
    expect(detail.paid.map((each) => each.left)).toEqual([0, 0]);
    expect(detail.lines.map((each) => each.left)).toEqual([0]);
  });

  test("may become store credit of a known customer, and pays the next sale", async () => {
    const sale = await split();
    expect(await refund(sale, 2000, [{ kind: "credit", amount: 33_000 }])).toMatchObject({
      ok: true,
    });
    expect(balance(shop, 2240)).toBe(-33_000);
    const tenders: Tenders = [{ kind: "credit", amount: 33_000 }];
    await sell([line(shop, "G-SUGAR", 2000)], tenders);
    const again = await shop.call("sale.post", {
      command: command(),
      business: "RETAIL",
      customer,
      lines: [line(shop, "G-SUGAR", 2000)],
      tenders,
    });
    expect(refusalOf(again)).toEqual({ code: "credit.insufficient", held: 0 });
  });

  test("is refunded for exactly what comes back", async () => {
    const sale = await split();
    expect(refusalOf(await refund(sale, 1000, [{ kind: "cash", amount: 16_499 }]))).toEqual({
      code: "refund.amount_mismatch",
      expected: 16_500,
      given: 16_499,
    });
  });

  test("needs a code of its own for each M-Pesa reversal", async () => {
    const sale = await split();
    const back = (...codes: string[]) =>
      refund(sale, 1000, [
        { kind: "cash", amount: 6500 },
        ...codes.map((code) => ({ kind: "mpesa" as const, amount: 10_000 / codes.length, code })),
      ]);
    expect(refusalOf(await back("TLK2AAAAAA")).code).toBe("mpesa.code_used");
    expect(refusalOf(await back("TLK2CCCCCC", "tlk2cccccc")).code).toBe("mpesa.code_used");
    expect(refusalOf(await back("short")).code).toBe("mpesa.code_invalid");
    expect(await back("TLK2CCCCCC", "TLK2DDDDDD")).toMatchObject({ ok: true });
  });
});

describe("cents that coins cannot pay", () => {
  /** 50.60 a piece: nothing that coins can pay. */
  const priced = (cents: number, quantity: number) => ({
    ...line(shop, "G-SUGAR", quantity),
    unitPrice: cents,
  });

  test.each([
    [5060, 2000],
    [5040, 2000],
    [3333, 3000],
    [5050, 4000],
    [49, 7000],
    [50, 6000],
    [101, 9000],
  ])(
    "a sale of pieces at %i cents goes back piece by piece, and the invoice adds up",
    async (cents, quantity) => {
      const drawer = balance(shop, 1130);
      const sale = await sell([priced(cents, quantity)], [{ kind: "cash", tendered: 1_000_000 }]);
      for (let back = 0; back < quantity; back += 1000) {
        const answer = await refund(sale, 1000, [{ kind: "cash", amount: cents }]);
        expect(answer, `after ${back}`).toMatchObject({ ok: true });
      }
      const detail = await shop.did("sale.get", { sale });
      expect(detail.paid.map((each) => each.left)).toEqual([0]);
      // The drawer keeps the roundings of coins, and the rounding account tells of every cent.
      expect(balance(shop, 1130) - drawer + balance(shop, 5830)).toBe(0);
    },
  );

  test("a refund's cash is rounded once, however it is split", async () => {
    const sale = await sell([priced(50, 5000)], [{ kind: "cash", tendered: 1000 }]);
    const drawer = balance(shop, 1130);
    const halves: GivenBack = Array.from({ length: 5 }, () => ({ kind: "cash", amount: 50 }));
    expect(await refund(sale, 5000, halves)).toMatchObject({ ok: true });
    expect(drawer - balance(shop, 1130)).toBe(300);
  });

  test("no more cash is given back than lies in the drawer, rounded up as it is", async () => {
    const sale = await sell([priced(5060, 1000)], [{ kind: "cash", tendered: 5100 }]);
    const held = balance(shop, 1130);
    await shop.did("shift.moveCash", {
      command: command(),
      shift: shop.shifts["RETAIL"] ?? "",
      direction: "out",
      amount: held - 5070,
      account: 5200,
      reason: "rent",
    });
    expect(refusalOf(await refund(sale, 1000, [{ kind: "cash", amount: 5060 }]))).toEqual({
      code: "cash.short",
      held: 5070,
      wanted: 5100,
    });
  });
});

test("M-Pesa reversals of one refund are rounded once", async () => {
  const odd = { ...line(shop, "G-SUGAR", 2000), unitPrice: 5050 };
  const sale = await sell([odd], [{ kind: "mpesa", amount: 10_100, code: "TLK3AAAAAA" }]);
  const back = (...amounts: number[]) =>
    refund(
      sale,
      1000,
      amounts.map((amount, at) => ({ kind: "mpesa" as const, amount, code: `TLK3BBBBB${at}` })),
    );
  expect(refusalOf(await back(2525, 2525))).toEqual({
    code: "tender.whole_shillings",
    amount: 2525,
  });
  expect(await back(2500, 2550)).toMatchObject({ ok: true });
  expect(balance(shop, 1160)).toBe(10_100 - 5100);
});

test("goods that were given away can come back to the shelf", async () => {
  const gift = { ...line(shop, "G-SUGAR", 2000), discount: 33_000 };
  const sale = await sell([gift], [{ kind: "cash", tendered: 0 }]);
  expect(itemOf(shop, "G-SUGAR").stock).toBe(8000);
  expect(await refund(sale, 1000, [])).toMatchObject({ ok: true, value: { total: 0 } });
  expect(itemOf(shop, "G-SUGAR").stock).toBe(9000);
  const paid = await sell([line(shop, "G-SUGAR")], [{ kind: "cash", tendered: 16_500 }]);
  expect(refusalOf(await refund(paid, 1000, [])).code).toBe("refund.amount_mismatch");
});

test("a sale larger than any shop's is refused, with whatever right", async () => {
  const huge = 1_000_000_000_000;
  const sale = (unitPrice: number, quantity: number) =>
    shop.call("sale.post", {
      command: command(),
      business: "RETAIL",
      customer,
      lines: [{ ...line(shop, "G-SUGAR", quantity), unitPrice }],
      tenders: [{ kind: "cash", tendered: huge }],
    });
  expect(refusalOf(await sale(huge, huge)).code).toBe("sale.too_large");
  expect(refusalOf(await sale(huge, 2000)).code).toBe("sale.too_large");
  expect(refusalOf(await sale(100, huge)).code).toBe("sale.too_large");
  expect(await sale(huge, 1000)).toMatchObject({ ok: true });
});
