import { expect, test } from "vitest";
import type { Reply } from "#shared/contract/index.ts";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { badBarcode, draftOf, itemRequest, readBarcodes } from "./item-model.ts";

const soap: Reply<"catalog.items">["items"][number] = {
  id: "0190-soap",
  business: "RETAIL",
  name: "Soap",
  sku: "SOA1",
  barcodes: ["6161000000017"],
  category: null,
  kind: "goods",
  unit: "piece",
  fractional: false,
  price: cents(180_00),
  tax: "B",
  basisPoints: 1600,
  stock: pieces(3),
  position: 7,
  active: true,
  sellable: true,
  stockCost: cents(400_00),
  reorderAt: pieces(5),
  revenue: 4310,
  cogs: 5130,
  inventory: 1221,
  components: [],
};

test("a new name does not begin a new price, and keeps the accounts and the place", () => {
  const request = itemRequest({ ...draftOf(soap, ""), name: "Soap bar" }, soap);
  expect(request).toMatchObject({ name: "Soap bar", price: null, revenue: 4310, position: 7 });
});

test("a new price is sent, from its day", () => {
  const from = businessDay("2026-12-01");
  const request = itemRequest(
    { ...draftOf(soap, ""), price: cents(200_00), priceFrom: from },
    soap,
  );
  expect(request).toMatchObject({ price: 200_00, priceFrom: from });
});

test("what is new and sold needs a price", () => {
  const draft = { ...draftOf(undefined, "RETAIL"), name: "Tea" };
  expect(itemRequest(draft, undefined)).toBeUndefined();
  expect(itemRequest({ ...draft, price: cents(100) }, undefined)).toBeDefined();
  expect(itemRequest({ ...draft, sellable: false }, undefined)).toBeDefined();
});

test("a service has no reorder level", () => {
  const request = itemRequest({ ...draftOf(soap, ""), kind: "service" }, soap);
  expect(request?.reorderAt).toBeNull();
});

test("barcodes come in any spelling, once each", () => {
  expect(readBarcodes("6161000000017, 6161\n6161 ")).toEqual(["6161000000017", "6161"]);
  expect(badBarcode(["123", "1234"])).toBe("123");
});
