import type { SoldLine } from "#shared/facts/selling.ts";
import { formatMoney, less, sum } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import type { Say } from "#shared/kernel/text.ts";
import type { Slip } from "./slip.ts";
import { rateWords } from "./wording.ts";

/** The lines of one letter and rate, added up. */
export interface TaxBand {
  readonly letter: string;
  /** "16%", or the word for goods that have no rate. */
  readonly rate: string;
  readonly taxable: Money;
  readonly tax: Money;
}

/** What the letters without a rate mean: A is not taxed, D is not the tax authority's business. */
const withoutRate = (t: Say): Partial<Record<TaxLetter, string>> => ({
  A: t("Exempt"),
  D: t("Non-VAT"),
});

/** Lines by tax letter, in the order of the letters; a rate that changed makes two bands. */
export function taxBands(lines: readonly SoldLine[], t: Say): TaxBand[] {
  const bands = new Map<string, SoldLine[]>();
  for (const line of lines) {
    const key = `${line.taxLetter}${String(line.basisPoints).padStart(6, "0")}`;
    bands.set(key, [...(bands.get(key) ?? []), line]);
  }
  return [...bands]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [first, ...rest]]) => {
      const all = first === undefined ? rest : [first, ...rest];
      const tax = sum(all.map((line) => line.tax));
      const taxable = less(sum(all.map((line) => line.gross)), tax);
      const letter = first?.taxLetter ?? "";
      return { letter, rate: rateOf(first, t), taxable, tax };
    });
}

function rateOf(line: SoldLine | undefined, t: Say): string {
  if (line === undefined) return "";
  const word = line.basisPoints === 0 ? withoutRate(t)[line.taxLetter] : undefined;
  return word ?? rateWords(line.basisPoints);
}

/** Letter, rate, taxable amount and tax in columns. */
export function taxTable(slip: Slip, bands: readonly TaxBand[]): void {
  if (bands.length === 0) return;
  const { t } = slip;
  const headings = [t("Rate"), t("Taxable"), t("Tax")];
  const widths = slip.columns === 32 ? [10, 11, 11] : [16, 16, 16];
  slip.table(headings, headings, widths);
  for (const { letter, rate, taxable, tax } of bands) {
    const first = `${letter} ${rate}`.trim();
    slip.table([first, formatMoney(taxable), formatMoney(tax)], headings, widths);
  }
}
