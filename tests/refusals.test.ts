import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeFiles, root } from "./import-rules.ts";
import { refusalWords } from "../src/renderer/rpc/refusal-words.ts";

// Every way in which the program says no: provoked by some test, and in words for a person. A new
// code fails here until both are there.

const read = (file: string): string => readFileSync(join(root, file), "utf8");

const LIST = "src/shared/kernel/refusal.ts";
const CODES = [...read(LIST).matchAll(/^ {2}"([a-z]+\.[a-z_]+)":/gm)].map(
  (match) => match[1] ?? "",
);

/** What any sentence may need; a sentence that needs more would say "undefined". */
const EVERYTHING = {
  account: 1130,
  amount: 12_345,
  balance: 12_345,
  barcode: "6161100000017",
  business: "RETAIL",
  category: "Groceries",
  code: "",
  command: "6f0f",
  count: 3,
  customer: "Kamau",
  day: "2026-11-20",
  deposit: 250_000,
  difference: 1,
  due: 70_000,
  expected: 1160,
  given: 1200,
  held: 10_000,
  into: "13 kg",
  item: "Sugar",
  kind: "sale.posted",
  left: 2000,
  limit: 100_000,
  mpesaCode: "TKK0000001",
  name: "Sugar",
  number: "R1-000123-K7",
  openedBy: "Achieng",
  out: "6 kg",
  over: 500,
  owed: 90_000,
  path: "lines.0.quantity",
  people: ["Amina", "Brian"],
  permission: "refund",
  phone: "0712 345 678",
  place: "full",
  price: 16_500,
  printer: "Kitchen",
  problem: "is empty",
  procedure: "sale.post",
  serial: "X-1",
  short: 2000,
  sku: "G-SUGAR",
  status: "ready",
  subledger: "customer",
  tender: "cash",
  through: "2026-10-31",
  tills: "R1",
  trouble: "busy",
  waitSeconds: 30,
  wanted: 3000,
  why: "till",
};

test("the list of refusals is read whole", () => {
  expect(CODES.length).toBeGreaterThan(120);
  expect(new Set(CODES).size).toBe(CODES.length);
});

describe("words", () => {
  test.each(CODES)("%s is a calm sentence without a code", (code) => {
    const words = refusalWords({ ...EVERYTHING, code } as never);
    expect(words).not.toContain(code);
    expect(words).not.toMatch(/undefined|NaN|null|\[object|Not done/);
    expect(words).toMatch(/^[“A-Z0-9].*[.]$/);
    // A person reads it while a customer waits.
    expect(words.length).toBeLessThan(125);
  });
});

/**
 * Tests of the program as it runs: its services, its door, its windows, its centre. Not those of one
 * pure decision, not the walk that predicts by chance, nor lists of mutations.
 */
const TESTS = codeFiles("tests").filter(
  (file) =>
    !file.endsWith("tests/refusals.test.ts") &&
    !/^tests\/(model|mutations|simulation|text)\//.test(file),
);

describe("each is provoked", () => {
  const texts = TESTS.map(read);
  test.each(CODES)("%s is what some test gets", (code) => {
    expect(texts.some((text) => text.includes(`"${code}"`))).toBe(true);
  });
});

describe("none is only a word", () => {
  const program = [...codeFiles("src/main"), ...codeFiles("src/shared")].filter(
    (file) => file !== LIST && !file.endsWith(".test.ts"),
  );
  const texts = program.map(read);
  test.each(CODES)("%s is said somewhere in the program", (code) => {
    expect(texts.some((text) => text.includes(`"${code}"`))).toBe(true);
  });
});
