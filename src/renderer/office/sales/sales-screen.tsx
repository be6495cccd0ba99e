import { SegmentedControl } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { negate } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { momentWords } from "#shared/kernel/day-words.ts";
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

type Sale = Reply<"sale.find">["sales"][number];

const KINDS = [
  { value: "all", label: "All" },
  { value: "sale", label: "Sales" },
  { value: "refund", label: "Refunds" },
] as const;

export function SalesScreen() {
  const { route, filters } = useFilters();
  const { business, from, to } = filters;
  const { text = "" } = route.query;
  const kind = KINDS.find((each) => each.value === route.query["kind"])?.value ?? "all";
  const offset = (pageOf(route.query) - 1) * PAGE_ROWS;
  const request = { business, from, to, text, kind, offset, limit: PAGE_ROWS };
  const answer = useQuery("sale.find", request);
  const filtered = text !== "" || kind !== "all";
  return (
    <Page
      testid="sales"
      title="Sales"
      subtitle={`${periodWords(filters)}, latest first, in KES, tax included`}
      tools={
        <>
          <SearchBox label="Number or customer" />
          <SegmentedControl
            size="sm"
            aria-label="Sales or refunds"
            data={[...KINDS]}
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
            label="Sales"
            testid="sales"
            columns={COLUMNS}
            rows={sales}
            keyOf={(sale) => sale.sale}
            hrefOf={(sale) => href("sale", sale.sale)}
            stale={answer.loading}
            empty={
              filtered ? (
                <NoMatch what="sales" onClear={() => refilter(route, { text: null, kind: null })} />
              ) : (
                <EmptyState title="No sales in this period">
                  What the till sells appears here at once, with its receipt.
                </EmptyState>
              )
            }
            below={<Pager total={total} what="sales" />}
          />
        )}
      </Answered>
    </Page>
  );
}

function Unbroken({ words }: { readonly words: string }) {
  return <span style={{ whiteSpace: "nowrap" }}>{words}</span>;
}

const COLUMNS: readonly Column<Sale>[] = [
  {
    id: "number",
    title: "Number",
    width: 216,
    cell: (sale) => (
      <>
        <a href={href("sale", sale.sale)}>{sale.number}</a>{" "}
        {sale.kind === "refund" && (
          <span className={sheet.tag} data-tone="alarm">
            Refund
          </span>
        )}
      </>
    ),
  },
  {
    id: "at",
    title: "When",
    width: 170,
    cell: (sale) => <Unbroken words={momentWords(sale.at)} />,
  },
  {
    id: "business",
    title: "Business",
    width: 180,
    cell: (sale) => <BusinessName business={sale.business} />,
  },
  { id: "customer", title: "Customer", cell: (sale) => sale.customer ?? "" },
  {
    id: "cashier",
    title: "Cashier",
    width: 130,
    cell: (sale) => <Unbroken words={sale.cashier} />,
  },
  {
    id: "tenders",
    title: "Paid by",
    width: 150,
    cell: (sale) => <span className={sheet.dim}>{sale.tenders.map(tenderWords).join(", ")}</span>,
  },
  {
    id: "total",
    title: "Total",
    figures: true,
    width: 130,
    cell: (sale) => (
      <Figure amount={sale.kind === "refund" ? negate(sale.total) : sale.total} dash={false} />
    ),
  },
];
