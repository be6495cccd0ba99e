import { PERMISSIONS } from "#shared/facts/permission.ts";
import { cents } from "#shared/kernel/money.ts";
import { accountsForNewBusiness } from "#shared/ledger/new-business.ts";
import { businesses } from "#main/journal/read/business.ts";
import { chart } from "#main/journal/read/chart.ts";
import type { Desk } from "../desk.ts";
import { sell } from "./counter.ts";
import { expense } from "./ledger.ts";
import { itemsOf, moneyOf, oneOf, outcome, SHOPS, type Act } from "./act.ts";

// What only an office may say: prices, people, rules, businesses, accounts.

export const setPrice: Act = async (desk, shop) => {
  const item = oneOf(desk, itemsOf(desk, shop));
  if (item === undefined) return "nothing has a price";
  const { name, sku, barcodes, category, kind, unit, fractional, tax, components } = item;
  const saved = await desk.call("catalog.saveItem", {
    business: shop,
    id: item.id,
    name: `${name.split(" · ")[0]} · ${desk.chance.whole(1, 9)}`,
    sku,
    category,
    kind,
    unit,
    fractional,
    tax,
    barcodes: [...barcodes],
    price: moneyOf(desk, 500),
    components: components.map(({ item: part, quantity: each }) => ({
      item: part,
      quantity: each,
    })),
    reorderAt: null,
  } as never);
  return outcome("price set", saved);
};

export const saveRole: Act = async (desk) => {
  const listed = await desk.call("role.list", {});
  const own = listed.ok ? listed.value.roles.filter(({ name }) => name.startsWith("Role ")) : [];
  const old = desk.chance.happens(50) ? oneOf(desk, own) : undefined;
  const saved = await desk.call("role.save", {
    id: old?.id ?? null,
    name: old?.name ?? `Role ${desk.chance.whole(1, 99)}`,
    permissions: PERMISSIONS.slice(0, desk.chance.whole(1, 12)),
    active: desk.chance.happens(80),
  });
  return outcome("role", saved);
};

export const saveUser: Act = async (desk) => {
  const listed = await desk.call("user.list", {});
  if (!listed.ok) return outcome("person", listed);
  const { users, roles } = listed.value;
  const own = users.filter(({ name }) => name.startsWith("Person "));
  const old = desk.chance.happens(50) ? oneOf(desk, own) : undefined;
  const role = oneOf(
    desk,
    roles.filter(({ active }) => active),
  );
  const saved = await desk.call("user.save", {
    id: old?.id ?? null,
    name: old?.name ?? `Person ${desk.chance.whole(1, 99)}`,
    pin: old === undefined ? "4821" : null,
    active: desk.chance.happens(85),
    access: [{ business: desk.chance.pick(["*", ...SHOPS]), role: role?.id ?? "cashier" }],
  });
  return outcome("person", saved);
};

/** How a shop works from now on: its receipts, its policies, its tax, its alerts. */
export const changeSettings: Act = async (desk, shop) => {
  const now = await desk.call("business.settings", { business: shop });
  if (!now.ok) return outcome("settings", now);
  const { id: _, colour: __, logo: ___, cashRounding: ____, ...kept } = now.value;
  const saved = await desk.call("business.saveSettings", {
    business: shop,
    ...kept,
    cashRounding: desk.chance.pick([1, 100]),
    receipt: { ...kept.receipt, footer: `Footer ${desk.chance.whole(1, 9)}` },
  });
  return outcome("settings", saved);
};

/** When work is earned: a job keeps the policy under which it came. */
export const changeJobs: Act = async (desk) => {
  const business = "LAUNDRY";
  const now = await desk.call("job.settings", { business });
  if (!now.ok) return outcome("rules of work", now);
  const { expressAccount: _, ...kept } = now.value;
  const saved = await desk.call("job.saveSettings", {
    business,
    ...kept,
    recognition: desk.chance.pick(["ready", "collected"] as const),
    collectWithBalance: desk.chance.happens(50),
  });
  return outcome("rules of work", saved);
};

export const saveAccount: Act = async (desk) => {
  const saved = await desk.call("account.save", {
    number: desk.chance.whole(5960, 5979),
    name: `Other costs ${desk.chance.whole(1, 9)}`,
    category: "Operating Expenses",
    class: "Other Operating Expenses",
  });
  return outcome("account", saved);
};

/** Codes that an owner might choose; a restored office chooses one again. */
const NEW_CODES = ["CARWASH", "KIOSK"] as const;

/** A business of her own making, in the middle of everything; then she works in it. */
export const newBusiness: Act = async (desk) => {
  const known = new Set(businesses(desk.book).map(({ id }) => id));
  const there = NEW_CODES.filter((code) => known.has(code));
  const code = NEW_CODES.find((each) => !known.has(each));
  if (there.length > 0 && (code === undefined || desk.chance.happens(75))) {
    const act = desk.chance.pick([sell, sell, expense]);
    return `in the new business: ${await act(desk, desk.chance.pick(there))}`;
  }
  return code === undefined ? "no new business" : addBusiness(desk, code);
};

async function addBusiness(desk: Desk, code: string): Promise<string> {
  const accounts = accountsForNewBusiness(code, code, chart(desk.book), {
    stocks: true,
    produces: false,
  });
  const added = await desk.call("business.add", {
    code,
    name: `New ${code}`,
    kind: "service",
    colour: "grape",
    trades: ["counter-sale"],
    accounts: accounts.map(({ use, account: { number, name } }) => ({ use, number, name })),
    settings: {
      vatRegistered: true,
      negativeStock: "warn",
      cashRounding: 100,
      mpesaTill: "",
      mpesaStore: "",
      receipt: { title: code, pin: "", address: "", contact: "", footer: "", paper: 80 },
    },
    items: [
      { name: "Wash", kind: "service", unit: "piece", price: cents(30_000), tax: "B" },
      { name: "Shampoo", kind: "goods", unit: "piece", price: cents(45_000), tax: "B" },
    ],
    staff: [],
  });
  return outcome("new business", added);
}
