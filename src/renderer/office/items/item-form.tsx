import { Group, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { TAX_LETTERS } from "#shared/kernel/tax.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput, QuantityInput } from "../../ui/decimal-input.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { useOffice } from "../shell/office-context.tsx";
import {
  badBarcode,
  draftOf,
  type Item,
  type ItemDraft,
  itemRequest,
  readBarcodes,
} from "./item-model.ts";
import { t } from "../../text/text.ts";

interface ItemFormProps {
  readonly editing: Item | "new" | undefined;
  readonly business: string | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function ItemForm({ editing, business, onClose, onSaved }: ItemFormProps) {
  const item = editing === "new" ? undefined : editing;
  return (
    <FormModal
      title={item === undefined ? t("New item") : item.name}
      opened={editing !== undefined}
      onClose={onClose}
      size="xl"
    >
      <Fields item={item} business={business} onClose={onClose} onSaved={onSaved} />
    </FormModal>
  );
}

const taxWords = () =>
  ({
    A: "A, exempt",
    B: t("B, standard rate"),
    C: "C, zero-rated",
    D: t("D, not VAT"),
    E: t("E, reduced rate"),
  }) as const;

interface FieldsProps {
  readonly item: Item | undefined;
  readonly business: string | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function Fields({ item, business, onClose, onSaved }: FieldsProps) {
  const { businesses } = useOffice();
  const { send, sending, problem } = useCommand("catalog.saveItem");
  const [draft, setDraft] = useState(() => draftOf(item, business ?? businesses[0]?.id ?? ""));
  const set = (change: Partial<ItemDraft>) => setDraft({ ...draft, ...change });
  const request = itemRequest(draft, item);
  const save = async () => {
    if (request !== undefined && (await send(request))?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={request !== undefined}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <What draft={draft} set={set} fresh={item === undefined} />
      <HowSold draft={draft} set={set} />
      <Pricing draft={draft} set={set} />
      <TagsInput
        size="md"
        label={t("Barcodes")}
        placeholder={draft.barcodes.length === 0 ? t("Scan or type, then Enter") : ""}
        splitChars={[",", ";", " "]}
        value={[...draft.barcodes]}
        onChange={(codes) => set({ barcodes: readBarcodes(codes.join("\n")) })}
        error={
          badBarcode(draft.barcodes) === undefined
            ? undefined
            : t("A barcode has 4 to 48 characters")
        }
        data-testid="item-barcodes"
      />
      <Group gap="xl">
        <Switch
          label={t("Sold at the till")}
          checked={draft.sellable}
          onChange={(event) => set({ sellable: event.currentTarget.checked })}
        />
        <Switch
          label={t("Sold in parts of its unit")}
          checked={draft.fractional}
          onChange={(event) => set({ fractional: event.currentTarget.checked })}
        />
        {item !== undefined && (
          <Switch
            label={t("Active")}
            checked={draft.active}
            onChange={(event) => set({ active: event.currentTarget.checked })}
          />
        )}
      </Group>
    </FormBody>
  );
}

interface PartProps {
  readonly draft: ItemDraft;
  readonly set: (change: Partial<ItemDraft>) => void;
}

function What({ draft, set, fresh }: PartProps & { readonly fresh: boolean }) {
  const { businesses } = useOffice();
  const answer = useQuery(
    "catalog.categories",
    draft.business === "" ? null : { business: draft.business },
  );
  const categories = answer.value?.categories ?? [];
  return (
    <>
      <Group grow>
        <TextInput
          label={t("Name")}
          required
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          data-testid="item-name"
        />
        <TextInput
          label="SKU"
          value={draft.sku}
          onChange={(event) => set({ sku: event.currentTarget.value })}
          data-testid="item-sku"
        />
      </Group>
      <Group grow>
        <Select
          label={t("Business")}
          disabled={!fresh}
          allowDeselect={false}
          data={businesses.map((each) => ({ value: each.id, label: each.name }))}
          value={draft.business}
          onChange={(next) => set({ business: next ?? "", category: null })}
          data-testid="item-business"
        />
        <Select
          label={t("Category")}
          clearable
          placeholder={t("None")}
          data={categories
            .filter((each) => each.active || each.id === draft.category)
            .map((each) => ({ value: each.id, label: each.name }))}
          value={draft.category}
          onChange={(category) => set({ category })}
          data-testid="item-category"
        />
      </Group>
    </>
  );
}

const kinds = () =>
  [
    { value: "goods", label: t("Goods, kept in stock") },
    { value: "service", label: t("Service, not stocked") },
  ] as const;

const units = () =>
  [
    { value: "piece", label: t("Piece") },
    { value: "kg", label: t("Kilogram") },
    { value: "litre", label: t("Litre") },
    { value: "bundle", label: t("Bundle") },
  ] as const;

function HowSold({ draft, set }: PartProps) {
  return (
    <Group grow>
      <Select
        label={t("Kind")}
        allowDeselect={false}
        data={[...kinds()]}
        value={draft.kind}
        onChange={(next) =>
          set({ kind: kinds().find((each) => each.value === next)?.value ?? "goods" })
        }
      />
      <Select
        label={t("Unit")}
        allowDeselect={false}
        data={[...units()]}
        value={draft.unit}
        onChange={(next) =>
          set({ unit: units().find((each) => each.value === next)?.value ?? "piece" })
        }
      />
      <Select
        label={t("Tax letter")}
        allowDeselect={false}
        data={TAX_LETTERS.map((letter) => ({ value: letter, label: taxWords()[letter] }))}
        value={draft.tax}
        onChange={(next) => set({ tax: TAX_LETTERS.find((letter) => letter === next) ?? "B" })}
      />
    </Group>
  );
}

function Pricing({ draft, set }: PartProps) {
  const { today } = useOffice();
  return (
    <Group grow align="flex-start">
      <MoneyInput
        label={t("Price, tax included")}
        value={draft.price}
        onChange={(price) => set({ price })}
        data-testid="item-price"
      />
      <DayInput
        label={t("From")}
        placeholder={t("Today")}
        clearable
        minDate={today}
        value={draft.priceFrom}
        onChange={(priceFrom) => set({ priceFrom })}
        data-testid="item-price-from"
      />
      {draft.kind === "goods" && (
        <QuantityInput
          label={t("Reorder at")}
          placeholder={t("Never")}
          value={draft.reorderAt}
          onChange={(reorderAt) => set({ reorderAt: reorderAt === 0 ? null : reorderAt })}
        />
      )}
    </Group>
  );
}
