import * as receiptline from "receiptline";

import { layOut } from "./layout.ts";
import type { Mark } from "./layout.ts";
import { DOTS_PER_MM, FEED_DOTS, roll } from "./paper.ts";
import type { Paper } from "./paper.ts";

/** One receipt, before it becomes a picture, text or a page: ReceiptLine text for one paper. */
export interface ReceiptDocument {
  /** "Receipt R1-000123-K7": for window titles and printer queues. */
  readonly title: string;
  readonly number: string;
  readonly paper: Paper;
  readonly copy: boolean;
  readonly markup: string;
}

/** Monospaced faces with an advance of at most 0.6 em: 20 px in a cell of 12. */
const FACES = "'DejaVu Sans Mono', Consolas, Menlo, 'Liberation Mono', 'Courier New', monospace";

/** What of ReceiptLine's SVG writer is used here; its own types leave these open. */
interface SvgState {
  svgWidth: number;
  svgHeight: number;
  svgContent: string;
  textAttributes: Record<string, string>;
}

/**
 * ReceiptLine's SVG, with three differences: its font would be fetched from the Internet at every
 * look at a receipt; bold is a bold face instead of a fuzzy outline; and the picture is the whole
 * paper, margins included, so that the screen, a file and a printer's page are the same thing.
 */
function svgCommands(paper: Paper): Parameters<typeof receiptline.transform>[1] {
  const { widthDots, marginDots } = roll(paper);
  const { svg } = receiptline.commands;
  return {
    cpl: roll(paper).columns,
    encoding: "multilingual",
    command: {
      ...svg,
      em(this: SvgState) {
        this.textAttributes["font-weight"] = "bold";
        return "";
      },
      close(this: SvgState) {
        const height = this.svgHeight + 2 * FEED_DOTS;
        return (
          `<svg xmlns="http://www.w3.org/2000/svg" width="${paper}mm" ` +
          `height="${height / DOTS_PER_MM}mm" viewBox="0 0 ${widthDots} ${height}" preserveAspectRatio="xMidYMin meet">` +
          `<rect width="${widthDots}" height="${height}" fill="#fff"/>` +
          `<g transform="translate(${marginDots},${FEED_DOTS})" font-family="${FACES}" ` +
          `font-size="20" fill="#000" dominant-baseline="text-after-edge" ` +
          `text-anchor="middle">${this.svgContent}</g></svg>\n`
        );
      },
    },
  };
}

/** The receipt as a picture in the size of its paper. It refers to nothing outside. */
export function toSvg(document: ReceiptDocument): string {
  return receiptline.transform(document.markup, svgCommands(document.paper));
}

/** The receipt as plain text, one row per line: for screen readers, the archive and tests. */
export function toText(document: ReceiptDocument): string {
  const rows = new Map<number, string>();
  for (const mark of layOut(document).marks) {
    if (mark.kind === "bars" || mark.kind === "picture") continue;
    const text = mark.kind === "rule" ? "-".repeat(mark.cells) : onOneRow(mark);
    rows.set(mark.y, (rows.get(mark.y) ?? "").padEnd(Math.floor(mark.x)) + text);
  }
  const lines = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row.trimEnd());
  return `${lines.join("\n")}\n`;
}

/** Letters that are several cells wide on paper, one cell each within the same room. */
function onOneRow(mark: Extract<Mark, { kind: "text" }>): string {
  const cells = mark.text.length * mark.scaleX;
  const pair = /^(.*\S) {2,}(\S.*)$/.exec(mark.text);
  if (pair !== null) return `${pair[1]}${pair[2]?.padStart(cells - (pair[1]?.length ?? 0))}`;
  return " ".repeat(Math.floor((cells - mark.text.length) / 2)) + mark.text;
}

/** Width and height of the paper that the receipt needs, in whole millimetres. */
export function paperSize(document: ReceiptDocument): { widthMm: number; heightMm: number } {
  const { heightDots } = layOut(document);
  return {
    widthMm: document.paper,
    heightMm: Math.ceil((heightDots + 2 * FEED_DOTS) / DOTS_PER_MM),
  };
}
