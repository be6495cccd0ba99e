import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeFiles, root } from "./import-rules.ts";
import { DONE_IN, type Named } from "./refusal-counterparts.ts";
import { type Proved, REFUSED_IN } from "./refusal-proofs.ts";
import type { RefusalCode } from "#shared/kernel/refusal.ts";
import { refusalWords } from "../src/renderer/rpc/refusal-words.ts";

// Every way in which the program says no: in words for a person, with a test in which it does and
// one in which nearly the same is done. A new code fails here until all of it is there.

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

/** A test's own text with that of the functions of its file that it names. */
function textOf([file, title]: Named): string {
  const text = read(`tests/${file}.test.ts`);
  const [before = "", ...rest] = text.split(JSON.stringify(title));
  if (rest.length === 0) return "";
  // A test ends where the next begins, a row of a table where the row does.
  const [own = ""] = rest.join(title).split(/\n *(?:test|describe)\b|\n {2}\],\n/);
  const row = /\[\n? *$/.test(before) ? text.slice(text.indexOf("test(`")) : "";
  const named = [...text.matchAll(/\n *(?:async function|function|const) (\w+)[^]*?\n(?=\S|\n)/g)]
    .filter(([, name = ""]) => new RegExp(`\\b${name}\\b`).test(own))
    .map(([whole]) => whole);
  return [own, row, ...named].join("\n");
}

interface Proof {
  readonly code: string;
  readonly act: string;
  readonly no: Named;
}

const PROOFS = Object.entries(REFUSED_IN).flatMap(([file, titles]) =>
  Object.entries(titles).flatMap(([title, acts]) =>
    Object.entries<string>(acts).map(([code, act]): Proof => ({ code, act, no: [file, title] })),
  ),
);

const DONE = /\b(?:must|did|ask)\(|"done"|ok: true|\.ok\)\.toBe\(true|toBe\(200\)/;

describe("each has a test that says no, and one that says yes to nearly the same", () => {
  test("the table names each once", () => {
    // A code without a row in refusal-proofs.ts does not compile here.
    const proved = (code: RefusalCode): Proved => code;
    const all = CODES.map((code) => proved(code as RefusalCode));
    expect(PROOFS.map(({ code }) => code).toSorted()).toEqual(all.toSorted());
  });

  test.each(PROOFS)("$code", ({ code, act, no }) => {
    // Not merely the word: some codes are kinds of facts too.
    const said = textOf(no).replaceAll(`kind: "${code}"`, "");
    expect(said, `${no.join(": ")} is refused`).toContain(`"${code}"`);
    const yes = DONE_IN[code as RefusalCode] ?? no;
    const done = textOf(yes);
    expect(done, `${yes.join(": ")} asks for it`).toContain(act);
    expect(done, `${yes.join(": ")} does it`).toMatch(DONE);
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
