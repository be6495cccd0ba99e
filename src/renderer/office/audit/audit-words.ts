import type { Reply } from "#shared/contract/index.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";

type Change = Reply<"audit.list">["rows"][number]["changes"][number];

const WORDS: Readonly<Record<string, string>> = {
  "books.opened": "Books opened",
  "business.saved": "Business changed",
  "account.saved": "Account changed",
  "user.saved": "User changed",
  "catalog.saved": "Items or prices",
  "customer.saved": "Customer changed",
  "customer.merged": "Customers merged",
  "customer.paid": "Customer paid",
  "credit.paidOut": "Credit paid out",
  "supplier.saved": "Supplier changed",
  "shift.opened": "Shift opened",
  "cash.moved": "Cash in or out",
  "drawer.opened": "Drawer opened",
  "shift.closed": "Shift closed",
  "sale.posted": "Sale",
  "sale.refunded": "Refund",
  "stock.received": "Goods received",
  "stock.written_off": "Goods written off",
  "stock.counted": "Stock counted",
  "stock.returned": "Goods returned",
  "stock.transferred": "Goods moved",
  "recipe.saved": "Recipe changed",
  "production.recorded": "Production",
  "production.reversed": "Run taken back",
  "entry.recorded": "Entry recorded",
  "entry.reversed": "Entry reversed",
  "period.closed": "Period closed",
  "returnable.saved": "Kind of cylinder or container",
  "cylinder.saved": "Cylinder registered",
  "returnables.moved": "Cylinders counted or moved",
  "deposit.opened": "Deposit taken over",
  "deposit.returned": "Deposit given back",
  "deposit.forfeited": "Deposit forfeited",
  "mpesa.confirmed": "M-Pesa confirmed",
  "mpesa.received": "M-Pesa without a sale",
  "mpesa.matched": "M-Pesa matched",
  "reconciliation.done": "Reconciled",
  "reconciliation.undone": "Reconciliation undone",
};

/** The kind of a fact in words; one without words of its own is shown readably all the same. */
export function factWords(kind: string): string {
  return WORDS[kind] ?? kind.replaceAll(/[._]|(?=[A-Z])/g, " ").toLowerCase();
}

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
