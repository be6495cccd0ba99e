import { copyFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import { journalMigrations } from "#main/journal/migrate.ts";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import type { ForeignEpoch, ForeignFact } from "#main/journal/take-in.ts";
import { alsoElsewhere } from "./elsewhere.ts";
import {
  command,
  itemOf,
  newFolder,
  newSellingShop,
  problems,
  receive,
  removeFolders,
  type Selling,
} from "./shop.ts";

afterAll(removeFolders);

const DEPOSIT = 250_000;
let shop: Selling;
let six: string;
let big: string;
/** Facts before the first act with a cylinder. */
let before: number;

async function gasIn(name: string, size: number, serials: readonly string[]): Promise<string> {
  const { id } = await shop.did("returnable.saveType", {
    command: command(),
    business: "RETAIL",
    kind: "cylinder",
    name,
    brand: "Jiko",
    size,
    serialised: true,
    content: itemOf(shop, "GAS-KG").id,
    deposit: DEPOSIT,
  });
  await shop.did("returnable.move", {
    command: command(),
    business: "RETAIL",
    day: "2026-11-20",
    form: "opening",
    place: "full",
    moves: [{ type: id, count: serials.length, serials: [...serials] }],
  });
  return id;
}

interface Handed {
  readonly type: string;
  readonly as: "deposit" | "exchange";
  readonly deposit?: number;
  readonly serialOut: string;
  readonly serialIn?: string;
  readonly into?: string;
  readonly record?: string;
}

function sell(returnable: Handed) {
  shop.clock.pass(60_000);
  const gas = itemOf(shop, "GAS-KG");
  const asked = { deposit: 0, ...returnable };
  return shop.did("sale.post", {
    command: command(),
    business: "RETAIL",
    lines: [{ item: gas.id, quantity: 6000, unitPrice: gas.price ?? 0, returnable: asked }],
    tenders: [{ kind: "cash", tendered: 1_000_000 }],
  });
}

const lend = (serialOut: string) => sell({ type: six, as: "deposit", deposit: DEPOSIT, serialOut });

/** One of the other kind for it, at the same deposit. */
const exchange = (serialIn: string, record: string) =>
  sell({
    type: big,
    as: "exchange",
    serialOut: serialIn.replace("S", "B"),
    serialIn,
    into: six,
    record,
  });

/** Lent, exchanged for the other kind and brought back, twice over: each a minute after the last. */
beforeAll(async () => {
  shop = await newSellingShop();
  receive(shop, "GAS-KG", 500_000, 8_000_000);
  before = shop.journal.book.all("SELECT seq FROM fact").length;
  six = await gasIn("Six", 6000, ["S1", "S2", "S3", "S4"]);
  big = await gasIn("Big", 6000, ["B1", "B2", "B3", "B4"]);
  const gas = itemOf(shop, "GAS-KG");
  const accepts = { business: "RETAIL", kind: "cylinder", brand: "Jiko", size: 6000 } as const;
  await shop.did("returnable.saveType", {
    ...accepts,
    command: command(),
    id: big,
    name: "Big",
    serialised: true,
    content: gas.id,
    accepts: [six],
    deposit: DEPOSIT,
  });
  for (const serial of ["S1", "S2"]) {
    await lend(serial);
    const { deposits } = await shop.did("deposit.find", { business: "RETAIL", text: "" });
    const record = deposits[0]?.id ?? "";
    await exchange(serial, record);
    shop.clock.pass(60_000);
    if (serial === "S2") continue;
    await shop.did("deposit.return", {
      command: command(),
      business: "RETAIL",
      deposit: record,
      serialIn: "B1",
      tender: { kind: "cash" },
    });
  }
  // Another till had lent the last one before, and took back what was exchanged meanwhile.
  const sale = { body: () => ({ number: "T9-000001-ZZ" }), secondsBefore: 30 };
  alsoElsewhere(shop, "sale.posted", sale);
  alsoElsewhere(shop, "deposit.returned", { instead: { [big]: six, B1: "S1" } });
});
afterAll(() => shop.close());

const everything = (journal: Journal) => ({
  epochs: journal.book.all<ForeignEpoch>(
    `SELECT till, id AS epoch, parent, parent_position AS parentPosition,
       parent_hash AS parentHash, opened_at AS openedAt FROM epoch ORDER BY no`,
  ),
  facts: journal.book.all<ForeignFact>(
    `SELECT e.till, e.id AS epoch, f.position, f.seq AS ingest, f.bytes, f.chain,
       f.posted_on AS postedOn FROM fact f JOIN epoch e ON e.no = f.epoch ORDER BY f.seq`,
  ),
});

const READ = [
  `SELECT c.serial, c.type, c.place, f.id AS moved FROM cylinder c
   JOIN fact f ON f.seq = c.moved ORDER BY 1`,
  "SELECT id, type, serial, count, amount, cost FROM deposit ORDER BY 1",
  "SELECT type, place, count FROM returnable_level WHERE count <> 0 ORDER BY 1, 2",
];
const readOf = (journal: Journal) => READ.map((sql) => journal.book.all(sql));

test("in whatever order acts come in, each cylinder is where it was brought last, each deposit held for what it was exchanged for last", async () => {
  const { epochs, facts } = everything(shop.journal);
  const acts = facts.slice(before + 3);
  const expected = readOf(shop.journal);
  expect(acts.length).toBeGreaterThan(5);
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...acts.keys()], { minLength: acts.length }),
      async (order) => {
        const other = openJournal(join(newFolder(), "journal.db"), { now: shop.clock.now });
        const inTurn = order.flatMap((at) => acts[at] ?? []);
        other.takeIn([...facts.slice(0, before + 3), ...inTurn], epochs, () => undefined);
        expect(readOf(other)).toEqual(expected);
        expect(problems({ journal: other })).toEqual([]);
        other.close();
        if (order.some((at, index) => at !== index)) moved += 1;
      },
    ),
    { numRuns: 12, seed: 21 },
  );
  expect(moved).toBeGreaterThan(8);
});

const NEW = [
  "returnable_levels_follow_moves",
  "deposit_follows_changes",
  "deposit_gathers_changes",
  "returnable_is_there_here",
  "cylinder_has_one_holder_here",
  "returnable_move_is_kept",
  "deposit_change_is_kept",
  "deposit_keeps_what_it_is",
];

/** The file as the program before migration 0021 would have left it. */
function asBefore(file: string): void {
  const db = new Database(file);
  for (const each of NEW) db.exec(`DROP TRIGGER ${each}`);
  db.exec("DROP INDEX returnable_move_by_serial");
  for (const table of ["returnable_move", "deposit_change"]) {
    db.exec(`ALTER TABLE ${table} DROP COLUMN clock`);
  }
  const last = (order: string, what: string, of: string): string =>
    `(SELECT ${what} FROM ${of} ORDER BY ${order} DESC, no DESC LIMIT 1)`;
  db.exec(`UPDATE cylinder SET (place, moved, type) = ${last(
    "seq",
    "target, seq, m.type",
    "returnable_move m WHERE m.serial = cylinder.serial",
  )};
    UPDATE deposit SET (type, serial) = ${last(
      "seq",
      "c.type, c.serial",
      "deposit_change c WHERE c.deposit = deposit.id",
    )};
    DELETE FROM exception WHERE kind = 'cylinder.elsewhere'
      AND seq IN (SELECT seq FROM fact WHERE local = 1)`);
  const old = journalMigrations().find(({ number }) => number === 7)?.sql ?? "";
  db.exec(/CREATE INDEX returnable_move_by_serial[^;]*;/.exec(old)?.[0] ?? "");
  for (const each of NEW) {
    db.exec(new RegExp(`CREATE TRIGGER ${each} [\\s\\S]*?\\nEND;`).exec(old)?.[0] ?? "");
  }
  db.close();
}

/** Migration 0021, and what later ones made of its rules; the rest of them is in the file already. */
function migrated(file: string): void {
  const db = new Database(file);
  const again = journalMigrations().filter(
    ({ number, sql }) =>
      number === 21 || (number > 21 && NEW.some((each) => sql.includes(`DROP TRIGGER ${each};`))),
  );
  for (const { sql } of again) db.exec(sql);
  db.close();
}

/** Of moves made here, after which an earlier one came from elsewhere. */
function tasksOf(file: string): number {
  const db = new Database(file);
  const tasks = db
    .prepare(
      `SELECT count(*) FROM exception x JOIN fact f ON f.seq = x.seq
       WHERE x.kind = 'cylinder.elsewhere' AND f.local = 1`,
    )
    .pluck()
    .get();
  db.close();
  return Number(tasks);
}

test("a file of an earlier program is brought to the same order, as a rebuild would make it", () => {
  const folder = newFolder();
  const [file, rebuilt] = [join(folder, "old.db"), join(folder, "rebuilt.db")];
  shop.journal.checkpoint();
  copyFileSync(shop.file, file);
  expect(tasksOf(file)).toBeGreaterThan(0);
  asBefore(file);
  expect(tasksOf(file)).toBe(0);
  migrated(file);
  openJournal(file, { now: shop.clock.now }).close();
  rebuildJournal(file, rebuilt);
  const unlike = compareJournals(file, rebuilt).filter(({ equal }) => !equal);
  expect(unlike.map(({ table }) => table)).toEqual([]);
});

test("the refund of an exchange for another kind gives a deposit back the cylinder it was held for", async () => {
  const held = () =>
    shop.journal.book.get(
      "SELECT type, serial, count FROM deposit WHERE count > 0 AND serial = 'S3'",
    );
  await lend("S3");
  const before = held();
  const { deposits } = await shop.did("deposit.find", { business: "RETAIL", text: "S3" });
  const { sale } = await exchange("S3", deposits[0]?.id ?? "");
  expect(held()).toBeUndefined();
  const lines = [{ no: 1, quantity: 6000 }];
  const { total } = await shop.did("sale.quoteRefund", { sale, lines });
  await shop.did("sale.refund", {
    command: command(),
    sale,
    lines: [{ no: 1, quantity: 6000, restock: true }],
    tenders: [{ kind: "cash", amount: total }],
    reason: "the wrong one",
  });
  expect(held()).toEqual(before);
  expect(problems(shop)).toEqual([]);
});
