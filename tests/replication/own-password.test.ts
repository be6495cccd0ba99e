import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { decodeEnrolment, type Enrolment } from "#main/replication/enrolment.ts";
import { readAddress } from "#main/replication/address-file.ts";
import { verifierOf } from "#main/replication/password.ts";
import { centres, type TestCentre } from "../central/centre.ts";
import { command } from "../journal/shop.ts";
import {
  codeOf,
  connect,
  deviceFolder,
  joined,
  officeWithBooks,
  openDevice,
  shut,
  shutAll,
  type Device,
} from "./devices.ts";
import { PATIENCE } from "./till-process.ts";

/**
 * A code is worth nothing once its device has connected. What is durable is two things, the device's
 * file and the login at the centre: whatever is killed between them, one of its passwords lets it in.
 */

const CHILD = join(import.meta.dirname, "connect-child.ts");

const children: ChildProcess[] = [];

const { open: openCentre } = centres();
afterEach(shutAll);
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(shutAll);

async function withCode(): Promise<{ centre: TestCentre; office: Device; code: Enrolment }> {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  return { centre, office, code: await centre.enrol("R1", "till", ["RETAIL"]) };
}

/** Whether somebody gets in with it. */
async function opens(centre: TestCentre, login: Enrolment, password: string): Promise<boolean> {
  return centre.connect({ ...login, password }).then(
    () => true,
    (error: { code?: string }) => {
      expect(error.code).toBe("28P01");
      return false;
    },
  );
}

const ownOf = (device: Device): string => readAddress(device.folder)?.ownPassword ?? "";

/** The device's program begins again, says something new, and the centre has it. */
async function goesOn(device: Device, name: string): Promise<Device> {
  const { folder } = device;
  await shut(device);
  const again = openDevice({ folder });
  again.signInAs("owner's window", ownerOf(again));
  await again.did("customer.save", { command: command(), name });
  await again.exchange();
  expect(again.link.state()).toMatchObject({ unconfirmed: 0, trouble: null });
  return again;
}

const ownerOf = (device: Device): string =>
  device.journal.book.get<{ id: string }>(
    "SELECT user AS id FROM business_access WHERE business = '*'",
  )?.id ?? "";

test("once a till has connected, its code opens nothing, and the till goes on by itself", async () => {
  const { centre, code } = await withCode();
  expect(await opens(centre, code, code.password)).toBe(true);
  const till = await joined(code);
  expect(await opens(centre, code, code.password)).toBe(false);
  expect(await opens(centre, code, ownOf(till))).toBe(true);
  await goesOn(till, "Achieng");
  // And nobody, this till included, connects by it once more.
  const thief = openDevice();
  await expect(connect(thief, code)).rejects.toThrow();
  expect(thief.link.address()).toBeNull();
});

/** The till's program, a process of its own, which is killed while its centre is asked to take its password. */
async function killedAsking(
  centre: TestCentre,
  code: Enrolment,
  folder: string,
  heard: boolean,
): Promise<void> {
  await centre.sql.query("BEGIN");
  await centre.sql.query("SELECT FROM sync.device WHERE login = $1 FOR UPDATE", [code.login]);
  const child = connecting(folder, code);
  const asking = () => centre.heldUp(code.login);
  await expect.poll(asking, PATIENCE).toHaveLength(1);
  const [pid] = await asking();
  // It reads no answer any more.
  child.process.kill("SIGSTOP");
  if (!heard) {
    // Its question dies with its machine.
    await centre.sql.query("SELECT pg_terminate_backend($1, 60000)", [pid]);
  }
  await centre.sql.query("COMMIT");
  const asks = "SELECT FROM pg_stat_activity WHERE pid = $1 AND state = 'active'";
  await expect.poll(() => centre.rows(asks, [pid]), PATIENCE).toEqual([]);
  child.process.kill("SIGKILL");
  expect(await child.ended).toBe("SIGKILL");
}

function connecting(folder: string, code: Enrolment, dies = "") {
  const child = spawn(process.execPath, [CHILD, folder, codeOf(code), dies], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.push(child);
  return {
    process: child,
    ended: once(child, "close").then(([, signal]) => signal as string | null),
  };
}

/** Nobody's help: its program begins again on the folder, and all books come to it. */
async function comesBack(folder: string): Promise<Device> {
  const till = openDevice({ folder });
  await till.exchange();
  expect(till.link.state()).toMatchObject({ trouble: null });
  return goesOn(till, "Achieng");
}

test("killed before its own password is kept, or before the centre is asked: the code lets it in, and is worth nothing then", async () => {
  const { centre, code } = await withCode();
  const folder = deviceFolder();
  const before = connecting(folder, code, "before it is kept");
  expect(await before.ended).toBe("SIGKILL");
  expect(readAddress(folder)).toBeUndefined();
  expect(await opens(centre, code, code.password)).toBe(true);

  await killedAsking(centre, code, folder, false);
  const ownPassword = readAddress(folder)?.ownPassword ?? "";
  expect(await opens(centre, code, ownPassword)).toBe(false);
  expect(await opens(centre, code, code.password)).toBe(true);
  await comesBack(folder);
  expect(await opens(centre, code, ownPassword)).toBe(true);
  expect(await opens(centre, code, code.password)).toBe(false);
});

test("killed before it heard that the centre did it: its own password lets it in", async () => {
  const { centre, code } = await withCode();
  const folder = deviceFolder();
  await killedAsking(centre, code, folder, true);
  const ownPassword = readAddress(folder)?.ownPassword ?? "";
  expect(await opens(centre, code, ownPassword)).toBe(true);
  expect(await opens(centre, code, code.password)).toBe(false);
  await comesBack(folder);
});

test("a centre put back to before it heard of the password lets the till in by its code, and learns it again", async () => {
  const { centre, code } = await withCode();
  const till = await joined(code);
  await centre.sql.query(`ALTER ROLE ${code.login} PASSWORD '${verifierOf(code.password)}'`);
  await goesOn(till, "Achieng");
  expect(await opens(centre, code, code.password)).toBe(false);
});

test("a centre that is older, and a code that is to stay, are gone on with", async () => {
  const { centre, office, code } = await withCode();
  await centre.sql.query("ALTER FUNCTION api.take_password(text) RENAME TO to_come");
  const till = await joined(code);
  expect(await opens(centre, code, code.password)).toBe(true);
  const again = await goesOn(till, "Achieng");
  await centre.sql.query("ALTER FUNCTION api.to_come(text) RENAME TO take_password");
  await goesOn(again, "Wafula");
  expect(await opens(centre, code, code.password)).toBe(false);

  const stays = { ...(await centre.enrol("R2", "till", ["RETAIL"])), once: false };
  const kept = await joined(stays);
  expect(ownOf(kept)).toBe("");
  expect(await opens(centre, stays, stays.password)).toBe(true);
  // An office's codes are as its own was.
  const read = decodeEnrolment(
    (await office.did("centre.enrol", { till: "R3", scope: ["RETAIL"] })).code,
  );
  expect(read).toMatchObject({ ok: true, value: { once: true } });
});

test("with a new code a till takes another password, and the earlier one opens nothing", async () => {
  const { centre, office, code } = await withCode();
  const till = await joined(code);
  const before = ownOf(till);
  const { code: anew } = await office.did("centre.enrol", { till: "R1", scope: ["RETAIL"] });
  await expect(till.exchange()).rejects.toThrow();
  await till.did("centre.connect", { code: anew });
  await till.exchange();
  expect(ownOf(till)).not.toBe(before);
  expect(await opens(centre, code, before)).toBe(false);
  expect(await opens(centre, code, ownOf(till))).toBe(true);
});

test("a login takes nothing but a password's verifier, and none while it is being shut out", async () => {
  const { centre } = await withCode();
  const { client } = await centre.device("R7", "till", ["RETAIL"]);
  const login = await centre.one<string>("SELECT login::text FROM sync.device WHERE till = 'R7'");
  const take = (verifier: string | null) =>
    client.query("SELECT api.take_password($1)", [verifier]);
  for (const bad of ["hunter2", "", null, `${verifierOf("x")}' SUPERUSER --`]) {
    await expect(take(bad)).rejects.toThrow("by its verifier");
  }
  const flags = "SELECT rolsuper OR rolcreaterole OR rolcanlogin FROM pg_roles WHERE rolname = $1";
  // It waits for whoever holds its row, and then is nobody's.
  await centre.sql.query("BEGIN");
  await centre.sql.query("UPDATE sync.device SET revoked_at = now() WHERE till = 'R7'");
  await centre.sql.query(`ALTER ROLE ${login} NOLOGIN`);
  const waiting = take(verifierOf("x")).then(
    () => "taken",
    (error: Error) => error.message,
  );
  await expect.poll(() => centre.heldUp(login)).toHaveLength(1);
  await centre.sql.query("COMMIT");
  expect(await waiting).toMatch(/is revoked/);
  expect(await centre.one(flags, [login])).toBe(false);
});
