import { Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Money } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { moneyAccounts } from "../fields/account-select.tsx";
import { NOWHERE, type Place, PlaceFields } from "../record/place-fields.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { CountedFields, TypeSelect } from "./counted-fields.tsx";
import type { ReturnableType } from "./type-form.tsx";
import { t } from "../../text/text.ts";

const forms = () =>
  [
    { value: "opening", label: t("Count in at the start") },
    { value: "acquired", label: t("More from the supplier") },
    { value: "quarantine", label: t("Set aside (leak, test due)") },
    { value: "release", label: t("Back from being set aside") },
    { value: "lost", label: t("Write off as lost") },
    { value: "found", label: t("Found again") },
    { value: "returned", label: t("Back to the supplier for good") },
  ] as const;
type Form = ReturnType<typeof forms>[number]["value"];

const shelf = () =>
  [
    { value: "full", label: t("Full") },
    { value: "empty", label: t("Empty") },
  ] as const;
/** What goes back for good is without gas. */
const givenBack = () =>
  [
    { value: "empty", label: t("Empty") },
    { value: "quarantine", label: t("Set aside") },
    { value: "supplier", label: t("At the supplier") },
  ] as const;
type Where =
  | ReturnType<typeof shelf>[number]["value"]
  | ReturnType<typeof givenBack>[number]["value"];
const WERE: ReadonlySet<Form> = new Set(["quarantine", "lost", "returned"]);

interface MoveFormProps {
  readonly types: readonly ReturnableType[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** So many of one kind from one place to another, with what it costs. */
export function MoveForm({ types, onClose, onSaved }: MoveFormProps) {
  const { today } = useOffice();
  const { send, sending, problem } = useCommand("returnable.move");
  const accounts = useQuery("account.list", {}).value?.accounts ?? [];
  const [form, setForm] = useState<Form>("opening");
  const [place, setPlace] = useState<Where>("full");
  const [type, setType] = useState<string | null>(null);
  const [counted, setCounted] = useState<{ count: number; serials: readonly string[] }>({
    count: 0,
    serials: [],
  });
  const [day, setDay] = useState<typeof today | null>(today);
  const [reason, setReason] = useState("");
  const [amount, setAmount] = useState<Money | null>(null);
  const [from, setFrom] = useState<Place>(NOWHERE);
  const chosen = types.find((each) => each.id === type);
  const places: readonly { value: Where; label: string }[] =
    form === "returned" ? givenBack() : shelf();
  const paid = form === "acquired" || form === "returned";
  const paying = paid && amount !== null && amount > 0;
  const ready =
    chosen !== undefined &&
    day !== null &&
    counted.count > 0 &&
    (form !== "lost" || reason.trim() !== "") &&
    (!paying || from.account !== null);
  const save = async () => {
    if (chosen === undefined || day === null) return;
    const answer = await send({
      business: chosen.business,
      day,
      form,
      place,
      moves: [{ type: chosen.id, count: counted.count, serials: [...counted.serials] }],
      paid:
        paying && from.account !== null
          ? { amount, account: from.account, party: from.party }
          : null,
      reason: reason.trim(),
    });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody ready={ready} sending={sending} problem={problem} onSave={save} onCancel={onClose}>
      <Group grow>
        <TypeSelect types={types} value={type} onChange={setType} />
        <Select
          label={t("What happens")}
          data={[...forms()]}
          value={form}
          allowDeselect={false}
          onChange={(to) => {
            const next = (to ?? "opening") as Form;
            setForm(next);
            setPlace(next === "returned" ? "empty" : "full");
          }}
          data-testid="move-form"
        />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={WERE.has(form) ? t("They were") : t("They are")}
          data={[...places]}
          value={place}
          allowDeselect={false}
          onChange={(to) => setPlace((to ?? "full") as Where)}
          data-testid="move-place"
        />
        <DayInput label={t("Day")} value={day} onChange={setDay} />
      </Group>
      <CountedFields
        label={t("How many")}
        serialised={chosen?.serialised ?? false}
        {...counted}
        onChange={(count, serials) => setCounted({ count, serials })}
        testid="move-count"
      />
      {paid && (
        <>
          <MoneyInput
            label={
              form === "acquired"
                ? t("Deposit paid to the supplier for them")
                : t("Deposit that the supplier paid back")
            }
            value={amount}
            onChange={setAmount}
          />
          {paying && (
            <PlaceFields
              label={form === "acquired" ? t("Paid from") : t("Paid into")}
              accounts={moneyAccounts(accounts, chosen?.business ?? null)}
              value={from}
              onChange={setFrom}
              testid="move-paid"
            />
          )}
        </>
      )}
      <TextInput
        label={t("Reason")}
        required={form === "lost"}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="move-reason"
      />
    </FormBody>
  );
}
