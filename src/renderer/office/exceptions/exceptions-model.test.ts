import { expect, test } from "vitest";
import { cents } from "#shared/kernel/money.ts";
import { lostWords, shownIn, taskOf, viewOf, type Exception } from "./exceptions-model.ts";

const exception = (over: Partial<Exception> = {}): Exception => ({
  of: "1",
  kind: "refund.exceeds_sale",
  seq: 7,
  till: "R1",
  business: "RETAIL",
  day: "2026-11-20",
  at: "2026-11-20T12:00:00.000Z",
  by: "Grace",
  entry: 7,
  number: "R2-000003-K7",
  about: "R1-000001-K7",
  other: null,
  detail: { over: 2000 },
  state: "open",
  settled: null,
  lost: [],
  ...over,
});

test("a task says what happened, what ends it, and where", () => {
  expect(taskOf(exception())).toEqual({
    title: "More of R1-000001-K7 was refunded than was sold",
    todo: "2 too many. Two tills refunded it. Ask for the money back, or write it off as a loss.",
    link: { label: "See the entry", href: "#/office/entry/7" },
  });
});

test("where cylinders ran short is said as people say it, not as the books write it", () => {
  const short = (place: string) =>
    taskOf(exception({ kind: "returnable.short", about: "K-Gas 13 kg", detail: { place } })).title;
  expect(short("empty")).toBe("More K-Gas 13 kg left than were there (among our empties)");
  expect(short("quarantine")).toBe("More K-Gas 13 kg left than were there (set aside)");
});

test("both values of what was changed twice are said as a form says them", () => {
  const both: Exception["lost"] = [
    { field: "phone", said: "0712 000 001", stands: "" },
    { field: "creditLimit", said: cents(150_000), stands: cents(0) },
    { field: "active", said: false, stands: true },
  ];
  expect(both.map(lostWords)).toEqual([
    { field: "Phone", said: "0712 000 001", stands: "Nothing" },
    { field: "Credit limit, KES", said: "1,500.00", stands: "0.00" },
    { field: "Active", said: "No", stands: "Yes" },
  ]);
});

test("a rule of a newer program is shown, and says so", () => {
  const task = taskOf(exception({ kind: "moon.full" }));
  expect(task.title).toContain("moon.full");
  expect(task.todo).toContain("Update");
});

test("what passed by itself lies with what was settled", () => {
  const all = [
    exception({ of: "1" }),
    exception({ of: "2", state: "passed" }),
    exception({ of: "3", state: "settled", kind: "stock.oversold" }),
  ];
  const ids = (...asked: Parameters<typeof shownIn>) => shownIn(...asked).map(({ of }) => of);
  expect(ids(viewOf(undefined), all, "")).toEqual(["1"]);
  expect(ids(viewOf("settled"), all, "")).toEqual(["2", "3"]);
  expect(ids("settled", all, "stock.oversold")).toEqual(["3"]);
});
