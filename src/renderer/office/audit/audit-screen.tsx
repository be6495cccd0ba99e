import { Button, Group, Select } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { momentWords } from "../../text/day-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { BusinessNames } from "../filters/business-filter.tsx";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href } from "../route/route.ts";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { factWords } from "../words/fact-words.ts";
import { changeWords, kinds } from "./audit-words.ts";
import { t } from "../../text/text.ts";
import classes from "./audit.module.css";

type Row = Reply<"audit.list">["rows"][number];

/** Who did what, when and why: nothing is done here that is not written here. */
export function AuditScreen() {
  const { route, filters } = useFilters();
  const { business, from, to } = filters;
  const { text = "", kind = "", before = "" } = route.query;
  const cursor = /^\d{1,15}$/.test(before) ? Number(before) : null;
  const answer = useQuery("audit.list", { business, from, to, text, kind, before: cursor });
  const filtered = text !== "" || kind !== "";
  return (
    <Page
      testid="audit"
      title={t("Audit log")}
      subtitle={t("Every act, who did it, who allowed it, and why; latest first")}
      tools={
        <>
          <SearchBox label={t("Name, number or reason")} />
          <Select
            size="sm"
            w={190}
            aria-label={t("Kind of act")}
            placeholder={t("Every act")}
            clearable
            data={kinds()}
            value={kind === "" ? null : kind}
            onChange={(next) => refilter(route, { kind: next, before: null })}
            data-testid="audit-kind"
          />
        </>
      }
      toolbar={<ReportToolbar filters={filters} />}
    >
      <Answered query={answer}>
        {({ rows, next }) => (
          <Sheet
            label={t("Audit log")}
            testid="audit"
            columns={columns()}
            rows={rows}
            keyOf={(row) => row.seq}
            hrefOf={(row) => (row.posted ? href("entry", row.seq) : undefined)}
            stale={answer.loading}
            empty={
              filtered ? (
                <NoMatch
                  what={t("acts")}
                  onClear={() => refilter(route, { text: null, kind: null, before: null })}
                />
              ) : (
                <EmptyState title={t("Nothing was done in this period")}>
                  {t("Sales, changes of prices and people, payments: each act appears here.")}
                </EmptyState>
              )
            }
            below={
              (next !== null || cursor !== null) && (
                <Below>
                  <span>{t("{count} on this page", { count: rows.length })}</span>
                  <Group gap="xs">
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={cursor === null}
                      onClick={() => refilter(route, { before: null })}
                    >
                      {t("Latest")}
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={next === null}
                      onClick={() => refilter(route, { before: String(next) })}
                      data-testid="audit-next"
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

const columns = (): readonly Column<Row>[] => [
  { id: "at", title: t("When"), width: 190, cell: (row) => momentWords(row.at) },
  { id: "kind", title: t("Act"), width: 180, cell: (row) => factWords(row.kind) },
  {
    id: "about",
    title: t("About"),
    cell: (row) => (
      <>
        {row.about}
        {row.reason !== null && row.reason !== "" && (
          <span className={classes.reason}>“{row.reason}”</span>
        )}
        {row.changes.length > 0 && (
          <details className={classes.changes}>
            <summary>{t("{count} fields", { count: row.changes.length })}</summary>
            {row.changes.map((change) => (
              <div key={change.field}>{changeWords(change)}</div>
            ))}
          </details>
        )}
      </>
    ),
  },
  {
    id: "by",
    title: t("By"),
    width: 150,
    cell: (row) => (
      <>
        {row.by === "" ? <span className={sheet.dim}>{t("The program")}</span> : row.by}
        {row.approver !== null && (
          <span className={classes.reason}>
            {t("allowed by {approver}", { approver: row.approver })}
          </span>
        )}
      </>
    ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 150,
    cell: (row) =>
      row.business === null ? (
        <span className={sheet.dim}>{t("All")}</span>
      ) : (
        <BusinessNames businesses={[row.business, ...row.others]} />
      ),
  },
  { id: "till", title: t("Till"), width: 70, cell: (row) => row.till },
];
