import {
  IconArrowsLeftRight,
  IconBook,
  IconCalendarCheck,
  IconBottleOff,
  IconCoins,
  IconFlag,
  IconHandStop,
  IconPackageExport,
  IconPackageImport,
  IconReceipt2,
  IconTags,
  IconTruckDelivery,
  IconTruckReturn,
  type Icon,
} from "@tabler/icons-react";
import type { Permission } from "#shared/facts/permission.ts";

export interface RecordKind {
  readonly kind: string;
  readonly title: string;
  readonly hint: string;
  readonly icon: Icon;
  readonly needs: Permission;
}

/** What can be recorded by hand; sales and shifts record themselves. */
export const RECORD_KINDS: readonly RecordKind[] = [
  {
    kind: "expense",
    title: "Expense",
    hint: "Rent, power, fuel, wages; of one business or split",
    icon: IconReceipt2,
    needs: "ledger.post",
  },
  {
    kind: "receive",
    title: "Goods received",
    hint: "Stock in, from a supplier or at opening",
    icon: IconPackageImport,
    needs: "stock.receive",
  },
  {
    kind: "write-off",
    title: "Breakage and own use",
    hint: "Goods leave the shelf without a sale",
    icon: IconBottleOff,
    needs: "stock.adjust",
  },
  {
    kind: "send-back",
    title: "Return to supplier",
    hint: "Goods go back at what they cost",
    icon: IconTruckReturn,
    needs: "stock.adjust",
  },
  {
    kind: "move-goods",
    title: "Goods between businesses",
    hint: "At cost, through 1900",
    icon: IconPackageExport,
    needs: "stock.adjust",
  },
  {
    kind: "price-list",
    title: "Price list",
    hint: "New prices from a day on",
    icon: IconTags,
    needs: "catalog.edit",
  },
  {
    kind: "pay-supplier",
    title: "Supplier payment",
    hint: "Pay what is owed for goods",
    icon: IconTruckDelivery,
    needs: "ledger.post",
  },
  {
    kind: "customer-payment",
    title: "Customer payment",
    hint: "A customer pays what is on account",
    icon: IconCoins,
    needs: "sell",
  },
  {
    kind: "transfer",
    title: "Transfer",
    hint: "Between accounts, or between businesses",
    icon: IconArrowsLeftRight,
    needs: "ledger.post",
  },
  {
    kind: "capital",
    title: "Owner's money",
    hint: "Capital put in, drawings taken out",
    icon: IconHandStop,
    needs: "ledger.post",
  },
  {
    kind: "opening",
    title: "Opening balances",
    hint: "What was there when the books began",
    icon: IconFlag,
    needs: "ledger.post",
  },
  {
    kind: "closing",
    title: "Month and year end",
    hint: "Pay, VAT return, turnover tax, closing a year",
    icon: IconCalendarCheck,
    needs: "ledger.post",
  },
  {
    kind: "manual",
    title: "Manual entry",
    hint: "Debits and credits of your own",
    icon: IconBook,
    needs: "ledger.post",
  },
];
