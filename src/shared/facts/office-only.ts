/** What these facts are of, by the first part of their kind. */
const OFFICE_ONLY: ReadonlySet<string> = new Set([
  "books",
  "business",
  "account",
  "user",
  "role",
  "catalog",
  "item",
  "price",
  "setting",
  "settings",
  "period",
  "exception",
  "recipe",
  "returnable",
]);

/**
 * Facts that only an office may make once there is a centre: prices, people, accounts, settings, the
 * period. The centre holds a till to the same list. Customers and suppliers a till may make.
 */
export function isOfficeOnly(kind: string): boolean {
  return OFFICE_ONLY.has(kind.split(".", 1)[0] ?? "") && kind !== "item.counted";
}
