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
import { t } from "../../text/text.ts";

export interface RecordKind {
  readonly kind: string;
  readonly title: string;
  readonly hint: string;
  readonly icon: Icon;
  readonly needs: Permission;
}

/** What can be recorded by hand; sales and shifts record themselves. */
export const recordKinds = (): readonly RecordKind[] => [
  {
    kind: "expense",
    title: t("Expense"),
    hint: t("Rent, power, fuel, wages; of one business or split"),
    icon: IconReceipt2,
    needs: "ledger.post",
  },
  {
    kind: "receive",
    title: t("Goods received"),
    hint: t("Stock in, from a supplier or at opening"),
    icon: IconPackageImport,
    needs: "stock.receive",
  },
  {
    kind: "write-off",
    title: t("Breakage and own use"),
    hint: t("Goods leave the shelf without a sale"),
    icon: IconBottleOff,
    needs: "stock.adjust",
  },
  {
    kind: "send-back",
    title: t("Return to supplier"),
    hint: t("Goods go back at what they cost"),
    icon: IconTruckReturn,
    needs: "stock.adjust",
  },
  {
    kind: "move-goods",
    title: t("Goods between businesses"),
    hint: t("At cost, through 1900"),
    icon: IconPackageExport,
    needs: "stock.adjust",
  },
  {
    kind: "price-list",
    title: t("Price list"),
    hint: t("New prices from a day on"),
    icon: IconTags,
    needs: "catalog.edit",
  },
  {
    kind: "pay-supplier",
    title: t("Supplier payment"),
    hint: t("Pay what is owed for goods"),
    icon: IconTruckDelivery,
    needs: "ledger.post",
  },
  {
    kind: "customer-payment",
    title: t("Customer payment"),
    hint: t("A customer pays what is on account"),
    icon: IconCoins,
    needs: "sell",
  },
  {
    kind: "transfer",
    title: t("Transfer"),
    hint: t("Between accounts, or between businesses"),
    icon: IconArrowsLeftRight,
    needs: "ledger.post",
  },
  {
    kind: "capital",
    title: t("Owner's money"),
    hint: t("Capital put in, drawings taken out"),
    icon: IconHandStop,
    needs: "ledger.post",
  },
  {
    kind: "opening",
    title: t("Opening balances"),
    hint: t("What was there when the books began"),
    icon: IconFlag,
    needs: "ledger.post",
  },
  {
    kind: "closing",
    title: t("Month and year end"),
    hint: t("Pay, VAT return, turnover tax, closing a year"),
    icon: IconCalendarCheck,
    needs: "ledger.post",
  },
  {
    kind: "manual",
    title: t("Manual entry"),
    hint: t("Debits and credits of your own"),
    icon: IconBook,
    needs: "ledger.post",
  },
];
