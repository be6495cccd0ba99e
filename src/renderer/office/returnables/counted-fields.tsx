import { Select, TagsInput } from "@mantine/core";
import { pieces } from "#shared/kernel/quantity.ts";
import { QuantityInput } from "../../ui/decimal-input.tsx";
import type { ReturnableType } from "./type-form.tsx";
import { t } from "../../text/text.ts";

interface TypeSelectProps {
  readonly types: readonly ReturnableType[];
  readonly value: string | null;
  readonly onChange: (type: string | null) => void;
}

/** A kind that is counted place by place; containers in stock are counted as goods. */
export function TypeSelect({ types, value, onChange }: TypeSelectProps) {
  return (
    <Select
      label={t("Kind")}
      data-autofocus
      openOnFocus={false}
      searchable
      data={types
        .filter((each) => each.active && each.empty === null)
        .map((each) => ({ value: each.id, label: each.name }))}
      value={value}
      allowDeselect={false}
      onChange={onChange}
      data-testid="move-type"
    />
  );
}

interface CountedFieldsProps {
  readonly label: string;
  readonly serialised: boolean;
  readonly count: number;
  readonly serials: readonly string[];
  readonly onChange: (count: number, serials: readonly string[]) => void;
  readonly testid: string;
}

/** How many: counted, or one by one by their serials, scanned or typed. */
export function CountedFields(props: CountedFieldsProps) {
  const { label, serialised, count, serials, onChange, testid } = props;
  if (!serialised) {
    return (
      <QuantityInput
        label={label}
        value={count === 0 ? null : pieces(count)}
        onChange={(to) => onChange(Math.floor((to ?? 0) / 1000), [])}
        data-testid={testid}
      />
    );
  }
  return (
    <TagsInput
      label={t("{label}: {count} by serial", { label, count: serials.length })}
      placeholder={serials.length === 0 ? t("Scan or type, then Enter") : ""}
      splitChars={[",", ";", " "]}
      value={[...serials]}
      onChange={(to) => onChange(to.length, to)}
      data-testid={testid}
    />
  );
}
