import { accountNameSwahili } from "#shared/ledger/account-names.ts";
import { language } from "../text/language.ts";
import { t } from "../text/text.ts";

/** What the program named itself is said in the window's language; what people typed stays. */

/** An account's name. */
export const accountName = (name: string): string =>
  language() === "sw" ? accountNameSwahili(name) : name;

const roles = (): Readonly<Record<string, string>> => ({
  Owner: t("Owner"),
  Manager: t("Manager"),
  Cashier: t("Cashier"),
  Accountant: t("Accountant"),
});

/** A role's name: one of those that books start with, or the owner's own. */
export const roleName = (name: string): string => roles()[name] ?? name;
