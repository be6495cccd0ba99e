import { Table } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { cents, type Money, ZERO } from "#shared/kernel/money.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { METHOD_WORDS } from "../pay/pay-panel.tsx";
import { METHODS } from "../pay/pay-model.ts";

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
        <Row title="Float" amount={float} />
        <Row title={`Sales (${totals.sales})`} amount={totals.gross} strong />
        {totals.discount > 0 && <Row title="Discounts in them" amount={totals.discount} />}
        <Row title={`Refunds (${totals.refunds})`} amount={cents(-totals.refunded)} />
        {totals.others.map(({ kind, count, amount }) => (
          <Row key={kind} title={`${otherWords(kind)} (${count})`} amount={amount} />
        ))}
        {tenders.map((method) => (
          <Row key={method} title={METHOD_WORDS[method]} amount={totals.byTender[method] ?? ZERO} />
        ))}
        <Row title="Cash put in" amount={totals.cashIn} />
        <Row title="Cash taken out" amount={cents(-totals.cashOut)} />
        {totals.taxes
          .filter((tax) => tax.tax !== 0)
          .map((tax) => (
            <Row key={tax.letter} title={`Tax ${tax.letter}, contained`} amount={tax.tax} />
          ))}
      </Table.Tbody>
    </Table>
  );
}

const OTHERS: Readonly<Record<string, string>> = {
  "customer.paid": "Debts and credit paid in",
  "sale.deposits": "Deposits with sales",
  "deposit.returned": "Deposits given back",
  "credit.paidOut": "Store credit paid out",
};

/** What tenders moved besides sales; a kind without words of its own is shown as it is written. */
function otherWords(kind: string): string {
  return OTHERS[kind] ?? kind;
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
