import Database from "better-sqlite3";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { checkpointInPauses } from "#main/journal/checkpoints.ts";
import { newFolder, newSellingShop, removeFolders, sugar } from "./shop.ts";

afterAll(removeFolders);
afterEach(() => void vi.useRealTimers());

/** How many sales the file holds without its log. */
function inTheFileAlone(file: string): number {
  const copy = join(newFolder(), "alone.db");
  copyFileSync(file, copy);
  const db = new Database(copy, { readonly: true });
  const { n } = db.prepare("SELECT count(*) AS n FROM sale").get() as { n: number };
  db.close();
  return n;
}

test("the log goes into the file in a pause, not while somebody sells", async () => {
  const shop = await newSellingShop();
  shop.journal.checkpoint();
  const sell = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) await shop.did("sale.post", sugar(shop));
  };
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const stop = checkpointInPauses(shop.journal);
  for (let round = 0; round < 5; round += 1) {
    await sell(6);
    vi.advanceTimersToNextTimer();
  }
  expect(inTheFileAlone(shop.file)).toBe(0);
  vi.advanceTimersToNextTimer(); // nothing was sold since the last look
  expect(inTheFileAlone(shop.file)).toBe(30);
  await sell(1);
  vi.advanceTimersToNextTimer();
  vi.advanceTimersToNextTimer(); // one sale is not worth it
  expect(inTheFileAlone(shop.file)).toBe(30);
  stop();
  shop.close();
  expect(inTheFileAlone(shop.file)).toBe(31);
});
