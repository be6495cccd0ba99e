import { expect, test } from "vitest";
import { factWords } from "../words/fact-words.ts";
import { changeWords } from "./audit-words.ts";

test("a fact is called what people call it; a kind of a later program is still readable", () => {
  expect(factWords("customer.merged")).toBe("Customers merged");
  expect(factWords("job.handedOver")).toBe("job handed over");
});

test("a change says what was and what is, amounts as amounts", () => {
  expect(changeWords({ field: "creditLimit", before: "0", after: "50000" })).toBe(
    "credit limit: 0.00 → 500.00",
  );
  expect(changeWords({ field: "name", before: null, after: "Kamau" })).toBe("name: Kamau");
  expect(changeWords({ field: "note", before: "x", after: "" })).toBe("note: x → nothing");
});
