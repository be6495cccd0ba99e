import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";
import { containers, cylinders, latestDeposit } from "./worked-returnables.ts";
import { workedShop, type WorkedShop } from "./worked-shop.ts";

const business = "RETAIL" as const;
let books: Shop;
let shop: WorkedShop;

beforeAll(async () => {
  books = openShop({ vatRegistered: true, sampleItems: false });
  shop = await workedShop(books);
});
afterAll(() => books.close());

async function positionOf(type: string) {
  const { types } = await shop.must("returnable.positions", {});
  const { full, empty, customer, balanced } = types.find((each) => each.type === type) ?? {};
  return { full, empty, customer, balanced };
}

interface Out {
  readonly gas: string;
  readonly type: string;
}

interface WithIt {
  readonly as: "exchange" | "deposit";
  readonly deposit?: number;
  readonly serialOut?: string;
  readonly serialIn?: string;
  readonly seal?: string;
}

/** Six kilograms of gas at 200 in one of them. */
const sale = ({ gas, type }: Out, withIt: WithIt) => {
  const deposit = withIt.deposit ?? 0;
  return {
    business,
    lines: [
      {
        item: gas,
        quantity: 6000,
        unitPrice: 20_000,
        returnable: { type, ...withIt, deposit },
      },
    ],
    tenders: [{ kind: "cash" as const, tendered: 120_000 + deposit }],
  };
};

const held = async () => {
  const { held: rows } = await shop.must("deposit.list", {});
  return rows.filter((each) => each.business === business).map((each) => each.recorded);
};

test("what was lent for nothing before the books comes back, and no money with it", async () => {
  const six = await cylinders(shop, "Six lent");
  const before = (await held())[0] ?? 0;
  const opening = { business, day, type: six.type, count: 2, amount: 0 };
  const { deposit } = await shop.must("deposit.open", opening);
  // Found among its own kind, by how many it is for.
  const find = { business, text: "", type: six.type } as const;
  expect((await shop.must("deposit.find", { ...find, count: 2 })).deposits).toMatchObject([
    { id: deposit, count: 2 },
  ]);
  expect((await shop.must("deposit.find", { ...find, count: 1 })).total).toBe(0);
  const back = { business, deposit, count: 2, tender: { kind: "cash" } } as const;
  expect(await shop.must("deposit.return", back)).toMatchObject({ amount: 0, left: 0 });
  expect(shop.lines(shop.last())).toEqual([]);
  expect(await held()).toEqual([before]);
  expect(await positionOf(six.type)).toMatchObject({ empty: 2, customer: 0, balanced: true });
  expect(await shop.refused("deposit.return", back)).toMatchObject({ code: "deposit.closed" });
});

describe("a six kilogram refill (scenario 14)", () => {
  test("with an empty: full −1, empty +1, and no deposit", async () => {
    const six = await cylinders(shop, "Six exchanged");
    await shop.must("sale.post", sale(six, { as: "exchange" }));
    expect(await positionOf(six.type)).toMatchObject({ full: 4, empty: 1, customer: 0 });
    expect(shop.lines(shop.last()).some(([account]) => account === 2210)).toBe(false);
  });

  test("without one: full −1 and the liability up; the empty later pays it once only", async () => {
    const six = await cylinders(shop, "Six on deposit");
    const before = (await held())[0] ?? 0;
    await shop.must("sale.post", sale(six, { as: "deposit", deposit: 250_000 }));
    expect(await positionOf(six.type)).toMatchObject({ full: 4, empty: 0, customer: 1 });
    expect(await held()).toEqual([before + 250_000]);
    const deposit = await latestDeposit(shop, business);
    const back = { business, deposit, tender: { kind: "cash" } } as const;
    await shop.must("deposit.return", back);
    expect(await positionOf(six.type)).toMatchObject({ full: 4, empty: 1, customer: 0 });
    expect(await held()).toEqual([before]);
    expect(await shop.refused("deposit.return", back)).toMatchObject({ code: "deposit.closed" });
  });

  test("the recorded amount goes back, whatever the deposit is by then", async () => {
    const six = await cylinders(shop, "Six dearer later");
    await shop.must("sale.post", sale(six, { as: "deposit", deposit: 250_000 }));
    await shop.must("returnable.saveType", {
      business,
      id: six.type,
      kind: "cylinder",
      name: "Six dearer later",
      brand: "Jiko",
      size: 6000,
      serialised: false,
      content: six.gas,
      deposit: 300_000,
    });
    const refusal = await shop.refused("sale.post", sale(six, { as: "deposit", deposit: 250_000 }));
    expect(refusal).toMatchObject({ code: "returnable.deposit_changed", deposit: 300_000 });
    const deposit = await latestDeposit(shop, business);
    const asked = { business, deposit, tender: { kind: "cash" } } as const;
    expect(await shop.must("deposit.return", asked)).toMatchObject({ amount: 250_000, left: 0 });
  });
});

describe("what the counter is told", () => {
  test("another brand comes back only where a rule allows it", async () => {
    const mine = await cylinders(shop, "Mine");
    const { type: other } = await cylinders(shop, "Other brand", { gas: mine.gas });
    const asked = sale(mine, { as: "exchange" });
    const [line] = asked.lines;
    const lines = [{ ...line, returnable: { ...line?.returnable, into: other } }] as never;
    expect(await shop.refused("sale.post", { ...asked, lines })).toMatchObject({
      code: "returnable.not_exchanged",
      out: "Mine",
      into: "Other brand",
    });
    await shop.must("returnable.saveType", {
      business,
      id: mine.type,
      kind: "cylinder",
      name: "Mine",
      brand: "Jiko",
      size: 6000,
      serialised: false,
      content: mine.gas,
      accepts: [other],
      deposit: null,
    });
    await shop.must("sale.post", { ...asked, lines });
    expect(await positionOf(mine.type)).toMatchObject({ full: 4, empty: 0, balanced: true });
    expect(await positionOf(other)).toMatchObject({ full: 5, empty: 1, balanced: true });
  });

  test("none is left: how many, and of what", async () => {
    const six = await cylinders(shop, "Last one", { full: 1 });
    await shop.must("sale.post", sale(six, { as: "exchange" }));
    const refusal = await shop.refused("sale.post", sale(six, { as: "exchange" }));
    expect(refusal).toMatchObject({ code: "returnable.short", place: "full", left: 0, wanted: 1 });
  });

  test("a serial is asked for, and must be the one on the shelf", async () => {
    const six = await cylinders(shop, "By serial", { serialised: true, full: ["S1", "S2"] });
    const exchange = (serialOut: string, serialIn: string) =>
      sale(six, { as: "exchange", serialOut, serialIn, seal: "SEAL-1" });
    const refused = (out: string, back: string) => shop.refused("sale.post", exchange(out, back));
    expect(await refused("", "X1")).toMatchObject({ code: "returnable.serial_required" });
    expect(await refused("S1", "")).toMatchObject({ code: "returnable.serial_required" });
    expect(await refused("S9", "X1")).toMatchObject({ place: "unknown" });
    expect(await refused("S1", "S2")).toMatchObject({ code: "returnable.serial_elsewhere" });
    expect(await refused("S1", "s 1")).toMatchObject({ code: "returnable.serial_twice" });
    await shop.must("sale.post", exchange("s1", "x1"));
    expect(await refused("S1", "X2")).toMatchObject({ place: "traded" });
    expect(await positionOf(six.type)).toMatchObject({ full: 1, empty: 1, balanced: true });
  });

  test("deposits held are left to their records: no entry by hand reaches them", async () => {
    const lines = [
      { business, account: 1170, debit: 100 },
      { business, account: 2210, credit: 100, party: shop.customer },
    ];
    const asked = { day, memo: "By hand", lines };
    expect(await shop.refused("entry.manual", asked as never)).toMatchObject({
      code: "account.wrong_kind",
      account: 2210,
    });
  });
});

describe("a refund", () => {
  const refund = (of: string, amount: number) => ({
    sale: of,
    lines: [{ no: 1, quantity: 6000 }],
    tenders: [{ kind: "cash" as const, amount }],
    reason: "Wrong kind",
  });

  test("puts an exchange back where it was", async () => {
    const six = await cylinders(shop, "Six refunded", { serialised: true, full: ["R1", "R2"] });
    const exchange = { as: "exchange", serialOut: "R1", serialIn: "Q1" } as const;
    const { sale: of } = await shop.must("sale.post", sale(six, exchange));
    await shop.must("sale.refund", refund(of, 120_000));
    expect(await positionOf(six.type)).toMatchObject({ full: 2, empty: 0, balanced: true });
    await shop.must("sale.post", sale(six, exchange));
  });

  test("gives the deposit back with the gas, and not once more", async () => {
    const six = await cylinders(shop, "Six given up");
    const before = await held();
    const { sale: of } = await shop.must(
      "sale.post",
      sale(six, { as: "deposit", deposit: 250_000 }),
    );
    const deposit = await latestDeposit(shop, business);
    expect(await shop.refused("sale.refund", refund(of, 120_000))).toMatchObject({
      code: "refund.amount_mismatch",
      expected: 370_000,
    });
    await shop.must("sale.refund", refund(of, 370_000));
    expect(await held()).toEqual(before);
    const back = { business, deposit, tender: { kind: "cash" } } as const;
    expect(await shop.refused("deposit.return", back)).toMatchObject({ code: "deposit.closed" });
  });

  test("is refused where the deposit has gone back already", async () => {
    const six = await cylinders(shop, "Six moved on");
    const { sale: of } = await shop.must(
      "sale.post",
      sale(six, { as: "deposit", deposit: 250_000 }),
    );
    const deposit = await latestDeposit(shop, business);
    await shop.must("deposit.return", { business, deposit, tender: { kind: "cash" } });
    expect(await shop.refused("sale.refund", refund(of, 120_000))).toMatchObject({
      code: "refund.returnable",
    });
  });
});

/** One thing that can happen to cylinders and containers; numbers pick among what is there. */
const happening = fc.record({
  what: fc.constantFrom(
    "exchange",
    "deposit",
    "return",
    "forfeit",
    "lost",
    "swap",
    "refund",
    "quarantine",
    "release",
    "lend",
  ),
  pick: fc.nat({ max: 1000 }),
  count: fc.integer({ min: 1, max: 4 }),
});

/** Whatever is done or refused, in whatever order. */
async function does(
  act: { readonly what: string; readonly pick: number; readonly count: number },
  kinds: { readonly six: Out; readonly bottle: { readonly type: string; readonly water: string } },
  sold: string[],
): Promise<void> {
  const { six, bottle } = kinds;
  const { count, pick } = act;
  const line = (as: "exchange" | "deposit", deposit: number) => ({
    business,
    lines: [
      {
        item: six.gas,
        quantity: 6000 * count,
        unitPrice: 20_000,
        returnable: { type: six.type, as, count, deposit },
      },
    ],
    tenders: [{ kind: "cash" as const, tendered: 120_000 * count + deposit }],
  });
  const open = async () => {
    const { deposits } = await shop.must("deposit.list", { limit: 500 });
    return deposits.length === 0 ? undefined : deposits[pick % deposits.length];
  };
  const move = (form: "lost" | "quarantine" | "release", place: "full" | "empty") =>
    shop.call("returnable.move", {
      business,
      day,
      form,
      place,
      moves: [{ type: six.type, count }],
      reason: "Counted",
    });
  switch (act.what) {
    case "exchange":
    case "deposit": {
      const answer = await shop.call(
        "sale.post",
        line(act.what, act.what === "deposit" ? 250_000 * count : 0),
      );
      if (answer.ok) sold.push(answer.value.sale);
      return;
    }
    case "lend":
      await shop.call("sale.post", {
        business: "WATER",
        lines: [
          {
            item: bottle.water,
            quantity: 1000 * count,
            unitPrice: 0,
            returnable: { type: bottle.type, as: "deposit", count, deposit: 30_000 * count },
          },
        ],
        tenders: [{ kind: "cash", tendered: 30_000 * count }],
      });
      return;
    case "return":
    case "forfeit": {
      const record = await open();
      if (record === undefined) return;
      if (act.what === "forfeit") {
        await shop.call("deposit.forfeit", { deposit: record.id, day, reason: "Moved away" });
        return;
      }
      const asked = { business: record.business, deposit: record.id, count };
      await shop.call("deposit.return", { ...asked, tender: { kind: "cash" } });
      return;
    }
    case "swap":
      await shop.call("stock.receive", {
        business,
        day,
        supplier: shop.supplier,
        lines: [{ item: six.gas, quantity: 6000 * count, cost: 96_001 * count }],
        swapped: [{ type: six.type, out: count, in: Math.min(count, (pick % 4) + 1) }],
      });
      return;
    case "refund": {
      const of = sold[pick % Math.max(1, sold.length)];
      if (of === undefined) return;
      const detail = await shop.must("sale.get", { sale: of });
      const [only] = detail.lines;
      if (only === undefined || only.left === 0) return;
      await shop.call("sale.refund", {
        sale: of,
        lines: [{ no: 1, quantity: only.left }],
        tenders: [{ kind: "cash", amount: only.gross + detail.deposits }],
        reason: "Wrong kind",
      });
      return;
    }
    default:
      await move(act.what as "lost", pick % 2 === 0 ? "full" : "empty");
  }
}

test("whatever happens to them, quantities balance and deposits are what 2210 and 2220 hold", async () => {
  const six = await cylinders(shop, "Six at random", { full: 30, supplierDeposit: 217_000 });
  const bottle = await containers(shop, "Twenty at random");
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 40 }), async (acts) => {
      const sold: string[] = [];
      for (const act of acts) await does(act, { six, bottle }, sold);
      const { types } = await shop.must("returnable.positions", {});
      expect(types.filter((each) => !each.balanced)).toEqual([]);
      for (const each of types) {
        expect(
          Math.min(each.full, each.empty, each.customer, each.supplier),
        ).toBeGreaterThanOrEqual(0);
      }
      const { held: rows } = await shop.must("deposit.list", {});
      expect(rows.map((row) => row.recorded)).toEqual(rows.map((row) => row.ledger));
      expect(verifyJournal(books.journal).filter((check) => !check.ok)).toEqual([]);
    }),
    { numRuns: 6 },
  );
  const { n } = books.journal.book.get<{ n: number }>(
    "SELECT count(DISTINCT how) AS n FROM deposit_change",
  ) ?? { n: 0 };
  expect(n, "kinds of things that happened to deposits").toBeGreaterThanOrEqual(4);
});

test("a rebuild gives the same tables, to the byte", () => {
  const target = join(books.folder, "rebuilt.db");
  rebuildJournal(books.journal.file, target);
  expect(compareJournals(books.journal.file, target).filter((each) => !each.equal)).toEqual([]);
});

const hledger = spawnSync("hledger", ["--version"]).status === 0;
test.skipIf(!hledger)("hledger comes to the same deposits held", async () => {
  const six = await cylinders(shop, "Six for hledger");
  await shop.must("sale.post", sale(six, { as: "deposit", deposit: 250_000 }));
  const { base64 } = await shop.must("export.journal", {
    format: "hledger",
    from: day,
    to: day,
  } as never);
  const file = join(books.folder, "books.journal");
  writeFileSync(file, Buffer.from(base64, "base64"));
  const said = spawnSync("hledger", ["-f", file, "bal", "2210|2220", "-N", "--layout=bare"], {
    encoding: "utf8",
  });
  expect(said.status, said.stderr).toBe(0);
  // One line an account: its balance first.
  const sums = said.stdout.split("\n").flatMap((each) => /^\s*(-?[\d,.]+)/.exec(each)?.[1] ?? []);
  const total = sums.reduce((all, each) => all + Number(each.replaceAll(",", "")), 0);
  const { held: rows } = await shop.must("deposit.list", {});
  const recorded = rows.reduce((all, row) => all + row.recorded, 0);
  expect(recorded).toBeGreaterThanOrEqual(250_000);
  expect(Math.round(total * 100)).toBe(-recorded);
});
