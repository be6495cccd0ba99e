import type { AnyFact } from "#shared/facts/index.ts";
import type { Book } from "./book.ts";
import { chains } from "./check/chains.ts";
import { check, checkNamed, type Check } from "./check/check.ts";
import { entriesAreTheirFacts } from "./check/entries.ts";
import { isMaster, mastersAreTheirFacts } from "./check/masters.ts";
import { returnablesBalance } from "./check/returnables.ts";
import { jobsAreTheirFacts } from "./check/jobs.ts";
import { schemaIsOurs } from "./check/schema.ts";
import { tradeIsItsFacts } from "./check/trade.ts";
import { servesAll } from "./device/link.ts";
import type { Journal } from "./journal.ts";
import { parseFact } from "./stored.ts";

export type { Check } from "./check/check.ts";

/**
 * Recomputes everything that the journal maintains from what it stores: hashes and chains from
 * the bytes, entries and settings from their facts, balances from the lines, sub-ledgers from
 * their control accounts, stock from its moves; and that the file still holds every rule that
 * makes SQLite refuse. Nothing is repaired: a difference is reported.
 */
export function verifyJournal(
  journal: Pick<Journal, "book" | "readTogether">,
  progress: (done: number, of: number) => void = () => {},
): Check[] {
  // On the writer: a connection that only reads does not know the tables' CHECKs.
  const whole = fileIsWhole(journal.book);
  return journal.readTogether((book) => [
    whole,
    schemaIsOurs(book),
    referencesLead(book),
    ...facts(book, progress),
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
    ...returnablesBalance(book),
    clearingIsZero(book),
  ]);
}

function count(book: Book, sql: string): number {
  return book.get<{ n: number }>(sql)?.n ?? 0;
}

function fileIsWhole(book: Book): Check {
  const found = book.all<{ integrity_check: string }>("PRAGMA integrity_check(5)");
  const ok = found.length === 1 && found[0]?.integrity_check === "ok";
  const detail = ok ? "SQLite finds the file whole, and every row as its table demands" : "";
  return { name: "file", ok, detail: ok ? detail : JSON.stringify(found) };
}

/** What foreign keys say, for a connection can switch them off. */
function referencesLead(book: Book): Check {
  const lost = book.all<{ table: string; parent: string }>("PRAGMA foreign_key_check");
  const named = new Set(lost.map(({ table, parent }) => `${table} names no ${parent}`));
  return checkNamed("references", [...named], "every row that names another finds it");
}

/** Reads every fact once: its chain, and what the tables made of it. */
function facts(book: Book, progress: (done: number, of: number) => void): Check[] {
  const total = count(book, "SELECT count(*) AS n FROM fact");
  const entries = entriesAreTheirFacts(book);
  const trade = tradeIsItsFacts();
  const jobs = jobsAreTheirFacts();
  const masters: { fact: AnyFact; seq: number }[] = [];
  let misnamed = 0;
  const chained = chains(book, ({ seq, id, kind, bytes }, whole) => {
    if (seq % 20_000 === 0) progress(seq, total);
    // What does not hash to what was stored says nothing that could be compared.
    const fact = whole ? readable(bytes) : null;
    if (fact?.id !== id || fact.kind !== kind) misnamed += 1;
    if (fact === null) return;
    entries.fact(fact, seq);
    trade.fact(fact);
    jobs.fact(fact);
    if (isMaster(fact)) masters.push({ fact, seq });
  });
  const named = check("fact names", misnamed, `${total} facts are filed under their id and kind`);
  return [
    ...chained,
    named,
    entries.end(),
    trade.end(book),
    ...jobs.end(book),
    mastersAreTheirFacts(book, masters),
  ];
}

/** Null for what is no fact at all: an intruder may have written anything. */
function readable(bytes: Uint8Array): AnyFact | null {
  try {
    const fact = parseFact(bytes) as AnyFact | null;
    return typeof fact?.kind === "string" ? fact : null;
  } catch {
    return null;
  }
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
  // A delivery of goods that were all sold before leaves a layer that nothing ever moved.
  const fresh = `SELECT * FROM (
    SELECT layer, sum(quantity), sum(cost) FROM stock_move GROUP BY layer
    UNION ALL SELECT id, 0, 0 FROM layer l WHERE quantity_in > 0
      AND NOT EXISTS (SELECT 1 FROM stock_move m WHERE m.seq = l.seq AND m.layer = l.id))`;
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
  const fits = row?.n === 0 || !servesAll(book);
  return check("inter-business clearing", fits ? 0 : 1, "1900 is zero over all businesses");
}
