import {
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
  IconTags,
  IconTicket,
  IconTruck,
  IconUserShield,
  IconUsers,
  type Icon,
} from "@tabler/icons-react";
import type { Trade } from "#shared/facts/master.ts";
import type { Permission } from "#shared/facts/permission.ts";

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

export const NAV: readonly NavGroup[] = [
  {
    title: "Trade",
    items: [
      { screen: "dashboard", label: "Dashboard", icon: IconLayoutDashboard, needs: "reports.read" },
      { screen: "alerts", label: "Alerts", icon: IconBell, needs: "reports.read" },
      {
        screen: "exceptions",
        label: "Exceptions",
        icon: IconArrowsSplit2,
        needs: "reports.read",
      },
      { screen: "sales", label: "Sales", icon: IconReceipt, behind: ["sale"] },
      { screen: "jobs", label: "Jobs", icon: IconTicket, behind: ["job"], trade: "jobs" },
      { screen: "shifts", label: "Shifts", icon: IconCashRegister, behind: ["shift"] },
      { screen: "mpesa", label: "M-Pesa", icon: IconDeviceMobile, needs: "reports.read" },
    ],
  },
  {
    title: "Books",
    items: [
      { screen: "record", label: "Record", icon: IconPencilPlus },
      { screen: "reconcile", label: "Reconcile", icon: IconChecks, needs: "reports.read" },
      { screen: "trial-balance", label: "Trial balance", icon: IconScale, needs: "reports.read" },
      {
        screen: "profit-and-loss",
        label: "Profit and loss",
        icon: IconChartBar,
        needs: "reports.read",
      },
      {
        screen: "balance-sheet",
        label: "Balance sheet",
        icon: IconBuildingBank,
        needs: "reports.read",
      },
      {
        screen: "journal",
        label: "Journal",
        icon: IconBook2,
        needs: "reports.read",
        behind: ["entry"],
      },
      { screen: "accounts", label: "Accounts", icon: IconListTree, behind: ["ledger"] },
    ],
  },
  {
    title: "Goods and people",
    items: [
      { screen: "items", label: "Items and prices", icon: IconPackage, needs: "reports.read" },
      {
        screen: "stock",
        label: "Stock",
        icon: IconBuildingWarehouse,
        needs: "reports.read",
        behind: ["stock-card"],
      },
      {
        screen: "stocktakes",
        label: "Stocktake",
        icon: IconClipboardCheck,
        needs: "stock.count",
        behind: ["stocktake"],
      },
      { screen: "production", label: "Production", icon: IconBottle, needs: "produce" },
      { screen: "categories", label: "Categories", icon: IconTags },
      {
        screen: "returnables",
        label: "Cylinders, containers",
        icon: IconCylinder,
        needs: "reports.read",
      },
      { screen: "customers", label: "Customers", icon: IconUsers, behind: ["customer"] },
      { screen: "suppliers", label: "Suppliers", icon: IconTruck, behind: ["supplier"] },
      { screen: "ageing", label: "Open debts", icon: IconHourglass, needs: "reports.read" },
    ],
  },
  {
    title: "Set up",
    items: [
      {
        screen: "businesses",
        label: "Businesses",
        icon: IconBuildingStore,
        needs: "settings.edit",
        behind: ["new-business"],
      },
      { screen: "users", label: "Users and roles", icon: IconUserShield, needs: "users.edit" },
      { screen: "printer", label: "Printer", icon: IconPrinter },
      { screen: "period-lock", label: "Period lock", icon: IconLock, needs: "period.close" },
      { screen: "audit", label: "Audit log", icon: IconHistory, needs: "reports.read" },
      { screen: "tills", label: "Tills", icon: IconCloud, needs: "settings.edit" },
      { screen: "health", label: "Books health", icon: IconHeartbeat, needs: "reports.read" },
    ],
  },
];
