import { ownersChart } from "./chart.ts";
import { NEW_ACCOUNTS_SWAHILI } from "./new-business.ts";

const STANDARD: ReadonlyMap<string, string> = new Map(
  ownersChart().map(({ name, nameSwahili }) => [name, nameSwahili ?? name]),
);
const OF_A_BUSINESS = /^(.+?) (\(.+\))$/u;

/**
 * An account's name in Swahili, where it still has the name that the program gave it: one of the
 * chart a shop starts with, or of a business that was added. What the owner typed stays as it is.
 */
export function accountNameSwahili(name: string): string {
  const standard = STANDARD.get(name);
  if (standard !== undefined) return standard;
  const [, what = "", business = ""] = OF_A_BUSINESS.exec(name) ?? [];
  const swahili = NEW_ACCOUNTS_SWAHILI[what];
  return swahili === undefined ? name : `${swahili} ${business}`;
}
