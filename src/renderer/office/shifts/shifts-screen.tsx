import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { PAGE_ROWS, pageOf, Pager } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

type Shift = Reply<"shift.history">["shifts"][number];

export function ShiftsScreen() {
  const { route, filters } = useFilters();
  const offset = (pageOf(route.query) - 1) * PAGE_ROWS;
  const answer = useQuery("shift.history", {
    business: filters.business,
    offset,
    limit: PAGE_ROWS,
  });
  const open = useQuery("shift.current", {});
  return (
    <Page
      testid="shifts"
      title={t("Shifts")}
      subtitle={t("Closed shifts with their Z reports, latest first, in KES")}
      toolbar={<BusinessFilter value={filters.business} />}
    >
      <OpenShifts shifts={open.value?.shifts ?? []} />
      <Answered query={answer}>
        {({ shifts, total }) => (
          <Sheet
            label={t("Closed shifts")}
            testid="shifts"
            columns={columns()}
            rows={shifts}
            keyOf={(shift) => shift.shift}
            hrefOf={(shift) => href("shift", shift.shift)}
            stale={answer.loading}
            empty={
              <EmptyState title={t("No shift has been closed yet")}>
                {t(
                  "At the end of a shift the cashier counts the drawer; the Z report appears here.",
                )}
              </EmptyState>
            }
            below={<Pager total={total} what={t("shifts")} one={t("shift")} />}
          />
        )}
      </Answered>
    </Page>
  );
}

function OpenShifts({ shifts }: { readonly shifts: Reply<"shift.current">["shifts"] }) {
  if (shifts.length === 0) return null;
  return (
    <div className={sheet.notes} data-testid="open-shifts">
      <strong>{t("Open now at this till:")}</strong>
      {shifts.map((shift) => (
        <span key={shift.id}>
          {rich("{businessName}, shift {number}, {openedBy} since {openedAt}", {
            businessName: <BusinessName business={shift.business} />,
            number: shift.number,
            openedBy: shift.openedBy,
            openedAt: momentWords(shift.openedAt),
          })}
        </span>
      ))}
    </div>
  );
}

const columns = (): readonly Column<Shift>[] => [
  {
    id: "number",
    title: "Z",
    width: 90,
    cell: (shift) => <a href={href("shift", shift.shift)}>{shift.number}</a>,
  },
  {
    id: "business",
    title: t("Business"),
    width: 190,
    cell: (shift) => <BusinessName business={shift.business} />,
  },
  { id: "day", title: t("Business day"), width: 140, cell: (shift) => dayWords(shift.day) },
  {
    id: "by",
    title: t("Opened and closed by"),
    cell: (shift) =>
      shift.openedBy === shift.closedBy
        ? shift.openedBy
        : t("{openedBy}, then {closedBy}", { openedBy: shift.openedBy, closedBy: shift.closedBy }),
  },
  {
    id: "closed",
    title: t("Closed"),
    width: 180,
    cell: (shift) => (
      <span className={sheet.dim} style={{ whiteSpace: "nowrap" }}>
        {momentWords(shift.closedAt)}
      </span>
    ),
  },
  {
    id: "gross",
    title: t("Sold"),
    figures: true,
    width: 130,
    cell: (shift) => <Figure amount={shift.gross} />,
  },
  {
    id: "variance",
    title: t("Cash over/short"),
    figures: true,
    width: 140,
    cell: (shift) => <Figure amount={shift.variance} />,
  },
  {
    id: "mpesa",
    title: t("M-Pesa over/short"),
    figures: true,
    width: 150,
    cell: (shift) => <Figure amount={shift.mpesaVariance} />,
  },
];
