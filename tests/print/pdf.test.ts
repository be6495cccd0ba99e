import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

import { toPdf } from "#main/print/pdf.ts";
import { documentOf } from "#main/print/source.ts";
import { sampleSale, saleOf, seller, soldLine } from "./samples.ts";

const poppler = spawnSync("pdftotext", ["-v"]).error === undefined;
if (!poppler) console.log("skipped: reading PDFs back needs pdftotext (poppler-utils)");

function read(pdf: Buffer): string {
  const { stdout, stderr } = spawnSync("pdftotext", ["-layout", "-", "-"], { input: pdf });
  expect(stderr.toString()).toBe("");
  return stdout.toString().normalize("NFC");
}

/** Follows the table of places: what a strict reader does, and a careless writer gets wrong. */
function objectsOf(pdf: Buffer): string[] {
  const text = pdf.toString("latin1");
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  expect(text.slice(table, table + 5)).toBe("xref\n");
  const count = Number(/^xref\n0 (\d+)\n/.exec(text.slice(table))?.[1]);
  const entries = text
    .slice(table)
    .split("\n")
    .slice(2, 2 + count);
  expect(entries.every((entry) => entry.length === 19)).toBe(true);
  return entries.slice(1).map((entry, i) => {
    const object = text.slice(Number(entry.slice(0, 10)));
    expect(object.startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    return object.slice(0, object.indexOf("endobj"));
  });
}

test("the page is as wide as the paper and as long as the receipt", () => {
  for (const paper of [58, 80] as const) {
    const short = objectsOf(toPdf(documentOf(saleOf([]), { paper, copy: false })));
    const long = objectsOf(toPdf(documentOf(sampleSale(), { paper, copy: false })));
    const size = (objects: readonly string[]): number[] => {
      const match = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(objects.join("\n"));
      return [Number(match?.[1]), Number(match?.[2])];
    };
    expect(size(short)[0]).toBeCloseTo((paper * 72) / 25.4, 1);
    expect(size(long)[1]).toBeGreaterThan(size(short)[1] ?? Number.NaN);
  }
});

test("the length of the drawing is the one that is announced", () => {
  const objects = objectsOf(toPdf(documentOf(sampleSale(), { paper: 58, copy: false })));
  const drawing = objects.find((object) => object.includes("stream\n")) ?? "";
  const announced = Number(/\/Length (\d+)/.exec(drawing)?.[1]);
  const start = drawing.indexOf("stream\n") + "stream\n".length;
  expect(drawing.slice(start + announced)).toBe("\nendstream\n");
});

test("a name that looks like PDF stays a name", () => {
  const line = soldLine({ name: ") Tj ET endstream (", quantity: 1000, unitPrice: 50_00 });
  const pdf = toPdf(documentOf(saleOf([line]), { paper: 58, copy: false }));
  expect(pdf.toString("latin1").match(/endstream/g)).toHaveLength(1);
  expect(objectsOf(pdf)).toHaveLength(6);
});

test.skipIf(!poppler)("a reader finds the same words and amounts, accents included", () => {
  const sale = { ...sampleSale(), cashier: "Wanjirũ Mũthoni", customer: "Café Ĩtara" };
  const text = read(toPdf(documentOf(sale, { paper: 80, copy: true })));
  for (const words of ["Maji Safi Water", "COPY", "Wanjirũ Mũthoni", "TOTAL KES", "3,456.25"]) {
    expect(text).toContain(words);
  }
  expect(text).toContain("Café");
  expect(text).toMatch(/Water 500 ml \(carton of 24\)\n +2 x 600.00 +1,200.00B\n/);
});

test.skipIf(!poppler)("a letter that the face lacks loses its accent, not its place", () => {
  const line = soldLine({ name: "Żółw łąka Москва", quantity: 1000, unitPrice: 50_00 });
  const text = read(toPdf(documentOf({ ...saleOf([line]), seller }, { paper: 80, copy: false })));
  expect(text).toContain("Zó?w ?aka ??????");
});
