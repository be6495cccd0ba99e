import { Group, MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyInput, QuantityInput } from "../../ui/decimal-input.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";

export type ReturnableType = Reply<"returnable.types">["types"][number];

interface TypeFormProps {
  readonly type: ReturnableType | undefined;
  readonly others: readonly ReturnableType[];
  readonly business: string | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** A brand and size: what is sold in it, its deposit, and what may come back for it. */
export function TypeForm({ type, others, business, onClose, onSaved }: TypeFormProps) {
  const { businesses } = useOffice();
  const { send, sending, problem } = useCommand("returnable.saveType");
  const trading = businesses.filter((each) => each.trades.includes("returnables"));
  const [place, setPlace] = useState(type?.business ?? business ?? trading[0]?.id ?? "");
  const [kind, setKind] = useState(type?.kind ?? "cylinder");
  const [name, setName] = useState(type?.name ?? "");
  const [brand, setBrand] = useState(type?.brand ?? "");
  const [size, setSize] = useState<Quantity | null>(type?.size ?? null);
  const [serialised, setSerialised] = useState(type?.serialised ?? false);
  const [content, setContent] = useState(type?.content ?? null);
  const [outright, setOutright] = useState(type?.outright ?? null);
  const [empty, setEmpty] = useState(type?.empty ?? null);
  const [accepts, setAccepts] = useState<string[]>(type?.accepts ?? []);
  const [deposit, setDeposit] = useState<Money | null>(type?.deposit ?? null);
  const [paid, setPaid] = useState<Money | null>(type?.supplierDeposit ?? null);
  const [active, setActive] = useState(type?.active ?? true);
  const items = useQuery("catalog.items", place === "" ? null : { business: place, limit: 500 });
  const cylinder = kind === "cylinder";
  const all = items.value?.items ?? [];
  const options = (fits: (item: (typeof all)[number]) => boolean) =>
    all.filter(fits).map((each) => ({ value: each.id, label: each.name }));
  const ready = name.trim() !== "" && size !== null && size > 0 && content !== null;
  const save = async () => {
    if (size === null || content === null) return;
    const answer = await send({
      business: place,
      id: type?.id ?? null,
      kind,
      name: name.trim(),
      brand: brand.trim(),
      size,
      serialised,
      content,
      outright,
      empty: cylinder ? null : empty,
      accepts,
      deposit: deposit === type?.deposit ? null : deposit,
      supplierDeposit: paid ?? 0,
      active,
    });
    if (answer?.ok === true) onSaved();
  };
  const kept = type !== undefined;
  return (
    <FormBody ready={ready} sending={sending} problem={problem} onSave={save} onCancel={onClose}>
      <Group grow>
        <Select
          label={t("Business")}
          data={trading.map((each) => ({ value: each.id, label: each.name }))}
          value={place}
          disabled={kept}
          allowDeselect={false}
          onChange={(to) => setPlace(to ?? "")}
          data-testid="returnable-business"
        />
        <Select
          label={t("Kind")}
          data={[
            { value: "cylinder", label: t("Gas cylinder") },
            { value: "container", label: t("Container or bottle") },
          ]}
          value={kind}
          disabled={kept}
          allowDeselect={false}
          onChange={(to) => {
            setKind(to === "container" ? "container" : "cylinder");
            setContent(null);
          }}
          data-testid="returnable-kind"
        />
        <QuantityInput
          label={cylinder ? t("Holds, kg") : t("Holds, litres")}
          value={size}
          disabled={kept}
          onChange={setSize}
          data-testid="returnable-size"
        />
      </Group>
      <Group grow>
        <TextInput
          label={t("Name")}
          placeholder={cylinder ? t("Jiko gas 13 kg") : t("Bottle 20 L")}
          required
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="returnable-name"
        />
        <TextInput
          label={t("Brand")}
          maxLength={120}
          value={brand}
          onChange={(event) => setBrand(event.currentTarget.value)}
          data-testid="returnable-brand"
        />
      </Group>
      <Group grow>
        <Select
          label={cylinder ? t("Gas that is sold in it, by kg") : t("What goes out in it")}
          searchable
          data={options((each) => (each.unit === "kg") === cylinder)}
          value={content}
          onChange={setContent}
          data-testid="returnable-content"
        />
        {cylinder ? (
          <Select
            label={t("Sold outright as")}
            placeholder={t("Not sold")}
            searchable
            clearable
            data={options((each) => each.unit === "piece")}
            value={outright}
            onChange={setOutright}
            data-testid="returnable-outright"
          />
        ) : (
          <Select
            label={t("Our own empties, in stock")}
            placeholder={t("Not ours")}
            searchable
            clearable
            disabled={kept}
            data={options((each) => each.unit === "piece" && each.stock !== null)}
            value={empty}
            onChange={setEmpty}
          />
        )}
      </Group>
      <Group grow>
        <MoneyInput
          label={t("Deposit for each, from today")}
          value={deposit}
          onChange={setDeposit}
          data-testid="returnable-deposit-amount"
        />
        {cylinder && (
          <MoneyInput label={t("Deposit paid to the supplier")} value={paid} onChange={setPaid} />
        )}
        <MultiSelect
          size="md"
          label={t("Also comes back for it")}
          placeholder={accepts.length === 0 ? t("Nothing else") : ""}
          data={others
            .filter((each) => each.business === place && each.id !== type?.id)
            .map((each) => ({ value: each.id, label: each.name }))}
          value={accepts}
          onChange={setAccepts}
        />
      </Group>
      <Group gap="xl">
        {(cylinder || empty === null) && (
          <Switch
            label={t("Each one is followed by its serial")}
            checked={serialised}
            disabled={kept}
            onChange={(event) => setSerialised(event.currentTarget.checked)}
          />
        )}
        {kept && (
          <Switch
            label={t("Active")}
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
        )}
      </Group>
    </FormBody>
  );
}
