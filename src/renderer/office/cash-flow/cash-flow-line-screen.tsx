import type { Reply } from "#shared/contract/index.ts";
import { SECTIONS } from "#shared/ledger/cash-flow.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { periodWords, shortDay } from "../filters/filters.ts";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href } from "../route/route.ts";
import { travelling } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { PAGE_ROWS, Pager, pageOf } from "../sheet/pager.tsx";
import { PrintButton } from "../sheet/print-button.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { entryWords, flowLineWords } from "../words/account-words.ts";
import { sectionWords } from "./cash-flow-screen.tsx";

type Behind = Reply<"report.cashFlowLine">;

/** The entries behind one line of the cash flow, and what they come to together. */
export function CashFlowLineScreen() {
  const { route, filters } = useFilters();
  const { from, to, business } = filters;
  const section = SECTIONS.find((each) => each === route.query["section"]) ?? SECTIONS[0];
  const line = route.query["line"] ?? "";
  const after = (pageOf(route.query) - 1) * PAGE_ROWS;
  const answer = useQuery("report.cashFlowLine", {
    from,
    to,
    business,
    section,
    line,
    after,
    limit: PAGE_ROWS,
  });
  return (
    <Page
      testid="cash-flow-line"
      title={flowLineWords(line)}
      subtitle={t("{section}: what each entry brought in or took, {filters}, in KES", {
        section: sectionWords()[section],
        filters: periodWords(filters),
      })}
      back={href("cash-flow", null, travelling(route.query))}
      tools={<PrintButton />}
      toolbar={<ReportToolbar filters={filters} />}
    >
      <Answered query={answer}>
        {(value) => (
          <Sheet
            label={flowLineWords(line)}
            testid="cash-flow-line"
            columns={columns(value)}
            rows={value.entries}
            keyOf={(row) => `${row.entry} ${row.business}`}
            hrefOf={(row) => href("entry", row.entry)}
            stale={answer.loading}
            empty={
              <EmptyState title={t("No money moved")}>
                {t("Nothing came in and nothing went out in {filters}.", {
                  filters: periodWords(filters),
                })}
              </EmptyState>
            }
            below={<Pager total={value.count} what={t("entries")} one={t("entry")} />}
          />
        )}
      </Answered>
    </Page>
  );
}

const columns = ({ total }: Behind): readonly Column<Behind["entries"][number]>[] => [
  { id: "day", title: t("Day"), width: 90, cell: (row) => shortDay(row.day) },
  {
    id: "entry",
    title: t("Entry"),
    width: 80,
    cell: (row) => <a href={href("entry", row.entry)}>{row.entry}</a>,
  },
  { id: "type", title: t("Type"), width: 160, cell: (row) => entryWords(row.type) },
  { id: "memo", title: t("Memo"), cell: (row) => row.memo, foot: t("Together") },
  {
    id: "business",
    title: t("Business"),
    width: 170,
    cell: (row) => <BusinessName business={row.business} />,
  },
  { id: "by", title: t("By"), width: 160, cell: (row) => row.by },
  {
    id: "amount",
    title: t("Amount"),
    figures: true,
    width: 140,
    cell: (row) => <Figure amount={row.amount} />,
    foot: <Figure amount={total} />,
  },
];
