import { Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import { readMpesaMessage } from "#shared/kernel/mpesa-message.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";

interface ReceiveModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Money came and nobody knows yet what for; a pasted message fills the form. */
export function ReceiveModal({ opened, onClose, onDone }: ReceiveModalProps) {
  return (
    <FormModal title={t("Money without a sale")} opened={opened} onClose={onClose}>
      <Fields onClose={onClose} onDone={onDone} />
    </FormModal>
  );
}

function Fields({ onClose, onDone }: Omit<ReceiveModalProps, "opened">) {
  const { businesses, today } = useOffice();
  const { filters } = useFilters();
  const { send, sending, problem } = useCommand("mpesa.receive");
  const [business, setBusiness] = useState(filters.business ?? businesses[0]?.id ?? null);
  const [day, setDay] = useState<BusinessDay | null>(today);
  const [code, setCode] = useState("");
  const [amount, setAmount] = useState<Money | null>(null);
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const ready = business !== null && day !== null && code.trim().length === 10 && amount !== null;
  const save = async () => {
    if (business === null || day === null || amount === null) return;
    const seen = phone === "" ? "phone" : "message";
    const answer = await send({ business, day, code, amount, name, phone, seen });
    if (answer?.ok === true) onDone();
  };
  return (
    <FormBody
      ready={ready}
      sending={sending}
      problem={problem}
      action={t("It came")}
      onSave={save}
      onCancel={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t("M-Pesa code")}
          description={t("Type it, or paste the whole message")}
          data-autofocus
          maxLength={10}
          value={code}
          onPaste={(event) => {
            const found = readMpesaMessage(event.clipboardData.getData("text"));
            if (found === undefined) return;
            event.preventDefault();
            setCode(found.code);
            setAmount(found.amount);
            setName(found.name);
            setPhone(found.phone);
            if (found.day !== null) setDay(found.day);
          }}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          data-testid="received-code"
        />
        <MoneyInput
          label={t("Amount, KES")}
          description={t("Whole shillings")}
          value={amount}
          onChange={setAmount}
          data-testid="received-amount"
        />
      </Group>
      <Group grow>
        <TextInput
          label={t("Payer")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="received-name"
        />
        <TextInput
          label={t("Phone")}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      </Group>
      <Group grow>
        <Select
          label={t("To the till of")}
          allowDeselect={false}
          data={businesses.map((each) => ({ value: each.id, label: each.name }))}
          value={business}
          onChange={setBusiness}
        />
        <DayInput label={t("Day")} value={day} onChange={setDay} />
      </Group>
    </FormBody>
  );
}
