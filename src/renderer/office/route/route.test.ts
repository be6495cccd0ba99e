import { expect, test } from "vitest";
import { href, officeLink, parseRoute } from "./route.ts";

test("an address says screen, subject and filters, and reads back as written", () => {
  const address = href("ledger", 1140, { b: "WATER", p: "this-month" });
  expect(address).toBe("#/office/ledger/1140?b=WATER&p=this-month");
  expect(parseRoute(address)).toEqual({
    screen: "ledger",
    arg: "1140",
    query: { b: "WATER", p: "this-month" },
  });
});

test("one place has one address: empty filters are left out and the rest is in order", () => {
  expect(href("journal", null, { z: "1", a: "2", b: null, c: "" })).toBe(
    "#/office/journal?a=2&z=1",
  );
});

test("an address that is not the office's is the dashboard", () => {
  for (const hash of ["", "#", "#/office", "#/office/", "#/till"]) {
    expect(parseRoute(hash)).toEqual({ screen: "dashboard", arg: null, query: {} });
  }
});

test("what a person searched for survives the address", () => {
  const address = href("journal", null, { text: "50% & more?" });
  expect(parseRoute(address).query).toEqual({ text: "50% & more?" });
});

test("links from the program may be whole or short", () => {
  for (const link of [
    "#/office/items?filter=low",
    "/office/items?filter=low",
    "items?filter=low",
  ]) {
    expect(officeLink(link)).toBe("#/office/items?filter=low");
  }
});
