import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RequestInput } from "#shared/contract/index.ts";
import { addDays, businessDay } from "#shared/kernel/date.ts";
import { openJournal } from "#main/journal/journal.ts";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { newSite, type Site } from "./program.ts";
import { command, newFolder, problems, removeFolders } from "./shop.ts";

const STEPS = 600;
const seed = Number(process.env["TOMTIN_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** Small and repeatable: a failure names its seed. */
function dice(from: number): (sides: number) => number {
  let state = from >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const roll = dice(seed);
const BUSINESSES = ["WATER", "LAUNDRY", "RETAIL"] as const;
type Business = (typeof BUSINESSES)[number];
const CASH = { WATER: 1110, LAUNDRY: 1120, RETAIL: 1130 } as const;
const MPESA = { WATER: 1140, LAUNDRY: 1150, RETAIL: 1160 } as const;

/** What somebody with a notebook would know about the shop. */
interface Notebook {
  readonly drawer: Record<Business, number>;
  readonly mpesa: Record<Business, number>;
  readonly stock: Map<string, number>;
  readonly debt: Map<string, number>;
  readonly open: Record<Business, string>;
  readonly sales: {
    readonly id: string;
    readonly lines: Map<number, number>;
    /** What went back so far, as the invoice counts it. */
    readonly back: { cash: number; mpesa: number };
  }[];
}

interface Item {
  readonly id: string;
  readonly business: Business;
  readonly price: number;
  readonly fractional: boolean;
  readonly stocked: boolean;
  readonly uses: readonly { readonly item: string; readonly quantity: number }[];
}

const LIMIT = 200_000;
let site: Site;
let items: Item[];
let customers: string[];
const book: Notebook = {
  drawer: { WATER: 0, LAUNDRY: 0, RETAIL: 0 },
  mpesa: { WATER: 0, LAUNDRY: 0, RETAIL: 0 },
  stock: new Map(),
  debt: new Map(),
  open: { WATER: "", LAUNDRY: "", RETAIL: "" },
  sales: [],
};
let day = businessDay("2026-11-20");
let codes = 0;
const code = (): string => `TLK${String((codes += 1)).padStart(7, "0")}`;
const one = <T>(list: readonly T[]): T => list[roll(list.length)] as T;

beforeAll(async () => {
  site = await newSite(newFolder());
  const rows = site.read<Record<string, string | number | null>>(
    `SELECT i.*, (SELECT price FROM item_price p WHERE p.item = i.id) AS price FROM item i`,
  );
  items = rows.map((row) => ({
    id: String(row["id"]),
    business: row["business"] as Business,
    price: Number(row["price"] ?? 0),
    fractional: row["fractional"] === 1,
    stocked: row["inventory"] !== null,
    uses: JSON.parse(String(row["components"])) as Item["uses"],
  }));
  customers = [];
  for (let n = 0; n < 4; n += 1) {
    const { id } = await site.did("customer.save", {
      command: command(),
      name: `Customer ${n}`,
      phone: `071234567${n}`,
      creditLimit: LIMIT,
    });
    customers.push(id);
  }
  for (const business of BUSINESSES) await openShift(business);
});
afterAll(async () => {
  await site.close();
  removeFolders();
});

async function openShift(business: Business): Promise<void> {
  const opened = await site.did("shift.open", {
    command: command(),
    business,
    day,
    counts: { "100": 30 },
    fromSafe: 0,
  });
  book.open[business] = opened.shift.id;
  book.drawer[business] = 300_000;
}

/** What the notebook says a sale must be answered with. */
function expectedRefusal(
  business: Business,
  cart: readonly { item: Item; quantity: number }[],
  total: number,
  tenders: RequestInput<"sale.post">["tenders"],
  customer: string | null,
): string | null {
  if (business === "WATER") {
    const wanted = new Map<string, number>();
    for (const { item, quantity } of cart) {
      if (item.stocked) wanted.set(item.id, (wanted.get(item.id) ?? 0) + quantity);
      for (const use of item.uses) {
        const taken = Math.round((quantity * use.quantity) / 1000);
        wanted.set(use.item, (wanted.get(use.item) ?? 0) + taken);
      }
    }
    for (const [item, quantity] of wanted) {
      if (quantity > (book.stock.get(item) ?? 0)) return "stock.insufficient";
    }
  }
  const of = (kind: string): number =>
    tenders.reduce(
      (sum, each) => sum + (each.kind === kind && each.kind !== "cash" ? each.amount : 0),
      0,
    );
  const other = of("mpesa") + of("account");
  if (other > total) return "tender.over";
  const cash = tenders.find((each) => each.kind === "cash");
  const due = total - other;
  const rounded = Math.round(due / 100) * 100;
  if (cash === undefined) {
    if (due > 0) return "tender.short";
  } else if (cash.tendered < rounded) return "tender.short";
  else if (due === 0 && cash.tendered > 0) return "tender.over";
  if (of("account") > 0 && customer === null) return "tender.customer_required";
  // The owner may go beyond a limit.
  return null;
}

async function sell(): Promise<void> {
  const business = one(BUSINESSES);
  const sold = items.filter((item) => item.business === business && item.price > 0);
  const cart = Array.from({ length: 1 + roll(4) }, () => {
    const item = one(sold);
    return { item, quantity: item.fractional ? 1 + roll(4000) : 1000 * (1 + roll(3)) };
  });
  const lines = cart.map(({ item, quantity }) => {
    const gross = Math.floor((item.price * quantity) / 1000 + 0.5);
    return {
      item: item.id,
      quantity,
      unitPrice: item.price,
      discount: roll(5) === 0 ? roll(gross + 1) : 0,
      gross,
    };
  });
  const whole = lines.reduce((sum, line) => sum + line.gross - line.discount, 0);
  const discount = roll(8) === 0 ? roll(whole + 1) : 0;
  const total = whole - discount;
  const customer = roll(3) === 0 ? one(customers) : null;
  const mpesa = roll(3) === 0 ? Math.floor(roll(total + 1) / 100) * 100 : 0;
  const account = roll(4) === 0 ? roll(total - mpesa + 1) : 0;
  const rest = total - mpesa - account;
  const tenders: RequestInput<"sale.post">["tenders"] = [];
  if (mpesa > 0) tenders.push({ kind: "mpesa", amount: mpesa, code: code() });
  if (account > 0) tenders.push({ kind: "account", amount: account });
  if (rest > 0 || tenders.length === 0) {
    const exact = Math.round(rest / 100) * 100;
    const tendered =
      rest === 0 ? 0 : roll(12) === 0 ? Math.max(0, exact - 100) : exact + roll(5) * 5000;
    tenders.push({ kind: "cash", tendered });
  }
  const wanted = expectedRefusal(business, cart, total, tenders, customer);
  const answer = await site.call("sale.post", {
    command: command(),
    business,
    customer,
    discount,
    tenders,
    lines: lines.map(({ item, quantity, unitPrice, discount }) => ({
      item,
      quantity,
      unitPrice,
      discount,
    })),
  });
  expect(answer.ok ? null : answer.refusal.code).toBe(wanted);
  if (!answer.ok) return;
  expect(answer.value.total).toBe(total);
  book.sales.push({
    id: answer.value.sale,
    lines: new Map(lines.map((line, at) => [at + 1, line.quantity])),
    back: { cash: 0, mpesa: 0 },
  });
  book.mpesa[business] += mpesa;
  if (rest > 0) book.drawer[business] += Math.round(rest / 100) * 100;
  if (customer !== null) book.debt.set(customer, (book.debt.get(customer) ?? 0) + account);
  for (const { item, quantity } of cart) take(item, quantity, -1);
}

function take(item: Item, quantity: number, sign: 1 | -1): void {
  const move = (id: string, by: number): void =>
    void book.stock.set(id, (book.stock.get(id) ?? 0) + sign * by);
  if (item.stocked) move(item.id, quantity);
  for (const use of item.uses) move(use.item, Math.round((quantity * use.quantity) / 1000));
}

async function refund(): Promise<void> {
  if (book.sales.length === 0) return;
  const { id, lines, back } = one(book.sales);
  const detail = await site.did("sale.get", { sale: id });
  const business = detail.business as Business;
  const [no, left] = one([...lines]);
  const line = detail.lines[no - 1];
  const item = items.find((each) => each.id === line?.item);
  if (item === undefined) throw new Error("a sold item is known");
  const quantity = item.fractional ? 1 + roll(3000) : 1000 * (1 + roll(3));
  const asked = { sale: id, lines: [{ no, quantity }] };
  const quote = await site.call("sale.quoteRefund", asked);
  expect(quote.ok ? null : quote.refusal.code).toBe(quantity > left ? "refund.exceeds_sale" : null);
  if (!quote.ok) return;
  const tenders = quote.value.tenders
    .filter((tender) => tender.amount > 0)
    .map(({ kind, amount }) => ({ kind, amount, code: kind === "mpesa" ? code() : "" }));
  expect(tenders.reduce((sum, tender) => sum + tender.amount, 0)).toBe(quote.value.total);
  const of = (kind: string): number => tenders.find((each) => each.kind === kind)?.amount ?? 0;
  // What leaves is all that went back so far, rounded, less what left before.
  const leaves = (kind: "cash" | "mpesa"): number =>
    Math.round((back[kind] + of(kind)) / 100) * 100 - Math.round(back[kind] / 100) * 100;
  const cash = leaves("cash");
  const restock = roll(3) > 0;
  const answer = await site.call("sale.refund", {
    command: command(),
    ...asked,
    lines: [{ no, quantity, restock }],
    tenders,
    reason: "brought back",
  });
  expect(answer.ok ? null : answer.refusal.code).toBe(
    cash > book.drawer[business] ? "cash.short" : null,
  );
  if (!answer.ok) return;
  lines.set(no, left - quantity);
  book.drawer[business] -= cash;
  book.mpesa[business] -= leaves("mpesa");
  back.cash += of("cash");
  back.mpesa += of("mpesa");
  const customer = detail.customerId;
  if (customer !== null) book.debt.set(customer, (book.debt.get(customer) ?? 0) - of("account"));
  // Components come back in proportion to the line, which the books know best.
  if (restock && item.uses.length === 0) take(item, quantity, 1);
  else if (restock) for (const use of item.uses) syncStock(use.item);
}

function syncStock(item: string): void {
  const [row] = site.read<{ quantity: number }>(
    "SELECT quantity FROM stock_level WHERE item = ?",
    item,
  );
  book.stock.set(item, row?.quantity ?? 0);
}

async function deliver(): Promise<void> {
  const business = one(["WATER", "RETAIL"] as const);
  const item = one(items.filter((each) => each.business === business && each.stocked));
  const quantity = 1000 * (1 + roll(60));
  await site.did("stock.receive", {
    command: command(),
    business,
    day,
    supplier: null,
    opening: true,
    lines: [{ item: item.id, quantity, cost: roll(500_000) }],
  });
  book.stock.set(item.id, (book.stock.get(item.id) ?? 0) + quantity);
}

async function payDebt(): Promise<void> {
  const customer = one(customers);
  const debt = book.debt.get(customer) ?? 0;
  if (debt <= 0) return;
  const business = one(BUSINESSES);
  const here =
    site.read<{ owed: number }>(
      `SELECT coalesce(sum(debit - credit), 0) AS owed FROM party_balance p JOIN account a ON a.number = p.account
     WHERE p.party = ? AND p.business = ? AND a.number < 2000`,
      customer,
      business,
    )[0]?.owed ?? 0;
  if (here < 100) return;
  const amount = 100 * (1 + roll(Math.floor(here / 100)));
  await site.did("customer.pay", {
    command: command(),
    business,
    customer,
    payment: { kind: "cash", amount },
  });
  // All that is owed here, in whole shillings of cash: the cents are rounded away with it.
  const settled = amount === Math.round(here / 100) * 100 ? here : amount;
  book.debt.set(customer, debt - settled);
  book.drawer[business] += amount;
}

async function moveCash(): Promise<void> {
  const business = one(BUSINESSES);
  const amount = 100 * (1 + roll(3000));
  const direction = one(["in", "out"] as const);
  const answer = await site.call("shift.moveCash", {
    command: command(),
    shift: book.open[business],
    direction,
    amount,
    account: direction === "in" ? 3100 : one([5200, 5500, 3200, CASH[business]]),
    reason: "moved",
  });
  const short = direction === "out" && amount > book.drawer[business];
  expect(answer.ok ? null : answer.refusal.code).toBe(short ? "cash.short" : null);
  if (answer.ok) book.drawer[business] += direction === "in" ? amount : -amount;
}

async function closeAndOpen(): Promise<void> {
  const business = one(BUSINESSES);
  const notes = Math.max(0, Math.floor(book.drawer[business] / 10_000) + roll(3) - 1);
  const z = await site.did("shift.close", {
    command: command(),
    shift: book.open[business],
    counts: { "100": notes },
    mpesaCounted: roll(2) === 0 ? Math.max(0, book.mpesa[business] + (roll(3) - 1) * 100) : null,
    leaveInDrawer: 0,
  });
  expect(z.expected).toBe(book.drawer[business]);
  expect(z.mpesaExpected).toBe(book.mpesa[business]);
  expect(z.variance).toBe(notes * 10_000 - book.drawer[business]);
  if (z.mpesaCounted !== null) book.mpesa[business] = z.mpesaCounted;
  if (roll(2) === 0) {
    day = addDays(day, 1);
    site.clock.pass(86_400_000);
  }
  await openShift(business);
}

const ACTS = [
  sell,
  sell,
  sell,
  sell,
  sell,
  sell,
  refund,
  refund,
  refund,
  deliver,
  deliver,
  payDebt,
  moveCash,
  closeAndOpen,
];

function agrees(): void {
  const balance = (account: number, business: string, party: string | null): number =>
    site.read<{ n: number | null }>(
      `SELECT sum(debit - credit) AS n FROM line WHERE account = ? AND business = ? AND (? = '' OR party = ?)`,
      account,
      business,
      party ?? "",
      party ?? "",
    )[0]?.n ?? 0;
  for (const business of BUSINESSES) {
    expect(balance(CASH[business], business, "T1"), `drawer of ${business}`).toBe(
      book.drawer[business],
    );
    expect(balance(MPESA[business], business, null), `M-Pesa of ${business}`).toBe(
      book.mpesa[business],
    );
  }
  for (const [item, quantity] of book.stock) {
    const [row] = site.read<{ quantity: number }>(
      "SELECT quantity FROM stock_level WHERE item = ?",
      item,
    );
    expect(row?.quantity ?? 0, `stock of ${item}`).toBe(quantity);
  }
  for (const [customer, debt] of book.debt) {
    const [row] = site.read<{ n: number | null }>(
      "SELECT sum(debit - credit) AS n FROM line WHERE party = ? AND account < 2000",
      customer,
    );
    expect(row?.n ?? 0, `debt of ${customer}`).toBe(debt);
  }
}

test(`${STEPS} acts in any order leave the books as a notebook has them (seed ${seed})`, async () => {
  for (let step = 1; step <= STEPS; step += 1) {
    const act = one(ACTS);
    try {
      await act();
      if (step % 100 === 0) agrees();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`TOMTIN_SEED=${seed}, step ${step}, ${act.name}: ${why}`, { cause: error });
    }
  }
  agrees();
  expect(book.sales.length).toBeGreaterThan(STEPS / 10);
  const file = join(site.folder, "journal.db");
  await site.close();
  const journal = openJournal(file, { now: site.clock.now });
  expect(problems({ journal })).toEqual([]);
  journal.close();
  const rebuilt = join(newFolder(), "journal.db");
  rebuildJournal(file, rebuilt);
  const different = compareJournals(file, rebuilt).filter((table) => !table.equal);
  expect(different).toEqual([]);
  // For `afterAll`, which closes what it finds open.
  site = { ...site, close: async () => {} };
});
