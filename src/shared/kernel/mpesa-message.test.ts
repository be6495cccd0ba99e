import * as fc from "fast-check";
import { expect, test } from "vitest";

import { cents } from "./money.ts";
import { readMpesaMessage, readMpesaMessages } from "./mpesa-message.ts";

const TILL =
  "UJ2H08M4M3 Confirmed.on 2/10/26 at 7:37 PMKSH40.00 received from 254700000001 Jane Doe. New Account balance is KSH1,090.05. Transaction cost, KSH0.00.";

test("the till's own message: code, amount, who and when", () => {
  expect(readMpesaMessage(TILL)).toEqual({
    code: "UJ2H08M4M3",
    amount: cents(40_00),
    direction: "received",
    name: "Jane Doe",
    phone: "+254700000001",
    day: "2026-10-02",
    time: "19:37",
  });
});

test.each([
  [
    "TKM1A2B3C4 Confirmed. You have received Ksh1,000.00 from JANE DOE 0798765432 on 20/11/26 at 10:00 AM. New M-PESA balance is Ksh5,500.00.",
    { amount: 1_000_00, name: "JANE DOE", phone: "+254798765432", time: "10:00" },
  ],
  [
    "TKM1A2B3C4 Confirmed.\nYou have received Ksh200.00 from\nO'BRIEN NG'ANG'A 254722923120\non 20/11/26 at 12:04 AM\nNew M-PESA balance is Ksh3,366.00",
    { amount: 200_00, name: "O'BRIEN NG'ANG'A", phone: "+254722923120", time: "00:04" },
  ],
  [
    "tkm1a2b3c4 confirmed. Ksh 2,500 received from 2547****0001 Mary W. on 20/11/2026 at 1:05 PM",
    { amount: 2_500_00, name: "Mary W", phone: "", time: "13:05" },
  ],
  [
    "TKM1A2B3C4 Imethibitishwa. Umepokea Ksh350.00 kutoka kwa ASHA ALI 0712345678 tarehe 20/11/26 saa 3:15 PM. Salio lako ni Ksh900.00",
    { amount: 350_00, name: "ASHA ALI", phone: "+254712345678", time: "15:15" },
  ],
])("a message to the shop's phone: %s", (text, wanted) => {
  expect(readMpesaMessage(text)).toMatchObject({
    ...wanted,
    code: "TKM1A2B3C4",
    direction: "received",
    day: "2026-11-20",
  });
});

test.each([
  "TKM1A2B3C4 Confirmed. Ksh800.00 paid to DUKA LA GESI. on 20/11/26 at 9:45 AM.New M-PESA balance is Ksh7,250.00. Transaction cost, Ksh0.00.",
  "TKM1A2B3C4 Confirmed. Ksh800.00 sent to DUKA LA GESI 0723456789 on 20/11/26 at 9:45 AM. New M-PESA balance is Ksh7,250.00.",
  "TKM1A2B3C4 Imethibitishwa. Ksh800.00 imetumwa kwa DUKA LA GESI 0723456789 tarehe 20/11/26 saa 9:45 AM.",
])("the payer's message shows that it was sent, not that it arrived: %s", (text) => {
  expect(readMpesaMessage(text)).toMatchObject({
    amount: 800_00,
    direction: "paid",
    name: "DUKA LA GESI",
    time: "09:45",
  });
});

test.each([
  "",
  "UJ2H08M4M3",
  "UJ2H08M4M3 Confirmed.",
  "Failed. You have insufficient funds to pay Ksh500.00 to DUKA.",
  "UJ2H08M4M3 Confirmed. You bought Ksh100.00 of airtime on 20/11/26 at 9:45 AM.",
  "5,000 DISCOUNT! Come to the shop today",
])("'%s' is no confirmation of a payment", (text) => {
  expect(readMpesaMessage(text)).toBeUndefined();
});

const code = fc.stringMatching(/^[A-Z0-9]{10}$/);
const gap = fc.stringMatching(/^[ \n\t\u00a0]{1,3}$/);
const maybeGap = fc.stringMatching(/^[ \n\u00a0]{0,2}$/);
const amount = fc.integer({ min: 1, max: 99_999_999 });
const name = fc.constantFrom("Jane Doe", "JOHN K MWANGI", "Ng'ang'a Wa Njeri", "ALI");

const withCommas = (shillings: number): string =>
  String(shillings).replaceAll(/\B(?=(\d{3})+$)/g, ",");

test("wherever spaces and line breaks fall, code, amount and name are those of the message", () => {
  fc.assert(
    fc.property(
      code,
      amount,
      name,
      fc.array(gap, { minLength: 12, maxLength: 12 }),
      maybeGap,
      fc.constantFrom("Ksh", "KSH", "ksh", "Ksh ", "KES "),
      (id, given, who, gaps, none, currency) => {
        const shown = `${withCommas(Math.floor(given / 100))}.${String(given % 100).padStart(2, "0")}`;
        const words =
          `${id} Confirmed.${none}on 2/10/26 at 7:37 PM${none}${currency}${shown} received from ` +
          `254700000001 ${who}. New Account balance is ${currency}1,090.05. Transaction cost, KSH0.00.`;
        let at = 0;
        const text = words.replaceAll(" ", () => gaps[(at += 1) % gaps.length] ?? " ");
        expect(readMpesaMessage(text)).toMatchObject({
          code: id,
          amount: given,
          name: who,
          phone: "+254700000001",
        });
      },
    ),
  );
});

test("no text at all makes the reader fail", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), code, (noise, id) => {
      readMpesaMessage(noise);
      const found = readMpesaMessage(`${id} Confirmed. ${noise}`);
      if (found !== undefined) expect(found.amount).toBeGreaterThan(0);
    }),
  );
});

test("several messages in one text are each found, once", () => {
  const other = TILL.replace("UJ2H08M4M3", "UJ2H08M4M4").replace("KSH40.00", "KSH55.00");
  const found = readMpesaMessages(`${TILL}\n\n${other} ${TILL}`);
  expect(found.map((each) => [each.code, each.amount])).toEqual([
    ["UJ2H08M4M3", 40_00],
    ["UJ2H08M4M4", 55_00],
  ]);
});
