import { cents, price } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { customersNamed } from "#main/journal/read/customers.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import {
  codeOf,
  coins,
  inDrawer,
  inShift,
  moneyOf,
  oneOf,
  outcome,
  pricedOf,
  type Act,
} from "./act.ts";

// What every counter does: sales and refunds, the drawer and the shift.

export const closeShift: Act = async (desk, shop) => {
  const open = openShift(desk.book, desk.till, shop);
  if (open === undefined) return "no shift to close";
  const counts = coins(inDrawer(desk, shop) + desk.chance.whole(-3, 3) * 100);
  const closed = await desk.call("shift.close", {
    shift: open.id,
    counts,
    note: "",
    mpesaCounted: null,
    leaveInDrawer: cents(0),
  });
  return outcome("shift closed", closed);
};

export const moveCash: Act = inShift(async (desk, shop) => {
  const direction = desk.chance.pick(["in", "out"] as const);
  const offered = await desk.call("shift.accounts", { business: shop, direction });
  const [account] = offered.ok ? offered.value.accounts : [];
  const open = openShift(desk.book, desk.till, shop);
  if (account === undefined || open === undefined) return "no account for cash";
  const moved = await desk.call("shift.moveCash", {
    shift: open.id,
    direction,
    amount: moneyOf(desk, 20),
    account: account.number,
    reason: "Errand",
  });
  return outcome(`cash ${direction}`, moved);
});

export const openDrawer: Act = inShift(async (desk, shop) => {
  const opened = await desk.call("drawer.open", { business: shop, reason: "Change for a note" });
  return outcome("drawer opened", opened);
});

export const sell: Act = inShift(async (desk, shop) => {
  const { chance } = desk;
  const sellable = pricedOf(desk, shop);
  if (sellable.length === 0) return "nothing has a price yet";
  const lines = Array.from({ length: chance.whole(1, 3) }, () => {
    const item = chance.pick(sellable);
    const amount = quantity(chance.whole(1, 3) * 1000);
    return { item: item.id, quantity: amount, unitPrice: cents(item.price ?? 0) };
  });
  const due = lines.reduce((sum, line) => sum + price(line.unitPrice, line.quantity), 0);
  const known = chance.happens(30) ? oneOf(desk, customersNamed(desk.book, "", 20)) : undefined;
  const cash = { kind: "cash" as const, tendered: cents(Math.ceil(due / 100) * 100) };
  const tender =
    known !== undefined && due > 0 && chance.happens(50)
      ? { kind: "account" as const, amount: cents(due) }
      : due > 0 && due % 100 === 0 && chance.happens(30)
        ? { kind: "mpesa" as const, amount: cents(due), code: codeOf(desk) }
        : cash;
  const sold = await desk.call("sale.post", {
    business: shop,
    lines,
    customer: known?.id ?? null,
    tenders: [tender],
  });
  return outcome("sale", sold);
});

/** Any sale of the business, also another till's. */
export const refund: Act = inShift(async (desk, shop) => {
  const sold = oneOf(
    desk,
    desk.book.all<{ id: string }>(
      "SELECT id FROM sale WHERE kind = 'sale' AND business = ? ORDER BY seq DESC LIMIT 6",
      shop,
    ),
  );
  if (sold === undefined) return "nothing to refund";
  const found = await desk.call("sale.get", { sale: sold.id });
  if (!found.ok) return outcome("refund", found);
  const line = found.value.lines.find((each) => each.left > 0);
  if (line === undefined) return "all of it came back before";
  const lines = [{ no: line.no, quantity: line.left }];
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
});
