import { IconCalendarCheck } from "@tabler/icons-react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { factWords } from "../words/fact-words.ts";
import type { Late } from "./exceptions-model.ts";

const COLUMNS: readonly Column<Late>[] = [
  {
    id: "what",
    title: "What",
    cell: (late) => (
      <>
        {factWords(late.kind)} <span className={sheet.dim}>{late.number}</span>
      </>
    ),
  },
  { id: "till", title: "Till", width: 90, cell: (late) => late.till },
  {
    id: "business",
    title: "Business",
    cell: (late) => late.business !== null && <BusinessName business={late.business} />,
  },
  {
    id: "day",
    title: "Its own day",
    width: 130,
    cell: (late) => dayWords(late.day as BusinessDay),
  },
  {
    id: "posted",
    title: "Counts on",
    width: 260,
    cell: (late) => (
      <>
        {dayWords(late.postedOn as BusinessDay)}{" "}
        {late.own && <span className={sheet.dim}>at the office; here on its own day</span>}
      </>
    ),
  },
  {
    id: "amount",
    title: "KES",
    figures: true,
    width: 120,
    cell: (late) => <Figure amount={late.amount} />,
  },
];

/** Acts whose own day was closed when the centre got them; Enter leads to the entry. */
export function LateList({ late }: { readonly late: readonly Late[] }) {
  return (
    <Sheet
      natural
      label="Posted on another day"
      testid="late"
      columns={COLUMNS}
      rows={late}
      keyOf={(each) => each.of}
      hrefOf={(each) => href("entry", each.seq)}
      empty={
        <EmptyState
          title="Everything counts on its own day"
          icon={<IconCalendarCheck size={40} stroke={1.4} aria-hidden />}
        >
          What a till sends after its day was closed is posted on the next open day, and listed
          here.
        </EmptyState>
      }
    />
  );
}
