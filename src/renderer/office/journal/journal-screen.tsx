import { Button, Group, Select } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { JournalExport } from "../exporting/export-buttons.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { BusinessNames } from "../filters/business-filter.tsx";
import { periodWords, shortDay } from "../filters/filters.ts";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href } from "../route/route.ts";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below, Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { entryTypes, entryWords } from "../words/account-words.ts";
import { t } from "../../text/text.ts";
import { memoWords } from "../../ui/memo-words.ts";

type Entry = Reply<"report.journal">["entries"][number];

export function JournalScreen() {
  const { route, filters } = useFilters();
  const { from, to, business } = filters;
  const { text = "", type = "", before = "" } = route.query;
  const cursor = /^\d{1,15}$/.test(before) ? Number(before) : null;
  const answer = useQuery("report.journal", { from, to, business, text, type, before: cursor });
  const filtered = text !== "" || type !== "";
  return (
    <Page
      testid="journal"
      title={t("Journal")}
      subtitle={t("Entries of {filters}, latest first, in KES", { filters: periodWords(filters) })}
      tools={
        <>
          <SearchBox label={t("Search in memos")} />
          <Select
            size="sm"
            w={170}
            aria-label={t("Type of entry")}
            placeholder={t("Every type")}
            clearable
            data={entryTypes().map((each) => ({ value: each, label: entryWords(each) }))}
            value={type === "" ? null : type}
            onChange={(next) => refilter(route, { type: next, before: null })}
            data-testid="entry-type"
          />
        </>
      }
      toolbar={
        <ReportToolbar filters={filters}>
          <JournalExport filters={filters} />
        </ReportToolbar>
      }
    >
      <Answered query={answer}>
        {({ entries, next }) => (
          <Sheet
            label={t("Journal")}
            testid="journal"
            columns={columns()}
            rows={entries}
            keyOf={(entry) => entry.entry}
            hrefOf={(entry) => href("entry", entry.entry)}
            quiet={(entry) => entry.reversed}
            stale={answer.loading}
            empty={
              filtered ? (
                <NoMatch
                  what={t("entries")}
                  onClear={() => refilter(route, { text: null, type: null })}
                />
              ) : (
                <EmptyState title={t("No entries in this period")}>
                  {t("Sales, shifts and what is recorded here all appear in the journal.")}
                </EmptyState>
              )
            }
            below={
              (next !== null || cursor !== null) && (
                <Below>
                  <span>{t("{count} entries on this page", { count: entries.length })}</span>
                  <Group gap="xs">
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={cursor === null}
                      onClick={() => refilter(route, { before: null })}
                      data-testid="page-first"
                    >
                      {t("Latest")}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={next === null}
                      onClick={() => refilter(route, { before: String(next) })}
                      data-testid="page-next"
                    >
                      {t("Earlier")}
                    </Button>
                  </Group>
                </Below>
              )
            }
          />
        )}
      </Answered>
    </Page>
  );
}

const columns = (): readonly Column<Entry>[] => [
  { id: "day", title: t("Day"), width: 90, cell: (entry) => shortDay(entry.day) },
  {
    id: "entry",
    title: t("Entry"),
    width: 80,
    cell: (entry) => <a href={href("entry", entry.entry)}>{entry.entry}</a>,
  },
  { id: "type", title: t("Type"), width: 160, cell: (entry) => entryWords(entry.type) },
  {
    id: "memo",
    title: t("Memo"),
    cell: (entry) => (
      <>
        {memoWords(entry.memo)}{" "}
        {entry.reversed && <span className={sheet.tag}>{t("Reversed")}</span>}{" "}
        {entry.late && <span className={sheet.tag}>{t("Late")}</span>}
      </>
    ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 170,
    cell: (entry) => <BusinessNames businesses={entry.businesses} />,
  },
  { id: "by", title: t("By"), width: 160, cell: (entry) => entry.by },
  {
    id: "amount",
    title: t("Amount"),
    figures: true,
    width: 140,
    cell: (entry) => <Figure amount={entry.amount} />,
  },
];
