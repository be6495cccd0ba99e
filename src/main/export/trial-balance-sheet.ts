import { sum, type Money } from "#shared/kernel/money.ts";
import type { Table } from "./spreadsheet.ts";

/** A row of the trial balance, as the report has it. Cents; the opening is debit positive. */
export interface TrialBalanceSheetRow {
  readonly account: number;
  readonly name: string;
  readonly type: string;
  readonly opening: Money;
  readonly debit: Money;
  readonly credit: Money;
  readonly closingDebit: Money;
  readonly closingCredit: Money;
}

export interface TrialBalanceSheet {
  readonly rows: readonly TrialBalanceSheetRow[];
  readonly totals: {
    readonly debit: Money;
    readonly credit: Money;
    readonly closingDebit: Money;
    readonly closingCredit: Money;
  };
}

const COLUMNS: Table["columns"] = [
  { title: "Account", width: 10 },
  { title: "Name", width: 32 },
  { title: "Type", width: 12 },
  ...["Opening", "Debit", "Credit", "Closing debit", "Closing credit"].map((title) => ({
    title,
    width: 16,
  })),
];

/** The trial balance as a spreadsheet's table. */
export function trialBalanceTable({ rows, totals }: TrialBalanceSheet, title: string): Table {
  const amounts = (of: readonly Money[]) => of.map((amount) => ({ amount }));
  return {
    title,
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.account,
      row.name,
      row.type,
      ...amounts([row.opening, row.debit, row.credit, row.closingDebit, row.closingCredit]),
    ]),
    total: [
      "",
      "Total",
      "",
      ...amounts([
        sum(rows.map((row) => row.opening)),
        totals.debit,
        totals.credit,
        totals.closingDebit,
        totals.closingCredit,
      ]),
    ],
  };
}
