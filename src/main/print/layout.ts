import * as receiptline from "receiptline";

import type { Logo } from "#shared/facts/master.ts";
import { CELL_DOTS, roll, ROW_DOTS } from "./paper.ts";
import type { Paper } from "./paper.ts";
import { ofPng } from "./picture.ts";

/** Something black on the paper. `x` is in cells from the left, `y` in dots, of the upper edge. */
export type Mark =
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      /** Height of the row that the text stands on the bottom of, in dots. */
      readonly rowDots: number;
      readonly text: string;
      readonly bold: boolean;
      readonly scaleX: number;
      readonly scaleY: number;
    }
  | { readonly kind: "rule"; readonly x: number; readonly y: number; readonly cells: number }
  | {
      readonly kind: "bars";
      readonly x: number;
      readonly y: number;
      readonly heightDots: number;
      /** Space and bar in turn, beginning with a space, in dots. */
      readonly widths: readonly number[];
    }
  | { readonly kind: "picture"; readonly x: number; readonly y: number; readonly logo: Logo };

export interface Layout {
  readonly marks: readonly Mark[];
  readonly heightDots: number;
}

/** The pen: where ReceiptLine says the next thing goes, and in which hand. */
interface Pen {
  margin: number;
  width: number;
  align: number;
  x: number;
  y: number;
  bold: boolean;
  scaleX: number;
  scaleY: number;
  rowScale: number;
}

type Words = Omit<Extract<Mark, { kind: "text" }>, "rowDots">;

/**
 * Where each mark of a document goes, in the dots of the printer: ReceiptLine's own layout,
 * listened to through its command interface, so that text and PDF cannot differ from the picture.
 */
export function layOut(document: { readonly markup: string; readonly paper: Paper }): Layout {
  const marks: Mark[] = [];
  let row: Words[] = [];
  const pen: Pen = { ...UPRIGHT, margin: 0, width: 0, align: 0, x: 0, y: 0, rowScale: 1 };
  const lineFeed = (): string => {
    const rowDots = pen.rowScale * ROW_DOTS;
    marks.push(...row.map((words) => ({ ...words, rowDots })));
    row = [];
    return set(pen, { y: pen.y + rowDots, rowScale: 1, x: 0 });
  };
  const command = {
    ...receiptline.commands.base,
    ...penCommands(pen),
    hr(cells: number) {
      marks.push({ kind: "rule", x: pen.margin, y: pen.y, cells });
      return "";
    },
    text(text: string) {
      const { bold, scaleX, scaleY, y } = pen;
      row.push({ kind: "text", x: pen.margin + pen.x, y, text, bold, scaleX, scaleY });
      return set(pen, { x: pen.x + text.length * scaleX });
    },
    lf: lineFeed,
    image(base64: string) {
      const logo = ofPng(Buffer.from(base64, "base64"));
      const x = pen.margin + ((pen.width - logo.width / CELL_DOTS) * pen.align) / 2;
      marks.push({ kind: "picture", x, y: pen.y, logo });
      return set(pen, { y: pen.y + logo.height });
    },
    barcode(symbol: Parameters<typeof receiptline.barcode.generate>[0]) {
      const bars = receiptline.barcode.generate(symbol);
      if (!("length" in bars)) return "";
      const { length, widths, height: heightDots, text } = bars;
      const x = pen.margin + ((pen.width - length / CELL_DOTS) * pen.align) / 2;
      marks.push({ kind: "bars", x, y: pen.y, heightDots, widths });
      const middle = ((pen.width - text.length) * pen.align) / 2;
      set(pen, { ...UPRIGHT, y: pen.y + heightDots + 2, x: middle });
      command.text(text);
      return lineFeed();
    },
  };
  const { columns } = roll(document.paper);
  receiptline.transform(document.markup, { cpl: columns, encoding: "multilingual", command });
  return { marks, heightDots: pen.y };
}

const UPRIGHT = { bold: false, scaleX: 1, scaleY: 1 };

/** Moves the pen; what ReceiptLine would write for it is nothing. */
function set(pen: Pen, change: Partial<Pen>): string {
  Object.assign(pen, change);
  return "";
}

function penCommands(pen: Pen) {
  return {
    area: (margin: number, width: number) => set(pen, { margin, width }),
    align: (align: number) => set(pen, { align }),
    absolute: (x: number) => set(pen, { x }),
    relative: (x: number) => set(pen, { x: pen.x + x }),
    normal: () => set(pen, UPRIGHT),
    em: () => set(pen, { bold: true }),
    wh(wh: number) {
      // ReceiptLine counts carets: ^ is twice as wide, ^^ twice as high, ^^^ and more are both.
      const scaleX = wh < 2 ? wh + 1 : wh - 1;
      const scaleY = wh < 3 ? wh : wh - 1;
      const rowScale = Math.max(pen.rowScale, scaleY);
      return set(pen, { scaleX, scaleY, rowScale });
    },
  };
}
