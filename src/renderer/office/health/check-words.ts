import type { Reply } from "#shared/contract/index.ts";
import type { StandingCheck } from "#shared/contract/health.ts";
import { t } from "../../text/text.ts";
import { verifyDetail, verifyName } from "./verify-words.ts";

export type Check = Reply<"report.health">["checks"][number];

interface Words {
  readonly title: string;
  /** What is equal where the check passes. */
  readonly equal: string;
}

const words = (): Readonly<Record<StandingCheck, Words>> => ({
  "Trial balance": {
    title: t("Trial balance"),
    equal: t("Debits equal credits, in total and in each business."),
  },
  "Inter-business clearing": {
    title: t("Between businesses"),
    equal: t("What businesses owe each other cancels out."),
  },
  Stock: {
    title: t("Stock"),
    equal: t("Each inventory account equals the cost of the stock in it."),
  },
  "Sub-ledgers": {
    title: t("Customers, suppliers, drawers"),
    equal: t("Each control account equals the sum of its customers, suppliers or drawers."),
  },
  Chain: {
    title: t("Chain"),
    equal: t("The last fact hangs on the one before it."),
  },
  "Running balances": {
    title: t("Running balances"),
    equal: t("Each month of each account is the sum of its days."),
  },
});

/** A check in words: what it is called, what should be equal, and what differs where it fails. */
export function checkWords(check: Check): { readonly title: string; readonly text: string } {
  const known: Readonly<Record<string, Words>> = words();
  const found = known[check.name];
  if (found === undefined)
    return { title: verifyName(check.name), text: verifyDetail(check.detail) };
  const { title, equal } = found;
  return {
    title,
    text: check.ok ? equal : `${equal} ${t("It does not: {detail}", { detail: check.detail })}`,
  };
}
