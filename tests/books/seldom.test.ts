import { afterEach, beforeEach, expect, test } from "vitest";
import { openDemoBooks, type DemoBooks } from "#main/demo/demo-books.ts";
import { openShop, type DemoItem, type DemoShop } from "#main/demo/opening.ts";
import { openChance } from "#main/demo/random.ts";
import { business } from "#main/journal/read/business.ts";
import { itemForSale } from "#main/journal/read/catalog.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import { printerSettings } from "#main/services/printer-settings.ts";
import { savePrinter } from "#main/journal/device/device.ts";
import { type BusinessDay, businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { openTestBooks, type TestBooks } from "./open-books.ts";

const DAY = businessDay("2026-11-20");

let books: TestBooks;
let demo: DemoBooks;
let shop: DemoShop;
let sugar: DemoItem;

beforeEach(() => {
  books = openTestBooks();
  demo = openDemoBooks(books.parts, openChance(1));
  const users = ["Owner", "Manager", "Cashier", "Accountant"].map((name) => ({
    id: demo.newId(),
    name,
    pinHash: "none",
    language: "en" as const,
    active: true,
    access: [{ business: "*", role: "owner" }],
  }));
  demo.inBulk(() => void (shop = openShop(demo, DAY, users)));
  const found = shop.items.get("RETAIL")?.find((item) => item.sku === "G-SUGAR");
  if (found === undefined) throw new Error("the shop sells sugar");
  sugar = found;
});
afterEach(() => books.close());

const priceNow = () => itemForSale(books.journal.book, sugar.id, DAY)?.price;

/** As the office saves a price, from today if nothing else is said; `also` runs with it. */
function setPrice(
  price: number,
  { from = DAY, also = () => undefined }: { from?: BusinessDay; also?: () => void } = {},
): void {
  const body = {
    categories: [],
    items: [],
    prices: [{ item: sugar.id, from, price: cents(price) }],
  };
  books.journal.append<"catalog.saved">({ id: demo.newId(), digest: "d" }, () =>
    done({
      kind: "catalog.saved" as const,
      day: DAY,
      business: "RETAIL",
      by: { user: null, approver: null, reason: null },
      body,
      entry: null,
      also,
    }),
  );
}

test("a new price is the price of the next sale", () => {
  expect(priceNow()).toBe(16_500);
  setPrice(17_000);
  expect(priceNow()).toBe(17_000);
});

test("a price of tomorrow is not today's", () => {
  const tomorrow = businessDay("2026-11-21");
  setPrice(17_000, { from: tomorrow });
  expect(priceNow()).toBe(16_500);
  expect(itemForSale(books.journal.book, sugar.id, tomorrow)?.price).toBe(17_000);
});

test("a price whose writing was taken back was never a price", () => {
  const fails = (): void => {
    // Somebody looks while it is written, and then the disk is full.
    expect(priceNow()).toBe(99_900);
    throw new Error("the disk is full");
  };
  expect(() => setPrice(99_900, { also: fails })).toThrow("the disk is full");
  expect(priceNow()).toBe(16_500);
});

test("a shift is open from its opening to its closing", () => {
  const open = () => openShift(books.journal.book, "T1", "RETAIL");
  expect(open()).toBeUndefined();
  const { shift } = demo.call(shop.cashier, "shift.open", {
    business: "RETAIL",
    day: DAY,
    counts: { 1000: 1 },
    fromSafe: cents(100_000),
  });
  expect(open()).toEqual({ id: shift.id, day: DAY });
  demo.call(shop.cashier, "shift.close", {
    shift: shift.id,
    counts: { 1000: 1 },
    mpesaCounted: null,
    leaveInDrawer: cents(0),
  });
  expect(open()).toBeUndefined();
});

test("printer settings hold from the moment they are saved, and not if that fails", () => {
  const automatic = () => printerSettings(books.journal.book).automatic;
  const settings = (on: boolean) =>
    JSON.stringify({ name: "P", transport: "file", target: "", paper: 80, automatic: on });
  expect(automatic()).toBe(false);
  books.journal.onDevice((book) => savePrinter(book, settings(true)));
  expect(automatic()).toBe(true);
  expect(() =>
    books.journal.onDevice((book) => {
      savePrinter(book, settings(false));
      expect(automatic()).toBe(false);
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(automatic()).toBe(true);
});

test("what a report reads is never kept: its connection sees no change coming", () => {
  const name = (of: "book" | "reading") => business(books.journal[of], "RETAIL");
  expect(name("reading")).toEqual(name("book"));
  expect(name("reading")).not.toBe(name("reading"));
  expect(name("book")).toBe(name("book"));
});
