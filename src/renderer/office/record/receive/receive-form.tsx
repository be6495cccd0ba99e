import { Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery } from "../../../rpc/use-query.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import {
  type Account,
  AccountSelect,
  moneyAccounts,
  useAccounts,
} from "../../fields/account-select.tsx";
import { PartySelect } from "../../fields/party-select.tsx";
import { SupplierSelect } from "../../fields/supplier-select.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { GoodsGrid } from "../goods/goods-grid.tsx";
import { RecordForm } from "../record-form.tsx";
import classes from "../record.module.css";
import { useDraft, useRecord } from "../use-record.ts";
import {
  blankReceived,
  type ReceiveDraft,
  type ReceivedDraftLine,
  receiveRequest,
  totals,
  withRoom,
} from "./receive-model.ts";
import { t } from "../../../text/text.ts";
import { rich } from "../../../text/rich.tsx";

export function ReceiveForm() {
  const { today, businesses } = useOffice();
  const { filters } = useFilters();
  const accounts = useAccounts();
  const record = useRecord("stock.receive");
  const [draft, set, reset] = useDraft<ReceiveDraft>(() => ({
    business:
      filters.business ??
      businesses.find((each) => each.kind === "retail")?.id ??
      businesses[0]?.id ??
      null,
    day: today,
    opening: false,
    supplier: null,
    reference: "",
    lines: [blankReceived(1)],
    paidFrom: null,
    party: null,
  }));
  const payer = accounts.find((each) => each.number === draft.paidFrom);
  const request = receiveRequest(draft, (payer?.subledger ?? null) !== null);
  const post = async () => {
    if (request !== undefined && (await record.post(request))) reset();
  };
  const { cost, tax, total } = totals(draft.lines);
  return (
    <RecordForm
      wide
      title={t("Goods received")}
      hint={t("Each line is a FIFO layer at its own cost")}
      action={t("Post the goods")}
      ready={request !== undefined}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={
        <span>
          {rich("Cost {cost}, tax {tax}, together {total}", {
            cost: <MoneyText amount={cost} fw={600} />,
            tax: <MoneyText amount={tax} fw={600} />,
            total: <MoneyText amount={total} currency fw={600} testid="receive-total" />,
          })}
        </span>
      }
    >
      <Source draft={draft} set={set} />
      {draft.business !== null && (
        <GoodsGrid<ReceivedDraftLine>
          incoming
          business={draft.business}
          lines={draft.lines}
          onChange={(lines) => set({ lines: withRoom(lines) })}
          amounts={[
            { title: t("Cost of the line"), width: 150, cell: amountCell("cost") },
            { title: t("Tax"), width: 130, cell: amountCell("tax") },
          ]}
        />
      )}
      {!draft.opening && <Paying draft={draft} set={set} accounts={accounts} payer={payer} />}
    </RecordForm>
  );
}

interface PartProps {
  readonly draft: ReceiveDraft;
  readonly set: (change: Partial<ReceiveDraft>) => void;
}

function Source({ draft, set }: PartProps) {
  const { businesses, today } = useOffice();
  const list = useQuery("supplier.list", {});
  return (
    <>
      <SegmentedControl
        value={draft.opening ? "opening" : "supplier"}
        onChange={(next) => set({ opening: next === "opening" })}
        data={[
          { value: "supplier", label: t("From a supplier") },
          { value: "opening", label: t("Opening stock") },
        ]}
        data-testid="receive-kind"
      />
      <div className={classes.source} data-supplier={!draft.opening || undefined}>
        <Select
          label={t("Business")}
          allowDeselect={false}
          data={businesses.map((each) => ({ value: each.id, label: each.name }))}
          value={draft.business}
          onChange={(business) => set({ business, lines: [blankReceived(1)], paidFrom: null })}
          data-testid="business"
        />
        {!draft.opening && (
          <SupplierSelect
            suppliers={list.value?.suppliers.filter((each) => each.active) ?? []}
            value={draft.supplier}
            onChange={(supplier) => set({ supplier })}
            onMade={list.reload}
          />
        )}
        <TextInput
          label={t("Reference")}
          placeholder={t("Invoice number")}
          value={draft.reference}
          onChange={(event) => set({ reference: event.currentTarget.value })}
        />
        <DayInput
          label={t("Business day")}
          value={draft.day}
          onChange={(day) => set({ day })}
          maxDate={today}
        />
      </div>
    </>
  );
}

/** What the line cost, or the tax in it. */
function amountCell(part: "cost" | "tax") {
  return (
    line: ReceivedDraftLine,
    change: (part: Partial<ReceivedDraftLine>) => void,
    index: number,
  ) => (
    <MoneyInput
      size="sm"
      aria-label={t("{part} of line {index}", {
        part: part === "cost" ? t("Cost") : t("Tax"),
        index,
      })}
      value={line[part]}
      onChange={(amount) => change({ [part]: amount })}
      data-testid={`line-${index}-${part}`}
    />
  );
}

function Paying({
  draft,
  set,
  accounts,
  payer,
}: PartProps & { readonly accounts: readonly Account[]; readonly payer: Account | undefined }) {
  const now = draft.paidFrom !== null;
  const money = moneyAccounts(accounts, draft.business);
  return (
    <Group grow align="flex-end">
      <SegmentedControl
        value={now ? "now" : "later"}
        onChange={(next) =>
          set({ paidFrom: next === "now" ? (money[0]?.number ?? null) : null, party: null })
        }
        data={[
          { value: "later", label: t("On the supplier's account") },
          { value: "now", label: t("Paid now") },
        ]}
        data-testid="receive-paid"
      />
      {now && (
        <AccountSelect
          label={t("Paid from")}
          balances
          accounts={money}
          value={draft.paidFrom}
          onChange={(paidFrom) => set({ paidFrom, party: null })}
          testid="paid-from"
        />
      )}
      {now && (
        <PartySelect
          account={draft.paidFrom}
          subledger={payer?.subledger ?? null}
          business={draft.business}
          value={draft.party}
          onChange={(party) => set({ party })}
          testid="party"
        />
      )}
    </Group>
  );
}
