/** One thing measured, beside what it should be. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null: told, not judged. */
  readonly target: { readonly least: number } | { readonly most: number } | null;
}

export function isMet({ value, target }: Figure): boolean {
  if (target === null) return true;
  return "least" in target ? value >= target.least : value <= target.most;
}

/** "sales a second beside the yardstick: 0.71 × (at least 0.55) ok". */
export function told(figure: Figure): string {
  const { name, value, unit, target } = figure;
  const wanted =
    target === null
      ? ""
      : ` (${"least" in target ? `at least ${target.least}` : `at most ${target.most}`})` +
        (isMet(figure) ? " ok" : " MISSED");
  return `${name}: ${rounded(value)} ${unit}${wanted}`;
}

/** Three digits that mean something. */
export function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** The value below which so many per cent of all lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.min(Math.max(place, 0), sorted.length - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}
