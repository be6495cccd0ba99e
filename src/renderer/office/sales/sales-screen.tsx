import { SegmentedControl } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { negate } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { momentWords } from "../../text/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { periodWords } from "../filters/filters.ts";
import { ReportToolbar } from "../filters/report-toolbar.tsx";
import { href } from "../route/route.ts";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { PAGE_ROWS, pageOf, Pager } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { tenderWords } from "../words/account-words.ts";
import { t } from "../../text/text.ts";

type Sale = Reply<"sale.find">["sales"][number];

const kinds = () =>
  [
    { value: "all", label: t("All") },
    { value: "sale", label: t("Sales") },
    { value: "refund", label: t("Refunds") },
  ] as const;

export function SalesScreen() {
  const { route, filters } = useFilters();
  const { business, from, to } = filters;
  const { text = "" } = route.query;
  const kind = kinds().find((each) => each.value === route.query["kind"])?.value ?? "all";
  const offset = (pageOf(route.query) - 1) * PAGE_ROWS;
  const request = { business, from, to, text, kind, offset, limit: PAGE_ROWS };
  const answer = useQuery("sale.find", request);
  const filtered = text !== "" || kind !== "all";
  return (
    <Page
      testid="sales"
      title={t("Sales")}
      subtitle={t("{filters}, latest first, in KES, tax included", {
        filters: periodWords(filters),
      })}
      tools={
        <>
          <SearchBox label={t("Number or customer")} />
          <SegmentedControl
            size="sm"
            aria-label={t("Sales or refunds")}
            data={[...kinds()]}
            value={kind}
            onChange={(next) => refilter(route, { kind: next === "all" ? null : next, page: null })}
            data-testid="sale-kind"
          />
        </>
      }
      toolbar={<ReportToolbar filters={filters} />}
    >
      <Answered query={answer}>
        {({ sales, total }) => (
          <Sheet
            label={t("Sales")}
            testid="sales"
            columns={columns()}
            rows={sales}
            keyOf={(sale) => sale.sale}
            hrefOf={(sale) => href("sale", sale.sale)}
            stale={answer.loading}
            empty={
              filtered ? (
                <NoMatch
                  what={t("sales")}
                  onClear={() => refilter(route, { text: null, kind: null })}
                />
              ) : (
                <EmptyState title={t("No sales in this period")}>
                  {t("What the till sells appears here at once, with its receipt.")}
                </EmptyState>
              )
            }
            below={<Pager total={total} what={t("sales")} one={t("sale")} />}
          />
        )}
      </Answered>
    </Page>
  );
}

function Unbroken({ words }: { readonly words: string }) {
  return <span style={{ whiteSpace: "nowrap" }}>{words}</span>;
}

const columns = (): readonly Column<Sale>[] => [
  {
    id: "number",
    title: t("Number"),
    width: 216,
    cell: (sale) => (
      <>
        <a href={href("sale", sale.sale)}>{sale.number}</a>{" "}
        {sale.kind === "refund" && (
          <span className={sheet.tag} data-tone="alarm">
            {t("Refund")}
          </span>
        )}
      </>
    ),
  },
  {
    id: "at",
    title: t("When"),
    width: 170,
    cell: (sale) => <Unbroken words={momentWords(sale.at)} />,
  },
  {
    id: "business",
    title: t("Business"),
    width: 180,
    cell: (sale) => <BusinessName business={sale.business} />,
  },
  { id: "customer", title: t("Customer"), cell: (sale) => sale.customer ?? "" },
  {
    id: "cashier",
    title: t("Cashier"),
    width: 130,
    cell: (sale) => <Unbroken words={sale.cashier} />,
  },
  {
    id: "tenders",
    title: t("Paid by"),
    width: 150,
    cell: (sale) => <span className={sheet.dim}>{sale.tenders.map(tenderWords).join(", ")}</span>,
  },
  {
    id: "total",
    title: t("Total"),
    figures: true,
    width: 130,
    cell: (sale) => (
      <Figure amount={sale.kind === "refund" ? negate(sale.total) : sale.total} dash={false} />
    ),
  },
];
