/** Everything a role can be allowed to do. The main process checks; screens only hide. */
export const PERMISSIONS = [
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
  "ledger.reverse",
  "accounts.edit",
  "period.close",
  "export",
  "users.edit",
  "settings.edit",
] as const;

export type Permission = (typeof PERMISSIONS)[number];
