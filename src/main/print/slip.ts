import * as receiptline from "receiptline";

import type { Logo } from "#shared/facts/master.ts";
import type { Language, Say } from "#shared/kernel/text.ts";
import { say } from "./language.ts";
import { CELL_DOTS, roll } from "./paper.ts";
import type { Paper } from "./paper.ts";
import { toPng } from "./picture.ts";
import { escaped, printable, wrap } from "./printable.ts";

/** Quiet zones that a scanner needs beside a barcode: ten modules of two dots on each side. */
const QUIET_DOTS = 40;
const BARCODE_DOTS = 56;

/**
 * Writes one receipt from top to bottom as ReceiptLine text. The layout is done here in whole
 * cells, so that a line is never wider than the paper, whatever a person typed; ReceiptLine draws.
 */
export class Slip {
  readonly columns: number;
  /** The words of this paper, in its language. */
  readonly t: Say;
  readonly #lines: string[] = [];
  #ruled = true;

  constructor(paper: Paper, language?: Language) {
    this.columns = roll(paper).columns;
    this.t = say(language);
  }

  /** The whole document. */
  get markup(): string {
    return this.#lines.join("\n");
  }

  #push(line: string): this {
    this.#lines.push(line);
    this.#ruled = false;
    return this;
  }

  #rows(rows: readonly string[], mark = ""): this {
    for (const row of rows) this.#push(`|${mark}${escaped(row)}${mark}`);
    return this;
  }

  /** A picture in the middle; ReceiptLine reads it from its own property and from nothing else. */
  picture(logo: Logo): this {
    return this.#push(`{image:${toPng(logo).toString("base64")}}`).space();
  }

  /** Centred and twice the size, or just bold and tall where the words are too long for that. */
  headline(text: string): this {
    const half = Math.floor(this.columns / 2);
    const big = printable(text).length <= half;
    const mark = big ? "^^^" : "^^";
    for (const row of wrap(text, this.columns)) this.#push(`"${mark}${escaped(row)}${mark}"`);
    return this;
  }

  /** Centred; nothing where the text is empty. */
  centre(text: string, emphasis: "plain" | "bold" = "plain"): this {
    const mark = emphasis === "bold" ? '"' : "";
    for (const row of wrap(text, this.columns)) this.#push(mark + escaped(row) + mark);
    return this;
  }

  /** A paragraph from the left edge. */
  left(text: string, emphasis: "plain" | "bold" = "plain"): this {
    return this.#rows(wrap(text, this.columns), emphasis === "bold" ? '"' : "");
  }

  /** Words on the left, an amount at the right edge; the words wrap, the amount never breaks. */
  pair(left: string, right: string, look: Look = {}): this {
    if (look.size !== "total") {
      return this.#rows(pairRows(left, right, this.columns, look), look.size === "bold" ? '"' : "");
    }
    // Twice as wide and high where that fits on one row, else twice as high: never broken in two.
    const half = Math.floor(this.columns / 2);
    const big = printable(left).length + printable(right).length + 3 <= half;
    const mark = big ? "^^^" : "^^";
    for (const row of pairRows(left, right, big ? half : this.columns, look)) {
      this.#push(`|"${mark}${escaped(row)}${mark}"`);
    }
    return this;
  }

  /**
   * A row of a table: the first cell from the left, the others right-aligned in columns of equal
   * width. A row whose amounts are too long becomes one row per amount, under its heading.
   */
  table(cells: readonly string[], headings: readonly string[], widths: readonly number[]): this {
    const fits = cells.every((cell, i) => printable(cell).length < (widths[i] ?? 0) + (i ? 0 : 1));
    if (fits) {
      const row = cells.map((cell, i) => {
        const text = printable(cell);
        return i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
      });
      return this.#rows([row.join("").trimEnd()]);
    }
    this.left(cells[0] ?? "");
    cells.slice(1).forEach((cell, i) => this.pair(headings[i + 1] ?? "", cell, { indent: 2 }));
    return this;
  }

  /** A line across; never two in a row, never the first thing. */
  rule(): this {
    if (this.#ruled) return this;
    this.#lines.push("---");
    this.#ruled = true;
    return this;
  }

  space(): this {
    this.#lines.push("");
    return this;
  }

  /** Where the paper is cut, or torn. */
  cut(): this {
    this.#lines.push("=");
    this.#ruled = true;
    return this;
  }

  /** Room for a signature. */
  sign(who: string): this {
    const words = `${who} `;
    return this.space().space().left(words.padEnd(this.columns, "_"));
  }

  /** The number as CODE128 with its text below, or as text alone where the bars do not fit. */
  barcode(data: string): this {
    if (!/^[A-Z0-9-]{1,40}$/.test(data)) return this.centre(data);
    const bars = receiptline.barcode.generate({
      data,
      type: "code128",
      width: 2,
      height: BARCODE_DOTS,
      hri: true,
      quietZone: false,
    });
    const fits = "length" in bars && bars.length + QUIET_DOTS <= this.columns * CELL_DOTS;
    if (!fits) return this.centre(data);
    return this.#push(`{code:${data};option:code128,2,${BARCODE_DOTS},hri}`);
  }
}

export interface Look {
  readonly size?: "plain" | "bold" | "total";
  readonly indent?: number;
  /** One cell after the amount: its tax letter, or a blank to stay in line with amounts above. */
  readonly letter?: string;
}

function pairRows(left: string, right: string, columns: number, look: Look): string[] {
  const { indent = 0, letter = "" } = look;
  const amount = printable(right) + letter;
  const margin = " ".repeat(indent);
  // A word longer than the paper is an amount nobody has; it is cut rather than widening the slip.
  if (amount.length + indent + 2 > columns) {
    return [...wrap(left, columns - indent).map((row) => margin + row), ...wrap(right, columns)];
  }
  const words = wrap(left, columns - indent);
  const last = words.at(-1) ?? "";
  const room = columns - indent - amount.length - 1;
  if (last.length <= room) {
    const before = words.slice(0, -1).map((row) => margin + row);
    return [...before, margin + last.padEnd(room + 1) + amount];
  }
  return [...words.map((row) => margin + row), amount.padStart(columns)];
}
