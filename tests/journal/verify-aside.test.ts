import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { verifierOf } from "#main/journal/verify-aside.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { newSellingShop, removeFolders, sugar } from "./shop.ts";

afterAll(removeFolders);

test("books are verified aside while the till goes on selling, and the answer is the same", async () => {
  const shop = await newSellingShop();
  await shop.did("sale.post", sugar(shop));
  const verify = verifierOf(shop.journal.file);
  const before = verifyJournal(shop.journal);
  const asked = verify();
  expect(verify()).toBe(asked);
  await shop.did("sale.post", sugar(shop));
  const checks = await asked;
  expect(checks.map(({ name, ok }) => ({ name, ok }))).toEqual(
    before.map(({ name, ok }) => ({ name, ok })),
  );
  expect(checks.every((check) => check.ok)).toBe(true);
  shop.journal.close();
});

test("what is wrong is found from aside too", async () => {
  const shop = await newSellingShop();
  await shop.did("sale.post", sugar(shop));
  const attacker = new Database(shop.journal.file);
  attacker.exec("UPDATE account_day SET debit = debit + 1 WHERE debit > 0");
  attacker.close();
  const checks = await verifierOf(shop.journal.file)();
  expect(checks.filter((check) => !check.ok).map((check) => check.name)).toContain(
    "account by day",
  );
  shop.journal.close();
});
