import { afterEach, expect, test } from "vitest";
import type { Alert } from "#shared/contract/alert.ts";
import { cents } from "#shared/kernel/money.ts";
import { chooseLanguage } from "../../text/language.ts";
import { alertWords } from "./alert-words.ts";

afterEach(() => chooseLanguage("en", null));

const late: Alert = {
  kind: "job.late",
  severity: "warning",
  link: "jobs?list=late",
  count: 2,
  due: cents(30_000),
};

test("an alert is said in the language of whoever reads it", () => {
  expect(alertWords(late)).toEqual({
    text: "2 jobs promised and not ready; KES 300.00 is due.",
    todo: "Do them first, or call the customers",
  });
  chooseLanguage("sw", null);
  expect(alertWords(late).text).toBe(
    "Kazi 2 zimepita muda ulioahidiwa na haziko tayari; deni ni KES 300.00.",
  );
});

test("one of them is one of them, and what is not owed is not mentioned", () => {
  expect(alertWords({ ...late, count: 1, due: cents(0) }).text).toBe(
    "One job promised and not ready.",
  );
});

test("a failing check says what differs, whatever it is called", () => {
  const health = { kind: "health", severity: "alarm", link: "health" } as const;
  const stock = alertWords({ ...health, check: "Stock", detail: "Sugar: 3.00 ≠ 2.00" });
  expect(stock.text).toBe("Stock: the books differ. Sugar: 3.00 ≠ 2.00");
  expect(alertWords({ ...health, check: "moons", detail: "2" }).text).toContain("moons");
});

test("an exception that only a newer program knows is counted all the same", () => {
  const alert = { kind: "exception", severity: "warning", link: "exceptions", count: 4 } as const;
  expect(alertWords({ ...alert, exception: "moon.full" }).text).toContain("4");
});
