import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ask } from "./till.ts";
import { absent, WITNESSES } from "./witnesses.ts";

/** Closing balances in cents by account, debit positive; accounts without one are left out. */
export type Balances = Readonly<Record<string, number>>;

/** The trial balance of one business, or of all together. */
export async function balancesOf(page: Page, business: string | null): Promise<Balances> {
  const { today } = await ask(page, "program.status", {});
  const { rows } = await ask(page, "report.trialBalance", { from: today, to: today, business });
  return without0(rows.map((row) => [row.account, row.closingDebit - row.closingCredit] as const));
}

/** Account by account, what several books come to. */
export function together(parts: readonly Balances[]): Balances {
  const sums = new Map<string, number>();
  for (const [account, cents] of parts.flatMap((part) => Object.entries(part))) {
    sums.set(account, (sums.get(account) ?? 0) + cents);
  }
  return without0([...sums]);
}

export const total = (balances: Balances): number =>
  Object.values(balances).reduce((sum, each) => sum + each, 0);

/** The books of one business as hledger reads them from the export; undefined where it is absent. */
export async function byHledger(
  page: Page,
  folder: string,
  business: string,
): Promise<Balances | undefined> {
  const [hledger] = WITNESSES;
  if (hledger === undefined || absent(hledger) !== undefined) return undefined;
  const { today } = await ask(page, "program.status", {});
  const asked = { format: hledger.format, from: today, to: today, business };
  const { fileName, base64 } = await ask(page, "export.journal", asked);
  const file = join(folder, fileName);
  writeFileSync(file, Buffer.from(base64, "base64"));
  hledger.check(file);
  return hledger.balances(file);
}

const without0 = (balances: readonly (readonly [string | number, number])[]): Balances =>
  Object.fromEntries(balances.filter(([, cents]) => cents !== 0));
