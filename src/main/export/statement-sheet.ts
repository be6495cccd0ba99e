import type { Reply } from "#shared/contract/index.ts";
import { sum, type Money } from "#shared/kernel/money.ts";
import { CATEGORY } from "#shared/ledger/tiers.ts";
import type { Table, TableCell } from "./spreadsheet.ts";

type ProfitAndLoss = Reply<"report.profitAndLoss">;
type BalanceSheet = Reply<"report.balanceSheet">;
type Section = ProfitAndLoss["sections"][number];

interface Amounts {
  readonly byBusiness: readonly Money[];
  readonly total: Money;
  readonly compared?: Money | null;
}

/** Columns of money: a business each where there are several, and all of them together. */
export function businessColumns(businesses: ProfitAndLoss["businesses"]): Table["columns"] {
  const several = businesses.length > 1;
  const titles = several ? [...businesses.map(({ name }) => name), "Together"] : ["Amount"];
  return titles.map((title) => ({ title, width: 16 }));
}

/** What stands in those columns. */
export function businessCells({ byBusiness, total }: Amounts): TableCell[] {
  return [...(byBusiness.length > 1 ? byBusiness : []), total].map((amount) => ({ amount }));
}

const COLUMNS: Table["columns"] = [
  { title: "Section", width: 24 },
  { title: "Account", width: 10 },
  { title: "Name", width: 38 },
];

type Cells = (of: Amounts) => TableCell[];

function sectionRows({ title, lines, subtotal }: Section, cells: Cells): TableCell[][] {
  return [
    ...lines.map((line) => [title, line.account, line.name, ...cells(line)]),
    [title, "", "Total", ...cells(subtotal)],
  ];
}

/** The profit and loss as a spreadsheet's table, beside the window that it is compared with. */
export function profitAndLossTable(report: ProfitAndLoss, title: string): Table {
  const { businesses, sections, comparedFrom, comparedTo } = report;
  const beside = comparedFrom !== null && comparedTo !== null;
  const cells: Cells = (of) => [
    ...businessCells(of),
    ...(!beside ? [] : [typeof of.compared === "number" ? { amount: of.compared } : ""]),
  ];
  const { grossProfit, grossProfitCompared, profit, profitCompared } = report;
  const gross = [
    "",
    "",
    "Gross profit",
    ...cells({ ...grossProfit, compared: grossProfitCompared }),
  ];
  const cost = sections.findIndex((section) => section.title === CATEGORY.costOfSales);
  return {
    title,
    columns: [
      ...COLUMNS,
      ...businessColumns(businesses),
      ...(beside ? [{ title: `${comparedFrom} to ${comparedTo}`, width: 24 }] : []),
    ],
    rows: sections.flatMap((section, at) => [
      ...sectionRows(section, cells),
      ...(at === Math.max(cost, 0) ? [gross] : []),
    ]),
    total: [
      "",
      "",
      profit.total < 0 ? "Loss" : "Profit",
      ...cells({ ...profit, compared: profitCompared }),
    ],
  };
}

/** The balance sheet as a spreadsheet's table: what is owned, then what is owed and whose the rest is. */
export function balanceSheetTable(report: BalanceSheet, title: string): Table {
  const { businesses, sections, assets, liabilities, equity } = report;
  const sides = [
    { digit: "1", name: "Total assets", whole: assets },
    { digit: "2", name: "Total liabilities", whole: liabilities },
    { digit: "3", name: "Total equity", whole: equity },
  ];
  const both: Amounts = {
    byBusiness: liabilities.byBusiness.map((owed, at) =>
      sum([owed, equity.byBusiness[at]].filter((each) => each !== undefined)),
    ),
    total: sum([liabilities.total, equity.total]),
  };
  return {
    title,
    columns: [...COLUMNS, ...businessColumns(businesses)],
    rows: sides.flatMap(({ digit, name, whole }) => [
      ...sections
        .filter((section) => String(section.lines[0]?.account).startsWith(digit))
        .flatMap((section) => sectionRows(section, businessCells)),
      ["", "", name, ...businessCells(whole)],
    ]),
    total: ["", "", "Liabilities and equity", ...businessCells(both)],
  };
}
