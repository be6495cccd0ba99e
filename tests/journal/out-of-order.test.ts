import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import type { ForeignEpoch, ForeignFact } from "#main/journal/take-in.ts";
import { newFolder, newSellingShop, problems, receive, removeFolders, sugar } from "./shop.ts";

afterAll(removeFolders);

const everything = (journal: Journal) => ({
  epochs: journal.book.all<ForeignEpoch>(
    `SELECT till, id AS epoch, parent, parent_position AS parentPosition,
       parent_hash AS parentHash, opened_at AS openedAt FROM epoch ORDER BY no`,
  ),
  facts: journal.book.all<ForeignFact>(
    `SELECT e.till, e.id AS epoch, f.position, f.seq AS ingest, f.bytes, f.chain,
       f.posted_on AS postedOn FROM fact f JOIN epoch e ON e.no = f.epoch ORDER BY f.seq`,
  ),
});

const STOCK = [
  "SELECT id, quantity_in, cost_in, quantity, cost FROM layer ORDER BY id",
  "SELECT item, quantity, cost FROM stock_level ORDER BY item",
  "SELECT account, business, sum(debit - credit) AS amount FROM line GROUP BY 1, 2 ORDER BY 1, 2",
];

test("a sale that comes before the delivery it sold from: the books are as if it had come after", async () => {
  const till = await newSellingShop();
  receive(till, "G-SUGAR", 50_000, 500_000);
  await till.did("sale.post", sugar(till));
  const { epochs, facts } = everything(till.journal);
  const [delivery, sale] = facts.slice(-2) as [ForeignFact, ForeignFact];

  const elsewhere = openJournal(join(newFolder(), "journal.db"), { now: till.clock.now });
  const before = facts.slice(0, -2);
  const taken = elsewhere.takeIn([...before, sale, delivery], epochs, () => undefined);
  expect(taken).toEqual({ applied: facts.length, known: 0, parked: 0 });
  for (const sql of STOCK) expect(elsewhere.book.all(sql)).toEqual(till.journal.book.all(sql));
  expect(problems({ journal: elsewhere })).toEqual([]);
  elsewhere.close();
});
