import { expect } from "vitest";
import { withAdmin } from "#main/central/connect.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { problems } from "../journal/shop.ts";
import { openDevice, shut, type Device } from "./devices.ts";
import type { Asking, TillProcess } from "./till-process.ts";

/** Debit less credit by account and business. */
const BALANCES = `SELECT business || ' ' || account AS key, sum(debit - credit) AS n FROM`;

async function centralBalances(url: string): Promise<Record<string, number>> {
  return withAdmin(url, undefined, async (sql) => {
    const { rows } = await sql.query<{ key: string; n: string }>(
      `${BALANCES} ledger.line GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ key, n }) => [key, Number(n)]));
  });
}

/**
 * After all faults: what each till's disk made is at the centre, with the bytes it made, each once and
 * nothing else; every sale that was acknowledged to a cashier is among it; the centre is healthy; and
 * the office keeps the same books. Answers with how many sales were acknowledged.
 */
export async function everySaleOnce(
  url: string,
  { ask }: Asking,
  tills: readonly TillProcess[],
  office: Device,
): Promise<number> {
  for (const { code, folder, acknowledged } of tills) {
    const till = openDevice({ folder });
    await till.exchange();
    const own = till.journal.book.all<{ id: string; hash: Uint8Array }>(
      "SELECT id, hash FROM fact WHERE local = 1 ORDER BY id",
    );
    const hex = (each: { id: string; hash: Uint8Array }) =>
      `${each.id} ${Buffer.from(each.hash).toString("hex")}`;
    const there = await ask<string>(
      `SELECT f.id || ' ' || encode(f.hash, 'hex') AS it FROM sync.fact f
     JOIN sync.device d ON d.no = f.device JOIN sync.position p ON p.fact = f.id
     WHERE d.till = $1 AND f.state = 'posted' ORDER BY f.id`,
      code,
    );
    // All that this disk made, with the bytes it made; each once, and nothing else.
    expect(there).toEqual(own.map(hex));
    const ids = new Set(own.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    const heads = till.journal.book.all<{ epoch: string; position: number; chain: Uint8Array }>(
      `SELECT e.id AS epoch, f.position, f.chain FROM epoch e JOIN fact f ON f.epoch = e.no
     WHERE f.local = 1 AND f.position = (SELECT max(position) FROM fact WHERE epoch = e.no)`,
    );
    for (const { epoch, position, chain } of heads) {
      expect(
        await ask(
          "SELECT head || ' ' || encode(head_hash, 'hex') AS it FROM sync.epoch WHERE id = $1",
          epoch,
        ),
      ).toEqual([`${position} ${Buffer.from(chain).toString("hex")}`]);
    }
    expect(problems(till)).toEqual([]);
    await shut(till);
  }
  expect(await ask("SELECT kind || ': ' || detail AS it FROM sync.incident")).toEqual([]);
  expect(await ask("SELECT reason AS it FROM sync.fact WHERE state <> 'posted'")).toEqual([]);
  const checks = await withAdmin(url, undefined, (sql) => verifyCentral(sql));
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);

  await office.exchange();
  expect(office.journal.book.all("SELECT * FROM parked_fact")).toEqual([]);
  expect(office.journal.book.all("SELECT * FROM exception")).toEqual([]);
  const kept = office.journal.book.all<{ key: string; n: number }>(`${BALANCES} line GROUP BY 1`);
  expect(Object.fromEntries(kept.map(({ key, n }) => [key, n]))).toEqual(
    await centralBalances(url),
  );
  expect(problems(office)).toEqual([]);
  return tills.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
}
