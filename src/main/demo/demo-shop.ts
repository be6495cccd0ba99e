import { setImmediate as breathe } from "node:timers/promises";
import { addDays, nairobiDay, weekday, type BusinessDay } from "#shared/kernel/date.ts";
import type { Parts } from "#main/services/parts.ts";
import { closeCounter, openCounter, payOut, refundSomething, type Counter } from "./counter-day.ts";
import { openDemoBooks, type DemoBooks } from "./demo-books.ts";
import { share, SHOPS } from "./demand.ts";
import {
  bankTakings,
  breakSomething,
  fillBottles,
  payBills,
  receiveDeliveries,
} from "./office-day.ts";
import { hireUsers, openShop, type DemoShop } from "./opening.ts";
import { openChance } from "./random.ts";
import { sell } from "./sales.ts";

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
  books.at(addDays(first, -1), 15 * HOUR);
  const users = await hireUsers(parts, books);
  let shop: DemoShop | null = null;
  books.inBulk(() => {
    shop = openShop(books, addDays(first, -1), users);
  });
  for (let day = first, done = 1; day <= yesterday; day = addDays(day, 1), done += 1) {
    await breathe();
    const open = shop as DemoShop | null;
    if (open !== null) books.inBulk(() => tradeFor(books, open, day));
    options.progress(Math.floor((done * 100) / options.days));
  }
}

/** What happens at a moment of the day. */
interface Happening {
  readonly second: number;
  readonly counter: Counter;
  readonly what: "sale" | "refund" | "pay-out";
}

const HOUR = 3600;
const OPENS = 7.5 * HOUR;
const CLOSES = 19.5 * HOUR;

function tradeFor(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  books.at(day, OPENS - 2400);
  receiveDeliveries(books, people, day);
  fillBottles(books, people, day);
  breakSomething(books, people, day);
  const counters = SHOPS.map((shop, at) => {
    books.at(day, OPENS - 900 + at * 240);
    return openCounter(books, people, shop, day);
  });
  let billsPaid = false;
  for (const { second, counter, what } of happeningsOf(books, counters, day)) {
    books.at(day, second);
    if (!billsPaid && second > 13 * HOUR) {
      payBills(books, people, day);
      billsPaid = true;
    }
    if (what === "refund") refundSomething(books, people, counter);
    else if (what === "pay-out") payOut(books, people, counter);
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
