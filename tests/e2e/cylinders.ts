import type { Page } from "playwright-core";
import { ask, newCommand } from "./till.ts";

/** What the gas shop of a test starts with. */
export interface Cylinders {
  readonly thirteen: string;
  readonly six: string;
}

/**
 * Two kinds of one brand: 13 kg, followed by serial, three of them full; and 6 kg, counted only,
 * five full. Thirteens come for sixes, at the difference of their deposits; sixes are sold too.
 */
export async function stockCylinders(page: Page): Promise<Cylinders> {
  const business = "RETAIL";
  const { today: day } = await ask(page, "program.status", {});
  const { items } = await ask(page, "catalog.items", { business, text: "GAS-KG" });
  const [gas] = items;
  if (gas === undefined) throw new Error("there is no gas");
  const kind = { business, kind: "cylinder", brand: "Jiko", content: gas.id } as const;
  const { id: six } = await ask(page, "returnable.saveType", {
    ...kind,
    command: newCommand(),
    name: "Jiko gas 6 kg",
    size: 6000,
    serialised: false,
    outright: await steel(page, day),
    deposit: 250_000,
    supplierDeposit: 217_000,
  });
  const { id: thirteen } = await ask(page, "returnable.saveType", {
    ...kind,
    command: newCommand(),
    name: "Jiko gas 13 kg",
    size: 13_000,
    serialised: true,
    accepts: [six],
    deposit: 400_000,
    supplierDeposit: 350_000,
  });
  const serials = ["JK130001", "JK130002", "JK130003"];
  await ask(page, "returnable.move", {
    command: newCommand(),
    business,
    day,
    form: "opening",
    place: "full",
    moves: [
      { type: thirteen, count: 3, serials },
      { type: six, count: 5 },
    ],
  });
  return { thirteen, six };
}

/** The steel of the smaller kind, to be sold with its gas. */
async function steel(page: Page, day: string): Promise<string> {
  const business = "RETAIL";
  const { id } = await ask(page, "catalog.saveItem", {
    command: newCommand(),
    business,
    name: "Cylinder 6 kg, to keep",
    sku: "CYL-6",
    kind: "goods",
    unit: "piece",
    tax: "B",
    price: 348_000,
    position: 90_000,
  });
  await ask(page, "stock.receive", {
    command: newCommand(),
    business,
    day,
    supplier: null,
    opening: true,
    lines: [{ item: id, quantity: 5000, cost: 1_300_000 }],
  });
  return id;
}

/** How many of a kind are where. */
export async function positionOf(page: Page, type: string) {
  const { types } = await ask(page, "returnable.positions", { business: "RETAIL" });
  const found = types.find((each) => each.type === type);
  if (found === undefined) throw new Error("no such kind");
  const { full, empty, customer, balanced } = found;
  return { full, empty, customer, balanced };
}
