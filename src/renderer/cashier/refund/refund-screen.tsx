import {
  Button,
  Checkbox,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { type Dispatch, type SetStateAction, useState } from "react";
import { KEPT_FIRST } from "../../rpc/unsaved.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords } from "../../text/day-words.ts";
import { QuantityInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { quantityWords } from "../../ui/quantity-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { beep } from "../../ui/sound.ts";
import { ApprovalDialog } from "../approval/approval-dialog.tsx";
import type { Cart } from "../cart/cart-model.ts";
import { CustomerDialog } from "../customer/customer-dialog.tsx";
import { useEscape } from "../counter/use-keys.ts";
import type { PostedSale } from "../counter/counter-model.ts";
import { methodWords } from "../pay/pay-panel.tsx";
import {
  all,
  chosenLines,
  NOTHING,
  type Quote,
  keptCash,
  readiness,
  type Refund,
  type RefundRequest,
  type Sale,
  scanBack,
  setQuantity,
  setRestock,
  type SoldLine,
  toggle,
  wantsCustomer,
} from "./refund-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./refund.module.css";

/** A line for the manager who approves: "Sugar 1 kg × 2". */
function takenBack(sale: Sale, no: number, quantity: SoldLine["quantity"]): string {
  const line = sale.lines.find((each) => each.no === no);
  return `${line?.name ?? ""} × ${quantityWords(quantity, line?.unit)}`;
}

interface RefundScreenProps {
  readonly sale: Sale;
  /** Whether an item lies on a shelf at all; a washed shirt does not go back to one. */
  readonly shelved: (item: string) => boolean;
  /** The item of a barcode. */
  readonly itemOf: (code: string) => string | undefined;
  readonly mayCreate: boolean;
  /** An exchange is on the counter: a sale names one refund, so this one waits. */
  readonly exchanging: boolean;
  readonly onRefunded: (refund: PostedSale) => void;
  /** Refunded, and other goods are taken for it: the sale goes on with what it is worth. */
  readonly onExchange: (exchange: NonNullable<Cart["exchange"]>, customer: string | null) => void;
  readonly onLeave: () => void;
}

export function RefundScreen(props: RefundScreenProps) {
  const { sale, shelved, itemOf, onLeave } = props;
  useEscape(onLeave);
  const [refund, setRefund] = useState<Refund>(NOTHING);
  useScanner((code) => {
    const next = scanBack(refund, sale, itemOf(code) ?? "");
    if (next === undefined) return false;
    beep("added");
    setRefund(next);
    return true;
  });
  const [asking, setAsking] = useState(false);
  const [naming, setNaming] = useState(false);
  const lines = chosenLines(refund);
  const quoted = useQuery(
    "sale.quoteRefund",
    lines.length === 0
      ? null
      : {
          sale: sale.sale,
          lines,
          exchange: refund.exchange,
          ...(refund.customer === null ? {} : { customer: refund.customer.id }),
        },
  );
  const { send, sending, problem, clear } = useCommand("sale.refund", "", KEPT_FIRST);
  const quote = lines.length === 0 || quoted.loading ? undefined : quoted.value;
  const state =
    refund.exchange && props.exchanging
      ? ({ ready: false, why: t("Finish the exchange on the counter first") } as const)
      : readiness(sale, refund, quote);

  const go = async (request: RefundRequest) => {
    const answer = await send(request);
    if (answer === undefined) return;
    if (answer.ok && refund.exchange && quote !== undefined) {
      const { sale: id, number } = answer.value;
      const customer = sale.customerId ?? refund.customer?.id ?? null;
      props.onExchange({ refund: id, number, cash: keptCash(quote) }, customer);
    } else if (answer.ok) props.onRefunded(answer.value);
    else if (answer.refusal.code === "approval.required") {
      clear();
      setAsking(true);
    }
  };

  return (
    <form
      className={classes.page}
      onSubmit={(event) => {
        event.preventDefault();
        if (state.ready && !sending) void go(state.request);
      }}
    >
      <PageHeader
        title={t("Refund of {number}", { number: sale.number })}
        subtitle={t("{day}, sold by {cashier}{customer}", {
          day: dayWords(sale.day),
          cashier: sale.cashier,
          customer: sale.customer === null ? "" : t(" to {customer}", { customer: sale.customer }),
        })}
      >
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          rightSection={<Key>Esc</Key>}
          onClick={onLeave}
        >
          {t("Back")}
        </Button>
      </PageHeader>
      <div className={classes.columns}>
        <Paper className={classes.card}>
          <Group justify="space-between" mb="xs">
            <Text fw={600}>{t("What comes back")}</Text>
            <Button
              variant="light"
              onClick={() => setRefund((before) => ({ ...before, chosen: all(sale) }))}
              data-testid="refund-all"
            >
              {t("Everything")}
            </Button>
          </Group>
          <ChosenLines sale={sale} shelved={shelved} refund={refund} setRefund={setRefund} />
        </Paper>
        <Paper className={classes.card}>
          <Stack gap="md">
            <SegmentedControl
              fullWidth
              size="md"
              aria-label={t("What the customer gets")}
              data={[
                { value: "money", label: t("Money back") },
                { value: "exchange", label: t("Other goods") },
              ]}
              value={refund.exchange ? "exchange" : "money"}
              onChange={(to) => setRefund({ ...refund, exchange: to === "exchange" })}
              data-testid="refund-kind"
            />
            <GoesBack quote={quote} exchange={refund.exchange} />
            {quote !== undefined && wantsCustomer(refund, quote) && (
              <Button
                variant="default"
                size="lg"
                onClick={() => setNaming(true)}
                data-testid="refund-customer"
              >
                {t("Choose who keeps the credit")}
              </Button>
            )}
            {!refund.exchange && quote?.tenders.filter(moves).some(isMpesa) === true && (
              <TextInput
                label={t("Code of the M-Pesa reversal")}
                size="lg"
                maxLength={10}
                autoComplete="off"
                value={refund.code}
                onChange={(event) =>
                  setRefund({ ...refund, code: event.currentTarget.value.toUpperCase() })
                }
                data-testid="refund-code"
              />
            )}
            <TextInput
              label={t("Reason")}
              size="lg"
              maxLength={200}
              value={refund.reason}
              onChange={(event) => setRefund({ ...refund, reason: event.currentTarget.value })}
              data-testid="refund-reason"
            />
            <RefusalAlert
              problem={asking ? undefined : (problem ?? quoted.problem)}
              onRetry={() => (state.ready ? void go(state.request) : quoted.reload())}
            />
            <Button
              type="submit"
              size="xl"
              loading={sending}
              disabled={!state.ready}
              data-testid="refund-done"
            >
              {!state.ready
                ? state.why
                : refund.exchange
                  ? t("Take back, and go on selling")
                  : t("Refund")}
            </Button>
          </Stack>
        </Paper>
      </div>
      {naming && (
        <CustomerDialog
          business={sale.business}
          mayCreate={props.mayCreate}
          onPick={(id, name) => {
            setRefund((before) => ({ ...before, customer: { id, name } }));
            setNaming(false);
          }}
          onClose={() => setNaming(false)}
        />
      )}
      {asking && state.ready && (
        <ApprovalDialog
          permission="refund"
          business={sale.business}
          what={t("Refund of {number}: {total}", {
            number: sale.number,
            total: moneyWords(quote?.total ?? sale.total),
          })}
          details={lines.map(({ no, quantity }) => takenBack(sale, no, quantity))}
          sending={sending}
          problem={problem}
          said={refund.reason}
          onApprove={(approval) => void go({ ...state.request, approval })}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}

function moves(tender: Quote["tenders"][number]): boolean {
  return tender.amount > 0;
}

const isMpesa = (tender: Quote["tenders"][number]) => tender.kind === "mpesa";

/** Where the money goes in an exchange: nowhere yet. */
const keptWords = (): Readonly<Record<Quote["tenders"][number]["kind"], string>> => ({
  ...methodWords(),
  cash: t("Stays in the drawer for them"),
  credit: t("Kept as store credit"),
});

interface GoesBackProps {
  readonly quote: Quote | undefined;
  readonly exchange: boolean;
}

function GoesBack({ quote, exchange }: GoesBackProps) {
  const words = exchange ? keptWords() : methodWords();
  return (
    <div>
      <Text c="dimmed">
        {exchange ? t("Goes towards other goods") : t("Goes back to the customer")}
      </Text>
      <Text className={classes.total} aria-live="polite">
        {quote === undefined ? (
          "—"
        ) : (
          <MoneyText amount={quote.total} currency testid="refund-total" />
        )}
      </Text>
      {quote?.tenders.filter(moves).map((tender) => (
        <Group key={tender.kind} justify="space-between">
          <Text>{words[tender.kind]}</Text>
          <MoneyText amount={tender.payout} testid={`payout-${tender.kind}`} />
        </Group>
      ))}
    </div>
  );
}

interface ChosenLinesProps {
  readonly sale: Sale;
  readonly shelved: (item: string) => boolean;
  readonly refund: Refund;
  readonly setRefund: Dispatch<SetStateAction<Refund>>;
}

function ChosenLines({ sale, shelved, refund, setRefund }: ChosenLinesProps) {
  return (
    <Table verticalSpacing="xs" fz="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={44} />
          <Table.Th>{t("Item")}</Table.Th>
          <Table.Th ta="right">{t("Sold")}</Table.Th>
          <Table.Th w={130}>{t("Comes back")}</Table.Th>
          <Table.Th w={150}>{t("To the shelf")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sale.lines.map((line) => (
          <ChosenLine
            key={line.no}
            line={line}
            shelved={shelved}
            refund={refund}
            setRefund={setRefund}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ChosenLine({
  line,
  shelved,
  refund,
  setRefund,
}: { readonly line: SoldLine } & Omit<ChosenLinesProps, "sale">) {
  const choice = refund.chosen[line.no];
  const gone = line.left <= 0;
  return (
    <Table.Tr c={gone ? "dimmed" : "var(--mantine-color-text)"}>
      <Table.Td>
        <Checkbox
          id={`refund-${line.no}`}
          size="lg"
          disabled={gone}
          checked={choice !== undefined}
          aria-label={t("{name} comes back", { name: line.name })}
          onChange={() => setRefund((before) => toggle(before, line))}
          data-testid={`refund-line-${line.no}`}
        />
      </Table.Td>
      <Table.Td>
        <label htmlFor={`refund-${line.no}`} className={classes.name}>
          <b>{line.name}</b>
          <Text component="span" c="dimmed">
            {gone
              ? t("already refunded")
              : rich("{gross} paid", { gross: <MoneyText amount={line.gross} /> })}
          </Text>
        </label>
      </Table.Td>
      <Table.Td ta="right">{quantityWords(line.quantity, line.unit)}</Table.Td>
      <Table.Td>
        {choice !== undefined && (
          <QuantityInput
            aria-label={t("How much of {name} comes back", { name: line.name })}
            value={choice.quantity}
            onChange={(to) => setRefund((before) => setQuantity(before, line, to))}
            data-testid={`refund-quantity-${line.no}`}
          />
        )}
      </Table.Td>
      <Table.Td>
        {choice !== undefined && shelved(line.item) && (
          <Switch
            size="md"
            checked={choice.restock}
            aria-label={t("{name} goes back to the shelf", { name: line.name })}
            label={choice.restock ? t("yes") : t("written off")}
            onChange={(event) => {
              const restock = event.currentTarget.checked;
              setRefund((before) => setRestock(before, line.no, restock));
            }}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
