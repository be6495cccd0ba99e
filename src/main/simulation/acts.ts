import { templates } from "#shared/businesses/index.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import { DENOMINATIONS } from "#shared/kernel/denomination.ts";
import { cents, price } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import type { Result } from "#shared/kernel/result.ts";
import { items, type ItemRow } from "#main/journal/read/catalog.ts";
import { customersNamed, partyBalance, standing } from "#main/journal/read/customers.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import { suppliersNamed } from "#main/journal/read/suppliers.ts";
import type { Desk } from "./desk.ts";

/** The businesses of the simulated owner; some of the template's. */
export const SHOPS = ["WATER", "RETAIL"] as const;
export type Shop = (typeof SHOPS)[number];

/** What somebody does in a business, and what came of it in a word. */
export type Act = (desk: Desk, shop: Shop) => Promise<string>;

interface Habit {
  readonly act: Act;
  readonly weight: number;
}

/** As few notes and coins as whole shillings take. */
function coins(amount: number): Record<string, number> {
  const counts: Record<string, number> = {};
  let left = Math.max(0, Math.floor(amount / 100));
  for (const each of DENOMINATIONS) {
    if (left >= each) counts[each] = Math.floor(left / each);
    left %= each;
  }
  return counts;
}

const outcome = (name: string, result: Result<unknown>): string =>
  result.ok ? name : `${name} refused: ${result.refusal.code}`;

const moneyOf = (desk: Desk, most: number): ReturnType<typeof cents> =>
  cents(desk.chance.whole(1, most) * 100);

function itemsOf(desk: Desk, shop: Shop): ItemRow[] {
  const asked = { business: shop, within: [shop], text: "", filter: "active" as const };
  return items(desk.book, desk.today, { ...asked, offset: 0, limit: 500 }).items;
}

const openShiftNow: Act = async (desk, shop) => {
  const held = partyBalance(desk.book, templates[shop].accounts.cash, shop, desk.till);
  const extra = desk.chance.whole(0, 20) * 10_000;
  const opened = await desk.call("shift.open", {
    business: shop,
    day: desk.today,
    counts: coins(Math.max(0, held) + extra),
    fromSafe: cents(0),
  });
  return outcome("shift opened", opened);
};

const closeShift: Act = async (desk, shop) => {
  const open = openShift(desk.book, desk.till, shop);
  if (open === undefined) return "no shift to close";
  const held = partyBalance(desk.book, templates[shop].accounts.cash, shop, desk.till);
  const counts = coins(held + desk.chance.whole(-3, 3) * 100);
  const closed = await desk.call("shift.close", {
    shift: open.id,
    counts,
    note: "",
    mpesaCounted: null,
    leaveInDrawer: cents(0),
  });
  return outcome("shift closed", closed);
};

/** A shop works in a shift: the first thing anybody does is to open one. */
async function inShift(desk: Desk, shop: Shop): Promise<string | null> {
  if (openShift(desk.book, desk.till, shop) !== undefined) return null;
  return openShiftNow(desk, shop);
}

const sell: Act = async (desk, shop) => {
  const opened = await inShift(desk, shop);
  if (opened !== null) return opened;
  const { chance } = desk;
  const sellable = itemsOf(desk, shop).filter((item) => item.sellable && item.price !== null);
  // Prices have a first day: a clock that is years behind knows none of them.
  if (sellable.length === 0) return "nothing has a price yet";
  const lines = Array.from({ length: chance.whole(1, 3) }, () => {
    const item = chance.pick(sellable);
    const amount = quantity(chance.whole(1, 3) * 1000);
    return { item: item.id, quantity: amount, unitPrice: cents(item.price ?? 0) };
  });
  const due = lines.reduce((sum, line) => sum + price(line.unitPrice, line.quantity), 0);
  const customers = customersNamed(desk.book, "", 20);
  const known = customers.length > 0 && chance.happens(30) ? chance.pick(customers) : null;
  const cash = { kind: "cash" as const, tendered: cents(Math.ceil(due / 100) * 100) };
  const code = `TQ${String(chance.whole(0, 99_999_999)).padStart(8, "0")}`;
  const tender =
    known !== null && due > 0 && chance.happens(50)
      ? { kind: "account" as const, amount: cents(due) }
      : due > 0 && due % 100 === 0 && chance.happens(30)
        ? { kind: "mpesa" as const, amount: cents(due), code }
        : cash;
  const sold = await desk.call("sale.post", {
    business: shop,
    lines,
    customer: known?.id ?? null,
    tenders: [tender],
  });
  return outcome(`sale of ${due}`, sold);
};

/** Any sale of the business, also another till's. */
const refund: Act = async (desk, shop) => {
  const opened = await inShift(desk, shop);
  if (opened !== null) return opened;
  const sold = desk.book.all<{ id: string }>(
    "SELECT id FROM sale WHERE kind = 'sale' AND business = ? ORDER BY seq DESC LIMIT 6",
    shop,
  );
  if (sold.length === 0) return "nothing to refund";
  const found = await desk.call("sale.get", { sale: desk.chance.pick(sold).id });
  if (!found.ok) return outcome("refund", found);
  const line = found.value.lines.find((each) => each.left > 0);
  if (line === undefined) return "all of it came back before";
  const lines = [{ no: line.no, quantity: line.left as never as number }];
  const quoted = await desk.call("sale.quoteRefund", { sale: found.value.sale, lines });
  if (!quoted.ok) return outcome("refund", quoted);
  const given = await desk.call("sale.refund", {
    sale: found.value.sale,
    reason: "Brought back",
    lines: lines.map((each) => ({ ...each, restock: desk.chance.happens(70) })),
    tenders: quoted.value.tenders
      .filter((each) => each.amount > 0)
      .map(({ kind, amount }) => ({ kind, amount, code: kind === "mpesa" ? codeOf(desk) : "" })),
  });
  return outcome("refund", given);
};

const codeOf = (desk: Desk): string =>
  `RB${String(desk.chance.whole(0, 99_999_999)).padStart(8, "0")}`;

const receive: Act = async (desk, shop) => {
  const stocked = itemsOf(desk, shop).filter((item) => item.inventory !== null);
  const suppliers = suppliersNamed(desk.book, "");
  if (stocked.length === 0) return "nothing is stocked";
  if (suppliers.length === 0) return addSupplier(desk, shop);
  const units = desk.chance.whole(1, 12);
  const received = await desk.call("stock.receive", {
    business: shop,
    day: desk.today,
    supplier: desk.chance.pick(suppliers).id,
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

const addSupplier: Act = async (desk) => {
  const name = `Supplier ${desk.chance.whole(1, 99)}`;
  return outcome("supplier", await desk.call("supplier.save", { name }));
};

/** Few names and few phones, so that two devices meet at one customer. */
const keepCustomer: Act = async (desk) => {
  const { chance } = desk;
  const known = customersNamed(desk.book, "", 20);
  const old = known.length > 0 && chance.happens(60) ? chance.pick(known) : null;
  const saved = await desk.call("customer.save", {
    id: old?.id ?? null,
    name: `Customer ${chance.whole(1, 9)}`,
    phone: `07120000${String(chance.whole(0, 30)).padStart(2, "0")}`,
    creditLimit: cents(chance.whole(0, 50) * 10_000),
    note: `Note ${chance.whole(1, 99)}`,
  });
  return outcome(old === null ? "new customer" : "customer changed", saved);
};

const takePayment: Act = async (desk, shop) => {
  const opened = await inShift(desk, shop);
  if (opened !== null) return opened;
  const owing = customersNamed(desk.book, "", 20).filter(
    (each) => standing(desk.book, each.id).owed > 0,
  );
  if (owing.length === 0) return "nobody owes";
  const paid = await desk.call("customer.pay", {
    business: shop,
    customer: desk.chance.pick(owing).id,
    payment: { kind: "cash", amount: moneyOf(desk, 20) },
  });
  return outcome("customer paid", paid);
};

const moveCash: Act = async (desk, shop) => {
  const open = openShift(desk.book, desk.till, shop);
  if (open === undefined) return openShiftNow(desk, shop);
  const direction = desk.chance.pick(["in", "out"] as const);
  const offered = await desk.call("shift.accounts", { business: shop, direction });
  const [account] = offered.ok ? offered.value.accounts : [];
  if (account === undefined) return "no account for cash";
  const moved = await desk.call("shift.moveCash", {
    shift: open.id,
    direction,
    amount: moneyOf(desk, 20),
    account: account.number,
    reason: "Errand",
  });
  return outcome(`cash ${direction}`, moved);
};

const setPrice: Act = async (desk, shop) => {
  const item = desk.chance.pick(itemsOf(desk, shop));
  const saved = await desk.call("catalog.saveItem", {
    business: shop,
    id: item.id,
    name: `${item.name.split(" · ")[0]} · ${desk.chance.whole(1, 9)}`,
    sku: item.sku,
    barcodes: [...item.barcodes],
    category: item.category,
    kind: item.kind,
    unit: item.unit,
    fractional: item.fractional,
    tax: item.tax,
    price: moneyOf(desk, 500),
    components: item.components.map(({ item: part, quantity: each }) => ({
      item: part,
      quantity: each,
    })),
    reorderAt: null,
  } as never);
  return outcome("price set", saved);
};

const expense: Act = async (desk, shop) => {
  const { cash } = templates[shop].accounts;
  const account = desk.book.get<{ number: number }>(
    `SELECT number FROM account WHERE type = 'expense' AND posting = 1 AND active = 1
     AND business IS NULL AND subledger IS NULL ORDER BY number LIMIT 1`,
  );
  if (account === undefined) return "no account for an expense";
  const day = addDays(desk.today, -desk.chance.whole(0, 2)) as BusinessDay;
  const spent = await desk.call("entry.expense", {
    day,
    account: account.number,
    shares: [{ business: shop, amount: moneyOf(desk, 50) }],
    paidFrom: cash,
    party: "SAFE",
    memo: "Bill",
  });
  return outcome(`expense of ${day}`, spent);
};

const transfer: Act = async (desk) => {
  const place = (shop: Shop) => ({
    business: shop,
    account: templates[shop].accounts.bank,
    party: null,
  });
  const [one, other] = SHOPS;
  const moved = await desk.call("entry.transfer", {
    day: desk.today,
    from: place(one),
    to: place(other),
    amount: moneyOf(desk, 100),
    memo: "",
  });
  return outcome("transfer between businesses", moved);
};

const reverse: Act = async (desk) => {
  const entry = desk.book.get<{ seq: number }>(
    `SELECT seq FROM entry e WHERE type IN ('expense', 'transfer')
     AND NOT EXISTS (SELECT 1 FROM entry WHERE reverses = e.seq) ORDER BY seq DESC LIMIT 1`,
  );
  if (entry === undefined) return "nothing to reverse";
  const reversed = await desk.call("entry.reverse", {
    entry: entry.seq,
    day: desk.today,
    reason: "Typed twice",
  });
  return outcome("entry reversed", reversed);
};

export const TILL_HABITS: readonly Habit[] = [
  { act: sell, weight: 50 },
  { act: refund, weight: 12 },
  { act: keepCustomer, weight: 10 },
  { act: receive, weight: 8 },
  { act: takePayment, weight: 5 },
  { act: moveCash, weight: 5 },
  { act: closeShift, weight: 4 },
];

export const OFFICE_HABITS: readonly Habit[] = [
  { act: expense, weight: 20 },
  { act: receive, weight: 15 },
  { act: setPrice, weight: 15 },
  { act: keepCustomer, weight: 15 },
  { act: transfer, weight: 8 },
  { act: reverse, weight: 8 },
  { act: addSupplier, weight: 4 },
];
