import * as fc from "fast-check";
import { expect, test } from "vitest";

import { businessDay, instant } from "#shared/kernel/date.ts";
import { parseMoney } from "#shared/kernel/money.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import { paperSize, toSvg, toText } from "#main/print/document.ts";
import type { ReceiptDocument } from "#main/print/document.ts";
import { layOut } from "#main/print/layout.ts";
import { roll } from "#main/print/paper.ts";
import type { Paper } from "#main/print/paper.ts";
import { documentOf } from "#main/print/source.ts";
import type { ReceiptSource } from "#main/print/source.ts";
import { testPage } from "#main/print/test-page.ts";
import { sampleRefund, sampleSale, sampleX, sampleZ, saleOf, seller, soldLine } from "./samples.ts";

const PAPERS: readonly Paper[] = [58, 80];

function textOf(source: ReceiptSource, paper: Paper = 80, copy = false): string {
  return toText(documentOf(source, { paper, copy }));
}

/** The amount at the right edge of the row that begins with these words, in cents. */
function amountOf(text: string, words: string): number {
  const row = text.split("\n").find((each) => each.startsWith(words)) ?? "";
  return parseMoney(/(-?[\d,]+\.\d\d)[A-E]?$/.exec(row)?.[1] ?? "") ?? Number.NaN;
}

/** All amounts at the right edge between two rows; those of items carry a tax letter. */
function amountsBetween(text: string, from: string, to: string, letter = ""): number[] {
  const amount = new RegExp(`(-?[\\d,]+\\.\\d\\d)${letter}$`);
  const rows = text.split("\n");
  const first = rows.findIndex((row) => row.startsWith(from));
  const last = rows.findIndex((row, i) => i > first && row.startsWith(to));
  return rows
    .slice(first + 1, last)
    .flatMap((row) => parseMoney(amount.exec(row)?.[1] ?? "") ?? []);
}

const total = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

function widest(text: string): number {
  return Math.max(...text.split("\n").map((row) => [...row].length));
}

/** Where ink is, in dots: nothing may be outside of what the head can reach. */
function inkWithin(document: ReceiptDocument): boolean {
  const width = roll(document.paper).columns;
  return layOut(document).marks.every((mark) => {
    const cells =
      mark.kind === "rule"
        ? mark.cells
        : mark.kind === "text"
          ? mark.text.length * mark.scaleX
          : mark.kind === "bars"
            ? total(mark.widths) / 12
            : mark.logo.width / 12;
    return mark.x >= 0 && mark.x + cells <= width;
  });
}

test("a receipt says who sold what, when, to whom, for how much and how it was paid", () => {
  const text = textOf(sampleSale());
  for (const words of [
    "Maji Safi Water",
    "Kenyatta Avenue",
    "0712 345 678",
    "PIN P051234567X",
    "M-Pesa Buy Goods till 522533",
    "R1-000123-K7",
    "22/11/2026",
    "09:57",
    "Amina Wanjirũ",
    "Otieno & Sons",
    "6.25 kg x 241.00",
    "M-Pesa SKL4X7Q2RT",
    "B 16%",
    "E 8%",
    "A Exempt",
    "NOT A TAX INVOICE",
    "karibu tena",
  ]) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain("Business day");
  expect(text).not.toContain("COPY");
});

test("the wall clock is Nairobi's, and a sale after midnight names its business day", () => {
  const late = {
    ...saleOf([soldLine({ name: "Soap", quantity: 1000, unitPrice: 50_00 })]),
    at: instant("2026-12-31T21:05:00.000Z"),
    day: businessDay("2026-12-31"),
  };
  const text = textOf(late);
  expect(text).toMatch(/01\/01\/2027 +00:05/);
  expect(text).toMatch(/Business day +31\/12\/2026/);
});

test("a copy has the content and the time of the original, and says that it is one", () => {
  for (const source of [sampleSale(), sampleRefund(), sampleZ()]) {
    const original = textOf(source).split("\n");
    const copy = textOf(source, 80, true).split("\n");
    expect(copy.filter((row) => row.trim() === "COPY")).toHaveLength(1);
    expect(copy.filter((row) => row.trim() !== "COPY" && row !== "")).toEqual(
      original.filter((row) => row !== ""),
    );
  }
});

test("practice sales are marked on every paper", () => {
  const practice = { ...seller, training: true };
  for (const source of [sampleSale(), sampleRefund(), sampleX(), sampleZ()]) {
    expect(textOf({ ...source, seller: practice })).toContain("TRAINING");
    expect(textOf(source)).not.toContain("TRAINING");
  }
});

test("a shop that is not registered for VAT prints no letters and no tax", () => {
  const line = soldLine({ name: "Soap", quantity: 1000, unitPrice: 50_00, letter: "D" });
  const text = textOf({ ...saleOf([line]), seller: { ...seller, vatRegistered: false } });
  expect(text).not.toMatch(/Taxable|Tax included|50\.00D/);
  expect(amountOf(text, "TOTAL KES")).toBe(50_00);
});

const sold = fc.record({
  name: fc.constantFrom("Soap", "Dispenser bottle 20 litres, filled and delivered", "Maziwa"),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 200 }).map((n) => n * 1000),
    fc.integer({ min: 1, max: 99_999 }),
  ),
  unitPrice: fc.integer({ min: 0, max: 50_000_00 }),
  off: fc.integer({ min: 0, max: 100 }),
  letter: fc.constantFrom<TaxLetter>("A", "B", "C", "D", "E"),
});

const basket = fc.array(sold, { minLength: 1, maxLength: 12 }).map((items) =>
  saleOf(
    items.map(({ off, ...item }) => {
      const full = Math.round((item.quantity * item.unitPrice) / 1000);
      return soldLine({ ...item, discount: Math.floor((full * off) / 100) });
    }),
  ),
);

test("the amounts on the paper add up, checked by hand from the paper alone", () => {
  fc.assert(
    fc.property(basket, fc.constantFrom(...PAPERS), (sale, paper) => {
      const text = textOf(sale, paper);
      const paid = amountOf(text, "TOTAL KES");
      expect(paid).toBe(sale.body.total);
      expect(total(amountsBetween(text, "Served by", "TOTAL KES", "[A-E]"))).toBe(paid);
      if (sale.body.lines.some((line) => line.discount > 0)) {
        expect(amountOf(text, "Subtotal") + amountOf(text, "Discount")).toBe(paid);
      }
      expect(amountOf(text, "Cash") - amountOf(text, "Change")).toBe(paid);
    }),
    { numRuns: 60 },
  );
});

test("taxable and tax of all letters are the total, and the tax is the tax that is included", () => {
  fc.assert(
    fc.property(basket, (sale) => {
      const text = textOf(sale);
      const bands = text.split("\n").flatMap((row) => {
        const match = /^[A-E] \S.* ([\d,]+\.\d\d) +([\d,]+\.\d\d)$/.exec(row);
        return match === null
          ? []
          : [{ net: parseMoney(match[1] ?? ""), tax: parseMoney(match[2] ?? "") }];
      });
      expect(bands).toHaveLength(new Set(sale.body.lines.map((line) => line.taxLetter)).size);
      const tax = total(bands.map((band) => band.tax ?? Number.NaN));
      expect(tax).toBe(amountOf(text, "Tax included"));
      expect(tax + total(bands.map((band) => band.net ?? Number.NaN))).toBe(sale.body.total);
    }),
    { numRuns: 60 },
  );
});

test("cash rounding is what the customer paid beside the total", () => {
  const text = textOf(sampleSale());
  const tendered =
    amountOf(text, "Cash") + amountOf(text, "M-Pesa SKL") + amountOf(text, "On account");
  const change = amountOf(text, "Change");
  expect(tendered - change - amountOf(text, "Rounding")).toBe(amountOf(text, "TOTAL KES"));
});

test("a refund names the sale it undoes, and what it pays out", () => {
  const text = textOf(sampleRefund());
  expect(text).toMatch(/Of receipt +R1-000123-K7/);
  expect(text).toContain("Reason: Leaking cap");
  expect(amountOf(text, "REFUND KES")).toBe(250_00);
  expect(amountOf(text, "Cash")).toBe(250_00);
  expect(text).not.toContain("Change");
});

test("a Z says what should be in the drawer, what is, and why", () => {
  const text = textOf(sampleZ());
  const [float, cash, into, out] = [
    "Float",
    "Cash taken, net",
    "Cash put in",
    "Cash taken out",
  ].map((words) => amountOf(text, words));
  expect(total([float, cash, into, out].map(Number))).toBe(amountOf(text, "Expected"));
  expect(amountOf(text, "Counted") - amountOf(text, "Expected")).toBe(amountOf(text, "Short"));
  const notes = amountsBetween(text, "Short", "Left in drawer");
  expect(total(notes)).toBe(amountOf(text, "Counted"));
  expect(amountOf(text, "Left in drawer") + amountOf(text, "To the safe")).toBe(total(notes));
});

test("a Z names the M-Pesa codes whose money nobody has seen", () => {
  const text = toText(documentOf(sampleZ(), { paper: 80, copy: false }));
  expect(text).toMatch(/not confirmed yet/);
  expect(text).toMatch(/UKM7AB12CD\s+750\.00/);
  const none = { ...sampleZ().body, claimed: [] };
  const quiet = toText(documentOf({ ...sampleZ(), body: none }, { paper: 80, copy: false }));
  expect(quiet).not.toMatch(/not confirmed/);
});

test("an X does not say what a count should come to", () => {
  const text = textOf(sampleX());
  expect(text).not.toMatch(/Expected|Counted|Short|Over/);
  expect(text).toContain("The shift is still open");
});

test("every document keeps to its paper, in 58 and in 80 mm", () => {
  for (const paper of PAPERS) {
    const at = instant("2026-11-22T06:57:00.000Z");
    const page = testPage({ printer: "Counter", at, language: "en" }, paper);
    const swahili = testPage({ printer: "Kaunta", at, language: "sw" }, paper);
    expect(toText(swahili)).toContain("Ukurasa wa majaribio");
    const sources = [sampleSale(), sampleRefund(), sampleX(), sampleZ()];
    const documents = sources.map((source) => documentOf(source, { paper, copy: true }));
    for (const document of [page, swahili, ...documents]) {
      expect(widest(toText(document))).toBe(roll(paper).columns);
      expect(inkWithin(document)).toBe(true);
      const { widthMm, heightMm } = paperSize(document);
      const [, width, height] =
        /^<svg[^>]* width="([\d.]+)mm" height="([\d.]+)mm"/.exec(toSvg(document)) ?? [];
      expect(Number(width)).toBe(paper);
      expect(widthMm).toBe(paper);
      expect(heightMm).toBe(Math.ceil(Number(height)));
    }
  }
});

test("the picture asks nobody on the Internet for anything", () => {
  const svg = toSvg(documentOf(sampleSale(), { paper: 80, copy: false }));
  expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
    /https?:|url\(|@import|href/,
  );
  expect(svg).toBe(toSvg(documentOf(sampleSale(), { paper: 80, copy: false })));
});

test("the bars are the receipt number, on both papers, with room beside them to scan", () => {
  for (const paper of PAPERS) {
    const { marks } = layOut(documentOf(sampleSale(), { paper, copy: false }));
    const bars = marks.filter((mark) => mark.kind === "bars");
    expect(bars).toHaveLength(1);
    const [first] = bars;
    const dots = total(first?.widths ?? []);
    // CODE128: 11 modules a symbol and 13 to stop, two dots each; the number takes 13 symbols.
    expect(dots).toBe((13 * 11 + 13) * 2);
    expect((roll(paper).columns * 12 - dots) / 2).toBeGreaterThanOrEqual(20);
  }
});

test("a number too long for the bars is printed in letters", () => {
  const long = saleOf([], "LONGTILLCODE-000123456-LONGEPOCHTAG");
  const document = documentOf(long, { paper: 58, copy: false });
  expect(layOut(document).marks.some((mark) => mark.kind === "bars")).toBe(false);
  expect(toText(document).replace(/\s/g, "")).toContain("LONGTILLCODE-000123456-LONGEPOCHTAG");
});
