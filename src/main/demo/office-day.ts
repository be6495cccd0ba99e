import { templates } from "#shared/businesses/index.ts";
import { weekday, type BusinessDay } from "#shared/kernel/date.ts";
import { allocate, cents, less, ZERO, type Money } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { accountBalance } from "#main/journal/read/chart.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { receipts } from "#main/journal/read/mpesa.ts";
import { items as readItems } from "#main/journal/read/catalog.ts";
import { act } from "#main/services/act.ts";
import { decidePayment } from "#main/services/payments/pay-customer.ts";
import { actorOf, expectDone, type DemoBooks } from "./demo-books.ts";
import { SHOPS, type ShopDemand } from "./demand.ts";
import { DEMO_EXPENSES, type DemoExpense } from "./names.ts";
import { delivered, type DemoItem, type DemoShop } from "./opening.ts";
import { mpesaCode } from "./sales.ts";

/** An item is bought again when it would not last so many days, for so many days. */
const LASTS_DAYS = 4;
const BUYS_DAYS = 13;
/** Bread and milk come each morning, for the day and a little more. */
const FRESH_DAYS = 1.3;

/** Before the shop opens: what runs low is delivered, on the supplier's account. */
export function receiveDeliveries(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  for (const { business } of SHOPS) {
    const levels = levelsOf(books, business, day);
    const low = (people.items.get(business) ?? []).filter(
      (item) =>
        item.cost !== null &&
        !item.made &&
        (levels.get(item.id) ?? 0) < item.dailyUse * (item.fresh ? FRESH_DAYS : LASTS_DAYS),
    );
    for (const [supplier, items] of bySupplier(low)) {
      const lines = items.flatMap((item) => delivered(item, item.fresh ? FRESH_DAYS : BUYS_DAYS));
      const reference = `DN-${books.chance.whole(10_000, 99_999)}`;
      books.call(people.manager, "stock.receive", { business, day, supplier, reference, lines });
    }
  }
}

/** A run fills what sells in so many days. */
const FILLS_DAYS = 3;

/** Before the shop opens, what was filled the evening before: bottles that run low. */
export function fillBottles(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  for (const { business } of SHOPS) {
    const levels = levelsOf(books, business, day);
    for (const item of people.items.get(business) ?? []) {
      if (!item.made || (levels.get(item.id) ?? 0) >= item.dailyUse * FILLS_DAYS) continue;
      const units = Math.max(6, Math.ceil((item.dailyUse * FILLS_DAYS) / 1000));
      const lost = books.chance.happens(45) ? books.chance.whole(1, 2) : 0;
      const made = { good: quantity(units * 1000), lost: quantity(lost * 1000) };
      books.call(people.cashier, "production.record", { business, day, product: item.id, ...made });
    }
  }
}

/** What is there of each item of a business, by its id. */
export function levelsOf(
  books: DemoBooks,
  business: string,
  day: BusinessDay,
): Map<string, number> {
  const found = readItems(books.book, day, {
    business,
    within: [business],
    text: "",
    filter: "all",
    offset: 0,
    limit: 500,
  });
  return new Map(found.items.map((item) => [item.id, item.stock ?? 0]));
}

function bySupplier(items: readonly DemoItem[]): Map<string, DemoItem[]> {
  const found = new Map<string, DemoItem[]>();
  for (const item of items) {
    if (item.supplier === null) continue;
    found.set(item.supplier.id, [...(found.get(item.supplier.id) ?? []), item]);
  }
  return found;
}

/** At midday: bills that are due, and on Thursdays what is owed to suppliers. */
export function payBills(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  for (const expense of DEMO_EXPENSES) {
    if (isDue(expense, day)) payExpense(books, people, expense, day);
  }
  compareMpesa(books, people, day);
  if (weekday(day) === 4) paySuppliers(books, people, day);
  if (weekday(day) === 5) collectDebts(books, people);
  if (Number(day.slice(8)) === 20) settleTax(books, people, day);
}

/** The accountant compares yesterday's codes with the statement; today's wait until tomorrow. */
function compareMpesa(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  const { sealer } = books.parts;
  for (const { business } of SHOPS) {
    const wanted = {
      within: [business],
      state: "claimed",
      index: "",
      offset: 0,
      limit: 500,
    } as const;
    const found = receipts(books.book, wanted)
      .rows.filter((row) => row.day < day)
      .map(({ of, index, cipher }) => ({
        of,
        code: cipher === null ? "" : sealer.unseal({ cipher, index }),
      }));
    if (found.length === 0) continue;
    books.call(people.accountant, "mpesa.confirm", {
      business,
      receipts: found,
      seen: "statement",
    });
  }
}

function isDue({ on }: DemoExpense, day: BusinessDay): boolean {
  return "weekday" in on ? on.weekday === weekday(day) : on.dayOfMonth === Number(day.slice(8));
}

/** The whole shop's bills are shared by what each business sells. */
function payExpense(
  books: DemoBooks,
  people: DemoShop,
  expense: DemoExpense,
  day: BusinessDay,
): void {
  const {
    account,
    memo,
    shillings: [least, most],
  } = expense;
  const amount = cents(books.chance.whole(least / 10, most / 10) * 1000);
  const payers = SHOPS.filter(
    ({ business }) => expense.business === null || business === expense.business,
  );
  const parts = allocate(
    amount,
    payers.map(({ sales }) => sales),
  );
  const shares = payers.map(({ business }, at) => ({ business, amount: parts[at] ?? ZERO }));
  const payer = expense.business ?? "RETAIL";
  const { bank, mpesa } = templates[payer].accounts;
  books.call(people.accountant, "entry.expense", {
    day,
    account,
    shares,
    memo,
    paidFrom: expense.paidBy === "bank" ? bank : mpesa,
    fee: cents(expense.paidBy === "bank" ? 5000 : 3300),
  });
}

function paySuppliers(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  for (const { business } of SHOPS) {
    const { payable, bank } = templates[business].accounts;
    for (const supplier of suppliersOf(people, business)) {
      const owed = cents(-partyBalance(books.book, payable, business, supplier));
      if (owed <= 0) continue;
      books.call(people.accountant, "supplier.pay", {
        business,
        day,
        supplier,
        amount: owed,
        fee: cents(5000),
        paidFrom: bank,
        memo: "Weekly settlement",
      });
    }
  }
}

function suppliersOf(people: DemoShop, business: string): Set<string> {
  const ids = (people.items.get(business) ?? []).map((item) => item.supplier?.id);
  return new Set(ids.filter((id) => id !== undefined));
}

/** On Fridays most of those who bought on account pay what they owe, or a round part of it. */
function collectDebts(books: DemoBooks, people: DemoShop): void {
  const { chance, parts, book } = books;
  for (const { business } of SHOPS) {
    const { receivable } = templates[business].accounts;
    for (const customer of people.customers) {
      const owed = partyBalance(book, receivable, business, customer.id);
      if (owed <= 0 || !chance.happens(60)) continue;
      const amount = cents(
        owed > 500_000 ? Math.ceil(owed / 200_000) * 100_000 : Math.ceil(owed / 100) * 100,
      );
      const request = {
        command: books.newId(),
        business,
        customer: customer.id,
        memo: "",
        first: [],
        toCredit: false,
        payment: { kind: "mpesa" as const, amount, code: mpesaCode(books) },
      };
      const paid = act(
        parts,
        "customer.pay",
        request,
        (_, coming) => decidePayment(book, coming, parts.sealer, request, actorOf(people.cashier)),
        () => null,
      );
      expectDone("a customer's payment", paid);
    }
  }
}

/** On the 20th the tax on sales, less that on purchases, is paid to the authority. */
function settleTax(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  for (const { business } of SHOPS) {
    const { outputTax, inputTax, bank } = templates[business].accounts;
    const output = cents(-accountBalance(books.book, outputTax, business));
    const input = cents(accountBalance(books.book, inputTax, business));
    const due = less(output, input);
    if (input <= 0 || due <= 0) continue;
    books.call(people.accountant, "entry.manual", {
      day,
      type: "manual",
      memo: "VAT return",
      lines: [
        { business, account: outputTax, debit: output },
        { business, account: inputTax, credit: input },
        { business, account: bank, credit: due },
      ],
    });
  }
}

/** In the evening: cash and M-Pesa go to the bank, and on Saturdays the owner draws. */
export function bankTakings(books: DemoBooks, people: DemoShop, day: BusinessDay): void {
  for (const shop of SHOPS) {
    bankCash(books, people, shop, day);
    bankMpesa(books, people, shop, day);
    if (weekday(day) === 6) draw(books, people, shop, day);
  }
}

function bankCash(
  books: DemoBooks,
  people: DemoShop,
  { business }: ShopDemand,
  day: BusinessDay,
): void {
  const { cash, bank } = templates[business].accounts;
  const inSafe = partyBalance(books.book, cash, business, "SAFE");
  const amount = inThousands(less(inSafe, cents(1_000_000)));
  if (amount < 3_000_000) return;
  books.call(people.accountant, "entry.transfer", {
    day,
    amount,
    memo: "Cash to the bank",
    from: { business, account: cash, party: "SAFE" },
    to: { business, account: bank },
  });
}

function bankMpesa(
  books: DemoBooks,
  people: DemoShop,
  { business }: ShopDemand,
  day: BusinessDay,
): void {
  const { mpesa, bank } = templates[business].accounts;
  const held = cents(accountBalance(books.book, mpesa, business));
  const amount = inThousands(less(held, cents(2_500_000)));
  if (amount < 4_000_000) return;
  books.call(people.accountant, "entry.transfer", {
    day,
    amount,
    fee: cents(12_000),
    memo: "M-Pesa till to the bank",
    from: { business, account: mpesa },
    to: { business, account: bank },
  });
}

function draw(
  books: DemoBooks,
  people: DemoShop,
  { business }: ShopDemand,
  day: BusinessDay,
): void {
  const { bank } = templates[business].accounts;
  const held = cents(accountBalance(books.book, bank, business));
  const amount = inThousands(cents(Math.floor(Math.max(0, held - 25_000_000) / 12)));
  if (amount <= 0) return;
  books.call(people.owner, "entry.capital", {
    day,
    direction: "drawings",
    place: { business, account: bank },
    amount,
    memo: "Owner's drawings",
  });
}

function inThousands(amount: Money): Money {
  return cents(Math.floor(amount / 100_000) * 100_000);
}
