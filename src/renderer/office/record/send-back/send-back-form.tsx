import { Group, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../../text/day-words.ts";
import { share, sum } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { useQuery } from "../../../rpc/use-query.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { QuantityInput } from "../../../ui/decimal-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import { QuantityText } from "../../../ui/quantity-text.tsx";
import { AccountSelect, moneyAccounts, useAccounts } from "../../fields/account-select.tsx";
import { PartySelect } from "../../fields/party-select.tsx";
import { SupplierSelect } from "../../fields/supplier-select.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { RecordForm } from "../record-form.tsx";
import classes from "../record.module.css";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";
import { rich } from "../../../text/rich.tsx";

type Layer = Reply<"stock.fromSupplier">["layers"][number];

interface SendBackDraft {
  readonly business: string | null;
  readonly supplier: string | null;
  readonly reference: string;
  readonly day: BusinessDay | null;
  /** How much of each delivered line goes back. */
  readonly back: ReadonlyMap<string, Quantity | null>;
  readonly paidInto: number | null;
  readonly party: string | null;
}

export function SendBackForm() {
  const { today, businesses, may } = useOffice();
  const { filters } = useFilters();
  const accounts = useAccounts();
  const record = useRecord("stock.sendBack");
  const places = businesses.filter((each) => each.active && may("stock.adjust", each.id));
  const [draft, set, reset] = useDraft<SendBackDraft>(() => ({
    business: filters.business ?? places.at(-1)?.id ?? null,
    supplier: null,
    reference: "",
    day: today,
    back: new Map(),
    paidInto: null,
    party: null,
  }));
  const { business, supplier, day, back, paidInto } = draft;
  const suppliers = useQuery("supplier.list", {}).value?.suppliers ?? [];
  const asked = business === null || supplier === null ? null : { business, supplier };
  const answer = useQuery("stock.fromSupplier", asked);
  const layers = asked === null ? [] : (answer.value?.layers ?? []);
  const chosen = layers.flatMap((each) => {
    const quantity = back.get(each.layer) ?? null;
    return quantity === null || quantity <= 0 ? [] : [{ ...each, quantity }];
  });
  const payer = accounts.find((each) => each.number === paidInto);
  const needsParty = (payer?.subledger ?? null) !== null;
  const fits = chosen.every((each) => each.quantity <= each.left);
  const paid = paidInto === null || !needsParty || draft.party !== null;
  const ready =
    business !== null && supplier !== null && day !== null && chosen.length > 0 && fits && paid;
  const post = async () => {
    if (!ready) return;
    const lines = chosen.map(({ layer, quantity }) => ({ layer, quantity }));
    const where = { paidInto, party: needsParty ? draft.party : null };
    const reference = draft.reference.trim();
    if (await record.post({ business, day, supplier, reference, lines, ...where })) {
      reset();
      answer.reload();
    }
  };
  return (
    <RecordForm
      wide
      title={t("Return to supplier")}
      hint={t("Out of the delivery it came in, at its cost")}
      action={t("Send back")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={
        <span>
          {rich("Cost {chosen}, and the input tax that was reclaimed on it", {
            chosen: (
              <MoneyText
                amount={sum(chosen.map((each) => share(each.cost, each.quantity, each.left)))}
                currency
                fw={600}
              />
            ),
          })}
        </span>
      }
    >
      <div className={classes.source} data-supplier>
        <Select
          label={t("Business")}
          allowDeselect={false}
          data={places.map((each) => ({ value: each.id, label: each.name }))}
          value={business}
          onChange={(next) => set({ business: next, back: new Map(), paidInto: null })}
          data-testid="business"
        />
        <SupplierSelect
          suppliers={suppliers}
          value={supplier}
          onChange={(next) => set({ supplier: next, back: new Map() })}
        />
        <TextInput
          label={t("Credit note")}
          placeholder={t("Its number")}
          value={draft.reference}
          onChange={(event) => set({ reference: event.currentTarget.value })}
        />
        <DayInput
          label={t("Business day")}
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
      </div>
      {supplier !== null && layers.length === 0 && !answer.loading && (
        <Text c="dimmed">{t("Nothing that this supplier brought is still on the shelf.")}</Text>
      )}
      {layers.length > 0 && (
        <Layers
          layers={layers}
          back={back}
          onChange={(layer, quantity) => set({ back: new Map(back).set(layer, quantity) })}
        />
      )}
      <Group grow align="flex-end">
        <SegmentedControl
          value={paidInto === null ? "owed" : "repaid"}
          onChange={(next) =>
            set({
              paidInto:
                next === "repaid" ? (moneyAccounts(accounts, business)[0]?.number ?? null) : null,
              party: null,
            })
          }
          data={[
            { value: "owed", label: t("Less is owed") },
            { value: "repaid", label: t("Repaid now") },
          ]}
          data-testid="repaid"
        />
        {paidInto !== null && (
          <AccountSelect
            label={t("Repaid into")}
            accounts={moneyAccounts(accounts, business)}
            value={paidInto}
            onChange={(next) => set({ paidInto: next, party: null })}
            testid="paid-into"
          />
        )}
        {paidInto !== null && (
          <PartySelect
            account={paidInto}
            subledger={payer?.subledger ?? null}
            business={business}
            value={draft.party}
            onChange={(party) => set({ party })}
            testid="party"
          />
        )}
      </Group>
    </RecordForm>
  );
}

interface LayersProps {
  readonly layers: readonly Layer[];
  readonly back: ReadonlyMap<string, Quantity | null>;
  readonly onChange: (layer: string, quantity: Quantity | null) => void;
}

function Layers({ layers, back, onChange }: LayersProps) {
  return (
    <table className={classes.grid} data-testid="layers">
      <thead>
        <tr>
          <th>{t("Delivered")}</th>
          <th>{t("Item")}</th>
          <th data-figures style={{ width: 110 }}>
            {t("Left")}
          </th>
          <th data-figures style={{ width: 130 }}>
            {t("Cost of it")}
          </th>
          <th data-figures style={{ width: 170 }}>
            {t("Goes back")}
          </th>
        </tr>
      </thead>
      <tbody>
        {layers.map((each, index) => {
          const quantity = back.get(each.layer) ?? null;
          return (
            <tr key={each.layer}>
              <td>
                {dayWords(each.day)} {each.reference}
              </td>
              <td>{each.name}</td>
              <td data-figures>
                <QuantityText amount={each.left} unit={each.unit} />
              </td>
              <td data-figures>
                <MoneyText amount={each.cost} />
              </td>
              <td data-figures>
                <QuantityInput
                  size="sm"
                  aria-label={t("How much of {name} goes back", { name: each.name })}
                  placeholder="0"
                  value={quantity}
                  onChange={(next) => onChange(each.layer, next)}
                  error={
                    quantity !== null && quantity > each.left ? t("More than is left") : undefined
                  }
                  data-testid={`back-${index + 1}`}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
