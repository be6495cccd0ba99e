import { setImmediate as breathe } from "node:timers/promises";
import { addDays, nairobiDay, weekday, type BusinessDay } from "#shared/kernel/date.ts";
import type { Parts } from "#main/services/parts.ts";
import { closeCounter, openCounter, payOut, refundSomething, type Counter } from "./counter-day.ts";
import { openDemoBooks, type DemoBooks } from "./demo-books.ts";
import { share, SHOPS } from "./demand.ts";
import {
  giveDepositBack,
  lendBottle,
  openBottles,
  openGas,
  sellGas,
  swapEmpties,
  type Bottle,
  type Cylinders,
} from "./gas-day.ts";
import {
  arrangeLaundry,
  besideTheUsual,
  expected,
  finish,
  handOver,
  OLDEST_TICKET,
  takeIn,
  takeOverTickets,
  wash,
  writeOffForgotten,
  type Tickets,
} from "./laundry-day.ts";
import { fillFridge, loseSomething } from "./goods-day.ts";
import { bankTakings, fillBottles, payBills, receiveDeliveries } from "./office-day.ts";
import { hireUsers, openShop, type DemoShop } from "./opening.ts";
import { openChance } from "./random.ts";
import { sell } from "./sales.ts";
import { mergeTwice, seldom, type When } from "./seldom-day.ts";

export interface DemoOptions {
  /** How many days of trade, the last of them yesterday. */
  readonly days: number;
  readonly progress: (percent: number) => void;
  /** The same seed and the same days make the same shop. */
  readonly seed?: number;
}

const SEED = 20_261_122;

/**
 * Fills empty books with a shop that has been trading: three businesses, about five hundred sales
 * a day, through the same services that the screens use. Today is left to the visitor: no shift
 * is open. One transaction a day; in between the program goes on answering.
 */
export async function fillDemo(parts: Parts, options: DemoOptions): Promise<void> {
  const books = openDemoBooks(parts, openChance(options.seed ?? SEED));
  const yesterday = addDays(nairobiDay(parts.now()), -1);
  const first = addDays(yesterday, 1 - options.days);
  const tickets: Tickets = new Set();
  let cylinders: Cylinders = [];
  let bottle: Bottle | null = null;
  const opens = addDays(first, -1 - OLDEST_TICKET);
  books.at(opens, 15 * HOUR);
  const users = await hireUsers(parts, books);
  let shop: DemoShop | null = null;
  books.inBulk(() => {
    shop = openShop(books, opens, users);
    arrangeLaundry(books, shop);
    cylinders = openGas(books, shop, opens);
    bottle = openBottles(books, opens);
    takeOverTickets(books, shop, tickets, first);
  });
  for (let day = first, done = 1; day <= yesterday; day = addDays(day, 1), done += 1) {
    await breathe();
    const open = shop as DemoShop | null;
    const inHand = { tickets, cylinders, bottle: bottle as Bottle | null };
    const when = { day, first, left: options.days - done };
    if (open !== null) books.inBulk(() => tradeFor(books, open, inHand, when));
    if (open !== null && when.left === 1) mergeTwice(books, open);
    options.progress(Math.floor((done * 100) / options.days));
  }
}

/** What is done with the laundry's jobs. */
const JOB_HAPPENINGS = {
  "take-in": takeIn,
  wash,
  finish,
  "hand-over": handOver,
  "beside-the-usual": besideTheUsual,
  "write-off": writeOffForgotten,
} as const;
type JobHappening = keyof typeof JOB_HAPPENINGS;

/** What happens at a moment of the day. */
interface Happening {
  readonly second: number;
  readonly counter: Counter;
  readonly what: "sale" | "refund" | "pay-out" | "gas" | "bottle" | "deposit-back" | JobHappening;
}

const HOUR = 3600;
const OPENS = 7.5 * HOUR;
const CLOSES = 19.5 * HOUR;

/** What people have in mind from one day to the next. */
interface InHand {
  readonly tickets: Tickets;
  readonly cylinders: Cylinders;
  /** The kind of bottle that is lent with the water in it. */
  readonly bottle: Bottle | null;
}

function tradeFor(
  books: DemoBooks,
  people: DemoShop,
  { tickets, cylinders, bottle }: InHand,
  when: When,
): void {
  const { day } = when;
  books.at(day, OPENS - 2400);
  receiveDeliveries(books, people, day);
  swapEmpties(books, people, cylinders, day);
  fillBottles(books, people, day);
  fillFridge(books, people, day);
  loseSomething(books, people, day);
  const counters = SHOPS.map((shop, at) => {
    books.at(day, OPENS - 900 + at * 240);
    return openCounter(books, people, shop, day);
  });
  let billsPaid = false;
  let booksKept = false;
  for (const { second, counter, what } of happeningsOf(books, counters, tickets, day)) {
    books.at(day, second);
    if (!billsPaid && second > 13 * HOUR) {
      payBills(books, people, day);
      billsPaid = true;
    }
    if (!booksKept && second > 15 * HOUR) {
      seldom(books, people, cylinders, when);
      booksKept = true;
    }
    if (what === "refund") refundSomething(books, people, counter);
    else if (what === "pay-out") payOut(books, people, counter);
    else if (what === "gas") sellGas(books, people, cylinders);
    else if (what === "bottle") {
      if (bottle !== null) lendBottle(books, people, bottle);
    } else if (what === "deposit-back") giveDepositBack(books, people, counter.shop.business);
    else if (what !== "sale") JOB_HAPPENINGS[what](books, people, tickets);
    else {
      const sold = sell(books, people, counter.shop);
      if (sold !== null) counter.sold.push(sold);
    }
  }
  for (const [at, counter] of counters.entries()) {
    books.at(day, CLOSES + at * 360);
    closeCounter(books, people, counter);
  }
  books.at(day, CLOSES + 1800);
  bankTakings(books, people, day);
}

/** Customers of the three counters in the order in which they come in. */
function happeningsOf(
  { chance }: DemoBooks,
  counters: readonly Counter[],
  tickets: Tickets,
  day: BusinessDay,
): Happening[] {
  const percent = share(weekday(day), Number(day.slice(8)));
  const found: Happening[] = [];
  for (const counter of counters) {
    const sales = Math.round((counter.shop.sales * percent * chance.whole(93, 107)) / 10_000);
    for (let n = 0; n < sales; n += 1) {
      found.push({ second: moment(chance), counter, what: "sale" });
    }
    if (chance.happens(55)) found.push({ second: moment(chance), counter, what: "refund" });
    if (chance.happens(30)) found.push({ second: moment(chance), counter, what: "pay-out" });
    const gas = Math.round((counter.shop.cylinders ?? 0) * (percent / 100));
    for (let n = 0; n < gas; n += 1) found.push({ second: moment(chance), counter, what: "gas" });
    // Most of what went out comes back, in the long run.
    for (let n = 0; n < gas; n += 1) {
      if (chance.happens(8)) found.push({ second: moment(chance), counter, what: "deposit-back" });
    }
    for (let n = counter.shop.bottles ?? 0; n > 0; n -= 1) {
      found.push({ second: moment(chance), counter, what: "bottle" });
      if (chance.happens(60)) found.push({ second: moment(chance), counter, what: "deposit-back" });
    }
    const jobs = Math.round(((counter.shop.jobs ?? 0) * percent * chance.whole(85, 115)) / 10_000);
    if (jobs === 0) continue;
    const happens = (what: JobHappening, second = moment(chance)): void =>
      void found.push({ second, counter, what });
    for (let n = 0; n < jobs; n += 1) happens("take-in");
    for (let n = expected(tickets, day); n > 0; n -= 1) happens("hand-over");
    happens("wash", OPENS + 900);
    happens("finish", 11.5 * HOUR);
    happens("finish", 16 * HOUR);
    happens("beside-the-usual", 17 * HOUR);
    if (day.endsWith("-01")) happens("write-off", 18 * HOUR);
  }
  return found.sort((a, b) => a.second - b.second);
}

/** Hours of the day, and how many of a hundred customers come between them. */
const RUSHES = [
  [7.5, 11, 24],
  [11, 14, 33],
  [14, 16.5, 15],
  [16.5, 19.5, 28],
] as const;

/** Busiest at midday and in the evening. */
function moment(chance: DemoBooks["chance"]): number {
  const [from, to] = chance.weighted(RUSHES, ([, , percent]) => percent);
  return chance.whole(from * HOUR, to * HOUR - 60);
}
