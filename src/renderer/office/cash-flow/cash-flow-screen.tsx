import type { Reply } from "#shared/contract/index.ts";
import type { SectionTitle } from "#shared/ledger/cash-flow.ts";
import { cents } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { periodWords } from "../filters/filters.ts";
import { CashFlowExport } from "../exporting/export-buttons.tsx";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href, type Query } from "../route/route.ts";
import { travelling } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below } from "../sheet/cells.tsx";
import { Paper } from "../sheet/paper.tsx";
import { PrintButton } from "../sheet/print-button.tsx";
import { Proof } from "../sheet/proof.tsx";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import type { StatementRow } from "../statement/statement-model.ts";
import { type StatementColumn, StatementTable } from "../statement/statement-table.tsx";
import { flowLineWords } from "../words/account-words.ts";

type CashFlow = Reply<"report.cashFlow">;

/** Where money came from and where it went, from what there was to what there is. */
export function CashFlowScreen() {
  const { route, filters } = useFilters();
  const { from, to, business } = filters;
  const answer = useQuery("report.cashFlow", { from, to, business });
  return (
    <Page
      testid="cash-flow"
      title={t("Cash flow")}
      subtitle={t("{filters}, in KES", { filters: periodWords(filters) })}
      tools={
        <>
          <CashFlowExport filters={filters} />
          <PrintButton />
        </>
      }
      toolbar={<ReportToolbar filters={filters} />}
    >
      <Answered query={answer}>
        {(value) =>
          value.sections.length === 0 ? (
            <Paper>
              <EmptyState title={t("No money moved")}>
                {t("Nothing came in and nothing went out in {filters}.", {
                  filters: periodWords(filters),
                })}
              </EmptyState>
            </Paper>
          ) : (
            <StatementTable
              label={t("Cash flow")}
              testid="cash-flow"
              rows={rowsOf(value)}
              columns={columnsOf(value, route.query)}
              stale={answer.loading}
              below={
                <Below>
                  <Proof
                    left={{
                      name: t("Money before and its change"),
                      amount: cents(value.opening.total + value.change.total),
                    }}
                    right={{ name: t("money at the end"), amount: value.closing.total }}
                  />
                </Below>
              }
            />
          )
        }
      </Answered>
    </Page>
  );
}

export const sectionWords = (): Readonly<Record<SectionTitle, string>> => ({
  Trade: t("From trade"),
  Equipment: t("Equipment"),
  "Owner and loans": t("Owner and loans"),
  "Between businesses": t("Between businesses"),
});

function rowsOf(value: CashFlow): readonly StatementRow[] {
  return [
    { key: "opening", kind: "result", title: t("Money at the start"), amounts: value.opening },
    ...value.sections.flatMap(({ title, lines, subtotal }): StatementRow[] => [
      { key: `head-${title}`, kind: "heading", title: sectionWords()[title] },
      ...lines.map((line): StatementRow => ({
        key: `${title}-${line.name}`,
        kind: "line",
        title: flowLineWords(line.name),
        of: { section: title, line: line.name },
        amounts: line,
      })),
      {
        key: `sum-${title}`,
        kind: "subtotal",
        title: t("Total {toLowerCase}", { toLowerCase: sectionWords()[title].toLowerCase() }),
        amounts: subtotal,
      },
    ]),
    { key: "change", kind: "result", title: t("Change of the money"), amounts: value.change },
    { key: "closing", kind: "final", title: t("Money at the end"), amounts: value.closing },
  ];
}

/** To the entries behind a line. */
const behind = (row: StatementRow, query: Query, business?: string): string | undefined =>
  row.of === undefined
    ? undefined
    : href("cash-flow-line", null, {
        ...travelling(query),
        ...(business === undefined ? {} : { b: business }),
        ...row.of,
      });

function columnsOf(value: CashFlow, query: Query): readonly StatementColumn[] {
  const whole: StatementColumn = {
    id: "total",
    title: value.businesses.length > 1 ? t("Together") : t("Amount"),
    weight: "whole",
    amount: (row) => row.amounts?.total,
    hrefOf: (row) => behind(row, query),
  };
  if (value.businesses.length < 2) return [whole];
  return [
    ...value.businesses.map((each, index): StatementColumn => ({
      id: each.id,
      title: <BusinessName business={each.id} />,
      amount: (row) => row.amounts?.byBusiness[index],
      hrefOf: (row) => behind(row, query, each.id),
    })),
    whole,
  ];
}
