/** Roll widths in millimetres. */
export type Paper = 58 | 80;

/** Thermal heads have 203 dots an inch, which is 8 a millimetre; a character is 12 × 24 dots. */
export const DOTS_PER_MM = 8;
export const CELL_DOTS = 12;
export const ROW_DOTS = 24;
/** Blank above and below, so that a tear bar or a cutter takes no text. */
export const FEED_DOTS = 24;

interface Roll {
  readonly columns: number;
  readonly widthDots: number;
  /** The head is narrower than the roll: 48 of 58 mm, 72 of 80 mm. */
  readonly marginDots: number;
}

/** What fits on a roll of this width. */
export function roll(paper: Paper): Roll {
  const columns = paper === 58 ? 32 : 48;
  const widthDots = paper * DOTS_PER_MM;
  return { columns, widthDots, marginDots: (widthDots - columns * CELL_DOTS) / 2 };
}
