import { Button, SegmentedControl } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { sum } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { QuantityText } from "../../ui/quantity-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below, Figure } from "../sheet/cells.tsx";
import { pageOf, Pager, rowsOf } from "../sheet/pager.tsx";
import { Proof } from "../sheet/proof.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import shell from "../shell/shell.module.css";
import { actWords } from "./stock-words.ts";
import { t } from "../../text/text.ts";
import { accountName } from "../../ui/names.ts";

const views = () =>
  [
    { value: "value", label: t("Value") },
    { value: "acts", label: t("Changes") },
    { value: "below-cost", label: t("Below cost") },
  ] as const;

/** What lies on the shelves and is worth, and what changed it besides trading. */
export function StockScreen() {
  const { route, filters } = useFilters();
  const { may } = useOffice();
  const { business } = filters;
  const view = views().find((each) => each.value === route.query["view"])?.value ?? "value";
  return (
    <Page
      testid="stock"
      title={t("Stock")}
      subtitle={t("At first-in-first-out cost, in KES; each item leads to its card")}
      tools={
        may("stock.adjust") && (
          <Button component="a" href={href("record", "write-off")} variant="default" size="sm">
            {t("Record a change")}
          </Button>
        )
      }
      toolbar={
        <>
          <BusinessFilter value={business} />
          <div className={shell.push}>
            <SegmentedControl
              size="sm"
              aria-label={t("What to see")}
              data={[...views()]}
              value={view}
              onChange={(next) =>
                refilter(route, { view: next === "value" ? null : next, page: null })
              }
              data-testid="stock-view"
            />
          </div>
        </>
      }
    >
      {view === "value" && <Valuation business={business} page={pageOf(route.query)} />}
      {view === "acts" && <Acts business={business} page={pageOf(route.query)} />}
      {view === "below-cost" && <BelowCost business={business} />}
    </Page>
  );
}

type Account = Reply<"stock.valuation">["accounts"][number];
type Valued = Account["items"][number] & { readonly in: string };

interface PageProps {
  readonly business: string | null;
  readonly page: number;
}

function Valuation({ business, page }: PageProps) {
  const answer = useQuery("stock.valuation", { business, ...rowsOf(page) });
  const { nameOf } = useOffice();
  return (
    <Answered query={answer}>
      {({ accounts, count, total }) => {
        const title = (account: Account) =>
          `${account.account}  ${accountName(account.name)}, ${nameOf(account.business)}`;
        const rows = accounts.flatMap((account) =>
          account.items.map((item): Valued => ({ ...item, in: title(account) })),
        );
        return (
          <Sheet
            label={t("Value of the stock")}
            testid="valuation"
            columns={valueColumns(total)}
            rows={rows}
            keyOf={(row) => row.item}
            hrefOf={(row) => href("stock-card", row.item)}
            groupOf={(row) => row.in}
            stale={answer.loading}
            empty={
              <EmptyState title={t("Nothing in stock")}>
                {t("Goods received open the shelves; see Record, Goods received.")}
              </EmptyState>
            }
            below={
              rows.length > 0 && (
                <>
                  <Pager total={count} what={t("items")} one={t("item")} />
                  <Below>
                    <Proof
                      left={{ name: t("Layers"), amount: total }}
                      right={{
                        name: t("ledger"),
                        amount: sum(accounts.map((account) => account.ledger)),
                      }}
                    />
                  </Below>
                </>
              )
            }
          />
        );
      }}
    </Answered>
  );
}

function valueColumns(total: Reply<"stock.valuation">["total"]): readonly Column<Valued>[] {
  return [
    { id: "name", title: t("Item"), cell: (row) => row.name, foot: t("Together") },
    {
      id: "quantity",
      title: t("In stock"),
      figures: true,
      width: 160,
      cell: (row) => <QuantityText amount={row.quantity} unit={row.unit} />,
    },
    {
      id: "cost",
      title: t("At cost"),
      figures: true,
      width: 180,
      cell: (row) => <Figure amount={row.cost} />,
      foot: <Figure amount={total} testid="valuation-total" />,
    },
  ];
}

type Act = Reply<"stock.acts">["acts"][number];

function Acts({ business, page }: PageProps) {
  const answer = useQuery("stock.acts", { business, ...rowsOf(page) });
  return (
    <Answered query={answer}>
      {({ acts, total }) => (
        <Sheet
          label={t("Changes of stock")}
          testid="acts"
          columns={actColumns()}
          rows={acts}
          keyOf={(act) => act.entry}
          hrefOf={(act) => href("entry", act.entry)}
          stale={answer.loading}
          empty={
            <EmptyState title={t("Nothing but trade has changed the stock")}>
              {t("Breakage, counts, returns to suppliers and goods between businesses stand here.")}
            </EmptyState>
          }
          below={<Pager total={total} what={t("changes")} one={t("change")} />}
        />
      )}
    </Answered>
  );
}

const actColumns = (): readonly Column<Act>[] => [
  { id: "day", title: t("Day"), width: 130, cell: (act) => dayWords(act.day) },
  { id: "what", title: t("What"), cell: (act) => actWords(act) },
  {
    id: "business",
    title: t("Business"),
    width: 200,
    cell: (act) => <BusinessName business={act.business} />,
  },
  { id: "by", title: t("By"), width: 160, cell: (act) => act.by },
  { id: "lines", title: t("Items"), figures: true, width: 80, cell: (act) => act.lines },
  {
    id: "value",
    title: t("Value"),
    figures: true,
    width: 150,
    cell: (act) => <Figure amount={act.value} />,
  },
];

type Cheap = Reply<"price.belowCost">["items"][number];

function BelowCost({ business }: { readonly business: string | null }) {
  const answer = useQuery("price.belowCost", { business });
  return (
    <Answered query={answer}>
      {({ items }) => (
        <Sheet
          label={t("Items sold below cost")}
          testid="below-cost"
          columns={cheapColumns()}
          rows={items}
          keyOf={(item) => item.item}
          hrefOf={(item) => href("stock-card", item.item)}
          stale={answer.loading}
          empty={
            <EmptyState title={t("Every price covers its cost")}>
              {t("A price without its tax that is under what a unit cost last would stand here.")}
            </EmptyState>
          }
        />
      )}
    </Answered>
  );
}

const cheapColumns = (): readonly Column<Cheap>[] => [
  { id: "name", title: t("Item"), cell: (item) => item.name },
  {
    id: "business",
    title: t("Business"),
    width: 200,
    cell: (item) => <BusinessName business={item.business} />,
  },
  {
    id: "price",
    title: t("Price"),
    figures: true,
    width: 140,
    cell: (item) => <Figure amount={item.price} />,
  },
  {
    id: "net",
    title: t("Without tax"),
    figures: true,
    width: 140,
    cell: (item) => <Figure amount={item.net} />,
  },
  {
    id: "cost",
    title: t("Last cost"),
    figures: true,
    width: 140,
    cell: (item) => <Figure amount={item.cost} />,
  },
];
