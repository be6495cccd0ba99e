import { addDays, type BusinessDay, isBusinessDay } from "#shared/kernel/date.ts";
import {
  PERIOD_PRESETS,
  type Period,
  type PeriodPreset,
  presetPeriod,
} from "#shared/ledger/period.ts";
import { dayWords } from "../../text/day-words.ts";
import type { Query } from "../route/route.ts";
import { t } from "../../text/text.ts";

/** What most screens are filtered by; it lives in the address and nowhere else. */
export interface Filters extends Period {
  /** Null: all businesses together. */
  readonly business: string | null;
  readonly preset: PeriodPreset | "custom";
}

const DEFAULT_PRESET: PeriodPreset = "month-to-date";

/** Filters as the address says them; what makes no sense there counts as not said. */
export function readFilters(
  query: Query,
  today: BusinessDay,
  businesses: readonly string[],
  fallback: PeriodPreset = DEFAULT_PRESET,
): Filters {
  const asked = query["b"] ?? null;
  const business = asked !== null && businesses.includes(asked) ? asked : null;
  const { from = "", to = "", p = "" } = query;
  if (isBusinessDay(from) && isBusinessDay(to) && from <= to) {
    return { business, preset: "custom", from, to };
  }
  const preset = isPreset(p) ? p : fallback;
  return { business, preset, ...presetPeriod(preset, today) };
}

/** The part of the address that stands for a preset; the default is silent. */
export function presetQuery(preset: PeriodPreset): Record<string, string | null> {
  return { p: preset, from: null, to: null };
}

export function customQuery(period: Period): Record<string, string | null> {
  return { p: null, from: period.from, to: period.to };
}

export const presetWords = (): Readonly<Record<PeriodPreset, string>> => ({
  today: t("Today"),
  yesterday: t("Yesterday"),
  "this-week": t("This week"),
  "last-week": t("Last week"),
  "this-month": t("This month"),
  "last-month": t("Last month"),
  "this-quarter": t("This quarter"),
  "last-quarter": t("Last quarter"),
  "this-year": t("This year"),
  "last-year": t("Last year"),
  "month-to-date": t("Month to date"),
  "year-to-date": t("Year to date"),
});

/** "22 Nov": where the year is said nearby. */
export function shortDay(day: BusinessDay): string {
  return dayWords(day).replace(/ \d{4}$/, "");
}

/** "1–22 Nov 2026", "28 Oct – 3 Nov 2026", "22 Nov 2026": as short as is clear. */
export function periodWords({ from, to }: Period): string {
  if (from === to) return dayWords(from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${dayWords(to)}`;
  return `${sameYear ? shortDay(from) : dayWords(from)} – ${dayWords(to)}`;
}

/** The same stretch of days, so much earlier or later: the arrows beside the period. */
export function stepPeriod(period: Period, direction: -1 | 1): Period {
  const whole = wholeMonth(period);
  if (whole !== undefined) return whole(direction);
  let days = 1;
  while (addDays(period.from, days) <= period.to) days += 1;
  return {
    from: addDays(period.from, direction * days),
    to: addDays(period.to, direction * days),
  };
}

function wholeMonth({ from, to }: Period): ((direction: -1 | 1) => Period) | undefined {
  const starts = from.endsWith("-01");
  const ends = addDays(to, 1).endsWith("-01");
  if (!starts || !ends || from.slice(0, 7) !== to.slice(0, 7)) return undefined;
  return (direction) => {
    if (direction === -1) {
      const last = addDays(from, -1);
      return { from: `${last.slice(0, 7)}-01` as BusinessDay, to: last };
    }
    const first = addDays(to, 1);
    let last = addDays(first, 27);
    while (!addDays(last, 1).endsWith("-01")) last = addDays(last, 1);
    return { from: first, to: last };
  };
}

function isPreset(text: string): text is PeriodPreset {
  return (PERIOD_PRESETS as readonly string[]).includes(text);
}
