import { type BusinessDay, isBusinessDay } from "#shared/kernel/date.ts";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords } from "../../text/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BalanceSheetExport } from "../exporting/export-buttons.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { OnDay } from "../filters/period-picker.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below } from "../sheet/cells.tsx";
import { Paper } from "../sheet/paper.tsx";
import { PrintButton } from "../sheet/print-button.tsx";
import { Proof } from "../sheet/proof.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { balanceSheetRows, liabilitiesAndEquity } from "../statement/statement-model.ts";
import { type StatementColumn, StatementTable } from "../statement/statement-table.tsx";
import { t } from "../../text/text.ts";

type BalanceSheet = Reply<"report.balanceSheet">;

export function BalanceSheetScreen() {
  const { route, filters } = useFilters();
  const { today } = useOffice();
  const asked = route.query["on"] ?? "";
  const end = filters.to < today ? filters.to : today;
  const on = isBusinessDay(asked) ? asked : end;
  const answer = useQuery("report.balanceSheet", { on, business: filters.business });
  return (
    <Page
      testid="balance-sheet"
      title={t("Balance sheet")}
      subtitle={t("At the end of {on}, in KES", { on: dayWords(on) })}
      tools={
        <>
          <BalanceSheetExport on={on} business={filters.business} />
          <PrintButton />
        </>
      }
      toolbar={
        <>
          <BusinessFilter value={filters.business} />
          <OnDay day={on} />
        </>
      }
    >
      <Answered query={answer}>
        {(value) => {
          const rows = balanceSheetRows(value);
          return rows.length === 0 ? (
            <Paper>
              <EmptyState title={t("Nothing owned and nothing owed")}>
                {t("No entry was posted up to {on}.", { on: dayWords(on) })}
              </EmptyState>
            </Paper>
          ) : (
            <StatementTable
              label={t("Balance sheet")}
              testid="balance-sheet"
              rows={rows}
              columns={columnsOf(value, filters.business, on)}
              stale={answer.loading}
              below={
                <Below>
                  <Proof
                    left={{ name: t("Assets"), amount: value.assets.total }}
                    right={{
                      name: t("liabilities and equity"),
                      amount: liabilitiesAndEquity(value).total,
                    }}
                  />
                </Below>
              }
            />
          );
        }}
      </Answered>
    </Page>
  );
}

function columnsOf(
  value: BalanceSheet,
  business: string | null,
  on: BusinessDay,
): readonly StatementColumn[] {
  const year = { from: `${on.slice(0, 4)}-01-01`, to: on };
  const ledger = (account: number | undefined, of: string | null) =>
    account === undefined ? undefined : href("ledger", account, { ...year, b: of });
  const whole: StatementColumn = {
    id: "total",
    title: value.businesses.length > 1 ? t("Together") : dayWords(on),
    weight: "whole",
    amount: (row) => row.amounts?.total,
    hrefOf: (row) => ledger(row.account, business),
  };
  if (value.businesses.length < 2) return [whole];
  return [
    ...value.businesses.map((each, index): StatementColumn => ({
      id: each.id,
      title: <BusinessName business={each.id} />,
      amount: (row) => row.amounts?.byBusiness[index],
      hrefOf: (row) => ledger(row.account, each.id),
    })),
    whole,
  ];
}
