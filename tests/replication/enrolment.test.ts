import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import type { Reply } from "#shared/contract/index.ts";
import { openProgram } from "#main/index.ts";
import { decodeEnrolment } from "#main/replication/enrolment.ts";
import { newPassword } from "#main/replication/password.ts";
import type { Program } from "#main/shell/program.ts";
import { centres, type TestCentre } from "../central/centre.ts";
import {
  newCustomer,
  openShift,
  OWNER_KEY,
  OWNER_PIN,
  refusalOf,
  sugar,
  valueOf,
} from "../journal/shop.ts";
import {
  connect,
  deviceFolder,
  officeWithBooks,
  openDevice,
  shutAll,
  type Device,
} from "./devices.ts";

const { open: openCentre } = centres();
const programs: Program[] = [];

afterEach(async () => {
  for (const program of programs.splice(0)) await program.close();
  await shutAll();
});
afterAll(shutAll);

async function withOffice(): Promise<{ centre: TestCentre; office: Device }> {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  return { centre, office };
}

async function codeFor(office: Device, till: string, scope = ["RETAIL"]): Promise<string> {
  return (await office.did("centre.enrol", { till, scope })).code;
}

/** The program as a shell opens it, on a folder that may be new. */
async function start(dataFolder: string, ownerKey: Buffer, kept: Buffer[] = []): Promise<Program> {
  const program = await openProgram({
    dataFolder,
    ownerKey,
    keepOwnerKey: (key) => Promise.resolve(void kept.push(key)),
    version: "test",
    log: () => undefined,
  });
  programs.push(program);
  return program;
}

const ask = async <T>(program: Program, name: string, request: object): Promise<T> =>
  valueOf(await program.call("window", name, request)) as T;

const status = (program: Program) => ask<Reply<"program.status">>(program, "program.status", {});

async function ready(program: Program): Promise<Reply<"program.status">> {
  return expect
    .poll(() => status(program), { timeout: 50_000 })
    .toMatchObject({ state: "ready", centre: { behind: 0 } })
    .then(() => status(program));
}

test("the office's own code lets an empty till in, with the owner's key, which it keeps", async () => {
  const { office } = await withOffice();
  await newCustomer(office, "Wanjiku", "0712 000 001");
  await office.exchange();
  const code = await codeFor(office, "R1");
  const folder = deviceFolder();
  const kept: Buffer[] = [];
  const till = await start(folder, randomBytes(32), kept);
  await ask(till, "centre.connect", { code, name: "Front counter" });
  const { users, businesses, till: here } = await ready(till);
  expect(kept).toEqual([OWNER_KEY]);
  expect(here).toEqual({ code: "R1", name: "Front counter" });
  expect(businesses.map(({ id }) => id)).toEqual(["RETAIL"]);
  // What the office sealed, the till reads; also after a restart, with the key that it kept.
  const readsThePhone = async (program: Program): Promise<void> => {
    const [owner] = users;
    await ask(program, "session.signIn", { user: owner?.id, pin: OWNER_PIN });
    const asked = { text: "Wanjiku" };
    const { customers } = await ask<Reply<"customer.search">>(program, "customer.search", asked);
    expect(customers).toMatchObject([{ name: "Wanjiku", phone: "0712 000 001" }]);
  };
  await readsThePhone(till);
  programs.splice(programs.indexOf(till), 1);
  await till.close();
  await readsThePhone(await start(folder, kept[0] ?? randomBytes(32)));
});

test("a till whose key could not be kept is not tied to the centre, and the same code works then", async () => {
  const { office } = await withOffice();
  const code = await codeFor(office, "R1");
  const folder = deviceFolder();
  let full = true;
  const till = await openProgram({
    dataFolder: folder,
    ownerKey: randomBytes(32),
    keepOwnerKey: async () => {
      if (full) throw new Error("no space left on the disk");
    },
    version: "test",
    log: () => undefined,
  });
  programs.push(till);
  await expect(ask(till, "centre.connect", { code })).rejects.toThrow();
  expect(existsSync(join(folder, "centre.json"))).toBe(false);
  expect((await status(till)).state).toBe("empty");
  full = false;
  await ask(till, "centre.connect", { code });
  await ready(till);
});

test("a till that is shut out keeps its sales, and sends them with its new code", async () => {
  const { centre, office } = await withOffice();
  const first = await codeFor(office, "R1");
  const till = openDevice();
  await till.did("centre.connect", { code: first });
  await till.exchange();
  const owner = till.journal.book.get<{ id: string }>(
    "SELECT user AS id FROM business_access WHERE business = '*'",
  );
  till.signInAs("owner's window", owner?.id ?? "");
  await openShift(till, "RETAIL");
  await till.exchange();
  await office.did("centre.shutOut", { till: "R1" });
  await till.did("sale.post", sugar(till));
  await expect(till.exchange()).rejects.toThrow();
  await expect(till.exchange()).rejects.toThrow();
  expect((await till.did("program.status", {})).centre?.trouble).toBe("refused");
  const again = await codeFor(office, "R1", ["RETAIL", "WATER"]);
  // The earlier code is worth nothing; a code for another till is not for this one.
  expect(refusalOf(await till.call("centre.connect", { code: first }))).toMatchObject({
    code: "centre.trouble",
  });
  const other = await codeFor(office, "R2");
  expect(refusalOf(await till.call("centre.connect", { code: other }))).toMatchObject({
    code: "centre.unfit",
  });
  await till.did("centre.connect", { code: again });
  await till.exchange();
  expect(till.link.state()?.unconfirmed).toBe(0);
  const scope = till.journal.book.all<{ id: string }>("SELECT id FROM business ORDER BY id");
  expect(scope.map(({ id }) => id)).toEqual(["RETAIL", "WATER"]);
  expect(
    await centre.one(
      "SELECT count(*)::int FROM sync.fact WHERE kind = 'sale.posted' AND state = 'posted'",
    ),
  ).toBe(1);
});

test("only an office of all businesses makes codes, and none for itself or for what is not there", async () => {
  const { centre, office } = await withOffice();
  const refused = async (device: Device, request: { till: string; scope: string[] }) =>
    refusalOf(await device.call("centre.enrol", request));
  const retail = { till: "R1", scope: ["RETAIL"] };
  expect(await refused(office, { ...retail, till: "HQ" })).toEqual({
    code: "centre.unfit",
    why: "itself",
  });
  expect(await refused(office, { ...retail, scope: ["BAKERY"] })).toEqual({
    code: "business.unknown",
    business: "BAKERY",
  });
  const till = openDevice();
  await till.did("centre.connect", { code: await codeFor(office, "R1") });
  await till.exchange();
  const owner = till.journal.book.get<{ id: string }>(
    "SELECT user AS id FROM business_access WHERE business = '*'",
  );
  till.signInAs("owner's window", owner?.id ?? "");
  expect(await refused(till, retail)).toEqual({ code: "centre.unfit", why: "not_office" });

  // And Postgres itself says so to whoever has a login.
  const { verifier } = newPassword();
  const enrol = "SELECT api.enrol($1, $2, $3)";
  const scoped = await centre.device("B1", "office", ["RETAIL"]);
  const whole = await centre.device("HQ2", "office", "*");
  const thief = await centre.device("R9", "till", ["RETAIL"]);
  for (const { client } of [thief, scoped]) {
    for (const [text, values] of [
      [enrol, ["X1", ["RETAIL"], verifier]],
      ["SELECT api.shut_out('R1')", []],
      ["SELECT sync.write_login('postgres', $1)", [verifier]],
    ] as const) {
      await expect(client.query(text, [...values])).rejects.toThrow(
        /only an office of all|permission denied/,
      );
    }
  }
  for (const values of [
    ["HQ", ["RETAIL"], verifier],
    ["X1", ["RETAIL"], "hunter2"],
    ["X1", ["RETAIL"], `${verifier}' SUPERUSER --`],
    ["X1", [], verifier],
    ["X1", ["BAKERY"], verifier],
    ["x1", ["RETAIL"], verifier],
  ]) {
    await expect(whole.client.query(enrol, values)).rejects.toThrow(
      /enrolled by the administrator|with a verifier|a till has a code/,
    );
  }
  expect(await centre.one("SELECT count(*)::int FROM sync.device WHERE till = 'X1'")).toBe(0);
  await whole.client.query(enrol, ["X1", ["RETAIL"], verifier]);
  const login = await centre.one<string>("SELECT login::text FROM sync.device WHERE till = 'X1'");
  const rights = await centre.rows(
    `SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin, rolconnlimit
     FROM pg_roles WHERE rolname = $1`,
    [login],
  );
  expect(rights).toEqual([
    {
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      rolcanlogin: true,
      rolconnlimit: 4,
    },
  ]);
});

test("a code carries the office's own way in, one till, and the key", async () => {
  const { office } = await withOffice();
  const read = decodeEnrolment(await codeFor(office, "R1", ["RETAIL", "WATER"]));
  const address = office.link.address();
  expect(read).toMatchObject({
    ok: true,
    value: {
      till: "R1",
      kind: "till",
      scope: ["RETAIL", "WATER"],
      hosts: address?.hosts,
      authority: address?.authority,
      ownerKey: OWNER_KEY.toString("base64"),
    },
  });
});
