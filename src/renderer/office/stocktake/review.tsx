import { Text } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { sum } from "#shared/kernel/money.ts";
import { lessQuantity } from "#shared/kernel/quantity.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { QuantityText } from "../../ui/quantity-text.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { href } from "../route/route.ts";
import { go } from "../route/use-route.ts";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

type Line = Reply<"stocktake.review">["lines"][number];

interface ReviewProps {
  readonly stocktake: string;
  readonly onClose: () => void;
}

/** Only now what was expected is shown, to who may post it. */
export function Review({ stocktake, onClose }: ReviewProps) {
  const { value } = useQuery("stocktake.review", { stocktake });
  const { send, sending, problem } = useCommand("stocktake.post");
  if (value === undefined) return <LoadingState />;
  const off = value.lines.filter((line) => line.counted !== line.expected);
  const post = async () => {
    const answer = await send({ stocktake });
    if (answer?.ok !== true) return;
    // Where all agreed there is a fact and no entry.
    go(
      off.length === 0 ? href("stock", null, { view: "acts" }) : href("entry", answer.value.entry),
    );
  };
  const agreed = value.lines.length - off.length;
  return (
    <FormBody
      ready={value.lines.length > 0}
      sending={sending}
      problem={problem}
      onSave={post}
      onCancel={onClose}
      action={t("Post the count")}
    >
      <Text c="dimmed">
        {t(
          "{agreed} of {count} counted items agree. Values are at the last known cost; the entry takes what is missing at first-in cost. Items that were not counted stay as they are.",
          { agreed, count: value.lines.length },
        )}
      </Text>
      {off.length > 0 && (
        <Sheet
          natural
          label={t("Differences")}
          testid="differences"
          columns={columns()}
          rows={off}
          keyOf={(line) => line.item}
          empty={null}
        />
      )}
      <Text fw={600} ta="end">
        {rich("Together {off}", {
          off: <MoneyText amount={sum(off.map((line) => line.value))} currency signed />,
        })}
      </Text>
    </FormBody>
  );
}

const columns = (): readonly Column<Line>[] => [
  { id: "name", title: t("Item"), cell: (line) => line.name },
  {
    id: "expected",
    title: t("Expected then"),
    figures: true,
    width: 130,
    cell: (line) => <QuantityText amount={line.expected} unit={line.unit} />,
  },
  {
    id: "counted",
    title: t("Counted"),
    figures: true,
    width: 110,
    cell: (line) => <QuantityText amount={line.counted} unit={line.unit} />,
  },
  {
    id: "off",
    title: t("Difference"),
    figures: true,
    width: 110,
    cell: (line) => <QuantityText amount={lessQuantity(line.counted, line.expected)} />,
  },
  {
    id: "value",
    title: t("Value"),
    figures: true,
    width: 130,
    cell: (line) => <Figure amount={line.value} />,
  },
];
