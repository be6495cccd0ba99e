import * as fc from "fast-check";
import { expect, test } from "vitest";

import { readMpesaStatement } from "./mpesa-statement.ts";
import { csvRows } from "./statement-cells.ts";

const HEADER =
  "Receipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Balance Confirmed,Reason Type,Other Party Info,Linked Transaction ID,A/C No.";

const WHOLE = [
  "Organisation,DUKA LA GESI",
  "Short Code,123456",
  "",
  HEADER,
  'TKM1A2B3C5,20-11-2026 10:05:11,20-11-2026 10:05:11,Customer Payment,Completed,"1,500.00",,"2,540.00",true,Customer Buy Goods Online,2547****5678 - JANE DOE,,',
  "TKM1A2B3C5,20-11-2026 10:05:11,20-11-2026 10:05:11,Merchant charge,Completed,,-7.50,2532.50,true,Business Charge,,,",
  "tkm1a2b3c4,2026-11-20 09:01:00,2026-11-20 09:01:00,Customer Payment,Completed,40.00,0.00,1040.00,true,Pay Merchant,0712****678 - ALI,,",
  "TKM1A2B3C6,20/11/2026 7:37 PM,20/11/2026 7:37 PM,Customer Payment,Failed,100.00,,2532.50,true,Pay Merchant,,,",
  'TKM1A2B3C7,20/11/2026 7:40 PM,20/11/2026 7:40 PM,"Withdraw, to bank",Completed,,2000.00,532.50,true,Organization Settle to Bank,,,',
].join("\r\n");

function read(text: string) {
  const found = readMpesaStatement(csvRows(text));
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

test("a statement as the portal writes it, preamble, failed rows and all", () => {
  const { lines, skipped } = read(WHOLE);
  expect(
    lines.map(({ code, day, time, reason, paidIn, withdrawn, balance }) => [
      code,
      `${day} ${time}`,
      reason,
      paidIn,
      withdrawn,
      balance,
    ]),
  ).toEqual([
    ["TKM1A2B3C4", "2026-11-20 09:01", "payment", 40_00, 0, 1_040_00],
    ["TKM1A2B3C5", "2026-11-20 10:05", "payment", 1_500_00, 0, 2_540_00],
    ["TKM1A2B3C5", "2026-11-20 10:05", "charge", 0, 7_50, 2_532_50],
    ["TKM1A2B3C7", "2026-11-20 19:40", "settlement", 0, 2_000_00, 532_50],
  ]);
  expect(lines[1]?.party).toBe("2547****5678 - JANE DOE");
  expect(skipped).toEqual([{ row: 8, why: "not completed: Failed" }]);
});

test("the short form drops columns and the dot", () => {
  const short = "Receipt No,Completion Time,Paid In,Withdrawn\nTKM1A2B3C4,20-11-2026 09:01:00,40,";
  expect(read(short).lines).toMatchObject([{ code: "TKM1A2B3C4", paidIn: 40_00, balance: null }]);
});

test("the same row twice is one payment; a row that cannot be read is named", () => {
  const twice = `${WHOLE}\n${WHOLE.split("\r\n").at(-1)}\nTKM1A2B3C8,yesterday,,x,Completed,5,,,,,,,`;
  const { lines, skipped } = read(twice);
  expect(lines).toHaveLength(4);
  expect(skipped.at(-1)).toEqual({ row: 11, why: "no time: yesterday" });
});

test("a text without the portal's header is no statement", () => {
  expect(readMpesaStatement(csvRows("Name,Amount\nJane,5"))).toMatchObject({ ok: false });
  expect(readMpesaStatement([])).toMatchObject({ ok: false });
});

test("cells come back as they went out, whatever is in them", () => {
  const cell = fc.string({
    unit: fc.constantFrom("a", " ", ",", '"', "\n", "\r", "é"),
    maxLength: 8,
  });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(table, (rows) => {
      const text = rows
        .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(","))
        .join("\r\n");
      expect(csvRows(`${text}\r\n`)).toEqual(rows);
    }),
  );
});
