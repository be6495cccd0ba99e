import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { addDays, businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { ownersChart } from "#shared/ledger/chart.ts";
import { accountsForNewBusiness } from "#shared/ledger/new-business.ts";

import { beancountName, writeJournal as writeBeancount } from "./beancount.ts";
import type { ExportEntry, ExportLine } from "./export-entry.ts";
import { writeJournal as writeHledger } from "./hledger.ts";
import { writeJournal as writeLedgerCli } from "./ledger-cli.ts";
import { plainAccountName } from "./plain-text.ts";

const chart = [
  ...ownersChart(),
  ...accountsForNewBusiness("CARWASH", 'Car: Wash;  "Safi" | Son\'s', ownersChart(), {
    stocks: true,
    produces: false,
  }).map((each) => each.account),
];
const leaves = chart.filter((account) => account.posting);
const byNumber = new Map(chart.map((account) => [account.number, account]));

/** Text as people and forms produce it, and what each program could take for its own syntax. */
const memo = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "",
    "Chai ya saa nne — Wanjikũ's",
    "; not a comment",
    "two  spaces | and a bar",
    '(1) [2026-01-01] {x} = @ ! * "quoted" \\ back\\',
    "line one\nline two\r\n2026-01-01 * injected\n    assets:cash  KES 1",
    "date:2020-01-01, id: other",
  ),
);

const pair = fc.record({
  business: fc.constantFrom("WATER", "LAUNDRY", "RETAIL", "CARWASH"),
  from: fc.constantFrom(...leaves.map((account) => account.number)),
  to: fc.constantFrom(...leaves.map((account) => account.number)),
  amount: fc.integer({ min: 1, max: 99_999_999_999 }).map(cents),
  party: fc.option(fc.uuid()),
});

const entry = fc.record({
  number: fc.constantFrom("W-000123", "T1 (copy)", "Z;7"),
  id: fc.uuid(),
  day: fc.nat(3_000).map((days) => addDays(businessDay("2024-01-01"), days)),
  type: fc.constantFrom("sale", "refund", "expense"),
  memo,
  reverses: fc.option(fc.uuid()),
  lines: fc.array(pair, { minLength: 1, maxLength: 4 }).map((pairs) =>
    pairs.flatMap(({ business, from, to, amount, party }): ExportLine[] => [
      { business, account: to, side: "debit", amount, party },
      { business, account: from, side: "credit", amount, party: null },
    ]),
  ),
});

const books = fc.array(entry, { minLength: 1, maxLength: 60 });

type NameOf = typeof plainAccountName;

/** Our own balances in cents under the program's names; what is zero is left out. */
function ourBalances(entries: readonly ExportEntry[], nameOf: NameOf): Record<string, number> {
  const totals = new Map<string, number>();
  for (const { business, account, side, amount } of entries.flatMap((each) => each.lines)) {
    const found = byNumber.get(account);
    if (found === undefined) throw new Error(`${account} is not in the chart`);
    const name = nameOf(found, business);
    totals.set(name, (totals.get(name) ?? 0) + (side === "debit" ? amount : -amount));
  }
  return Object.fromEntries([...totals].filter(([, amount]) => amount !== 0));
}

/** Reads "name<separator>[KES ]amount" lines; amounts become cents without a float. */
function readBalances(output: string, separator: string): Record<string, number> {
  const rows = output
    .split("\n")
    .filter((row) => row.trim() !== "")
    .map((row) => {
      const cut = row.lastIndexOf(separator);
      const amount = row.slice(cut + separator.length).replace(/KES|["\s]/g, "");
      if (!/^-?\d+(\.\d{1,2})?$/.test(amount)) throw new Error(`not a balance: ${row}`);
      const [whole = "", fraction = ""] = amount.split(".");
      const name = row.slice(0, cut).replaceAll('"', "").trim();
      return [name, Number(whole + fraction.padEnd(2, "0"))] as const;
    });
  return Object.fromEntries(rows.filter(([, amount]) => amount !== 0));
}

/** CSV begins with a row of column names. */
function afterHeading(output: string): string {
  return output.slice(output.indexOf("\n") + 1);
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-export-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(program: string, args: readonly string[]): { ok: boolean; out: string; err: string } {
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env });
  return { ok: status === 0 && stderr.trim() === "", out: stdout, err: stderr };
}

function installed(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

const PROGRAMS = [
  {
    program: "hledger",
    needs: ["hledger"],
    write: writeHledger,
    nameOf: plainAccountName,
    check: (file: string) => run("hledger", ["-f", file, "--strict", "check"]),
    balances: (file: string) =>
      run("hledger", ["-f", file, "--strict", "balance", "--flat", "-N", "-O", "csv"]),
    read: (output: string) => readBalances(afterHeading(output), '","'),
  },
  {
    program: "ledger",
    needs: ["ledger"],
    write: writeLedgerCli,
    nameOf: plainAccountName,
    check: (file: string) => run("ledger", ["-f", file, "--pedantic", "balance"]),
    balances: (file: string) =>
      run("ledger", [
        "-f",
        file,
        "--pedantic",
        "balance",
        "--flat",
        "--no-total",
        "--format",
        "%(account)\t%(display_total)\n",
      ]),
    read: (output: string) => readBalances(output, "\t"),
  },
  {
    program: "beancount",
    needs: ["bean-check", "bean-query"],
    write: writeBeancount,
    nameOf: beancountName,
    check: (file: string) => run("bean-check", ["--no-cache", file]),
    balances: (file: string) =>
      run("bean-query", [
        "-f",
        "csv",
        file,
        "SELECT account, sum(number) AS total GROUP BY account",
      ]),
    read: (output: string) => readBalances(afterHeading(output), ","),
  },
] as const;

describe.each(PROGRAMS)("in $program", ({ program, needs, write, nameOf, ...tool }) => {
  const missing = needs.filter((each) => !installed(each));
  const reason = `${program} is not compared: ${missing.join(" and ")} not installed`;
  beforeAll(() => {
    if (missing.length > 0) process.stderr.write(`${reason}\n`);
  });
  const save = (text: string) => {
    const file = join(folder, `${program}.journal`);
    writeFileSync(file, text);
    return file;
  };

  test("our books have our balances to the cent", ({ skip }) => {
    skip(missing.length > 0, reason);
    fc.assert(
      fc.property(books, (entries) => {
        const file = save([...write(entries, chart)].join(""));
        expect(tool.check(file)).toMatchObject({ ok: true, err: "" });
        const { out, err } = tool.balances(file);
        expect(err).toBe("");
        expect(tool.read(out)).toEqual(ourBalances(entries, nameOf));
      }),
      { numRuns: 8 },
    );
  });

  test("books that are a cent off are refused", ({ skip }) => {
    skip(missing.length > 0, reason);
    const wrong = sale.lines.map((line, index) =>
      index === 0 ? { ...line, amount: cents(line.amount + 1) } : line,
    );
    const text = [...write([{ ...sale, lines: wrong }], chart)].join("");
    expect(tool.check(save(text)).ok).toBe(false);
    expect(tool.check(save([...write([sale], chart)].join(""))).ok).toBe(true);
  });
});

const sale: ExportEntry = {
  number: "W-000123",
  id: "0199-sale",
  day: businessDay("2026-11-22"),
  type: "sale",
  memo: "Refill, 20 L",
  reverses: "0199-before",
  lines: [
    { business: "WATER", account: 1110, side: "debit", amount: cents(100_00), party: "T1" },
    { business: "WATER", account: 4110, side: "credit", amount: cents(86_21), party: null },
    { business: "WATER", account: 2150, side: "credit", amount: cents(13_79), party: null },
  ],
};

test("an hledger entry reads like the receipt", () => {
  expect([...writeHledger([sale], chart)].join("")).toBe(`; Journal export, amounts in KES
decimal-mark .
commodity KES 1000.00

account assets:current:1110 Cash (Water):WATER
account revenues:sales:4110 Water Refill:WATER
account liabilities:current:2150 Output VAT:WATER

2026-11-22 * (W-000123) Refill, 20 L
    ; id: 0199-sale
    ; type: sale
    ; reverses: 0199-before
    assets:current:1110 Cash (Water):WATER  KES 100.00
    ; party: T1
    revenues:sales:4110 Water Refill:WATER  KES -86.21
    liabilities:current:2150 Output VAT:WATER  KES -13.79

`);
});

test("a beancount entry reads like the receipt", () => {
  expect([...writeBeancount([sale], chart)].join("")).toBe(`; Journal export, amounts in KES
option "title" "Journal"
option "operating_currency" "KES"

1970-01-01 open Assets:Current:N1110-Cash-Water:WATER KES
1970-01-01 open Income:Sales:N4110-Water-Refill:WATER KES
1970-01-01 open Liabilities:Current:N2150-Output-VAT:WATER KES

2026-11-22 * "sale" "Refill, 20 L"
  number: "W-000123"
  id: "0199-sale"
  reverses: "0199-before"
  Assets:Current:N1110-Cash-Water:WATER  100.00 KES
    party: "T1"
  Income:Sales:N4110-Water-Refill:WATER  -86.21 KES
  Liabilities:Current:N2150-Output-VAT:WATER  -13.79 KES

`);
});

test("ledger-cli is told of every tag", () => {
  const [, commodity, tags] = writeLedgerCli([sale], chart);
  expect(commodity).toContain("commodity KES");
  expect(tags).toBe("tag id\ntag type\ntag reverses\ntag party\n\n");
});

test("every account has a name of its own in every program", () => {
  for (const nameOf of [plainAccountName, beancountName]) {
    const names = chart.map((account) => nameOf(account, "WATER"));
    expect(new Set(names).size).toBe(chart.length);
    expect(names.filter((name) => name.split(":").length !== 4)).toEqual([]);
  }
});

test("an entry on an account that is not in the chart is not exported", () => {
  for (const write of [writeHledger, writeLedgerCli, writeBeancount]) {
    expect(() => [...write([sale], [])]).toThrow("1110, which is not in the chart");
  }
});
