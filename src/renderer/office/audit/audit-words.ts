import type { Reply } from "#shared/contract/index.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import { t } from "../../text/text.ts";

type Change = Reply<"audit.list">["rows"][number]["changes"][number];

/** What the log is filtered by: the start of a kind. */
export const kinds = () => [
  { value: "sale.", label: t("Sales and refunds") },
  { value: "sale.refunded", label: t("Refunds only") },
  { value: "shift.", label: t("Shifts") },
  { value: "cash.", label: t("Cash in and out") },
  { value: "drawer.", label: t("Opened drawers") },
  { value: "customer.", label: t("Customers") },
  { value: "deposit.", label: t("Deposits") },
  { value: "mpesa.", label: "M-Pesa" },
  { value: "reconciliation.", label: t("Reconciliations") },
  { value: "stock.", label: t("Stock") },
  { value: "production.", label: t("Production") },
  { value: "entry.", label: t("Office entries") },
  { value: "exception.", label: t("Settled exceptions") },
  { value: "catalog.", label: t("Items and prices") },
  { value: "user.", label: t("Users") },
  { value: "role.", label: t("Roles") },
  { value: "business.", label: t("Businesses") },
];

const AMOUNTS = new Set(["creditLimit", "price", "cost"]);

/** "creditLimit: 0.00 → 500.00"; what is new has no before. */
export function changeWords({ field, before, after }: Change): string {
  const last = field.split(".").at(-1) ?? field;
  const words = (text: string | null): string =>
    text === null
      ? "–"
      : AMOUNTS.has(last) && /^-?\d+$/.test(text)
        ? formatMoney(cents(Number(text)))
        : text === ""
          ? "nothing"
          : text;
  const name = field
    .replaceAll(/(?=[A-Z])/g, " ")
    .replaceAll(".", " ")
    .toLowerCase();
  return before === null
    ? `${name}: ${words(after)}`
    : `${name}: ${words(before)} → ${words(after)}`;
}
