import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ownerKeyOf, SEALED_KEY_FILE } from "#main/shell/electron/owner-key.ts";
import { fake, freshElectron } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electronModule);

let folder = "";
beforeEach(() => {
  freshElectron();
  folder = mkdtempSync(join(tmpdir(), "tomtin-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the key is made once and is the same at every start", async () => {
  const first = await ownerKeyOf(folder);
  expect(first).toHaveLength(32);
  expect(await ownerKeyOf(folder)).toEqual(first);
  if (process.platform !== "win32") {
    expect(statSync(join(folder, SEALED_KEY_FILE)).mode & 0o777).toBe(0o600);
  }
});

test("a key store that asks for it gets the key sealed anew, and the key stays the same", async () => {
  const first = await ownerKeyOf(folder);
  fake.safeStorage.shouldReEncrypt = true;
  expect(await ownerKeyOf(folder)).toEqual(first);
  expect(await ownerKeyOf(folder)).toEqual(first);
});

test("without a key store no key is made", async () => {
  fake.safeStorage.available = false;
  await expect(ownerKeyOf(folder)).rejects.toThrow("no key store");
  expect(existsSync(join(folder, SEALED_KEY_FILE))).toBe(false);
});

test.runIf(process.platform === "linux")("a pretended key store is none", async () => {
  fake.safeStorage.backend = "basic_text";
  await expect(ownerKeyOf(folder)).rejects.toThrow("no key store");
});

test("another user of the computer cannot open the key, and does not replace it", async () => {
  const first = await ownerKeyOf(folder);
  fake.safeStorage.user = "otieno";
  await expect(ownerKeyOf(folder)).rejects.toThrow("not locked by this user");
  fake.safeStorage.user = "asha";
  expect(await ownerKeyOf(folder)).toEqual(first);
});

test("books that lost their key are not given a new one", async () => {
  writeFileSync(join(folder, "journal.db"), "");
  await expect(ownerKeyOf(folder)).rejects.toThrow("lost their key");
});

test("books that the web shell began keep their key", async () => {
  const { ownerKeyOf: plain } = await import("#main/shell/web/owner-key.ts");
  const key = plain(folder);
  expect(await ownerKeyOf(folder)).toEqual(key);
  expect(existsSync(join(folder, SEALED_KEY_FILE))).toBe(false);
});

test("a damaged key is refused", async () => {
  const short = await fake.safeStorage.encryptStringAsync(Buffer.alloc(8).toString("base64"));
  writeFileSync(join(folder, SEALED_KEY_FILE), short);
  await expect(ownerKeyOf(folder)).rejects.toThrow("damaged");
});
