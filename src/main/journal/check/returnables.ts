import { INSIDE } from "#shared/facts/returnables.ts";
import type { Book } from "../book.ts";
import { check, checkNamed, type Check } from "./check.ts";

/**
 * Cylinders and containers: levels are their moves, what is in a place by serial is its level,
 * what is with customers is what deposits are open for, and open deposits are what the control
 * accounts hold, party by party; so is what is on loan.
 */
export function returnablesBalance(book: Book): Check[] {
  return [levelsAreMoves(book), serialsAreLevels(book), depositsAreHeld(book)];
}

const differences = (book: Book, one: string, other: string): number =>
  book.get<{ n: number }>(
    `SELECT (SELECT count(*) FROM (${one} EXCEPT ${other}))
       + (SELECT count(*) FROM (${other} EXCEPT ${one})) AS n`,
  )?.n ?? 0;

const count = (book: Book, sql: string): number => book.get<{ n: number }>(sql)?.n ?? 0;

function levelsAreMoves(book: Book): Check {
  const kept = "SELECT type, place, count FROM returnable_level";
  const fresh = `SELECT type, place, sum(count) FROM (
      SELECT type, source AS place, -count AS count FROM returnable_move
      UNION ALL SELECT type, target, count FROM returnable_move) GROUP BY type, place`;
  // What is inside is what came from outside: everything ever moved adds up to nothing.
  const open = count(
    book,
    `SELECT count(*) AS n FROM (SELECT 1 FROM returnable_level GROUP BY type HAVING sum(count) <> 0)`,
  );
  const types = count(book, "SELECT count(*) AS n FROM returnable_type");
  return check(
    "returnables",
    differences(book, kept, fresh) + open,
    `${types} kinds: full, empty, with customers, at suppliers and set aside are what came in less what went out`,
  );
}

/**
 * Moves of serials in order of time (migrations/journal/0021), with where the one before left it, and
 * the one that came in before.
 */
const MOVES_IN_TIME = `
  SELECT m.seq, m.serial, m.type, m.source, m.target,
    lag(m.target) OVER in_time AS before, lead(m.seq) OVER in_time AS next,
    lag(m.target) OVER (PARTITION BY m.serial ORDER BY m.seq, m.no) AS came
  FROM returnable_move m JOIN fact f ON f.seq = m.seq WHERE m.serial IS NOT NULL
  WINDOW in_time AS (PARTITION BY m.serial ORDER BY m.clock, f.id, m.no)`;

function serialsAreLevels(book: Book): Check {
  const inside = INSIDE.map((place) => `'${place}'`).join(", ");
  // One that two tills lent left a place where it was not: its level is short there, and over where
  // it really was.
  const apart = `SELECT type, source, before FROM (${MOVES_IN_TIME}) WHERE before IS NOT source`;
  // And what came back of a deposit whose cylinder nobody can name moved no serial.
  const nameless = `SELECT m.seq, m.type, m.source, m.target, m.count FROM returnable_move m
    JOIN returnable_type t ON t.id = m.type WHERE t.serialised = 1 AND m.serial IS NULL`;
  const kept = `SELECT k.type, k.place, sum(k.count) FROM (
      SELECT type, place, count FROM returnable_level
      UNION ALL SELECT type, source, count FROM (${nameless})
      UNION ALL SELECT type, target, -count FROM (${nameless})
      UNION ALL SELECT type, source, 1 FROM (${apart})
      UNION ALL SELECT type, before, -1 FROM (${apart}) WHERE before IS NOT NULL) k
    JOIN returnable_type t ON t.id = k.type
    WHERE t.serialised = 1 AND k.place IN (${inside})
    GROUP BY k.type, k.place HAVING sum(k.count) <> 0`;
  const fresh = `SELECT c.type, c.place, count(*) FROM cylinder c
    JOIN returnable_type t ON t.id = c.type
    WHERE t.serialised = 1 AND c.place IN (${inside}) GROUP BY c.type, c.place`;
  const last = `SELECT c.serial, c.place FROM cylinder c WHERE c.moved > 0`;
  const moved = `SELECT serial, target FROM (${MOVES_IN_TIME}) WHERE next IS NULL`;
  // The owner is told of each, unless it fits the move that came in before it: programs from before
  // went by that.
  const untold = `SELECT count(*) AS n FROM (${MOVES_IN_TIME}) m
    WHERE before IS NOT source AND came IS NOT source
      AND (before IN (${inside}) OR source IN (${inside}))
      AND NOT EXISTS (SELECT 1 FROM exception x WHERE x.seq = m.seq
        AND x.kind = 'cylinder.elsewhere' AND json_extract(x.detail, '$.serial') = m.serial)`;
  const unowed = `SELECT count(*) AS n FROM (${nameless}) n WHERE source <> 'customer'
    OR NOT EXISTS (SELECT 1 FROM deposit_change c WHERE c.seq = n.seq)`;
  return check(
    "cylinders",
    differences(book, kept, fresh) +
      differences(book, last, moved) +
      count(book, untold) +
      count(book, unowed),
    `${count(book, "SELECT count(*) AS n FROM cylinder")} serials are where their moves left them, one holder each`,
  );
}

/** What came back of a deposit whose taking is not known here: a task for the owner, no record. */
const UNKNOWN = "deposit NOT IN (SELECT id FROM deposit)";

function depositsAreHeld(book: Book): Check {
  const wrong: string[] = [];
  const say = (name: string, differ: number): void => {
    if (differ > 0) wrong.push(`${name}: ${differ} differ`);
  };
  say(
    "records and what happened to them",
    differences(
      book,
      "SELECT id, count, amount, cost FROM deposit",
      `SELECT deposit, sum(count), sum(amount), sum(cost) FROM deposit_change
       WHERE NOT ${UNKNOWN} GROUP BY deposit`,
    ),
  );
  say(
    "changes without a record",
    count(
      book,
      `SELECT count(*) AS n FROM deposit_change c WHERE ${UNKNOWN} AND NOT EXISTS (
         SELECT 1 FROM exception x WHERE x.seq = c.seq AND x.kind = 'deposit.unknown')`,
    ),
  );
  say(
    "records and their control accounts",
    differences(
      book,
      "SELECT account, business, id, amount FROM deposit WHERE amount <> 0",
      `SELECT p.account, p.business, p.party, p.credit - p.debit FROM party_balance p
       JOIN account a ON a.number = p.account
       WHERE a.subledger = 'deposit' AND p.credit <> p.debit
         AND p.party NOT IN (SELECT deposit FROM deposit_change WHERE ${UNKNOWN})`,
    ),
  );
  // Of kinds that two tills exchanged or took back apart, the levels say both: the owner is told, and
  // all kinds together still agree.
  const told = `SELECT c.type FROM deposit_change c JOIN deposit_change o ON o.deposit = c.deposit
    JOIN exception x ON x.seq = o.seq AND x.kind = 'deposit.moved_apart'`;
  const onRecord = `SELECT type, count FROM deposit
    UNION ALL SELECT type, count FROM deposit_change WHERE ${UNKNOWN}`;
  const atCustomers = "SELECT type, count FROM returnable_level WHERE place = 'customer'";
  say(
    "records and what is with customers",
    differences(
      book,
      `SELECT type, sum(count) FROM (${onRecord}) WHERE type NOT IN (${told})
       GROUP BY type HAVING sum(count) <> 0`,
      `${atCustomers} AND count <> 0 AND type NOT IN (${told})`,
    ) +
      differences(
        book,
        `SELECT coalesce(sum(count), 0) FROM (${onRecord})`,
        `SELECT coalesce(sum(count), 0) FROM (${atCustomers})`,
      ),
  );
  const last = `SELECT deposit, type, serial FROM (
      SELECT c.deposit, c.type, c.serial, row_number() OVER in_time AS nth
      FROM deposit_change c JOIN fact f ON f.seq = c.seq
      WINDOW in_time AS (PARTITION BY c.deposit ORDER BY c.clock DESC, f.id DESC, c.no DESC))
    WHERE nth = 1 AND NOT ${UNKNOWN}`;
  say(
    "records and what was last done to them",
    differences(book, "SELECT id, type, serial FROM deposit", last),
  );
  say(
    "containers on loan and their account",
    differences(
      book,
      "SELECT loan, business, sum(cost) FROM deposit WHERE loan IS NOT NULL GROUP BY loan, business HAVING sum(cost) <> 0",
      `SELECT account, business, sum(debit - credit) FROM account_month
       WHERE account IN (SELECT DISTINCT loan FROM deposit WHERE loan IS NOT NULL)
       GROUP BY account, business HAVING sum(debit - credit) <> 0`,
    ),
  );
  const open = count(book, "SELECT count(*) AS n FROM deposit WHERE count > 0");
  return checkNamed(
    "deposits held",
    wrong,
    `${open} open deposits are what their accounts hold, record by record`,
  );
}
