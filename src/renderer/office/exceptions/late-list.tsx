import { IconCalendarCheck } from "@tabler/icons-react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { factWords } from "../words/fact-words.ts";
import type { Late } from "./exceptions-model.ts";
import { t } from "../../text/text.ts";

const columns = (): readonly Column<Late>[] => [
  {
    id: "what",
    title: t("What"),
    cell: (late) => (
      <>
        {factWords(late.kind)} <span className={sheet.dim}>{late.number}</span>
      </>
    ),
  },
  { id: "till", title: t("Till"), width: 90, cell: (late) => late.till },
  {
    id: "business",
    title: t("Business"),
    cell: (late) => late.business !== null && <BusinessName business={late.business} />,
  },
  {
    id: "day",
    title: t("Its own day"),
    width: 130,
    cell: (late) => dayWords(late.day as BusinessDay),
  },
  {
    id: "posted",
    title: t("Counts on"),
    width: 340,
    cell: (late) => (
      <>
        {dayWords(late.postedOn as BusinessDay)}{" "}
        {late.own && <span className={sheet.dim}>{t("at the office; here on its own day")}</span>}
        {late.apart !== null && (
          <div className={sheet.dim}>
            {t("its other part on {day}: 1900 is out between", {
              day: dayWords(late.apart as BusinessDay),
            })}
          </div>
        )}
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
      label={t("Posted on another day")}
      testid="late"
      columns={columns()}
      rows={late}
      keyOf={(each) => each.of}
      hrefOf={(each) => href("entry", each.seq)}
      empty={
        <EmptyState
          title={t("Everything counts on its own day")}
          icon={<IconCalendarCheck size={40} stroke={1.4} aria-hidden />}
        >
          {t(
            "What a till sends after its day was closed is posted on the next open day, and listed here.",
          )}
        </EmptyState>
      }
    />
  );
}
