import { TODAY as day } from "./fixture.ts";
import type { WorkedShop } from "./worked-shop.ts";

/** Cylinders of one size: the gas in them, and so many full, counted in at the start. */
interface WorkedCylinders {
  readonly gas: string;
  readonly type: string;
}

const gas = {
  business: "RETAIL",
  revenue: 4320,
  cogs: 5130,
  inventory: 1222,
  unit: "kg",
  tax: "C",
} as const;

interface Wanted {
  readonly size?: number;
  readonly deposit?: number;
  readonly supplierDeposit?: number;
  readonly serialised?: boolean;
  readonly gas?: string;
  /** Full at the start; by serial where they have one. */
  readonly full?: number | readonly string[];
}

/** Gas at 200 a kilogram that cost 160, in cylinders of a size. */
export async function cylinders(
  shop: WorkedShop,
  name: string,
  wanted: Wanted = {},
): Promise<WorkedCylinders> {
  const { size = 6000, deposit = 250_000, serialised = false, full = 5 } = wanted;
  const gasItem =
    wanted.gas ??
    (await shop.item({ ...gas, name: `Gas ${name}`, price: 20_000, stock: [50_000, 800_000] }));
  const { id: type } = await shop.must("returnable.saveType", {
    business: "RETAIL",
    kind: "cylinder",
    name,
    brand: "Jiko",
    size,
    serialised,
    content: gasItem,
    deposit,
    supplierDeposit: wanted.supplierDeposit ?? 0,
  });
  const serials = typeof full === "number" ? [] : [...full];
  if (typeof full !== "number" && full.length === 0) return { gas: gasItem, type };
  await shop.must("returnable.move", {
    business: "RETAIL",
    day,
    form: "opening",
    place: "full",
    moves: [{ type, count: typeof full === "number" ? full : full.length, serials }],
  });
  return { gas: gasItem, type };
}

/** Containers of ours that cost 180, and something free of charge to send them out with. */
export async function containers(
  shop: WorkedShop,
  name: string,
): Promise<{ readonly empty: string; readonly type: string; readonly water: string }> {
  const empty = await shop.item({
    business: "WATER",
    name: `Container ${name}`,
    price: 50_000,
    revenue: 4130,
    cogs: 5110,
    inventory: 1211,
    stock: [3000, 54_000],
  });
  const water = await shop.item({
    business: "WATER",
    kind: "service",
    name: `On loan ${name}`,
    price: 0,
    revenue: 4110,
    cogs: 5110,
  });
  const { id: type } = await shop.must("returnable.saveType", {
    business: "WATER",
    kind: "container",
    name,
    brand: "Maji",
    size: 20_000,
    serialised: false,
    content: water,
    empty,
    deposit: 30_000,
  });
  return { empty, type, water };
}

async function lend(shop: WorkedShop, name: string): Promise<string> {
  const { type, water } = await containers(shop, name);
  await shop.must("sale.post", {
    business: "WATER",
    lines: [
      {
        item: water,
        quantity: 1000,
        unitPrice: 0,
        returnable: { type, as: "deposit", deposit: 30_000 },
      },
    ],
    tenders: [{ kind: "cash", tendered: 30_000 }],
  });
  return latestDeposit(shop, "WATER");
}

export async function latestDeposit(shop: WorkedShop, business: string): Promise<string> {
  const { deposits } = await shop.must("deposit.find", { business, text: "" });
  return deposits[0]?.id ?? "";
}

/** Six kilograms to a customer without an empty: 2,500 of deposit and 1,200 of gas. */
async function firstCylinder(shop: WorkedShop, name: string, wanted: Wanted = {}) {
  const made = await cylinders(shop, name, wanted);
  await shop.must("sale.post", {
    business: "RETAIL",
    lines: [
      {
        item: made.gas,
        quantity: 6000,
        unitPrice: 20_000,
        returnable: { type: made.type, as: "deposit", deposit: 250_000 },
      },
    ],
    tenders: [{ kind: "cash", tendered: 370_000 }],
  });
  return { ...made, deposit: await latestDeposit(shop, "RETAIL") };
}

/** Cylinders and containers: each posts its journal through the services. */
export const returnableFlows: Readonly<Record<string, (shop: WorkedShop) => Promise<number>>> = {
  async J7g(shop) {
    const { gas: item, type } = await cylinders(shop, "Thirteen J7g", { size: 13_000, full: [] });
    await shop.must("returnable.move", {
      business: "RETAIL",
      day,
      form: "opening",
      place: "empty",
      moves: [{ type, count: 10 }],
    });
    const received = await shop.must("stock.receive", {
      business: "RETAIL",
      day,
      supplier: shop.supplier,
      lines: [{ item, quantity: 130_000, cost: 2_600_000 }],
      swapped: [{ type, out: 10, in: 10 }],
    });
    return received.entry;
  },

  async J13(shop) {
    await lend(shop, "Twenty J13");
    return shop.last();
  },

  async J13b(shop) {
    const deposit = await lend(shop, "Twenty J13b");
    const asked = { business: "WATER", deposit, tender: { kind: "cash" } } as const;
    return (await shop.must("deposit.return", asked)).entry;
  },

  async J13c(shop) {
    const deposit = await lend(shop, "Twenty J13c");
    return (await shop.must("deposit.forfeit", { deposit, day, reason: "Moved away" })).entry;
  },

  async J14(shop) {
    await firstCylinder(shop, "Six J14");
    return shop.last();
  },

  async J15(shop) {
    const { deposit } = await firstCylinder(shop, "Six J15");
    const asked = { business: "RETAIL", deposit, tender: { kind: "cash" } } as const;
    return (await shop.must("deposit.return", asked)).entry;
  },

  async J16(shop) {
    const { gas: item, type } = await cylinders(shop, "Thirteen J16", { size: 13_000 });
    await shop.must("sale.post", {
      business: "RETAIL",
      lines: [
        {
          item,
          quantity: 13_000,
          unitPrice: 20_000,
          returnable: { type, as: "exchange", deposit: 0 },
        },
      ],
      tenders: [{ kind: "mpesa", amount: 260_000, code: shop.code() }],
    });
    return shop.last();
  },

  async J16u(shop) {
    const six = await firstCylinder(shop, "Six J16u");
    const { id: thirteen } = await shop.must("returnable.saveType", {
      business: "RETAIL",
      kind: "cylinder",
      name: "Thirteen J16u",
      brand: "Jiko",
      size: 13_000,
      serialised: false,
      content: six.gas,
      accepts: [six.type],
      deposit: 400_000,
    });
    const moves = [{ type: thirteen, count: 1 }];
    const opening = { business: "RETAIL", day, form: "opening", place: "full", moves } as const;
    await shop.must("returnable.move", opening);
    const returnable = {
      type: thirteen,
      as: "exchange",
      into: six.type,
      record: six.deposit,
      deposit: 150_000,
    } as const;
    await shop.must("sale.post", {
      business: "RETAIL",
      lines: [{ item: six.gas, quantity: 13_000, unitPrice: 20_000, returnable }],
      tenders: [{ kind: "cash", tendered: 410_000 }],
    });
    return shop.last();
  },

  async J17(shop) {
    const shell = await shop.item({
      business: "RETAIL",
      name: "Cylinder J17",
      price: 348_000,
      revenue: 4330,
      cogs: 5130,
      inventory: 1223,
      stock: [1000, 260_000],
    });
    const made = await cylinders(shop, "Six J17", { full: [] });
    await shop.must("returnable.saveType", {
      business: "RETAIL",
      id: made.type,
      kind: "cylinder",
      name: "Six J17",
      brand: "Jiko",
      size: 6000,
      serialised: false,
      content: made.gas,
      outright: shell,
      deposit: null,
    });
    const moves = [{ type: made.type, count: 1 }];
    const opening = { business: "RETAIL", day, form: "opening", place: "full", moves } as const;
    await shop.must("returnable.move", opening);
    await shop.must("sale.post", {
      business: "RETAIL",
      lines: [
        {
          item: shell,
          quantity: 1000,
          unitPrice: 348_000,
          returnable: { type: made.type, as: "outright", deposit: 0 },
        },
      ],
      tenders: [{ kind: "cash", tendered: 350_000 }],
    });
    return shop.last();
  },

  async J18(shop) {
    const { type } = await cylinders(shop, "Six J18");
    const added = await shop.must("returnable.move", {
      business: "RETAIL",
      day,
      form: "acquired",
      place: "full",
      moves: [{ type, count: 8 }],
      paid: { amount: 2_000_000, account: 1170 },
    });
    return added.entry;
  },

  async J18l(shop) {
    const { deposit } = await firstCylinder(shop, "Six J18l", { supplierDeposit: 217_000 });
    return (await shop.must("deposit.forfeit", { deposit, day, reason: "Moved away" })).entry;
  },
};
