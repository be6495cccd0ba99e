import { afterAll, expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { UNTIED } from "#main/replication/link.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { alsoElsewhere } from "./elsewhere.ts";
import { command, newFolder, newSellingShop, problems, removeFolders } from "./shop.ts";

// Acts of several businesses are a fact of each. Those of earlier programs were one fact of all.

afterAll(removeFolders);

const openShop = () =>
  newSellingShop(undefined, (parts) =>
    officeHandlers(parts, { verify: () => verifyJournal(parts.journal), link: UNTIED }),
  );
type Shop = Awaited<ReturnType<typeof openShop>>;

const linesOf = (shop: Shop, entry: number): unknown[] =>
  shop.journal.book.all(
    "SELECT business, account, debit, credit, party FROM line WHERE entry = ? ORDER BY no",
    entry,
  );

const newest = (shop: Shop): number =>
  shop.journal.book.get<{ seq: number }>("SELECT max(seq) AS seq FROM entry")?.seq ?? 0;

/** Everything that a rebuild makes of the facts is what is there. */
function rebuilt(shop: Shop): void {
  const copy = `${newFolder()}/rebuilt.db`;
  rebuildJournal(shop.file, copy);
  const tables = compareJournals(shop.file, copy);
  expect(tables.filter(({ equal }) => !equal)).toEqual([]);
}

test("an entry of both businesses, as earlier programs wrote them, is reversed as one", async () => {
  const shop = await openShop();
  const day = nairobiDay(shop.clock.now());
  await shop.did("entry.transfer", {
    command: command(),
    day,
    from: { business: "RETAIL", account: 1130, party: "SAFE" },
    to: { business: "WATER", account: 1170, party: null },
    amount: 700,
    memo: "",
  });
  alsoElsewhere(shop, "entry.recorded", {
    also: {
      business: null,
      act: undefined,
      entry: {
        type: "transfer",
        memo: "Both in one",
        reverses: null,
        lines: [
          ["WATER", 1170, 500, 0, null],
          ["RETAIL", 1900, 500, 0, null],
          ["RETAIL", 1130, 0, 500, "SAFE"],
          ["WATER", 1900, 0, 500, null],
        ],
      },
    },
  });
  const entry = newest(shop);
  const told = await shop.did("report.entry", { entry });
  expect(told).toMatchObject({ memo: "Both in one", others: [], whole: true, reversible: true });
  const undone = await shop.did("entry.reverse", { command: command(), entry, day, reason: "No" });
  expect(newest(shop)).toBe(undone.entry);
  expect(linesOf(shop, undone.entry)).toEqual([
    { business: "RETAIL", account: 1130, debit: 500, credit: 0, party: "SAFE" },
    { business: "WATER", account: 1900, debit: 500, credit: 0, party: null },
    { business: "WATER", account: 1170, debit: 0, credit: 500, party: null },
    { business: "RETAIL", account: 1900, debit: 0, credit: 500, party: null },
  ]);
  const { entries } = await shop.did("report.journal", { from: day, to: day, type: "transfer" });
  expect(entries.map(({ memo, businesses }) => [memo, businesses])).toEqual([
    ["Both in one", ["RETAIL", "WATER"]],
    ["Cash (Retail) to Bank Account", ["RETAIL", "WATER"]],
  ]);
  expect(problems(shop)).toEqual([]);
  rebuilt(shop);
  shop.close();
});

test("an act of three businesses is one fact of each, asked for once and done once", async () => {
  const shop = await openShop();
  const day = nairobiDay(shop.clock.now());
  const asked = {
    command: command(),
    day,
    account: 5200,
    shares: ["WATER", "LAUNDRY", "RETAIL"].map((business) => ({ business, amount: 900 })),
    paidFrom: 1170,
    party: null,
    memo: "Rent",
  };
  const paid = { ...asked, paidFrom: 1130, party: "SAFE" };
  const first = await shop.did("entry.expense", paid);
  const facts = newest(shop);
  expect(await shop.did("entry.expense", paid)).toEqual(first);
  expect(newest(shop)).toBe(facts);
  expect(facts).toBe(first.entry + 2);
  expect(linesOf(shop, first.entry)).toEqual([
    { business: "WATER", account: 5200, debit: 900, credit: 0, party: null },
    { business: "WATER", account: 1900, debit: 0, credit: 900, party: null },
  ]);
  expect(linesOf(shop, first.entry + 1)).toEqual([
    { business: "RETAIL", account: 1900, debit: 1800, credit: 0, party: null },
    { business: "RETAIL", account: 5200, debit: 900, credit: 0, party: null },
    { business: "RETAIL", account: 1130, debit: 0, credit: 2700, party: "SAFE" },
  ]);
  // An account that all share belongs to whoever pays with it: nobody owes anybody.
  const shared = await shop.did("entry.expense", { ...asked, command: command() });
  expect(linesOf(shop, shared.entry)).toEqual([
    { business: "WATER", account: 5200, debit: 900, credit: 0, party: null },
    { business: "WATER", account: 1170, debit: 0, credit: 900, party: null },
  ]);
  expect(problems(shop)).toEqual([]);
  rebuilt(shop);
  shop.close();
});
