import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { RunForm } from "../../production/run-form.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { refilter } from "../route/use-route.ts";
import { Paper } from "../sheet/paper.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import shell from "../shell/shell.module.css";
import { Recipes } from "./recipes.tsx";
import { Runs } from "./runs.tsx";
import { t } from "../../text/text.ts";

const views = () =>
  [
    { value: "run", label: t("New run") },
    { value: "runs", label: t("Runs") },
    { value: "recipes", label: t("Recipes") },
  ] as const;

/** Filling, packing, baking: runs, what they yielded, and the recipes they follow. */
export function ProductionScreen() {
  const { route, filters } = useFilters();
  const { businesses, may, today } = useOffice();
  const [day, setDay] = useState<BusinessDay | null>(today);
  const producing = businesses.filter(
    (each) => each.active && each.trades.includes("production") && may("produce", each.id),
  );
  const business = producing.find((each) => each.id === filters.business) ?? producing[0];
  const view = views().find((each) => each.value === route.query["view"])?.value ?? "run";
  if (business === undefined) {
    return (
      <Page testid="production" title={t("Production")}>
        <Paper>
          <EmptyState title={t("No business produces")}>
            {t("A business with the trade “production” fills, packs or bakes what it sells.")}
          </EmptyState>
        </Paper>
      </Page>
    );
  }
  return (
    <Page
      testid="production"
      title={t("Production")}
      subtitle={t("Empties and materials become filled stock, the oldest first, to the cent")}
      scroll={view === "run"}
      toolbar={
        <>
          {producing.length > 1 && (
            <SegmentedControl
              size="sm"
              aria-label={t("Business")}
              data={producing.map((each) => ({ value: each.id, label: each.name }))}
              value={business.id}
              onChange={(b) => refilter(route, { b, page: null })}
              data-testid="production-business"
            />
          )}
          <div className={producing.length > 1 ? shell.push : undefined}>
            <SegmentedControl
              size="sm"
              aria-label={t("What to see")}
              data={[...views()]}
              value={view}
              onChange={(next) =>
                refilter(route, { view: next === "run" ? null : next, page: null })
              }
              data-testid="production-view"
            />
          </div>
        </>
      }
    >
      {view === "run" && (
        <Paper padded>
          <RunForm
            key={business.id}
            business={business.id}
            day={day ?? today}
            onDay={setDay}
            today={today}
          />
        </Paper>
      )}
      {view === "runs" && <Runs business={business.id} />}
      {view === "recipes" && <Recipes key={business.id} business={business.id} />}
    </Page>
  );
}
