import type { Reply } from "#shared/contract/index.ts";
import type { Money } from "#shared/kernel/money.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { shortDay } from "../filters/filters.ts";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import type { Column } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { entryWords } from "../words/account-words.ts";
import { PartyName } from "../words/party-name.tsx";
import { t } from "../../text/text.ts";
import { memoWords } from "../../ui/memo-words.ts";

type Ledger = Reply<"report.ledger">;
type Line = Ledger["lines"][number];

export function ledgerColumns(value: Ledger, several: boolean): readonly Column<Line>[] {
  const named = value.lines.some((line) => line.party !== null);
  const columns: readonly (Column<Line> | false)[] = [
    {
      id: "day",
      title: t("Day"),
      width: 84,
      cell: (line) => <Nowrap>{shortDay(line.day)}</Nowrap>,
    },
    {
      id: "entry",
      title: t("Entry"),
      width: 76,
      cell: (line) => <a href={href("entry", line.entry)}>{line.entry}</a>,
    },
    {
      id: "what",
      title: t("What"),
      cell: (line) => (
        <>
          {memoWords(line.memo)}{" "}
          {memoWords(line.memo) !== entryWords(line.type) && (
            <span className={sheet.dim}>{entryWords(line.type)}</span>
          )}
        </>
      ),
    },
    several && {
      id: "business",
      title: t("Business"),
      width: 160,
      cell: (line) => <BusinessName business={line.business} />,
    },
    named && {
      id: "party",
      title: t("Party"),
      width: 130,
      cell: (line) => (
        <PartyName party={line.party} account={value.account} business={line.business} />
      ),
    },
    {
      id: "debit",
      title: t("Debit"),
      figures: true,
      width: 122,
      cell: (line) => <Figure amount={line.debit} />,
      foot: <Figure amount={value.debit} testid="total-debit" />,
    },
    {
      id: "credit",
      title: t("Credit"),
      figures: true,
      width: 122,
      cell: (line) => <Figure amount={line.credit} />,
      foot: <Figure amount={value.credit} testid="total-credit" />,
    },
    {
      id: "balance",
      title: t("Balance"),
      figures: true,
      width: 136,
      cell: (line) => <Figure amount={line.balance} dash={false} />,
      foot: <Figure amount={value.closing} dash={false} testid="closing" />,
    },
  ];
  const shown = columns.filter((column) => column !== false);
  return shown.map((column) =>
    column.id === "what" ? { ...column, foot: t("Whole period, closing balance") } : column,
  );
}

function Nowrap({ children }: { readonly children: string }) {
  return <span style={{ whiteSpace: "nowrap" }}>{children}</span>;
}

interface TurnRowProps {
  readonly columns: number;
  readonly words: string;
  readonly amount: Money;
}

/** What a page of a bound ledger begins and ends with. */
export function TurnRow({ columns, words, amount }: TurnRowProps) {
  return (
    <tr className={sheet.carried}>
      <td colSpan={columns - 1}>{words}</td>
      <td data-figures>
        <MoneyText amount={amount} signed />
      </td>
    </tr>
  );
}
