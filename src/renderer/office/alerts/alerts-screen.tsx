import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useFilters } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { useLive } from "../shell/use-live.ts";
import { AlertList } from "./alert-list.tsx";
import { useWithCentre } from "./centre-alerts.ts";
import { t } from "../../text/text.ts";

/** Everything that waits for somebody, with what to do about it. */
export function AlertsScreen() {
  const { filters } = useFilters();
  const { business } = filters;
  const answer = useQuery("alert.list", { business });
  useLive(answer.reload);
  const withCentre = useWithCentre(business);
  return (
    <Page
      testid="alerts"
      title={t("Alerts")}
      subtitle={t("What waits for somebody, the urgent first")}
      toolbar={<BusinessFilter value={business} />}
      scroll
    >
      <Answered query={answer}>
        {({ alerts: here }) => {
          const alerts = withCentre(here);
          return (
            <Paper>
              {alerts.length === 0 ? (
                <EmptyState title={t("Nothing is waiting for you")}>
                  {t("Low stock, short drawers, unpaid debts and the like appear here.")}
                </EmptyState>
              ) : (
                <AlertList alerts={alerts} />
              )}
            </Paper>
          );
        }}
      </Answered>
    </Page>
  );
}
