import { Select, TextInput } from "@mantine/core";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { type Item, ItemSelect } from "../../fields/item-select.tsx";
import { useOffice } from "../../shell/office-context.tsx";
import { GoodsGrid } from "../goods/goods-grid.tsx";
import { blankGoods, type GoodsLine, goodsOf, isShort, withRoom } from "../goods/goods-model.ts";
import { RecordForm } from "../record-form.tsx";
import classes from "../record.module.css";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";

/** The same goods have an item of their own in each business. */
interface MovedLine extends GoodsLine {
  readonly into?: Item | null;
}

interface MoveDraft {
  readonly from: string | null;
  readonly to: string | null;
  readonly day: BusinessDay | null;
  readonly lines: readonly MovedLine[];
  readonly memo: string;
}

export function MoveGoodsForm() {
  const { today, businesses, may } = useOffice();
  const record = useRecord("stock.transfer");
  const places = businesses.filter((each) => each.active && may("stock.adjust", each.id));
  const [draft, set, reset] = useDraft<MoveDraft>(() => ({
    from: null,
    to: null,
    day: today,
    lines: [blankGoods(1)],
    memo: "",
  }));
  const { from, to, day } = draft;
  const goods = goodsOf(draft.lines);
  const into = draft.lines.flatMap((line) =>
    line.item === null ? [] : [line.into?.id ?? undefined],
  );
  const lines = goods?.flatMap((line, at) => {
    const target = into[at];
    return target === undefined ? [] : [{ ...line, into: target }];
  });
  const there = !draft.lines.some(isShort);
  const whole = there && lines !== undefined && lines.length === goods?.length;
  const ready = from !== null && to !== null && from !== to && day !== null && whole;
  const post = async () => {
    if (!ready) return;
    const ways = { from: { business: from }, to: { business: to } };
    if (await record.post({ day, ...ways, lines, memo: draft.memo.trim() })) reset();
  };
  const select = (side: "from" | "to", label: string) => (
    <Select
      label={label}
      placeholder={t("Choose")}
      allowDeselect={false}
      data={places
        .filter((each) => each.id !== draft[side === "from" ? "to" : "from"])
        .map((each) => ({ value: each.id, label: each.name }))}
      value={draft[side]}
      onChange={(next) =>
        set(
          side === "from"
            ? { from: next, lines: [blankGoods(1)] }
            : { to: next, lines: draft.lines.map((line) => ({ ...line, into: null })) },
        )
      }
      data-testid={side}
    />
  );
  return (
    <RecordForm
      wide
      title={t("Goods between businesses")}
      hint={t("At first-in cost; one owes the other through 1900")}
      action={t("Move the goods")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
    >
      <div className={classes.source}>
        {select("from", t("Where from"))}
        {select("to", t("Where to"))}
        <DayInput
          label={t("Business day")}
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
      </div>
      {from !== null && to !== null && (
        <GoodsGrid<MovedLine>
          business={from}
          lines={draft.lines}
          onChange={(next) => set({ lines: withRoom(next) })}
          more={{
            title: t("Becomes, over there"),
            cell: intoCell(to),
          }}
        />
      )}
      <TextInput
        label={t("Memo")}
        placeholder={t("Why they move")}
        value={draft.memo}
        onChange={(event) => set({ memo: event.currentTarget.value })}
        data-testid="memo"
      />
    </RecordForm>
  );
}

/** Which item of the receiving business the goods are there. */
function intoCell(to: string) {
  return (line: MovedLine, change: (part: Partial<MovedLine>) => void, no: number) => (
    <ItemSelect
      aria-label={t("Receiving item of line {no}", { no })}
      business={to}
      value={line.into ?? null}
      onChange={(into) => change({ into })}
      testid={`line-${no}-into`}
    />
  );
}
