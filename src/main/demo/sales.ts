import type { Request } from "#shared/contract/index.ts";
import type { SalePosted } from "#shared/facts/selling.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { quickCash } from "#shared/kernel/denomination.ts";
import { cents, price, ZERO, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import { roundCash } from "#shared/trades/counter-sale.ts";
import { standing } from "#main/journal/read/customers.ts";
import { act } from "#main/services/act.ts";
import { decideSale } from "#main/services/post-sale.ts";
import { LINES_OF_A_SALE, type ShopDemand } from "./demand.ts";
import { actorOf, expectDone, type DemoBooks } from "./demo-books.ts";
import type { DemoItem, DemoShop } from "./opening.ts";

type SaleRequest = Request<"sale.post">;
type AskedLine = SaleRequest["lines"][number];

/** A sale of today, as far as a refund needs it. */
export interface Sold {
  readonly id: string;
  readonly firstQuantity: Quantity;
  readonly paidBy: "cash" | "mpesa" | "other";
}

/** One customer at a counter; null where the shelf was too empty for what they wanted. */
export function sell(books: DemoBooks, people: DemoShop, shop: ShopDemand): Sold | null {
  const lines = basket(books, people.items.get(shop.business) ?? []);
  const [first] = lines;
  if (first === undefined) return null;
  const worth = lines.reduce((total, line) => total + lineTotal(line), 0);
  const discount = discountOn(books, worth);
  const due = cents(worth - discount);
  const payment = paymentOf(books, people, due);
  const request = {
    business: shop.business,
    lines,
    discount,
    ...payment,
  };
  const posted = post(books, people, request);
  if (posted === null) return null;
  const [only, more] = payment.tenders;
  const simple = more === undefined && (only?.kind === "cash" || only?.kind === "mpesa");
  return { id: posted.id, firstQuantity: first.quantity, paidBy: simple ? only.kind : "other" };
}

/** Posts what a cashier sells; null where the shelf was too empty. */
export function post(
  books: DemoBooks,
  people: DemoShop,
  sale: Omit<SaleRequest, "command">,
): SalePosted | null {
  const { parts, book } = books;
  const request = { command: books.newId(), ...sale };
  const posted = act<"sale.post", "sale.posted", SalePosted>(
    parts,
    "sale.post",
    request,
    (_, coming) => decideSale(book, coming, parts.sealer, request, actorOf(people.cashier)),
    ({ fact }) => fact,
  );
  if (!posted.ok && posted.refusal.code === "stock.insufficient") return null;
  return expectDone("a sale", posted);
}

/** What one customer wants: mostly one thing or two, mostly few of each. */
export function basket({ chance }: DemoBooks, items: readonly DemoItem[]): AskedLine[] {
  const wanted = items.filter((item) => item.demand !== null && item.price !== null);
  const [count] = chance.weighted(LINES_OF_A_SALE, ([, percent]) => percent);
  const chosen = new Set<DemoItem>();
  for (let at = 0; at < count; at += 1) chosen.add(chance.weighted(wanted, weightOf));
  return [...chosen].map((item) => {
    const [least, most, step] = item.demand?.quantity ?? [1000, 1000, 1000];
    // Two draws, the lower one: small quantities are more usual than large ones.
    const steps = Math.floor((most - least) / step);
    const drawn = Math.min(chance.whole(0, steps), chance.whole(0, steps));
    return {
      item: item.id,
      quantity: quantity(least + drawn * step),
      unitPrice: cents(item.price ?? 0),
      discount: ZERO,
    };
  });
}

function weightOf(item: DemoItem): number {
  return item.demand?.weight ?? 0;
}

function lineTotal({ unitPrice, quantity: amount, discount }: AskedLine): number {
  return price(unitPrice, amount) - discount;
}

/** Round sums for good customers on larger sales. */
function discountOn({ chance }: DemoBooks, worth: number): Money {
  if (worth < 60_000 || !chance.happens(4)) return ZERO;
  return cents(chance.pick([1000, 2000, 5000]));
}

type Payment = Pick<SaleRequest, "customer" | "tenders">;

/** Six in ten pay cash, more than a third by M-Pesa, a few split it or have it written up. */
function paymentOf(books: DemoBooks, people: DemoShop, due: Money): Payment {
  const { chance } = books;
  const customer = chance.happens(7) ? chance.pick(people.customers) : null;
  if (customer !== null && chance.happens(65) && due > 0) {
    const { owed } = standing(books.book, customer.id);
    if (owed + due <= customer.creditLimit) {
      return { customer: customer.id, tenders: [{ kind: "account", amount: due }] };
    }
  }
  const named = customer?.id ?? null;
  if (due >= 50_000 && chance.happens(4)) {
    const part = cents(Math.floor(due / 20_000) * 10_000);
    const tendered = roundCash(cents(due - part), 100);
    return {
      customer: named,
      tenders: [
        { kind: "mpesa", amount: part, code: mpesaCode(books) },
        { kind: "cash", tendered },
      ],
    };
  }
  return { customer: named, tenders: simplePayment(books, due) };
}

type SimpleTender =
  | { readonly kind: "mpesa"; readonly amount: Money; readonly code: string }
  | { readonly kind: "cash"; readonly tendered: Money };

/** By M-Pesa or in cash, the whole of it; cash mostly with a note too large. */
export function simplePayment(books: DemoBooks, due: Money): [SimpleTender] {
  const { chance } = books;
  if (due % 100 === 0 && due >= 5000 && chance.happens(37)) {
    return [{ kind: "mpesa", amount: due, code: mpesaCode(books) }];
  }
  const offers = quickCash(roundCash(due, 100));
  return [{ kind: "cash", tendered: offers.length === 0 ? ZERO : chance.pick(offers) }];
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const DAYS = "123456789ABCDEFGHIJKLMNOPQRSTUV";

/** A code as it is issued on that day: year, month, day and seven characters. */
export function mpesaCode(books: DemoBooks): string {
  const [year = 0, month = 0, day = 0] = nairobiDay(books.now()).split("-").map(Number);
  let code =
    ("LMNOPQRSTUVWXYZ"[year - 2017] ?? "K") + (LETTERS[month - 1] ?? "") + (DAYS[day - 1] ?? "");
  for (let at = 0; at < 7; at += 1) code += LETTERS[books.chance.whole(0, 35)] ?? "";
  return code;
}
