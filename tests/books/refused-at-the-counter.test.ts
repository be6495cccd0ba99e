import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openProgram } from "#main/index.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

// Refusals of the counter that pure decisions alone were asked for: through the services here, each
// with the same act that is done once the one thing is right.

let shop: Shop;
let soap: { item: string; quantity: number; unitPrice: number };

beforeAll(async () => {
  shop = openShop();
  soap = { item: shop.items.get("H-SOAP") ?? "", quantity: 1000, unitPrice: 18_500 };
  for (const business of ["RETAIL", "LAUNDRY"]) {
    await shop.must("shift.open", { business, day, counts: { 100: 5 }, fromSafe: 0 });
  }
});
afterAll(() => shop.close());

const cash = (tendered: number) => [{ kind: "cash" as const, tendered }];

test("nobody pays more than is due except in cash, which has change", async () => {
  const sale = { business: "RETAIL", lines: [soap] };
  const mpesa = { kind: "mpesa" as const, amount: 20_000, code: "TKM0000001" };
  expect(await shop.refused("sale.post", { ...sale, tenders: [mpesa] })).toEqual({
    code: "tender.over",
    over: 1500,
  });
  expect((await shop.must("sale.post", { ...sale, tenders: cash(20_000) })).change).toBe(1500);
});

test("on account, or with store credit, is for a customer who is known", async () => {
  const sale = { business: "RETAIL", lines: [soap] };
  for (const kind of ["account", "credit"] as const) {
    const tenders = [{ kind, amount: 18_500 }];
    const said = await shop.refused("sale.post", { ...sale, tenders });
    expect(said).toEqual({ code: "tender.customer_required" });
  }
  const { id: customer } = await shop.must("customer.save", {
    name: "Mama Oliech",
    creditLimit: 20_000,
  });
  const tenders = [{ kind: "account" as const, amount: 18_500 }];
  await shop.must("sale.post", { ...sale, customer, tenders });
});

test("a discount is at most the price, of a line and of the sale", async () => {
  const line = { ...soap, discount: 18_600 };
  const sale = { business: "RETAIL", tenders: cash(20_000) };
  expect(await shop.refused("sale.post", { ...sale, lines: [line] })).toEqual({
    code: "discount.too_large",
    name: "Bar soap 800 g",
  });
  expect(await shop.refused("sale.post", { ...sale, lines: [soap], discount: 18_600 })).toEqual({
    code: "discount.too_large",
    name: "",
  });
  await shop.must("sale.post", { ...sale, lines: [{ ...soap, discount: 500 }], discount: 500 });
});

test("an empty cart is not put aside, one with a line is", async () => {
  const cart = { lines: [], discount: 0, customer: null };
  const parked = { business: "RETAIL", label: "Blue bag" };
  expect(await shop.refused("draft.park", { ...parked, cart })).toEqual({ code: "sale.empty" });
  await shop.must("draft.park", { ...parked, cart: { ...cart, lines: [soap] } });
});

test("a job that somebody moved there already is not moved there again", async () => {
  const { id: customer } = await shop.must("customer.save", {
    name: "Wafula",
    creditLimit: 50_000,
  });
  const shirt = { item: shop.items.get("L-SHIRT") ?? "", quantity: 1000, unitPrice: 10_000 };
  const { job, number } = await shop.must("job.receive", {
    business: "LAUNDRY",
    customer,
    lines: [{ ...shirt, pieces: 1 }],
  });
  await shop.must("job.move", { job, to: "ready" });
  expect(await shop.refused("job.move", { job, to: "ready" })).toEqual({
    code: "job.moved_meanwhile",
    number,
    status: "ready",
  });
});

test("before there are books nothing is done but making them, and not with a PIN of one digit", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "tomtin-books-"));
  const program = await openProgram({
    dataFolder,
    ownerKey: Buffer.alloc(32, 7),
    keepOwnerKey: () => Promise.resolve(),
    version: "test",
    log: () => undefined,
  });
  const call = (name: string, request: object) => program.call("window", name, request);
  try {
    expect(await call("catalog.items", {})).toMatchObject({
      refusal: { code: "program.not_set_up" },
    });
    const setUp = (pin: string) =>
      call("program.setUp", {
        command: crypto.randomUUID(),
        owner: "Grace Njeri",
        pin,
        till: { code: "R1", name: "Front counter" },
        vatRegistered: false,
        businesses: [{ template: "RETAIL", name: "Duka" }],
        sampleItems: false,
      });
    expect(await setUp("1111")).toMatchObject({ refusal: { code: "user.pin_too_simple" } });
    expect(await setUp("2468")).toMatchObject({ ok: true });
  } finally {
    await program.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
