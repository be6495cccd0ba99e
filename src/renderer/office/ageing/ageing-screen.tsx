import { SegmentedControl } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { pageOf, Pager, rowsOf } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";

type Ageing = Reply<"customer.ageing">;
type Row = Ageing["rows"][number];

/** Who owes us, or whom we owe, how much for how long. */
export function AgeingScreen() {
  const { route, filters } = useFilters();
  const { business } = filters;
  const side = route.query["side"] === "suppliers" ? "suppliers" : "customers";
  return (
    <Page
      testid="ageing"
      title={t("Open debts by age")}
      subtitle={
        side === "customers"
          ? t("What customers owe, by the days since the sale, in KES")
          : t("What suppliers are owed, by the days since the bill, in KES")
      }
      tools={
        <SegmentedControl
          size="sm"
          value={side}
          onChange={(next) => refilter(route, { side: next, page: null })}
          data={[
            { value: "customers", label: t("Customers") },
            { value: "suppliers", label: t("Suppliers") },
          ]}
          data-testid="ageing-side"
        />
      }
      toolbar={<BusinessFilter value={business} />}
    >
      {side === "customers" ? (
        <Customers business={business} page={pageOf(route.query)} />
      ) : (
        <Suppliers business={business} page={pageOf(route.query)} />
      )}
    </Page>
  );
}

interface SideProps {
  readonly business: string | null;
  readonly page: number;
}

function Customers({ business, page }: SideProps) {
  const answer = useQuery("customer.ageing", { business, ...rowsOf(page) });
  return (
    <Answered query={answer}>
      {(value) => <Table value={value} screen="customer" stale={answer.loading} />}
    </Answered>
  );
}

function Suppliers({ business, page }: SideProps) {
  const answer = useQuery("supplier.ageing", { business, ...rowsOf(page) });
  return (
    <Answered query={answer}>
      {(value) => <Table value={value} screen="supplier" stale={answer.loading} />}
    </Answered>
  );
}

const titles = () => [t("0–30 days"), "31–60", "61–90", t("Over 90")] as const;

interface TableProps {
  readonly value: Ageing;
  readonly screen: "customer" | "supplier";
  readonly stale: boolean;
}

function Table({ value, screen, stale }: TableProps) {
  return (
    <Sheet
      label={t("Open debts by age")}
      testid="ageing"
      columns={columnsOf(value, screen)}
      rows={value.rows}
      keyOf={(row) => row.id}
      hrefOf={(row) => href(screen, row.id)}
      stale={stale}
      below={
        screen === "customer" ? (
          <Pager total={value.count} what={t("customers")} one={t("customer")} />
        ) : (
          <Pager total={value.count} what={t("suppliers")} one={t("supplier")} />
        )
      }
      empty={
        <EmptyState title={t("Nothing is owed")}>
          {screen === "customer"
            ? t("Whoever buys on account appears here until it is paid.")
            : t("Bills that are not paid at once appear here.")}
        </EmptyState>
      }
    />
  );
}

function columnsOf(value: Ageing, screen: TableProps["screen"]): readonly Column<Row>[] {
  return [
    {
      id: "name",
      title: screen === "customer" ? t("Customer") : t("Supplier"),
      cell: (row) => <a href={href(screen, row.id)}>{row.name}</a>,
      foot: t("Together"),
    },
    { id: "phone", title: t("Phone"), width: 130, cell: (row) => row.phone },
    {
      id: "since",
      title: t("Oldest"),
      width: 120,
      cell: (row) => (row.since === null ? "" : dayWords(row.since)),
    },
    ...titles().map((title, at) => ({
      id: title,
      title,
      figures: true,
      width: 115,
      cell: (row: Row) => <Figure amount={row.ages[at] ?? ZERO} />,
      foot: <Figure amount={value.ages[at] ?? ZERO} />,
    })),
    {
      id: "total",
      title: t("Open"),
      figures: true,
      width: 140,
      cell: (row) => <Figure amount={row.total} href={href(screen, row.id)} />,
      foot: <Figure amount={value.total} testid="ageing-total" />,
    },
  ];
}
