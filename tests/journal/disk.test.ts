import Database from "better-sqlite3";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import {
  command,
  counts,
  line,
  newSellingShop,
  openTill,
  problems,
  refusalOf,
  removeFolders,
  sugar,
  type Till,
} from "./shop.ts";
import { smallDisk } from "./small-disk.ts";

afterEach(() => vi.restoreAllMocks());
afterAll(removeFolders);

/** A big cart needs more pages than a full disk has left. */
const bigSale = (shop: Till) => ({
  ...sugar(shop),
  lines: Array.from({ length: 200 }, () => line(shop, "G-SUGAR")),
  tenders: [{ kind: "cash" as const, tendered: 200 * 16_500 }],
});

const numbers = (shop: Till): string[] =>
  shop.journal.book
    .all<{ number: string }>("SELECT number FROM sale ORDER BY seq")
    .map((row) => row.number);

describe("when the file cannot grow", () => {
  const limit = (shop: Till, pages: number): void => {
    shop.journal.book.get(`PRAGMA max_page_count = ${pages}`);
  };

  test("a sale is refused, nothing is half written, and selling goes on when there is room", async () => {
    const shop = await newSellingShop();
    await shop.did("sale.post", sugar(shop));
    const before = counts(shop);
    limit(shop, 1); // SQLite takes the smallest possible: as many as there are.
    const refused = bigSale(shop);
    expect(refusalOf(await shop.call("sale.post", refused))).toEqual({ code: "journal.disk_full" });
    expect(refusalOf(await shop.call("sale.post", refused)).code).toBe("journal.disk_full");
    expect(counts(shop)).toEqual(before);
    expect(problems(shop)).toEqual([]);
    limit(shop, 1_000_000);
    // The same command, once there is room: it was never done, so it is done now.
    const posted = await shop.did("sale.post", refused);
    expect(posted.number).toMatch(/^T1-000002-/);
    expect(numbers(shop)).toHaveLength(2);
    expect(problems(shop)).toEqual([]);
    shop.close();
  });

  test("a cart in the making is refused with the same words", async () => {
    const shop = await newSellingShop();
    limit(shop, 1);
    const lines = Array.from({ length: 500 }, () => line(shop, "G-SUGAR"));
    const answer = await shop.call("draft.save", {
      business: "RETAIL",
      cart: { customer: null, discount: 0, lines },
    });
    expect(refusalOf(answer)).toEqual({ code: "journal.disk_full" });
    shop.close();
  });
});

test("on a disk that fills up, every sale that was acknowledged is kept and no other", async (context) => {
  const disk = smallDisk(3);
  if (disk === null) return context.skip();
  const model = await newSellingShop();
  model.close();
  copyFileSync(model.file, join(disk.folder, "journal.db"));
  let shop = openTill(disk.folder, model.clock);
  try {
    const ballast = join(disk.folder, "ballast");
    writeFileSync(ballast, Buffer.alloc(300_000));
    const acknowledged: string[] = [];
    let refusal: string | undefined;
    for (let n = 0; n < 2000 && refusal === undefined; n += 1) {
      const answer = await shop.call("sale.post", bigSale(shop));
      if (answer.ok) acknowledged.push(answer.value.number);
      else refusal = answer.refusal.code;
    }
    expect(refusal).toMatch(/^journal\.(disk_full|write_failed)$/);
    expect(numbers(shop)).toEqual(acknowledged);
    rmSync(ballast);
    const posted = await shop.did("sale.post", sugar(shop));
    expect(numbers(shop)).toEqual([...acknowledged, posted.number]);
    shop.close();
    shop = openTill(disk.folder, shop.clock);
    expect(numbers(shop)).toEqual([...acknowledged, posted.number]);
    expect(problems(shop)).toEqual([]);
  } finally {
    shop.close();
    disk.remove();
  }
});

describe("when the disk fails at the very commit", () => {
  /** Lets the commit through or not, and fails after it, as a cable does that is pulled. */
  function failCommits(reallyCommit: boolean, code: string): void {
    const exec = Database.prototype.exec;
    vi.spyOn(Database.prototype, "exec").mockImplementation(function (
      this: Database.Database,
      sql,
    ) {
      if (sql !== "COMMIT") return exec.call(this, sql) as Database.Database;
      if (reallyCommit) exec.call(this, sql);
      throw new Database.SqliteError("disk I/O error", code);
    });
  }

  test("a sale that did reach the disk is acknowledged as done", async () => {
    const shop = await newSellingShop();
    failCommits(true, "SQLITE_IOERR_FSYNC");
    const request = sugar(shop);
    const posted = await shop.did("sale.post", request);
    vi.restoreAllMocks();
    expect(numbers(shop)).toEqual([posted.number]);
    expect(await shop.did("sale.post", request)).toEqual(posted);
    const next = await shop.did("sale.post", sugar(shop));
    expect(numbers(shop)).toEqual([posted.number, next.number]);
    expect(problems(shop)).toEqual([]);
    shop.close();
  });

  test.each([
    ["SQLITE_IOERR_WRITE", "journal.write_failed"],
    ["SQLITE_IOERR_FSYNC", "journal.write_failed"],
    ["SQLITE_FULL", "journal.disk_full"],
  ])(
    "a sale that did not is refused after %s, and can be made afterwards",
    async (code, refusal) => {
      const shop = await newSellingShop();
      failCommits(false, code);
      const request = sugar(shop);
      expect(refusalOf(await shop.call("sale.post", request)).code).toBe(refusal);
      vi.restoreAllMocks();
      expect(numbers(shop)).toEqual([]);
      const posted = await shop.did("sale.post", request);
      expect(numbers(shop)).toEqual([posted.number]);
      expect(problems(shop)).toEqual([]);
      shop.close();
    },
  );

  test("the connection that takes over after a failure asserts its pragmas again", async () => {
    const shop = await newSellingShop();
    failCommits(true, "SQLITE_IOERR_FSYNC");
    await shop.did("sale.post", sugar(shop));
    vi.restoreAllMocks();
    expect(shop.journal.book.get("PRAGMA synchronous")).toEqual({ synchronous: 2 });
    expect(shop.journal.book.get("PRAGMA foreign_keys")).toEqual({ foreign_keys: 1 });
    expect(shop.journal.book.get("PRAGMA recursive_triggers")).toEqual({ recursive_triggers: 1 });
    shop.close();
  });
});

test("while another program holds the file, a sale is refused and not lost", async () => {
  const shop = await newSellingShop();
  shop.journal.book.get("PRAGMA busy_timeout = 50");
  const other = new Database(shop.file);
  other.exec("BEGIN IMMEDIATE");
  const request = sugar(shop);
  expect(refusalOf(await shop.call("sale.post", request))).toMatchObject({
    code: "journal.write_failed",
    problem: "SQLITE_BUSY",
  });
  const draft = await shop.call("draft.park", {
    business: "RETAIL",
    label: command().slice(0, 8),
    cart: { customer: null, discount: 0, lines: [line(shop, "G-SUGAR")] },
  });
  expect(refusalOf(draft).code).toBe("journal.write_failed");
  other.exec("ROLLBACK");
  other.close();
  await shop.did("sale.post", request);
  expect(problems(shop)).toEqual([]);
  shop.close();
});
