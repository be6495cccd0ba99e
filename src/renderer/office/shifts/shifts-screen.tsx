import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords, momentWords } from "#shared/kernel/day-words.ts";
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
      title="Shifts"
      subtitle="Closed shifts with their Z reports, latest first, in KES"
      toolbar={<BusinessFilter value={filters.business} />}
    >
      <OpenShifts shifts={open.value?.shifts ?? []} />
      <Answered query={answer}>
        {({ shifts, total }) => (
          <Sheet
            label="Closed shifts"
            testid="shifts"
            columns={COLUMNS}
            rows={shifts}
            keyOf={(shift) => shift.shift}
            hrefOf={(shift) => href("shift", shift.shift)}
            stale={answer.loading}
            empty={
              <EmptyState title="No shift has been closed yet">
                At the end of a shift the cashier counts the drawer; the Z report appears here.
              </EmptyState>
            }
            below={<Pager total={total} what="shifts" />}
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
      <strong>Open now at this till:</strong>
      {shifts.map((shift) => (
        <span key={shift.id}>
          <BusinessName business={shift.business} />, shift {shift.number}, {shift.openedBy} since{" "}
          {momentWords(shift.openedAt)}
        </span>
      ))}
    </div>
  );
}

const COLUMNS: readonly Column<Shift>[] = [
  {
    id: "number",
    title: "Z",
    width: 90,
    cell: (shift) => <a href={href("shift", shift.shift)}>{shift.number}</a>,
  },
  {
    id: "business",
    title: "Business",
    width: 190,
    cell: (shift) => <BusinessName business={shift.business} />,
  },
  { id: "day", title: "Business day", width: 140, cell: (shift) => dayWords(shift.day) },
  {
    id: "by",
    title: "Opened and closed by",
    cell: (shift) =>
      shift.openedBy === shift.closedBy
        ? shift.openedBy
        : `${shift.openedBy}, then ${shift.closedBy}`,
  },
  {
    id: "closed",
    title: "Closed",
    width: 180,
    cell: (shift) => (
      <span className={sheet.dim} style={{ whiteSpace: "nowrap" }}>
        {momentWords(shift.closedAt)}
      </span>
    ),
  },
  {
    id: "gross",
    title: "Sold",
    figures: true,
    width: 130,
    cell: (shift) => <Figure amount={shift.gross} />,
  },
  {
    id: "variance",
    title: "Cash over/short",
    figures: true,
    width: 140,
    cell: (shift) => <Figure amount={shift.variance} />,
  },
  {
    id: "mpesa",
    title: "M-Pesa over/short",
    figures: true,
    width: 150,
    cell: (shift) => <Figure amount={shift.mpesaVariance} />,
  },
];
