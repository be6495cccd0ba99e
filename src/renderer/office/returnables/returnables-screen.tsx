import { SegmentedControl } from "@mantine/core";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { refilter, useRoute } from "../route/use-route.ts";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { DepositsView } from "./deposits-view.tsx";
import { PositionsView } from "./positions-view.tsx";
import { RegisterView } from "./register-view.tsx";

const VIEWS = [
  { value: "positions", label: "Where they are" },
  { value: "deposits", label: "Deposits held" },
  { value: "register", label: "Register" },
] as const;

/** Cylinders and containers: how many are where, who holds what, and each one by its serial. */
export function ReturnablesScreen() {
  const route = useRoute();
  const { filters } = useFilters();
  const { view = "positions" } = route.query;
  return (
    <Page
      testid="returnables"
      title="Cylinders and containers"
      subtitle="Full, empty, out on deposit, at the supplier: every move has two ends"
      toolbar={
        <>
          <SegmentedControl
            size="sm"
            aria-label="View"
            data={[...VIEWS]}
            value={view}
            onChange={(to) => refilter(route, { view: to, page: null, text: null })}
            data-testid="returnables-view"
          />
          <BusinessFilter value={filters.business} />
          {view !== "positions" && (
            <SearchBox label={view === "register" ? "Serial" : "Receipt, serial or customer"} />
          )}
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
