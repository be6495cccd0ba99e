import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop, TODAY, type Shop } from "./fixture.ts";
import { join } from "node:path";

// Statements against the ledger, through the real services: what is agreed, what is refused, and
// what the account says afterwards.

let shop: Shop;
beforeAll(() => {
  shop = openShop({ sampleItems: false });
});
afterAll(() => shop.close());

const BANK = 1170;
const bank = { business: "WATER", account: BANK, party: null };

async function paidIn(amount: number, day = TODAY): Promise<number> {
  const { entry } = await shop.must("entry.capital", {
    day,
    direction: "in",
    place: bank,
    amount,
    memo: "",
  });
  return entry;
}

async function charge(amount: number, day = TODAY): Promise<number> {
  const { entry } = await shop.must("entry.expense", {
    day,
    account: 5810,
    shares: [{ business: "WATER", amount }],
    paidFrom: BANK,
    memo: "Ledger fee",
  });
  return entry;
}

const open = (since: string | null, through: string) =>
  shop.must("reconciliation.open", { account: BANK, since, through });
const refs = (lines: readonly { of: string; no: number }[]) =>
  lines.map(({ of, no }) => ({ of, no }));
const place = async () =>
  (await shop.must("reconciliation.places", {})).places.find((each) => each.account === BANK);

test("a month is agreed line by line, then the next one goes on where it ended", async () => {
  await paidIn(100_000, "2026-09-30");
  await paidIn(40_000, "2026-10-05");
  await charge(500, "2026-10-31");
  const october = await open("2026-10-01", "2026-10-31");
  expect([october.opening, october.lines.map((line) => line.amount)]).toEqual([
    100_000,
    [40_000, -500],
  ]);
  const [came, fee] = refs(october.lines);
  if (came === undefined || fee === undefined) throw new Error("two lines are open");
  const asked = {
    account: BANK,
    since: "2026-10-01",
    through: "2026-10-31",
    closing: 139_500,
    matched: [{ statement: [{ day: "2026-10-06", amount: 40_000 }], lines: [came] }],
  };
  // A line of the statement was left out: the two differ by it.
  expect(await shop.refused("reconciliation.finish", asked)).toEqual({
    code: "reconciliation.difference",
    difference: -500,
  });
  const { id } = await shop.must("reconciliation.finish", { ...asked, ticked: [fee] });
  expect((await place())?.agreed).toMatchObject({ id, through: "2026-10-31", closing: 139_500 });

  await paidIn(1_000, "2026-11-02");
  const november = await open(null, "2026-11-30");
  expect(november).toMatchObject({
    since: "2026-10-01",
    agreedThrough: "2026-10-31",
    opening: 139_500,
    late: 0,
    lines: [{ amount: 1_000 }],
  });
});

test("a line that was agreed on is not agreed on again; a match has two equal sides", async () => {
  const { lines } = await open(null, TODAY);
  const [line] = refs(lines);
  if (line === undefined) throw new Error("one line is open");
  const next = { account: BANK, through: TODAY, closing: 140_500 };
  const side = (amount: number) => [{ statement: [{ day: TODAY, amount }], lines: [line] }];
  expect(await shop.refused("reconciliation.finish", { ...next, matched: side(999) })).toEqual({
    code: "reconciliation.difference",
    difference: -1,
  });
  expect(await shop.refused("reconciliation.finish", { ...next, ticked: [line, line] })).toEqual({
    code: "reconciliation.line_taken",
  });
  expect(
    await shop.refused("reconciliation.finish", {
      ...next,
      through: "2026-10-31",
      ticked: [line],
    }),
  ).toEqual({ code: "reconciliation.not_after", through: "2026-10-31" });
  await shop.must("reconciliation.finish", { ...next, matched: side(1_000) });
  expect(
    await shop.refused("reconciliation.finish", {
      ...next,
      through: "2026-11-21",
      closing: 141_500,
      ticked: [line],
    }),
  ).toEqual({ code: "reconciliation.line_taken" });
});

test("undone the latest first, for a reason; then its lines are open again", async () => {
  const { done } = await shop.must("reconciliation.history", { account: BANK });
  const [second, first] = done;
  if (second === undefined || first === undefined) throw new Error("two are done");
  const why = { reason: "Wrong statement" };
  expect(await shop.refused("reconciliation.undo", { reconciliation: first.id, ...why })).toEqual({
    code: "reconciliation.not_latest",
    through: second.through,
  });
  expect(
    await shop.refused("reconciliation.undo", { reconciliation: second.id, ...why }, "manager"),
  ).toMatchObject({ code: "permission.denied" });
  await shop.must("reconciliation.undo", { reconciliation: second.id, ...why });
  expect(await shop.refused("reconciliation.undo", { reconciliation: second.id, ...why })).toEqual({
    code: "reconciliation.unknown",
  });
  expect((await place())?.agreed).toMatchObject({ through: "2026-10-31" });
  expect((await open(null, TODAY)).lines).toMatchObject([{ amount: 1_000 }]);
});

test("what is booked later, on days that were taken as agreed, is told and not hidden", async () => {
  const entry = await paidIn(2_500, "2026-09-01");
  expect((await open(null, TODAY)).late).toBe(2_500);
  await shop.must("entry.reverse", { entry, day: "2026-09-01", reason: "Test" });
  expect((await open(null, TODAY)).late).toBe(0);
});

test("an M-Pesa till: codes lead to their lines, and are reconciled with them", async () => {
  const code = "TKL1A2B3C4";
  await shop.must("mpesa.receive", {
    business: "RETAIL",
    day: TODAY,
    code,
    amount: 50_000,
    seen: "phone",
  });
  const mpesa = { account: 1160, since: TODAY, through: TODAY };
  const [line] = (await shop.must("reconciliation.open", mpesa)).lines;
  expect(line).toMatchObject({ codes: [code], amount: 50_000 });
  if (line === undefined) throw new Error("the line is open");
  const state = async () =>
    (await shop.must("mpesa.receipts", { code })).receipts.map((each) => each.state);
  const { of, no } = line;
  const { id } = await shop.must("reconciliation.finish", {
    ...mpesa,
    closing: 50_000,
    ticked: [{ of, no }],
  });
  expect(await state()).toEqual(["reconciled"]);
  await shop.must("reconciliation.undo", { reconciliation: id, reason: "Test" });
  expect(await state()).toEqual(["confirmed"]);
});

test("cash is agreed where it lies, in the safe; a drawer is counted at its shift", async () => {
  const { places } = await shop.must("reconciliation.places", {});
  expect(places.find((each) => each.account === 1110)?.party).toBe("SAFE");
  const day = { since: TODAY, through: TODAY };
  expect(
    await shop.refused("reconciliation.open", { account: 1110, party: "R1", ...day }),
  ).toMatchObject({ code: "account.wrong_kind" });
  expect(await shop.refused("reconciliation.open", { account: 4110, ...day })).toMatchObject({
    code: "account.wrong_kind",
  });
  // Empty, counted, agreed.
  await shop.must("reconciliation.finish", { account: 1110, party: "SAFE", ...day, closing: 0 });
});

test("the bank of all businesses is for those who may in all of them", async () => {
  expect(
    await shop.refused("reconciliation.open", { account: BANK, through: TODAY }, "manager"),
  ).toEqual({ code: "account.unknown", account: BANK });
});

test("agreed or not, open lines and agreed ones always make the balance", async () => {
  const account = 1140;
  let through = "2026-01-31";
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          amounts: fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 4 }),
          take: fc.array(fc.boolean(), { maxLength: 8 }),
          undo: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      async (rounds) => {
        for (const { amounts, take, undo } of rounds) {
          for (const amount of amounts) {
            await shop.must("entry.capital", {
              day: through,
              direction: "in",
              place: { business: "WATER", account, party: null },
              amount: amount * 100,
              memo: "",
            });
          }
          const now = await shop.must("reconciliation.open", {
            account,
            since: "2026-01-01",
            through,
          });
          const ticked = now.lines.filter((_, index) => take[index] === true);
          const agreed = ticked.reduce((total, line) => total + line.amount, 0);
          const closing = now.opening + agreed;
          const off = { account, since: "2026-01-01", through, ticked: refs(ticked) };
          expect(
            await shop.refused("reconciliation.finish", { ...off, closing: closing + 1 }),
          ).toEqual({ code: "reconciliation.difference", difference: 1 });
          const { id } = await shop.must("reconciliation.finish", { ...off, closing });
          if (undo) await shop.must("reconciliation.undo", { reconciliation: id, reason: "x" });
          through = nextDay(through);
          const after = await shop.must("reconciliation.open", {
            account,
            since: "2026-01-01",
            through,
          });
          const rest = after.lines.reduce((total, line) => total + line.amount, 0);
          const { places } = await shop.must("reconciliation.places", {});
          const balance = places.find((each) => each.account === account)?.balance;
          expect(after.opening + rest).toBe(balance);
        }
      },
    ),
    { numRuns: 12 },
  );
});

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

test("verify finds nothing, and the facts alone make the same tables", () => {
  expect(verifyJournal(shop.journal).filter((check) => !check.ok)).toEqual([]);
  const copy = join(shop.folder, "again.db");
  rebuildJournal(shop.journal.file, copy);
  expect(compareJournals(shop.journal.file, copy).filter((table) => !table.equal)).toEqual([]);
});
