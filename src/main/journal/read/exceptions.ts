import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import type { Book } from "../book.ts";
import { lostWriting, type LostField } from "./customer-writings.ts";
import { actOf } from "../shared-act.ts";
import { changedApart } from "./deposits-apart.ts";
import { factAt } from "./facts.ts";

/** A rule that the merged books break, with the fact that broke it and what is known of it. */
export interface ExceptionRow {
  readonly of: string;
  readonly seq: number;
  readonly kind: string;
  /** JSON: what the rule's task names, as ids. */
  readonly detail: string;
  readonly till: string;
  readonly business: string | null;
  readonly day: BusinessDay;
  readonly at: Instant;
  readonly user: string | null;
  /** Its entry's number where it has one. */
  readonly entry: number | null;
  /** What broke the rule, by its number: a sale, a payment, a ticket. */
  readonly number: string | null;
  /** What it is about, by name: an item, a customer, a cylinder, an account. */
  readonly about: string | null;
  /** Of two that are now one in a rule (a code, a phone): the other one. */
  readonly other: string | null;
  /** What is no longer so: counted since, received since, merged since, fitting in order of time. */
  readonly passed: boolean;
  /** Seq of the fact that settled it. */
  readonly settled: number | null;
  /** Of a customer who was changed twice: what this writing said, and what stands in its place. */
  readonly lost: readonly LostField[];
}

/** What ends a task without anybody's word: the state that it complained about has gone. */
const PASSED = `CASE x.kind
  WHEN 'customer.phone_twice' THEN EXISTS (SELECT 1 FROM customer_alias a WHERE a.alias IN
    (json_extract(x.detail, '$.customer'), json_extract(x.detail, '$.other')))
    OR (SELECT phone_index FROM customer WHERE id = json_extract(x.detail, '$.customer')) IS NOT
       (SELECT phone_index FROM customer WHERE id = json_extract(x.detail, '$.other'))
  WHEN 'stock.oversold' THEN NOT EXISTS (SELECT 1 FROM stock_level l
    WHERE l.item = json_extract(x.detail, '$.item') AND l.quantity < 0)
  WHEN 'returnable.short' THEN NOT EXISTS (SELECT 1 FROM returnable_level l
    WHERE l.type = json_extract(x.detail, '$.returnable')
      AND l.place = json_extract(x.detail, '$.place') AND l.count < 0)
  WHEN 'cylinder.elsewhere' THEN NOT EXISTS (SELECT 1 FROM returnable_move m
    WHERE m.seq = x.seq AND m.serial = json_extract(x.detail, '$.serial')
      AND m.source = json_extract(x.detail, '$.left')
      AND json_extract(x.detail, '$.was') = coalesce((
        SELECT b.target FROM returnable_move b JOIN fact o ON o.seq = b.seq
        WHERE b.serial = m.serial AND (b.clock, o.id, b.no) < (m.clock, f.id, m.no)
        ORDER BY b.clock DESC, o.id DESC, b.no DESC LIMIT 1), 'nowhere'))
  ELSE 0 END`;

const SETTLED = `(SELECT min(s.seq) FROM exception_settled s WHERE s.of = f.id AND s.kind = x.kind)`;

const said = (path: string): string => `json_extract(CAST(f.bytes AS TEXT), '$.${path}')`;

/** The number that people know a fact by. */
const numberOf = (id: string): string => `coalesce(
  (SELECT number FROM sale WHERE id = ${id}), (SELECT number FROM payment WHERE id = ${id}),
  (SELECT number FROM job WHERE id = ${id}))`;

/** All of them, the latest first; those that are settled or have passed, too. */
export function exceptionRows(book: Book): ExceptionRow[] {
  return book
    .all<Omit<ExceptionRow, "passed" | "lost"> & { readonly passed: number }>(
      `SELECT f.id AS of, x.seq, x.kind, x.detail, ${said("till")} AS till,
         ${said("business")} AS business, ${said("day")} AS day, ${said("at")} AS at,
         ${said("by.user")} AS user, e.seq AS entry, ${numberOf("f.id")} AS number,
         coalesce(
           (SELECT name FROM item WHERE id = json_extract(x.detail, '$.item')),
           (SELECT name FROM customer WHERE id = json_extract(x.detail, '$.customer')),
           (SELECT name FROM returnable_type WHERE id = json_extract(x.detail, '$.returnable')),
           (SELECT number FROM sale WHERE id = json_extract(x.detail, '$.sale')),
           (SELECT number FROM job WHERE id = json_extract(x.detail, '$.job')),
           json_extract(x.detail, '$.serial'), json_extract(x.detail, '$.number'),
           (SELECT number || ' ' || name FROM account
            WHERE number = json_extract(x.detail, '$.account'))) AS about,
         coalesce((SELECT name FROM customer WHERE id = json_extract(x.detail, '$.other')),
           ${numberOf("json_extract(x.detail, '$.other')")}) AS other,
         ${PASSED} AS passed, ${SETTLED} AS settled
       FROM exception x JOIN fact f ON f.seq = x.seq LEFT JOIN entry e ON e.seq = x.seq
       ORDER BY x.seq DESC, x.kind, x.detail`,
    )
    .flatMap((row): ExceptionRow[] => {
      if (row.kind === MOVED_APART) return [{ ...row, passed: !isApart(book, row), lost: [] }];
      if (row.kind !== CHANGED_TWICE) return [{ ...row, passed: row.passed === 1, lost: [] }];
      const { goneOn, lost } = lostWriting(book, row.seq);
      // Its till changed the customer again before it heard of the other: the task is that one's.
      if (goneOn && row.settled === null) return [];
      return [{ ...row, passed: lost.length === 0, lost }];
    });
}

const CHANGED_TWICE = "customer.changed_twice";
const MOVED_APART = "deposit.moved_apart";

/** Whether what was done to a deposit still does not go together, once all of it is in order of time. */
function isApart(book: Book, { seq, detail }: { seq: number; detail: string }): boolean {
  return changedApart(book, (JSON.parse(detail) as { deposit: string }).deposit).includes(seq);
}

/** How many wait for somebody, by kind. */
export function openExceptions(book: Book): { readonly kind: string; readonly count: number }[] {
  const counts = book.all<{ kind: string; count: number }>(
    `SELECT x.kind, count(*) AS count FROM exception x JOIN fact f ON f.seq = x.seq
     WHERE x.kind NOT IN ('${CHANGED_TWICE}', '${MOVED_APART}') AND NOT ${PASSED}
       AND ${SETTLED} IS NULL
     GROUP BY x.kind ORDER BY x.kind`,
  );
  const unsettled = (kind: string) =>
    book.all<{ seq: number; detail: string }>(
      `SELECT x.seq, x.detail FROM exception x JOIN fact f ON f.seq = x.seq
       WHERE x.kind = ? AND ${SETTLED} IS NULL`,
      kind,
    );
  const changed = unsettled(CHANGED_TWICE).filter(({ seq }) => {
    const { goneOn, lost } = lostWriting(book, seq);
    return !goneOn && lost.length > 0;
  });
  const apart = unsettled(MOVED_APART).filter((row) => isApart(book, row));
  const judged = [
    { kind: CHANGED_TWICE, count: changed.length },
    { kind: MOVED_APART, count: apart.length },
  ];
  return [...judged.filter(({ count }) => count > 0), ...counts];
}

/** Whether a fact broke a rule here, and whether that is settled. */
export function exceptionOf(
  book: Book,
  of: string,
  kind: string,
): { readonly business: string | null; readonly settled: boolean } | undefined {
  const row = book.get<{ business: string | null; settled: number | null }>(
    `SELECT ${said("business")} AS business, ${SETTLED} AS settled
     FROM exception x JOIN fact f ON f.seq = x.seq WHERE f.id = ? AND x.kind = ? LIMIT 1`,
    of,
    kind,
  );
  return row === undefined ? undefined : { business: row.business, settled: row.settled !== null };
}

/** A fact whose entry the centre posted on another day than its own: that one was closed. */
export interface LateRow {
  readonly of: string;
  readonly seq: number;
  readonly kind: string;
  readonly number: string | null;
  readonly till: string;
  readonly business: string | null;
  readonly day: BusinessDay;
  readonly postedOn: BusinessDay;
  readonly amount: Money;
  /** Made here: this device's own books keep it on its own day. */
  readonly own: boolean;
  /** The day on which another business's part of the same act counts, where it is another one. */
  readonly apart: BusinessDay | null;
}

/** The latest first, at most two hundred. */
export function lateFacts(book: Book): LateRow[] {
  return book
    .all<
      Omit<LateRow, "own" | "amount" | "apart"> & {
        readonly own: number;
        readonly amount: number;
        readonly shared: number;
      }
    >(
      `SELECT f.id AS of, f.seq, f.kind, ${numberOf("f.id")} AS number, ${said("till")} AS till,
         ${said("business")} AS business, ${said("day")} AS day,
         coalesce(n.detail, e.day) AS postedOn, f.local AS own,
         (SELECT coalesce(sum(l.debit), 0) FROM line l WHERE l.entry = f.seq) AS amount,
         ${said("act")} IS NOT NULL AS shared
       FROM fact f JOIN entry e ON e.seq = f.seq
         LEFT JOIN link_notice n ON n.fact = f.id AND n.kind = 'late'
       WHERE f.seq IN (
         SELECT seq FROM entry INDEXED BY entry_late WHERE late = 1
         UNION SELECT o.seq FROM link_notice m JOIN fact o ON o.id = m.fact WHERE m.kind = 'late')
       ORDER BY f.seq DESC LIMIT 200`,
    )
    .map(({ shared, ...row }) => ({
      ...row,
      own: row.own === 1,
      amount: cents(row.amount),
      apart: shared === 1 ? otherDay(book, row) : null,
    }));
}

/** Closed between two parts of one act: what businesses owe each other is out on the days between. */
function otherDay(book: Book, { seq, postedOn }: Pick<LateRow, "seq" | "postedOn">) {
  const fact = factAt(book, seq);
  if (fact === undefined) return null;
  const others = actOf(book, { seq, fact }).facts.filter((each) => each.seq !== seq);
  const days = book.all<{ day: BusinessDay }>(
    `SELECT coalesce(n.detail, e.day) AS day FROM entry e JOIN fact f ON f.seq = e.seq
       LEFT JOIN link_notice n ON n.fact = f.id AND n.kind = 'late'
     WHERE e.seq IN (SELECT value FROM json_each(?)) ORDER BY 1`,
    JSON.stringify(others.map((each) => each.seq)),
  );
  return days.find(({ day }) => day !== postedOn)?.day ?? null;
}
