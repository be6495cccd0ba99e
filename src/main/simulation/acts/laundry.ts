import { cents, price } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import type { JobStatus } from "#shared/facts/jobs.ts";
import { customersNamed } from "#main/journal/read/customers.ts";
import { dueOf, job, type JobRow } from "#main/journal/read/jobs.ts";
import type { Desk } from "../desk.ts";
import { keepCustomer } from "./customers.ts";
import { codeOf, inShift, oneOf, outcome, payingWith, pricedOf, type Act } from "./act.ts";

// Work in hand, which two tills and the office move, cash and end.

export const takeIn: Act = inShift(async (desk, shop) => {
  const { chance } = desk;
  const services = pricedOf(desk, shop).filter((item) => item.kind === "service");
  const customer = oneOf(desk, customersNamed(desk.book, "", 20));
  if (services.length === 0) return "nobody brings anything";
  if (customer === undefined) return keepCustomer(desk, shop);
  const lines = Array.from({ length: chance.whole(1, 2) }, () => {
    const item = chance.pick(services);
    const pieces = chance.whole(1, 4);
    const unitPrice = cents(item.price ?? 0);
    return { item: item.id, quantity: quantity(pieces * 1000), unitPrice, pieces };
  });
  const total = lines.reduce((sum, line) => sum + price(line.unitPrice, line.quantity), 0);
  const deposit = partOf(desk, total);
  const taken = await desk.call("job.receive", {
    business: shop,
    customer: customer.id,
    lines,
    express: chance.happens(20),
    deposit: cents(deposit),
    tenders: deposit === 0 ? [] : [payingWith(desk, deposit)],
  });
  return outcome("job taken in", taken);
});

/** Nothing, all, or whole shillings in between. */
function partOf({ chance }: Desk, due: number): number {
  if (due <= 0 || chance.happens(40)) return 0;
  return chance.happens(40) ? due : Math.floor((due * chance.whole(1, 99)) / 10_000) * 100;
}

/** One of the latest jobs in these states. */
function someJob(desk: Desk, shop: string, among: readonly JobStatus[]): JobRow | undefined {
  const found = desk.book.all<{ job: string }>(
    `SELECT job FROM job_state WHERE business = ? AND status IN (SELECT value FROM json_each(?))
     ORDER BY seq DESC LIMIT 5`,
    shop,
    JSON.stringify(among),
  );
  const one = oneOf(desk, found);
  return one === undefined ? undefined : job(desk.book, one.job);
}

/** Along the board, or back. */
export const moveJob: Act = async (desk, shop) => {
  const found = someJob(desk, shop, ["received", "washing", "ready"]);
  if (found === undefined) return "no job to move";
  const { chance } = desk;
  const to = chance.pick(["washing", "ready", "ready", "received"] as const);
  const rack = to === "ready" ? `A${chance.whole(1, 3)}` : null;
  const moved = await desk.call("job.move", { job: found.id, to, rack, reason: "As it is" });
  return outcome("job moved", moved);
};

/** A part at any time, or what is due when it is fetched. */
export const payJob: Act = inShift(async (desk, shop) => {
  const found = someJob(desk, shop, ["received", "washing", "ready", "collected"]);
  if (found === undefined) return "no job to pay";
  const { due } = dueOf(desk.book, found);
  const amount = partOf(desk, due);
  if (amount === 0) return "no job to pay";
  const tenders = [payingWith(desk, amount)];
  const paid = await desk.call("job.pay", { job: found.id, amount: cents(amount), tenders });
  return outcome("job paid", paid);
});

export const collectJob: Act = inShift(async (desk, shop) => {
  const found = someJob(desk, shop, ["ready"]);
  if (found === undefined) return moveJob(desk, shop);
  const { due } = dueOf(desk.book, found);
  const tenders = due === 0 ? [] : [payingWith(desk, due)];
  const collected = await desk.call("job.collect", { job: found.id, amount: due, tenders });
  return outcome("job collected", collected);
});

/** All that was paid goes back. */
export const cancelJob: Act = inShift(async (desk, shop) => {
  const found = someJob(desk, shop, ["received", "washing", "ready"]);
  if (found === undefined) return "no job to cancel";
  const kind = desk.chance.pick(["cash", "mpesa", "bank", "credit"] as const);
  const code = kind === "mpesa" ? codeOf(desk) : "";
  const tenders = found.paid === 0 ? [] : [{ kind, amount: found.paid, code }];
  const reason = "Changed their mind";
  const cancelled = await desk.call("job.cancel", { job: found.id, tenders, reason });
  return outcome("job cancelled", cancelled);
});

export const compensateJob: Act = inShift(async (desk, shop) => {
  const found = someJob(desk, shop, ["ready", "collected"]);
  if (found === undefined) return collectJob(desk, shop);
  const kind = desk.chance.pick(["cash", "credit"] as const);
  const paid = await desk.call("job.compensate", {
    job: found.id,
    what: "A sock",
    tenders: [{ kind, amount: cents(desk.chance.whole(1, 9) * 100), code: "" }],
    reason: "Lost in the wash",
  });
  return outcome("job compensated", paid);
});

/** Nobody comes for it. */
export const giveUpJob: Act = async (desk, shop) => {
  const found = someJob(desk, shop, ["received", "ready", "collected"]);
  if (found === undefined) return "no job to give up";
  const given = await desk.call("job.writeOff", { job: found.id, reason: "Nobody came" });
  return outcome("job written off", given);
};
