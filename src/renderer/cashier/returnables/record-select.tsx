import { Select } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { t } from "../../text/text.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { moneyWords } from "../../ui/money-text.tsx";
import type { TillReturnable } from "../cart/cart-model.ts";
import type { Exchange } from "./returnable-model.ts";

type Deposit = Reply<"deposit.find">["deposits"][number];

interface RecordSelectProps {
  readonly business: string;
  /** The kind that comes back; it is counted only. */
  readonly back: TillReturnable;
  readonly count: number;
  readonly record: Exchange["record"];
  readonly onChange: (record: Exchange["record"]) => void;
}

/** Whose deposit goes with what comes back: it has no serial that would say so. */
export function RecordSelect({ business, back, count, record, onChange }: RecordSelectProps) {
  const { value } = useQuery("deposit.find", { business, text: "", limit: 200 });
  const held = (value?.deposits ?? []).filter(
    (each) => each.type === back.id && each.count === count,
  );
  if (held.length === 0) return null;
  return (
    <Select
      label={t("Deposit held for what comes back")}
      description={t("Needed where money goes back; none where it was swapped before")}
      size="md"
      searchable
      clearable
      placeholder={t("No record")}
      nothingFoundMessage={t("No open deposit matches")}
      data={held.map((each) => ({ value: each.id, label: words(each) }))}
      value={record?.id ?? null}
      onChange={(id) => {
        const found = held.find((each) => each.id === id);
        onChange(found === undefined ? null : { id: found.id, amount: found.amount });
      }}
      data-testid="returnable-record"
    />
  );
}

function words({ customerName, receipt, day, amount }: Deposit): string {
  const who = [customerName ?? t("No name"), receipt].filter((each) => each !== "").join(", ");
  return `${who}, ${dayWords(day)}: ${moneyWords(amount)}`;
}
