import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { jobSettings } from "#shared/trades/jobs-settings.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { jobBusiness } from "./job-at-hand.ts";

export function getJobSettings(parts: Parts): Handler<"job.settings"> {
  return ({ business }) => {
    const place = jobBusiness(parts.journal.book, business);
    if (!place.ok) return place;
    const { settings } = place.value;
    const { accounts, turnaround, closedDays, racks, ...rest } = jobSettings(settings);
    return done({
      ...rest,
      turnaround: [...turnaround],
      closedDays: [...closedDays],
      racks: [...racks],
      expressAccount: accounts.express,
      recognition: settings.recognition,
      collectWithBalance: settings.collectWithBalance,
      ageingDays: [...settings.ageingDays],
    });
  };
}

/**
 * A fact like any change of settings: jobs taken in before keep the policy they were taken in by.
 * Refuses hours that end before they begin.
 */
export function saveJobSettings(parts: Parts): Handler<"job.saveSettings"> {
  return (request, caller) =>
    act(
      parts,
      "job.saveSettings",
      request,
      (book, coming) => {
        const place = jobBusiness(book, request.business);
        if (!place.ok) return place;
        const { opens, closes } = request;
        if (opens >= closes) {
          return refuse({ code: "request.invalid", path: "closes", problem: "is before opens" });
        }
        const { settings, settingsFact: _, ...business } = place.value;
        const { command: __, business: ___, recognition, collectWithBalance, ...asked } = request;
        const { ageingDays, ...taken } = asked;
        const { accounts } = jobSettings(settings);
        return done({
          kind: "business.saved" as const,
          day: nairobiDay(coming.at),
          business: business.id,
          by: actorOf(caller).author(),
          body: {
            business,
            settings: {
              ...settings,
              recognition,
              collectWithBalance,
              ageingDays: ageingDays.toSorted((a, b) => a - b),
              jobs: { ...taken, accounts },
            },
            accounts: [],
            categories: [],
            items: [],
            prices: [],
          },
          entry: null,
        });
      },
      ({ fact }) => ({ business: fact.body.business.id }),
    );
}
