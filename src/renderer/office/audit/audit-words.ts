import type { Reply } from "#shared/contract/index.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";

type Change = Reply<"audit.list">["rows"][number]["changes"][number];

/** What the log is filtered by: the start of a kind. */
export const KINDS = [
  { value: "sale.", label: "Sales and refunds" },
  { value: "sale.refunded", label: "Refunds only" },
  { value: "shift.", label: "Shifts" },
  { value: "cash.", label: "Cash in and out" },
  { value: "drawer.", label: "Opened drawers" },
  { value: "customer.", label: "Customers" },
  { value: "deposit.", label: "Deposits" },
  { value: "mpesa.", label: "M-Pesa" },
  { value: "reconciliation.", label: "Reconciliations" },
  { value: "stock.", label: "Stock" },
  { value: "production.", label: "Production" },
  { value: "entry.", label: "Office entries" },
  { value: "exception.", label: "Settled exceptions" },
  { value: "catalog.", label: "Items and prices" },
  { value: "user.", label: "Users" },
  { value: "business.", label: "Businesses" },
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
