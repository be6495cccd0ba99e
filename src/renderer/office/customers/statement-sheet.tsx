import type { ReactNode } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { entryWords } from "../words/account-words.ts";
import { t } from "../../text/text.ts";
import { memoWords } from "../../ui/memo-words.ts";

type Line = Reply<"customer.statement" | "supplier.statement">["lines"][number];
type Side = "debit" | "credit";

interface StatementSheetProps {
  readonly lines: readonly Line[];
  readonly stale: boolean;
  /** What made the debt, then what settled it: the side of the account, and its word. */
  readonly amounts: readonly (readonly [side: Side, title: string])[];
  /** Where nothing was ever on account. */
  readonly nothing: ReactNode;
}

/** The account of a customer or a supplier, line by line, with what is owed after each. */
export function StatementSheet({ lines, stale, amounts, nothing }: StatementSheetProps) {
  return (
    <Sheet
      label={t("Statement")}
      testid="statement"
      columns={columns(amounts)}
      rows={lines}
      keyOf={(line) => lines.indexOf(line)}
      hrefOf={(line) => href("entry", line.entry)}
      stale={stale}
      empty={<EmptyState title={t("Nothing on account")}>{nothing}</EmptyState>}
    />
  );
}

const columns = (amounts: StatementSheetProps["amounts"]): readonly Column<Line>[] => [
  { id: "day", title: t("Day"), width: 120, cell: (line) => dayWords(line.day) },
  {
    id: "entry",
    title: t("Entry"),
    width: 80,
    cell: (line) => <a href={href("entry", line.entry)}>{line.entry}</a>,
  },
  {
    id: "what",
    title: t("What"),
    cell: (line) => (
      <>
        {memoWords(line.memo)} <span className={sheet.dim}>{entryWords(line.type)}</span>
      </>
    ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 180,
    cell: (line) => <BusinessName business={line.business} />,
  },
  ...amounts.map(([side, title]) => ({
    id: side,
    title,
    figures: true,
    width: 130,
    cell: (line: Line) => <Figure amount={line[side]} />,
  })),
  {
    id: "balance",
    title: t("Owed after"),
    figures: true,
    width: 140,
    cell: (line) => <Figure amount={line.balance} dash={false} />,
  },
];
