import { Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { Money } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { NameAndPhone } from "../fields/name-and-phone.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { t } from "../../text/text.ts";

type Customer = Reply<"customer.search">["customers"][number];

interface CustomerFormProps {
  readonly opened: boolean;
  readonly customer: Customer | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function CustomerForm({ opened, customer, onClose, onSaved }: CustomerFormProps) {
  return (
    <FormModal title={customer?.name ?? t("New customer")} opened={opened} onClose={onClose}>
      <Fields customer={customer} onClose={onClose} onSaved={onSaved} />
    </FormModal>
  );
}

function Fields({ customer, onClose, onSaved }: Omit<CustomerFormProps, "opened">) {
  const { send, sending, problem } = useCommand("customer.save");
  const [name, setName] = useState(customer?.name ?? "");
  const [phone, setPhone] = useState(customer?.phone ?? "");
  const [limit, setLimit] = useState<Money | null>(customer?.creditLimit ?? null);
  const [note, setNote] = useState(customer?.note ?? "");
  const [address, setAddress] = useState(customer?.address ?? "");
  const [active, setActive] = useState(customer?.active ?? true);
  const save = async () => {
    const creditLimit = limit === customer?.creditLimit ? null : limit;
    const answer = await send({
      id: customer?.id ?? null,
      name: name.trim(),
      phone: phone.trim(),
      creditLimit,
      note: note.trim(),
      address: address.trim(),
      active,
    });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={name.trim() !== ""}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <NameAndPhone of="customer" name={name} phone={phone} onName={setName} onPhone={setPhone} />
      <TextInput
        label={t("Address")}
        placeholder={t("Estate and house; a receipt of gas says it")}
        maxLength={120}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        data-testid="customer-address"
      />
      <MoneyInput
        label={t("Credit limit, KES")}
        description={t("How much may be owed on account at once; nothing means no credit.")}
        placeholder="0.00"
        value={limit}
        onChange={setLimit}
        data-testid="customer-limit"
      />
      <TextInput
        label={t("Note")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {customer !== undefined && (
        <Switch
          label={t("Active")}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormBody>
  );
}
