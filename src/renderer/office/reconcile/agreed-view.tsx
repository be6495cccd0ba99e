import { Button } from "@mantine/core";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import { type Match, totalOf } from "#shared/ledger/reconciliation.ts";
import { EmptyState } from "../../ui/states.tsx";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { type Desk, type Standing, takeApart } from "./reconcile-model.ts";
import { t } from "../../text/text.ts";
import { memoWords } from "../../ui/memo-words.ts";

interface AgreedViewProps {
  readonly desk: Desk;
  readonly now: Standing;
  readonly onChange: (desk: Desk) => void;
}

interface Row {
  readonly key: string;
  readonly day: BusinessDay;
  readonly said: string;
  readonly booked: string;
  readonly by: string;
  readonly amount: ReturnType<typeof totalOf>;
  readonly apart: () => void;
}

const by = (): Readonly<Record<Match["by"], string>> => ({
  code: t("Same code"),
  amount: t("Same amount"),
  reversal: t("Cancel out"),
  hand: t("By hand"),
});

/** What is taken for the same money so far; each can be taken apart again. */
export function AgreedView({ desk, now, onChange }: AgreedViewProps) {
  const rows = [
    ...now.agreed.map((match) => rowOf(match, now, () => onChange(takeApart(desk, match)))),
    ...desk.ticked.flatMap((key) => tickedRow(key, desk, now, onChange)),
  ].toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  return (
    <Sheet
      label={t("Agreed so far")}
      testid="agreed"
      columns={columns()}
      rows={rows}
      keyOf={(row) => row.key}
      empty={
        <EmptyState title={t("Nothing agreed yet")}>
          {t(
            "Lines with the same code, or the same amount within a few days, match by themselves.",
          )}
        </EmptyState>
      }
    />
  );
}

function rowOf(match: Match, now: Standing, apart: () => void): Row {
  const said = match.statement.flatMap((key) => now.statement.get(key) ?? []);
  const booked = match.lines.flatMap((key) => now.books.get(key) ?? []);
  const first = said[0]?.day ?? booked[0]?.day;
  return {
    key: `${match.statement.join()} ${match.lines.join()}`,
    day: first as BusinessDay,
    said: said.map((line) => [line.code ?? "", line.text].filter(Boolean).join(" ")).join(" · "),
    booked: booked.map((line) => memoWords(line.memo)).join(" · "),
    by: by()[match.by],
    amount: totalOf(booked),
    apart,
  };
}

function tickedRow(
  key: string,
  desk: Desk,
  now: Standing,
  onChange: (desk: Desk) => void,
): readonly Row[] {
  const line = now.books.get(key);
  if (line === undefined) return [];
  const apart = () => onChange({ ...desk, ticked: desk.ticked.filter((each) => each !== key) });
  const { day, memo, amount } = line;
  return [{ key, day, said: "", booked: memo, by: t("Ticked"), amount, apart }];
}

const columns = (): readonly Column<Row>[] => [
  { id: "day", title: t("Day"), width: 120, cell: (row) => dayWords(row.day) },
  {
    id: "said",
    title: t("On the statement"),
    cell: (row) => (row.said === "" ? <span className={sheet.dim}>–</span> : row.said),
  },
  { id: "booked", title: t("In the books"), cell: (row) => row.booked },
  {
    id: "by",
    title: t("Why"),
    width: 130,
    cell: (row) => <span className={sheet.tag}>{row.by}</span>,
  },
  {
    id: "amount",
    title: t("Amount"),
    width: 130,
    figures: true,
    cell: (row) => <Figure amount={row.amount} dash={false} />,
  },
  {
    id: "apart",
    title: "",
    width: 130,
    figures: true,
    cell: (row) => (
      <Button size="compact-sm" variant="default" onClick={row.apart}>
        {t("Take apart")}
      </Button>
    ),
  },
];
