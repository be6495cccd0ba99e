import { barsOf, type Grey, symbolsOf } from "./code128.ts";

/** What a thermal printer makes of its bytes. */
export interface Strip {
  /** The rows of letters; `right` is where the last of them ends, in dots. */
  readonly rows: readonly { readonly text: string; readonly right: number }[];
  /** The whole paper with the bars that it drew; letters are not drawn. */
  readonly picture: Grey;
  readonly cuts: number;
}

const CELL = 12;
const ROW = 24;
const [ESC, FS, GS, LF] = [0x1b, 0x1c, 0x1d, 0x0a];

/** Commands that change nothing of what is looked at here, and how many bytes follow each. */
const IDLE = new Map([
  ["\x1b@", 0],
  ["\x1da", 1],
  ["\x1bM", 1],
  ["\x1b ", 1],
  ["\x1cS", 2],
  ["\x1b2", 0],
  ["\x1b{", 1],
  ["\x1c.", 0],
  ["\x1b-", 1],
  ["\x1c-", 1],
  ["\x1bE", 1],
  ["\x1dB", 1],
  ["\x1bt", 1],
  ["\x1dH", 1],
  ["\x1dr", 1],
]);

/**
 * A thermal head as Epson's ESC/POS reference describes it, for a roll of `paper` millimetres: what
 * it does not know it refuses, as a byte too many or too few would shift all that follows.
 */
export function burn(bytes: Buffer, paper: 58 | 80): Strip {
  const head = paper === 58 ? 384 : 576;
  const rows: { text: string; right: number }[] = [];
  const drawn: { y: number; x: number; height: number; widths: number[] }[] = [];
  const pen = { left: 0, width: head, align: 0, x: 0, wide: 1, tall: 1, module: 3, high: 162 };
  let [at, y, text, cuts] = [0, 0, "", 0];
  const take = (): number => bytes[at++] ?? fail("ends within a command");
  const both = (): number => take() + take() * 256;
  const fail = (why: string): never => {
    throw new Error(`byte ${at}: ${why}`);
  };

  const bars = (): void => {
    if (take() !== 73) fail("bars that are not CODE128");
    const length = take();
    const modules = barsOf(symbolsOf(bytes.subarray(at, at + length)));
    at += length;
    const widths = modules.map((each) => each * pen.module);
    const whole = widths.reduce((a, b) => a + b, 0);
    // A printer that cannot fit the bars into its area prints none at all.
    if (whole > pen.width) fail(`bars of ${whole} dots in ${pen.width}`);
    const x = pen.left + Math.floor(((pen.width - whole) * pen.align) / 2);
    drawn.push({ y, x, height: pen.high, widths });
    y += pen.high + ROW;
  };

  const acts: Record<string, () => void> = {
    "\x1d!": () => {
      const size = take();
      Object.assign(pen, { wide: (size >> 4) + 1, tall: (size & 15) + 1 });
    },
    "\x1dL": () => (pen.left = both()),
    "\x1dW": () => (pen.width = both()),
    "\x1ba": () => (pen.align = take()),
    "\x1b$": () => (pen.x = both()),
    "\x1b\\": () => (pen.x += both()),
    "\x1dw": () => (pen.module = take()),
    "\x1dh": () => (pen.high = take()),
    "\x1dk": bars,
    "\x1dV": () => (take() === 66 && take() === 0 ? (cuts += 1) : fail("an unknown cut")),
  };

  while (at < bytes.length) {
    const byte = take();
    if (byte === LF) {
      if (text !== "") rows.push({ text, right: pen.left + pen.x });
      y += ROW * pen.tall;
      [text, pen.x] = ["", 0];
    } else if (byte === ESC || byte === FS || byte === GS) {
      const name = String.fromCharCode(byte, take());
      const idle = IDLE.get(name);
      if (idle !== undefined) at += idle;
      else (acts[name] ?? (() => fail(`the command ${JSON.stringify(name)}`)))();
    } else if (byte < 0x20) {
      fail(`the control ${byte}`);
    } else {
      text += String.fromCharCode(byte);
      pen.x += CELL * pen.wide;
    }
  }
  return { rows, picture: paint(paper, y, drawn), cuts };
}

/** The head is narrower than the roll and stands in its middle. */
function paint(
  paper: 58 | 80,
  height: number,
  drawn: readonly { y: number; x: number; height: number; widths: number[] }[],
): Grey {
  const width = paper * 8;
  const margin = (width - (paper === 58 ? 384 : 576)) / 2;
  const dots = new Uint8Array(width * height).fill(255);
  for (const code of drawn) {
    let x = margin + code.x;
    for (const [i, each] of code.widths.entries()) {
      if (i % 2 === 0) black({ x, y: code.y, width: each, height: code.height });
      x += each;
    }
  }
  return { width, height, dots };

  function black(bar: { x: number; y: number; width: number; height: number }): void {
    for (let y = bar.y; y < bar.y + bar.height; y += 1) {
      dots.fill(0, y * width + bar.x, y * width + bar.x + bar.width);
    }
  }
}
