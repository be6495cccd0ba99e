import type { RequestInput } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Filters } from "../filters/filters.ts";
import type { Query } from "../route/route.ts";
import { t } from "../../text/text.ts";

export type Listed = Omit<RequestInput<"job.find">, "offset" | "limit">;
export type List = NonNullable<Listed["list"]>;
export type Sort = NonNullable<Listed["sort"]>;

export interface ListChoice {
  readonly value: List;
  readonly label: string;
  /** About what stands now, whenever it was taken in; the others are of a period. */
  readonly now: boolean;
}

export const lists = (): readonly ListChoice[] => [
  { value: "in-hand", label: t("In hand"), now: true },
  { value: "late", label: t("Late"), now: true },
  { value: "unclaimed", label: t("Ready, not fetched"), now: true },
  { value: "unpaid", label: t("Balance due"), now: true },
  { value: "received", label: t("Received"), now: true },
  { value: "washing", label: t("Washing"), now: true },
  { value: "collected", label: t("Collected"), now: false },
  { value: "cancelled", label: t("Cancelled"), now: false },
  { value: "disposed", label: t("Written off"), now: false },
  { value: "all", label: t("All"), now: false },
];

const SORTS: readonly Sort[] = ["taken-in", "promised", "ready", "customer", "total", "due"];

/** A list is worked through from what waits longest; a column of money begins with the most. */
const LARGEST_FIRST: ReadonlySet<Sort> = new Set<Sort>(["total", "due", "taken-in"]);

export function listOf(query: Query): ListChoice {
  return lists().find((each) => each.value === query["list"]) ?? (lists()[0] as ListChoice);
}

/** What the address asks for, as the program is asked. */
export function listedOf(query: Query, filters: Filters): Listed {
  const { value: list } = listOf(query);
  const whenever: { from: BusinessDay | null; to: BusinessDay | null } = { from: null, to: null };
  const period = ofPeriod(query) ? { from: filters.from, to: filters.to } : whenever;
  return {
    business: filters.business,
    list,
    text: query["text"] ?? "",
    customer: query["customer"] ?? null,
    days: list === "unclaimed" ? wholeOf(query["days"]) : 0,
    daysBelow: list === "unclaimed" ? wholeOf(query["below"]) || null : null,
    ...period,
    ...sortOf(query),
  };
}

/** Whether the days of the intake matter: a customer's whole history is one list. */
export function ofPeriod(query: Query): boolean {
  return !listOf(query).now && query["customer"] === undefined;
}

export function sortOf(query: Query): { readonly sort: Sort; readonly descending: boolean } {
  const sort = SORTS.find((each) => each === query["sort"]) ?? "usual";
  return { sort, descending: query["order"] === "down" };
}

/** The address after a press on a column's title: first one way, then the other. */
export function turned(query: Query, sort: Sort): Record<string, string | null> {
  const now = sortOf(query);
  const descending = now.sort === sort ? !now.descending : LARGEST_FIRST.has(sort);
  return { sort, order: descending ? "down" : null, page: null };
}

function wholeOf(text: string | undefined): number {
  const whole = Number(text ?? "0");
  return Number.isSafeInteger(whole) && whole > 0 && whole <= 10_000 ? whole : 0;
}

/** "14–29 days", "90+ days". */
export function ageWords(from: number, below: number | null): string {
  if (below === null) return from === 0 ? t("Any age") : t("{from}+ days", { from });
  return t("{from}–{below} days", { from, below: below - 1 });
}
