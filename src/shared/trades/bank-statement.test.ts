import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readStatement } from "./bank-statement.ts";
import { csvRows } from "./statement-cells.ts";

function read(text: string) {
  const found = readStatement(csvRows(text));
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

test("a bank's statement: preamble, a column in and one out, newest first", () => {
  const { kind, lines, skipped, closing } = read(
    [
      "EQUITY BANK (KENYA) LIMITED",
      "Account,0123456789,,,",
      "",
      "Transaction Date,Value Date,Particulars,Money Out,Money In,Balance",
      '20/11/2026,20/11/2026,CASH DEPOSIT AGENT,,"12,000.00","61,950.00"',
      '19/11/2026,19/11/2026,LEDGER FEE,50.00,,"49,950.00"',
      ",,CARRIED FORWARD,,,",
      "19th,19th,CHEQUE 000012,20.00,,",
      ",,OPENING BALANCE,,,50000.00",
    ].join("\n"),
  );
  expect(kind).toBe("bank");
  expect(lines.map(({ day, text, amount, reason }) => [day, text, amount, reason])).toEqual([
    ["2026-11-19", "LEDGER FEE", -50_00, "charge"],
    ["2026-11-20", "CASH DEPOSIT AGENT", 12_000_00, "other"],
  ]);
  expect(closing).toBe(61_950_00);
  expect(skipped).toEqual([{ row: 8, why: "no day: 19th" }]);
});

test.each([
  ["-1,200.50", -1_200_50],
  ["(1,200.50)", -1_200_50],
  ["1,200.50 DR", -1_200_50],
  ["KES 1,200.50", 1_200_50],
  ["1200.5 Cr", 1_200_50],
])("one signed amount: %s", (written, amount) => {
  const { lines } = read(`Date,Description,Amount\n2026-11-20,Something,"${written}"`);
  expect(lines).toMatchObject([{ amount, balance: null }]);
});

test.each(["20/11/2026", "20-11-2026", "2026-11-20 08:00", "20 Nov 2026", "20-NOV-26"])(
  "a day as a bank writes it: %s",
  (written) => {
    expect(read(`Txn Date,Narration,Debit,Credit\n${written},X,,5`).lines).toMatchObject([
      { day: "2026-11-20", amount: 5_00 },
    ]);
  },
);

test("an amount that cannot be read is named by its row, not guessed", () => {
  const { lines, skipped } = read("Date,Details,Debit,Credit\n2026-11-20,X,12o.00,");
  expect(lines).toEqual([]);
  expect(skipped).toEqual([{ row: 2, why: "an amount cannot be read" }]);
});

test("an M-Pesa statement comes with its codes, charges going out", () => {
  const { kind, lines, closing } = read(
    [
      "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Reason Type",
      "TKM1A2B3C5,20-11-2026 10:05:11,Customer Payment,Completed,1500.00,,2540.00,Pay Merchant",
      "TKM1A2B3C5,20-11-2026 10:05:12,Merchant charge,Completed,,-7.50,2532.50,Business Charge",
    ].join("\n"),
  );
  expect([kind, closing]).toEqual(["mpesa", 2_532_50]);
  expect(lines.map(({ code, amount, reason }) => [code, amount, reason])).toEqual([
    ["TKM1A2B3C5", 1_500_00, "payment"],
    ["TKM1A2B3C5", -7_50, "charge"],
  ]);
});

test("what is no statement is refused", () => {
  expect(readStatement(csvRows("Name,Phone\nJane,0712"))).toEqual({
    ok: false,
    refusal: { code: "statement.unread" },
  });
});

test("whatever a table holds, each row becomes a line, a reason or nothing", () => {
  const cells = fc.oneof(fc.string(), fc.constantFrom("2026-11-20", "1,000.00", "-5", "(3)", ""));
  fc.assert(
    fc.property(fc.array(fc.array(cells, { maxLength: 5 }), { maxLength: 20 }), (rows) => {
      const found = readStatement([["Date", "Details", "Debit", "Credit", "Balance"], ...rows]);
      if (!found.ok) throw new Error("the header was not found");
      expect(found.value.lines.length + found.value.skipped.length).toBeLessThanOrEqual(
        rows.length,
      );
      expect(found.value.lines.every((line) => Number.isSafeInteger(line.amount))).toBe(true);
    }),
  );
});
