import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeDurably } from "./durable.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-durable-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("what is written takes the place of what was there, for its owner's eyes alone", () => {
  const path = join(folder, "centre.json");
  // A power cut left this behind.
  writeFileSync(`${path}.new`, "half of");
  writeFileSync(path, "before");
  writeDurably(path, "Njoroge ✓");
  expect(readFileSync(path, "utf8")).toBe("Njoroge ✓");
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(readdirSync(folder)).toEqual(["centre.json"]);
  writeDurably(path, new Uint8Array([1, 2, 3]));
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
});

test("where it cannot be written, what was there stays", () => {
  const path = join(folder, "kept");
  writeFileSync(path, "before");
  expect(() => writeDurably(join(folder, "missing", "kept"), "after")).toThrow("ENOENT");
  expect(readFileSync(path, "utf8")).toBe("before");
});
