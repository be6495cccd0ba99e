import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop } from "./fixture.ts";
import { anyAct, BUSINESSES, worldOf, type World } from "./random-acts.ts";

/** Small books of every kind of act, read by three programs that know nothing of ours. */
let books: Shop;
let shop: World;
const window = { from: "2000-01-01", to: "2026-12-31" };

beforeAll(async () => {
  books = openShop();
  shop = await worldOf(books);
  // The same acts each time: what a program stumbles over can be looked at.
  for (const act of fc.sample(anyAct, { numRuns: 150, seed: 20_261_120 })) await act(shop);
});
afterAll(() => books.close());

function run(program: string, args: readonly string[]): { ok: boolean; out: string; err: string } {
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", env });
  return { ok: status === 0 && stderr.trim() === "", out: stdout, err: stderr };
}

const installed = (program: string): boolean =>
  spawnSync(program, ["--version"]).error === undefined;

const PROGRAMS = [
  {
    format: "hledger",
    needs: ["hledger"],
    check: (file: string) => run("hledger", ["-f", file, "--strict", "check"]),
    balances: (file: string) =>
      run("hledger", ["-f", file, "--strict", "balance", "--flat", "-N", "-O", "csv"]),
  },
  {
    format: "ledger",
    needs: ["ledger"],
    check: (file: string) => run("ledger", ["-f", file, "--pedantic", "balance"]),
    balances: (file: string) => {
      const shape = ["--flat", "--no-total", "--format", '"%(account)","%(display_total)"\n'];
      return run("ledger", ["-f", file, "--pedantic", "balance", ...shape]);
    },
  },
  {
    format: "beancount",
    needs: ["bean-check", "bean-query"],
    check: (file: string) => run("bean-check", ["--no-cache", file]),
    balances: (file: string) =>
      run("bean-query", ["-f", "csv", file, "SELECT account, sum(number) GROUP BY account"]),
  },
] as const;

/** Balances by "1130 RETAIL" in cents, from rows that end with an amount; zeros left out. */
function readBalances(output: string): Record<string, number> {
  const sums = new Map<string, number>();
  for (const row of output.split("\n")) {
    const account = /(?:^|:)N?(\d{4,5})[ -][^:]*:([A-Z]+)\s*"?,/.exec(row);
    const amount = /,\s*"?(?:KES )?(-?)(\d+)(?:\.(\d{1,2}))?(?: KES)?\s*"?\s*$/.exec(row);
    if (account === null || amount === null) continue;
    const [, minus, whole, fraction = ""] = amount;
    const cents = Number(`${whole}${fraction.padEnd(2, "0")}`) * (minus === "-" ? -1 : 1);
    if (cents !== 0) sums.set(`${account[1]} ${account[2]}`, cents);
  }
  return Object.fromEntries([...sums].sort());
}

async function ourBalances(): Promise<Record<string, number>> {
  const sums: [string, number][] = [];
  for (const business of BUSINESSES) {
    const { rows } = await shop.must("report.trialBalance", { ...window, business });
    for (const { account, closingDebit, closingCredit } of rows) {
      const balance = closingDebit - closingCredit;
      if (balance !== 0) sums.push([`${account} ${business}`, balance]);
    }
  }
  return Object.fromEntries(sums.sort());
}

describe.each(PROGRAMS)("$format", ({ format, needs, check, balances }) => {
  const missing = needs.filter((program) => !installed(program));
  const reason = `${format} is not compared: ${missing.join(" and ")} not installed`;

  test("reads the exported books and finds our trial balance, to the cent", async ({ skip }) => {
    if (missing.length > 0) process.stderr.write(`${reason}\n`);
    skip(missing.length > 0, reason);
    const exported = await shop.must("export.journal", { format, ...window });
    const file = join(shop.folder, exported.fileName);
    writeFileSync(file, Buffer.from(exported.base64, "base64"));
    expect(check(file)).toMatchObject({ ok: true, err: "" });
    const ours = await ourBalances();
    expect(Object.keys(ours).length).toBeGreaterThan(30);
    expect(readBalances(balances(file).out)).toEqual(ours);
  });

  test("reads one business alone, which balances by itself", async ({ skip }) => {
    skip(missing.length > 0, reason);
    const asked = { format, ...window, business: "RETAIL" } as const;
    const exported = await shop.must("export.journal", asked);
    const file = join(shop.folder, exported.fileName);
    writeFileSync(file, Buffer.from(exported.base64, "base64"));
    expect(check(file)).toMatchObject({ ok: true, err: "" });
    const ours = Object.entries(await ourBalances()).filter(([key]) => key.endsWith("RETAIL"));
    expect(readBalances(balances(file).out)).toEqual(Object.fromEntries(ours));
  });
});

test("the spreadsheet of the trial balance says what the report says", async () => {
  const report = await shop.must("report.trialBalance", window);
  const csv = await shop.must("export.trialBalance", { format: "csv", ...window });
  const rows = Buffer.from(csv.base64, "base64").toString("utf8").trim().split("\r\n");
  expect(rows.length).toBe(report.rows.length + 2);
  const amount = (cents: number): string => (cents / 100).toFixed(2);
  const { closingDebit, closingCredit } = report.totals;
  expect(rows.at(-1)).toMatch(new RegExp(`,${amount(closingDebit)},${amount(closingCredit)}$`));
  const xlsx = await shop.must("export.trialBalance", { format: "xlsx", ...window });
  expect(xlsx.fileName).toBe("tomtin-trial-balance-2000-01-01-2026-12-31.xlsx");
  expect(Buffer.from(xlsx.base64, "base64").subarray(0, 2).toString()).toBe("PK");
});
