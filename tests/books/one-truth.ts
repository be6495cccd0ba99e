import { expect } from "vitest";
import type { World } from "./random-acts.ts";
import { BUSINESSES } from "./random-acts.ts";

/** A line of the ledger as the file holds it: read here without any of the program's sums. */
export interface RawLine {
  readonly day: string;
  readonly business: string;
  readonly account: number;
  readonly type: string;
  readonly party: string | null;
  readonly debit: number;
  readonly credit: number;
}

export function rawLines(shop: World): RawLine[] {
  return shop.journal.book.all<RawLine>(
    `SELECT l.day, l.business, l.account, a.type, l.party, l.debit, l.credit
     FROM line l JOIN account a ON a.number = l.account ORDER BY l.entry, l.no`,
  );
}

const net = (lines: readonly RawLine[]): number =>
  lines.reduce((total, line) => total + line.debit - line.credit, 0);

/** Balances by account and business, debit positive, what is zero left out. */
export function balancesOf(lines: readonly RawLine[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) {
    const key = `${line.account} ${line.business}`;
    sums.set(key, (sums.get(key) ?? 0) + line.debit - line.credit);
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort());
}

/** Trial balance, statements and dashboard of a window say what the lines say. */
export async function reportsAgree(shop: World, from: string, to: string): Promise<void> {
  const all = rawLines(shop);
  for (const business of [null, ...BUSINESSES]) {
    const mine = all.filter((line) => business === null || line.business === business);
    expect(net(mine)).toBe(0);
    await trialBalanceAgrees(shop, mine, from, to, business);
    await profitAgrees(shop, mine, from, to, business);
    await sheetAgrees(shop, mine, to, business);
  }
}

async function trialBalanceAgrees(
  shop: World,
  lines: readonly RawLine[],
  from: string,
  to: string,
  business: string | null,
): Promise<void> {
  const { rows, totals } = await shop.must("report.trialBalance", { from, to, business });
  for (const row of rows) {
    const mine = lines.filter((line) => line.account === row.account);
    const within = mine.filter((line) => line.day >= from && line.day <= to);
    expect({
      opening: row.opening,
      debit: row.debit,
      credit: row.credit,
      closing: row.closingDebit - row.closingCredit,
    }).toEqual({
      opening: net(mine.filter((line) => line.day < from)),
      debit: within.reduce((sum, line) => sum + line.debit, 0),
      credit: within.reduce((sum, line) => sum + line.credit, 0),
      closing: net(mine.filter((line) => line.day <= to)),
    });
  }
  const shown = new Set(rows.map((row) => row.account));
  const left = lines.filter((line) => line.day <= to && !shown.has(line.account));
  expect(left).toEqual([]);
  expect([totals.debit, totals.closingDebit]).toEqual([totals.credit, totals.closingCredit]);
}

async function profitAgrees(
  shop: World,
  lines: readonly RawLine[],
  from: string,
  to: string,
  business: string | null,
): Promise<void> {
  const result = lines.filter((line) => line.type === "revenue" || line.type === "expense");
  const within = result.filter((line) => line.day >= from && line.day <= to);
  const report = await shop.must("report.profitAndLoss", {
    from,
    to,
    business,
    compare: "lastYear",
  });
  expect(report.profit.total).toBe(0 - net(within));
  const columns = report.businesses.map(
    ({ id }) => 0 - net(within.filter((line) => line.business === id)),
  );
  expect(report.profit.byBusiness.map(Number)).toEqual(columns.map((each) => each + 0));
  expect(report.profit.byBusiness.reduce((sum, each) => sum + each, 0)).toBe(report.profit.total);
  for (const { lines: shown, subtotal } of report.sections) {
    expect(shown.reduce((sum, each) => sum + each.total, 0)).toBe(subtotal.total);
  }
}

async function sheetAgrees(
  shop: World,
  lines: readonly RawLine[],
  on: string,
  business: string | null,
): Promise<void> {
  const sheet = await shop.must("report.balanceSheet", { on, business });
  const until = lines.filter((line) => line.day <= on);
  expect(sheet.assets.total).toBe(net(until.filter((line) => line.type === "asset")));
  expect(sheet.assets.total).toBe(sheet.liabilities.total + sheet.equity.total);
  for (const [at] of sheet.businesses.entries()) {
    const [own = 0, owed = 0, rest = 0] = [sheet.assets, sheet.liabilities, sheet.equity].map(
      (side) => side.byBusiness[at] ?? 0,
    );
    expect(own).toBe(owed + rest);
  }
}

/** The dashboard of a day: sales are the profit and loss's, money is the lines'. */
export async function dashboardAgrees(shop: World, day: string): Promise<void> {
  const lines = rawLines(shop).filter((line) => line.day <= day);
  const dashboard = await shop.must("report.dashboard", { day });
  for (const place of dashboard.money) {
    expect(place.balance).toBe(net(lines.filter((line) => line.account === place.account)));
  }
  const report = await shop.must("report.profitAndLoss", { from: day, to: day });
  expect(dashboard.grossProfit).toBe(report.grossProfit.total);
  const sales = report.sections.find((section) => section.title === "Sales");
  expect(dashboard.sales).toBe(sales?.subtotal.total ?? 0);
  expect(dashboard.trend.at(-1)?.sales).toBeDefined();
  expect(dashboard.health.filter((check) => !check.ok)).toEqual([]);
}

/** Pages of an account's ledger, put together, run from the opening to the closing balance. */
export async function ledgerAgrees(
  shop: World,
  account: number,
  party: string | null,
  from: string,
  to: string,
): Promise<void> {
  const mine = rawLines(shop).filter(
    (line) => line.account === account && (party === null || line.party === party),
  );
  const sign = mine[0]?.type === "asset" || mine[0]?.type === "expense" ? 1 : -1;
  const seen: { debit: number; credit: number }[] = [];
  let balance = sign * net(mine.filter((line) => line.day < from));
  let after: { day: string; entry: number; no: number } | null = null;
  do {
    const page: Awaited<ReturnType<typeof askLedger>> = await askLedger(shop, {
      account,
      party,
      from,
      to,
      after,
    });
    expect(page.brought).toBe(balance + 0);
    for (const line of page.lines) {
      balance += sign * (line.debit - line.credit);
      expect(line.balance).toBe(balance);
      seen.push(line);
    }
    if (page.next === null) expect(page.closing).toBe(balance + 0);
    after = page.next;
  } while (after !== null);
  const within = mine.filter((line) => line.day >= from && line.day <= to);
  expect(seen.length).toBe(within.length);
}

interface LedgerAsked {
  readonly account: number;
  readonly party: string | null;
  readonly from: string;
  readonly to: string;
  readonly after: { day: string; entry: number; no: number } | null;
}

function askLedger(shop: World, asked: LedgerAsked) {
  return shop.must("report.ledger", { ...asked, limit: 3 });
}

/** The export for hledger, added up by hand, is the lines. */
export async function exportAgrees(shop: World): Promise<void> {
  const window = { from: "2000-01-01", to: "2026-12-31" };
  const { base64 } = await shop.must("export.journal", { format: "hledger", ...window });
  const sums = new Map<string, number>();
  const posting = /^ {4}\S[^;]*?:(\d{4,5}) [^:]*:([A-Z]+) {2}KES (-?)(\d+)\.(\d\d)$/;
  for (const row of Buffer.from(base64, "base64").toString("utf8").split("\n")) {
    const match = posting.exec(row);
    if (match === null) continue;
    const [, account, business, minus, whole, cents] = match;
    const key = `${account} ${business}`;
    const amount = Number(`${whole}${cents}`) * (minus === "-" ? -1 : 1);
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  const found = Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).sort());
  expect(found).toEqual(balancesOf(rawLines(shop)));
}
