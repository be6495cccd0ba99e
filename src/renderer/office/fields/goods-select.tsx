import { Select } from "@mantine/core";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";

interface GoodsSelectProps {
  readonly label?: string;
  readonly "aria-label"?: string;
  readonly placeholder?: string;
  readonly business: string;
  readonly value: string | null;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (item: string | null) => void;
  readonly testid?: string;
}

/** A stocked item by its id, of a business that makes few enough to list. */
export function GoodsSelect({ business, value, onChange, testid, ...input }: GoodsSelectProps) {
  const answer = useQuery("catalog.items", { business, limit: 500 });
  const goods = (answer.value?.items ?? []).filter((each) => each.stock !== null);
  return (
    <Select
      placeholder={t("Choose")}
      {...input}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={t("No such item in stock")}
      data={goods.map((each) => ({ value: each.id, label: each.name }))}
      value={value}
      onChange={onChange}
      data-testid={testid}
    />
  );
}
