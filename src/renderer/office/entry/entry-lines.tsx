import type { Reply } from "#shared/contract/index.ts";
import { sum } from "#shared/kernel/money.ts";
import { QuantityText } from "../../ui/quantity-text.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { AccountLabel, Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { PartyName } from "../words/party-name.tsx";
import { t } from "../../text/text.ts";
import classes from "./entry.module.css";

type Entry = Reply<"report.entry">;
type Line = Entry["lines"][number];
type Move = Entry["moves"][number];

function columnsOf(
  lines: readonly Line[],
  ledger: (line: Line) => string,
): readonly Column<Line>[] {
  const side = (id: "debit" | "credit", title: string): Column<Line> => ({
    id,
    title,
    figures: true,
    width: 120,
    cell: (line) => <Figure amount={line[id]} href={ledger(line)} />,
    foot: <Figure amount={sum(lines.map((line) => line[id]))} testid={`total-${id}`} />,
  });
  const party: Column<Line> = {
    id: "party",
    title: t("Party"),
    cell: (line) => (
      <PartyName party={line.party} account={line.account} business={line.business} />
    ),
  };
  const named = lines.some((line) => line.party !== null);
  return [
    {
      id: "account",
      title: t("Account"),
      width: "34%",
      cell: (line) => (
        <span className={line.credit > 0 ? classes.credit : ""}>
          <AccountLabel number={line.account} name={line.name} href={ledger(line)} />
        </span>
      ),
      foot: t("Total"),
    },
    {
      id: "business",
      title: t("Business"),
      width: 176,
      cell: (line) => <BusinessName business={line.business} />,
    },
    ...(named ? [party] : []),
    side("debit", t("Debit")),
    side("credit", t("Credit")),
  ];
}

interface EntryLinesProps {
  readonly entry: Entry;
  readonly bare?: boolean;
}

/** The lines as accountants write them: debits first to the left, credits indented. */
export function EntryLines({ entry, bare }: EntryLinesProps) {
  const { lines } = entry;
  const month = { from: `${entry.day.slice(0, 7)}-01`, to: entry.day };
  const ledger = (line: Line) => href("ledger", line.account, { ...month, b: line.business });
  return (
    <Sheet
      natural
      bare={bare === true}
      label={t("Lines of the entry")}
      testid="entry-lines"
      columns={columnsOf(lines, ledger)}
      rows={lines}
      keyOf={(line) => lines.indexOf(line)}
      hrefOf={ledger}
      empty={null}
    />
  );
}

const moveTexts = (): readonly Column<Move>[] => [
  { id: "item", title: t("Stock moved"), cell: (move) => move.item },
  { id: "layer", title: t("Layer"), cell: (move) => <Layer id={move.layer} /> },
  {
    id: "quantity",
    title: t("Quantity"),
    figures: true,
    cell: (move) => <QuantityText amount={move.quantity} />,
  },
  { id: "cost", title: t("At cost"), figures: true, cell: (move) => <Figure amount={move.cost} /> },
];

/** A layer is named by the fact that brought it: its ends tell it apart, the whole is one touch away. */
function Layer({ id }: { readonly id: string }) {
  return <code title={id}>{id.replace(/^(.{8}).+(.{4}[:/].*)$/, "$1…$2")}</code>;
}

export function StockMoves({ moves }: { readonly moves: readonly Move[] }) {
  return (
    <Sheet
      natural
      label={t("Stock moved")}
      testid="entry-moves"
      columns={moveTexts()}
      rows={moves}
      keyOf={(move) => moves.indexOf(move)}
      empty={null}
    />
  );
}
