import type { Reply } from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { DENOMINATIONS, type CashCount } from "#shared/kernel/denomination.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { templates } from "#shared/businesses/index.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { decideRefund } from "#main/services/refund-sale.ts";
import { act } from "#main/services/act.ts";
import { actorOf, expectDone, type DemoBooks } from "./demo-books.ts";
import { REFUND_REASONS } from "./names.ts";
import { mpesaCode, type Sold } from "./sales.ts";
import type { ShopDemand } from "./demand.ts";
import type { DemoShop } from "./opening.ts";

const FLOAT = cents(500_000);

/** One business's counter on one day, from the float to the Z. */
export interface Counter {
  readonly shop: ShopDemand;
  readonly shift: string;
  /** What was sold today and may come back. */
  readonly sold: Sold[];
}

export function openCounter(
  books: DemoBooks,
  people: DemoShop,
  shop: ShopDemand,
  day: BusinessDay,
): Counter {
  const { cash } = templates[shop.business].accounts;
  const held = partyBalance(books.book, cash, shop.business, books.parts.journal.till());
  const fromSafe = cents(Math.max(0, FLOAT - held));
  const opened = books.call(people.cashier, "shift.open", {
    business: shop.business,
    day,
    counts: countOf(cents(held + fromSafe)),
    fromSafe,
  });
  return { shop, shift: opened.shift.id, sold: [] };
}

/** Now and then a customer brings something back; the manager gives the money back. */
export function refundSomething(books: DemoBooks, people: DemoShop, counter: Counter): void {
  const { chance } = books;
  const simple = counter.sold.filter((each) => each.paidBy !== "other");
  if (simple.length === 0) return;
  const sale = chance.pick(simple);
  counter.sold.splice(counter.sold.indexOf(sale), 1);
  const lines = [{ no: 1, quantity: sale.firstQuantity }];
  const quoted = books.call(people.manager, "sale.quoteRefund", { sale: sale.id, lines });
  if (!affordable(books, counter, quoted)) return;
  const request = {
    command: books.newId(),
    sale: sale.id,
    reason: chance.pick(REFUND_REASONS),
    lines: lines.map((line) => ({ ...line, restock: chance.happens(80) })),
    tenders: quoted.tenders
      .filter(({ amount }) => amount > 0)
      .map(({ kind, amount }) => ({
        kind,
        amount,
        code: kind === "mpesa" ? mpesaCode(books) : "",
      })),
  };
  const { parts, book } = books;
  const refunded = act(
    parts,
    "sale.refund",
    request,
    (_, coming) => decideRefund(book, coming, parts.sealer, request, actorOf(people.manager)),
    () => null,
  );
  expectDone("a refund", refunded);
}

/** Nothing was paid for a gift, and a drawer can be too empty to give back. */
function affordable(
  books: DemoBooks,
  { shop }: Counter,
  quoted: Reply<"sale.quoteRefund">,
): boolean {
  const { cash } = templates[shop.business].accounts;
  const held = partyBalance(books.book, cash, shop.business, books.parts.journal.till());
  return (
    quoted.total > 0 &&
    quoted.tenders.every(({ kind, amount }) => kind !== "cash" || amount <= held)
  );
}

/** Small things that are paid out of the drawer. */
export function payOut(books: DemoBooks, people: DemoShop, { shop, shift }: Counter): void {
  const { chance } = books;
  const [account, reason] = chance.pick([
    [5500, "Boda boda delivery"],
    [5700, "Broom and mop"],
    [5300, "Airtime"],
    [5600, "Chalk board"],
  ] as const);
  const amount = cents(chance.whole(2, 9) * 5000);
  const { cash } = templates[shop.business].accounts;
  const held = partyBalance(books.book, cash, shop.business, books.parts.journal.till());
  if (held < amount) return;
  books.call(people.cashier, "shift.moveCash", {
    shift,
    direction: "out",
    amount,
    account,
    reason,
  });
}

/** The blind count is right on most days; what is over the float goes to the safe. */
export function closeCounter(books: DemoBooks, people: DemoShop, { shop, shift }: Counter): void {
  const { cash } = templates[shop.business].accounts;
  const held = partyBalance(books.book, cash, shop.business, books.parts.journal.till());
  assert(held >= 0, `the drawer of ${shop.business} holds ${held}`);
  const counted = cents(Math.max(0, held + variance(books)));
  books.call(people.cashier, "shift.close", {
    shift,
    counts: countOf(counted),
    mpesaCounted: null,
    leaveInDrawer: cents(Math.min(counted, FLOAT)),
    note: "",
  });
}

/** Short more often than over, and never much. */
function variance({ chance }: DemoBooks): number {
  if (chance.happens(72)) return 0;
  const shillings = chance.pick([5, 10, 10, 20, 20, 50, 50, 100]);
  return (chance.happens(65) ? -shillings : shillings) * 100;
}

/** As few notes and coins as an amount of whole shillings takes. */
function countOf(amount: Money): CashCount {
  assert(amount % 100 === 0, `${amount} cents cannot be counted in coins`);
  const counts: Partial<Record<number, number>> = {};
  let left: number = amount / 100;
  for (const denomination of DENOMINATIONS) {
    const count = Math.floor(left / denomination);
    if (count > 0) counts[denomination] = count;
    left -= count * denomination;
  }
  return counts;
}
