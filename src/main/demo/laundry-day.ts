import { contract, type Request, type RequestInput } from "#shared/contract/index.ts";
import type { JobReceived } from "#shared/facts/jobs.ts";
import { addDays, daysBetween, nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, ZERO, type Money } from "#shared/kernel/money.ts";
import { templates } from "#shared/businesses/index.ts";
import { partyBalance, standing } from "#main/journal/read/customers.ts";
import { dueOf, job as readJob } from "#main/journal/read/jobs.ts";
import { act } from "#main/services/act.ts";
import {
  doOnJob,
  type DecideJobAct,
  type JobActName,
  type OnJob,
} from "#main/services/jobs/act-on-job.ts";
import {
  decideCancellation,
  decideCompensation,
  decideWriteOff,
} from "#main/services/jobs/end-job.ts";
import { decideMove } from "#main/services/jobs/move-job.ts";
import { decideCollection, decideJobPayment } from "#main/services/jobs/pay-job.ts";
import { decideReceipt } from "#main/services/jobs/receive-job.ts";
import { actorOf, expectDone, type DemoBooks, type Person } from "./demo-books.ts";
import { COLOURS, DAMAGES, RACKS } from "./names.ts";
import type { DemoShop } from "./opening.ts";
import { basket, simplePayment } from "./sales.ts";

const LAUNDRY = "LAUNDRY";

/** A job that somebody still has something to do with. */
interface Ticket {
  readonly job: string;
  readonly customer: string;
  readonly limit: number;
  readonly takenIn: BusinessDay;
  readonly promised: BusinessDay;
  readonly express: boolean;
  /** So many days after it is ready somebody comes for it; null: nobody does. */
  readonly comesAfter: number | null;
  status: "received" | "washing" | "ready";
  readyDay: BusinessDay | null;
}

/** The laundry's work in hand, as those who work there have it in their heads. */
export type Tickets = Set<Ticket>;

/** Days until the customer comes, and how many of a hundred customers are like that. */
const COMES: readonly (readonly [days: number | null, percent: number])[] = [
  [0, 30],
  [1, 28],
  [2, 15],
  [3, 9],
  [5, 8],
  [9, 5],
  [20, 2],
  [null, 3],
];

/** Somebody brings work: what, how it looks, by when, and often something is paid at once. */
export function takeIn(books: DemoBooks, people: DemoShop, tickets: Tickets): void {
  const { chance } = books;
  const hotel = chance.happens(14);
  const customer = hotel ? chance.pick(people.customers.slice(1, 8)) : chance.pick(people.regulars);
  const express = chance.happens(8);
  const lines = basket(books, services(people)).map(({ item, quantity, unitPrice }) => {
    const whole = quantity % 1000 === 0;
    return {
      item,
      quantity,
      unitPrice,
      pieces: whole ? Math.min(60, quantity / 1000) : chance.whole(8, 22),
      colour: chance.pick(COLOURS),
      brand: "",
      defects: chance.happens(7) ? chance.pick(DAMAGES) : "",
    };
  });
  const [comesAfter] = chance.weighted(COMES, ([, percent]) => percent);
  const paid = hotel ? 0 : chance.pick([0, 0, 0, 50, 50, 100]);
  receive(books, people, tickets, { customer, lines, express, paid, comesAfter });
}

function services(people: DemoShop) {
  return (people.items.get(LAUNDRY) ?? []).filter((item) => item.sku !== "L-EXPRESS");
}

interface Brought {
  readonly customer: Person & { readonly creditLimit: number };
  readonly lines: RequestInput<"job.receive">["lines"];
  readonly express: boolean;
  /** Per cent of the price, paid at once. */
  readonly paid: number;
  readonly comesAfter: number | null;
}

function receive(books: DemoBooks, people: DemoShop, tickets: Tickets, brought: Brought): Ticket {
  const { parts, book } = books;
  const { customer, lines, express, comesAfter } = brought;
  const price = lines.reduce(
    (total, line) => total + Math.round((line.unitPrice * line.quantity) / 1000),
    0,
  );
  const deposit = cents(Math.floor((price * brought.paid) / 500_000) * 5000);
  const request = asked("job.receive", books, {
    business: LAUNDRY,
    customer: customer.id,
    lines,
    express,
    deposit,
    tenders: deposit === 0 ? [] : simplePayment(books, deposit),
    acknowledged: true,
  });
  const received = act<"job.receive", "job.received", JobReceived>(
    parts,
    "job.receive",
    request,
    (_, coming) => decideReceipt(book, coming, parts.sealer, request, actorOf(people.cashier)),
    ({ fact }) => fact,
  );
  const fact = expectDone("taking work in", received);
  const ticket: Ticket = {
    job: fact.id,
    customer: customer.id,
    limit: customer.creditLimit,
    takenIn: nairobiDay(fact.at),
    promised: nairobiDay(fact.body.promised),
    express,
    comesAfter,
    status: "received",
    readyDay: null,
  };
  tickets.add(ticket);
  return ticket;
}

function asked<Name extends JobActName | "job.receive">(
  name: Name,
  books: DemoBooks,
  request: Omit<RequestInput<Name>, "command">,
): Request<Name> {
  return contract[name].request.parse({ command: books.newId(), ...request }) as Request<Name>;
}

/** Does one act as a person; nobody tries what would be refused. */
function doAs<Name extends JobActName, Kind extends OnJob>(
  books: DemoBooks,
  who: Person,
  name: Name,
  decide: DecideJobAct<Name, Kind>,
  request: Omit<RequestInput<Name>, "command">,
): void {
  const told = asked(name, books, request);
  expectDone(name, doOnJob(books.parts, name, decide, told, actorOf(who)));
}

/** Yesterday's bags go into the machines; so does what is promised for today. */
export function wash(books: DemoBooks, people: DemoShop, tickets: Tickets): void {
  const today = nairobiDay(books.now());
  for (const ticket of tickets) {
    const due = ticket.takenIn < today || ticket.express;
    if (ticket.status !== "received" || !due || books.chance.happens(3)) continue;
    doAs(books, people.cashier, "job.move", decideMove, { job: ticket.job, to: "washing" });
    ticket.status = "washing";
  }
}

/** What is promised for today or tomorrow is ironed, and hung on a rack. */
export function finish(books: DemoBooks, people: DemoShop, tickets: Tickets): void {
  const today = nairobiDay(books.now());
  for (const ticket of tickets) {
    if (ticket.status !== "washing" || ticket.promised > addDays(today, 1)) continue;
    if (!books.chance.happens(ticket.promised <= today ? 90 : 55)) continue;
    hang(books, people, ticket);
  }
}

function hang(books: DemoBooks, people: DemoShop, ticket: Ticket): void {
  const rack = books.chance.pick(RACKS);
  doAs(books, people.cashier, "job.move", decideMove, { job: ticket.job, to: "ready", rack });
  ticket.status = "ready";
  ticket.readyDay = nairobiDay(books.now());
}

/** How many come for their work today, as far as can be known in the morning. */
export function expected(tickets: Tickets, today: BusinessDay): number {
  let coming = 0;
  for (const ticket of tickets) {
    if (comes(ticket, today)) coming += 1;
    if (ticket.status === "washing" && ticket.promised <= today && ticket.comesAfter === 0) {
      coming += 1;
    }
  }
  return coming;
}

function comes({ status, readyDay, comesAfter }: Ticket, today: BusinessDay): boolean {
  if (status !== "ready" || readyDay === null || comesAfter === null) return false;
  return daysBetween(readyDay, today) >= comesAfter;
}

/** The next customer comes, pays what is due, and takes the work home; hotels have it written up. */
export function handOver(books: DemoBooks, people: DemoShop, tickets: Tickets): void {
  const today = nairobiDay(books.now());
  const ticket = [...tickets].find((each) => comes(each, today));
  if (ticket === undefined) return;
  const due = dueFor(books, ticket);
  const { owed } = standing(books.book, ticket.customer);
  const writtenUp = ticket.limit > 0 && due > 0 && owed <= ticket.limit;
  const amount = writtenUp ? ZERO : due;
  const who = writtenUp ? people.manager : people.cashier;
  doAs(books, who, "job.collect", decideCollection, {
    job: ticket.job,
    amount,
    tenders: amount === 0 ? [] : simplePayment(books, amount),
  });
  tickets.delete(ticket);
}

function dueFor({ book }: DemoBooks, { job }: Ticket): Money {
  const row = readJob(book, job);
  return row === undefined ? ZERO : dueOf(book, row).due;
}

/** What happens now and then: part of it paid ahead, a stain, a loss, a change of mind. */
export function besideTheUsual(books: DemoBooks, people: DemoShop, tickets: Tickets): void {
  const { chance } = books;
  const pick = (status: Ticket["status"]): Ticket | undefined => {
    const found = [...tickets].filter((each) => each.status === status);
    return found.length === 0 ? undefined : chance.pick(found);
  };
  const waiting = pick("ready");
  if (waiting !== undefined && chance.happens(45)) payPart(books, people, waiting);
  const stained = pick("ready");
  if (stained !== undefined && stained.comesAfter !== null && chance.happens(12)) {
    const reason = "A stain is still there";
    const back = { job: stained.job, to: "washing" as const, reason };
    if (dueFor(books, stained) === owedFor(books, stained)) {
      doAs(books, people.manager, "job.move", decideMove, back);
      stained.status = "washing";
    }
  }
  const unwanted = pick("received");
  if (unwanted !== undefined && chance.happens(10)) cancel(books, people, tickets, unwanted);
  const damaged = pick("ready");
  if (damaged !== undefined && chance.happens(5)) compensate(books, people, damaged);
}

/** What its own acts leave open: more than is due where a payment on account settled some. */
function owedFor({ book }: DemoBooks, { job }: Ticket): number {
  const row = readJob(book, job);
  return row === undefined ? 0 : row.total - row.paid - row.lost;
}

function payPart(books: DemoBooks, people: DemoShop, ticket: Ticket): void {
  const amount = cents(Math.floor(dueFor(books, ticket) / 20_000) * 10_000);
  if (amount === 0) return;
  const tenders = simplePayment(books, amount);
  doAs(books, people.cashier, "job.pay", decideJobPayment, { job: ticket.job, amount, tenders });
}

function held(books: DemoBooks): Money {
  const { cash } = templates[LAUNDRY].accounts;
  return partyBalance(books.book, cash, LAUNDRY, books.parts.journal.till());
}

function cancel(books: DemoBooks, people: DemoShop, tickets: Tickets, ticket: Ticket): void {
  const paid = readJob(books.book, ticket.job)?.paid ?? ZERO;
  const kind = paid <= held(books) ? ("cash" as const) : ("credit" as const);
  const tenders = paid === 0 ? [] : [{ kind, amount: paid }];
  const reason = "Needs it today";
  const request = { job: ticket.job, tenders, reason };
  doAs(books, people.manager, "job.cancel", decideCancellation, request);
  tickets.delete(ticket);
}

function compensate(books: DemoBooks, people: DemoShop, ticket: Ticket): void {
  const amount = cents(books.chance.whole(3, 12) * 10_000);
  if (amount > held(books)) return;
  doAs(books, people.manager, "job.compensate", decideCompensation, {
    job: ticket.job,
    what: "A shirt lost its colour",
    tenders: [{ kind: "cash", amount }],
    reason: "Washed too hot",
  });
}

const GIVEN_UP_DAYS = 120;

/** On the first of a month: what nobody came for in four months is given up. */
export function writeOffForgotten(books: DemoBooks, people: DemoShop, tickets: Tickets): void {
  const before = addDays(nairobiDay(books.now()), -GIVEN_UP_DAYS);
  for (const ticket of tickets) {
    if (ticket.readyDay === null || ticket.readyDay > before) continue;
    const request = { job: ticket.job, reason: "Nobody came for it" };
    doAs(books, people.manager, "job.writeOff", decideWriteOff, request);
    tickets.delete(ticket);
  }
}

/** Where ready work hangs, and what takes longer than a shirt. */
export function arrangeLaundry(books: DemoBooks, people: DemoShop): void {
  const settings = books.call(people.owner, "job.settings", { business: LAUNDRY });
  const { expressAccount: _, ...now } = settings;
  const slow = { "L-DUVET": 72, "L-CARPET": 96 };
  const turnaround = Object.entries(slow).flatMap(([sku, hours]) =>
    services(people)
      .filter((item) => item.sku === sku)
      .map((item) => ({ item: item.id, hours })),
  );
  const changed = { ...now, turnaround, racks: [...RACKS] };
  books.call(people.owner, "job.saveSettings", { business: LAUNDRY, ...changed });
}

/** Days before trade began, and pieces: tickets from the exercise book. */
const TAKEN_OVER = [
  [97, 6],
  [72, 3],
  [64, 9],
  [45, 4],
  [38, 7],
  [33, 2],
  [24, 5],
  [16, 8],
  [7, 4],
  [4, 3],
] as const;

/** The last of them is fetched on the first day. */
const FETCHED = TAKEN_OVER.length - 1;

export const OLDEST_TICKET = TAKEN_OVER[0][0];

/** Bags that hung there already when trade began; the owners of most have not come since. */
export function takeOverTickets(
  books: DemoBooks,
  people: DemoShop,
  tickets: Tickets,
  first: BusinessDay,
): void {
  for (const [at, [days, pieces]] of TAKEN_OVER.entries()) {
    const item = services(people)[at % 5];
    const customer = people.regulars[at];
    if (item === undefined || customer === undefined) continue;
    books.at(addDays(first, -days), 14 * 3600 + at * 60);
    const line = { item: item.id, quantity: pieces * 1000, unitPrice: item.price ?? 0, pieces };
    const colour = books.chance.pick(COLOURS);
    const brought = { customer, lines: [{ ...line, colour }], express: false, paid: 0 };
    const ticket = receive(books, people, tickets, {
      ...brought,
      comesAfter: at === FETCHED ? 2 : null,
    });
    books.at(addDays(first, 2 - days), 15 * 3600 + at * 60);
    hang(books, people, ticket);
  }
}
