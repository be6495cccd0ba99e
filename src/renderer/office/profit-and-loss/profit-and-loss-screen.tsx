import { SegmentedControl } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { ProfitAndLossExport } from "../exporting/export-buttons.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { type Filters, periodWords } from "../filters/filters.ts";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href, type Route } from "../route/route.ts";
import { refilter, travelling } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { PrintButton } from "../sheet/print-button.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { profitAndLossRows } from "../statement/statement-model.ts";
import { type StatementColumn, StatementTable } from "../statement/statement-table.tsx";
import { t } from "../../text/text.ts";

type ProfitAndLoss = Reply<"report.profitAndLoss">;
type Comparison = "none" | "previous" | "lastYear";

const comparisons = () =>
  [
    { value: "none", label: t("No comparison") },
    { value: "previous", label: t("Period before") },
    { value: "lastYear", label: t("Year before") },
  ] as const satisfies readonly { value: Comparison; label: string }[];

export function ProfitAndLossScreen() {
  const { route, filters } = useFilters();
  const { from, to, business } = filters;
  const asked = comparisons().find((each) => each.value === route.query["compare"]);
  const compare = asked?.value ?? "none";
  const answer = useQuery("report.profitAndLoss", { from, to, business, compare });
  return (
    <Page
      testid="profit-and-loss"
      title={t("Profit and loss")}
      subtitle={t("{filters}, in KES", { filters: periodWords(filters) })}
      tools={
        <>
          <SegmentedControl
            size="sm"
            aria-label={t("Compare with")}
            value={compare}
            data={[...comparisons()]}
            onChange={(next) => refilter(route, { compare: next === "none" ? null : next })}
            data-testid="compare"
          />
          <ProfitAndLossExport filters={filters} compare={compare} />
          <PrintButton />
        </>
      }
      toolbar={<ReportToolbar filters={filters} />}
    >
      <Answered query={answer}>
        {(value) => {
          const rows = profitAndLossRows(value);
          if (rows.length === 0) return <Nothing filters={filters} />;
          return (
            <StatementTable
              label={t("Profit and loss")}
              testid="profit-and-loss"
              rows={rows}
              columns={columnsOf(value, route, filters)}
              stale={answer.loading}
            />
          );
        }}
      </Answered>
    </Page>
  );
}

function Nothing({ filters }: { readonly filters: Filters }) {
  return (
    <Paper>
      <EmptyState title={t("Nothing earned or spent")}>
        {t(
          "No sale and no expense was posted in {filters}. Another period or business may have some.",
          { filters: periodWords(filters) },
        )}
      </EmptyState>
    </Paper>
  );
}

function columnsOf(
  value: ProfitAndLoss,
  route: Route,
  filters: Filters,
): readonly StatementColumn[] {
  const days = travelling(route.query);
  const several = value.businesses.length > 1;
  const each = value.businesses.map((business, index): StatementColumn => ({
    id: business.id,
    title: <BusinessName business={business.id} />,
    amount: (row) => row.amounts?.byBusiness[index],
    hrefOf: (row) =>
      row.account === undefined
        ? undefined
        : href("ledger", row.account, { ...days, b: business.id }),
  }));
  const whole: StatementColumn = {
    id: "total",
    title: several ? t("Together") : periodWords(filters),
    weight: "whole",
    amount: (row) => row.amounts?.total,
    hrefOf: (row) => (row.account === undefined ? undefined : href("ledger", row.account, days)),
  };
  const { comparedFrom: from, comparedTo: to } = value;
  if (from === null || to === null) return several ? [...each, whole] : [whole];
  const compared: StatementColumn = {
    id: "compared",
    title: periodWords({ from, to }),
    weight: "compared",
    amount: (row) => row.amounts?.compared ?? undefined,
    hrefOf: (row) =>
      row.account === undefined
        ? undefined
        : href("ledger", row.account, { b: filters.business, from, to }),
  };
  return several ? [...each, whole, compared] : [whole, compared];
}
