import { assert } from "#shared/kernel/assert.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, less, share, sum, type Money } from "#shared/kernel/money.ts";
import { credit, debit, type EntryLine } from "./journal-entry.ts";

/** Limits of pensionable pay by the day from which they hold: NSSF Act 2013, third schedule. */
const PENSIONABLE: readonly { readonly from: string; readonly upper: number }[] = [
  { from: "2000-01-01", upper: 3_600_000 },
  { from: "2025-02-01", upper: 7_200_000 },
  { from: "2026-02-01", upper: 10_800_000 },
];

/** Monthly bands of PAYE in cents (Finance Act 2023): up to how much, and hundredths of a per cent. */
const BANDS = [
  [2_400_000, 1000],
  [3_233_300, 2500],
  [50_000_000, 3000],
  [80_000_000, 3250],
  [Number.MAX_SAFE_INTEGER, 3500],
] as const;

const RELIEF = 240_000;
const NSSF = 600;
const SHIF = 275;
const SHIF_LEAST = 30_000;
const HOUSING = 150;

/** A month's pay of one person: what is taken off, and what the employer adds. */
export interface Pay {
  readonly gross: Money;
  /** From the person and from the employer, each. */
  readonly nssf: Money;
  readonly shif: Money;
  readonly housingLevy: Money;
  readonly paye: Money;
  readonly net: Money;
}

/**
 * Kenyan payroll of a month's gross pay (worked journal J31): NSSF 6 % of pay up to the limit of
 * the day, SHIF 2.75 % and at least 300, housing levy 1.5 %; all three come off before PAYE.
 */
export function payOf(gross: Money, on: BusinessDay): Pay {
  assert(gross > 0, "pay is more than nothing");
  const upper = PENSIONABLE.findLast(({ from }) => from <= on)?.upper ?? 0;
  const nssf = percent(Math.min(gross, upper), NSSF);
  const shif = cents(Math.max(percent(gross, SHIF), SHIF_LEAST));
  const housingLevy = percent(gross, HOUSING);
  const taxable = Math.max(0, gross - nssf - shif - housingLevy);
  let tax = 0;
  let below = 0;
  for (const [upTo, rate] of BANDS) {
    tax += percent(Math.max(0, Math.min(taxable, upTo) - below), rate);
    below = upTo;
  }
  const paye = cents(Math.max(0, tax - RELIEF));
  return {
    gross,
    nssf,
    shif,
    housingLevy,
    paye,
    net: less(gross, sum([nssf, shif, housingLevy, paye])),
  };
}

function percent(amount: number, basisPoints: number): Money {
  return share(cents(amount), basisPoints, 10_000);
}

/** What the pay costs, and to whom it is now owed (J31). */
export function payrollLines(business: string, pay: Pay): EntryLine[] {
  const { gross, nssf, shif, housingLevy, paye, net } = pay;
  return [
    debit(business, 5400, sum([gross, nssf, housingLevy])),
    credit(business, 2141, net),
    credit(business, 2142, paye),
    credit(business, 2143, sum([nssf, nssf])),
    credit(business, 2144, shif),
    credit(business, 2145, sum([housingLevy, housingLevy])),
  ];
}
