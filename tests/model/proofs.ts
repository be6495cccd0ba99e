import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { debtsBefore } from "#main/journal/read/debts.ts";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { cupboardAgrees } from "./cylinders.ts";
import { ACCOUNTS, BUSINESSES, summed, type Line } from "./exercise-book.ts";
import { ticketsAgree } from "./jobs.ts";
import { add } from "./sums.ts";
import type { World } from "./world.ts";

const WINDOW = { from: "2000-01-01", to: "2030-12-31" };

/** Every balance of every account, business and party, every shelf, every sub-ledger. */
export async function booksAgree(world: World): Promise<void> {
  const { book } = world.shop.journal;
  const lines = book.all<Line>(
    `SELECT business, account, party, sum(debit - credit) AS amount FROM line
     GROUP BY business, account, party`,
  );
  expect(summed(lines)).toEqual(world.book.all());
  const days = book.all<Line>(
    "SELECT business, account, sum(debit - credit) AS amount FROM account_day GROUP BY 1, 2",
  );
  const parties = book.all<Line>(
    "SELECT business, account, party, debit - credit AS amount FROM party_balance",
  );
  const whole = (list: readonly Line[]) => summed(list.map((line) => ({ ...line, party: null })));
  expect(whole(days)).toEqual(whole(lines));
  expect(summed(parties)).toEqual(summed(lines.filter(({ party }) => party !== null)));
  for (const business of BUSINESSES) {
    expect(
      add(lines.filter((line) => line.business === business).map(({ amount }) => amount)),
    ).toBe(0);
  }
  expect(
    add(lines.filter(({ account }) => account === ACCOUNTS.clearing).map(({ amount }) => amount)),
  ).toBe(0);
  // A till of one of two businesses has its half of what goes between them.
  expect(
    book.all("SELECT entry FROM line GROUP BY entry HAVING count(DISTINCT business) > 1"),
  ).toEqual([]);
  shelvesAgree(world);
}

function shelvesAgree(world: World): void {
  const rows = world.shop.journal.book.all<{ item: string; quantity: number; cost: number }>(
    "SELECT item, sum(quantity) AS quantity, sum(cost) AS cost FROM layer GROUP BY item",
  );
  const levels = new Map(
    world.shop.journal.book
      .all<{ item: string; quantity: number }>("SELECT item, quantity FROM stock_level")
      .map(({ item, quantity }) => [item, quantity]),
  );
  const found = new Map(rows.map((row) => [row.item, row]));
  for (const [sku, shelf] of world.shelves) {
    const { id } = world.item(sku);
    const { quantity = 0, cost = 0 } = found.get(id) ?? {};
    const shown = { quantity, cost, level: levels.get(id) ?? 0 };
    expect(shown, sku).toEqual({ quantity: shelf.held, cost: shelf.value, level: shelf.held });
  }
}

/** What the program's own reports say is what the exercise book comes to. */
export async function reportsAgree(world: World): Promise<void> {
  const { shop } = world;
  for (const business of BUSINESSES) {
    const { rows } = await shop.must("report.trialBalance", { ...WINDOW, business });
    for (const { account, closingDebit, closingCredit } of rows) {
      expect(closingDebit - closingCredit, `${account} ${business}`).toBe(
        world.book.total(business, account),
      );
    }
  }
  const { accounts } = await shop.must("stock.valuation", {});
  for (const { account, business, stock, ledger } of accounts) {
    expect([stock, ledger], `${account} ${business}`).toEqual([
      ledger,
      world.book.total(business, account),
    ]);
  }
  for (const customer of world.customers) {
    if (world.aliases.has(customer)) continue;
    const names = world.namesOf(customer);
    for (const business of BUSINESSES) {
      const { open, owed, credit } = await shop.must("customer.open", { business, customer });
      const balance = add(
        names.map((name) => world.book.of(business, ACCOUNTS.receivable[business], name)),
      );
      expect([owed, add(open.map((each) => each.open)), credit]).toEqual([
        balance,
        world.book.debts.owed(business, names),
        world.credit(business, customer),
      ]);
    }
  }
  await debtsAgree(world);
  await cupboardAgrees(world);
  await ticketsAgree(world);
}

/** The program's own proofs, at the end: the chains, the sums, and the tables made anew. */
export function provesItself(world: World): void {
  const { shop } = world;
  expect(verifyJournal(shop.journal).filter((check) => !check.ok)).toEqual([]);
  const rebuilt = join(shop.folder, "rebuilt.db");
  rebuildJournal(shop.journal.file, rebuilt);
  const differing = compareJournals(shop.journal.file, rebuilt).filter((each) => !each.equal);
  expect(differing).toEqual([]);
}

const run = (program: string, args: readonly string[]): string => {
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: "utf8",
    env,
    maxBuffer: 64 << 20,
  });
  expect({ status, stderr }, `${program} ${args.join(" ")}`).toEqual({ status: 0, stderr: "" });
  return stdout;
};

const PROGRAMS = {
  hledger: {
    needs: ["hledger"],
    balances: (file: string) => {
      run("hledger", ["-f", file, "--strict", "check"]);
      return run("hledger", ["-f", file, "balance", "--flat", "-N", "-O", "csv"]);
    },
  },
  beancount: {
    needs: ["bean-check", "bean-query"],
    balances: (file: string) => {
      run("bean-check", ["--no-cache", file]);
      return run("bean-query", ["-f", "csv", file, "SELECT account, sum(number) GROUP BY account"]);
    },
  },
} as const;

/** Programs that know nothing of ours read the exported books: their balances are the hand-kept ones. */
export async function othersAgree(world: World, format: keyof typeof PROGRAMS): Promise<boolean> {
  const { needs, balances } = PROGRAMS[format];
  if (needs.some((program) => spawnSync(program, ["--version"]).error !== undefined)) return false;
  const { shop } = world;
  const exported = await shop.must("export.journal", { format, ...WINDOW });
  const file = join(shop.folder, exported.fileName);
  writeFileSync(file, Buffer.from(exported.base64, "base64"));
  const mine = summed(world.book.lines.map((line) => ({ ...line, party: null })));
  expect(readBalances(balances(file))).toEqual(
    Object.fromEntries(Object.entries(mine).map(([key, sum]) => [key.trim(), sum])),
  );
  return true;
}

/** "1130 RETAIL" to cents, from rows of name and amount; what is zero is left out. */
function readBalances(output: string): Record<string, number> {
  const sums: [string, number][] = [];
  for (const row of output.split("\n")) {
    const account = /(?:^|:)N?(\d{4,5})[ -][^:]*:([A-Z]+)\s*"?,/.exec(row);
    const amount = /,\s*"?(?:KES )?(-?)(\d+)(?:\.(\d{1,2}))?(?: KES)?\s*"?\s*$/.exec(row);
    if (account === null || amount === null) continue;
    const [, minus, whole, fraction = ""] = amount;
    const cents = Number(`${whole}${fraction.padEnd(2, "0")}`) * (minus === "-" ? -1 : 1);
    if (cents !== 0) sums.push([`${account[1]} ${account[2]}`, cents]);
  }
  return Object.fromEntries(sums.toSorted());
}

interface Owing {
  readonly id: string;
  readonly ages: readonly number[];
  readonly total: number;
  readonly since: string | undefined;
}

/** Who owes, and since when, all at once: what the statements say, one customer at a time. */
async function debtsAgree({ shop, customers, aliases }: World): Promise<void> {
  for (const business of BUSINESSES) {
    const rows: Owing[] = [];
    const documents: { id: string; day: string; open: number }[] = [];
    for (const customer of customers.filter((each) => !aliases.has(each))) {
      const said = await shop.must("customer.statement", { customer, business });
      if (said.open.length === 0) continue;
      const total = add(said.open.map(({ open }) => open));
      rows.push({ id: customer, ages: said.ages, total, since: said.open[0]?.day });
      documents.push(...said.open.map(({ day, open }) => ({ id: customer, day, open })));
    }
    const report = await shop.must("customer.ageing", { business, limit: 500 });
    const byId = (all: readonly { readonly id: string }[]) =>
      all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(report.rows), business).toMatchObject(byId(rows));
    const columns = [0, 1, 2, 3].map((at) => add(rows.map(({ ages }) => ages[at] ?? 0)));
    expect(report, business).toMatchObject({
      count: rows.length,
      total: add(rows.map(({ total }) => total)),
      ages: columns,
    });
    for (const day of new Set(documents.map((each) => each.day))) {
      const old = Map.groupBy(
        documents.filter((each) => each.day <= day),
        ({ id }) => id,
      );
      const each = [...old].map(([id, of]) => ({ id, amount: add(of.map(({ open }) => open)) }));
      const { named, ...told } = debtsBefore(
        shop.journal.book,
        [business],
        day as BusinessDay,
        customers.length,
      );
      expect(byId(named), `${business} ${day}`).toEqual(byId(each));
      expect(told).toEqual({ count: each.length, amount: add(each.map(({ amount }) => amount)) });
    }
  }
}
