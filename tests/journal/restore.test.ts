import Database from "better-sqlite3";
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, truncateSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { backupCommand } from "#main/cli/backup.ts";
import { runCommandLine } from "#main/cli/command-line.ts";
import { restoreCommand } from "#main/cli/restore.ts";
import { verifyCommand } from "#main/cli/verify.ts";
import { openProgram } from "#main/index.ts";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import type { Result } from "#shared/kernel/result.ts";
import { command, newFolder, OWNER_KEY, OWNER_PIN, removeFolders } from "./shop.ts";
import { setUpRequest, valueOf } from "./shop.ts";

/** Books with one sealed phone number, made once; each test works on a copy of the folder. */
let model: string;
let copy: string;

beforeAll(async () => {
  model = newFolder();
  const till = await start(model);
  const set = setUpRequest();
  await till.did("program.setUp", { command: command(), ...set });
  await till.signIn();
  await till.customer("Achieng", "0712 345 678");
  await till.close();
  const stick = newFolder();
  await tomtin("backup", "--to", stick, "--data", model);
  copy = join(stick, readdirSync(stick)[0] ?? "");
});
afterAll(removeFolders);

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.close();
});

/** The program over a folder, with its owner's key in a file as the web shell keeps it. */
async function start(folder: string, ownerKey = OWNER_KEY) {
  const kept: Buffer[] = [];
  if (!existsSync(keyFile(folder))) writeFileSync(keyFile(folder), ownerKey, { mode: 0o600 });
  const program = await openProgram({
    dataFolder: folder,
    ownerKey,
    keepOwnerKey: (key) => Promise.resolve(void kept.push(key)),
    version: "test",
    log: () => undefined,
  });
  running.push(program);
  const call = <Name extends ProcedureName>(name: Name, request: RequestInput<Name>) =>
    program.call("window", name, request) as Promise<Result<Reply<Name>>>;
  const did = async <Name extends ProcedureName>(name: Name, request: RequestInput<Name>) =>
    valueOf(await call(name, request));
  return {
    call,
    did,
    kept,
    signIn: async () => {
      const { users } = await did("program.status", {});
      await did("session.signIn", { user: users[0]?.id ?? "", pin: OWNER_PIN });
    },
    customer: (name: string, phone: string) =>
      did("customer.save", { command: command(), name, phone }),
    close: () => {
      running.splice(running.indexOf(program), 1);
      return program.close();
    },
  };
}

const keyFile = (folder: string): string => join(folder, "owner.key");
const journalOf = (folder: string): string => join(folder, "journal.db");

function asModel(): string {
  const folder = newFolder();
  for (const name of ["journal.db", "owner.key"]) {
    copyFileSync(join(model, name), join(folder, name));
  }
  return folder;
}

async function tomtin(...argv: string[]) {
  const said = { out: "", err: "" };
  const code = await runCommandLine(
    {
      commands: [backupCommand, restoreCommand, verifyCommand],
      version: "0",
      defaultDataFolder: () => "/nowhere",
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
    },
    argv,
  );
  return { code, ...said };
}

function read<Row>(file: string, sql: string): Row[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).all() as Row[];
  } finally {
    db.close();
  }
}

const factsIn = (file: string): number =>
  read<{ n: number }>(file, "SELECT count(*) AS n FROM fact")[0]?.n ?? -1;

/** The journals of a folder that were moved aside. */
const asideIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.includes("before-restore"));

test("by command: what was done after the copy lies in a file beside it, and is gone on from", async () => {
  const folder = asModel();
  const first = await start(folder);
  await first.signIn();
  await first.customer("Afterwards", "0722 000 000");
  await first.close();
  const before = factsIn(journalOf(folder));
  const look = await tomtin("restore", copy, "--data", folder, "--check");
  expect(look).toMatchObject({ code: 0, out: expect.stringContaining("holds 1 facts more") });
  expect(asideIn(folder)).toEqual([]);
  const done = await tomtin("restore", copy, "--data", folder, "--json");
  expect(JSON.parse(done.out)).toMatchObject({ restored: true, lacks: 1, facts: before - 1 });
  expect(factsIn(journalOf(folder))).toBe(before - 1);
  expect(asideIn(folder).map((name) => factsIn(join(folder, name)))).toEqual([before]);
  expect(readdirSync(folder)).not.toContain("journal.db.restoring");
  const again = await start(folder);
  await again.signIn();
  await again.customer("Anew", "0722 000 001");
  await again.close();
  // A program start of its own, joined to the copy's last link: a centre sees where it went on.
  const epochs = read<{ parent_position: number }>(
    journalOf(folder),
    "SELECT parent_position FROM epoch ORDER BY no",
  );
  expect(epochs.map((each) => each.parent_position)).toEqual([null, before - 1]);
  expect(await tomtin("verify", "--data", folder)).toMatchObject({ code: 0 });
});

test("on the screen: copied, looked at, put in place; everybody signs in again", async () => {
  const folder = asModel();
  const stick = join(folder, "stick");
  mkdirSync(stick);
  const till = await start(folder);
  await till.signIn();
  const plan = { folder: stick, automatic: false, keep: 3, warnDays: 3 };
  await till.did("backup.save", { plan });
  const { file, facts } = await till.did("backup.now", {});
  await till.customer("Afterwards", "0722 000 000");
  expect(await till.did("backup.look", { file })).toMatchObject({ till: "T1", facts, lacks: 1 });
  const { keptAs } = await till.did("backup.restore", { file });
  expect(factsIn(keptAs)).toBe(facts + 1);
  expect(await till.did("program.status", {})).toMatchObject({ state: "ready", session: null });
  await till.signIn();
  const { customers } = await till.did("customer.search", {});
  expect(customers.map(({ name, phone }) => [name, phone])).toEqual([["Achieng", "0712 345 678"]]);
});

test("who may not change settings neither looks nor restores, nor does who practises", async () => {
  const till = await start(asModel());
  const denied = { refusal: { code: "permission.denied", permission: "settings.edit" } };
  expect(await till.call("backup.look", { file: copy })).toMatchObject(denied);
  expect(await till.call("backup.restore", { file: copy })).toMatchObject(denied);
  await till.signIn();
  await till.did("training.start", {});
  expect(await till.call("backup.restore", { file: copy })).toMatchObject({
    refusal: { code: "training.not_here" },
  });
});

test("a new computer takes the books back with their key, and not with another", async () => {
  const folder = newFolder();
  const till = await start(folder, Buffer.alloc(32, 9));
  const ask = { file: copy, key: "" };
  expect(await till.call("backup.look", ask)).toMatchObject(unfit("other_key"));
  expect(await till.call("backup.look", { ...ask, key: copy })).toMatchObject(unfit("key_file"));
  await till.did("backup.restore", { ...ask, key: keyFile(model) });
  expect(till.kept.map((key) => key.equals(OWNER_KEY))).toEqual([true]);
  await till.signIn();
  const { customers } = await till.did("customer.search", {});
  expect(customers).toMatchObject([{ name: "Achieng", phone: "0712 345 678" }]);
});

test("by command on a new computer: the key is asked for, and kept", async () => {
  const folder = join(newFolder(), "new");
  const without = await tomtin("restore", copy, "--data", folder);
  expect(without).toMatchObject({ code: 1, err: expect.stringContaining("--key") });
  const other = join(newFolder(), "other.key");
  writeFileSync(other, Buffer.alloc(32, 1));
  const wrong = await tomtin("restore", copy, "--data", folder, "--key", other);
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("owner's key") });
  expect(existsSync(journalOf(folder))).toBe(false);
  const right = await tomtin("restore", copy, "--data", folder, "--key", keyFile(model));
  expect(right).toMatchObject({ code: 0 });
  expect(factsIn(journalOf(folder))).toBe(factsIn(copy));
  expect(statSync(keyFile(folder)).size).toBe(32);
});

test("a journal that cannot be opened any more is moved aside as it lies", async () => {
  const folder = asModel();
  writeFileSync(
    journalOf(folder),
    "the disk wrote nonsense here, more than a page of it\n".repeat(99),
  );
  expect(await tomtin("restore", copy, "--data", folder)).toMatchObject({ code: 0 });
  expect(asideIn(folder)).toHaveLength(1);
  expect(await tomtin("verify", "--data", folder)).toMatchObject({ code: 0 });
});

const unfit = (why: string) => ({ refusal: { code: "backup.unfit", why } });

/** Each spoils a copy, or names another file; the journal must stay as it is, to the byte. */
const UNFIT: readonly (readonly [why: string, what: string, make: (file: string) => void])[] = [
  ["not_books", "a text", (file) => writeFileSync(file, "Dear diary, ".repeat(400))],
  ["not_books", "another program's database", (file) => edit(file, "CREATE TABLE song (name)")],
  ["damaged", "half a copy", (file) => half(file)],
  ["damaged", "a copy in which somebody changed a name", (file) => forged(file)],
  ["newer", "a newer program's", (file) => spoiled(file, "PRAGMA user_version = 9999")],
  ["other_till", "another till's", (file) => spoiled(file, "UPDATE device SET till = 'R2'")],
];

function edit(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

function spoiled(file: string, sql: string): void {
  copyFileSync(copy, file);
  edit(file, sql);
}

function half(file: string): void {
  copyFileSync(copy, file);
  truncateSync(file, Math.floor(statSync(file).size / 2));
}

/** Such that only the hash tells. */
function forged(file: string): void {
  copyFileSync(copy, file);
  const db = new Database(file);
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'fact'")
    .all() as { name: string; sql: string }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(
    `UPDATE fact SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Achieng', 'Akinyi ') AS BLOB)`,
  );
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}

test.each(UNFIT)("refused as %s: %s", async (why, _, make) => {
  const folder = asModel();
  const till = await start(folder);
  await till.signIn();
  const file = join(newFolder(), "copy.db");
  make(file);
  expect(await till.call("backup.restore", { file })).toMatchObject(unfit(why));
  await till.close();
  expect(factsIn(journalOf(folder))).toBe(factsIn(copy));
  expect([...asideIn(folder), ...readdirSync(folder).filter((n) => /restoring/.test(n))]).toEqual(
    [],
  );
});

test("refused: other books, no file at all, and the books in use themselves", async () => {
  const folder = newFolder();
  const till = await start(folder);
  await till.did("program.setUp", { command: command(), ...setUpRequest() });
  await till.signIn();
  expect(await till.call("backup.restore", { file: copy })).toMatchObject(unfit("other_books"));
  const missing = join(folder, "nothing.db");
  expect(await till.call("backup.restore", { file: missing })).toMatchObject(unfit("missing"));
  // A folder is there, and yet no file.
  expect(await till.call("backup.restore", { file: folder })).toMatchObject(unfit("missing"));
  const own = journalOf(folder);
  expect(await till.call("backup.restore", { file: own })).toMatchObject(unfit("in_use"));
});

test("a check that is under way stops it; the till goes on", async () => {
  const folder = asModel();
  const till = await start(folder);
  await till.signIn();
  const reading = new Database(journalOf(folder), { readonly: true });
  reading.prepare("SELECT count(*) FROM fact").get();
  expect(await till.call("backup.restore", { file: copy })).toMatchObject(unfit("busy"));
  reading.close();
  // It is the program as it was, begun again.
  await till.signIn();
  await till.customer("Afterwards", "0722 000 000");
});
