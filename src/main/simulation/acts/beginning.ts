import { assert } from "#shared/kernel/assert.ts";
import { cents } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import type { Result } from "#shared/kernel/result.ts";
import { returnableTypes } from "#main/journal/read/returnables.ts";
import type { Desk } from "../desk.ts";
import { itemsOf } from "./act.ts";

/** What stands on the shelves when the tills join: enough of some things, too little of others. */
export async function stockShelves(desk: Desk): Promise<void> {
  const must = <T>(result: Result<T>): T => {
    assert(result.ok, `the shop can be stocked: ${JSON.stringify(result)}`);
    return result.value;
  };
  must(await desk.call("supplier.save", { name: "Supplier" }));
  for (const [name, phone] of [["Customer"], ["Wanjiru", "0712000001"]] as const) {
    const limit = cents(500_000);
    must(await desk.call("customer.save", { name, phone: phone ?? "", creditLimit: limit }));
  }
  const lines = (shop: string, units: number) =>
    itemsOf(desk, shop)
      .filter((item) => item.inventory !== null)
      .map(({ id }) => ({ item: id, quantity: quantity(units * 1000), cost: cents(units * 1500) }));
  for (const [business, units] of [
    ["WATER", 15],
    ["RETAIL", 25],
  ] as const) {
    const opening = { business, day: desk.today, opening: true, supplier: null };
    must(await desk.call("stock.receive", { ...opening, lines: lines(business, units) } as never));
  }
  await nameCylinders(desk, must);
}

/** A kind that goes by serials, a larger one that is counted and taken for it, a bottle of ours. */
async function nameCylinders(desk: Desk, must: <T>(result: Result<T>) => T): Promise<void> {
  const item = (shop: string, sku: string): string => {
    const found = itemsOf(desk, shop).find((each) => each.sku === sku);
    assert(found !== undefined, `${shop} sells ${sku}`);
    return found.id;
  };
  const gas = {
    business: "RETAIL",
    kind: "cylinder" as const,
    brand: "Jiko",
    content: item("RETAIL", "GAS-KG"),
    supplierDeposit: cents(120_000),
  };
  const small = must(
    await desk.call("returnable.saveType", {
      ...gas,
      name: "Jiko 6 kg",
      size: quantity(6000),
      serialised: true,
      deposit: cents(250_000),
    }),
  );
  const large = must(
    await desk.call("returnable.saveType", {
      ...gas,
      name: "Jiko 13 kg",
      size: quantity(13_000),
      serialised: false,
      deposit: cents(400_000),
      accepts: [small.id],
    }),
  );
  must(
    await desk.call("returnable.saveType", {
      business: "WATER",
      kind: "container",
      name: "Jar 20 L",
      brand: "Maji",
      size: quantity(20_000),
      serialised: false,
      content: item("WATER", "R-20L"),
      empty: item("WATER", "C-20L"),
      deposit: cents(90_000),
    }),
  );
  assert(returnableTypes(desk.book, ["RETAIL"], desk.today).length > 2, "kinds were named");
  const serials = Array.from({ length: 8 }, (_, index) => `S${index + 1}`);
  for (const [place, from, count] of [
    ["full", 0, 6],
    ["empty", 6, 2],
  ] as const) {
    must(
      await desk.call("returnable.move", {
        business: "RETAIL",
        day: desk.today,
        form: "opening",
        place,
        moves: [
          { type: small.id, count, serials: serials.slice(from, from + count) },
          { type: large.id, count: 3 },
        ],
      }),
    );
  }
}
