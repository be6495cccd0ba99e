import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import type { TestCentre } from "../central/centre.ts";
import { command, openShift, problems, receive, sugar, type Till } from "../journal/shop.ts";
import { connect, deviceFolder, joined, officeWithBooks, type Device } from "./devices.ts";

export interface Chain {
  readonly centre: TestCentre;
  readonly office: Device;
  readonly a: Device;
  readonly b: Device;
}

/** An office that brought its books to a centre, and two tills of the shop that received them. */
export async function chainAt(centre: TestCentre): Promise<Chain> {
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  const a = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
  const b = await joined(await centre.enrol("R2", "till", ["RETAIL"]));
  return { centre, office, a, b };
}

/** One sale of two, wholly refunded at both tills while neither knew of the other. */
export async function refundedTwice({ office, a, b }: Chain) {
  receive(office, "G-SUGAR", 10_000, 100_000);
  await office.exchange();
  for (const till of [a, b]) {
    await till.exchange();
    await openShift(till, "RETAIL");
  }
  const sold = await a.did("sale.post", sugar(a));
  await a.exchange();
  await b.exchange();
  for (const till of [a, b]) {
    const quote = await till.did("sale.quoteRefund", {
      sale: sold.sale,
      lines: [{ no: 1, quantity: 2000 }],
    });
    await till.did("sale.refund", {
      command: command(),
      sale: sold.sale,
      lines: [{ no: 1, quantity: 2000, restock: true }],
      tenders: [{ kind: "cash", amount: quote.total }],
      reason: "brought back",
    });
  }
  for (const device of [a, b, a, office]) await device.exchange();
  return sold;
}

/** Debit less credit by account at the centre. */
export async function centralBalances(centre: TestCentre): Promise<Record<string, number>> {
  const rows = await centre.rows<{ account: string; n: string }>(
    "SELECT account, sum(debit - credit) AS n FROM ledger.line GROUP BY account HAVING sum(debit - credit) <> 0",
  );
  return Object.fromEntries(rows.map((row) => [String(row.account), Number(row.n)]));
}

/** The same at a device. */
export function localBalances(device: Till): Record<string, number> {
  const rows = device.journal.book.all<{ account: number; n: number }>(
    "SELECT account, sum(debit - credit) AS n FROM line GROUP BY account HAVING sum(debit - credit) <> 0",
  );
  return Object.fromEntries(rows.map((row) => [String(row.account), row.n]));
}

/** What the merged books broke there, by kind. */
export const exceptions = (device: Till): string[] =>
  device.journal.book
    .all<{ kind: string }>("SELECT kind FROM exception ORDER BY kind")
    .map(({ kind }) => kind);

/** What its own `rebuild` would make of it is what it is. */
function rebuilt(device: Till): boolean {
  const target = join(deviceFolder(), "rebuilt.db");
  const copy = join(deviceFolder(), "copy.db");
  device.journal.book.all("PRAGMA wal_checkpoint(TRUNCATE)");
  copyFileSync(device.file, copy);
  rebuildJournal(copy, target);
  return compareJournals(copy, target).every(({ equal }) => equal);
}

/** Nothing that `verify` finds, and nothing that `rebuild` would make otherwise. */
export async function healthy(...devices: Device[]): Promise<void> {
  for (const device of devices) {
    expect(problems(device)).toEqual([]);
    expect(rebuilt(device)).toBe(true);
  }
}
