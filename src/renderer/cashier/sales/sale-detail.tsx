import { Anchor, Button, Group, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { IconArrowBackUp, IconReceipt } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { momentWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { quantityWords } from "../../ui/quantity-text.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { methodWords } from "../pay/pay-panel.tsx";
import { ReceiptDialog } from "../receipt/receipt-dialog.tsx";
import { receiptWords } from "../receipt/receipt-words.ts";
import { refundable, type Sale } from "../refund/refund-model.ts";
import classes from "./sales.module.css";
import { signedTotal } from "./sales-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

interface SaleDetailProps {
  readonly sale: string;
  readonly mayRefund: boolean;
  readonly onRefund: (sale: Sale) => void;
  readonly onShow: (sale: string) => void;
}

export function SaleDetail({ sale, mayRefund, onRefund, onShow }: SaleDetailProps) {
  const { value, problem, reload } = useQuery("sale.get", { sale });
  const [receipt, setReceipt] = useState(false);
  if (value === undefined) {
    return problem ? <ErrorState problem={problem} onRetry={reload} /> : <LoadingState />;
  }
  return (
    <Paper className={classes.detail} data-testid="sale-detail">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h3">
            {value.kind === "refund"
              ? t("Refund {number}", { number: value.number })
              : value.number}
          </Title>
          <Text c="dimmed">
            {momentWords(value.at)}, {value.cashier}
            {value.customer === null ? "" : ` — ${value.customer}`}
          </Text>
          {value.approver !== null && (
            <Text c="dimmed">
              {t("Approved by {approver}: {reason}", {
                approver: value.approver,
                reason: value.reason ?? "",
              })}
            </Text>
          )}
          {value.approver === null && value.reason !== null && (
            <Text c="dimmed">{value.reason}</Text>
          )}
        </div>
        <Text className={classes.detailTotal}>
          <MoneyText amount={signedTotal(value)} signed />
        </Text>
      </Group>
      <div className={classes.detailBody}>
        <Facts sale={value} onShow={onShow} />
      </div>
      <Group gap="sm" wrap="nowrap">
        <Button
          size="lg"
          variant="default"
          leftSection={<IconReceipt size={20} aria-hidden />}
          onClick={() => setReceipt(true)}
          data-testid="sale-receipt"
        >
          {t("Receipt")}
        </Button>
        {mayRefund && value.kind === "sale" && (
          <Button
            size="lg"
            variant="default"
            leftSection={<IconArrowBackUp size={20} aria-hidden />}
            disabled={!refundable(value)}
            onClick={() => onRefund(value)}
            data-testid="sale-refund"
          >
            {refundable(value) ? t("Refund…") : t("Refunded")}
          </Button>
        )}
        <Text c="dimmed" ml="auto">
          {receiptWords()[value.receipt]}
        </Text>
      </Group>
      {receipt && <ReceiptDialog of={value.sale} onClose={() => setReceipt(false)} />}
    </Paper>
  );
}

function Facts({ sale, onShow }: { readonly sale: Sale; readonly onShow: (sale: string) => void }) {
  return (
    <Stack gap="sm">
      <Table fz="md" verticalSpacing={6}>
        <Table.Tbody>
          {sale.lines.map((line) => (
            <Table.Tr key={line.no}>
              <Table.Td w={90}>{quantityWords(line.quantity, line.unit)}</Table.Td>
              <Table.Td>
                {line.name}
                {line.discount > 0 && (
                  <Text c="dimmed">
                    {rich("{discount} off", { discount: <MoneyText amount={line.discount} /> })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={line.gross} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Table fz="md" verticalSpacing={6}>
        <Table.Tbody>
          {sale.paid.map((part) => (
            <Table.Tr key={`${part.kind}-${part.reference}`}>
              <Table.Td>
                {methodWords()[part.kind]} {part.reference}
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={part.amount} />
              </Table.Td>
            </Table.Tr>
          ))}
          {sale.change > 0 && (
            <Table.Tr>
              <Table.Td>{t("Change given")}</Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={sale.change} />
              </Table.Td>
            </Table.Tr>
          )}
          {sale.tax !== 0 && (
            <Table.Tr c="dimmed">
              <Table.Td>{t("VAT contained")}</Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={sale.tax} />
              </Table.Td>
            </Table.Tr>
          )}
          {sale.exchange !== null && (
            <Table.Tr>
              <Table.Td colSpan={2}>
                {rich("In exchange, refund {number}", {
                  number: (
                    <Anchor
                      component="button"
                      type="button"
                      onClick={() => onShow(sale.exchange?.sale ?? "")}
                    >
                      {sale.exchange.number}
                    </Anchor>
                  ),
                })}
              </Table.Td>
            </Table.Tr>
          )}
          {sale.related.map((each) => (
            <Table.Tr key={each.sale}>
              <Table.Td>
                {sale.kind === "sale"
                  ? rich("Refunded by {numbers}", {
                      numbers: <Other number={each.number} onShow={() => onShow(each.sale)} />,
                    })
                  : rich("Refund of {number}", {
                      number: <Other number={each.number} onShow={() => onShow(each.sale)} />,
                    })}
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={each.total} signed />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

interface OtherProps {
  readonly number: string;
  readonly onShow: () => void;
}

/** The number of a sale or refund that belongs to this one; pressed, it is shown. */
function Other({ number, onShow }: OtherProps) {
  return (
    <Anchor component="button" type="button" onClick={onShow}>
      {number}
    </Anchor>
  );
}
