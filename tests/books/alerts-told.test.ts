import { afterEach, beforeEach, expect, test } from "vitest";
import {
  saveConfirmed,
  saveContact,
  saveIncident,
  saveLink,
  saveNotice,
} from "#main/journal/device/link.ts";
import { USUAL_ALERTS } from "#shared/businesses/alert-limits.ts";
import { instant } from "#shared/kernel/date.ts";
import { alertWords } from "../../src/renderer/office/alerts/alert-words.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

/** Every worry that other files do not bring about: each told where there is reason, and only there. */

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => shop.close());

const RETAIL = "RETAIL";
const texts = async (kind: string) =>
  (await shop.must("alert.list", {})).alerts
    .filter((each) => each.kind === kind)
    .map((each) => alertWords(each).text);
const open = (business = RETAIL) =>
  shop.must("shift.open", { business, day, counts: {}, fromSafe: 0 });
const item = (sku: string) => shop.items.get(sku) ?? "";
const bank = { business: RETAIL, account: 1170, party: null };
const transit = { business: RETAIL, account: 1190, party: null };
const capital = (amount: number) =>
  shop.must("entry.capital", { day, direction: "in", place: bank, amount, memo: "" });

/** So many pieces of soap at KES 185 on account. */
async function owe(customer: string, pieces: number) {
  await shop.must("sale.post", {
    business: RETAIL,
    customer,
    lines: [{ item: item("H-SOAP"), quantity: pieces * 1000, unitPrice: 18_500 }],
    tenders: [{ kind: "account", amount: pieces * 18_500 }],
  });
}

const customers = async (names: readonly string[], creditLimit: number) =>
  Promise.all(names.map((name) => shop.must("customer.save", { name, creditLimit })));

test("an item at its reorder level is low, and above it is not", async () => {
  shop.close();
  shop = openShop({ sampleItems: false });
  const { id } = await shop.must("catalog.saveItem", {
    business: RETAIL,
    name: "Soap",
    kind: "goods",
    unit: "piece",
    tax: "A",
    price: 18_500,
  });
  const low = async (reorderAt: number) => {
    const kept = {
      business: RETAIL,
      name: "Soap",
      kind: "goods",
      unit: "piece",
      tax: "A",
    } as const;
    await shop.must("catalog.saveItem", { ...kept, id, price: null, reorderAt });
    return texts("stock.low");
  };
  expect(await texts("stock.low")).toEqual([]);
  const came = { item: id, quantity: 5000, cost: 50_000 };
  await shop.must("stock.receive", {
    business: RETAIL,
    day,
    supplier: null,
    opening: true,
    lines: [came],
  });
  expect(await low(4999)).toEqual([]);
  expect(await low(5000)).toEqual(["One item at or below the reorder level."]);
});

test("an item sold beyond what is there is told until more of it comes, and the last one is not", async () => {
  await open();
  const [asha] = await customers(["Asha"], 1_000_000);
  const receive = (pieces: number) =>
    shop.must("stock.receive", {
      business: RETAIL,
      day,
      supplier: null,
      opening: true,
      lines: [{ item: item("H-SOAP"), quantity: pieces * 1000, cost: pieces * 10_000 }],
    });
  await receive(5);
  await owe(asha?.id ?? "", 5);
  expect(await texts("stock.oversold")).toEqual([]);
  await owe(asha?.id ?? "", 1);
  expect(await texts("stock.oversold")).toEqual(["One item sold beyond what is there."]);
  await receive(1);
  expect(await texts("stock.oversold")).toEqual([]);
});

test("facts the centre did not confirm are told after the hours, and confirming ends it", async () => {
  await capital(100_000);
  shop.clock("2026-11-25T07:00:00.000Z");
  expect(await texts("facts.unconfirmed")).toEqual([]);
  const { journal } = shop;
  journal.onDevice((book) =>
    saveLink(book, { till: "R1", kind: "office", scope: "*", books: null, generation: null }),
  );
  expect(await texts("facts.unconfirmed")).toEqual([
    `${shop.facts()} facts of this till are not at the centre, for more than 24 hours.`,
  ]);
  await shop.must("business.setAlerts", {
    business: RETAIL,
    ...USUAL_ALERTS,
    unconfirmedHours: 200,
    licences: [],
  });
  // They wait together, whichever business they are of: the shortest limit holds.
  expect(await texts("facts.unconfirmed")).toHaveLength(1);
  const heads = journal.book.all<{ id: string; head: number }>(
    "SELECT e.id, max(f.position) AS head FROM fact f JOIN epoch e ON e.no = f.epoch GROUP BY 1",
  );
  journal.onDevice((book) => {
    for (const { id, head } of heads) saveConfirmed(book, id, head);
  });
  expect(await texts("facts.unconfirmed")).toEqual([]);
});

test("what the centre holds back is told, but for what waits for word about a copy", async () => {
  const ids = shop.journal.book.all<{ id: string }>("SELECT id FROM fact ORDER BY seq LIMIT 3");
  const [one = "", two = "", three = ""] = ids.map(({ id }) => id);
  const note = (fact: string, kind: "waiting" | "quarantined" | "late", detail: string) =>
    shop.journal.onDevice((book) => saveNotice(book, fact, kind, detail));
  note(one, "late", day);
  note(two, "waiting", "fork: two copies of this till are alive");
  expect(await texts("facts.held")).toEqual([]);
  note(three, "quarantined", "scope: WATER is not of this till");
  expect(await texts("facts.held")).toEqual([
    "The centre has one act of this till and does not count it yet.",
  ]);
  // The same one fact, said of twice.
  note(three, "waiting", "missing: an account");
  note(one, "waiting", "missing: an account");
  expect(await texts("facts.held")).toEqual([
    "The centre has 2 acts of this till and does not count them yet.",
  ]);
});

test("a till that heard nothing for long says so, unless what it could not send says it already", async () => {
  const { journal } = shop;
  journal.onDevice((book) => {
    saveLink(book, { till: "R1", kind: "office", scope: "*", books: null, generation: null });
    saveContact(book, instant("2026-11-20T07:00:00.000Z"));
  });
  const confirm = () =>
    journal.onDevice((book) => {
      const rows = book.all<{ id: string; head: number }>(
        "SELECT e.id, max(f.position) AS head FROM fact f JOIN epoch e ON e.no = f.epoch GROUP BY 1",
      );
      for (const { id, head } of rows) saveConfirmed(book, id, head);
    });
  confirm();
  shop.clock("2026-11-21T06:00:00.000Z");
  expect(await texts("till.quiet")).toEqual([]);
  shop.clock("2026-11-21T08:00:00.000Z");
  expect(await texts("till.quiet")).toEqual([
    "This till has not reached the centre since 20 Nov 2026, 10:00, for more than 24 hours.",
  ]);
  await capital(100_000);
  shop.clock("2026-11-22T09:00:00.000Z");
  expect(await texts("facts.unconfirmed")).toHaveLength(1);
  expect(await texts("till.quiet")).toEqual([]);
});

test("a copy or a disk that went back is told at the till too, until the office decided", async () => {
  const { journal } = shop;
  journal.onDevice((book) =>
    saveLink(book, { till: "R1", kind: "till", scope: "*", books: null, generation: null }),
  );
  expect(await texts("till.incident")).toEqual([]);
  for (const [incident, words] of [
    ["fork", "There are two copies of this till."],
    ["rollback", "This till was put back to an earlier state."],
    ["conflict", "One number of this till stands for two different acts."],
  ] as const) {
    journal.onDevice((book) => saveIncident(book, incident));
    expect(await texts("till.incident")).toEqual([expect.stringContaining(words)]);
  }
  journal.onDevice((book) => saveIncident(book, null));
  expect(await texts("till.incident")).toEqual([]);
});

test("facts of others that cannot be read here are told until they are taken in", async () => {
  expect(await texts("facts.waiting")).toEqual([]);
  const bytes = Buffer.from("not a fact");
  const epoch = "018f0000-0000-7000-8000-00000000e001";
  const other = { till: "R2", epoch, position: 1, ingest: 1, bytes, chain: Buffer.alloc(32) };
  const opening = {
    epoch,
    till: "R2",
    parent: null,
    parentPosition: null,
    parentHash: null,
    openedAt: "2026-11-20T07:00:00.000Z",
  };
  shop.journal.takeIn([{ ...other, postedOn: null }], [opening], () => undefined);
  expect(await texts("facts.waiting")).toEqual([
    "One fact of another till cannot be read by this program yet.",
  ]);
});

test("a drawer that was counted short, or over, is told for seven days", async () => {
  const close = async (counts: Record<string, number>) => {
    const { shift } = await open();
    await shop.must("sale.post", {
      business: RETAIL,
      lines: [{ item: item("H-SOAP"), quantity: 1000, unitPrice: 18_500 }],
      tenders: [{ kind: "cash", tendered: 20_000 }],
    });
    const none = { note: "counted twice", mpesaCounted: null, leaveInDrawer: 0 };
    await shop.must("shift.close", { shift: shift.id, counts, ...none });
  };
  await close({ "100": 1, "50": 1, "20": 1, "10": 1, "5": 1 });
  expect(await texts("shift.variance")).toEqual([]);
  await close({ "100": 1, "50": 1, "20": 1, "10": 1 });
  await close({ "200": 1 });
  expect(await texts("shift.variance")).toEqual([
    "Retail: the drawer was KES 5.00 short on 20 Nov 2026.",
    "Retail: the drawer was KES 15.00 over on 20 Nov 2026.",
  ]);
  shop.clock("2026-11-27T07:00:00.000Z");
  expect(await texts("shift.variance")).toHaveLength(2);
  shop.clock("2026-11-28T07:00:00.000Z");
  expect(await texts("shift.variance")).toEqual([]);
});

test("a bank below zero, and money on its way, are told until they are put right", async () => {
  await capital(100_000);
  expect(await texts("money.below")).toEqual([]);
  expect(await texts("money.transit")).toEqual([]);
  const move = (from: typeof bank, to: typeof bank, amount: number) =>
    shop.must("entry.transfer", { day, from, to, amount, memo: "" });
  await move(bank, transit, 40_000);
  expect(await texts("money.transit")).toHaveLength(1);
  expect((await texts("money.transit"))[0]).toMatch(/^KES 400\.00 is on its way: /);
  await move(transit, bank, 40_000);
  expect(await texts("money.transit")).toEqual([]);
  await move(bank, transit, 100_001);
  expect((await texts("money.below"))[0]).toMatch(/ is below zero by KES 0\.01\.$/);
  await capital(1);
  expect(await texts("money.below")).toEqual([]);
});

test("three customers are named, more of them counted: over their limit, and late", async () => {
  await open();
  const some = await customers(["Auma", "Barasa", "Chebet", "Dida"], 20_000);
  for (const { id } of some.slice(0, 3)) await owe(id, 2);
  expect(await texts("customers.over")).toEqual([]);
  expect(await texts("customer.over")).toHaveLength(3);
  // The fourth keeps within the limit.
  await owe(some[3]?.id ?? "", 1);
  expect(await texts("customers.over")).toEqual([]);
  await owe(some[3]?.id ?? "", 1);
  expect(await texts("customers.over")).toEqual(["4 customers owe more than their limit."]);
  expect(await texts("customer.over")).toEqual([]);
  shop.clock("2026-12-20T07:00:00.000Z");
  expect(await texts("customers.late")).toEqual([]);
  shop.clock("2026-12-21T07:00:00.000Z");
  expect(await texts("customers.late")).toEqual([
    "4 customers owe KES 1,480.00 for more than 30 days.",
  ]);
  await shop.must("customer.pay", {
    business: RETAIL,
    customer: some[0]?.id ?? "",
    payment: { kind: "cash", amount: 37_000 },
  });
  expect(await texts("customers.late")).toEqual([]);
  expect(await texts("customer.late")).toHaveLength(3);
});

test("work is told by how long it waits, unfetched or unpaid, from thirty days on", async () => {
  await open("LAUNDRY");
  const [{ id: who } = { id: "" }] = await customers(["Otis"], 0);
  const shirt = { item: item("L-SHIRT"), quantity: 1000, unitPrice: 10_000, pieces: 1 };
  const take = async () => {
    const asked = { business: "LAUNDRY", customer: who, lines: [shirt] };
    const { job } = await shop.must("job.receive", asked);
    await shop.must("job.move", { job, to: "ready" });
    return job;
  };
  const first = await take();
  const owed = await take();
  await shop.must("job.collect", { job: owed });
  shop.clock("2026-12-19T07:00:00.000Z");
  await take();
  await take();
  expect(await texts("job.unclaimed")).toEqual([]);
  expect(await texts("job.unpaid")).toEqual([]);
  shop.clock("2026-12-20T07:00:00.000Z");
  expect(await texts("job.unclaimed")).toEqual([
    "One job ready and not fetched for long: 1 for 30 days or more; KES 100.00 is due.",
  ]);
  expect(await texts("job.unpaid")).toEqual([
    "One job fetched and still owed: 1 for 30 days or more; KES 100.00 is due.",
  ]);
  shop.clock("2027-02-18T07:00:00.000Z");
  expect(await texts("job.unclaimed")).toEqual([
    "3 jobs ready and not fetched for long: 1 for 90 days or more, 2 for 60 days or more; KES 300.00 is due.",
  ]);
  await shop.must("job.pay", {
    job: owed,
    amount: 10_000,
    tenders: [{ kind: "cash", tendered: 10_000 }],
  });
  expect(await texts("job.unpaid")).toEqual([]);
  await shop.must("job.collect", {
    job: first,
    amount: 10_000,
    tenders: [{ kind: "cash", tendered: 10_000 }],
  });
  expect(await texts("job.unclaimed")).toEqual([
    "2 jobs ready and not fetched for long: 2 for 60 days or more; KES 200.00 is due.",
  ]);
});
