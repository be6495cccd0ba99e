import * as fc from "fast-check";
import { afterAll, afterEach, expect, test } from "vitest";
import { nairobiDay } from "#shared/kernel/date.ts";
import { centres } from "../central/centre.ts";
import { command, itemOf, problems, receive, refusalOf } from "../journal/shop.ts";
import { connect, joined, officeWithBooks, shutAll, type Device } from "./devices.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

/** What a device holds of a business: each shelf, its layers, and every account. */
function booksOf(device: Device, business: string): unknown {
  const { book } = device.journal;
  return {
    shelves: book.all(
      "SELECT item, quantity, cost FROM stock_level WHERE business = ? ORDER BY item",
      business,
    ),
    layers: book.all(
      "SELECT id, item, quantity, cost FROM layer WHERE business = ? ORDER BY id",
      business,
    ),
    accounts: book.all(
      `SELECT account, party, sum(debit - credit) AS balance FROM line WHERE business = ?
       GROUP BY account, party HAVING balance <> 0 ORDER BY account, party`,
      business,
    ),
  };
}

async function chain() {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  const shop = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
  const plant = await joined(await centre.enrol("W1", "till", ["WATER"]));
  const both = await joined(await centre.enrol("B1", "till", ["RETAIL", "WATER"]));
  const exchanged = async (): Promise<void> => {
    for (const device of [office, shop, plant, both]) await device.exchange();
  };
  /** Each till reads as the office in what it serves, holds nothing else, and the centre agrees. */
  const agreed = async (): Promise<void> => {
    for (const [device, businesses] of [
      [office, ["RETAIL", "WATER"]],
      [shop, ["RETAIL"]],
      [plant, ["WATER"]],
      [both, ["RETAIL", "WATER"]],
    ] as const) {
      for (const business of businesses) {
        expect(booksOf(device, business), `${business} at ${device.folder}`).toEqual(
          booksOf(office, business),
        );
      }
      expect(problems(device)).toEqual([]);
      const held = device.journal.book.all<{ business: string }>(
        "SELECT DISTINCT business FROM line ORDER BY business",
      );
      if (device !== office) expect(held.map((row) => row.business)).toEqual(businesses);
    }
    const central = await centre.rows<{ business: string; account: number; balance: string }>(
      `SELECT business, account, sum(debit - credit)::text AS balance FROM ledger.line
       GROUP BY business, account HAVING sum(debit - credit) <> 0 ORDER BY business, account`,
    );
    expect(central.map((row) => ({ ...row, balance: Number(row.balance) }))).toEqual(
      office.journal.book.all(
        `SELECT business, account, sum(debit - credit) AS balance FROM line
         GROUP BY business, account HAVING balance <> 0 ORDER BY business, account`,
      ),
    );
  };
  return { centre, office, shop, plant, both, exchanged, agreed };
}

test("goods moved between two businesses reach the tills of each", async () => {
  const { office, shop, plant, exchanged, agreed } = await chain();
  const sugar = itemOf(office, "G-SUGAR").id;
  const cap = itemOf(office, "W-CAP").id;
  receive(office, "G-SUGAR", 10_000, 90_00);
  receive(office, "W-CAP", 6000, 7_00);
  const day = nairobiDay(office.clock.now());
  const move = (from: string, item: string, to: string, into: string, quantity: number) =>
    office.did("stock.transfer", {
      command: command(),
      day,
      from: { business: from },
      to: { business: to },
      lines: [{ item, into, quantity }],
      memo: "",
    });
  await move("RETAIL", sugar, "WATER", cap, 3000);
  await move("WATER", cap, "RETAIL", sugar, 1000);
  await exchanged();
  await agreed();
  const shelf = (device: Device, item: string) =>
    device.journal.book.get("SELECT quantity FROM stock_level WHERE item = ?", item);
  expect(shelf(shop, sugar)).toEqual({ quantity: 8000 });
  expect(shelf(shop, cap)).toBeUndefined();
  expect(shelf(plant, cap)).toEqual({ quantity: 8000 });
}, 60_000);

const CASH = { RETAIL: 1130, WATER: 1110 } as const;
const MPESA = { RETAIL: 1160, WATER: 1140 } as const;
const ITEM = { RETAIL: "G-SUGAR", WATER: "W-CAP" } as const;
const OTHER = { RETAIL: "WATER", WATER: "RETAIL" } as const;

type Business = keyof typeof OTHER;

/**
 * Everything that the office may do for one business with the money of another, once: each act's
 * entry here, in the order in which they are done.
 */
async function paidByAnother(office: Device, to: Business, amount: number): Promise<number[]> {
  const day = nairobiDay(office.clock.now());
  const from = OTHER[to];
  const safe = { paidFrom: CASH[from], party: "SAFE" };
  const phone = { paidFrom: MPESA[from], party: null };
  const { id: supplier } = await office.did("supplier.save", {
    command: command(),
    id: null,
    name: `Supplier of ${to}`,
  });
  const goods = { business: to, day, supplier };
  const lines = [{ item: itemOf(office, ITEM[to]).id, quantity: 5000, cost: amount, tax: 16 }];
  const entries = [
    await office.did("entry.transfer", {
      command: command(),
      day,
      from: { business: from, account: CASH[from], party: "SAFE" },
      to: { business: to, account: 1170, party: null },
      amount,
      fee: 30,
      memo: "",
    }),
    await office.did("entry.expense", {
      command: command(),
      day,
      account: 5200,
      shares: [
        { business: to, amount },
        { business: "LAUNDRY", amount: 2 * amount + 1 },
        { business: from, amount: 7 },
      ],
      ...phone,
      fee: 31,
      tax: 17,
      memo: "Rent of all",
    }),
    await office.did("entry.expense", {
      command: command(),
      day,
      account: 5300,
      shares: [{ business: to, amount }],
      ...safe,
      memo: "",
    }),
    await office.did("stock.receive", { command: command(), ...goods, lines, ...safe }),
  ];
  await office.did("stock.receive", { command: command(), ...goods, lines });
  entries.push(
    await office.did("supplier.pay", { command: command(), ...goods, amount, fee: 9, ...phone }),
  );
  const { layers } = await office.did("stock.fromSupplier", { business: to, supplier });
  entries.push(
    await office.did("stock.sendBack", {
      command: command(),
      ...goods,
      lines: [{ layer: layers[0]?.layer ?? "", quantity: 2000 }],
      paidInto: MPESA[from],
      party: null,
    }),
    await office.did("entry.manual", {
      command: command(),
      day,
      memo: "What one owes the other",
      lines: [
        { business: from, account: 1900, debit: amount },
        { business: from, account: 4920, credit: amount },
        { business: to, account: 5850, debit: amount },
        { business: to, account: 1900, credit: amount },
      ],
    }),
    await office.did("entry.manual", {
      command: command(),
      day,
      memo: "Two corrections in one",
      lines: [
        { business: to, account: 5850, debit: 3 },
        { business: to, account: 2310, credit: 3 },
        { business: from, account: 1370, debit: amount },
        { business: from, account: 2310, credit: amount },
      ],
    }),
  );
  const type = office.journal.book.get<{ id: string }>(
    `SELECT id FROM returnable_type WHERE business = ? AND kind = 'cylinder' ORDER BY id`,
    to,
  );
  if (type === undefined) return entries.map(({ entry }) => entry);
  for (const form of ["acquired", "returned"] as const) {
    entries.push(
      await office.did("returnable.move", {
        command: command(),
        business: to,
        day,
        form,
        place: "empty",
        moves: [{ type: type.id, count: 2 }],
        paid: { amount, account: CASH[from], party: "SAFE" },
      }),
    );
  }
  return entries.map(({ entry }) => entry);
}

/** Whatever part of an act is asked for: its leading entry, or that of another business. */
function partsOf(device: Device, entry: number): number[] {
  return device.journal.book
    .all<{ seq: number }>(
      `SELECT e.seq FROM entry e JOIN fact lead ON lead.seq = ?
       WHERE e.seq = lead.seq OR e.part_of = lead.id ORDER BY e.seq`,
      entry,
    )
    .map(({ seq }) => seq);
}

test("money between two businesses reaches the tills of each, and so does its reversal", async () => {
  const { office, exchanged, agreed } = await chain();
  const amounts = fc.integer({ min: 1000, max: 9_000_000 });
  await fc.assert(
    fc.asyncProperty(amounts, fc.nat(2), async (amount, at) => {
      const entries = [
        ...(await paidByAnother(office, "WATER", amount)),
        ...(await paidByAnother(office, "RETAIL", amount)),
      ];
      await exchanged();
      await agreed();
      const day = nairobiDay(office.clock.now());
      for (const entry of entries) {
        const parts = partsOf(office, entry);
        expect(parts.length, `entry ${entry}`).toBeGreaterThan(1);
        const told = await office.did("report.entry", { entry: parts[at % parts.length] ?? 0 });
        expect(told).toMatchObject({ whole: true });
        if (!told.reversible) continue;
        const undone = { entry: told.entry, day, reason: "Another way" };
        const mirror = await office.did("entry.reverse", { command: command(), ...undone });
        expect(partsOf(office, mirror.entry)).toHaveLength(parts.length);
        for (const part of parts) {
          const again = { command: command(), ...undone, entry: part };
          expect(refusalOf(await office.call("entry.reverse", again))).toEqual({
            code: "entry.already_reversed",
          });
        }
      }
      await exchanged();
      await agreed();
    }),
    { numRuns: 2 },
  );
}, 120_000);

test("an act of two businesses is one act to whoever sees both, and reversed only there", async () => {
  const { office, shop, both, exchanged, agreed } = await chain();
  const day = nairobiDay(office.clock.now());
  const { entry, id } = await office.did("entry.transfer", {
    command: command(),
    day,
    from: { business: "RETAIL", account: 1130, party: "SAFE" },
    to: { business: "WATER", account: 1170, party: null },
    amount: 5000,
    memo: "Lent",
  });
  await exchanged();
  const window = { from: day, to: day, text: "Lent" };
  const listed = await office.did("report.journal", { ...window, business: null });
  expect(listed.entries).toMatchObject([
    { entry, businesses: ["RETAIL", "WATER"], amount: 10_000 },
  ]);
  const ofWater = await office.did("report.journal", { ...window, business: "WATER" });
  expect(ofWater.entries).toMatchObject([{ businesses: ["WATER"], amount: 5000 }]);
  const audit = { kind: "entry.", text: "Lent" };
  const { rows } = await office.did("audit.list", { ...audit, business: null });
  expect(rows).toMatchObject([{ id, business: "RETAIL", others: ["WATER"] }]);
  const theirs = await office.did("audit.list", { ...audit, business: "WATER" });
  expect(theirs.rows).toMatchObject([{ business: "WATER", others: [] }]);
  const half = ofWater.entries[0]?.entry ?? 0;
  const told = await office.did("report.entry", { entry: half });
  expect(told).toMatchObject({ entry: half, others: [entry], whole: true, reversible: true });
  expect(told.lines.map(({ business, account }) => [business, account])).toEqual([
    ["RETAIL", 1900],
    ["RETAIL", 1130],
    ["WATER", 1170],
    ["WATER", 1900],
  ]);

  // The shop's till has its half, and says that there is more.
  const [here] = (await shop.did("report.journal", { ...window, business: null })).entries;
  expect(here).toMatchObject({ businesses: ["RETAIL"], amount: 5000 });
  const atShop = await shop.did("report.entry", { entry: here?.entry ?? 0 });
  expect(atShop).toMatchObject({ others: [], whole: false, reversible: false });
  const undo = { command: command(), day, reason: "A mistake" };
  const refused = await shop.call("entry.reverse", { ...undo, entry: atShop.entry });
  expect(refusalOf(refused)).toEqual({ code: "entry.not_whole" });
  const [there] = (await both.did("report.journal", { ...window, business: null })).entries;
  await both.did("entry.reverse", { ...undo, entry: there?.entry ?? 0 });
  await both.exchange();
  await exchanged();
  await agreed();
  const money = (device: Device) =>
    device.journal.book.get(
      "SELECT sum(debit - credit) AS left FROM line WHERE account IN (1130, 1170, 1900)",
    );
  for (const device of [office, shop, both]) expect(money(device)).toEqual({ left: 0 });
}, 60_000);

test("a merging moves the credit of each business at the tills that serve it", async () => {
  const { office, shop, plant, exchanged, agreed } = await chain();
  const day = nairobiDay(office.clock.now());
  const save = async (name: string) =>
    (await office.did("customer.save", { command: command(), name, creditLimit: 0 })).id;
  const [from, into] = [await save("Njeri"), await save("Njeri K.")];
  const held = { RETAIL: 40_000, WATER: 1500 } as const;
  for (const business of ["RETAIL", "WATER"] as const) {
    await office.did("entry.manual", {
      command: command(),
      day,
      memo: "Credit",
      lines: [
        { business, account: 1170, debit: held[business] },
        { business, account: 2240, credit: held[business], party: from },
      ],
    });
  }
  await exchanged();
  const merge = { command: command(), from, into, reason: "One phone" };
  await office.did("customer.merge", merge);
  const facts = office.journal.book.get("SELECT max(seq) AS seq FROM fact");
  await office.did("customer.merge", merge);
  expect(office.journal.book.get("SELECT max(seq) AS seq FROM fact")).toEqual(facts);
  await exchanged();
  await agreed();
  const credit = async (device: Device, business: Business) =>
    (await device.did("customer.open", { business, customer: into })).credit;
  expect(await credit(shop, "RETAIL")).toBe(40_000);
  expect(await credit(plant, "WATER")).toBe(1500);
  // In the audit log it is one act.
  const { rows } = await office.did("audit.list", { business: null, text: "Njeri" });
  expect(rows.map(({ kind, others }) => [kind, others])).toEqual([
    ["customer.merged", ["RETAIL", "WATER"]],
    ["customer.saved", []],
    ["customer.saved", []],
  ]);
}, 60_000);
