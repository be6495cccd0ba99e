import { ActionIcon, Group, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "../../../rpc/use-query.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyInput, QuantityInput } from "../../../ui/decimal-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import {
  type Account,
  AccountSelect,
  moneyAccounts,
  useAccounts,
} from "../../fields/account-select.tsx";
import { ItemSelect } from "../../fields/item-select.tsx";
import { PartySelect } from "../../fields/party-select.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
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
        <Goods
          business={draft.business}
          lines={draft.lines}
          onChange={(lines) => set({ lines: withRoom(lines) })}
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
  const suppliers = useQuery("supplier.list", {}).value?.suppliers ?? [];
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
          <Select
            label={t("Supplier")}
            searchable
            selectFirstOptionOnChange
            allowDeselect={false}
            placeholder={t("Name")}
            nothingFoundMessage={t("Nobody of that name; add them under Suppliers")}
            data={suppliers
              .filter((each) => each.active)
              .map((each) => ({ value: each.id, label: each.name }))}
            value={draft.supplier}
            onChange={(supplier) => set({ supplier })}
            data-testid="supplier"
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

interface GoodsProps {
  readonly business: string;
  readonly lines: readonly ReceivedDraftLine[];
  readonly onChange: (lines: readonly ReceivedDraftLine[]) => void;
}

function Goods({ business, lines, onChange }: GoodsProps) {
  const change = (key: number, part: Partial<ReceivedDraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <table className={classes.grid} data-testid="lines">
      <thead>
        <tr>
          <th>{t("Item")}</th>
          <th data-figures style={{ width: 120 }}>
            {t("Quantity")}
          </th>
          <th data-figures style={{ width: 150 }}>
            {t("Cost of the line")}
          </th>
          <th data-figures style={{ width: 130 }}>
            {t("Tax")}
          </th>
          <td style={{ width: 40 }} />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={line.key} data-testid={`line-${index + 1}`}>
            <td>
              <ItemSelect
                aria-label={t("Item of line {index}", { index: index + 1 })}
                business={business}
                value={line.item}
                onChange={(item) => change(line.key, { item })}
                testid={`line-${index + 1}-item`}
              />
            </td>
            <td data-figures>
              <QuantityInput
                size="sm"
                aria-label={t("Quantity of line {index}", { index: index + 1 })}
                value={line.quantity}
                onChange={(quantity) => change(line.key, { quantity })}
                data-testid={`line-${index + 1}-quantity`}
              />
            </td>
            {(["cost", "tax"] as const).map((part) => (
              <td key={part} data-figures>
                <MoneyInput
                  size="sm"
                  aria-label={t("{part} of line {index}", {
                    part: part === "cost" ? t("Cost") : t("Tax"),
                    index: index + 1,
                  })}
                  value={line[part]}
                  onChange={(amount) => change(line.key, { [part]: amount })}
                  data-testid={`line-${index + 1}-${part}`}
                />
              </td>
            ))}
            <td>
              {lines.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={t("Remove line {index}", { index: index + 1 })}
                  onClick={() => onChange(lines.filter((each) => each.key !== line.key))}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
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
