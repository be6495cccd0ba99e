import { assert } from "#shared/kernel/assert.ts";
import type { Book } from "./book.ts";
import { chainNext, chainStart, sha256 } from "./chain.ts";
import type { Journal } from "./journal.ts";

/** One thing that was checked, and what was compared, in a sentence. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * Recomputes everything that the journal maintains from what it stores: hashes and chains from
 * the bytes, balances from the lines, sub-ledgers from their control accounts, stock from its
 * moves. Nothing is repaired: a difference is reported.
 */
export function verifyJournal(
  journal: Journal,
  progress: (done: number, of: number) => void = () => {},
): Check[] {
  return journal.readTogether((book) => [
    fileIsWhole(book),
    ...chains(book, progress),
    everyEntryIsSealed(book),
    entriesBalance(book),
    businessesBalance(book),
    balancesAreTheLines(book, "account_day", "day"),
    balancesAreTheLines(book, "account_month", "substr(day, 1, 7) AS month"),
    partiesAreTheLines(book),
    ...subledgersAreControlled(book),
    stockIsItsMoves(book),
    layersAreTheirMoves(book),
    ...inventoriesAreTheirStock(book),
    clearingIsZero(book),
  ]);
}

function check(name: string, wrong: number, detail: string): Check {
  return { name, ok: wrong === 0, detail: wrong === 0 ? detail : `${detail} — ${wrong} differ` };
}

function count(book: Book, sql: string): number {
  return book.get<{ n: number }>(sql)?.n ?? 0;
}

function fileIsWhole(book: Book): Check {
  const found = book.all<{ integrity_check: string }>("PRAGMA integrity_check(5)");
  const ok = found.length === 1 && found[0]?.integrity_check === "ok";
  return { name: "file", ok, detail: ok ? "SQLite finds the file whole" : JSON.stringify(found) };
}

/** Every fact's hash from its bytes, every link from the one before, each epoch on its parent. */
function chains(book: Book, progress: (done: number, of: number) => void): Check[] {
  const total = count(book, "SELECT count(*) AS n FROM fact");
  const epochs = new Map(
    book
      .all<{
        no: number;
        id: string;
        parent: string | null;
        parent_position: number;
        parent_hash: Uint8Array | null;
      }>("SELECT * FROM epoch")
      .map((epoch) => [epoch.no, epoch]),
  );
  const heads = new Map<number, { position: number; chain: Uint8Array }>();
  let wrongHash = 0;
  let wrongLink = 0;
  let seen = 0;
  const rows = book.each<{
    epoch: number;
    position: number;
    bytes: Uint8Array;
    hash: Uint8Array;
    chain: Uint8Array;
  }>("SELECT epoch, position, bytes, hash, chain FROM fact ORDER BY seq");
  for (const row of rows) {
    const epoch = epochs.get(row.epoch);
    assert(epoch !== undefined, `epoch ${row.epoch} is missing`);
    const head = heads.get(row.epoch) ?? {
      position: 0,
      chain: chainStart(epoch.id, epoch.parent_hash),
    };
    const hash = sha256(row.bytes);
    if (!hash.equals(row.hash)) wrongHash += 1;
    const link = chainNext(head.chain, hash);
    if (!link.equals(row.chain) || row.position !== head.position + 1) wrongLink += 1;
    heads.set(row.epoch, { position: row.position, chain: row.chain });
    seen += 1;
    if (seen % 20_000 === 0) progress(seen, total);
  }
  const wrongParent = [...epochs.values()].filter((epoch) => {
    if (epoch.parent === null) return false;
    const parent = [...epochs.values()].find((each) => each.id === epoch.parent);
    const link = book.get<{ chain: Uint8Array }>(
      "SELECT chain FROM fact WHERE epoch = ? AND position = ?",
      parent?.no ?? 0,
      epoch.parent_position,
    );
    return (
      link === undefined ||
      epoch.parent_hash === null ||
      Buffer.compare(link.chain, epoch.parent_hash) !== 0
    );
  }).length;
  return [
    check("fact hashes", wrongHash, `${total} facts hash to what was stored`),
    check("fact chains", wrongLink, `${total} links in ${epochs.size} epochs follow one another`),
    check("epochs", wrongParent, `${epochs.size} epochs start where another ended`),
  ];
}

function everyEntryIsSealed(book: Book): Check {
  const entries = count(book, "SELECT count(*) AS n FROM entry");
  const open = count(
    book,
    "SELECT count(*) AS n FROM entry WHERE seq NOT IN (SELECT entry FROM seal)",
  );
  return check("seals", open, `${entries} entries are sealed`);
}

function entriesBalance(book: Book): Check {
  const lines = count(book, "SELECT count(*) AS n FROM line");
  const wrong = count(
    book,
    `SELECT count(*) AS n FROM (SELECT 1 FROM line GROUP BY entry, business
       HAVING sum(debit) <> sum(credit))`,
  );
  return check(
    "entries balance",
    wrong,
    `${lines} lines balance, entry by entry, business by business`,
  );
}

function businessesBalance(book: Book): Check {
  const rows = book.all<{ business: string; difference: number }>(
    "SELECT business, sum(debit) - sum(credit) AS difference FROM line GROUP BY business",
  );
  const wrong = rows.filter((row) => row.difference !== 0).length;
  return check("trial balance", wrong, `zero in each of ${rows.length} businesses, and together`);
}

/** Maintained sums against the lines they are sums of, both ways. */
function balancesAreTheLines(
  book: Book,
  table: "account_day" | "account_month",
  column: string,
): Check {
  const period = table === "account_day" ? "day" : "month";
  const kept = `SELECT account, business, ${period}, debit, credit FROM ${table}`;
  const fresh = `SELECT account, business, ${column}, sum(debit), sum(credit) FROM line
    GROUP BY account, business, ${period}`;
  return check(
    table.replace("_", " by "),
    differences(book, kept, fresh),
    `${count(book, `SELECT count(*) AS n FROM ${table}`)} running balances are the sums of their lines`,
  );
}

function partiesAreTheLines(book: Book): Check {
  const kept = "SELECT account, business, party, debit, credit FROM party_balance";
  const fresh = `SELECT account, business, party, sum(debit), sum(credit) FROM line
    WHERE party IS NOT NULL GROUP BY account, business, party`;
  return check(
    "parties",
    differences(book, kept, fresh),
    `${count(book, "SELECT count(*) AS n FROM party_balance")} party balances are the sums of their lines`,
  );
}

function differences(book: Book, one: string, other: string): number {
  return count(
    book,
    `SELECT (SELECT count(*) FROM (${one} EXCEPT ${other}))
    + (SELECT count(*) FROM (${other} EXCEPT ${one})) AS n`,
  );
}

/** Customers, suppliers, drawers, deposits: the parties of a control account add up to it. */
function subledgersAreControlled(book: Book): Check[] {
  const rows = book.all<{ subledger: string; accounts: number; wrong: number }>(
    `SELECT a.subledger, count(*) AS accounts,
       sum(coalesce((SELECT sum(debit - credit) FROM account_month m WHERE m.account = a.number), 0)
        <> coalesce((SELECT sum(debit - credit) FROM party_balance p WHERE p.account = a.number), 0))
       AS wrong
     FROM account a WHERE a.subledger IS NOT NULL GROUP BY a.subledger`,
  );
  return rows.map((row) =>
    check(
      `${row.subledger} sub-ledger`,
      row.wrong,
      `${row.accounts} control accounts equal the sum of their ${row.subledger}s`,
    ),
  );
}

function stockIsItsMoves(book: Book): Check {
  const kept = "SELECT item, quantity, cost FROM stock_level";
  const fresh = "SELECT item, sum(quantity), sum(cost) FROM stock_move GROUP BY item";
  return check(
    "stock levels",
    differences(book, kept, fresh),
    `${count(book, "SELECT count(*) AS n FROM stock_level")} stock levels are the sums of their moves`,
  );
}

function layersAreTheirMoves(book: Book): Check {
  const kept = "SELECT id, quantity, cost FROM layer";
  const fresh = "SELECT layer, sum(quantity), sum(cost) FROM stock_move GROUP BY layer";
  return check(
    "FIFO layers",
    differences(book, kept, fresh),
    `${count(book, "SELECT count(*) AS n FROM layer")} layers hold what their moves left`,
  );
}

/** Each inventory account in each business is worth the layers that lie in it. */
function inventoriesAreTheirStock(book: Book): Check[] {
  const rows = book.all<{ account: number; business: string; ledger: number; stock: number }>(
    `SELECT l.account, l.business, sum(l.cost) AS stock,
       coalesce((SELECT sum(debit - credit) FROM account_month m
                 WHERE m.account = l.account AND m.business = l.business), 0) AS ledger
     FROM layer l GROUP BY l.account, l.business ORDER BY l.account`,
  );
  return rows.map((row) =>
    check(
      `inventory ${row.account}`,
      row.ledger === row.stock ? 0 : 1,
      `${row.business}: ledger ${row.ledger} cents, layers ${row.stock} cents`,
    ),
  );
}

function clearingIsZero(book: Book): Check {
  const row = book.get<{ n: number }>(
    "SELECT coalesce(sum(debit - credit), 0) AS n FROM account_month WHERE account = 1900",
  );
  return check("inter-business clearing", row?.n === 0 ? 0 : 1, "1900 is zero over all businesses");
}
