import { Select } from "@mantine/core";
import { call } from "../../rpc/call.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { SheetExport } from "../exporting/export-buttons.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { periodWords } from "../filters/filters.ts";
import { PeriodPicker } from "../filters/period-picker.tsx";
import { href } from "../route/route.ts";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { PAGE_ROWS, pageOf, Pager } from "../sheet/pager.tsx";
import { Sheet } from "../sheet/sheet.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import shell from "../shell/shell.module.css";
import { jobColumns } from "./job-columns.tsx";
import { CustomerChip } from "./customer-chip.tsx";
import { JobAges } from "./job-ages.tsx";
import { lists, listedOf, listOf, ofPeriod } from "./job-lists.ts";
import { t } from "../../text/text.ts";

const NO_FILTERS = {
  text: null,
  customer: null,
  days: null,
  below: null,
  page: null,
} as const;

/** Work taken in: what is in hand and waits, what is owed for it, and all that went through. */
export function JobsScreen() {
  const { route, filters } = useFilters();
  const { businesses } = useOffice();
  const list = listOf(route.query);
  const listed = listedOf(route.query, filters);
  const offset = (pageOf(route.query) - 1) * PAGE_ROWS;
  const answer = useQuery("job.find", { ...listed, offset, limit: PAGE_ROWS });
  const filtered = listed.text !== "" || listed.customer !== null || listed.days !== 0;
  const several = businesses.filter((each) => each.trades.includes("jobs")).length > 1;
  const dated = ofPeriod(route.query);
  const when = dated
    ? t("taken in {filters}", { filters: periodWords(filters) })
    : t("as they stand now");
  return (
    <Page
      testid="jobs"
      title={t("Jobs")}
      subtitle={t("{label}, {when}, in KES, tax included", { label: list.label, when })}
      tools={
        <>
          <SearchBox label={t("Number, customer or phone")} />
          <Select
            size="sm"
            w={190}
            aria-label={t("Which jobs")}
            allowDeselect={false}
            data={lists().map(({ value, label }) => ({ value, label }))}
            value={list.value}
            onChange={(next) =>
              refilter(route, {
                list: next,
                days: null,
                below: null,
                sort: null,
                order: null,
                page: null,
              })
            }
            data-testid="job-list"
          />
        </>
      }
      toolbar={
        <>
          <BusinessFilter value={filters.business} />
          {dated && <PeriodPicker filters={filters} />}
          {listed.customer !== null && <CustomerChip customer={listed.customer ?? ""} />}
          <div className={shell.push}>
            <SheetExport ask={(format) => call("job.export", { ...listed, format })} />
          </div>
        </>
      }
    >
      {list.value === "unclaimed" && <JobAges business={filters.business} />}
      <Answered query={answer}>
        {(value) => (
          <Sheet
            label={t("Jobs")}
            testid="jobs"
            columns={jobColumns({ sums: value, several, list: list.value })}
            rows={value.jobs}
            keyOf={(job) => job.job}
            hrefOf={(job) => href("job", job.job)}
            stale={answer.loading}
            empty={
              filtered ? (
                <NoMatch what={t("jobs")} onClear={() => refilter(route, NO_FILTERS)} />
              ) : (
                <EmptyState title={empty()[list.value] ?? t("No jobs here")}>
                  {t("Work is taken in at the till; it appears here at once.")}
                </EmptyState>
              )
            }
            below={<Pager total={value.total} what={t("jobs")} one={t("job")} />}
          />
        )}
      </Answered>
    </Page>
  );
}

const empty = (): Readonly<Partial<Record<string, string>>> => ({
  "in-hand": t("No work in hand"),
  late: t("Nothing is late"),
  unclaimed: t("Nothing waits to be fetched"),
  unpaid: t("Nothing is owed for work"),
});
