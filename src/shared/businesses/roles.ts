import type { Role } from "../facts/master.ts";
import { PERMISSIONS } from "../facts/permission.ts";

/** The roles that books start with; permissions are data and a role can be added. */
export const startingRoles: readonly Role[] = [
  { id: "owner", name: "Owner", permissions: PERMISSIONS },
  {
    id: "manager",
    name: "Manager",
    permissions: [
      "sell",
      "sell.discount",
      "sell.price",
      "sell.credit",
      "refund",
      "shift.open",
      "shift.close",
      "cash.move",
      "drawer.open",
      "customers.edit",
      "jobs.manage",
      "stock.receive",
      "stock.count",
      "stock.adjust",
      "produce",
      "catalog.edit",
      "reports.read",
      "ledger.post",
      "export",
    ],
  },
  {
    id: "cashier",
    name: "Cashier",
    permissions: [
      "sell",
      "shift.open",
      "shift.close",
      "cash.move",
      "drawer.open",
      "customers.edit",
      "stock.count",
      "produce",
    ],
  },
  {
    // Reads operations, edits finance.
    id: "accountant",
    name: "Accountant",
    permissions: [
      "reports.read",
      "ledger.post",
      "ledger.reverse",
      "accounts.edit",
      "period.close",
      "export",
    ],
  },
];
