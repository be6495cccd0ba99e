import * as fc from "fast-check";
import * as receiptline from "receiptline";
import { expect, test } from "vitest";

import { cents, parseMoney } from "#shared/kernel/money.ts";
import { toSvg, toText } from "#main/print/document.ts";
import type { ReceiptDocument } from "#main/print/document.ts";
import { layOut } from "#main/print/layout.ts";
import { roll } from "#main/print/paper.ts";
import type { Paper } from "#main/print/paper.ts";
import { documentOf } from "#main/print/source.ts";
import type { ReceiptSource } from "#main/print/source.ts";
import { sampleRefund, saleOf, seller, soldLine } from "./samples.ts";

const PAPERS: readonly Paper[] = [58, 80];

function textOf(source: ReceiptSource, paper: Paper = 80, copy = false): string {
  return toText(documentOf(source, { paper, copy }));
}

/** The amount at the right edge of the row that begins with these words, in cents. */
function amountOf(text: string, words: string): number {
  const row = text.split("\n").find((each) => each.startsWith(words)) ?? "";
  return parseMoney(/(-?[\d,]+\.\d\d)[A-E]?$/.exec(row)?.[1] ?? "") ?? Number.NaN;
}

const total = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

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

const SPICE = [
  "|",
  "{",
  "}",
  "\\",
  "~",
  '"',
  "`",
  "^",
  "_",
  "-",
  "=",
  "\n",
  "\r",
  "\t",
  "\u001b",
  "\u0000",
];
const MEAN = [
  ...SPICE,
  "\\n",
  "\\x1b",
  "\\x70",
  "\u001bp0",
  "{x:\\x1bp00}",
  "{code:1;option:qrcode}",
  "---",
  "===",
  "^^^^^^^",
  "<script>",
  "&amp;",
  "\u00a0",
  "\u202e",
  "\u200b",
  "\u2028",
  "\ud800",
  "水",
  "🧼",
  "e\u0301",
  " ",
  "word",
  "Gĩthũngũri",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...MEAN), fc.string({ unit: "binary", maxLength: 4 })), {
    maxLength: 30,
  })
  .map((parts) => parts.join(""));

const CONTROL =
  // oxlint-disable-next-line no-control-regex -- that there are none is what is tested
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u200b-\u200f\u202a-\u202e\ud800-\udfff]/u;

test("whatever a product is called, every other row of the receipt stays as it is", () => {
  const rows = (name: string, paper: Paper): string[] =>
    textOf(saleOf([soldLine({ name, quantity: 1000, unitPrice: 50_00 })]), paper).split("\n");
  fc.assert(
    fc.property(hostile, fc.constantFrom(...PAPERS), (name, paper) => {
      const plain = rows("Soap", paper);
      const at = plain.indexOf("Soap");
      const odd = rows(name, paper);
      expect(odd.slice(0, at)).toEqual(plain.slice(0, at));
      expect(odd.slice(odd.length - (plain.length - at - 1))).toEqual(plain.slice(at + 1));
      expect(odd.every((row) => row.length <= roll(paper).columns && !CONTROL.test(row))).toBe(
        true,
      );
    }),
    { numRuns: 300 },
  );
});

test("no text of a person can widen the paper, open the drawer or break the picture", () => {
  fc.assert(
    fc.property(hostile, hostile, fc.constantFrom(...PAPERS), (one, two, paper) => {
      const refund = sampleRefund();
      const document = documentOf(
        {
          ...refund,
          seller: { ...seller, title: one, address: two, contact: one, pin: two, footer: one },
          cashier: two,
          customer: one,
          reason: two,
          original: one,
          body: {
            ...refund.body,
            lines: refund.body.lines.map((line) => ({ ...line, name: one, unit: two })),
            tenders: [
              { kind: "bank", amount: cents(100_00), reference: one },
              {
                kind: "mpesa",
                amount: cents(150_00),
                rounding: 0,
                code: { cipher: "", index: "i" },
              },
            ],
          },
          codes: new Map([["i", two]]),
        },
        { paper, copy: false },
      );
      expect(inkWithin(document)).toBe(true);
      expect(CONTROL.test(toText(document))).toBe(false);
      const { marks } = layOut(document);
      expect(marks.filter((mark) => mark.kind === "bars")).toHaveLength(1);
      const svg = toSvg(document);
      expect(new Set(svg.match(/<\/?[a-z]+/g))).toEqual(
        new Set([
          "<svg",
          "<rect",
          "<g",
          "<text",
          "<tspan",
          "</tspan",
          "</text",
          "</g",
          "<path",
          "</svg",
        ]),
      );
      const bytes = receiptline.transform(document.markup, {
        command: "escpos",
        cpl: roll(paper).columns,
        encoding: "multilingual",
      });
      // ESC p and DLE DC4 are the two ways to kick a drawer.
      expect(bytes).not.toContain("\u001bp");
      expect(bytes).not.toContain("\u0010\u0014");
    }),
    { numRuns: 200 },
  );
});

test("amounts nobody has ever paid still keep to the paper", () => {
  const line = soldLine({ name: "Everything", quantity: 1000, unitPrice: 10_000_000_000_00 });
  for (const paper of PAPERS) {
    const document = documentOf(saleOf([line]), { paper, copy: false });
    expect(inkWithin(document)).toBe(true);
    expect(amountOf(toText(document), "TOTAL KES")).toBe(10_000_000_000_00);
  }
});
