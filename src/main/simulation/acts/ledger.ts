import { addDays } from "#shared/kernel/date.ts";
import { accountsOf, codeOf, moneyOf, oneOf, outcome, SHOPS, type Act } from "./act.ts";
import { customersNamed } from "#main/journal/read/customers.ts";

// What the office writes into the books, and agrees with what others say of its money.

export const expense: Act = async (desk, shop) => {
  const account = desk.book.get<{ number: number }>(
    `SELECT number FROM account WHERE type = 'expense' AND posting = 1 AND active = 1
     AND business IS NULL AND subledger IS NULL ORDER BY number LIMIT 1`,
  );
  if (account === undefined) return "no account for an expense";
  const day = addDays(desk.today, -desk.chance.whole(0, 2));
  const spent = await desk.call("entry.expense", {
    day,
    account: account.number,
    shares: [{ business: shop, amount: moneyOf(desk, 50) }],
    paidFrom: accountsOf(desk, shop).cash,
    party: "SAFE",
    memo: "Bill",
  });
  return outcome("expense", spent);
};

const bankOf = (desk: Parameters<Act>[0], shop: string) => ({
  business: shop,
  account: accountsOf(desk, shop).bank,
  party: null,
});

export const transfer: Act = async (desk, shop) => {
  const other = desk.chance.pick(SHOPS.filter((each) => each !== shop));
  const moved = await desk.call("entry.transfer", {
    day: desk.today,
    from: bankOf(desk, shop),
    to: bankOf(desk, other),
    amount: moneyOf(desk, 100),
    memo: "",
  });
  return outcome("transfer between businesses", moved);
};

export const reverse: Act = async (desk) => {
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

// ------------------------------------------------------------------ M-Pesa

/** Codes that tills have claimed are on the phone. */
export const confirmMpesa: Act = async (desk, shop) => {
  const found = await desk.call("mpesa.receipts", { business: shop, state: "claimed", limit: 5 });
  if (!found.ok || found.value.receipts.length === 0) return "nothing is claimed";
  const { receipts } = found.value;
  const seen = await desk.call("mpesa.confirm", {
    business: shop,
    receipts: receipts
      .slice(0, desk.chance.whole(1, receipts.length))
      .map(({ of, code }) => ({ of, code })),
    seen: "phone",
  });
  return outcome("M-Pesa confirmed", seen);
};

/** Money that nobody rang up; or that a till has claimed, and the office has not heard of it. */
export const receiveMpesa: Act = async (desk, shop) => {
  const came = await desk.call("mpesa.receive", {
    business: shop,
    day: desk.today,
    code: codeOf(desk),
    amount: moneyOf(desk, 50),
    name: "J***",
    seen: "message",
  });
  return outcome("M-Pesa received", came);
};

export const matchMpesa: Act = async (desk, shop) => {
  const money = oneOf(
    desk,
    desk.book.all<{ id: string }>(
      `SELECT id FROM mpesa_received WHERE matched_seq IS NULL ORDER BY seq`,
    ),
  );
  if (money === undefined) return receiveMpesa(desk, shop);
  const { chance } = desk;
  const customer = oneOf(desk, customersNamed(desk.book, "", 20));
  const to =
    customer !== undefined && chance.happens(60)
      ? { kind: "customer" as const, customer: customer.id, toCredit: chance.happens(30) }
      : chance.happens(50)
        ? { kind: "returned" as const, code: codeOf(desk) }
        : { kind: "mistake" as const };
  const matched = await desk.call("mpesa.match", { received: money.id, to });
  return outcome("M-Pesa matched", matched);
};

// ------------------------------------------------------------------ statements

/** The M-Pesa till of a business, or the bank of all; some of its lines are on the statement. */
export const reconcile: Act = async (desk, shop) => {
  const { mpesa, bank } = accountsOf(desk, shop);
  const place = { account: desk.chance.pick([mpesa, bank]), party: null };
  const through = desk.today;
  const since = addDays(through, -1);
  const open = await desk.call("reconciliation.open", { ...place, since, through });
  if (!open.ok) return outcome("reconciliation", open);
  const lines = open.value.lines.filter(() => desk.chance.happens(70));
  const ticked = lines.map(({ of, no }) => ({ of, no }));
  const closing = lines.reduce((sum, { amount }) => sum + amount, Number(open.value.opening));
  const agreed = await desk.call("reconciliation.finish", {
    ...place,
    since,
    through,
    closing,
    ticked,
  });
  return outcome("reconciliation", agreed);
};

export const takeBackReconciliation: Act = async (desk, shop) => {
  const latest = desk.book.get<{ id: string }>(
    "SELECT id FROM reconciliation WHERE undone_seq IS NULL ORDER BY seq DESC LIMIT 1",
  );
  if (latest === undefined) return reconcile(desk, shop);
  const asked = { reconciliation: latest.id, reason: "The wrong statement" };
  const undone = await desk.call("reconciliation.undo", asked);
  return outcome("reconciliation taken back", undone);
};

/** Somebody looks at what the merged books break. */
export const settleException: Act = async (desk) => {
  const listed = await desk.call("exception.list", {});
  const open = listed.ok ? listed.value.exceptions.filter(({ state }) => state === "open") : [];
  const one = oneOf(desk, open);
  if (one === undefined) return "nothing is broken";
  const { of, kind } = one;
  const settled = await desk.call("exception.settle", { of, kind, reason: "Looked at" });
  return outcome("exception settled", settled);
};
