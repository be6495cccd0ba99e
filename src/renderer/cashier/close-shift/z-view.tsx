import { Button, Paper, Stack, Table, Text } from "@mantine/core";
import { IconArrowRight, IconReceipt } from "@tabler/icons-react";
import { useState } from "react";
import type { Money } from "#shared/kernel/money.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ReceiptDialog } from "../receipt/receipt-dialog.tsx";
import { TotalsTable } from "../x-report/totals-table.tsx";
import { ClaimedList } from "./claimed-codes.tsx";
import classes from "./close-shift.module.css";
import type { ZReport } from "./close-shift-model.ts";
import { t } from "../../text/text.ts";

interface ZViewProps {
  readonly z: ZReport;
  readonly name: string;
  readonly onLeave: () => void;
}

/** The Z: what was counted against what the books expected, and the day's figures. */
export function ZView({ z, name, onLeave }: ZViewProps) {
  const [receipt, setReceipt] = useState(false);
  return (
    <div className={classes.page} data-testid="z-report">
      <PageHeader
        title={`Z ${z.number} — ${name}`}
        subtitle={t("{day}. Opened by {openedBy}, closed by {closedBy} on {closedAt}.", {
          day: dayWords(z.day),
          openedBy: z.openedBy,
          closedBy: z.closedBy,
          closedAt: momentWords(z.closedAt),
        })}
      >
        <Button
          variant="default"
          leftSection={<IconReceipt size={18} aria-hidden />}
          onClick={() => setReceipt(true)}
          data-testid="z-receipt"
        >
          {t("Show and print")}
        </Button>
        <Button
          rightSection={<IconArrowRight size={18} aria-hidden />}
          autoFocus
          onClick={onLeave}
          data-testid="z-done"
        >
          {t("Done")}
        </Button>
      </PageHeader>
      <div className={classes.columns}>
        <Paper className={classes.card}>
          <Stack gap="md">
            <Difference
              title={t("Cash")}
              counted={z.counted}
              expected={z.expected}
              difference={z.variance}
              testid="variance"
            />
            {z.mpesaCounted !== null && (
              <Difference
                title="M-Pesa"
                counted={z.mpesaCounted}
                expected={z.mpesaExpected}
                difference={z.mpesaVariance}
                testid="mpesa-variance"
              />
            )}
            <Table fz="md" verticalSpacing={6}>
              <Table.Tbody>
                {z.mpesaCounted === null && (
                  <Table.Tr>
                    <Table.Td>{t("M-Pesa balance")}</Table.Td>
                    <Table.Td ta="right">{t("not looked at")}</Table.Td>
                  </Table.Tr>
                )}
                <Row title={t("Left in the drawer")} amount={z.leftInDrawer} />
                <Row title={t("To the safe")} amount={z.toSafe} />
              </Table.Tbody>
            </Table>
            {z.claimed.length > 0 && (
              <div data-testid="z-claimed">
                <Text fw={600}>{t("M-Pesa codes not confirmed yet")}</Text>
                <ClaimedList claimed={z.claimed} />
              </div>
            )}
            {z.note !== "" && <Text c="dimmed">{t("Note: {note}", { note: z.note })}</Text>}
          </Stack>
        </Paper>
        <Paper className={classes.card}>
          <TotalsTable float={z.float} totals={z.totals} />
        </Paper>
      </div>
      {receipt && (
        <ReceiptDialog of={z.shift} title={`Z ${z.number}`} onClose={() => setReceipt(false)} />
      )}
    </div>
  );
}

interface DifferenceProps {
  readonly title: string;
  readonly counted: Money;
  readonly expected: Money;
  readonly difference: Money;
  readonly testid: string;
}

function Difference({ title, counted, expected, difference, testid }: DifferenceProps) {
  return (
    <div>
      <Text c="dimmed">{title}</Text>
      <Text className={classes.total} data-exact={difference === 0} data-short={difference < 0}>
        {difference === 0 ? (
          t("Agrees")
        ) : (
          <MoneyText amount={difference} currency testid={testid} />
        )}
        {difference !== 0 && <small> {difference < 0 ? t("short") : t("over")}</small>}
      </Text>
      <Table fz="md" verticalSpacing={6}>
        <Table.Tbody>
          <Row title={t("Counted")} amount={counted} />
          <Row title={t("Expected by the books")} amount={expected} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ title, amount }: { readonly title: string; readonly amount: Money }) {
  return (
    <Table.Tr>
      <Table.Td>{title}</Table.Td>
      <Table.Td ta="right">
        <MoneyText amount={amount} />
      </Table.Td>
    </Table.Tr>
  );
}
