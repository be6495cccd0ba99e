/**
 * What a person typed, as a receipt may show it. Names come from keyboards, imports and other
 * tills; a printer reads bytes as commands. So everything that is not a visible character of one
 * cell is taken out here, before any layout: control characters (ESC would open the drawer),
 * format characters (a right-to-left mark would turn an amount around), wide and unshaped scripts
 * (their glyphs would run over the column of amounts). What is taken out as unprintable shows as
 * "?", so that a missing letter is seen; what was invisible leaves nothing.
 */
export function printable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, " ")
    .replace(/\p{Z}/gu, " ") // a no-break space is a blank like any other, and printers lack it
    .replace(/\p{C}|\p{M}/gu, "")
    .replace(NOT_ON_A_RECEIPT, "?")
    .replace(/ +/g, " ")
    .trim();
}

/** ASCII, Latin with its accents, Greek, Cyrillic, and the punctuation of a text processor. */
const NOT_ON_A_RECEIPT =
  /[^\u0020-\u007e\u00a1-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u20ac\u2122]/gu;

/** Characters that mean something to ReceiptLine, as their hexadecimal escapes. */
const SPECIAL = /[\\|{}~_"`^=-]/g;

/** A cell row as ReceiptLine text: nothing in it is read as markup, blanks stay where they are. */
export function escaped(row: string): string {
  return row
    .replace(SPECIAL, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`)
    .replaceAll(" ", "~");
}

/** Breaks a text into rows of at most `width` cells, between words where there are any. */
export function wrap(text: string, width: number): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of printable(text).split(" ")) {
    if (word === "") continue;
    const joined = row === "" ? word : `${row} ${word}`;
    if (joined.length <= width) {
      row = joined;
      continue;
    }
    if (row !== "") rows.push(row);
    const cut = cutAt(word, width);
    row = cut.pop() ?? "";
    rows.push(...cut);
  }
  if (row !== "") rows.push(row);
  return rows;
}

function cutAt(word: string, width: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < word.length; at += width) parts.push(word.slice(at, at + width));
  return parts;
}
