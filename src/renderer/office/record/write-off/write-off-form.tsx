import { Select, TextInput } from "@mantine/core";
import { WRITE_OFF_REASONS, type WriteOffReason } from "#shared/facts/stock.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { reasonWords } from "../../stock/stock-words.ts";
import { GoodsGrid } from "../goods/goods-grid.tsx";
import { blankGoods, goodsOf, type GoodsLine, isShort, withRoom } from "../goods/goods-model.ts";
import { RecordForm } from "../record-form.tsx";
import classes from "../record.module.css";
import { useDraft, useRecord } from "../use-record.ts";
import { t } from "../../../text/text.ts";

interface WriteOffDraft {
  readonly business: string | null;
  readonly day: BusinessDay | null;
  readonly reason: WriteOffReason | null;
  readonly lines: readonly GoodsLine[];
  readonly memo: string;
}

export function WriteOffForm() {
  const { today, businesses, may } = useOffice();
  const { filters } = useFilters();
  const record = useRecord("stock.writeOff");
  const places = businesses.filter((each) => each.active && may("stock.adjust", each.id));
  const [draft, set, reset] = useDraft<WriteOffDraft>(() => ({
    business: filters.business ?? places[0]?.id ?? null,
    day: today,
    reason: null,
    lines: [blankGoods(1)],
    memo: "",
  }));
  const { business, day, reason } = draft;
  const lines = goodsOf(draft.lines);
  const there = !draft.lines.some(isShort);
  const ready =
    business !== null && day !== null && reason !== null && lines !== undefined && there;
  const post = async () => {
    if (!ready) return;
    if (await record.post({ business, day, reason, lines, memo: draft.memo.trim() })) reset();
  };
  return (
    <RecordForm
      title={t("Breakage, wastage and own use")}
      hint={t("At first-in cost")}
      action={t("Write off")}
      ready={ready}
      sending={record.command.sending}
      problem={record.command.problem}
      onPost={post}
      posted={record.posted}
      onClosePosted={record.close}
      sum={
        reason === "own-use" &&
        t(
          "The owner's drawings bear the cost, and the output tax where the business is registered.",
        )
      }
    >
      <div className={classes.source}>
        <Select
          label={t("Business")}
          allowDeselect={false}
          data={places.map((each) => ({ value: each.id, label: each.name }))}
          value={business}
          onChange={(next) => set({ business: next, lines: [blankGoods(1)] })}
          data-testid="business"
        />
        <Select
          label={t("What happened")}
          placeholder={t("Choose")}
          allowDeselect={false}
          data={WRITE_OFF_REASONS.map((each) => ({ value: each, label: reasonWords()[each] }))}
          value={reason}
          onChange={(next) => set({ reason: next })}
          data-testid="reason"
        />
        <DayInput
          label={t("Business day")}
          value={day}
          onChange={(next) => set({ day: next })}
          maxDate={today}
        />
      </div>
      {business !== null && (
        <GoodsGrid
          business={business}
          lines={draft.lines}
          onChange={(next) => set({ lines: withRoom(next) })}
        />
      )}
      <TextInput
        label={t("Note")}
        placeholder={t("Dropped while loading, best before passed …")}
        value={draft.memo}
        onChange={(event) => set({ memo: event.currentTarget.value })}
        data-testid="memo"
      />
    </RecordForm>
  );
}
