import type { Reply } from "#shared/contract/index.ts";
import type { Table } from "./spreadsheet.ts";
import { businessCells, businessColumns } from "./statement-sheet.ts";

type CashFlow = Reply<"report.cashFlow">;

/** The cash flow as a spreadsheet's table: a column each business, and all of them together. */
export function cashFlowTable(report: CashFlow, title: string): Table {
  const { businesses, sections, opening, change, closing } = report;
  return {
    title,
    columns: [
      { title: "Section", width: 20 },
      { title: "Line", width: 38 },
      ...businessColumns(businesses),
    ],
    rows: [
      ["", "Money at the start", ...businessCells(opening)],
      ...sections.flatMap((section) => [
        ...section.lines.map((line) => [section.title, line.name, ...businessCells(line)]),
        [section.title, "Total", ...businessCells(section.subtotal)],
      ]),
      ["", "Change of the money", ...businessCells(change)],
    ],
    total: ["", "Money at the end", ...businessCells(closing)],
  };
}
