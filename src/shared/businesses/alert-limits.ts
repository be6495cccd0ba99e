import type { AlertLimits, BusinessSettings } from "../facts/master.ts";

/** What suits most shops, until the owner chooses. */
export const USUAL_ALERTS: AlertLimits = {
  claimedDays: 2,
  debtDays: 30,
  expiryDays: 14,
  testDays: 30,
  asideDays: 14,
  licenceDays: 30,
  shiftHours: 16,
  unconfirmedHours: 24,
  drawerCash: null,
};

export function alertLimits(settings: BusinessSettings): AlertLimits {
  return { ...USUAL_ALERTS, ...settings.alerts };
}
