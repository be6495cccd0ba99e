import { Group, Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { QuantityText } from "../../ui/quantity-text.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

export type Item = Reply<"catalog.items">["items"][number];

interface ItemSelectProps {
  readonly "aria-label": string;
  readonly business: string;
  readonly value: Item | null;
  readonly onChange: (item: Item) => void;
  readonly testid?: string;
}

/** An item that is stocked, by name, SKU or barcode. */
export function ItemSelect({ business, value, onChange, testid, ...input }: ItemSelectProps) {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 180);
  const answer = useQuery("catalog.items", { business, text: asked, limit: 30 });
  const found = (answer.value?.items ?? []).filter((each) => each.kind === "goods");
  const items =
    value === null || found.some((each) => each.id === value.id) ? found : [value, ...found];
  const byId = new Map(items.map((each) => [each.id, each]));
  return (
    <Select
      {...input}
      size="sm"
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      placeholder={t("Item, SKU or barcode")}
      nothingFoundMessage={t("No such item in stock")}
      filter={({ options }) => options}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
      data={items.map((each) => ({ value: each.id, label: each.name }))}
      value={value?.id ?? null}
      onChange={(id) => {
        const item = id === null ? undefined : byId.get(id);
        if (item !== undefined) onChange(item);
      }}
      onSearchChange={(typed) => setText(typed === value?.name ? "" : typed)}
      renderOption={({ option }) => {
        const item = byId.get(option.value);
        return (
          <Group justify="space-between" gap="xl" wrap="nowrap" w="100%">
            <span>{option.label}</span>
            {item !== undefined && item.stock !== null && (
              <Text span c="dimmed" size="sm">
                {rich("{stock} in stock", {
                  stock: <QuantityText amount={item.stock} unit={item.unit} />,
                })}
              </Text>
            )}
          </Group>
        );
      }}
      data-testid={testid}
    />
  );
}
