import Database from "better-sqlite3";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openJournal } from "#main/journal/journal.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop, TODAY as day, type Shop } from "../books/fixture.ts";

let shop: Shop;
const folder = mkdtempSync(join(tmpdir(), "tomtin-verify-jobs-"));
const file = join(folder, "whole.db");

/** A deposit that is held, a job that is fetched and one that was called off: each test spoils a copy. */
beforeAll(async () => {
  shop = openShop({ vatRegistered: true });
  const business = "LAUNDRY";
  await shop.must("shift.open", { business, day, counts: { "1000": 9 }, fromSafe: 0 });
  const { id: customer } = await shop.must("customer.save", { name: "Mercy", creditLimit: 0 });
  const takeIn = async (deposit: number): Promise<string> => {
    const item = shop.items.get("L-SHIRT") ?? "";
    const { job } = await shop.must("job.receive", {
      business,
      customer,
      lines: [
        { item, quantity: 2000, unitPrice: 10_000, pieces: 2, colour: "white", defects: "torn" },
      ],
      acknowledged: true,
      deposit,
      tenders: deposit === 0 ? [] : [{ kind: "cash", tendered: deposit }],
    });
    return job;
  };
  await takeIn(11_600);
  const ready = await takeIn(0);
  await shop.must("job.move", { job: ready, to: "ready", rack: "B12" });
  const fetched = await takeIn(0);
  await shop.must("job.move", { job: fetched, to: "ready", rack: "B13" });
  const cash = [{ kind: "cash" as const, tendered: 20_000 }];
  await shop.must("job.collect", { job: fetched, amount: 20_000, tenders: cash });
  const whole = new Database(join(shop.folder, "journal.db"));
  whole.exec(`VACUUM INTO '${file}'`);
  whole.close();
});
afterAll(() => {
  shop.close();
  rmSync(folder, { recursive: true, force: true });
});

let copies = 0;

/** What verify says after somebody took the guards away, changed a row and put them back. */
function problemsAfter(act: string): string {
  copies += 1;
  const copy = join(folder, `${copies}.db`);
  copyFileSync(file, copy);
  const db = new Database(copy);
  db.pragma("foreign_keys = OFF");
  const guards = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'job%'")
    .all() as { name: string; sql: string }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.exec(act);
  for (const { sql } of guards) db.exec(sql);
  db.close();
  const journal = openJournal(copy, { now: shop.parts.now });
  try {
    return verifyJournal(journal)
      .filter((check) => !check.ok)
      .map((check) => `${check.name}: ${check.detail}`)
      .join("\n");
  } finally {
    journal.close();
  }
}

test("verify finds nothing wrong with jobs as they were left", () => {
  expect(problemsAfter("SELECT 1")).toBe("");
});

test.each([
  ["a price", "jobs", "UPDATE job SET total = total + 1 WHERE counter = 1"],
  [
    "another customer",
    "jobs",
    "UPDATE job SET customer = 'x'; UPDATE job_state SET customer = 'x'",
  ],
  ["a number", "jobs", "UPDATE job SET number = 'L-000009-R1XX' WHERE counter = 2"],
  [
    "a promise",
    "jobs",
    `UPDATE job SET promised = '2027-01-01T00:00:00.000Z';
     UPDATE job_state SET promised = '2027-01-01T00:00:00.000Z'`,
  ],
  [
    "a piece that is gone",
    "jobs",
    "DELETE FROM job_piece WHERE no = 2 AND job = (SELECT min(seq) FROM job)",
  ],
  ["damage that was noted", "jobs", "UPDATE job_piece SET defects = ''"],
  ["a line", "jobs", "UPDATE job_line SET quantity = quantity + 1000"],
  [
    "a payment moved from one act to another",
    "jobs",
    `UPDATE job_act SET paid = paid + 100 WHERE kind = 'job.collected';
     UPDATE job_act SET paid = paid - 100 WHERE kind = 'job.received' AND paid > 0;`,
  ],
  ["a reason", "jobs", "UPDATE job_act SET reason = 'said nobody' WHERE kind = 'job.moved'"],
  [
    "who fetched what, as if it still hung there",
    "where jobs stand",
    "UPDATE job_state SET status = 'ready' WHERE status = 'collected'",
  ],
  ["a rack", "where jobs stand", "UPDATE job_state SET rack = 'A1' WHERE status = 'ready'"],
  [
    "the day from which it ages",
    "where jobs stand",
    "UPDATE job_state SET ready_day = '2026-11-01' WHERE status = 'ready'",
  ],
  ["a job that stands nowhere", "where jobs stand", "DELETE FROM job_state WHERE status = 'ready'"],
  ["what a job has had paid", "where jobs stand", "UPDATE job_state SET paid = paid + 100"],
  [
    "a deposit, in job and act alike",
    "job deposits",
    `UPDATE job_state SET deposit = deposit + 100 WHERE deposit > 0;
     UPDATE job_act SET deposit = deposit + 100 WHERE deposit > 0`,
  ],
])("verify finds %s that was changed behind its back", (_, where, act) => {
  expect(problemsAfter(act)).toMatch(new RegExp(`^${where}: `, "m"));
});
