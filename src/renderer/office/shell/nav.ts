import {
  IconArrowsLeftRight,
  IconArrowsSplit2,
  IconBell,
  IconBook2,
  IconBottle,
  IconCylinder,
  IconBuildingWarehouse,
  IconClipboardCheck,
  IconCloud,
  IconBuildingBank,
  IconBuildingStore,
  IconLock,
  IconCashRegister,
  IconChartBar,
  IconChecks,
  IconDeviceFloppy,
  IconDeviceMobile,
  IconHeartbeat,
  IconHistory,
  IconHourglass,
  IconLayoutDashboard,
  IconListTree,
  IconPackage,
  IconPencilPlus,
  IconPrinter,
  IconReceipt,
  IconScale,
  IconShieldCheck,
  IconTags,
  IconTicket,
  IconTruck,
  IconUserShield,
  IconUsers,
  type Icon,
} from "@tabler/icons-react";
import type { Trade } from "#shared/facts/master.ts";
import type { Permission } from "#shared/facts/permission.ts";
import { t } from "../../text/text.ts";

export interface NavItem {
  readonly screen: string;
  readonly label: string;
  readonly icon: Icon;
  /** Hidden from those who would be refused. */
  readonly needs?: Permission;
  /** Only where a business plies this trade. */
  readonly trade?: Trade;
  /** Screens that lie behind this one in the drill-down. */
  readonly behind?: readonly string[];
}

export interface NavGroup {
  readonly title: string;
  readonly items: readonly NavItem[];
}

export const nav = (): readonly NavGroup[] => [
  {
    title: t("Trade"),
    items: [
      {
        screen: "dashboard",
        label: t("Dashboard"),
        icon: IconLayoutDashboard,
        needs: "reports.read",
      },
      { screen: "alerts", label: t("Alerts"), icon: IconBell, needs: "reports.read" },
      {
        screen: "exceptions",
        label: t("Exceptions"),
        icon: IconArrowsSplit2,
        needs: "reports.read",
      },
      { screen: "sales", label: t("Sales"), icon: IconReceipt, behind: ["sale"] },
      { screen: "jobs", label: t("Jobs"), icon: IconTicket, behind: ["job"], trade: "jobs" },
      { screen: "shifts", label: t("Shifts"), icon: IconCashRegister, behind: ["shift"] },
      { screen: "mpesa", label: "M-Pesa", icon: IconDeviceMobile, needs: "reports.read" },
    ],
  },
  {
    title: t("Books"),
    items: [
      { screen: "record", label: t("Record"), icon: IconPencilPlus },
      { screen: "reconcile", label: t("Reconcile"), icon: IconChecks, needs: "reports.read" },
      {
        screen: "trial-balance",
        label: t("Trial balance"),
        icon: IconScale,
        needs: "reports.read",
      },
      {
        screen: "profit-and-loss",
        label: t("Profit and loss"),
        icon: IconChartBar,
        needs: "reports.read",
      },
      {
        screen: "balance-sheet",
        label: t("Balance sheet"),
        icon: IconBuildingBank,
        needs: "reports.read",
      },
      {
        screen: "cash-flow",
        label: t("Cash flow"),
        icon: IconArrowsLeftRight,
        needs: "reports.read",
        behind: ["cash-flow-line"],
      },
      {
        screen: "journal",
        label: t("Journal"),
        icon: IconBook2,
        needs: "reports.read",
        behind: ["entry"],
      },
      { screen: "accounts", label: t("Accounts"), icon: IconListTree, behind: ["ledger"] },
    ],
  },
  {
    title: t("Goods and people"),
    items: [
      { screen: "items", label: t("Items and prices"), icon: IconPackage, needs: "reports.read" },
      {
        screen: "stock",
        label: t("Stock"),
        icon: IconBuildingWarehouse,
        needs: "reports.read",
        behind: ["stock-card"],
      },
      {
        screen: "stocktakes",
        label: t("Stocktake"),
        icon: IconClipboardCheck,
        needs: "stock.count",
        behind: ["stocktake"],
      },
      { screen: "production", label: t("Production"), icon: IconBottle, needs: "produce" },
      { screen: "categories", label: t("Categories"), icon: IconTags },
      {
        screen: "returnables",
        label: t("Cylinders, containers"),
        icon: IconCylinder,
        needs: "reports.read",
      },
      { screen: "customers", label: t("Customers"), icon: IconUsers, behind: ["customer"] },
      { screen: "suppliers", label: t("Suppliers"), icon: IconTruck, behind: ["supplier"] },
      { screen: "ageing", label: t("Open debts"), icon: IconHourglass, needs: "reports.read" },
    ],
  },
  {
    title: t("Set up"),
    items: [
      {
        screen: "businesses",
        label: t("Businesses"),
        icon: IconBuildingStore,
        needs: "settings.edit",
        behind: ["new-business"],
      },
      { screen: "users", label: t("Users"), icon: IconUserShield, needs: "users.edit" },
      { screen: "roles", label: t("Roles"), icon: IconShieldCheck, needs: "users.edit" },
      { screen: "printer", label: t("Printer"), icon: IconPrinter },
      { screen: "period-lock", label: t("Period lock"), icon: IconLock, needs: "period.close" },
      { screen: "audit", label: t("Audit log"), icon: IconHistory, needs: "reports.read" },
      { screen: "tills", label: t("Tills"), icon: IconCloud, needs: "settings.edit" },
      { screen: "backups", label: t("Backups"), icon: IconDeviceFloppy, needs: "settings.edit" },
      { screen: "health", label: t("Books health"), icon: IconHeartbeat, needs: "reports.read" },
    ],
  },
];
