import type { Logo } from "#shared/facts/master.ts";
import type { ReceiptDocument } from "./document.ts";
import { paperSize } from "./document.ts";
import { layOut } from "./layout.ts";
import type { Mark } from "./layout.ts";
import { CELL_DOTS, DOTS_PER_MM, FEED_DOTS, roll } from "./paper.ts";

/**
 * The receipt as a page of exactly its own size, for printer queues of the system.
 *
 * Why not plain text: the text filter of CUPS sets its own page (A4 or Letter), margins and
 * characters per inch, differently by version and driver, and knows neither bars nor large type.
 * Why not SVG: no stock queue takes it, and turning it into something else would need a browser
 * on the shop's PC. A PDF is what every CUPS filter chain, thermal drivers included, begins with.
 *
 * The face is the built-in Courier-Bold, which every interpreter has or replaces by one of the same
 * advance, so that nothing is embedded and a receipt takes a few kilobytes. Plain Courier is drawn
 * for ink: its hairlines are thinner than one dot of a 203 dpi head. What is bold on the screen is
 * struck twice, as typewriters did; outlined letters would reach some drivers as mere shapes.
 */
export function toPdf(document: ReceiptDocument): Buffer {
  const { widthMm, heightMm } = paperSize(document);
  const points = (mm: number): string => ((mm * 72) / 25.4).toFixed(2);
  const box = `[0 0 ${points(widthMm)} ${points(heightMm)}]`;
  const content = pageContent(document, heightMm * DOTS_PER_MM);
  return assemble([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 5 0 R ` +
      "/Resources << /Font << /F1 4 0 R >> >> >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `<< /Title <${hex(document.title)}> >>`,
  ]);
}

/** Everything in printer dots from the lower left corner; one matrix makes points of them. */
function pageContent(document: ReceiptDocument, heightDots: number): string {
  const { marginDots } = roll(document.paper);
  const scale = 72 / 25.4 / DOTS_PER_MM;
  const top = heightDots - FEED_DOTS;
  const parts = layOut(document).marks.flatMap((mark) => draw(mark, marginDots, top));
  return [`${scale.toFixed(6)} 0 0 ${scale.toFixed(6)} 0 0 cm 0 g`, ...parts].join("\n");
}

function draw(mark: Mark, left: number, top: number): string[] {
  const x = left + mark.x * CELL_DOTS;
  switch (mark.kind) {
    case "rule":
      return [`${x} ${top - mark.y - 13} ${mark.cells * CELL_DOTS} 2 re f`];
    case "bars":
      return bars(mark, Math.floor(x), top - mark.y - mark.heightDots);
    case "picture":
      return picture(mark.logo, Math.floor(x), top - mark.y - mark.logo.height);
    case "text":
      return words(mark, x, top - mark.y - mark.rowDots);
  }
}

function bars(mark: Extract<Mark, { kind: "bars" }>, left: number, bottom: number): string[] {
  let x = left;
  return mark.widths.flatMap((width, i) => {
    x += width;
    return i % 2 === 1 ? [`${x - width} ${bottom} ${width} ${mark.heightDots} re f`] : [];
  });
}

/** A stencil: black where a bit is set, and nothing where none is. */
function picture({ width, height, bits }: Logo, left: number, bottom: number): string[] {
  const stencil = `/W ${width} /H ${height} /IM true /D [1 0] /F /AHx`;
  const dots = Buffer.from(bits, "base64").toString("hex");
  return [`q ${width} 0 0 ${height} ${left} ${bottom} cm BI ${stencil} ID ${dots}> EI Q`];
}

/** 20 dots of Courier are 12 wide, the cell; the baseline is 6 above the foot of the row. */
function words(mark: Extract<Mark, { kind: "text" }>, x: number, bottom: number): string[] {
  const { scaleX, scaleY } = mark;
  const at = (cell: number, raise: number, aside = 0): string =>
    `${scaleX} 0 0 ${scaleY} ${x + cell * CELL_DOTS * scaleX + aside} ` +
    `${bottom + (6 + raise) * scaleY} Tm`;
  const strokes = winAnsi(mark.text).flatMap(({ cell, raise, bytes }) => {
    const shown = `<${Buffer.from(bytes).toString("hex")}> Tj`;
    const again = mark.bold ? [`${at(cell, raise, STRUCK_ASIDE_DOTS)} ${shown}`] : [];
    return [`${at(cell, raise)} ${shown}`, ...again];
  });
  return ["BT /F1 20 Tf", ...strokes, "ET"];
}

/** The second stroke of a bold letter: more and the letters fill up, less and nobody sees it. */
const STRUCK_ASIDE_DOTS = 0.9;

/** Code points of the bytes 0x80 to 0x9f of Windows-1252; the others are Latin-1. */
const UPPER = new Map(
  Array.from({ length: 32 }, (_, i) => i + 0x80).map((byte) => {
    const char = new TextDecoder("windows-1252").decode(Uint8Array.of(byte));
    return [char, byte] as const;
  }),
);

/** Letters to strike one after the other, from this cell. */
interface Stroke {
  readonly cell: number;
  readonly raise: number;
  readonly bytes: number[];
}

/**
 * One byte a cell. A letter that the encoding lacks loses its accent, or becomes "?"; but Gĩkũyũ
 * and Kĩkamba names need ĩ and ũ, so a tilde is struck over the letter as typewriters did, at once,
 * so that programs that read the page put the two together again.
 */
function winAnsi(text: string): Stroke[] {
  const strokes: Stroke[] = [];
  let stroke: Stroke | null = null;
  [...text].forEach((char, cell) => {
    if (stroke === null) strokes.push((stroke = { cell, raise: 0, bytes: [] }));
    const whole = byteOf(char);
    const [base = "?", accent] = char.normalize("NFD");
    stroke.bytes.push(whole ?? byteOf(base) ?? 0x3f);
    if (whole !== undefined || accent !== "\u0303") return;
    strokes.push({ cell, raise: base === base.toUpperCase() ? 4 : 0, bytes: [TILDE] });
    stroke = null;
  });
  return strokes;
}

const TILDE = 0x98;

function byteOf(char: string): number | undefined {
  const code = char.codePointAt(0) ?? 0;
  const latin = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff);
  return latin ? code : UPPER.get(char);
}

/** Text of the document information: UTF-16 with its mark, so that nothing needs escaping. */
function hex(text: string): string {
  return Buffer.from(`\ufeff${text}`, "utf16le").swap16().toString("hex");
}

/** Numbers the objects and writes the table of their places. The last one is the information. */
function assemble(objects: readonly string[]): Buffer {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join("")}`;
  const end = `trailer\n<< /Size ${count} /Root 1 0 R /Info ${count - 1} 0 R >>\n`;
  return Buffer.from(`${text}${table}${end}startxref\n${text.length}\n%%EOF\n`, "latin1");
}
