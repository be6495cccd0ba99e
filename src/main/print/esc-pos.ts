import * as receiptline from "receiptline";

import type { ReceiptDocument } from "./document.ts";
import { roll } from "./paper.ts";

const { generic } = receiptline.commands;

/**
 * The commands that cheap 58 and 80 mm printers share. A rule is made of hyphens: ReceiptLine's own
 * is drawn from a Japanese code page that many of them do not have.
 */
const COMMANDS = {
  ...generic,
  hr: (width: number) => "-".repeat(width),
  text: (text: string) => generic.text([...text].map(asPrinted).join(""), "multilingual"),
};

/** No code page has the ĩ and ũ of Gĩkũyũ and Kĩkamba: without its tilde a name is still a name. */
function asPrinted(letter: string): string {
  const lacks = generic.text(letter, "multilingual") === "?";
  return lacks ? (letter.normalize("NFD")[0] ?? letter) : letter;
}

/** The receipt as bytes for a thermal printer, cut at the end. */
export function toEscPos(document: ReceiptDocument): Buffer {
  const bytes = receiptline.transform(document.markup, {
    cpl: roll(document.paper).columns,
    encoding: "multilingual",
    spacing: true,
    cutting: true,
    // A logo is black dots already; shaded again it would lose some.
    gradient: false,
    command: COMMANDS,
  });
  return Buffer.from(bytes, "latin1");
}

/** ESC p: a pulse of 50 ms, then 500 ms of rest, to the drawer on the printer's first connector. */
export const DRAWER_PULSE: Buffer = Buffer.from([0x1b, 0x70, 0x00, 0x19, 0xfa]);

/** DLE EOT n asks at once: 2 what keeps the printer offline, 4 the paper. */
export const ASK_OFFLINE: Buffer = Buffer.from([0x10, 0x04, 0x02]);
export const ASK_PAPER: Buffer = Buffer.from([0x10, 0x04, 0x04]);

/**
 * What the answers to ASK_OFFLINE and ASK_PAPER say, in the cashier's words; null: nothing is
 * wrong. A byte that is no answer (their fixed bits are 0xx1xx10) says nothing.
 */
export function troubleIn(offline: number, paper: number): string | null {
  if (isStatus(offline) && (offline & 0b0000_0100) !== 0) return "its cover is open";
  if (isStatus(paper) && (paper & 0b0110_0000) !== 0) return "it has no paper";
  if (isStatus(offline) && (offline & 0b0010_0000) !== 0) return "it has no paper";
  if (isStatus(offline) && (offline & 0b0100_0000) !== 0) return "it reports an error";
  return null;
}

function isStatus(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}
