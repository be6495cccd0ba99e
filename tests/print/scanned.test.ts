import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readJobCode } from "#shared/trades/jobs-board.ts";
import { toText } from "#main/print/document.ts";
import { toEscPos } from "#main/print/esc-pos.ts";
import { layOut } from "#main/print/layout.ts";
import type { Paper } from "#main/print/paper.ts";
import { toPdf } from "#main/print/pdf.ts";
import { documentOf } from "#main/print/source.ts";
import { barsOf, readBars } from "./code128.ts";
import { sampleGas, sampleGiven, sampleJob, samplePayment } from "./more-samples.ts";
import { pageOf, poppler } from "./page-picture.ts";
import { sampleRefund, sampleSale, saleOf, soldLine } from "./samples.ts";
import { burn } from "./thermal-head.ts";

const PAPERS: readonly Paper[] = [58, 80];
/** A hand-held scanner wants to be held across the bars without aiming: 5 mm of them. */
const ENOUGH_DOTS = 5 * 8;

const SOURCES = {
  "a sale": sampleSale(),
  "a sale of gas": sampleGas(),
  "a refund": sampleRefund(),
  "a payment": samplePayment(),
  compensation: sampleGiven(),
} as const;

if (!poppler) console.log("skipped: scanning the pages of drivers needs pdftoppm (poppler-utils)");

describe.each(PAPERS)("on %i mm, a scanner reads the number", (paper) => {
  test.each(Object.keys(SOURCES) as (keyof typeof SOURCES)[])("of %s", (name) => {
    const document = documentOf(SOURCES[name], { paper, copy: false });
    const [burnt, ...others] = readBars(burn(toEscPos(document), paper).picture);
    expect(others).toEqual([]);
    expect(burnt?.text).toBe(document.number);
    expect(burnt?.rows).toBeGreaterThanOrEqual(ENOUGH_DOTS);
    if (!poppler) return;
    const [paged, ...more] = readBars(pageOf(toPdf(document)));
    expect(more).toEqual([]);
    expect(paged?.text).toBe(document.number);
    expect(paged?.rows).toBeGreaterThanOrEqual(ENOUGH_DOTS);
  });

  test("of each tag of a job, and which piece it hangs on", () => {
    const job = sampleJob();
    const document = documentOf(job, { paper, copy: false }, "job-tags");
    const strip = burn(toEscPos(document), paper);
    const read = readBars(strip.picture).map(({ text }) => readJobCode(text));
    expect(read.length).toBeGreaterThan(1);
    expect(read).toEqual(read.map((_, i) => ({ number: job.number, piece: i + 1 })));
    // Tags are cut apart by hand or by the knife; either way the last paper is cut off.
    expect(strip.cuts).toBeGreaterThanOrEqual(1);
  });
});

const capital = fc.constantFrom(..."ABCDEFGHJKLMNPQRSTUVWXYZ23456789");
const word = (least: number, most: number) =>
  fc.string({ unit: capital, minLength: least, maxLength: most });
/** Receipt numbers: a till's code, a counter, the tag of its epoch. */
const numbers = fc
  .tuple(word(1, 4), fc.integer({ min: 1, max: 99_999_999 }), word(2, 4))
  .map(([till, counter, tag]) => `${till}-${String(counter).padStart(6, "0")}-${tag}`);

test("whatever the number, its bars are read back as it, or it stands in letters", () => {
  const line = soldLine({ name: "Sugar", quantity: 1000, unitPrice: 165_00 });
  fc.assert(
    fc.property(numbers, fc.constantFrom(...PAPERS), (number, paper) => {
      const document = documentOf(saleOf([line], number), { paper, copy: false });
      const { rows, picture } = burn(toEscPos(document), paper);
      const read = readBars(picture).map(({ text }) => text);
      const drawn = layOut(document).marks.some(({ kind }) => kind === "bars");
      expect(read).toEqual(drawn ? [number] : []);
      if (!drawn) expect(rows.map(({ text }) => text.trim())).toContain(number);
    }),
    { numRuns: 30 },
  );
});

test("a printer's rows are the picture's, names included, and none is longer than its head", () => {
  for (const paper of PAPERS) {
    for (const source of [sampleSale(), sampleGas(), sampleRefund()]) {
      const document = documentOf(source, { paper, copy: true });
      const { rows, cuts } = burn(toEscPos(document), paper);
      const words = (text: string) => text.split(/[\s-]+/).filter((each) => each !== "");
      const burnt = rows.map(({ text }) => text).join("\n");
      // A tilde is what the printer lacks; the number under the bars it writes by itself.
      const plain = toText(document).normalize("NFD").replaceAll("\u0303", "");
      expect([...words(burnt), ...words(document.number)]).toEqual(words(plain));
      expect(burnt).toContain("Amina Wanjiru");
      expect(Math.max(...rows.map(({ right }) => right))).toBe(paper === 58 ? 384 : 576);
      expect(cuts).toBe(1);
    }
  }
});

test("the reader says no: a bar off by one, too little white beside, half a code", () => {
  // Start B, T, O, M; and the same with one bar wider.
  const good = barsOf([104, 52, 47, 45]);
  const drawn = (bars: readonly number[], quiet: number) => {
    const row = [quiet, ...bars, quiet].flatMap((width, i) =>
      Array.from({ length: width }, () => (i % 2 === 1 ? 0 : 255)),
    );
    return readBars({ width: row.length, height: 1, dots: Uint8Array.from(row) });
  };
  expect(drawn(good, 10)).toEqual([{ text: "TOM", rows: 1 }]);
  expect(drawn(good, 9)).toEqual([]);
  expect(drawn(good.with(8, (good[8] ?? 0) + 2), 10)).toEqual([]);
  expect(drawn(good.slice(0, -6), 10)).toEqual([]);
  // Every symbol is right, and the check is another word's.
  expect(drawn([...good.slice(0, 24), ...barsOf([104, 52]).slice(-13)], 10)).toEqual([]);
});
