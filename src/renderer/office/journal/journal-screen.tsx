import { Button, Group, Select } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { JournalExport } from "../exporting/export-buttons.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { BusinessDot } from "../filters/business-filter.tsx";
import { periodWords, shortDay } from "../filters/filters.ts";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href } from "../route/route.ts";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below, Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { ENTRY_TYPES, entryWords } from "../words/account-words.ts";

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
      title="Journal"
      subtitle={`Entries of ${periodWords(filters)}, latest first, in KES`}
      tools={
        <>
          <SearchBox label="Search in memos" />
          <Select
            size="sm"
            w={170}
            aria-label="Type of entry"
            placeholder="Every type"
            clearable
            data={ENTRY_TYPES.map((each) => ({ value: each, label: entryWords(each) }))}
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
            label="Journal"
            testid="journal"
            columns={COLUMNS}
            rows={entries}
            keyOf={(entry) => entry.entry}
            hrefOf={(entry) => href("entry", entry.entry)}
            quiet={(entry) => entry.reversed}
            stale={answer.loading}
            empty={
              filtered ? (
                <NoMatch
                  what="entries"
                  onClear={() => refilter(route, { text: null, type: null })}
                />
              ) : (
                <EmptyState title="No entries in this period">
                  Sales, shifts and what is recorded here all appear in the journal.
                </EmptyState>
              )
            }
            below={
              (next !== null || cursor !== null) && (
                <Below>
                  <span>{entries.length} entries on this page</span>
                  <Group gap="xs">
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={cursor === null}
                      onClick={() => refilter(route, { before: null })}
                      data-testid="page-first"
                    >
                      Latest
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={next === null}
                      onClick={() => refilter(route, { before: String(next) })}
                      data-testid="page-next"
                    >
                      Earlier
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

const COLUMNS: readonly Column<Entry>[] = [
  { id: "day", title: "Day", width: 90, cell: (entry) => shortDay(entry.day) },
  {
    id: "entry",
    title: "Entry",
    width: 80,
    cell: (entry) => <a href={href("entry", entry.entry)}>{entry.entry}</a>,
  },
  { id: "type", title: "Type", width: 160, cell: (entry) => entryWords(entry.type) },
  {
    id: "memo",
    title: "Memo",
    cell: (entry) => (
      <>
        {entry.memo} {entry.reversed && <span className={sheet.tag}>Reversed</span>}{" "}
        {entry.late && <span className={sheet.tag}>Late</span>}
      </>
    ),
  },
  {
    id: "business",
    title: "Business",
    width: 170,
    cell: (entry) => <Businesses codes={entry.businesses} />,
  },
  { id: "by", title: "By", width: 160, cell: (entry) => entry.by },
  {
    id: "amount",
    title: "Amount",
    figures: true,
    width: 140,
    cell: (entry) => <Figure amount={entry.amount} />,
  },
];

function Businesses({ codes }: { readonly codes: readonly string[] }) {
  const { nameOf } = useOffice();
  return (
    <span className={sheet.several} title={codes.map(nameOf).join(", ")}>
      {codes.map((code) => (
        <BusinessDot key={code} business={code} />
      ))}
      {codes.length === 1 ? nameOf(codes[0] ?? "") : `${codes.length} businesses`}
    </span>
  );
}
