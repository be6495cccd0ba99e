import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillDemo } from "#main/demo/demo-shop.ts";
import { verifyCentral } from "#main/central/verify.ts";
import { openTestBooks, TEST_NOW, type TestBooks } from "../books/open-books.ts";
import { centres, TestDevice, type Pushed, type TestCentre } from "./centre.ts";

const { open } = centres();
let books: TestBooks;
let centre: TestCentre;
const replies: Pushed[] = [];

interface OwnFact {
  readonly epoch: string;
  readonly parent: string | null;
  readonly parent_position: number | null;
  readonly parent_hash: Buffer | null;
  readonly position: number;
  readonly bytes: Buffer;
  readonly chain: Buffer;
}

/** Days of a shop that traded through the real services, delivered as its journal holds them. */
beforeAll(async () => {
  books = openTestBooks();
  await fillDemo(books.parts, { days: 2, progress: () => undefined });
  centre = await open(true);
  // The shop's days, whatever the calendar of this machine says.
  await centre.sql.query("UPDATE sync.clock SET ahead = $1::timestamptz - clock_timestamp()", [
    TEST_NOW,
  ]);
  const till = books.journal.till();
  const device = new TestDevice(
    till,
    await centre.connect(await centre.enrol(till, "office", "*")),
  );
  const facts = books.journal.book.all<OwnFact>(
    `SELECT e.id AS epoch, e.parent, e.parent_position, e.parent_hash, f.position, f.bytes, f.chain
     FROM fact f JOIN epoch e ON e.no = f.epoch ORDER BY f.seq`,
  );
  let after: Buffer | null = null;
  for (let at = 0; at < facts.length;) {
    const first = facts[at] as OwnFact;
    if (first.position === 1) {
      const opening = [first.epoch, first.parent, first.parent_position, first.parent_hash];
      await device.call("SELECT api.open_epoch($1, $2, $3, $4, now())", opening);
      after = null;
    }
    const batch = facts.slice(at, at + 200).filter(({ epoch }) => epoch === first.epoch);
    const bytes = batch.map((each) => each.bytes);
    const reply = await device.call<Pushed>("SELECT api.push($1, $2, $3, $4)", [
      first.epoch,
      first.position,
      bytes,
      after,
    ]);
    expect(reply.head).toBe(batch.at(-1)?.chain.toString("base64"));
    replies.push(reply);
    after = batch.at(-1)?.chain ?? null;
    at += batch.length;
  }
});
afterAll(() => books.close());

/** The same question to both databases. */
async function agree(sqlite: string, postgres: string): Promise<void> {
  const here = books.journal.book.all<Record<string, unknown>>(sqlite);
  expect(here.length).toBeGreaterThan(0);
  expect(await centre.rows(postgres)).toEqual(here);
}

test("everything that a real shop wrote is posted, on its own days", async () => {
  expect(
    replies.flatMap((reply) => [...reply.waiting, ...reply.quarantined, ...reply.late]),
  ).toEqual([]);
  expect((await verifyCentral(centre.sql)).filter(({ ok }) => !ok)).toEqual([]);
  await agree(
    "SELECT kind, count(*) AS n FROM fact GROUP BY kind ORDER BY kind",
    'SELECT kind, count(*)::int AS n FROM sync.fact GROUP BY kind ORDER BY kind COLLATE "C"',
  );
});

test("the ledger agrees to the cent: by account, business and month, and by party", async () => {
  await agree(
    "SELECT account, business, sum(debit) AS debit, sum(credit) AS credit FROM account_month GROUP BY 1, 2 ORDER BY 1, 2",
    "SELECT account, business, sum(debit)::float8 AS debit, sum(credit)::float8 AS credit FROM ops.trial_balance GROUP BY 1, 2 ORDER BY 1, 2",
  );
  await agree(
    "SELECT account, business, party, debit, credit FROM party_balance ORDER BY 1, 2, 3",
    "SELECT account, business, party, debit::float8, credit::float8 FROM ops.party_balance ORDER BY 1, 2, 3",
  );
});

test("the views say what the shop's own tables say: sales, lines, tenders, shifts, stock", async () => {
  await agree(
    "SELECT business, day, kind, count(*) AS n, sum(total) AS total, sum(tax) AS tax FROM sale GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
    "SELECT business, day::text, CASE WHEN refund THEN 'refund' ELSE 'sale' END AS kind, count(*)::int AS n, sum(total)::float8 AS total, sum(tax)::float8 AS tax FROM ops.sale GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
  );
  await agree(
    "SELECT item, sum(quantity) AS quantity, sum(gross) AS gross, sum(l.tax) AS tax, sum(l.cost) AS cost FROM sale_line l JOIN sale s ON s.seq = l.sale WHERE s.kind = 'sale' GROUP BY 1 ORDER BY 1",
    "SELECT item, sum(quantity)::float8 AS quantity, sum(gross)::float8 AS gross, sum(tax)::float8 AS tax, sum(cost)::float8 AS cost FROM ops.sale_line WHERE NOT refund GROUP BY 1 ORDER BY 1",
  );
  await agree(
    "SELECT kind AS tender, sum(amount) AS amount FROM tender GROUP BY 1 ORDER BY 1",
    "SELECT tender, sum(amount)::float8 AS amount FROM ops.tender WHERE shift IS NOT NULL GROUP BY 1 ORDER BY 1",
  );
  await agree(
    "SELECT till, count(*) AS n, sum(variance) AS variance FROM shift GROUP BY 1",
    "SELECT till, count(*)::int AS n, sum(variance)::float8 AS variance FROM ops.shift GROUP BY 1",
  );
  await agree(
    "SELECT item, sum(quantity) AS quantity, sum(cost) AS cost FROM stock_move GROUP BY 1 ORDER BY 1",
    "SELECT item, sum(quantity)::float8 AS quantity, sum(cost)::float8 AS cost FROM ops.stock_move GROUP BY 1 ORDER BY 1",
  );
});

test("every view can be read by a reader, who can write nothing", async () => {
  const views = await centre.rows<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relkind IN ('v', 'p', 'r') AND relnamespace IN ('ops'::regnamespace, 'audit'::regnamespace, 'ledger'::regnamespace) AND NOT relispartition",
  );
  expect(views.length).toBeGreaterThan(20);
  await centre.sql.query("SET ROLE tomtin_reader");
  for (const { name } of views) {
    await centre.sql.query(`SELECT * FROM ${name} LIMIT 3`);
    await expect(centre.sql.query(`DELETE FROM ${name}`)).rejects.toThrow(
      /permission denied|cannot delete/,
    );
  }
  await expect(centre.sql.query("SELECT * FROM sync.fact")).rejects.toThrow(/permission denied/);
  await centre.sql.query("RESET ROLE");
});

test("the questions of the handbook are answered to a reader's login, which writes nothing", async () => {
  const text = readFileSync(join(import.meta.dirname, "..", "..", "docs", "centre.md"), "utf8");
  const [login = "", questions = ""] = [...text.matchAll(/```sql\n(.*?)```/gs)].map(
    ([, sql]) => sql ?? "",
  );
  const name = `accountant_${centre.database}`;
  await centre.sql.query(login.replace("accountant", name));
  const client = new Client({
    host: "127.0.0.1",
    port: centre.server.port,
    database: centre.database,
    user: name,
    password: "a long one",
  });
  await client.connect();
  try {
    const asked = questions.split(";").filter((each) => each.trim() !== "");
    expect(asked.length).toBe(8);
    for (const question of asked) {
      // The shop's days are those of its own calendar.
      const today = question.replaceAll("current_date", `date '${TEST_NOW.slice(0, 10)}'`);
      expect((await client.query(today)).rows.length, question).toBeGreaterThan(0);
    }
    for (const attempt of [
      "DELETE FROM ledger.line",
      "UPDATE sync.device SET scope = NULL",
      "INSERT INTO ledger.business VALUES ('X', 'X', 'retail', true, '')",
      "SELECT api.hello()",
      "CREATE TABLE public.mine (n int)",
    ]) {
      await expect(client.query(attempt), attempt).rejects.toMatchObject({ code: "42501" });
    }
  } finally {
    await client.end();
    await centre.sql.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
  }
});
