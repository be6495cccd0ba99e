import { GOODS_BOUGHT } from "#shared/ledger/cash-flow.ts";
import { tierNameSwahili } from "#shared/ledger/tiers.ts";
import { language } from "../../text/language.ts";
import { t } from "../../text/text.ts";

/** How account types are headed on reports. */
export const typeWords = (): Readonly<Record<string, string>> => ({
  asset: t("Assets"),
  liability: t("Liabilities"),
  equity: t("Equity"),
  revenue: t("Revenue"),
  expense: t("Expenses"),
});

const entryTexts = (): Readonly<Record<string, string>> => ({
  sale: t("Sale"),
  refund: t("Refund"),
  purchase: t("Goods received"),
  production: t("Production"),
  expense: t("Expense"),
  deposit: t("Deposit"),
  withdrawal: t("Withdrawal"),
  transfer: t("Transfer"),
  payment: t("Payment"),
  adjustment: t("Adjustment"),
  opening: t("Opening balances"),
  manual: t("Manual entry"),
  closing: t("Closing of a year"),
  reversal: t("Reversal"),
});

export const entryTypes = () => Object.keys(entryTexts());

export function entryWords(type: string): string {
  return entryTexts()[type] ?? type;
}

const tenderTexts = (): Readonly<Record<string, string>> => ({
  cash: t("Cash"),
  mpesa: "M-Pesa",
  bank: t("Bank"),
  account: t("On account"),
  credit: t("Store credit"),
});

export function tenderWords(kind: string): string {
  return tenderTexts()[kind] ?? kind;
}

/** A category or class of the chart of accounts, as the chart has it in the window's language. */
export const tierWords = (name: string): string =>
  language() === "sw" ? tierNameSwahili(name) : name;

/** A line of the cash flow: a class of accounts, or the one that takes those of goods together. */
export const flowLineWords = (name: string): string =>
  name === GOODS_BOUGHT ? t("Goods bought, less what was given back") : tierWords(name);
