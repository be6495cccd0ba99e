import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import type { Book } from "#main/journal/book.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { exceptionRows } from "#main/journal/read/exceptions.ts";
import type { Device } from "./device.ts";
import { isWithin } from "./model/scope.ts";
import { placeOf, type ModelFact } from "./model/state.ts";
import { ROGUE } from "./rogue.ts";
import type { World } from "./world.ts";
import { keyOf } from "./committed.ts";

/** What is wrong after healing: which oracle says so, and of what. */
export interface Wrong {
  readonly oracle: string;
  readonly what: string;
}

/** The nine of the design, and those that docs/simulation.md adds to them. */
export function judgeWorld(world: World): Wrong[] {
  const wrong: Wrong[] = [];
  const say = (oracle: string, what: string): void => void wrong.push({ oracle, what });
  const rows = [...world.centre.state.facts.values()];
  everyFactOnce(world, rows, say);
  everyStateIsOne(world, rows, say);
  centreBalances(rows, say);
  centreChains(world, rows, say);
  closedStaysClosed(world, say);
  const stored = new Set(rows.map(({ bytes }) => keyOf(bytes)));
  for (const device of world.devices) {
    knowsNothingMore(stored, device, say);
    hasAll(world, device, rows, say);
  }
  incidentsAreTrue(world, say);
  const [office] = world.devices;
  if (office !== undefined) agreesWithCentre(world, office, rows, say);
  devicesAgree(world.devices, say);
  // All that a journal recomputes of itself is slow: one device in some of the seeds.
  if (!world.chance.happens(35)) return wrong;
  const looked = world.chance.pick(world.devices);
  for (const { name, ok, detail } of verifyJournal(looked.journal)) {
    // A world without a guard has other rules in its tables; that is not what is judged.
    if (!ok && (name !== "schema" || world.guards.present))
      say("O4-O6, O8", `${looked.name}: ${name}: ${detail}`);
  }
  return wrong;
}

type Say = (oracle: string, what: string) => void;

/** O1: each committed fact is there once; O2: nothing else is. */
function everyFactOnce(world: World, rows: readonly ModelFact[], say: Say): void {
  const stored = new Map<string, ModelFact[]>();
  for (const row of rows) {
    const key = keyOf(row.bytes);
    stored.set(key, [...(stored.get(key) ?? []), row]);
  }
  for (const [key, { id, by, expect, times = 1 }] of world.committed) {
    const all = stored.get(key) ?? [];
    // What another device repeats of it lies aside.
    const itself = all.filter((row) => row.itself);
    const found = itself.length > 0 ? itself : all;
    const unreadable = found.every((row) => row.fact === null);
    if (found.length > (unreadable ? times : 1))
      say("O1", `fact ${id} of ${by} is there ${found.length} times`);
    const [only] = found;
    if (only === undefined) {
      if (!world.mayBeLost.has(key)) say("O1", `fact ${id} of ${by} is lost`);
    } else if (only.state !== expect) {
      say("O1", `fact ${id} of ${by} is ${only.state}: ${only.reason}`);
    }
  }
  for (const [key, [row]] of stored) {
    if (!world.committed.has(key)) say("O2", `nobody made ${row?.id} of ${row?.till}`);
  }
}

/** O3: posted, waiting or quarantined, with a number exactly where it is posted. */
function everyStateIsOne(world: World, rows: readonly ModelFact[], say: Say): void {
  const expected = new Set(
    [...world.committed].flatMap(([key, { expect }]) => (expect === "waiting" ? [key] : [])),
  );
  const numbers = new Set<string>();
  for (const row of rows) {
    if (row.state === "waiting" && !expected.has(keyOf(row.bytes)))
      say("O3", `fact ${row.id} still waits for: ${row.reason}`);
    if ((row.state === "posted") !== row.ingest > 0)
      say("O3", `fact ${row.id} has no right number`);
    const place = `${row.till} ${row.ingest}`;
    if (row.ingest > 0 && numbers.has(place)) say("O3", `ingest ${place} was given twice`);
    numbers.add(place);
  }
}

/** O4 and O5 of the centre: each entry balances in each business, and so does all of it. */
function centreBalances(rows: readonly ModelFact[], say: Say): void {
  for (const { id, fact, state } of rows) {
    if (state !== "posted") continue;
    const sums = new Map<string, number>();
    for (const [business, , debit, credit] of fact?.entry?.lines ?? []) {
      sums.set(business, (sums.get(business) ?? 0) + debit - credit);
    }
    for (const [business, sum] of sums) {
      if (sum !== 0) say("O4", `entry ${id} is off by ${sum} in ${business}`);
    }
  }
}

/** O6 of the centre: every chain again, from the bytes. */
function centreChains(world: World, rows: readonly ModelFact[], say: Say): void {
  const { epochs, positions, facts } = world.centre.state;
  for (const epoch of epochs.values()) {
    let chain: Uint8Array = chainStart(epoch.epoch, epoch.parentHash);
    for (let at = 1; at <= epoch.position; at += 1) {
      const row = facts.get(positions.get(placeOf(epoch.epoch, at))?.fact ?? "");
      if (row === undefined) return say("O6", `${epoch.till} has a hole at ${epoch.epoch}@${at}`);
      chain = chainNext(chain, sha256(row.bytes));
    }
    if (Buffer.compare(chain, epoch.head) !== 0) say("O6", `${epoch.till}: ${epoch.epoch} differs`);
  }
  for (const { id, bytes, hash } of rows) {
    if (!sha256(bytes).equals(hash)) say("O6", `the bytes of ${id} are not what was stored`);
  }
}

/** O13: what was closed stays as it was. */
function closedStaysClosed(world: World, say: Say): void {
  const { closings, posted, facts, generation } = world.centre.state;
  // What comes back to a restored centre posts on the day that it had.
  if (generation.after !== null) return;
  for (const { through, after } of closings) {
    for (const id of posted.slice(after)) {
      const day = facts.get(id)?.postedOn ?? null;
      if (day !== null && day <= through) say("O13", `${id} was posted on ${day}, closed before`);
    }
  }
}

/** O12: two live copies are always told, and a till whose disk was never touched never is. */
function incidentsAreTrue(world: World, say: Say): void {
  const told = new Set(world.centre.state.incidents.map(({ till }) => till));
  for (const till of told) {
    if (!world.disturbed.has(till) && till !== ROGUE.till) say("O12", `${till} is under suspicion`);
  }
  for (const { one, other, shared } of world.copies) {
    const parted = [one, other].every((device) => device.ownFacts().length > shared);
    const { till } = one.enrolled;
    if (parted && !told.has(till)) say("O12", `nobody noticed that there are two of ${till}`);
  }
}

/** O7: what a device has, the centre has. */
function knowsNothingMore(stored: ReadonlySet<string>, device: Device, say: Say): void {
  for (const { id, bytes } of factsOf(device.journal.book)) {
    if (!stored.has(keyOf(bytes))) say("O7", `${device.name} has ${id}, which the centre lacks`);
  }
}

/** O10: what was posted within its scope a device has, and of others nothing. */
function hasAll(world: World, device: Device, rows: readonly ModelFact[], say: Say): void {
  const here = new Set(factsOf(device.journal.book).map(({ id }) => id));
  const { scope } = device.enrolled;
  for (const { id, fact, state, till } of rows) {
    if (fact === null || state !== "posted") continue;
    const mine = isWithin(fact, scope);
    if (mine && !here.has(id)) say("O10", `${device.name} lacks ${fact.kind} ${id} of ${till}`);
    if (!mine && here.has(id)) say("O10", `${device.name} has ${fact.kind} ${id} of another scope`);
  }
}

const factsOf = (book: Book): { id: string; bytes: Uint8Array }[] =>
  book.all<{ id: string; bytes: Uint8Array }>("SELECT id, bytes FROM fact");

/** The office's books and the centre's agree to the cent, account by account and day by day. */
function agreesWithCentre(
  world: World,
  office: Device,
  rows: readonly ModelFact[],
  say: Say,
): void {
  const { book } = office.journal;
  const notices = book.all<{ fact: string; detail: string }>(
    "SELECT fact, detail FROM link_notice WHERE kind = 'late'",
  );
  // What the office itself dated absurdly it knows to lie elsewhere at the centre; but where its own
  // books were closed on that day as well, it posted it on the same first open day.
  const late = new Map(notices.map(({ fact, detail }) => [fact, detail]));
  const sums = new Map<string, number>();
  for (const { id, fact, state, postedOn: day } of rows) {
    if (state !== "posted") continue;
    const own = book.get<{ day: string }>(
      `SELECT e.day FROM fact f JOIN entry e ON e.seq = f.seq
       WHERE f.id = ? AND f.local = 1 AND e.late = 0`,
      id,
    );
    const postedOn = own !== undefined && late.get(id) === day ? own.day : day;
    for (const [business, account, debit, credit] of fact?.entry?.lines ?? []) {
      const key = `${business} ${account} ${postedOn}`;
      sums.set(key, (sums.get(key) ?? 0) + debit - credit);
    }
  }
  const kept = book.all<{ key: string; amount: number }>(
    `SELECT business || ' ' || account || ' ' || day AS key,
       sum(debit - credit) AS amount FROM account_day GROUP BY 1`,
  );
  for (const { key, amount } of kept) {
    if ((sums.get(key) ?? 0) !== amount) {
      say("O5", `${office.name} has ${amount} on ${key}, the centre ${sums.get(key) ?? 0}`);
    }
    sums.delete(key);
  }
  for (const [key, amount] of sums) {
    if (amount !== 0) say("O5", `the centre has ${amount} on ${key}, ${office.name} nothing`);
  }
}

/** Tables that must read the same wherever all of their facts are, whatever the order of arrival. */
const EVERYWHERE = [
  "SELECT id, name, phone_index, credit_limit, note, active FROM customer ORDER BY id",
  "SELECT id, name, active FROM supplier ORDER BY id",
  "SELECT id, name, pin_hash, active FROM user ORDER BY id",
  "SELECT through FROM period_lock",
];
const IN_ONE_BUSINESS = [
  "SELECT id, name, active, sku FROM item WHERE business = ? ORDER BY id",
  `SELECT p.item, p.from_day, p.price FROM item_price p JOIN item i ON i.id = p.item
   WHERE i.business = ? ORDER BY 1, 2`,
  "SELECT item, quantity FROM stock_level WHERE business = ? ORDER BY item",
  `SELECT account, party, debit - credit AS balance FROM party_balance WHERE business = ?
   AND debit <> credit ORDER BY account, party`,
  "SELECT id, till, number FROM shift WHERE business = ? ORDER BY id",
  `SELECT job, status, recognised, paid, lost, kept, deposit, receivable, tax, revenue FROM job_state
   WHERE business = ? ORDER BY job`,
  "SELECT id, type, serial, count, amount, cost FROM deposit WHERE business = ? ORDER BY id",
  `SELECT l.type, l.place, l.count FROM returnable_level l JOIN returnable_type t ON t.id = l.type
   WHERE t.business = ? AND l.count <> 0 ORDER BY 1, 2`,
  `SELECT c.serial, c.type, c.place, c.tare, c.owner, f.id AS moved FROM cylinder c
   JOIN returnable_type t ON t.id = c.type LEFT JOIN fact f ON f.seq = c.moved
   WHERE t.business = ? ORDER BY c.serial`,
];

/** O11: two devices never tell two stories. */
function devicesAgree(devices: readonly Device[], say: Say): void {
  const [office, ...others] = devices;
  if (office === undefined) return;
  for (const other of others) {
    const compare = (sql: string, ...values: string[]): void => {
      const [one, two] = [office, other].map(({ journal }) =>
        journal.book.all<object>(sql, ...values),
      );
      const at = (one ?? []).findIndex((row, index) => text(row) !== text(two?.[index]));
      if (at < 0 && one?.length === two?.length) return;
      const table = /FROM (\w+)/.exec(sql)?.[1];
      say("O11", `${table}: ${office.name} ${text(one?.[at])}, ${other.name} ${text(two?.[at])}`);
    };
    for (const sql of EVERYWHERE) compare(sql);
    const [one, two] = [office, other].map(({ journal }) => tasks(journal.book, other.shops));
    if (one !== two) say("O11", `tasks: ${office.name} ${one}, ${other.name} ${two}`);
    for (const shop of other.shops) for (const sql of IN_ONE_BUSINESS) compare(sql, shop);
  }
}

/** Rules whose tasks are the same on every device, whatever came in first. */
const TOLD_ALIKE: ReadonlySet<string> = new Set([
  "customer.changed_twice",
  "cylinder.elsewhere",
  "deposit.moved_apart",
]);

/** The owner's tasks of what was changed or moved at two tills, with both values. */
const tasks = (book: Book, shops: readonly string[]): string =>
  exceptionRows(book)
    .filter(({ kind, passed }) => TOLD_ALIKE.has(kind) && !passed)
    .filter(({ business }) => business === null || shops.includes(business))
    .map(({ of, settled, lost, detail }) => text([of, settled !== null, lost, detail]))
    .toSorted()
    .join(", ");

const text = (row: unknown): string => JSON.stringify(row) ?? "nothing";
