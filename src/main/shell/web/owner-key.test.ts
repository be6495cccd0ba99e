import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { KEY_FILE, ownerKeyOf } from "./owner-key.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const posix = process.platform !== "win32";

test("the first start makes a key, later starts read the same one", () => {
  const key = ownerKeyOf(folder);
  expect(key).toHaveLength(32);
  expect(ownerKeyOf(folder)).toEqual(key);
  expect(existsSync(join(folder, `${KEY_FILE}.new`))).toBe(false);
});

test("another folder has another key", () => {
  const other = mkdtempSync(join(tmpdir(), "tomtin-key-"));
  try {
    expect(ownerKeyOf(other)).not.toEqual(ownerKeyOf(folder));
  } finally {
    rmSync(other, { recursive: true });
  }
});

test("a half-written key of a start that was cut off is not taken for one", () => {
  writeFileSync(join(folder, `${KEY_FILE}.new`), "half");
  expect(ownerKeyOf(folder)).toHaveLength(32);
});

test.runIf(posix)("only its owner can read it; a wider mode is refused", () => {
  ownerKeyOf(folder);
  const path = join(folder, KEY_FILE);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  for (const mode of [0o640, 0o604, 0o660, 0o620]) {
    chmodSync(path, mode);
    expect(() => ownerKeyOf(folder)).toThrow(`can be read by others (mode ${mode.toString(8)})`);
  }
  chmodSync(path, 0o400);
  expect(ownerKeyOf(folder)).toHaveLength(32);
});

test("a key of the wrong length is refused and left as it is", () => {
  const path = join(folder, KEY_FILE);
  writeFileSync(path, Buffer.alloc(31), { mode: 0o600 });
  expect(() => ownerKeyOf(folder)).toThrow("is damaged: it has 31 bytes instead of 32");
  expect(readFileSync(path)).toEqual(Buffer.alloc(31));
});

test("books without their key do not silently get a new one", () => {
  writeFileSync(join(folder, "journal.db"), "");
  expect(() => ownerKeyOf(folder)).toThrow("have lost their key");
  expect(existsSync(join(folder, KEY_FILE))).toBe(false);
});
