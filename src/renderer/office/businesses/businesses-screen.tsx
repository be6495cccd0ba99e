import { Tabs } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useProgram } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { BusinessName } from "../filters/business-filter.tsx";
import { go, refilter } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { href } from "../route/route.ts";
import { BusinessForm } from "./business-form.tsx";
import { BusinessRules } from "./business-rules.tsx";
import { CloseBusiness, ClosedBusinesses } from "./close-business.tsx";
import { t } from "../../text/text.ts";

/** What each business prints, where it is paid, and how strict it is. */
export function BusinessesScreen() {
  const { route, filters } = useFilters();
  const { businesses, session } = useOffice();
  const { reload } = useProgram();
  const [turn, setTurn] = useState(0);
  const business = filters.business ?? businesses[0]?.id ?? "";
  const answer = useQuery("business.settings", business === "" ? null : { business });
  const settings = answer.value?.id === business ? answer.value : undefined;
  return (
    <Page
      testid="businesses"
      title={t("Businesses")}
      subtitle={t("Receipt, M-Pesa till and policies of each")}
      scroll
      tools={
        session.allBusinesses && (
          <NewButton
            label={t("New business")}
            onClick={() => go(href("new-business"))}
            testid="new-business"
          />
        )
      }
      toolbar={
        <Tabs value={business} onChange={(next) => refilter(route, { b: next })} w="100%">
          <Tabs.List>
            {businesses.map((each) => (
              <Tabs.Tab key={each.id} value={each.id} fz="md" data-testid={`tab-${each.id}`}>
                <BusinessName business={each.id} />
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      }
    >
      <Answered query={answer}>
        {() =>
          settings !== undefined && (
            <>
              <BusinessForm
                key={settings.id}
                settings={settings}
                onSaved={() => {
                  setTurn(turn + 1);
                  answer.reload();
                  reload();
                  notifications.show({
                    message: t("Saved. Receipts use it from now on."),
                    color: "tide",
                  });
                }}
              />
              <BusinessRules key={`rules ${settings.id}`} business={settings.id} turn={turn} />
              <CloseBusiness business={settings.id} name={settings.name} />
            </>
          )
        }
      </Answered>
      <ClosedBusinesses />
    </Page>
  );
}
