import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataFolder } from "./lock.ts";

// That a killed program lets go is tried with real processes: tests/door/web-shell.test.ts.
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a second program on the same folder is refused, one on another folder is not", () => {
  const lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(
    `Tomtin is already running on this data folder (${folder}).`,
  );
  const other = mkdtempSync(join(tmpdir(), "tomtin-lock-"));
  lockDataFolder(other).release();
  rmSync(other, { recursive: true });
  lock.release();
});

test("a folder that was let go can be taken again", () => {
  lockDataFolder(folder).release();
  lockDataFolder(folder).release();
});
