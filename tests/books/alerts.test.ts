import { afterEach, beforeEach, expect, test } from "vitest";
import { USUAL_ALERTS } from "#shared/businesses/alert-limits.ts";
import type { AlertLimits, Licence } from "#shared/facts/master.ts";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { alertWords } from "../../src/renderer/office/alerts/alert-words.ts";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { openShop, TODAY as day, type Shop } from "./fixture.ts";

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
const set = (change: Partial<AlertLimits>, licences: Licence[] = [], business = RETAIL) =>
  shop.must("business.setAlerts", { business, ...USUAL_ALERTS, ...change, licences });
const open = (business = RETAIL) =>
  shop.must("shift.open", { business, day, counts: {}, fromSafe: 0 });

/** Sold on account for KES 190, to somebody who may owe that. */
async function owing(name: string) {
  const { id } = await shop.must("customer.save", { name, creditLimit: 1_000_000 });
  await shop.must("sale.post", {
    business: RETAIL,
    customer: id,
    lines: [{ item: shop.items.get("H-SOAP") ?? "", quantity: 1000, unitPrice: 18_500 }],
    tenders: [{ kind: "account", amount: 18_500 }],
  });
  return id;
}

test("a debt is told after the owner's days, and paying ends it", async () => {
  await open();
  const customer = await owing("Mkopo");
  shop.clock("2026-12-20T07:00:00.000Z");
  expect(await texts("customer.late")).toEqual([]);
  shop.clock("2026-12-21T07:00:00.000Z");
  expect(await texts("customer.late")).toEqual(["Mkopo owes KES 185.00 for more than 30 days."]);
  await set({ debtDays: 60 });
  expect(await texts("customer.late")).toEqual([]);
  await set({ debtDays: 7 });
  expect(await texts("customer.late")).toHaveLength(1);
  await shop.must("customer.pay", {
    business: RETAIL,
    customer,
    payment: { kind: "cash", amount: 18_500 },
  });
  expect(await texts("customer.late")).toEqual([]);
});

test("late is what the customer's documents say: paid, paid for a later one, reversed, merged", async () => {
  const started = await open();
  const again = async (customer: string) =>
    shop.must("sale.post", {
      business: RETAIL,
      customer,
      lines: [{ item: shop.items.get("H-SOAP") ?? "", quantity: 1000, unitPrice: 18_500 }],
      tenders: [{ kind: "account", amount: 18_500 }],
    });
  const pay = (customer: string, amount: number, first: string[] = []) =>
    shop.must("customer.pay", {
      business: RETAIL,
      customer,
      first,
      payment: { kind: "mpesa", amount, code: `TK${String((code += 1)).padStart(8, "0")}` },
    });
  let code = 0;
  const people: string[] = [];
  for (const name of ["Never paid", "Old part", "New part", "Undone", "Merged", "Kept"]) {
    people.push(await owing(name));
  }
  const [, old = "", later = "", undone = "", merged = "", kept = ""] = people;
  shop.clock("2026-12-10T07:00:00.000Z");
  const counted = { counts: {}, note: "", mpesaCounted: null, leaveInDrawer: 0 };
  await shop.must("shift.close", { shift: started.shift.id, ...counted });
  await shop.must("shift.open", { business: RETAIL, day: "2026-12-10", counts: {}, fromSafe: 0 });
  for (const each of people) await again(each);
  await pay(old, 10_000);
  const { open: documents } = await shop.must("customer.statement", { customer: later });
  await pay(later, 18_500, [documents.at(-1)?.id ?? ""]);
  const { entry } = await pay(undone, 18_500);
  await shop.must("entry.reverse", { entry, day: "2026-12-10", reason: "It never came" });
  await pay(kept, 18_500);
  await shop.must("customer.merge", { from: merged, into: kept });
  shop.clock("2026-12-22T07:00:00.000Z");
  let said = 0;
  for (const each of people.filter((id) => id !== merged)) {
    const statement = await shop.must("customer.statement", { customer: each });
    said += statement.open
      .filter((document) => document.day < "2026-11-30")
      .reduce((all, document) => all + document.open, 0);
  }
  // By hand: 185; 85 is left; 185, for the later one was paid; 185; one of the two was paid.
  expect(said).toBe(18_500 + 8_500 + 18_500 + 18_500 + 18_500);
  const { alerts } = await shop.must("alert.list", {});
  expect(alerts.find((each) => each.kind === "customers.late")).toMatchObject({
    count: 5,
    amount: said,
  });
});

test("too much in a drawer is told until it goes to the safe", async () => {
  await open();
  const soap = { item: shop.items.get("H-SOAP") ?? "", quantity: 10_000, unitPrice: 18_500 };
  const tenders = [{ kind: "cash" as const, tendered: 185_000 }];
  await shop.must("sale.post", { business: RETAIL, lines: [soap], tenders });
  expect(await texts("cash.above")).toEqual([]);
  await set({ drawerCash: cents(185_000) });
  expect(await texts("cash.above")).toEqual([]);
  await set({ drawerCash: cents(184_900) });
  expect(await texts("cash.above")).toEqual(["Retail: the drawer of till R1 holds KES 1,850.00."]);
  // The limit of one business is not another's.
  await set({ drawerCash: null });
  await set({ drawerCash: cents(100) }, [], "WATER");
  expect(await texts("cash.above")).toEqual([]);
});

test("a shift is told when it was open for so many hours, and closing ends it", async () => {
  const { shift } = await open();
  shop.clock("2026-11-20T22:59:00.000Z");
  expect(await texts("shift.open")).toEqual([]);
  shop.clock("2026-11-20T23:01:00.000Z");
  expect(await texts("shift.open")).toHaveLength(1);
  await set({ shiftHours: 24 });
  expect(await texts("shift.open")).toEqual([]);
  shop.clock("2026-11-21T07:10:00.000Z");
  expect(await texts("shift.open")).toEqual([
    "Retail: the shift of 20 Nov 2026 at till R1 is still open.",
  ]);
  const counted = { counts: {}, note: "", mpesaCounted: null, leaveInDrawer: 0 };
  await shop.must("shift.close", { shift: shift.id, ...counted });
  expect(await texts("shift.open")).toEqual([]);
});

test("a licence is told before it ends, and a new day ends that", async () => {
  const licence = (until: string): Licence => {
    const on = businessDay(until);
    if (on === undefined) throw new Error("a day");
    return { name: "LPG retail licence", until: on };
  };
  await set({}, [licence("2026-12-21")]);
  expect(await texts("licence.ends")).toEqual([]);
  await set({}, [licence("2026-12-20")]);
  expect(await texts("licence.ends")).toEqual(["Retail: LPG retail licence ends on 20 Dec 2026."]);
  shop.clock("2026-12-21T07:00:00.000Z");
  const { alerts } = await shop.must("alert.list", {});
  expect(alerts.find((each) => each.kind === "licence.ends")).toMatchObject({
    severity: "alarm",
    past: true,
    link: "businesses?b=RETAIL",
  });
  await set({}, [licence("2027-12-20")]);
  expect(await texts("licence.ends")).toEqual([]);
  const { changes } = await shop.must("business.rules", { business: RETAIL });
  expect(changes[0]?.changes).toEqual([
    { field: "licences.LPG retail licence", before: "2026-12-20", after: "2027-12-20" },
  ]);
});

test("a cylinder's test and a claimed code keep the days of their business", async () => {
  const { id: type } = await shop.must("returnable.saveType", {
    business: RETAIL,
    kind: "cylinder",
    name: "Hotel 35 kg",
    brand: "K-Gas",
    size: 35_000,
    serialised: true,
    content: shop.items.get("GAS-KG") ?? "",
    deposit: 900_000,
  });
  await shop.must("returnable.move", {
    business: RETAIL,
    day,
    form: "opening",
    place: "full",
    moves: [{ type, count: 1, serials: ["KG-1"] }],
  });
  const testDue = "2026-12-20";
  await shop.must("returnable.saveCylinder", { serial: "KG-1", type, testDue });
  expect(await texts("cylinder.test")).toEqual(["One cylinder due for a test within 30 days."]);
  await set({ testDays: 29 });
  expect(await texts("cylinder.test")).toEqual([]);
  await open();
  await shop.must("sale.post", {
    business: RETAIL,
    lines: [{ item: shop.items.get("H-SOAP") ?? "", quantity: 1000, unitPrice: 18_500 }],
    tenders: [{ kind: "mpesa", amount: 18_500, code: "QKA1B2C3D4" }],
  });
  await set({ claimedDays: 1 });
  expect(await texts("mpesa.claimed")).toEqual([]);
  shop.clock("2026-11-21T07:00:00.000Z");
  expect(await texts("mpesa.claimed")).toHaveLength(1);
  await set({ claimedDays: 3 });
  expect(await texts("mpesa.claimed")).toEqual([]);
});

test("what is set aside for long is told until it is decided; the oldest of what is counted leaves first", async () => {
  const kind = { business: RETAIL, kind: "cylinder", content: shop.items.get("GAS-KG") ?? "" };
  const named = { brand: "Pro Gas", size: 6000, deposit: 250_000 };
  const save = async (name: string, serialised: boolean) =>
    (await shop.must("returnable.saveType", { ...kind, ...named, name, serialised } as never)).id;
  const [serial, counted] = [await save("By serial", true), await save("By number", false)];
  const move = (form: "opening" | "quarantine" | "release", many: number, serials: string[]) =>
    shop.must("returnable.move", {
      business: RETAIL,
      day,
      form,
      place: "full",
      moves: [
        ...(many > 0 ? [{ type: counted, count: many }] : []),
        ...(serials.length > 0 ? [{ type: serial, count: serials.length, serials }] : []),
      ],
      ...(form === "quarantine" ? { reason: "Leaks" } : {}),
    });
  await set({ asideDays: 7 });
  await move("opening", 9, ["Q-1", "Q-2"]);
  await move("quarantine", 2, ["Q-1"]);
  shop.clock("2026-11-25T07:00:00.000Z");
  await move("quarantine", 3, ["Q-2"]);
  expect(await texts("cylinder.aside")).toEqual([]);
  shop.clock("2026-11-29T07:00:01.000Z");
  expect(await texts("cylinder.aside")).toEqual([
    "3 cylinders are set aside for more than 7 days.",
  ]);
  await move("release", 1, ["Q-1"]);
  expect(await texts("cylinder.aside")).toEqual([
    "One cylinder is set aside for more than 7 days.",
  ]);
  await move("release", 1, []);
  expect(await texts("cylinder.aside")).toEqual([]);
  await set({ asideDays: 3 });
  expect(await texts("cylinder.aside")).toEqual([
    "4 cylinders are set aside for more than 3 days.",
  ]);
});

test("limits are the owner's to set, and a rebuild keeps them", async () => {
  const asked = { business: RETAIL, ...USUAL_ALERTS, licences: [] };
  expect(await shop.refused("business.setAlerts", asked, "cashier")).toMatchObject({
    code: "permission.denied",
  });
  expect(await shop.refused("business.setAlerts", { ...asked, shiftHours: 0 })).toMatchObject({
    code: "request.invalid",
  });
  await set({ expiryDays: 5 });
  const { alerts } = await shop.must("business.rules", { business: RETAIL });
  expect(alerts).toEqual({ ...USUAL_ALERTS, expiryDays: 5 });
  const rebuilt = `${shop.journal.file}.rebuilt`;
  rebuildJournal(shop.journal.file, rebuilt);
  const tables = compareJournals(shop.journal.file, rebuilt);
  expect(tables.filter((each) => !each.equal)).toEqual([]);
});
