import { addDays, nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, price, ZERO, type Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import { templates } from "#shared/businesses/index.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { openDeposits } from "#main/journal/read/deposits.ts";
import { levelAt, returnableTypes } from "#main/journal/read/returnables.ts";
import type { DemoBooks } from "./demo-books.ts";
import { CYLINDERS, CYLINDERS_LENT, type DemoCylinder } from "./names.ts";
import type { DemoItem, DemoShop } from "./opening.ts";
import { post, simplePayment } from "./sales.ts";

const RETAIL = "RETAIL";

/** A kind of cylinder as the shop trades in it. */
interface Kind extends DemoCylinder {
  readonly id: string;
}

/** Kinds of cylinder by their ids: what the shop knows of its gas. */
export type Cylinders = readonly Kind[];

function gasOf(people: DemoShop): DemoItem {
  const gas = people.items.get(RETAIL)?.find((item) => item.sku === "GAS-KG");
  if (gas === undefined) throw new Error("the demo sells gas");
  return gas;
}

/** The kinds, what stands on the shelf when the books begin, and the gas that is in it. */
export function openGas(books: DemoBooks, people: DemoShop, day: BusinessDay): Cylinders {
  const gas = gasOf(people);
  const usual = returnableTypes(books.book, [RETAIL], day);
  const kinds = CYLINDERS.map((kind): Kind => {
    const { name, brand, size, serials, deposit, supplierDeposit } = kind;
    const { id } = books.call(people.manager, "returnable.saveType", {
      business: RETAIL,
      // What shops usually begin with is there from the set-up.
      id: usual.find((each) => each.name === name)?.id ?? null,
      kind: "cylinder",
      name,
      brand,
      size,
      serialised: serials.length > 0,
      content: gas.id,
      deposit,
      supplierDeposit,
      depositFrom: day,
    });
    return { ...kind, id };
  });
  books.call(people.manager, "returnable.move", {
    business: RETAIL,
    day,
    form: "opening",
    place: "full",
    moves: kinds.map(({ id: type, full: count, serials }) => ({
      type,
      count,
      serials: [...serials],
    })),
  });
  deliver(
    books,
    people,
    day,
    kinds.map(({ size, full }) => size * full),
    null,
    [],
  );
  takeOverDeposits(books, people, kinds, day);
  writeRegister(books, people, kinds, day);
  // The depot holds a deposit of ours for every one of them, here or with a customer.
  const held = kinds.reduce((all, { full, supplierDeposit }) => all + full * supplierDeposit, 0);
  const lent = [...kinds.slice(0, OLD_BOOK), ...CYLINDERS_LENT.map(({ name }) => of(kinds, name))];
  const out = lent.reduce((all, kind) => all + kind.supplierDeposit, 0);
  const lines = [{ account: SUPPLIER_DEPOSITS, debit: cents(held + out) }];
  books.call(people.accountant, "entry.opening", { day, business: RETAIL, lines });
  return kinds;
}

const SUPPLIER_DEPOSITS = 1360;
/** Of so many kinds one is with a customer from before. */
const OLD_BOOK = 3;

/** Who had a cylinder of ours before these books began: the pages of the old book. */
function takeOverDeposits(
  books: DemoBooks,
  people: DemoShop,
  kinds: Cylinders,
  day: BusinessDay,
): void {
  for (const [at, kind] of kinds.slice(0, OLD_BOOK).entries()) {
    books.call(people.accountant, "deposit.open", {
      business: RETAIL,
      day,
      type: kind.id,
      amount: kind.deposit,
      customer: people.regulars[at * 5]?.id ?? null,
      reference: `Old book, page ${12 + at * 7}`,
    });
  }
  for (const [at, { name, serial, customer }] of CYLINDERS_LENT.entries()) {
    const { id: type, deposit: amount } = of(kinds, name);
    books.call(people.accountant, "deposit.open", {
      business: RETAIL,
      day,
      type,
      amount,
      serial,
      customer: people.customers.find((each) => each.name === customer)?.id ?? null,
      reference: `Old book, page ${40 + at}`,
    });
  }
}

function of(kinds: Cylinders, name: string): Kind {
  const found = kinds.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the demo has ${name}`);
  return found;
}

/** What stands on the collar of each large one, here or with a customer. */
function writeRegister(
  books: DemoBooks,
  people: DemoShop,
  kinds: Cylinders,
  day: BusinessDay,
): void {
  const here = kinds.flatMap(({ name, serials }) => serials.map((serial) => ({ name, serial })));
  for (const [at, { name, serial }] of [...here, ...CYLINDERS_LENT].entries()) {
    const { id: type, size } = of(kinds, name);
    // Tested every ten years: one is due soon, the others in years to come.
    const testDue = addDays(day, 115 + at * 290);
    // Steel weighs somewhat more than half of the gas that it holds; collars say a tenth of a kilo.
    const tare = Math.round((size * 58) / 10_000) * 100 + at * 100;
    const tested = addDays(testDue, -3652);
    books.call(people.manager, "returnable.saveCylinder", { serial, type, tare, tested, testDue });
  }
}

/** The bottle of 20 litres that is lent with the water in it, as the set-up made it. */
export function openBottles(books: DemoBooks, day: BusinessDay): Bottle {
  const found = returnableTypes(books.book, [WATER], day).find(({ size }) => size === 20_000);
  if (found === undefined || found.deposit === null) throw new Error("the demo lends bottles");
  return { type: found.id, deposit: found.deposit };
}

/** A kind of bottle of ours, goods in stock and on loan, and what is held for one. */
export interface Bottle {
  readonly type: string;
  readonly deposit: Money;
}

const WATER = "WATER";
const REFILL = "R-20L";

function waterItem(people: DemoShop, sku: string): DemoItem {
  const item = people.items.get(WATER)?.find((each) => each.sku === sku);
  if (item === undefined) throw new Error(`the demo has ${sku}`);
  return item;
}

/** A new customer takes the water home in a bottle of ours. */
export function lendBottle(books: DemoBooks, people: DemoShop, { type, deposit }: Bottle): void {
  const { chance } = books;
  const refill = waterItem(people, REFILL);
  const unitPrice = cents(refill.price ?? 0);
  const returnable = { type, as: "deposit", count: 1, deposit, ...PLAIN } as const;
  const line = { item: refill.id, quantity: quantity(1000), unitPrice, discount: ZERO, returnable };
  post(books, people, {
    business: WATER,
    customer: chance.pick(people.regulars).id,
    lines: [line],
    discount: ZERO,
    tenders: simplePayment(books, cents(unitPrice + deposit)),
  });
}

/** Nothing is followed by serial, and nothing comes back. */
const PLAIN = { serialOut: "", serialIn: "", seal: "", into: null, record: null } as const;

function deliver(
  books: DemoBooks,
  people: DemoShop,
  day: BusinessDay,
  contents: readonly number[],
  supplier: string | null,
  swapped: { readonly type: string; readonly out: number; readonly in: number }[],
): void {
  const { id: item, cost, taxed } = gasOf(people);
  const amount = quantity(contents.reduce((total, each) => total + each, 0));
  if (amount === 0) return;
  const net = price(cents(cost ?? 0), amount);
  if (taxed) throw new Error("gas is zero-rated");
  books.call(people.manager, "stock.receive", {
    business: RETAIL,
    day,
    supplier,
    opening: supplier === null,
    reference: supplier === null ? "" : `GD-${books.chance.whole(10_000, 99_999)}`,
    lines: [{ item, quantity: amount, cost: net }],
    swapped,
  });
}

/** Empties go to the depot and come back full, two times a week or when the shelf runs low. */
export function swapEmpties(
  books: DemoBooks,
  people: DemoShop,
  kinds: Cylinders,
  day: BusinessDay,
): void {
  const { supplier } = gasOf(people);
  if (supplier === null) return;
  const counted = kinds
    .filter(({ serials }) => serials.length === 0)
    .map((kind) => ({ ...kind, empty: levelAt(books.book, kind.id, "empty") }));
  const low = counted.some(({ id, full }) => levelAt(books.book, id, "full") * 3 < full);
  if (!low && Number(day.slice(8)) % 4 !== 0) return;
  const swapped = counted.flatMap(({ id: type, empty }) =>
    empty === 0 ? [] : [{ type, out: empty, in: empty }],
  );
  const contents = counted.map(({ size, empty }) => size * empty);
  deliver(books, people, day, contents, supplier.id, swapped);
}

/** Of a hundred customers so many bring an empty of the same kind; the others leave a deposit. */
const BRING_ONE = 88;

/** Somebody buys gas in a cylinder. */
export function sellGas(books: DemoBooks, people: DemoShop, kinds: Cylinders): void {
  const { chance, book } = books;
  const gas = gasOf(people);
  const kind = chance.weighted(kinds, ({ weight }) => weight);
  if (levelAt(book, kind.id, "full") === 0) return;
  const exchanged = chance.happens(BRING_ONE);
  const deposit = exchanged ? ZERO : cents(kind.deposit);
  const unitPrice = cents(gas.price ?? 0);
  const due = cents(price(unitPrice, quantity(kind.size)) + deposit);
  post(books, people, {
    business: RETAIL,
    customer: exchanged ? null : chance.pick(people.regulars).id,
    lines: [
      {
        item: gas.id,
        quantity: quantity(kind.size) as Quantity,
        unitPrice,
        discount: ZERO,
        returnable: {
          type: kind.id,
          as: exchanged ? "exchange" : "deposit",
          count: 1,
          serialOut: "",
          serialIn: "",
          seal: `KE${chance.whole(100_000, 999_999)}`,
          into: null,
          record: null,
          deposit,
        },
      },
    ],
    discount: ZERO,
    tenders: simplePayment(books, due),
  });
}

/** Who has moved on to another kitchen brings the cylinder or bottle back, and gets the deposit. */
export function giveDepositBack(
  books: DemoBooks,
  people: DemoShop,
  business: "WATER" | "LAUNDRY" | "RETAIL",
): void {
  const { book, parts } = books;
  const upTo = addDays(nairobiDay(books.now()), -2);
  const { deposits } = openDeposits(book, {
    within: [business],
    business,
    type: null,
    text: "",
    count: null,
    upTo,
    offset: 0,
    limit: 30,
    oldestFirst: false,
  });
  // Who has had one since before these books does not come back.
  const recent = deposits.filter(({ receipt }) => receipt !== "");
  if (recent.length === 0) return;
  const { id: deposit, amount } = books.chance.pick(recent);
  const { cash } = templates[business].accounts;
  if (partyBalance(book, cash, business, parts.journal.till()) < amount) return;
  const tender = { kind: "cash" as const };
  books.call(people.cashier, "deposit.return", { business, deposit, tender });
}
