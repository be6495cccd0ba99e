import { Alert, Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowLeft, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { DayInput } from "../../ui/day-input.tsx";
import { dayWords, timeWords } from "../../text/day-words.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { useEscape } from "../counter/use-keys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { beep } from "../../ui/sound.ts";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { methodWords } from "../pay/pay-panel.tsx";
import type { Sale } from "../refund/refund-model.ts";
import { type Row, saleOfReceipt } from "./receipt-scan.ts";
import { signedTotal } from "./sales-model.ts";
import { SaleDetail } from "./sale-detail.tsx";
import { t } from "../../text/text.ts";
import classes from "./sales.module.css";

type Kind = "all" | "sale" | "refund";

interface SalesScreenProps {
  readonly business: string;
  readonly name: string;
  readonly today: BusinessDay;
  readonly first: string | null;
  readonly mayRefund: boolean;
  readonly onRefund: (sale: Sale) => void;
  readonly onLeave: () => void;
}

const PAGE = 50;

function drawNumber(row: Row) {
  return (
    <>
      <Text fw={600}>{row.number}</Text>
      <Text c="dimmed">
        {dayWords(row.day)}, {timeWords(row.at)}
      </Text>
    </>
  );
}

function drawWho(row: Row) {
  const paid = row.tenders.map((kind) => methodWords()[kind]).join(", ");
  return (
    <>
      <Text truncate>{row.customer ?? row.cashier}</Text>
      <Text c="dimmed">{row.kind === "refund" ? t("Refund") : paid}</Text>
    </>
  );
}

function drawTotal(row: Row) {
  return <MoneyText amount={signedTotal(row)} signed fw={600} />;
}

const columns = (): readonly Column<Row>[] => [
  { key: "number", title: t("Number"), draw: drawNumber },
  { key: "who", title: t("Who and how"), draw: drawWho },
  { key: "total", title: t("Total"), align: "right", draw: drawTotal },
];

/**
 * The last sales of a business, found by number, customer, day or amount, or by a scan of the
 * receipt; from here they are refunded.
 */
export function SalesScreen(props: SalesScreenProps) {
  useEscape(props.onLeave);
  const [text, setText] = useState("");
  const [day, setDay] = useState<BusinessDay | null>(null);
  const [amount, setAmount] = useState<Money | null>(null);
  const [kind, setKind] = useState<Kind>("all");
  const [limit, setLimit] = useState(PAGE);
  const [chosen, setChosen] = useState<string | null>(props.first);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [asked] = useDebouncedValue(text, 150);
  const scanned = async (code: string) => {
    const sale = await saleOfReceipt(code);
    const here = sale?.business === props.business ? sale : null;
    beep(here === null ? "refused" : "added");
    setUnknown(here === null ? code : null);
    if (here === null) return;
    setText(here.number);
    setDay(null);
    setAmount(null);
    setKind("all");
    setChosen(here.sale);
  };
  useScanner((code) => {
    void scanned(code);
    return true;
  });
  const { value, problem, reload } = useQuery("sale.find", {
    business: props.business,
    text: asked.trim(),
    from: day,
    to: day,
    amount,
    kind,
    limit,
  });
  const shown = chosen ?? value?.sales[0]?.sale ?? null;
  const filtered = asked !== "" || day !== null || amount !== null || kind !== "all";
  return (
    <div className={classes.page}>
      <PageHeader title={t("Sales and refunds")} subtitle={props.name}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          rightSection={<Key>Esc</Key>}
          onClick={props.onLeave}
          data-testid="sales-back"
        >
          {t("Back to selling")}
        </Button>
      </PageHeader>
      <Group gap="sm" mb="sm" wrap="nowrap">
        <TextInput
          placeholder={t("Scan the receipt, or type its number, a name or a phone")}
          aria-label={t("Find by receipt number or customer")}
          leftSection={<IconSearch size={18} aria-hidden />}
          autoFocus
          style={{ flex: 1 }}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(null);
            setUnknown(null);
          }}
          data-testid="sales-search"
        />
        <DayInput
          placeholder={t("Any day")}
          aria-label={t("Day")}
          clearable
          w={170}
          maxDate={props.today}
          value={day}
          onChange={(to) => {
            setDay(to);
            setChosen(null);
          }}
          data-testid="sales-day"
        />
        <MoneyInput
          placeholder={t("Any amount")}
          aria-label={t("Amount")}
          w={150}
          value={amount}
          onChange={(to) => {
            setAmount(to);
            setChosen(null);
          }}
          data-testid="sales-amount"
        />
        <Select
          aria-label={t("Kind")}
          w={200}
          allowDeselect={false}
          data={[
            { value: "all", label: t("Both") },
            { value: "sale", label: t("Sales only") },
            { value: "refund", label: t("Refunds only") },
          ]}
          value={kind}
          onChange={(to) => {
            setKind(to === "sale" || to === "refund" ? to : "all");
            setChosen(null);
          }}
        />
      </Group>
      <div role="alert">
        {unknown !== null && (
          <Alert
            color="red"
            variant="light"
            mb="sm"
            withCloseButton
            closeButtonLabel={t("Dismiss")}
            onClose={() => setUnknown(null)}
            data-testid="receipt-unknown"
          >
            {t("No receipt of {name} has the number {unknown}.", { name: props.name, unknown })}
          </Alert>
        )}
      </div>
      <div className={classes.columns}>
        {value === undefined ? (
          problem ? (
            <ErrorState problem={problem} onRetry={reload} />
          ) : (
            <LoadingState />
          )
        ) : (
          <div className={classes.list}>
            <DataTable
              label={t("Sales")}
              columns={columns()}
              rows={value.sales}
              rowKey={(row) => row.sale}
              selected={shown ?? undefined}
              onRow={(row) => setChosen(row.sale)}
              empty={
                <EmptyState title={filtered ? t("Nothing matches") : t("No sales yet")}>
                  {filtered
                    ? t("Try another number, name, day or amount.")
                    : t("The first sale appears here.")}
                </EmptyState>
              }
              testid="sales"
            />
            {value.total > value.sales.length && (
              <Button
                variant="subtle"
                mih="2.75rem"
                onClick={() => setLimit(Math.min(500, limit + 100))}
              >
                {t("Show more ({total})", { total: value.total - value.sales.length })}
              </Button>
            )}
          </div>
        )}
        {shown !== null && (
          <SaleDetail
            key={shown}
            sale={shown}
            mayRefund={props.mayRefund}
            onRefund={props.onRefund}
            onShow={setChosen}
          />
        )}
      </div>
    </div>
  );
}
