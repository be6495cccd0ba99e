import { expect } from "vitest";
import { moved, ownerOf, paying, type Kind, type Paying } from "./selling.ts";
import type { Draws } from "./draws.ts";
import { ACCOUNTS, cr, dr, type Line } from "./exercise-book.ts";
import { add, ratio, wholeShillings, worth } from "./sums.ts";
import type { Expected, Item, World } from "./world.ts";

type Status = "received" | "washing" | "ready" | "collected" | "cancelled" | "disposed";

/** A ticket of the laundry as its exercise book has it. */
export interface Ticket {
  readonly job: string;
  readonly customer: string;
  readonly policy: "ready" | "collected";
  readonly total: number;
  readonly tax: number;
  /** Revenue when it is earned, net of tax, by account. */
  readonly revenue: readonly (readonly [account: number, amount: number])[];
  status: Status;
  paid: number;
  lost: number;
  kept: number;
  recognised: boolean;
  /** What it has in the books. */
  booked: readonly Line[];
}

const LAUNDRY = "LAUNDRY" as const;
/** A third, so that there are cents to round. */
const EXPRESS = 3333;

/** Where a ticket's money belongs: held as a deposit before the work is earned, owed after it. */
function standing(ticket: Ticket): Line[] {
  const { job, customer, total, tax, paid, lost, kept, recognised } = ticket;
  if (recognised) {
    return [
      dr(LAUNDRY, ACCOUNTS.receivable.LAUNDRY, total - paid - lost, customer),
      cr(LAUNDRY, ACCOUNTS.outputTax, tax),
      ...ticket.revenue.map(([account, amount]) => cr(LAUNDRY, account, amount)),
    ];
  }
  const within = total === 0 ? 0 : ratio(tax * Math.min(paid, total), total);
  return [
    cr(LAUNDRY, ACCOUNTS.jobs, paid - within - kept, job),
    cr(LAUNDRY, ACCOUNTS.outputTax, within),
  ];
}

/** Books the step from where the ticket stood to where it stands, with the money beside. */
function step(world: World, ticket: Ticket, beside: readonly Line[]): void {
  const now = standing(ticket);
  const undone = ticket.booked.map((line) => ({ ...line, amount: 0 - line.amount }));
  const account = ACCOUNTS.receivable.LAUNDRY;
  const change = add(
    [...undone, ...now].filter((line) => line.account === account).map((line) => line.amount),
  );
  world.posted([...beside, ...undone, ...now]);
  ticket.booked = now;
  const { debts } = world.book;
  const { job, customer: party } = ticket;
  if (change > 0) debts.raise(LAUNDRY, { entry: world.facts(), party, of: job, open: change });
  if (change < 0) debts.settle(LAUNDRY, [party], 0 - change, job);
}

/** Still to pay for it; what payments on account settled is paid. */
function due(world: World, ticket: Ticket): number {
  if (ticket.status === "cancelled" || ticket.status === "disposed") {
    if (!ticket.recognised) return 0;
  }
  const left = ticket.total - ticket.paid - ticket.lost;
  return ticket.recognised ? Math.min(left, world.book.debts.openOf(LAUNDRY, ticket.job)) : left;
}

const paidOnAccount = (world: World, ticket: Ticket): number =>
  ticket.recognised ? ticket.total - ticket.paid - ticket.lost - due(world, ticket) : 0;

/** The owner's policy of when work is earned, and what express costs. */
export async function choosePolicy(world: World, policy: "ready" | "collected"): Promise<void> {
  const { expressAccount: _, ...now } = await world.shop.must("job.settings", {
    business: LAUNDRY,
  });
  const changed = { ...now, recognition: policy, expressBasisPoints: EXPRESS };
  const done = await world.attempt("job.saveSettings", { business: LAUNDRY, ...changed }, null);
  if (done !== undefined) world.policy = policy;
}

const MONEY = ["cash", "mpesa", "split", "bank", "credit and cash"] as const;

/** A job is paid with money: what is not paid is simply due. */
const moneyOf = ({ tenders, paid }: Paying) =>
  paid.size === 0 ? [] : tenders.filter((tender) => tender.kind !== "account");

/** A part of what is due, in whole shillings; or all of it. */
const part = (amount: number, draws: Draws): number =>
  draws.often(40) ? amount : Math.floor((amount * draws.whole(0, 99)) / 10_000) * 100;

export async function receive(world: World, draws: Draws): Promise<void> {
  const customers = world.customers.filter((each) => !world.aliases.has(each));
  const customer = draws.of(customers);
  const services = [...world.items.values()].filter(
    (item) => item.business === LAUNDRY && item.price !== null,
  );
  const express = draws.often(30);
  const lines = Array.from({ length: draws.whole(1, 4) }, (): [Item, number, number] => {
    const item = draws.of(services);
    const count = draws.whole(1, 7);
    return [item, item.fractional ? count * 333 : count * 1000, count];
  });
  const revenue: [number, number][] = [];
  let [total, tax] = [0, 0];
  for (const [item, quantity] of lines) {
    const gross = worth(item.price ?? 0, quantity);
    const more = express ? ratio(gross * EXPRESS, 10_000) : 0;
    const [own, beside] = [world.taxOn(item, gross), world.taxOn(item, more)];
    revenue.push([item.revenue, gross - own], [4220, more - beside]);
    total += gross + more;
    tax += own + beside;
  }
  const deposit = draws.often(50) ? part(total, draws) : 0;
  const payment = paying(world, draws, LAUNDRY, deposit, customer, MONEY);
  const done = await world.attempt(
    "job.receive",
    {
      business: LAUNDRY,
      customer,
      lines: lines.map(([item, quantity, pieces]) => ({
        item: item.id,
        quantity,
        unitPrice: item.price ?? 0,
        pieces,
      })),
      express,
      deposit,
      tenders: moneyOf(payment),
    },
    null,
  );
  if (done === undefined) return;
  expect(done).toMatchObject({ total, due: total - deposit });
  const ticket: Ticket = {
    job: done.job,
    customer,
    policy: world.policy,
    total,
    tax,
    revenue,
    status: "received",
    paid: deposit,
    lost: 0,
    kept: 0,
    recognised: false,
    booked: [],
  };
  world.tickets.set(done.job, ticket);
  step(world, ticket, deposit === 0 ? [] : payment.lines);
  if (deposit > 0) moved(world, LAUNDRY, payment.moved);
}

/** Any ticket, the newer ones more often. */
function ticketOf(world: World, draws: Draws): Ticket | undefined {
  const all = [...world.tickets.values()];
  if (all.length === 0) return undefined;
  return draws.of(draws.often(70) ? all.slice(-15) : all);
}

const ENDED: ReadonlySet<Status> = new Set(["cancelled", "disposed"]);
const BOARD: readonly Status[] = ["received", "washing", "ready", "collected"];

/** Along the board, or one step back with a reason. */
export async function move(world: World, draws: Draws): Promise<void> {
  const ticket = ticketOf(world, draws);
  if (ticket === undefined) return;
  const to = draws.of(["received", "washing", "ready", "ready"] as const);
  const by = BOARD.indexOf(to) - BOARD.indexOf(ticket.status);
  const stuck = ticket.lost > 0 || paidOnAccount(world, ticket) > 0;
  const refused: Expected =
    to === ticket.status
      ? "job.moved_meanwhile"
      : ENDED.has(ticket.status) || by < -1
        ? "job.ended"
        : by < 0 && stuck
          ? "job.paid_on_account"
          : null;
  const request = { job: ticket.job, to, reason: "as it happened" };
  if ((await world.attempt("job.move", request, refused)) === undefined) return;
  ticket.status = to;
  ticket.recognised = to === "ready" && ticket.policy === "ready";
  step(world, ticket, []);
}

/** A part payment, or the balance when it is fetched. */
export async function payOrCollect(world: World, draws: Draws): Promise<void> {
  const ticket = ticketOf(world, draws);
  if (ticket === undefined) return;
  const collects = draws.often(50);
  const left = due(world, ticket);
  const amount = draws.often(4) ? left + 100 : part(left, draws);
  if (!collects && amount === 0) return;
  const over = amount > left ? "payment.exceeds_balance" : null;
  const ended: Expected = ENDED.has(ticket.status) ? "job.ended" : null;
  const fetched: Expected =
    ended ??
    (ticket.status === "collected"
      ? "job.ended"
      : ticket.status === "ready"
        ? null
        : "job.not_ready");
  const refused = (collects ? fetched : ended) ?? over;
  const payment = paying(world, draws, LAUNDRY, amount, ownerOf(world, ticket.customer), MONEY);
  const tenders = moneyOf(payment);
  const { job } = ticket;
  const done = collects
    ? await world.attempt("job.collect", { job, amount, tenders, collector: "Her son" }, refused)
    : await world.attempt("job.pay", { job, amount, tenders }, refused);
  if (done === undefined) return;
  expect(done.due).toBe(left - amount);
  ticket.paid += amount;
  if (collects) {
    ticket.status = "collected";
    ticket.recognised = true;
  }
  step(world, ticket, amount === 0 ? [] : payment.lines);
  if (amount > 0) moved(world, LAUNDRY, payment.moved);
}

/** Called off: all that was paid goes back, and nothing of it stays in the books. */
export async function cancel(world: World, draws: Draws): Promise<void> {
  const ticket = ticketOf(world, draws);
  if (ticket === undefined) return;
  const kind = draws.of(["cash", "mpesa", "bank", "credit"] as const);
  const { job, paid, customer } = ticket;
  const code = kind === "mpesa" ? world.code() : "";
  const tenders = paid === 0 ? [] : [{ kind, amount: paid, code }];
  const out = kind === "cash" || kind === "mpesa" ? wholeShillings(paid) : paid;
  const refused: Expected =
    ENDED.has(ticket.status) || ticket.status === "collected"
      ? "job.ended"
      : paidOnAccount(world, ticket) > 0
        ? "job.paid_on_account"
        : kind === "cash" && out > 0 && out > world.drawer(LAUNDRY)
          ? "cash.short"
          : null;
  const request = { job, tenders, reason: "changed their mind" };
  if ((await world.attempt("job.cancel", request, refused)) === undefined) return;
  Object.assign(ticket, { status: "cancelled", paid: 0, recognised: false });
  step(world, ticket, given(kind, paid, out, ownerOf(world, customer)));
  moved(world, LAUNDRY, new Map<Kind, number>([[kind, 0 - out]]));
}

function given(kind: Kind, amount: number, out: number, customer: string): Line[] {
  const places: Readonly<Record<string, Line>> = {
    cash: cr(LAUNDRY, ACCOUNTS.cash.LAUNDRY, out, "R1"),
    mpesa: cr(LAUNDRY, ACCOUNTS.mpesa.LAUNDRY, out),
    bank: cr(LAUNDRY, ACCOUNTS.bank, out),
    credit: cr(LAUNDRY, ACCOUNTS.credit, out, customer),
  };
  const from = places[kind];
  return from === undefined ? [] : [from, cr(LAUNDRY, ACCOUNTS.rounding, amount - out)];
}

/** Nobody came back for it, or will pay: the deposit is kept, or the debt given up. */
export async function writeOff(world: World, draws: Draws): Promise<void> {
  const ticket = ticketOf(world, draws);
  if (ticket === undefined) return;
  const left = due(world, ticket);
  const refused: Expected = ENDED.has(ticket.status)
    ? "job.ended"
    : ticket.status === "collected" && left === 0
      ? "job.nothing_owed"
      : null;
  const request = { job: ticket.job, reason: "nobody came" };
  if ((await world.attempt("job.writeOff", request, refused)) === undefined) return;
  const lines: Line[] = [];
  if (ticket.recognised) {
    ticket.lost += left;
    lines.push(dr(LAUNDRY, ACCOUNTS.badDebts, left));
  } else {
    const kept =
      0 - add(ticket.booked.filter((line) => line.account === ACCOUNTS.jobs).map((l) => l.amount));
    ticket.kept += kept;
    lines.push(cr(LAUNDRY, ACCOUNTS.kept, kept));
  }
  if (ticket.status !== "collected") ticket.status = "disposed";
  step(world, ticket, lines);
}

/** Money for what was lost or damaged; the ticket stays what it is. */
export async function compensate(world: World, draws: Draws): Promise<void> {
  const ticket = ticketOf(world, draws);
  if (ticket === undefined) return;
  const amount = draws.whole(1, 90) * 100;
  const kind = draws.of(["cash", "credit"] as const);
  const short = kind === "cash" && amount > world.drawer(LAUNDRY);
  const tenders = [{ kind, amount }];
  const request = { job: ticket.job, what: "A sock", tenders, reason: "lost" };
  const done = await world.attempt("job.compensate", request, short ? "cash.short" : null);
  if (done === undefined) return;
  const back = given(kind, amount, amount, ownerOf(world, ticket.customer));
  world.posted([dr(LAUNDRY, ACCOUNTS.claims, amount), ...back]);
  moved(world, LAUNDRY, new Map<Kind, number>([[kind, 0 - amount]]));
}

/** Every ticket is where the exercise book has it, and asks for what it has as due. */
export async function ticketsAgree(world: World): Promise<void> {
  for (const ticket of world.tickets.values()) {
    const shown = await world.shop.must("job.get", { job: ticket.job });
    const { status, paid, lost } = ticket;
    expect(shown).toMatchObject({ status, paid, lost, due: due(world, ticket) });
  }
}
