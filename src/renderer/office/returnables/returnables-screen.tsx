import { SegmentedControl } from "@mantine/core";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { refilter, useRoute } from "../route/use-route.ts";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { DepositsView } from "./deposits-view.tsx";
import { PositionsView } from "./positions-view.tsx";
import { RegisterFilter, RegisterView } from "./register-view.tsx";
import { t } from "../../text/text.ts";

const views = () =>
  [
    { value: "positions", label: t("Where they are") },
    { value: "deposits", label: t("Deposits held") },
    { value: "register", label: t("Register") },
  ] as const;

/** Cylinders and containers: how many are where, who holds what, and each one by its serial. */
export function ReturnablesScreen() {
  const route = useRoute();
  const { filters } = useFilters();
  const { view = "positions" } = route.query;
  return (
    <Page
      testid="returnables"
      title={t("Cylinders and containers")}
      subtitle={t("Full, empty, out on deposit, at the supplier: every move has two ends")}
      tools={
        view !== "positions" && (
          <SearchBox label={view === "register" ? t("Serial") : t("Receipt, serial or customer")} />
        )
      }
      toolbar={
        <>
          <SegmentedControl
            size="sm"
            aria-label={t("View")}
            data={[...views()]}
            value={view}
            onChange={(to) =>
              refilter(route, { view: to, page: null, text: null, place: null, due: null })
            }
            data-testid="returnables-view"
          />
          <BusinessFilter value={filters.business} />
          {view === "register" && <RegisterFilter />}
        </>
      }
    >
      {view === "deposits" ? (
        <DepositsView business={filters.business} />
      ) : view === "register" ? (
        <RegisterView business={filters.business} />
      ) : (
        <PositionsView business={filters.business} />
      )}
    </Page>
  );
}
