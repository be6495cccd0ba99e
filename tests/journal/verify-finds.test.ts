import Database from "better-sqlite3";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook } from "#main/journal/book.ts";
import { chainNext, sha256 } from "#main/journal/chain.ts";
import { schemaIsOurs } from "#main/journal/check/schema.ts";
import {
  closePeriod,
  command,
  newCustomer,
  newFolder,
  newSellingShop,
  openTill,
  problems,
  receive,
  removeFolders,
  sugar,
  type Selling,
} from "./shop.ts";

let shop: Selling;

/** A little of everything, then closed: each test spoils a copy. */
beforeAll(async () => {
  shop = await newSellingShop();
  receive(shop, "G-SUGAR", 10_000, 121_000);
  const customer = await newCustomer(shop, "Achieng", "0712345678", 100_000);
  const posted = await shop.did("sale.post", {
    ...sugar(shop),
    tenders: [{ kind: "mpesa", amount: 33_000, code: "TLB1AAAAAA" }],
  });
  await shop.did("sale.post", {
    ...sugar(shop),
    customer,
    tenders: [{ kind: "account", amount: 33_000 }],
  });
  await shop.did("sale.refund", {
    command: command(),
    sale: posted.sale,
    reason: "torn",
    lines: [{ no: 1, quantity: 1000 }],
    tenders: [{ kind: "mpesa", amount: 16_500, code: "TLB1AAAAAB" }],
  });
  await shop.did("shift.moveCash", {
    command: command(),
    shift: shop.shifts["RETAIL"] ?? "",
    direction: "out",
    amount: 5000,
    account: 5200,
    reason: "rent of a stall",
  });
  closePeriod(shop, "2026-10-31");
  shop.close();
});
afterAll(removeFolders);

/** What verify says of the books after somebody with an editor was at the file. */
function problemsAfter(spoil: (db: Database.Database) => void): string {
  const folder = newFolder();
  copyFileSync(shop.file, join(folder, "journal.db"));
  const db = new Database(join(folder, "journal.db"));
  db.pragma("foreign_keys = OFF");
  db.pragma("ignore_check_constraints = ON");
  db.unsafeMode(true);
  spoil(db);
  db.close();
  const till = openTill(folder, shop.clock);
  try {
    return problems(till).join("\n");
  } finally {
    till.close();
  }
}

/** Takes a guard away, acts, and puts the guard back as if nothing had been. */
function behind(guards: readonly string[], act: string) {
  return (db: Database.Database): void => {
    const text = db
      .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?")
      .pluck();
    const kept = guards.map((name) => {
      const sql = text.get(name);
      if (typeof sql !== "string") throw new Error(`no trigger ${name}`);
      db.exec(`DROP TRIGGER ${name}`);
      return sql;
    });
    db.exec(act);
    for (const sql of kept) db.exec(sql);
  };
}

test("verify finds nothing wrong with the books as they were left", () => {
  expect(problemsAfter(() => {})).toBe("");
});

test.each([
  [
    "a running balance of a day",
    "account by day",
    "UPDATE account_day SET debit = debit + 1 WHERE account = 1130",
  ],
  [
    "a running balance of a month",
    "account by month",
    "UPDATE account_month SET credit = credit + 1",
  ],
  [
    "a running balance that no line made",
    "account by day",
    "INSERT INTO account_day VALUES (1130, 'RETAIL', '2020-01-01', 5, 5)",
  ],
  [
    "a running balance that is gone",
    "account by month",
    "DELETE FROM account_month WHERE account = 1130",
  ],
  [
    "what a customer owes",
    "parties",
    "UPDATE party_balance SET credit = credit + 100 WHERE account = 1330",
  ],
  ["what is in stock", "stock levels", "UPDATE stock_level SET quantity = quantity + 1000"],
  ["what a layer cost", "FIFO layers", "UPDATE layer SET cost = cost - 100"],
  ["a lock that was moved", "period_lock", "UPDATE period_lock SET through = '2026-11-30'"],
  ["a PIN that was exchanged", "user", "UPDATE user SET pin_hash = 'mine'"],
  [
    "a right that was given",
    "business_access",
    "UPDATE business_access SET role = 'owner', business = 'WATER'",
  ],
  [
    "a role that may do more",
    "role",
    `UPDATE role SET permissions = '["refund"]' WHERE id = 'cashier'`,
  ],
  ["a price", "item_price", "UPDATE item_price SET price = 1"],
  ["an item's cost account", "item", "UPDATE item SET cogs = NULL"],
  ["a customer's limit", "customer", "UPDATE customer SET credit_limit = 99999999"],
  ["a phone", "customer", "UPDATE customer SET phone_index = NULL"],
  ["an account's name", "account", "UPDATE account SET name = 'Mine' WHERE number = 1130"],
  [
    "a parent account that takes postings",
    "account",
    "UPDATE account SET posting = 1 WHERE number = 5100",
  ],
  ["a business", "business", "UPDATE business SET negative_stock = 'refuse'"],
  ["a receipt's header", "business_settings", "UPDATE business_settings SET name = 'Mine'"],
  [
    "an epoch that nobody opened",
    "epochs",
    "INSERT INTO epoch VALUES (99, 'x', 'T1', NULL, NULL, NULL, 'now')",
  ],
  [
    "a row that names nothing",
    "references",
    "INSERT INTO cash_move SELECT max(seq), 'no shift', 'in', 1 FROM fact",
  ],
] as const)("verify finds %s", (_, name, sql) => {
  expect(problemsAfter((db) => db.exec(sql))).toContain(name);
});

test.each([
  [
    "a changed line",
    "entries:",
    ["line_is_kept"],
    "UPDATE line SET account = 3200 WHERE account = 5200",
  ],
  [
    "a changed memo",
    "entries:",
    ["entry_is_kept"],
    "UPDATE entry SET memo = 'mine' WHERE memo LIKE 'rent%'",
  ],
  [
    "an entry that is said to be part of another act",
    "entries:",
    ["entry_is_kept"],
    "UPDATE entry SET part_of = 'another' WHERE memo LIKE 'rent%'",
  ],
  [
    "an entry on another day",
    "account by day",
    ["line_is_kept"],
    "UPDATE line SET day = '2026-11-19' WHERE account = 5200",
  ],
  [
    "a line that is gone",
    "entries balance",
    ["line_is_not_removed"],
    "DELETE FROM line WHERE account = 5200",
  ],
  [
    "an amount below zero",
    "file: ",
    ["line_is_kept"],
    "UPDATE line SET debit = -5 WHERE account = 5200",
  ],
  [
    "a sale that is smaller",
    "sale totals of RETAIL",
    ["sale_is_kept"],
    "UPDATE sale SET total = total - 100",
  ],
  [
    "a tender of another kind",
    "tenders mpesa",
    ["tender_is_kept"],
    "UPDATE tender SET kind = 'cash'",
  ],
  [
    "a sale that is gone",
    "sales of RETAIL",
    ["sale_is_not_removed"],
    "DELETE FROM sale WHERE kind = 'sale'",
  ],
  [
    "a code that can be used again",
    "M-Pesa in",
    ["mpesa_receipt_is_not_removed"],
    "DELETE FROM mpesa_receipt",
  ],
  [
    "a line of a sale",
    "sale lines",
    ["sale_line_is_kept"],
    "UPDATE sale_line SET gross = gross + 1",
  ],
  ["a movement of cash", "cash out", ["cash_move_is_kept"], "UPDATE cash_move SET amount = 1"],
  ["a float", "floats", ["shift_is_closed_once"], "UPDATE shift SET float = 1"],
  [
    "a move of stock",
    "stock levels",
    ["move_is_kept"],
    "UPDATE stock_move SET quantity = quantity - 1",
  ],
  ["a fact that is gone", "fact chains", ["fact_is_not_removed"], "DELETE FROM fact WHERE seq = 5"],
  [
    "facts that are gone from the end",
    "entries",
    ["fact_is_not_removed"],
    "DELETE FROM fact WHERE seq > 8",
  ],
  [
    "an epoch that is gone",
    "epochs|chains",
    ["epoch_is_not_removed"],
    "DELETE FROM epoch WHERE no = 1",
  ],
  [
    "a fact of another kind",
    "fact names",
    ["fact_is_kept"],
    "UPDATE fact SET kind = 'mine' WHERE seq = 5",
  ],
  [
    "a fact under another id",
    "fact names",
    ["fact_is_kept"],
    "UPDATE fact SET id = 'mine' WHERE seq = 5",
  ],
  [
    "a fact in another epoch",
    "fact chains",
    ["fact_is_kept"],
    "UPDATE fact SET epoch = 1, position = 99 WHERE seq = 5",
  ],
] as const)("verify finds %s, made while its guard was away", (_, name, guards, sql) => {
  expect(problemsAfter(behind(guards, sql))).toMatch(new RegExp(name));
});

test("verify finds one bit that turned over in a fact", () => {
  const flip = (db: Database.Database): void => {
    behind(["fact_is_kept"], "")(db);
    const sql = db
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'fact_is_kept'")
      .pluck()
      .get();
    db.exec("DROP TRIGGER fact_is_kept");
    const bytes = db.prepare("SELECT bytes FROM fact WHERE seq = 6").pluck().get() as Buffer;
    const at = bytes.length - 20;
    bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
    db.prepare("UPDATE fact SET bytes = ? WHERE seq = 6").run(bytes);
    db.exec(String(sql));
  };
  expect(problemsAfter(flip)).toMatch(/^fact hashes:.* 1 differ/m);
});

test("verify finds a fact whose bytes were changed and hashed again", () => {
  const rewrite = (db: Database.Database): void => {
    const sql = db
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'fact_is_kept'")
      .pluck()
      .get();
    db.exec("DROP TRIGGER fact_is_kept");
    const bytes = db.prepare("SELECT bytes FROM fact WHERE seq = 6").pluck().get() as Buffer;
    const mine = Buffer.from(
      bytes.toString("utf8").replace("Wanjiku", "Somebody").replace(/\d{5}/, "99999"),
    );
    const hash = sha256(mine);
    const before = db.prepare("SELECT chain FROM fact WHERE seq = 5").pluck().get() as Buffer;
    db.prepare("UPDATE fact SET bytes = ?, hash = ?, chain = ? WHERE seq = 6").run(
      mine,
      hash,
      chainNext(before, hash),
    );
    db.exec(String(sql));
  };
  expect(problemsAfter(rewrite)).toMatch(/^fact chains:/m);
});

test("verify finds an entry that was put beside a fact without one", () => {
  const added = problemsAfter((db) => {
    behind(
      ["entry_is_new"],
      `BEGIN;
       INSERT INTO entry (seq, day, business_day, late, type, memo) VALUES (1, '2026-11-20', '2026-11-20', 0, 'manual', 'mine');
       INSERT INTO line VALUES (1, 1, '2026-11-20', 'RETAIL', 5200, 500, 0, NULL), (1, 2, '2026-11-20', 'RETAIL', 3100, 0, 500, NULL);
       INSERT INTO seal VALUES (1);
       COMMIT;`,
    )(db);
  });
  expect(added).toMatch(/^entries:/m);
});

test("verify finds an entry whose seal is gone", () => {
  expect(
    problemsAfter(
      behind(
        ["seal_is_not_removed"],
        "DELETE FROM seal WHERE entry = (SELECT max(entry) FROM seal)",
      ),
    ),
  ).toMatch(/^seals:/m);
});

test("verify finds a rule that was taken away, changed or added", () => {
  const copy = join(newFolder(), "journal.db");
  copyFileSync(shop.file, copy);
  const spoilt = new Database(copy);
  const names = spoilt
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all()
    .map(String);
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) {
    spoilt.exec(`BEGIN; DROP TRIGGER ${name}`);
    const { ok, detail } = schemaIsOurs(openBook(spoilt));
    expect({ ok, detail }).toEqual({ ok: false, detail: `trigger ${name} is missing` });
    spoilt.exec("ROLLBACK");
  }
  expect(schemaIsOurs(openBook(spoilt)).ok).toBe(true);
  spoilt.close();
  // And verify asks all of it: without a rule, nothing but the rule is missing.
  expect(problemsAfter((db) => db.exec("DROP TRIGGER seal_needs_balance"))).toBe(
    "schema: trigger seal_needs_balance is missing",
  );
  const weakened = problemsAfter((db) => {
    db.exec("DROP TRIGGER seal_needs_balance");
    db.exec("CREATE TRIGGER seal_needs_balance BEFORE INSERT ON seal BEGIN SELECT 1; END");
  });
  expect(weakened).toBe("schema: trigger seal_needs_balance is not as it should be");
  expect(problemsAfter((db) => db.exec("CREATE TABLE mine (a)"))).toBe(
    "schema: table mine does not belong here",
  );
  expect(problemsAfter((db) => db.exec("DROP INDEX line_by_account"))).toContain(
    "line_by_account is missing",
  );
});

test("verify finds a table's rule that was rewritten in the schema itself", () => {
  const rewritten = problemsAfter((db) => {
    db.pragma("writable_schema = ON");
    db.prepare(
      "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (kind IN (''sale'', ''refund''))', '') WHERE name = 'sale'",
    ).run();
    db.pragma("writable_schema = OFF");
  });
  expect(rewritten).toBe("schema: table sale is not as it should be");
});
