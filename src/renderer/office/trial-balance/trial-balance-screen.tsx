import { type Money, negate } from "#shared/kernel/money.ts";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { dayWords } from "../../text/day-words.ts";
import { TrialBalanceExport } from "../exporting/export-buttons.tsx";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { periodWords } from "../filters/filters.ts";
import { href } from "../route/route.ts";
import { travelling } from "../route/use-route.ts";
import { AccountLabel, Below, Figure } from "../sheet/cells.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Proof } from "../sheet/proof.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { typeWords } from "../words/account-words.ts";
import { t } from "../../text/text.ts";

type TrialBalance = Reply<"report.trialBalance">;
type Row = TrialBalance["rows"][number];

export function TrialBalanceScreen() {
  const { route, filters } = useFilters();
  const { from, to, business } = filters;
  const answer = useQuery("report.trialBalance", { from, to, business });
  const ledger = (row: Row) => href("ledger", row.account, travelling(route.query));
  return (
    <Page
      testid="trial-balance"
      title={t("Trial balance")}
      subtitle={t("{filters}, in KES. Opening as of the morning of {from}.", {
        filters: periodWords(filters),
        from: dayWords(from),
      })}
      toolbar={
        <ReportToolbar filters={filters}>
          <TrialBalanceExport filters={filters} />
        </ReportToolbar>
      }
    >
      <Answered query={answer}>
        {({ rows, totals }) => (
          <Sheet
            label={t("Trial balance")}
            testid="trial-balance"
            columns={columnsOf(totals, ledger)}
            rows={rows}
            keyOf={(row) => row.account}
            hrefOf={ledger}
            groupOf={(row) => typeWords()[row.type] ?? row.type}
            stale={answer.loading}
            empty={
              <EmptyState title={t("No balances yet")}>
                {t(
                  "Nothing has been posted up to {to}. Sales post by themselves; opening balances are entered under Record.",
                  { to: dayWords(to) },
                )}
              </EmptyState>
            }
            below={
              rows.length > 0 && (
                <Below>
                  <Proof
                    left={{ name: t("Debit"), amount: totals.closingDebit }}
                    right={{ name: t("credit"), amount: totals.closingCredit }}
                  />
                  <span>{t("{count} accounts", { count: rows.length })}</span>
                </Below>
              )
            }
          />
        )}
      </Answered>
    </Page>
  );
}

function columnsOf(
  totals: TrialBalance["totals"],
  ledger: (row: Row) => string,
): readonly Column<Row>[] {
  const figure = (
    id: "debit" | "credit" | "closingDebit" | "closingCredit",
    title: string,
  ): Column<Row> => ({
    id,
    title,
    figures: true,
    width: 150,
    cell: (row) => <Figure amount={row[id]} href={ledger(row)} />,
    foot: <Figure amount={totals[id]} testid={`total-${id}`} />,
  });
  return [
    {
      id: "account",
      title: t("Account"),
      cell: (row) => <AccountLabel number={row.account} name={row.name} href={ledger(row)} />,
      foot: t("Total"),
    },
    {
      id: "opening",
      title: t("Opening"),
      figures: true,
      width: 170,
      cell: (row) => <Sided amount={row.opening} href={ledger(row)} />,
    },
    figure("debit", t("Debit")),
    figure("credit", t("Credit")),
    figure("closingDebit", t("Closing debit")),
    figure("closingCredit", t("Closing credit")),
  ];
}

/** A balance with the side it stands on, for a column that holds both. */
function Sided({ amount, href: link }: { readonly amount: Money; readonly href: string }) {
  return (
    <>
      <Figure amount={amount < 0 ? negate(amount) : amount} href={link} />
      <span className={sheet.side}>{amount === 0 ? "" : amount < 0 ? t("Cr") : t("Dr")}</span>
    </>
  );
}
