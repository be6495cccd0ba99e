import { afterEach, expect, test } from "vitest";
import type { Alert } from "#shared/contract/alert.ts";
import { cents } from "#shared/kernel/money.ts";
import { chooseLanguage } from "../../text/language.ts";
import { alertWords } from "./alert-words.ts";
import { byRank } from "./by-rank.ts";

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

test("what is the matter with a till names it, or says that it is this one", () => {
  const link = "tills";
  const quiet = {
    since: "2026-11-20T07:00:00.000Z",
    hours: 24,
    severity: "warning",
    link,
  } as const;
  expect(alertWords({ kind: "till.quiet", till: "R1", ...quiet }).text).toBe(
    "Till R1 was last heard of 20 Nov 2026, 10:00, more than 24 hours ago.",
  );
  expect(alertWords({ kind: "till.quiet", till: null, ...quiet }).text).toContain("This till");
  for (const incident of ["rollback", "fork", "conflict"] as const) {
    const alert = { kind: "till.incident", severity: "alarm", link, incident } as const;
    expect(alertWords({ ...alert, till: "R1" }).text).toMatch(/[Tt]ill R1 .+\.$/);
    expect(alertWords({ ...alert, till: null }).text).toMatch(/this till/i);
  }
  const backup = { kind: "centre.backup", severity: "warning", link, days: 3 } as const;
  expect(alertWords({ ...backup, last: null }).text).toContain("never");
  expect(alertWords({ ...backup, last: "2026-11-18T23:00:00.000Z" }).text).toBe(
    "The centre was last backed up 19 Nov 2026, 02:00, more than 3 days ago.",
  );
});

test("what the centre knows stands among the rest by how urgent it is", () => {
  const alarm: Alert = { kind: "till.differs", severity: "alarm", link: "tills", till: "R1" };
  const info: Alert = { ...late, severity: "info" };
  expect(byRank([late, info, alarm, late]).map(({ severity }) => severity)).toEqual([
    "alarm",
    "warning",
    "warning",
    "info",
  ]);
});
