import { cents } from "#shared/kernel/money.ts";
import { customersNamed, standing } from "#main/journal/read/customers.ts";
import { codeOf, inShift, moneyOf, oneOf, outcome, type Act } from "./act.ts";

// Those who come, owe and pay.

/** Few names and few phones, so that two devices meet at one customer. */
export const keepCustomer: Act = async (desk) => {
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

/** What is owed, or store credit beforehand. */
export const takePayment: Act = inShift(async (desk, shop) => {
  const known = customersNamed(desk.book, "", 20);
  if (known.length === 0) return keepCustomer(desk, shop);
  const owing = known.filter((each) => standing(desk.book, each.id).owed > 0);
  const ahead = owing.length === 0 || desk.chance.happens(25);
  const customer = oneOf(desk, ahead ? known : owing);
  if (customer === undefined) return "nobody to pay";
  const amount = moneyOf(desk, 20);
  const payment = desk.chance.happens(30)
    ? { kind: "mpesa" as const, amount, code: codeOf(desk) }
    : { kind: "cash" as const, amount };
  const paid = await desk.call("customer.pay", {
    business: shop,
    customer: customer.id,
    payment,
    toCredit: ahead,
  });
  return outcome("customer paid", paid);
});

export const payOut: Act = inShift(async (desk, shop) => {
  const holder = oneOf(
    desk,
    customersNamed(desk.book, "", 20).filter((each) => standing(desk.book, each.id).credit >= 100),
  );
  if (holder === undefined) return takePayment(desk, shop);
  const paid = await desk.call("customer.payOut", {
    business: shop,
    customer: holder.id,
    payment: { kind: "cash", amount: moneyOf(desk, 5) },
    reason: "Wanted it back",
  });
  return outcome("credit paid out", paid);
});

export const mergeCustomers: Act = async (desk) => {
  const known = customersNamed(desk.book, "", 20);
  const [from, into] = [oneOf(desk, known), oneOf(desk, known)];
  if (from === undefined || into === undefined || from.id === into.id) return "nobody is two";
  const merged = await desk.call("customer.merge", { from: from.id, into: into.id });
  return outcome("customers merged", merged);
};
