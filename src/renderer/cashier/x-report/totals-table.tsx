import { Table } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { cents, type Money, ZERO } from "#shared/kernel/money.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { methodWords } from "../pay/pay-panel.tsx";
import { METHODS } from "../pay/pay-model.ts";
import { t } from "../../text/text.ts";

interface TotalsTableProps {
  readonly float: Money;
  readonly totals: Reply<"shift.x">["totals"];
}

/** The figures that X and Z share. */
export function TotalsTable({ float, totals }: TotalsTableProps) {
  const tenders = METHODS.filter((method) => (totals.byTender[method] ?? 0) !== 0);
  return (
    <Table fz="md" verticalSpacing={7} data-testid="shift-totals">
      <Table.Tbody>
        <Row title={t("Float")} amount={float} />
        <Row title={t("Sales ({sales})", { sales: totals.sales })} amount={totals.gross} strong />
        {totals.discount > 0 && <Row title={t("Discounts in them")} amount={totals.discount} />}
        <Row
          title={t("Refunds ({refunds})", { refunds: totals.refunds })}
          amount={cents(-totals.refunded)}
        />
        {totals.others.map(({ kind, count, amount }) => (
          <Row key={kind} title={`${otherWords(kind)} (${count})`} amount={amount} />
        ))}
        {tenders.map((method) => (
          <Row
            key={method}
            title={methodWords()[method]}
            amount={totals.byTender[method] ?? ZERO}
          />
        ))}
        <Row title={t("Cash put in")} amount={totals.cashIn} />
        <Row title={t("Cash taken out")} amount={cents(-totals.cashOut)} />
        {totals.taxes
          .filter((tax) => tax.tax !== 0)
          .map((tax) => (
            <Row
              key={tax.letter}
              title={t("Tax {letter}, contained", { letter: tax.letter })}
              amount={tax.tax}
            />
          ))}
      </Table.Tbody>
    </Table>
  );
}

const others = (): Readonly<Record<string, string>> => ({
  "customer.paid": t("Debts and credit paid in"),
  "sale.deposits": t("Deposits with sales"),
  "deposit.returned": t("Deposits given back"),
  "credit.paidOut": t("Store credit paid out"),
});

/** What tenders moved besides sales; a kind without words of its own is shown as it is written. */
function otherWords(kind: string): string {
  return others()[kind] ?? kind;
}

interface RowProps {
  readonly title: string;
  readonly amount: Money;
  readonly strong?: boolean;
}

function Row({ title, amount, strong = false }: RowProps) {
  return (
    <Table.Tr fw={strong ? 700 : 400}>
      <Table.Td>{title}</Table.Td>
      <Table.Td ta="right">
        <MoneyText amount={amount} />
      </Table.Td>
    </Table.Tr>
  );
}
