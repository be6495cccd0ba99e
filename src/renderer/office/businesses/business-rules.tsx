import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";
import { Answered } from "../sheet/answered.tsx";
import { AlertSettings } from "./alert-settings.tsx";
import classes from "./businesses.module.css";
import { ItemAccounts } from "./item-accounts.tsx";
import { JobPolicies } from "./job-policies.tsx";
import { SettingsHistory } from "./settings-history.tsx";
import { TaxRates } from "./tax-rates.tsx";

interface BusinessRulesProps {
  readonly business: string;
  /** Grows with each saving elsewhere on the screen, so that the history shows it. */
  readonly turn: number;
}

/** What rules a business beside its receipt: tax by day, accounts of items, jobs; and its history. */
export function BusinessRules({ business, turn }: BusinessRulesProps) {
  const answer = useQuery("business.rules", { business });
  const { reload } = answer;
  useEffect(() => {
    if (turn > 0) reload();
  }, [turn, reload]);
  // Rows that are added are seen in their list; a form that stays as it is says that it was saved.
  const saved = () => {
    reload();
    notifications.show({ message: t("Saved. It is in force from now on."), color: "tide" });
  };
  return (
    <Answered query={answer}>
      {({ trades, taxRates, itemAccounts, alerts, licences, changes }) => (
        <div className={classes.sections}>
          <div className={classes.halves}>
            <TaxRates business={business} rates={taxRates} onSaved={reload} />
            <ItemAccounts business={business} accounts={itemAccounts} onSaved={reload} />
          </div>
          <AlertSettings business={business} alerts={alerts} licences={licences} onSaved={saved} />
          {trades.includes("jobs") && <JobPolicies business={business} onSaved={saved} />}
          <SettingsHistory changes={changes} />
        </div>
      )}
    </Answered>
  );
}
