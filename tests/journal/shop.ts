import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { templates } from "#shared/businesses/index.ts";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import { businessDay, instantFromMs, nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import type { Refusal } from "#shared/kernel/refusal.ts";
import { done, type Result } from "#shared/kernel/result.ts";
import { openParts } from "#main/index.ts";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import { booksOpened } from "#main/journal/read/business.ts";
import { item as readItem } from "#main/journal/read/catalog.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import type { Sealer } from "#main/people/sealing.ts";
import { openDoor, type Door } from "#main/rpc/dispatch.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import { openSessions } from "#main/rpc/sessions.ts";
import { counterHandlers } from "#main/services/index.ts";
import type { Parts } from "#main/services/parts.ts";
import { sessionHandlers, sessionOf } from "#main/services/session.ts";
import { UNTIED } from "#main/replication/link.ts";
import { programStatus } from "#main/services/status.ts";

export const OWNER_KEY = Buffer.alloc(32, 7);
export const OWNER_PIN = "4821";
const USUAL_TIME = "2026-11-20T06:00:00Z";

/** A clock that stands still until it is set. */
export interface Clock {
  now(): Instant;
  set(text: string): void;
  pass(ms: number): void;
}

export function clockAt(text: string): Clock {
  let ms = Date.parse(text);
  return {
    now: () => instantFromMs(ms),
    set: (later) => {
      ms = Date.parse(later);
    },
    pass: (more) => {
      ms += more;
    },
  };
}

/** The whole counter over one journal file: the real services behind the real door. */
export interface Till {
  readonly folder: string;
  readonly file: string;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly sealer: Sealer;
  readonly parts: Parts;
  readonly door: Door;
  /** As the person signed in at a window, the owner unless another is named. */
  call<Name extends ProcedureName>(
    name: Name,
    request: RequestInput<Name>,
    window?: string,
  ): Promise<Result<Reply<Name>>>;
  /** The value of a call that must not be refused. */
  did<Name extends ProcedureName>(
    name: Name,
    request: RequestInput<Name>,
    window?: string,
  ): Promise<Reply<Name>>;
  signInAs(window: string, user: string): void;
  close(): void;
}

const OWNER_WINDOW = "owner's window";

/** Opens (or opens again) the till whose files are in a folder. */
export function openTill(
  folder: string,
  clock: Clock = clockAt(USUAL_TIME),
  extra: (parts: Parts) => Partial<Handlers> = () => ({}),
): Till {
  const file = join(folder, "journal.db");
  const now = clock.now;
  const journal = openJournal(file, { now });
  const parts = openParts({ ownerKey: OWNER_KEY }, journal, now);
  const sessions = openSessions((id) => sessionOf(journal.book, id));
  const door = openDoor({
    sessions,
    ready: () => booksOpened(journal.book) !== undefined,
    unfinished: true,
    checkReplies: true,
    handlers: {
      "program.status": programStatus(parts, {
        version: "test",
        filling: () => null,
        link: UNTIED,
      }),
      ...sessionHandlers({ book: () => journal.book, sessions, pinCheck: parts.pinCheck }),
      ...counterHandlers(parts),
      ...extra(parts),
    },
  });
  const owner = journal.book.get<{ id: string }>(
    "SELECT user AS id FROM business_access WHERE business = '*' AND role = 'owner'",
  );
  if (owner !== undefined) sessions.signIn(OWNER_WINDOW, owner.id);
  const call: Till["call"] = async (name, request, window = OWNER_WINDOW) => {
    const answer = await door.call(window, name, request);
    return answer as Result<never>;
  };
  return {
    folder,
    file,
    clock,
    journal,
    sealer: parts.sealer,
    parts,
    door,
    call,
    did: async (name, request, window) => valueOf(await call(name, request, window)),
    signInAs: (window, id) => sessions.signIn(window, id),
    close: () => journal.close(),
  };
}

export function valueOf<Value>(answer: Result<Value>): Value {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}

/** The refusal of a call that must be refused. */
export function refusalOf(answer: Result<unknown>): Refusal {
  if (answer.ok) throw new Error(`not refused: ${JSON.stringify(answer.value)}`);
  return answer.refusal;
}

const folders: string[] = [];

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-journal-"));
  folders.push(folder);
  return folder;
}

/** For `afterAll`: closed files first, then their folders. */
export function removeFolders(): void {
  models.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

const SET_UP = {
  owner: "Wanjiku",
  pin: OWNER_PIN,
  till: { code: "T1", name: "Till 1" },
  vatRegistered: true,
  sampleItems: true,
  businesses: (["WATER", "LAUNDRY", "RETAIL"] as const).map((template) => ({
    template,
    name: templates[template].name,
  })),
} as const;

export const command = (): string => v7();

/** Set up once in each test file, then copied: opening books hashes a PIN and writes a chart. */
const models = new Map<string, Promise<string>>();

function modelOf(name: string, make: () => Promise<Till>): Promise<string> {
  const known = models.get(name);
  if (known !== undefined) return known;
  const made = make().then((till) => {
    till.close();
    return till.file;
  });
  models.set(name, made);
  return made;
}

async function setUp(clock: Clock): Promise<Till> {
  const till = openTill(newFolder(), clock);
  await till.did("program.setUp", { command: command(), ...setUpRequest() });
  return till;
}

async function setUpAndOpened(clock: Clock): Promise<Till> {
  const empty = await setUp(clock);
  empty.close();
  const till = openTill(empty.folder, clock);
  for (const business of ["WATER", "LAUNDRY", "RETAIL"]) await openShift(till, business);
  return till;
}

async function copyOf(
  name: string,
  make: (clock: Clock) => Promise<Till>,
  clock: Clock | undefined,
  extra?: (parts: Parts) => Partial<Handlers>,
): Promise<Till> {
  const at = clock?.now() ?? USUAL_TIME;
  const model = await modelOf(`${name} ${at}`, () => make(clockAt(at)));
  const folder = newFolder();
  copyFileSync(model, join(folder, "journal.db"));
  return openTill(folder, clock ?? clockAt(at), extra);
}

/** A new shop: three businesses with their usual items, and nothing sold yet. */
export function newShop(clock?: Clock, extra?: (parts: Parts) => Partial<Handlers>): Promise<Till> {
  return copyOf("set up", setUp, clock, extra);
}

export function setUpRequest(): Omit<RequestInput<"program.setUp">, "command"> {
  return { ...SET_UP, businesses: [...SET_UP.businesses] };
}

export interface Selling extends Till {
  readonly shifts: Readonly<Record<string, string>>;
}

/** A shop with a shift open in each business, each drawer holding 2,000. */
export async function newSellingShop(
  clock?: Clock,
  extra?: (parts: Parts) => Partial<Handlers>,
): Promise<Selling> {
  const till = await copyOf("opened", setUpAndOpened, clock, extra);
  const rows = till.journal.book.all<{ id: string; business: string }>(
    "SELECT id, business FROM shift WHERE closed_seq IS NULL",
  );
  return { ...till, shifts: Object.fromEntries(rows.map(({ id, business }) => [business, id])) };
}

export async function openShift(till: Till, business: string): Promise<string> {
  const opened = await till.did("shift.open", {
    command: command(),
    business,
    day: nairobiDay(till.clock.now()),
    counts: { "100": 20 },
    fromSafe: 0,
  });
  return opened.shift.id;
}

/** An item by its sku, at its latest price, whatever the clock says. */
export function itemOf(till: Till, sku: string) {
  const row = till.journal.book.get<{ id: string }>("SELECT id FROM item WHERE sku = ?", sku);
  if (row === undefined) throw new Error(`no item ${sku}`);
  const found = readItem(till.journal.book, row.id, businessDay("2999-12-31"));
  if (found === undefined) throw new Error(`no item ${sku}`);
  return found;
}

/** A line of a cart: so many thousandths of an item, at its price. */
export function line(till: Till, sku: string, count = 1000, discount = 0) {
  const { id: item, price } = itemOf(till, sku);
  return { item, quantity: count, unitPrice: price ?? 0, discount };
}

/** Two packets of sugar, paid with a note: the sale that tests make when any will do. */
export function sugar(till: Till, id = command()): RequestInput<"sale.post"> {
  return {
    command: id,
    business: "RETAIL",
    lines: [line(till, "G-SUGAR", 2000)],
    tenders: [{ kind: "cash", tendered: 100_000 }],
  };
}

let deliveries = 0;

/** Goods that came in before the test begins, against opening balances. */
export function receive(till: Till, sku: string, count: number, cost: number): void {
  const found = itemOf(till, sku);
  const account = found.inventory;
  if (account === null) throw new Error(`${sku} is not stocked`);
  deliveries += 1;
  const id = command();
  const received = till.journal.append<"stock.received">({ id, digest: "test" }, (_, coming) =>
    done({
      kind: "stock.received",
      day: nairobiDay(coming.at),
      business: found.business,
      by: { user: null, approver: null, reason: null },
      body: {
        supplier: null,
        reference: `delivery ${deliveries}`,
        opening: true,
        total: cents(cost),
        lines: [
          {
            item: found.id,
            name: found.name,
            quantity: quantity(count),
            cost: cents(cost),
            tax: cents(0),
            account,
            layer: `${id}/1`,
            covers: [],
          },
        ],
      },
      entry:
        cost === 0
          ? null
          : {
              type: "opening",
              memo: "Opening stock",
              reverses: null,
              lines: [
                [found.business, account, cost, 0, null],
                [found.business, 3900, 0, cost, null],
              ],
            },
    }),
  );
  valueOf(received);
}

/** Locks the books through a day, as the office does. */
export function closePeriod(till: Till, through: string): void {
  const closed = till.journal.append<"period.closed">(
    { id: command(), digest: "test" },
    (_, coming) =>
      done({
        kind: "period.closed",
        day: nairobiDay(coming.at),
        business: null,
        by: { user: null, approver: null, reason: "month end" },
        body: { through: businessDay(through) },
        entry: null,
      }),
  );
  valueOf(closed);
}

export async function newCustomer(
  till: Till,
  name: string,
  phone: string,
  limit = 0,
): Promise<string> {
  const saved = await till.did("customer.save", {
    command: command(),
    name,
    phone,
    creditLimit: limit,
  });
  return saved.id;
}

/** What the books hold, to see that nothing was written. */
export function counts(till: Pick<Till, "journal">): Record<string, number> {
  const tables = ["fact", "epoch", "entry", "line", "seal", "sale", "stock_move", "print_job"];
  return Object.fromEntries(
    tables.map((table) => [
      table,
      till.journal.book.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? -1,
    ]),
  );
}

/** The checks of `verify` that say no. */
export function problems(till: Pick<Till, "journal">): string[] {
  return verifyJournal(till.journal)
    .filter((check) => !check.ok)
    .map((check) => `${check.name}: ${check.detail}`);
}

/** Debit less credit of an account, in one business or in all. */
export function balance(till: Till, account: number, business: string | null = null): number {
  const row = till.journal.book.get<{ n: number | null }>(
    `SELECT sum(debit - credit) AS n FROM line WHERE account = ? AND (? IS NULL OR business = ?)`,
    account,
    business,
    business,
  );
  return row?.n ?? 0;
}

/** The lines of the entry of a fact: "1130 debit 93000". */
export function entryOf(till: Till, fact: string): string[] {
  return till.journal.book
    .all<{ account: number; debit: number; credit: number }>(
      `SELECT l.account, l.debit, l.credit FROM line l JOIN fact f ON f.seq = l.entry
       WHERE f.id = ? ORDER BY l.no`,
      fact,
    )
    .map((row) =>
      row.debit > 0 ? `${row.account} debit ${row.debit}` : `${row.account} credit ${row.credit}`,
    );
}
