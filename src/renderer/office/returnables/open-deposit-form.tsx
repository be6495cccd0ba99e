import { Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { cents, type Money } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { CustomerSelect } from "../fields/customer-select.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { CountedFields } from "./counted-fields.tsx";
import { t } from "../../text/text.ts";

interface OpenDepositFormProps {
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Who held what on the day the books began, against opening balances. */
export function OpenDepositForm({ onClose, onSaved }: OpenDepositFormProps) {
  const { today } = useOffice();
  const { send, sending, problem } = useCommand("deposit.open");
  const types = useQuery("returnable.types", {}).value?.types ?? [];
  const [type, setType] = useState<string | null>(null);
  const [counted, setCounted] = useState<{ count: number; serials: readonly string[] }>({
    count: 1,
    serials: [],
  });
  const [amount, setAmount] = useState<Money | null>(null);
  const [customer, setCustomer] = useState<string | null>(null);
  const [reference, setReference] = useState("");
  const [day, setDay] = useState<typeof today | null>(today);
  const chosen = types.find((each) => each.id === type);
  const usual = cents((chosen?.deposit ?? 0) * counted.count);
  const ready = chosen !== undefined && day !== null && counted.count > 0;
  const save = async () => {
    if (chosen === undefined || day === null) return;
    const answer = await send({
      business: chosen.business,
      day,
      type: chosen.id,
      count: counted.count,
      amount: amount ?? usual,
      serial: counted.serials[0] ?? "",
      customer,
      reference: reference.trim(),
    });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody ready={ready} sending={sending} problem={problem} onSave={save} onCancel={onClose}>
      <Group grow>
        <Select
          label={t("Kind")}
          data-autofocus
          openOnFocus={false}
          searchable
          data={types
            .filter((each) => each.active)
            .map((each) => ({ value: each.id, label: each.name }))}
          value={type}
          allowDeselect={false}
          onChange={setType}
          data-testid="open-deposit-type"
        />
        <CustomerSelect value={customer} onChange={setCustomer} />
      </Group>
      <Group grow align="flex-start">
        <CountedFields
          label={t("How many")}
          serialised={chosen?.serialised ?? false}
          {...counted}
          onChange={(count, serials) => setCounted({ count, serials: serials.slice(0, 1) })}
          testid="open-deposit-count"
        />
        <MoneyInput
          label={t("Held for them, in all")}
          placeholder={usual === 0 ? undefined : String(usual / 100)}
          value={amount}
          onChange={setAmount}
          data-testid="open-deposit-amount"
        />
      </Group>
      <Group grow>
        <TextInput
          label={t("Old receipt, if any")}
          maxLength={120}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <DayInput label={t("Day")} value={day} onChange={setDay} />
      </Group>
    </FormBody>
  );
}
