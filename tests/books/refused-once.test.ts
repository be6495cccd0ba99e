import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closePeriod } from "#main/services/office/close-period.ts";
import { UNTIED, type Link } from "#main/replication/link.ts";
import { priceJob } from "#shared/trades/jobs.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { containers, cylinders } from "./worked-returnables.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

// Refusals that no other test meets: each says no with what the sentence needs, and yes to what
// differs from it in nothing but the rule.

let books: Shop;
let shop: WorkedShop;

beforeAll(async () => {
  books = openShop({ vatRegistered: true });
  shop = await workedShop(books);
});
afterAll(() => books.close());

const code = (name: string) => expect.objectContaining({ code: name });

describe("the catalogue", () => {
  const soap = { business: "RETAIL", kind: "goods", unit: "piece", tax: "B", price: 5000 } as const;

  test("an sku and a barcode belong to one item of a business", async () => {
    const first = { ...soap, name: "Soap", sku: "S-1", barcodes: ["6161109999991"] };
    const { id } = await shop.must("catalog.saveItem", first);
    const second = { ...soap, name: "Other soap", barcodes: [] as string[] };
    const sku = await shop.refused("catalog.saveItem", { ...second, sku: "S-1" });
    expect(sku).toEqual({ code: "item.sku_taken", sku: "S-1" });
    const barcodes = ["6161109999991"];
    const barcode = await shop.refused("catalog.saveItem", { ...second, barcodes });
    expect(barcode).toEqual({ code: "item.barcode_taken", barcode: "6161109999991" });
    await shop.must("catalog.saveItem", { ...first, id, name: "Soap, large" });
    await shop.must("catalog.saveItem", { ...second, sku: "S-2" });
  });

  test("a category is one of the business", async () => {
    const { categories } = await shop.must("catalog.categories", { business: "RETAIL" });
    const [known] = categories;
    const other = v7();
    const item = { ...soap, name: "Sorted soap" };
    const no = await shop.refused("catalog.saveItem", { ...item, category: other });
    expect(no).toEqual({ code: "category.unknown", category: other });
    const renamed = { business: "RETAIL", id: other, name: "Nowhere", colour: "red" };
    expect(await shop.refused("catalog.saveCategory", renamed)).toEqual(code("category.unknown"));
    await shop.must("catalog.saveItem", { ...item, category: known?.id ?? null });
  });

  test("what is not for sale, or has no price, is not sold", async () => {
    const { id } = await shop.must("catalog.saveItem", {
      ...soap,
      name: "Soap for free",
      price: null,
    });
    const sell = {
      business: "RETAIL",
      lines: [{ item: id, quantity: 1000, unitPrice: 5000 }],
      tenders: [{ kind: "cash" as const, tendered: 5000 }],
    };
    const unpriced = { code: "item.price_missing", name: "Soap for free" };
    expect(await shop.refused("sale.post", sell)).toEqual(unpriced);
    await shop.must("catalog.saveItem", { ...soap, id, name: "Soap dear" });
    await shop.must("sale.post", sell);
    await shop.must("catalog.saveItem", { ...soap, id, name: "Soap dear", active: false });
    expect(await shop.refused("sale.post", sell)).toEqual({
      code: "item.inactive",
      name: "Soap dear",
    });
  });
});

describe("people and carts", () => {
  test("two people of one name could not be told apart", async () => {
    const access = [{ business: "RETAIL", role: "cashier" as const }];
    const again = { name: "achieng", access, pin: "7391" };
    expect(await shop.refused("user.save", again)).toEqual({
      code: "user.name_taken",
      name: "achieng",
    });
    await shop.must("user.save", { ...again, name: "Achieng O." });
  });

  test("a parked cart is taken back once", async () => {
    const item = shop.items.get("G-SUGAR") ?? "";
    const lines = [{ item, quantity: 1000, unitPrice: 16_500 }];
    const cart = { customer: null, discount: 0, lines };
    const { draft } = await shop.must("draft.park", { business: "RETAIL", label: "Hers", cart });
    await shop.must("draft.recall", { draft });
    expect(await shop.refused("draft.recall", { draft })).toEqual({ code: "draft.unknown" });
    expect(await shop.refused("draft.discard", { draft })).toEqual({ code: "draft.unknown" });
  });

  test("the first statement says where it begins", async () => {
    const asked = { account: 1170, through: day, closing: 0 };
    const no = { code: "reconciliation.start_missing" };
    expect(await shop.refused("reconciliation.finish", asked)).toEqual(no);
    await shop.must("reconciliation.finish", { ...asked, since: day });
  });
});

describe("cylinders and containers", () => {
  const exchange = (gas: string, type: string, more: object) => ({
    business: "RETAIL",
    lines: [
      {
        item: gas,
        quantity: 6000,
        unitPrice: 20_000,
        returnable: { type, as: "exchange" as const, deposit: 0, ...more },
      },
    ],
    tenders: [{ kind: "cash" as const, tendered: 2_000_000 }],
  });
  const kind = (name: string, gas: string) => ({
    business: "RETAIL",
    kind: "cylinder" as const,
    name,
    brand: "Jiko",
    size: 6000,
    serialised: false,
    content: gas,
    deposit: null,
  });

  test("a kind has one name, and is one of the business", async () => {
    const { gas, type } = await cylinders(shop, "Named");
    expect(await shop.refused("returnable.saveType", kind("named", gas))).toEqual({
      code: "returnable.name_taken",
      name: "named",
    });
    const unknown = { code: "returnable.unknown" };
    expect(await shop.refused("sale.post", exchange(gas, v7(), {}))).toEqual(unknown);
    await shop.must("sale.post", exchange(gas, type, {}));
  });

  test("without a deposit of its own none is taken", async () => {
    const { gas } = await cylinders(shop, "Priced");
    const { id } = await shop.must("returnable.saveType", kind("Unpriced", gas));
    const full = { business: "RETAIL", day, form: "opening", place: "full" } as const;
    await shop.must("returnable.move", { ...full, moves: [{ type: id, count: 2 }] });
    const asked = exchange(gas, id, { as: "deposit" });
    expect(await shop.refused("sale.post", asked)).toEqual({
      code: "returnable.no_deposit",
      name: "Unpriced",
    });
    await shop.must("returnable.saveType", { ...kind("Unpriced", gas), id, deposit: 100_000 });
    await shop.must("sale.post", exchange(gas, id, { as: "deposit", deposit: 100_000 }));
  });

  test("what is followed by serial goes one by one", async () => {
    const { gas, type } = await cylinders(shop, "Numbered", {
      serialised: true,
      full: ["N-1", "N-2"],
    });
    const two = exchange(gas, type, { count: 2, serialOut: "N-1" });
    const [line] = two.lines;
    const lines = [{ ...line, quantity: 12_000 }] as typeof two.lines;
    expect(await shop.refused("sale.post", { ...two, lines })).toEqual({
      code: "returnable.one_by_one",
      name: "Numbered",
    });
    await shop.must("sale.post", exchange(gas, type, { serialOut: "N-1", serialIn: "X-1" }));
  });

  test("our own containers only go out on deposit", async () => {
    const { type, water } = await containers(shop, "Ours alone");
    const asked = (as: "exchange" | "deposit", deposit: number) => ({
      business: "WATER",
      lines: [{ item: water, quantity: 1000, unitPrice: 0, returnable: { type, as, deposit } }],
      tenders: [{ kind: "cash" as const, tendered: deposit }],
    });
    expect(await shop.refused("sale.post", asked("exchange", 0))).toEqual({
      code: "returnable.only_on_deposit",
      name: "Ours alone",
    });
    await shop.must("sale.post", asked("deposit", 30_000));
  });

  test("money goes back against a record alone, of the kind and number that comes back", async () => {
    const dear = await cylinders(shop, "Dear", { deposit: 400_000 });
    const cheap = await cylinders(shop, "Cheap", { deposit: 250_000, gas: dear.gas });
    await shop.must("returnable.saveType", {
      ...kind("Cheap", dear.gas),
      id: cheap.type,
      accepts: [dear.type],
    });
    // A dearer one comes back for a cheaper: the difference is the customer's, if it was taken.
    const down = { into: dear.type, deposit: -150_000 };
    expect(await shop.refused("sale.post", exchange(dear.gas, cheap.type, down))).toEqual({
      code: "deposit.required",
      name: "Cheap",
    });
    const taken = exchange(dear.gas, dear.type, { as: "deposit", deposit: 400_000 });
    await shop.must("sale.post", taken);
    const { deposits } = await shop.must("deposit.find", { business: "RETAIL", text: "" });
    const record = deposits[0]?.id ?? "";
    const asked = exchange(dear.gas, cheap.type, { ...down, record });
    const other = exchange(dear.gas, cheap.type, { record, deposit: 0 });
    expect(await shop.refused("sale.post", other)).toEqual({
      code: "deposit.other",
      name: "Cheap",
    });
    const none = exchange(dear.gas, cheap.type, { ...down, record: v7() });
    expect(await shop.refused("sale.post", none)).toEqual({ code: "deposit.unknown" });
    // The gas comes to 1,200 and the difference to 1,500: money does not come out of a sale.
    expect(await shop.refused("sale.post", asked)).toEqual({
      code: "deposit.exceeds_sale",
      over: 30_000,
    });
    const [line] = asked.lines;
    const beside = { item: shop.items.get("G-SUGAR") ?? "", quantity: 2000, unitPrice: 16_500 };
    const lines = [line, beside] as typeof asked.lines;
    const done = await shop.must("sale.post", { ...asked, lines });
    expect(done).toMatchObject({ total: 3000, deposits: -150_000 });
  });
});

describe("work taken in", () => {
  const shirt = (business: string, more: object = {}) => ({
    business,
    customer: shop.customer,
    lines: [
      { item: shop.items.get("L-SHIRT") ?? "", quantity: 1000, unitPrice: 10_000, pieces: 1 },
    ],
    ...more,
  });

  test("is taken in where jobs are, for a moment that is still to come", async () => {
    expect(await shop.refused("job.receive", shirt("RETAIL"))).toEqual({
      code: "job.trade_missing",
      business: "RETAIL",
    });
    const past = shirt("LAUNDRY", { promised: "2026-11-20T06:00:00.000Z" });
    expect(await shop.refused("job.receive", past)).toEqual({ code: "job.promise_past" });
    const coming = shirt("LAUNDRY", { promised: "2026-11-21T06:00:00.000Z" });
    await shop.must("job.receive", coming);
  });

  test("is known by its number, and given up once", async () => {
    const nowhere = v7();
    const paid = { amount: 100, tenders: [{ kind: "cash" as const, tendered: 100 }] };
    expect(await shop.refused("job.pay", { job: nowhere, ...paid })).toEqual({
      code: "job.unknown",
      number: nowhere,
    });
    const { job } = await shop.must("job.receive", shirt("LAUNDRY"));
    await shop.must("job.move", { job, to: "ready" });
    await shop.must("job.collect", { job });
    const given = { job, reason: "Will not pay" };
    await shop.must("job.writeOff", given);
    expect(await shop.refused("job.writeOff", given)).toEqual(code("job.nothing_owed"));
  });

  test("a run that nobody recorded is not taken back", async () => {
    const request = { run: v7(), reason: "A mistake" };
    expect(await shop.refused("production.reverse", request)).toEqual({ code: "run.unknown" });
  });
});

describe("the centre", () => {
  /** A centre that always knows of more than this device has. */
  const behind: Link = {
    ...UNTIED,
    address: () => ({}) as never,
    catchUp: async () => undefined,
    ask: async () => ({ closed: false, missing: { R2: 7 } }) as never,
  };

  test("a month is closed when everybody has the same books of it, and not before", async () => {
    const caller = {
      session: { user: shop.people.owner, name: "Wanjiku", access: [] },
      connection: "office",
      may: () => true,
      sees: () => true,
    };
    const close = closePeriod(shop.parts, behind);
    const request = { command: v7(), through: "2026-09-30" as never, reason: "Checked" };
    const refused = await close(request, caller);
    expect(refused).toMatchObject({ refusal: { code: "centre.unconfirmed" } });
    expect((await shop.must("period.current", {})).through).toBe(null);
    await shop.must("period.close", { through: "2026-09-30", reason: "Checked" });
  });
});

test("an intake of nothing at all is none", () => {
  expect(priceJob([], 0)).toMatchObject({ refusal: { code: "job.empty" } });
});
