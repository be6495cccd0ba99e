import { templates } from "#shared/businesses/index.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, sum } from "#shared/kernel/money.ts";
import { parsePhone } from "#shared/kernel/phone.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { assert } from "#shared/kernel/assert.ts";
import { customerWithPhone, partyBalance } from "#main/journal/read/customers.ts";
import type { DemoBooks } from "./demo-books.ts";
import { type Cylinders } from "./gas-day.ts";
import { countHousehold, sendMilkBack } from "./goods-day.ts";
import { TWICE_WRITTEN_DOWN } from "./names.ts";
import type { DemoShop } from "./opening.ts";
import { mpesaCode, post } from "./sales.ts";

/** The days of trade, and how many are left after this one. */
export interface When {
  readonly day: BusinessDay;
  readonly first: BusinessDay;
  readonly left: number;
}

/**
 * What an office does not do each day. Two evenings before the visitor comes and on the last one
 * a little of everything has happened, however many days the shop has traded.
 */
export function seldom(
  books: DemoBooks,
  people: DemoShop,
  cylinders: Cylinders,
  { day, first, left }: When,
): void {
  if (left % 7 === 1) {
    sendMilkBack(books, people, day);
    countHousehold(books, people, day);
  }
  if (left % 7 === 0) agreeStatements(books, people, first, addDays(day, -1));
  if (left === 1) {
    setAside(books, people, cylinders, day);
    forfeitOldest(books, people, day);
    moneyWithoutSale(books, people, day);
    writeDownTwice(books, people);
  }
  if (left === 0) {
    raisePrices(books, people, day);
    correctMistake(books, people, day);
  }
}

/** A valve hisses: nobody gets this cylinder before somebody has looked at it. */
function setAside(
  books: DemoBooks,
  people: DemoShop,
  cylinders: Cylinders,
  day: BusinessDay,
): void {
  const kind = cylinders.find(({ serials }) => serials.length > 0);
  if (kind === undefined) return;
  books.call(people.manager, "returnable.move", {
    business: "RETAIL",
    day,
    form: "quarantine",
    place: "full",
    moves: [{ type: kind.id, count: 1, serials: kind.serials.slice(-1) }],
    reason: "The valve hisses",
  });
}

/** Who took a cylinder before these books began and moved away keeps it, and we the deposit. */
function forfeitOldest(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const { deposits } = books.call(people.accountant, "deposit.list", {
    business: "RETAIL",
    days: 60,
  });
  const [oldest] = deposits;
  if (oldest === undefined) return;
  books.call(people.accountant, "deposit.forfeit", {
    deposit: oldest.id,
    day,
    reason: "Moved away, not reached for three months",
  });
}

/** Two payments came to the till that no sale knows: one says whose it is, one waits. */
function moneyWithoutSale(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const { accountant, customers } = people;
  const receive = (amount: number, name: string, phone: string): string =>
    books.call(accountant, "mpesa.receive", {
      business: "WATER",
      day,
      code: mpesaCode(books),
      amount,
      name,
      phone,
      seen: "statement",
    }).id;
  const { receivable } = templates.WATER.accounts;
  const owed = (id: string): number => partyBalance(books.book, receivable, "WATER", id);
  const [debtor] = customers.toSorted((a, b) => owed(b.id) - owed(a.id));
  assert(debtor !== undefined, "the shop has customers");
  const amount = Math.max(100_00, Math.floor(owed(debtor.id) / 100_00) * 100_00);
  books.call(accountant, "mpesa.match", {
    received: receive(amount, debtor.name.toUpperCase(), debtor.phone),
    to: { kind: "customer", customer: debtor.id },
  });
  receive(45_000, "JANET WAITHERA", "");
}

/** A caterer is written down a second time, with another number, and buys on account. */
function writeDownTwice(books: DemoBooks, people: DemoShop): void {
  const { name, phone, creditLimit } = TWICE_WRITTEN_DOWN;
  const refill = people.items.get("WATER")?.find(({ sku }) => sku === "R-20L");
  assert(refill !== undefined, "the caterer buys water");
  const { id: customer } = books.call(people.cashier, "customer.save", {
    name,
    phone,
    creditLimit,
  });
  const unitPrice = cents(refill.price ?? 0);
  post(books, people, {
    business: "WATER",
    customer,
    lines: [{ item: refill.id, quantity: quantity(6000), unitPrice, discount: cents(0) }],
    discount: cents(0),
    tenders: [{ kind: "account", amount: cents(unitPrice * 6) }],
  });
}

/** In the evening somebody notices. Merging commits by itself: not among the day's other acts. */
export function mergeTwice(books: DemoBooks, people: DemoShop): void {
  const into = people.customers.find((each) => each.name === TWICE_WRITTEN_DOWN.of);
  const index = books.parts.sealer.index(parsePhone(TWICE_WRITTEN_DOWN.phone) ?? "", "phone");
  const from = customerWithPhone(books.book, index);
  assert(into !== undefined && from !== undefined, "the caterer is there twice");
  books.call(people.accountant, "customer.merge", {
    from: from.id,
    into: into.id,
    reason: "The same caterer with his second phone",
  });
}

/** New prices on paper, from the day after tomorrow on: the visitor's tomorrow. */
function raisePrices(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const prices = (people.items.get("RETAIL") ?? []).flatMap(({ id, sku, price }) =>
    RAISED.has(sku) && price !== null ? [{ item: id, price: cents(price + 500) }] : [],
  );
  const from = addDays(day, 2);
  books.call(people.manager, "price.saveList", { business: "RETAIL", from, prices });
}

const RAISED = new Set(["G-MILK", "G-BREAD"]);

/** Airtime recorded twice; the second one is taken back. */
function correctMistake(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const { mpesa } = templates.RETAIL.accounts;
  const airtime = () =>
    books.call(people.accountant, "entry.expense", {
      day,
      account: 5300,
      shares: [{ business: "RETAIL", amount: 100_000 }],
      paidFrom: mpesa,
      memo: "Airtime and data bundle",
    });
  airtime();
  const { entry } = airtime();
  books.call(people.accountant, "entry.reverse", { entry, day, reason: "Recorded twice" });
}

/** Two M-Pesa statements say what the books say, through a day; the bank's is left to the visitor. */
function agreeStatements(
  books: DemoBooks,
  people: DemoShop,
  first: BusinessDay,
  through: BusinessDay,
): void {
  if (through < first) return;
  for (const { accounts } of [templates.WATER, templates.RETAIL]) {
    const account = accounts.mpesa;
    const asked = { account, since: first, through };
    const open = books.call(people.accountant, "reconciliation.open", asked);
    const lines = open.lines.filter((line) => line.day <= through);
    const agreed = lines.map(({ of, no, day, amount }) => ({
      statement: [{ day, amount }],
      lines: [{ of, no }],
    }));
    const closing = sum([open.opening, ...lines.map(({ amount }) => amount)]);
    books.call(people.accountant, "reconciliation.finish", { ...asked, closing, matched: agreed });
  }
}
