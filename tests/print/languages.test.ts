import { expect, test } from "vitest";
import type { Language } from "#shared/kernel/text.ts";
import { toText } from "#main/print/document.ts";
import { layOut } from "#main/print/layout.ts";
import { roll } from "#main/print/paper.ts";
import type { Paper } from "#main/print/paper.ts";
import { documentOf, type PaperKind, type ReceiptSource } from "#main/print/source.ts";
import {
  sampleDeposit,
  sampleGas,
  sampleGiven,
  sampleJob,
  sampleJobPayment,
  samplePaid,
  samplePayment,
} from "./more-samples.ts";
import { sampleRefund, sampleSale, sampleX, sampleZ } from "./samples.ts";

const ROLLS: readonly Paper[] = [58, 80];

interface Sample {
  readonly name: string;
  readonly source: ReceiptSource;
  readonly as?: PaperKind;
}

/** Every paper that there is. */
const PAPERS: readonly Sample[] = [
  { name: "a sale", source: sampleSale() },
  { name: "a sale of gas", source: sampleGas() },
  { name: "a refund", source: sampleRefund() },
  { name: "a payment", source: samplePayment() },
  { name: "credit paid out", source: samplePaid() },
  { name: "a deposit back", source: sampleDeposit() },
  { name: "a ticket", source: sampleJob() },
  { name: "its tags", source: sampleJob(), as: "job-tags" },
  { name: "a payment for a job", source: sampleJobPayment() },
  { name: "compensation", source: sampleGiven() },
  { name: "an X", source: sampleX() },
  { name: "a Z", source: sampleZ() },
];

const textOf = (
  { source, as }: Omit<Sample, "name">,
  language: Language | undefined,
  paper: Paper,
  copy = false,
) => {
  const seller = { ...source.seller, ...(language === undefined ? {} : { language }) };
  return toText(documentOf({ ...source, seller } as ReceiptSource, { paper, copy }, as));
};

const rows = (text: string) => text.split("\n").filter((row) => row.trim() !== "");
const figures = (text: string) => text.match(/-?\d[\d,./:]*/g);

test.each(PAPERS)("$name says the same figures in both languages, on both rolls", (paper) => {
  for (const width of ROLLS) {
    const [english, swahili] = [textOf(paper, "en", width), textOf(paper, "sw", width)];
    expect(figures(swahili)).toEqual(figures(english));
    expect(swahili).not.toBe(english);
    expect(textOf(paper, undefined, width)).toBe(english);
  }
});

test.each(PAPERS)("$name keeps to its paper in Swahili", ({ source, as }) => {
  for (const paper of ROLLS) {
    const seller = { ...source.seller, language: "sw" as const };
    const document = documentOf({ ...source, seller } as ReceiptSource, { paper, copy: true }, as);
    const { columns } = roll(paper);
    for (const row of toText(document).split("\n")) {
      expect(row.length).toBeLessThanOrEqual(columns);
    }
    for (const mark of layOut(document).marks) {
      if (mark.kind !== "text") continue;
      expect(mark.x + mark.text.length * mark.scaleX).toBeLessThanOrEqual(columns);
    }
  }
});

test.each(PAPERS.filter(({ as }) => as === undefined))(
  "a copy of $name is the original marked NAKALA",
  (paper) => {
    const [original, copy] = [textOf(paper, "sw", 80), textOf(paper, "sw", 80, true)].map(rows);
    expect(copy?.filter((row) => row.trim() !== "NAKALA")).toEqual(original);
    expect(copy).toHaveLength((original?.length ?? 0) + 1);
  },
);

test("what the law names stays as the law names it", () => {
  for (const width of ROLLS) {
    const text = textOf({ source: sampleSale() }, "sw", width);
    expect(text).toContain("NOT A TAX INVOICE");
    expect(text).toContain("PIN P051234567X");
    expect(text).toMatch(/B 16%/);
  }
});

test("the columns of the tax table stand in one row on the narrow roll", () => {
  expect(textOf({ source: sampleSale() }, "sw", 58)).toMatch(/^Kiwango +Bila kodi +Kodi$/m);
  expect(textOf({ source: sampleSale() }, "sw", 58)).toMatch(/^A Msamaha +50\.00 +0\.00$/m);
});

test("what a person wrote is not translated", () => {
  const sale = sampleSale();
  const [line] = sale.body.lines;
  if (line === undefined) throw new Error("the sample has lines");
  const named = { ...sale, body: { ...sale.body, lines: [{ ...line, name: "Cash" }] } };
  expect(rows(textOf({ source: named }, "sw", 80))).toContain("Cash");
  const refund = { ...sampleRefund(), reason: "Change" };
  expect(textOf({ source: refund }, "sw", 80)).toContain("Sababu: Change");
});
