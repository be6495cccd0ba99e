/**
 * CODE128 as its standard (ISO/IEC 15417) has it, for the tests alone: nothing here comes from the
 * library that draws the bars, so that a fault of it, or of ours around it, is not read back as if
 * it were right. A printer draws bars of code-set bytes; a scanner reads them from a picture.
 */

/** A picture in grey, 0 black to 255 white, row by row. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
}

/** Bar, space, bar, space, bar, space of each symbol, in modules; the last one stops. */
const PATTERNS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 " +
  "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 " +
  "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 " +
  "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 " +
  "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 " +
  "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 " +
  "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 " +
  "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 " +
  "211214 211232 2331112"
).split(" ");

const [CODE_C, CODE_B, CODE_A, FIRST_START, STOP] = [99, 100, 101, 103, 106];
/** A reader may refuse bars with less white beside them. */
const QUIET_MODULES = 10;

type CodeSet = "A" | "B" | "C";
const SETS: readonly CodeSet[] = ["A", "B", "C"];

/** The symbols of what follows `GS k 73 n`: `{A`, `{B`, `{C` choose a set, `{{` is a brace. */
export function symbolsOf(data: Buffer): number[] {
  const symbols: number[] = [];
  let set: CodeSet | undefined;
  for (let i = 0; i < data.length; i += 1) {
    const byte = data[i] ?? 0;
    if (byte === 0x7b && data[i + 1] !== 0x7b) {
      const next = SETS.find((each) => each.charCodeAt(0) === data[i + 1]);
      if (next === undefined) throw new Error(`no code set at ${i} of ${data.toString("latin1")}`);
      const change = { A: CODE_A, B: CODE_B, C: CODE_C }[next];
      symbols.push(set === undefined ? FIRST_START + SETS.indexOf(next) : change);
      set = next;
      i += 1;
    } else if (set === "C") {
      if (byte > 99) throw new Error(`${byte} is no pair of digits`);
      symbols.push(byte);
    } else if (set === undefined || byte < 0x20) {
      throw new Error(`a bar code of the byte ${byte}`);
    } else {
      symbols.push(byte - 0x20);
      if (byte === 0x7b) i += 1;
    }
  }
  return symbols;
}

/** Widths of bars and spaces in modules, beginning and ending with a bar, check symbol included. */
export function barsOf(symbols: readonly number[]): number[] {
  return [...symbols, checkOf(symbols), STOP].flatMap((symbol) =>
    [...(PATTERNS[symbol] ?? "")].map(Number),
  );
}

function checkOf(symbols: readonly number[]): number {
  return symbols.reduce((sum, symbol, i) => sum + symbol * Math.max(i, 1), 0) % 103;
}

/** A code that was read, and on how many rows of the picture it could be. */
export interface Reading {
  readonly text: string;
  readonly rows: number;
}

/** Every code of the picture that a scanner held across it from the left would read. */
export function readBars(picture: Grey): Reading[] {
  const rows = new Map<string, number>();
  for (let y = 0; y < picture.height; y += 1) {
    const row = picture.dots.subarray(y * picture.width, (y + 1) * picture.width);
    for (const text of readRow(row)) rows.set(text, (rows.get(text) ?? 0) + 1);
  }
  return [...rows].map(([text, count]) => ({ text, rows: count }));
}

/** White, black, white … of one row, in dots. */
function runsOf(row: Uint8Array): number[] {
  const runs = [0];
  let dark = false;
  for (const dot of row) {
    if (dot < 128 !== dark) {
      dark = !dark;
      runs.push(0);
    }
    runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
  }
  if (dark) runs.push(0);
  return runs;
}

function readRow(row: Uint8Array): string[] {
  const runs = runsOf(row);
  return runs.flatMap((_, i) => {
    const text = i % 2 === 1 ? readFrom(runs, i) : undefined;
    return text === undefined ? [] : [text];
  });
}

/** The code whose first bar is this run; undefined where none begins, or its check is wrong. */
function readFrom(runs: readonly number[], from: number): string | undefined {
  const module = total(runs.slice(from, from + 6)) / 11;
  const start = symbolAt(runs, from);
  if (start === undefined || start < FIRST_START || start === STOP) return undefined;
  if ((runs[from - 1] ?? 0) < module * QUIET_MODULES) return undefined;
  const symbols: number[] = [];
  for (let at = from; ; at += 6) {
    const symbol = symbolAt(runs, at);
    if (symbol === undefined) return undefined;
    if (symbol === STOP) {
      const quiet = (runs[at + 7] ?? 0) >= module * QUIET_MODULES;
      const check = symbols.pop();
      return quiet && check === checkOf(symbols) ? textOf(symbols) : undefined;
    }
    symbols.push(symbol);
  }
}

function symbolAt(runs: readonly number[], at: number): number | undefined {
  const stop = inModules(runs.slice(at, at + 7), 13);
  if (stop === PATTERNS[STOP]) return STOP;
  const symbol = PATTERNS.indexOf(inModules(runs.slice(at, at + 6), 11));
  return symbol < 0 ? undefined : symbol;
}

function inModules(runs: readonly number[], modules: number): string {
  const whole = total(runs);
  return runs.map((run) => Math.round((run * modules) / whole)).join("");
}

function textOf(symbols: readonly number[]): string | undefined {
  let set = SETS[(symbols[0] ?? 0) - FIRST_START];
  let text = "";
  for (const symbol of symbols.slice(1)) {
    const change = symbol === CODE_A ? "A" : symbol === CODE_B ? "B" : "C";
    if (set === "C" && symbol < 100) text += String(symbol).padStart(2, "0");
    else if (set !== "C" && symbol < 64) text += String.fromCharCode(symbol + 32);
    else if (set === "B" && symbol < 96) text += String.fromCharCode(symbol + 32);
    else if (symbol >= CODE_C && symbol <= CODE_A && change !== set) set = change;
    else return undefined;
  }
  return text;
}

const total = (widths: readonly number[]): number => widths.reduce((a, b) => a + b, 0);
