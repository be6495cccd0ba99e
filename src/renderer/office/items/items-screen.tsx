import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { QuantityText, unitWords } from "../../ui/quantity-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { PAGE_ROWS, pageOf, Pager } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import shell from "../shell/shell.module.css";
import { ItemForm } from "./item-form.tsx";
import type { Item } from "./item-model.ts";
import { t } from "../../text/text.ts";

const itemFilters = () =>
  [
    { value: "active", label: t("Active") },
    { value: "low", label: t("Low stock") },
    { value: "oversold", label: t("Oversold") },
    { value: "all", label: t("All") },
  ] as const;

export function ItemsScreen() {
  const { route, filters } = useFilters();
  const { may } = useOffice();
  const [editing, setEditing] = useState<Item | "new">();
  const { business } = filters;
  const { text = "" } = route.query;
  const filter =
    itemFilters().find((each) => each.value === route.query["filter"])?.value ?? "active";
  const offset = (pageOf(route.query) - 1) * PAGE_ROWS;
  const answer = useQuery("catalog.items", { business, text, filter, offset, limit: PAGE_ROWS });
  const filtered = text !== "" || filter !== "active";
  const make = () => setEditing("new");
  return (
    <Page
      testid="items"
      title={t("Items and prices")}
      subtitle={t("Prices include tax; stock is valued at FIFO cost, in KES")}
      tools={
        <>
          <SearchBox label={t("Name, SKU or barcode")} />
          {may("catalog.edit") && (
            <NewButton label={t("New item")} onClick={make} testid="new-item" />
          )}
        </>
      }
      toolbar={
        <>
          <BusinessFilter value={business} />
          <div className={shell.push}>
            <SegmentedControl
              size="sm"
              aria-label={t("Which items")}
              data={[...itemFilters()]}
              value={filter}
              onChange={(next) =>
                refilter(route, { filter: next === "active" ? null : next, page: null })
              }
              data-testid="item-filter"
            />
          </div>
        </>
      }
    >
      <Answered query={answer}>
        {({ items, total }) => (
          <Sheet
            label={t("Items")}
            testid="items"
            columns={columns()}
            rows={items}
            keyOf={(item) => item.id}
            onOpen={may("catalog.edit") ? setEditing : undefined}
            quiet={(item) => !item.active}
            stale={answer.loading}
            empty={
              filtered ? (
                <NoMatch
                  what={t("items")}
                  onClear={() => refilter(route, { text: null, filter: null })}
                />
              ) : (
                <EmptyState
                  title={t("Nothing to sell yet")}
                  action={
                    may("catalog.edit") && (
                      <NewButton label={t("New item")} onClick={make} testid="new-item-empty" />
                    )
                  }
                >
                  {t("Items made here appear at the till at once.")}
                </EmptyState>
              )
            }
            below={<Pager total={total} what={t("items")} one={t("item")} />}
          />
        )}
      </Answered>
      <ItemForm
        editing={editing}
        business={business}
        onClose={() => setEditing(undefined)}
        onSaved={() => {
          setEditing(undefined);
          answer.reload();
        }}
      />
    </Page>
  );
}

const columns = (): readonly Column<Item>[] => [
  {
    id: "name",
    title: t("Item"),
    cell: (item) => (
      <>
        {item.name} {item.sku !== "" && <span className={sheet.dim}>{item.sku}</span>}
      </>
    ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 180,
    cell: (item) => <BusinessName business={item.business} />,
  },
  { id: "mark", title: "", width: 120, cell: (item) => <Mark item={item} /> },
  { id: "tax", title: t("Tax"), width: 60, cell: (item) => item.tax },
  {
    id: "price",
    title: t("Price"),
    figures: true,
    width: 120,
    cell: (item) =>
      item.price === null ? (
        <span className={sheet.dim}>{t("no price")}</span>
      ) : (
        <>
          <Figure amount={item.price} dash={false} />
          {item.unit !== "piece" && <span className={sheet.dim}> / {unitWords(item.unit)}</span>}
        </>
      ),
  },
  {
    id: "stock",
    title: t("In stock"),
    figures: true,
    width: 120,
    cell: (item) =>
      item.stock === null ? (
        <span className={sheet.nil}>–</span>
      ) : (
        <QuantityText amount={item.stock} unit={item.unit} />
      ),
  },
  {
    id: "cost",
    title: t("Stock at cost"),
    figures: true,
    width: 140,
    cell: (item) =>
      item.stockCost === null ? (
        <span className={sheet.nil}>–</span>
      ) : (
        <Figure amount={item.stockCost} />
      ),
  },
];

/** Oversold and low stand out; a service and a component are said quietly. */
function Mark({ item }: { readonly item: Item }) {
  if (!item.active) return <span className={sheet.tag}>{t("Inactive")}</span>;
  if (item.stock !== null && item.stock < 0) {
    return (
      <span className={sheet.tag} data-tone="alarm">
        {t("Oversold")}
      </span>
    );
  }
  if (item.stock !== null && item.reorderAt !== null && item.stock <= item.reorderAt) {
    return (
      <span className={sheet.tag} data-tone="low">
        {t("Low")}
      </span>
    );
  }
  if (!item.sellable) return <span className={sheet.tag}>{t("Not sold")}</span>;
  return item.kind === "service" ? <span className={sheet.dim}>{t("Service")}</span> : null;
}
