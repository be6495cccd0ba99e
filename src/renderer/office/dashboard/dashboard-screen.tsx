import { type BusinessDay, isBusinessDay, weekday } from "#shared/kernel/date.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { fullDayWords } from "../../text/day-words.ts";
import { useWithCentre } from "../alerts/centre-alerts.ts";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { OnDay } from "../filters/period-picker.tsx";
import { Answered } from "../sheet/answered.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { useLive } from "../shell/use-live.ts";
import type { Dashboard } from "./dashboard-model.ts";
import classes from "./dashboard.module.css";
import { HealthPanel, NeedsPanel } from "./needs-panel.tsx";
import { MoneyPanel } from "./money-panel.tsx";
import { TodayPanel } from "./today-panel.tsx";
import { TrendPanel } from "./trend-panel.tsx";
import { t } from "../../text/text.ts";

/** How is today, where is the money, what needs me, what is the trend: in five seconds. */
export function DashboardScreen() {
  const { route, filters } = useFilters();
  const { session, today } = useOffice();
  const asked = route.query["on"] ?? "";
  const day = isBusinessDay(asked) ? asked : today;
  const answer = useQuery("report.dashboard", { business: filters.business, day });
  useLive(answer.reload);
  const withCentre = useWithCentre(filters.business);
  return (
    <Page
      testid="dashboard"
      title={greeting(day, today, session.name)}
      subtitle={fullDayWords(day)}
      scroll
      tools={
        <>
          <BusinessFilter value={filters.business} />
          <OnDay day={day} />
        </>
      }
    >
      <Answered query={answer}>
        {(value) => (
          <Panels
            value={{ ...value, needs: withCentre(value.needs) }}
            business={filters.business}
          />
        )}
      </Answered>
    </Page>
  );
}

function Panels({
  value,
  business,
}: {
  readonly value: Dashboard;
  readonly business: string | null;
}) {
  return (
    <div className={classes.grid}>
      <div className={classes.column}>
        <TodayPanel value={value} business={business} />
        <TrendPanel value={value} business={business} />
      </div>
      <div className={classes.column}>
        <MoneyPanel value={value} business={business} />
        <NeedsPanel value={value} />
        <HealthPanel value={value} />
      </div>
    </div>
  );
}

function greeting(day: BusinessDay, today: BusinessDay, name: string): string {
  const [first = name] = name.split(" ");
  if (day !== today) return t("How the day was");
  return weekday(today) === 1
    ? t("A new week, {first}", { first })
    : t("How today is going, {first}", { first });
}
