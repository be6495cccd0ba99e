import { WRITE_OFF_REASONS } from "#shared/facts/stock.ts";
import { cents } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { suppliersNamed } from "#main/journal/read/suppliers.ts";
import { accountsOf, moneyOf, oneOf, outcome, SHOPS, stockedOf, type Act } from "./act.ts";

// Goods and what they are made of.

export const addSupplier: Act = async (desk) => {
  const name = `Supplier ${desk.chance.whole(1, 99)}`;
  return outcome("supplier", await desk.call("supplier.save", { name }));
};

export const receive: Act = async (desk, shop) => {
  const stocked = stockedOf(desk, shop);
  const supplier = oneOf(desk, suppliersNamed(desk.book, ""));
  if (stocked.length === 0) return "nothing is stocked";
  if (supplier === undefined) return addSupplier(desk, shop);
  const units = desk.chance.whole(1, 12);
  const received = await desk.call("stock.receive", {
    business: shop,
    day: desk.today,
    supplier: supplier.id,
    reference: "DN",
    lines: [
      {
        item: desk.chance.pick(stocked).id,
        quantity: quantity(units * 1000),
        cost: cents(units * desk.chance.whole(1000, 9000)),
      },
    ],
    paidFrom: null,
  });
  return outcome("goods received", received);
};

export const paySupplier: Act = async (desk, shop) => {
  const supplier = oneOf(desk, suppliersNamed(desk.book, ""));
  if (supplier === undefined) return "no supplier";
  const paid = await desk.call("supplier.pay", {
    business: shop,
    day: desk.today,
    supplier: supplier.id,
    amount: moneyOf(desk, 50),
    paidFrom: accountsOf(desk, shop).bank,
  });
  return outcome("supplier paid", paid);
};

/** Counted at once, and posted before anybody else takes of it; or at a till that hears of nothing. */
export const count: Act = async (desk, shop) => {
  const stocked = stockedOf(desk, shop);
  if (stocked.length === 0) return "nothing is stocked";
  const begun = await desk.call("stocktake.start", { business: shop, label: "Shelf" });
  if (!begun.ok) return outcome("count", begun);
  const { stocktake } = begun.value;
  for (let left = desk.chance.whole(1, 3); left > 0; left -= 1) {
    const item = desk.chance.pick(stocked).id;
    const found = quantity(desk.chance.whole(0, 20) * 1000);
    const counted = await desk.call("stocktake.count", { stocktake, item, quantity: found });
    if (!counted.ok) return outcome("count", counted);
  }
  return outcome("count", await desk.call("stocktake.post", { stocktake }));
};

/** What is there, in whole units: the newest layers first where nobody has any. */
function onShelf(desk: Parameters<Act>[0], shop: string) {
  const levels = desk.book.all<{ item: string; quantity: number }>(
    "SELECT item, quantity FROM stock_level WHERE business = ? AND quantity >= 1000 ORDER BY item",
    shop,
  );
  return oneOf(desk, levels);
}

export const writeOff: Act = async (desk, shop) => {
  const level = onShelf(desk, shop);
  if (level === undefined) return "nothing to write off";
  const most = Math.min(3, Math.floor(level.quantity / 1000));
  const wasted = await desk.call("stock.writeOff", {
    business: shop,
    day: desk.today,
    reason: desk.chance.pick(WRITE_OFF_REASONS),
    lines: [{ item: level.item, quantity: quantity(desk.chance.whole(1, most) * 1000) }],
  });
  return outcome("written off", wasted);
};

export const sendBack: Act = async (desk, shop) => {
  const supplier = oneOf(desk, suppliersNamed(desk.book, ""));
  if (supplier === undefined) return addSupplier(desk, shop);
  const came = await desk.call("stock.fromSupplier", { business: shop, supplier: supplier.id });
  const layer = came.ok ? oneOf(desk, came.value.layers) : undefined;
  if (layer === undefined) return receive(desk, shop);
  const sent = await desk.call("stock.sendBack", {
    business: shop,
    day: desk.today,
    supplier: supplier.id,
    lines: [{ layer: layer.layer, quantity: layer.left }],
  });
  return outcome("sent back", sent);
};

/** To another business, as another of its items. */
export const moveGoods: Act = async (desk, shop) => {
  const level = onShelf(desk, shop);
  const to = desk.chance.pick(SHOPS.filter((each) => each !== shop));
  const into = oneOf(desk, stockedOf(desk, to));
  if (level === undefined || into === undefined) return "nothing to move";
  const moved = await desk.call("stock.transfer", {
    day: desk.today,
    from: { business: shop },
    to: { business: to },
    lines: [{ item: level.item, into: into.id, quantity: quantity(1000) }],
  });
  return outcome("goods moved", moved);
};

// ------------------------------------------------------------------ making

interface Made {
  readonly product: string;
}

const recipesOf = (desk: Parameters<Act>[0], shop: string): Made[] =>
  desk.book.all<Made>(
    "SELECT product FROM recipe WHERE business = ? AND active = 1 ORDER BY product",
    shop,
  );

export const produce: Act = async (desk, shop) => {
  const recipe = oneOf(desk, recipesOf(desk, shop));
  if (recipe === undefined) return "nothing is made here";
  const run = await desk.call("production.record", {
    business: shop,
    product: recipe.product,
    good: quantity(desk.chance.whole(1, 5) * 1000),
    lost: quantity(desk.chance.whole(0, 1) * 1000),
    day: desk.today,
  });
  return outcome("run", run);
};

/** Any run that nobody is known to have taken back. */
export const takeBackRun: Act = async (desk, shop) => {
  const run = oneOf(
    desk,
    desk.book.all<{ id: string }>(
      `SELECT id FROM production_run WHERE business = ? AND reversed_seq IS NULL
       ORDER BY seq DESC LIMIT 3`,
      shop,
    ),
  );
  if (run === undefined) return "no run to take back";
  const taken = await desk.call("production.reverse", { run: run.id, reason: "Another bottle" });
  return outcome("run taken back", taken);
};

export const changeRecipe: Act = async (desk, shop) => {
  const recipe = oneOf(
    desk,
    (await recipesNow(desk, shop)).filter(({ active }) => active),
  );
  if (recipe === undefined) return "no recipe to change";
  const { business, product, container, materials, litres } = recipe;
  const saved = await desk.call("production.saveRecipe", {
    business,
    product,
    container,
    materials: materials.map(({ item, quantity: each }) => ({ item, quantity: each })),
    lossBasisPoints: desk.chance.whole(0, 300),
    litres,
    shelfDays: desk.chance.whole(30, 365),
  });
  return outcome("recipe changed", saved);
};

async function recipesNow(desk: Parameters<Act>[0], shop: string) {
  const found = await desk.call("production.recipes", { business: shop });
  return found.ok ? found.value.recipes : [];
}
