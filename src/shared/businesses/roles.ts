import { PERMISSIONS } from "../facts/permission.ts";
import { OWNER_ROLE, type Role } from "../facts/role.ts";

/** The roles that books start with; the owner changes them and adds others (`role.save`). */
export const startingRoles: readonly Role[] = [
  { id: OWNER_ROLE, name: "Owner", permissions: PERMISSIONS },
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
