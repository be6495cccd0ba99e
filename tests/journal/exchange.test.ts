import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { toText } from "#main/print/document.ts";
import { documentOf } from "#main/print/source.ts";
import { receiptSource } from "#main/services/receipt-source.ts";
import {
  balance,
  command,
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

beforeEach(async () => {
  shop = await newSellingShop();
  receive(shop, "G-SUGAR", 10_000, 121_007);
  receive(shop, "G-RICE", 10_000, 280_000);
});
afterEach(() => {
  expect(problems(shop)).toEqual([]);
  shop.close();
});
afterAll(removeFolders);

const mpesa = { kind: "mpesa", code: "TKM4XY12AB", amount: 16_500 } as const;

const sugarSold = async (by: "cash" | "mpesa") => {
  const tenders = by === "mpesa" ? [mpesa] : [{ kind: "cash" as const, tendered: 16_500 }];
  const lines = [line(shop, "G-SUGAR", 1000)];
  return (await shop.did("sale.post", { command: command(), business: "RETAIL", lines, tenders }))
    .sale;
};

const quoted = (sale: string, customer?: string) =>
  shop.did("sale.quoteRefund", {
    sale,
    exchange: true,
    lines: [{ no: 1, quantity: 1000 }],
    ...(customer === undefined ? {} : { customer }),
  });

/** Gives the sugar of a sale back, other goods for it, by the tenders that its quote proposes. */
const takenBack = async (sale: string, customer?: string) => {
  const { tenders } = await quoted(sale, customer);
  const moving = tenders.filter(({ amount }) => amount > 0);
  return shop.did("sale.refund", {
    command: command(),
    sale,
    reason: "rice instead",
    lines: [{ no: 1, quantity: 1000 }],
    tenders: moving.map(({ kind, amount }) => ({ kind, amount })),
    exchange: true,
    ...(customer === undefined ? {} : { customer }),
  });
};

const rice = (
  exchange: string,
  tenders: Parameters<typeof sell>[0]["tenders"],
  customer?: string,
) => sell({ exchange, tenders, ...(customer === undefined ? {} : { customer }) });

function sell(more: {
  exchange: string;
  tenders: ({ kind: "cash"; tendered: number } | { kind: "credit"; amount: number })[];
  customer?: string;
}) {
  const lines = [line(shop, "G-RICE", 1000)];
  return shop.call("sale.post", { command: command(), business: "RETAIL", lines, ...more });
}

test("sugar paid in cash is exchanged for rice: the drawer has the difference and no more", async () => {
  const before = balance(shop, 1130);
  const refund = await takenBack(await sugarSold("cash"));
  const sold = await rice(refund.sale, [{ kind: "cash", tendered: 16_500 + 50_000 }]);
  expect(sold).toMatchObject({ ok: true, value: { change: 66_500 - 38_000 } });
  expect(balance(shop, 1130) - before).toBe(38_000);
  const id = sold.ok ? sold.value.sale : "";
  expect(await shop.did("sale.get", { sale: id })).toMatchObject({
    exchange: { sale: refund.sale, number: refund.number },
  });
  const paper = receiptSource(shop.journal.book, shop.sealer, shop.clock.now(), id);
  if (paper === null) throw new Error("no receipt");
  expect(toText(documentOf(paper, { paper: 58, copy: false }))).toContain(refund.number);
});

test("what was paid by M-Pesa becomes credit of a named customer, and no money leaves", async () => {
  const sale = await sugarSold("mpesa");
  const kinds = async (customer?: string) =>
    (await quoted(sale, customer)).tenders.filter(({ amount }) => amount > 0).map((t) => t.kind);
  expect(await kinds()).toEqual(["mpesa"]);
  const achieng = await newCustomer(shop, "Achieng", "0712345678", 0);
  expect(await kinds(achieng)).toEqual(["credit"]);
  const before = [balance(shop, 1130), balance(shop, 1160)];
  const refund = await takenBack(sale, achieng);
  expect(balance(shop, 2240)).toBe(-16_500);
  const sold = await rice(
    refund.sale,
    [
      { kind: "credit", amount: 16_500 },
      { kind: "cash", tendered: 21_500 },
    ],
    achieng,
  );
  expect(sold).toMatchObject({ ok: true });
  expect(balance(shop, 2240)).toBe(0);
  expect([balance(shop, 1130), balance(shop, 1160)]).toEqual([
    (before[0] ?? 0) + 21_500,
    before[1],
  ]);
});

test("the sale that runs knows of the exchange in the refund's own COMMIT, and only then", async () => {
  const running = async () => (await shop.did("draft.current", { business: "RETAIL" })).cart;
  const first = await takenBack(await sugarSold("cash"));
  const told = { refund: first.sale, number: first.number, cash: 16_500 };
  expect(await running()).toEqual({ customer: null, discount: 0, lines: [], exchange: told });
  const third = await sugarSold("cash");
  const other = await sugarSold("mpesa");
  // Over a half-paid sale: the later refund is named, the coins of the first lie there still.
  const taken = [{ kind: "mpesa" as const, amount: 100_00, code: "TKM4XY12AC" }];
  const cart = { customer: null, discount: 0, lines: [line(shop, "G-RICE", 1000)], taken };
  await shop.did("draft.save", { business: "RETAIL", cart: { ...cart, exchange: told } });
  const achieng = await newCustomer(shop, "Achieng", "0712345678", 0);
  const second = await takenBack(other, achieng);
  const both = {
    ...cart,
    customer: achieng,
    exchange: { refund: second.sale, number: second.number, cash: 16_500 },
  };
  expect(await running()).toEqual(both);
  // A refund that is refused tells it nothing, nor one whose money is handed back.
  const back = { sale: third, reason: "damp", lines: [{ no: 1, quantity: 1000 }] };
  const refused = await shop.call("sale.refund", {
    ...back,
    command: command(),
    tenders: [],
    exchange: true,
  });
  expect(refusalOf(refused).code).toBe("refund.amount_mismatch");
  const tenders = [{ kind: "cash" as const, amount: 16_500 }];
  await shop.did("sale.refund", { ...back, command: command(), tenders });
  expect(await running()).toEqual(both);
});

test("credit is nobody's without a name, and only a refund is exchanged", async () => {
  const sale = await sugarSold("mpesa");
  const asked = {
    command: command(),
    sale,
    reason: "rice instead",
    lines: [{ no: 1, quantity: 1000 }],
    tenders: [{ kind: "credit" as const, amount: 16_500 }],
  };
  expect(refusalOf(await shop.call("sale.refund", asked))).toMatchObject({
    code: "refund.exceeds_tender",
    left: 0,
  });
  expect(
    refusalOf(await shop.call("sale.refund", { ...asked, customer: command() })),
  ).toMatchObject({ code: "customer.unknown" });
  expect(refusalOf(await rice(sale, [{ kind: "cash", tendered: 38_000 }]))).toMatchObject({
    code: "sale.unknown",
  });
});
