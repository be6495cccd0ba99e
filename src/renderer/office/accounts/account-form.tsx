import { Autocomplete, Group, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { typeOfNumber } from "#shared/ledger/account.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { typeWords } from "../words/account-words.ts";
import type { Account } from "./account-tree.ts";
import { t } from "../../text/text.ts";

interface AccountFormProps {
  readonly editing: Account | "new" | undefined;
  readonly accounts: readonly Account[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function AccountForm({ editing, accounts, onClose, onSaved }: AccountFormProps) {
  const title =
    editing === "new" ? t("New account") : t("Change {number}", { number: editing?.number ?? "" });
  return (
    <FormModal opened={editing !== undefined} onClose={onClose} title={title}>
      {editing !== undefined && (
        <Fields
          key={editing === "new" ? "new" : editing.number}
          account={editing === "new" ? undefined : editing}
          accounts={accounts}
          onClose={onClose}
          onSaved={onSaved}
        />
      )}
    </FormModal>
  );
}

interface FieldsProps {
  readonly account: Account | undefined;
  readonly accounts: readonly Account[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function Fields({ account, accounts, onClose, onSaved }: FieldsProps) {
  const { businesses } = useOffice();
  const { send, sending, problem } = useCommand("account.save");
  const [number, setNumber] = useState<number | null>(account?.number ?? null);
  const [draft, setDraft] = useState({
    name: account?.name ?? "",
    nameSwahili: account?.nameSwahili ?? "",
    category: account?.category ?? "",
    class: account?.class ?? "",
    subclass: account?.subclass ?? "",
    business: account?.business ?? "",
    active: account?.active ?? true,
  });
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const type =
    number !== null && /^[1-5]\d{3,7}$/.test(String(number)) ? typeOfNumber(number) : undefined;
  const taken = account === undefined && accounts.some((each) => each.number === number);
  const alike = accounts.filter((each) => type === undefined || each.type === type);
  const names = (of: (each: Account) => string | null) =>
    [...new Set(alike.map(of).filter((name) => name !== null))].sort();
  const filled = [draft.name, draft.category, draft.class].every((text) => text.trim() !== "");
  const save = async () => {
    if (number === null) return;
    const answer = await send({
      number,
      name: draft.name.trim(),
      nameSwahili: draft.nameSwahili.trim() === "" ? null : draft.nameSwahili.trim(),
      category: draft.category.trim(),
      class: draft.class.trim(),
      subclass: draft.subclass.trim() === "" ? null : draft.subclass.trim(),
      business: draft.business === "" ? null : draft.business,
      active: draft.active,
    });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={type !== undefined && !taken && filled}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <Group grow align="flex-start">
        <NumberInput
          label={t("Number, for ever")}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          disabled={account !== undefined}
          value={number ?? ""}
          onChange={(next) => setNumber(typeof next === "number" ? next : null)}
          error={taken ? t("This number is taken") : undefined}
          data-testid="account-number"
        />
        <TextInput
          label={t("Type, by its first digit")}
          readOnly
          variant="unstyled"
          value={type === undefined ? "–" : (typeWords()[type] ?? type)}
        />
      </Group>
      <Group grow>
        <TextInput
          label={t("Name")}
          required
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          data-testid="account-name"
        />
        <TextInput
          label={t("Name in Swahili")}
          value={draft.nameSwahili}
          onChange={(event) => set({ nameSwahili: event.currentTarget.value })}
        />
      </Group>
      <Group grow>
        <Autocomplete
          size="md"
          label={t("Category")}
          required
          data={names((each) => each.category)}
          value={draft.category}
          onChange={(category) => set({ category })}
          data-testid="account-category"
        />
        <Autocomplete
          size="md"
          label={t("Class")}
          required
          data={names((each) => each.class)}
          value={draft.class}
          onChange={(next) => set({ class: next })}
          data-testid="account-class"
        />
      </Group>
      <Group grow>
        <Autocomplete
          size="md"
          label={t("Subclass")}
          data={names((each) => each.subclass)}
          value={draft.subclass}
          onChange={(subclass) => set({ subclass })}
        />
        <Select
          label={t("Business")}
          data={[
            { value: "", label: t("Shared by all") },
            ...businesses.map((each) => ({ value: each.id, label: each.name })),
          ]}
          value={draft.business}
          allowDeselect={false}
          onChange={(business) => set({ business: business ?? "" })}
        />
      </Group>
      {account !== undefined && (
        <Switch
          label={t("Active: new lines may be posted to it")}
          checked={draft.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
          data-testid="account-active"
        />
      )}
    </FormBody>
  );
}
