import { expect } from "vitest";
import { TODAY as day } from "./fixture.ts";
import { jobFlows } from "./worked-jobs.ts";
import { returnableFlows } from "./worked-returnables.ts";
import { counts, inDrawer, type WorkedShop } from "./worked-shop.ts";

type Scenario = (shop: WorkedShop) => Promise<number>;

const goods = { business: "RETAIL", revenue: 4310, cogs: 5130, inventory: 1221 } as const;
const till = { business: "RETAIL", account: 1130, party: "R1" } as const;
const bank = { business: "RETAIL", account: 1170 } as const;
const mpesa = { business: "RETAIL", account: 1160 } as const;

const soap = (shop: WorkedShop, name: string): Promise<string> =>
  shop.item({ ...goods, name, price: 116_000, stock: [1000, 70_000] });

/** One sold for 1,160, which cost 700. */
const sellSoap = async (shop: WorkedShop, name: string, tender: "cash" | "account") =>
  shop.sell({
    business: "RETAIL",
    item: await soap(shop, name),
    price: 116_000,
    tender,
    amount: 116_000,
  });

async function receive(
  shop: WorkedShop,
  item: string,
  quantity: number,
  cost: number,
  tax: number,
): Promise<number> {
  const received = await shop.must("stock.receive", {
    business: "RETAIL",
    day,
    supplier: shop.supplier,
    lines: [{ item, quantity, cost, tax }],
  });
  return received.entry;
}

/** A bottle with the recipe of J9: an empty, caps for 6.00, and 1 % usually lost. */
async function filledBottle(
  shop: WorkedShop,
  name: string,
  { empties = 100_000, cost = 440_000, caps = 123_000 } = {},
): Promise<{ readonly empty: string; readonly bottle: string }> {
  const water = { business: "WATER", price: 10_000, revenue: 4120, cogs: 5110 } as const;
  const stock = [empties, cost] as const;
  const empty = await shop.item({ ...water, name: `Empty ${name}`, inventory: 1211, stock });
  const material = { ...water, name: `Cap ${name}`, inventory: 1213 };
  const cap = await shop.item({ ...material, stock: [205_000, caps] });
  const bottle = await shop.item({ ...water, name: `Filled ${name}`, inventory: 1212 });
  await shop.must("production.saveRecipe", {
    business: "WATER",
    product: bottle,
    container: empty,
    materials: [{ item: cap, quantity: 1000 }],
    lossBasisPoints: 100,
    litres: 10_000,
  });
  return { empty, bottle };
}

/** Each posts its journal through the services that a screen would call. */
export const flows: Readonly<Record<string, Scenario>> = {
  ...returnableFlows,
  J1: async (shop) => (await sellSoap(shop, "Soap J1", "cash")).entry,

  async J1r(shop) {
    // Without stock, because the journal shows the rounding and not the cost.
    const item = await shop.item({
      business: "RETAIL",
      kind: "service",
      name: "Delivery",
      price: 116_040,
      revenue: 4310,
      cogs: 5130,
    });
    const cash = { tender: "cash", amount: 116_000 } as const;
    return (await shop.sell({ business: "RETAIL", item, price: 116_040, ...cash })).entry;
  },

  async J2(shop) {
    const item = await shop.item({
      business: "WATER",
      name: "Packaged water",
      price: 116_000,
      revenue: 4120,
      cogs: 5110,
      inventory: 1212,
      stock: [1000, 60_000],
    });
    const paid = { tender: "mpesa", amount: 116_000 } as const;
    return (await shop.sell({ business: "WATER", item, price: 116_000, ...paid })).entry;
  },

  async J2f(shop) {
    const posted = await shop.must("entry.expense", {
      day,
      account: 5810,
      shares: [{ business: "WATER", amount: 580 }],
      paidFrom: 1140,
      memo: "Till charge",
    });
    return posted.entry;
  },

  async J3(shop) {
    const came = await shop.must("mpesa.receive", {
      business: "RETAIL",
      day,
      code: shop.code(),
      amount: 75_000,
      name: "Jane Doe",
      seen: "message",
    });
    return came.entry;
  },

  J4: async (shop) => (await sellSoap(shop, "Soap J4", "account")).entry,

  async J5(shop) {
    const paid = await shop.must("customer.pay", {
      business: "RETAIL",
      customer: shop.customer,
      payment: { kind: "mpesa", amount: 50_000, code: shop.code() },
    });
    return paid.entry;
  },

  async J6(shop) {
    const { sale } = await sellSoap(shop, "Soap J6", "cash");
    await shop.must("sale.refund", {
      sale,
      lines: [{ no: 1, quantity: 1000 }],
      tenders: [{ kind: "cash", amount: 116_000 }],
      reason: "Brought back",
    });
    return shop.last();
  },

  async J7(shop) {
    const item = await shop.item({ ...goods, name: "Rice J7", price: 10_000 });
    return receive(shop, item, 100_000, 1_000_000, 160_000);
  },

  async J8(shop) {
    const posted = await shop.must("supplier.pay", {
      business: "RETAIL",
      day,
      supplier: shop.supplier,
      amount: 1_160_000,
      fee: 3000,
      paidFrom: 1160,
    });
    return posted.entry;
  },

  async J9(shop) {
    const { empty, bottle } = await filledBottle(shop, "J9");
    const second = [{ item: empty, quantity: 105_000, cost: 483_000 }];
    const bought = { business: "WATER", day, supplier: null, opening: true } as const;
    await shop.must("stock.receive", { ...bought, lines: second });
    const run = { business: "WATER", day, product: bottle, good: 200_000, lost: 5000 };
    return (await shop.must("production.record", run)).entry;
  },

  async J10(shop) {
    const item = await shop.item({
      business: "WATER",
      name: "Filled J10",
      price: 10_000,
      revenue: 4120,
      cogs: 5110,
      inventory: 1212,
      stock: [10_000, 520_00],
    });
    const lines = [{ item, quantity: 10_000 }];
    const asked = { business: "WATER", day, reason: "broken", lines } as const;
    return (await shop.must("stock.writeOff", asked)).entry;
  },

  async J11(shop) {
    // Of bottles that cost nothing, because the journal shows the excise alone.
    const { bottle } = await filledBottle(shop, "J11", { empties: 20_000, cost: 0, caps: 0 });
    await shop.must("production.saveExcise", { business: "WATER", from: day, perLitre: 641 });
    const run = { business: "WATER", day, product: bottle, good: 20_000 };
    const { entry } = await shop.must("production.record", run);
    await shop.must("production.saveExcise", { business: "WATER", from: day, perLitre: 0 });
    return entry;
  },

  async J12(shop) {
    const cap = await shop.item({
      business: "WATER",
      name: "Cap J12",
      price: 1000,
      revenue: 4130,
      cogs: 5110,
      inventory: 1213,
      stock: [10_000, 5000],
    });
    const item = await shop.item({
      business: "WATER",
      kind: "service",
      name: "Refill J12",
      price: 10_000,
      revenue: 4110,
      cogs: 5110,
      uses: cap,
    });
    const paid = { tender: "cash", amount: 10_000 } as const;
    return (await shop.sell({ business: "WATER", item, price: 10_000, ...paid })).entry;
  },

  ...jobFlows,

  async J25(shop) {
    const other = await shop.must("customer.save", { name: "Njeri" });
    const paid = await shop.must("customer.pay", {
      business: "LAUNDRY",
      customer: other.id,
      payment: { kind: "mpesa", amount: 200_000, code: shop.code() },
    });
    return paid.entry;
  },

  async J26(shop) {
    const asked = { day, direction: "in", place: bank, amount: 5_000_000, memo: "" } as const;
    return (await shop.must("entry.capital", asked)).entry;
  },

  async J27(shop) {
    const asked = { day, direction: "drawings", place: till, amount: 500_000, memo: "" } as const;
    return (await shop.must("entry.capital", asked)).entry;
  },

  async J28(shop) {
    const to = { business: "WATER", account: 1110, party: "R1" };
    const asked = { day, from: till, to, amount: 300_000, memo: "" };
    return (await shop.must("entry.transfer", asked)).entry;
  },

  async J29(shop) {
    const to = { business: "RETAIL", account: 1180 };
    const asked = { day, from: till, to, amount: 2_000_000, memo: "" };
    return (await shop.must("entry.transfer", asked)).entry;
  },

  async J29b(shop) {
    const from = { business: "RETAIL", account: 1180 };
    const asked = { day, from, to: bank, amount: 2_000_000, memo: "" };
    return (await shop.must("entry.transfer", asked)).entry;
  },

  async J30(shop) {
    const to = { business: "RETAIL", account: 1180 };
    const asked = { day, from: mpesa, to, amount: 3_000_000, fee: 5000, memo: "" };
    return (await shop.must("entry.transfer", asked)).entry;
  },

  async J31(shop) {
    const pay = { kind: "payroll", day, person: "Amina", gross: 3_000_000 } as const;
    return (await shop.must("entry.close", { business: "LAUNDRY", closing: pay })).entry;
  },

  async J33(shop) {
    // Tax of sales and purchases of a month that nothing else in these books is in.
    const posted = await shop.must("entry.manual", {
      day: "2024-03-15",
      memo: "March",
      lines: [
        { business: "LAUNDRY", account: 1380, debit: 2_500_000 },
        { business: "LAUNDRY", account: 1170, debit: 1_500_000 },
        { business: "LAUNDRY", account: 2150, credit: 4_000_000 },
      ],
    });
    expect(posted.entry).toBeGreaterThan(0);
    const closing = { kind: "vat", month: "2024-03" } as const;
    return (await shop.must("entry.close", { business: "LAUNDRY", closing })).entry;
  },

  async J34(shop) {
    await shop.must("entry.manual", {
      day: "2024-05-15",
      memo: "May",
      lines: [
        { business: "LAUNDRY", account: 1170, debit: 20_000_000 },
        { business: "LAUNDRY", account: 4210, credit: 20_000_000 },
      ],
    });
    const closing = { kind: "turnover", month: "2024-05", basisPoints: 150 } as const;
    return (await shop.must("entry.close", { business: "LAUNDRY", closing })).entry;
  },

  async J38(shop) {
    const place = { business: "WATER", account: 1170 };
    const drawn = { day: "2025-06-30", direction: "drawings", amount: 6_000_000 } as const;
    await shop.must("entry.capital", { ...drawn, place, memo: "" });
    const closing = { kind: "year", year: 2025 } as const;
    return (await shop.must("entry.close", { business: "WATER", closing })).entry;
  },

  async J32(shop) {
    const posted = await shop.must("entry.expense", {
      day,
      account: 5200,
      shares: [
        { business: "WATER", amount: 500_000 },
        { business: "LAUNDRY", amount: 500_000 },
        { business: "RETAIL", amount: 1_000_000 },
      ],
      paidFrom: 1170,
      memo: "Rent of November",
    });
    return posted.entry;
  },

  async J35(shop) {
    const counted = inDrawer(shop, "RETAIL", 1130) / shop.times - 12_000;
    await shop.must("shift.close", {
      shift: shop.shifts["RETAIL"] ?? "",
      counts: counts(counted),
      mpesaCounted: null,
      leaveInDrawer: counted,
    });
    return shop.last();
  },

  async J36(shop) {
    const item = await shop.item({
      ...goods,
      name: "Soap J36",
      price: 20_000,
      stock: [10_000, 850_00],
    });
    const asked = { business: "RETAIL", label: "November" };
    const { stocktake } = await shop.must("stocktake.start", asked);
    await shop.must("stocktake.count", { stocktake, item, quantity: 6000 });
    return (await shop.must("stocktake.post", { stocktake })).entry;
  },

  async J37(shop) {
    const posted = await shop.must("entry.expense", {
      day,
      account: 5500,
      shares: [{ business: "LAUNDRY", amount: 40_000 }],
      paidFrom: 1120,
      party: "R1",
      memo: "Boda boda",
    });
    return posted.entry;
  },
};
