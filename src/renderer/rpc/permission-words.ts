import type { Permission } from "#shared/facts/permission.ts";
import { t } from "../text/text.ts";

/** What each permission lets a person do, as it is said in a sentence. */
export const permissionWords = (): { readonly [P in Permission]: string } => ({
  sell: t("sell"),
  "sell.discount": t("give a discount"),
  "sell.price": t("sell at another price"),
  "sell.credit": t("sell on account"),
  refund: t("refund"),
  "shift.open": t("open a shift"),
  "shift.close": t("close a shift"),
  "cash.move": t("put cash in or take it out"),
  "drawer.open": t("open the drawer"),
  "customers.edit": t("change customers"),
  "jobs.manage": t("move a job back, cancel it or write it off"),
  "stock.receive": t("receive stock"),
  "stock.count": t("count stock"),
  "stock.adjust": t("write off, return or transfer stock"),
  produce: t("record production"),
  "catalog.edit": t("change items and prices"),
  "reports.read": t("see the reports"),
  "ledger.post": t("post to the books"),
  "ledger.reverse": t("reverse an entry"),
  "accounts.edit": t("change accounts"),
  "period.close": t("close a period"),
  export: t("export the books"),
  "users.edit": t("change users"),
  "settings.edit": t("change settings"),
});

/** A permission inside a sentence; one of a newer program by its own name. */
export function permitted(permission: string): string {
  return Object.hasOwn(permissionWords(), permission)
    ? permissionWords()[permission as Permission]
    : permission;
}
