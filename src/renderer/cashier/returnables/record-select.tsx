import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
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
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Deposit | null>(null);
  const wanted = { business, type: back.id, count, limit: 200 };
  const { value } = useQuery("deposit.find", { ...wanted, text: "" });
  const more = value !== undefined && value.total > value.deposits.length;
  // The field shows the words of what was chosen: nobody looks for those.
  const looking = more && (chosen === null || text !== words(chosen));
  const [asked] = useDebouncedValue(looking ? text.trim() : "", 120);
  const { value: found } = useQuery("deposit.find", { ...wanted, text: asked });
  const latest = value?.deposits ?? [];
  if (latest.length === 0) return null;
  const all = [...latest, ...(found?.deposits ?? []), ...(chosen === null ? [] : [chosen])];
  const held = new Map(all.map((each) => [each.id, each]));
  return (
    <Select
      label={t("Deposit held for what comes back")}
      description={t("Needed where money goes back; none where it was swapped before")}
      size="md"
      searchable
      clearable
      placeholder={t("No record")}
      nothingFoundMessage={t("No open deposit matches")}
      data={[...held.values()].map((each) => ({ value: each.id, label: words(each) }))}
      searchValue={text}
      onSearchChange={setText}
      value={record?.id ?? null}
      onChange={(id) => {
        const picked = held.get(id ?? "") ?? null;
        setChosen(picked);
        onChange(picked === null ? null : { id: picked.id, amount: picked.amount });
      }}
      data-testid="returnable-record"
    />
  );
}

function words({ customerName, receipt, day, amount }: Deposit): string {
  const who = [customerName ?? t("No name"), receipt].filter((each) => each !== "").join(", ");
  return `${who}, ${dayWords(day)}: ${moneyWords(amount)}`;
}
