import type { Reply } from "#shared/contract/index.ts";
import type { Table, TableCell } from "./spreadsheet.ts";

type CashFlow = Reply<"report.cashFlow">;

/** The cash flow as a spreadsheet's table: a column each business, and all of them together. */
export function cashFlowTable(report: CashFlow, title: string): Table {
  const { businesses, sections, opening, change, closing } = report;
  const several = businesses.length > 1;
  const amounts = (of: CashFlow["opening"]): TableCell[] =>
    [...(several ? of.byBusiness : []), of.total].map((amount) => ({ amount }));
  return {
    title,
    columns: [
      { title: "Section", width: 20 },
      { title: "Line", width: 38 },
      ...(several ? businesses.map(({ name }) => ({ title: name, width: 16 })) : []),
      { title: several ? "Together" : "Amount", width: 16 },
    ],
    rows: [
      ["", "Money at the start", ...amounts(opening)],
      ...sections.flatMap((section) => [
        ...section.lines.map((line) => [section.title, line.name, ...amounts(line)]),
        [section.title, "Total", ...amounts(section.subtotal)],
      ]),
      ["", "Change of the money", ...amounts(change)],
    ],
    total: ["", "Money at the end", ...amounts(closing)],
  };
}
