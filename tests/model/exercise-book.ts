import { expect } from "vitest";
import { Debts } from "./debts.ts";

export const BUSINESSES = ["WATER", "LAUNDRY", "RETAIL"] as const;
export type Business = (typeof BUSINESSES)[number];

/** The owner's accounts, by what they are for (docs/ledger.md, the chart). */
export const ACCOUNTS = {
  cash: { WATER: 1110, LAUNDRY: 1120, RETAIL: 1130 },
  mpesa: { WATER: 1140, LAUNDRY: 1150, RETAIL: 1160 },
  receivable: { WATER: 1310, LAUNDRY: 1320, RETAIL: 1330 },
  returns: { WATER: 4190, LAUNDRY: 4290, RETAIL: 4390 },
  bank: 1170,
  transit: 1180,
  inputTax: 1380,
  supplierDeposits: 1360,
  onLoan: 1214,
  clearing: 1900,
  payable: 2110,
  unallocated: 2120,
  outputTax: 2150,
  taxDue: 2155,
  excise: 2160,
  turnoverDue: 2170,
  cylinders: 2210,
  containers: 2220,
  jobs: 2230,
  credit: 2240,
  capital: 3100,
  drawings: 3200,
  retained: 3300,
  opening: 3900,
  kept: 4910,
  shrinkage: 5160,
  wastage: 5151,
  containerLoss: 5152,
  charges: 5810,
  overShort: 5820,
  rounding: 5830,
  badDebts: 5840,
  turnoverTax: 5870,
  claims: 5880,
} as const;

/** A line: debits are positive, credits negative. */
export interface Line {
  readonly business: string;
  readonly account: number;
  readonly party?: string | null;
  readonly amount: number;
}

export const dr = (business: string, account: number, amount: number, party?: string): Line => ({
  business,
  account,
  amount,
  ...(party === undefined ? {} : { party }),
});

export const cr = (business: string, account: number, amount: number, party?: string): Line =>
  dr(business, account, 0 - amount, party);

interface Booked extends Line {
  readonly day: string;
  /** Closes a year: what was earned in it still shows without it. */
  readonly closing: boolean;
}

const keyOf = (line: Line): string => `${line.account} ${line.business} ${line.party ?? ""}`;

/** Lines of one account, business and party as one sum; what comes to nothing is left out. */
export function summed(lines: readonly Line[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(keyOf(line), (sums.get(keyOf(line)) ?? 0) + line.amount);
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0).toSorted());
}

/** The books kept by hand beside the program: every line, every balance, every debt. */
export class ExerciseBook {
  readonly lines: Booked[] = [];
  readonly debts = new Debts();
  readonly #balances = new Map<string, number>();

  post(day: string, lines: readonly Line[], closing = false): void {
    for (const business of new Set(lines.map((line) => line.business))) {
      const mine = lines.filter((line) => line.business === business);
      expect(
        mine.reduce((sum, line) => sum + line.amount, 0),
        `model: ${business}`,
      ).toBe(0);
    }
    for (const line of lines) {
      if (line.amount === 0) continue;
      this.lines.push({ ...line, day, closing });
      this.#balances.set(keyOf(line), this.balance(line) + line.amount);
    }
  }

  /** Debits less credits of an account of a business, of one party. */
  balance(of: Omit<Line, "amount">): number {
    return this.#balances.get(keyOf({ ...of, amount: 0 })) ?? 0;
  }

  of(business: string, account: number, party?: string): number {
    return this.balance({ business, account, ...(party === undefined ? {} : { party }) });
  }

  /** Of all parties together, through a day. */
  total(business: string, account: number, through = "9999-12-31"): number {
    let sum = 0;
    for (const line of this.lines) {
      if (line.business === business && line.account === account && line.day <= through) {
        sum += line.amount;
      }
    }
    return sum;
  }

  all(): Record<string, number> {
    return Object.fromEntries([...this.#balances].filter(([, sum]) => sum !== 0).toSorted());
  }
}
