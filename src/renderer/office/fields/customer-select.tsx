import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";

interface CustomerSelectProps {
  readonly value: string | null;
  readonly onChange: (customer: string | null) => void;
}

/** A customer by name, or by phone number in any spelling. */
export function CustomerSelect({ value, onChange }: CustomerSelectProps) {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 180);
  const found = useQuery("customer.search", { text: asked, limit: 50 }).value?.customers ?? [];
  const chosen = useQuery("customer.statement", value === null ? null : { customer: value });
  const card = value === null ? undefined : chosen.value?.customer;
  const known = card === undefined || found.some((each) => each.id === card.id);
  return (
    <Select
      label={t("Customer")}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      placeholder={t("Name or phone")}
      nothingFoundMessage={t("Nobody found")}
      filter={({ options }) => options}
      data={(known ? found : [card, ...found]).map((each) => ({
        value: each.id,
        label: each.name,
      }))}
      value={value}
      onChange={onChange}
      onSearchChange={(typed) => setText(typed === card?.name ? "" : typed)}
      data-testid="customer"
    />
  );
}
