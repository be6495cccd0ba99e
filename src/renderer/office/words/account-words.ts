/** How account types are headed on reports. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  asset: "Assets",
  liability: "Liabilities",
  equity: "Equity",
  revenue: "Revenue",
  expense: "Expenses",
};

const ENTRY_WORDS: Readonly<Record<string, string>> = {
  sale: "Sale",
  refund: "Refund",
  purchase: "Goods received",
  production: "Production",
  expense: "Expense",
  deposit: "Deposit",
  withdrawal: "Withdrawal",
  transfer: "Transfer",
  payment: "Payment",
  adjustment: "Adjustment",
  opening: "Opening balances",
  manual: "Manual entry",
  closing: "Closing of a year",
  reversal: "Reversal",
};

export const ENTRY_TYPES = Object.keys(ENTRY_WORDS);

export function entryWords(type: string): string {
  return ENTRY_WORDS[type] ?? type;
}

const TENDER_WORDS: Readonly<Record<string, string>> = {
  cash: "Cash",
  mpesa: "M-Pesa",
  bank: "Bank",
  account: "On account",
  credit: "Store credit",
};

export function tenderWords(kind: string): string {
  return TENDER_WORDS[kind] ?? kind;
}
