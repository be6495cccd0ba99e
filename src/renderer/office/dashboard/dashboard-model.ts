import type { Reply } from "#shared/contract/index.ts";
import type { Money } from "#shared/kernel/money.ts";
import { share, sum } from "#shared/kernel/money.ts";
import { t } from "../../text/text.ts";

export type Dashboard = Reply<"report.dashboard">;
export type MoneyPlace = Dashboard["money"][number];

/**
 * Whole per cent by which `now` is above `then`. Nothing to say where nothing was sold then, or
 * nothing yet: a morning is no disaster.
 */
export function change(now: Money, then: Money): number | undefined {
  if (then <= 0 || now === 0) return undefined;
  return share(sum([now, share(then, -1, 1)]), 100, then);
}

/**
 * How a day did against the one before it, in words so that colour is never alone in saying it. A
 * day that still runs is behind a whole one until its evening: that is told, and not held bad.
 */
export function verdict(
  now: Money,
  then: Money,
  running: boolean,
): {
  readonly mood: "up" | "down" | "even";
  readonly words: string;
  readonly link: "of" | "as" | "than";
} | null {
  const percent = change(now, then);
  if (percent === undefined) return null;
  if (running && percent < 0) {
    return { mood: "even", words: t("{now} % so far", { now: share(now, 100, then) }), link: "of" };
  }
  const mood = percent === 0 ? "even" : percent > 0 ? "up" : "down";
  return { mood, words: changeWords(percent), link: percent === 0 ? "as" : "than" };
}

/** Gross profit in whole per cent of sales. */
export function margin(profit: Money, sales: Money): number | undefined {
  return sales <= 0 ? undefined : share(profit, 100, sales);
}

/** "12 % more", "4 % less", "the same": words, so that colour is never alone in saying it. */
export function changeWords(percent: number): string {
  if (percent === 0) return t("the same");
  return percent > 0
    ? t("{percent} % more", { percent })
    : t("{percent} % less", { percent: -percent });
}

export const placeWords = (): Readonly<Record<MoneyPlace["kind"], string>> => ({
  cash: t("Cash"),
  mpesa: "M-Pesa",
  bank: t("Bank"),
  transit: t("In transit"),
});

export interface PlaceGroup {
  readonly kind: MoneyPlace["kind"];
  readonly places: readonly MoneyPlace[];
  readonly total: Money;
}

/** Where the money is: cash, M-Pesa, bank, on its way; empty kinds are not mentioned. */
export function placeGroups(places: readonly MoneyPlace[]): readonly PlaceGroup[] {
  return (["cash", "mpesa", "bank", "transit"] as const)
    .map((kind) => {
      const mine = places.filter((place) => place.kind === kind);
      return { kind, places: mine, total: sum(mine.map((place) => place.balance)) };
    })
    .filter(({ kind, places: mine, total }) =>
      kind === "transit" ? total !== 0 : mine.length > 0,
    );
}

/** An axis has room for thousands or millions of shillings and no more: "250k", "1.2M". */
export function axisWords(cents: number): string {
  const thousands = Math.round(cents / 100_000);
  if (thousands < 1000) return thousands === 0 ? "0" : `${thousands}k`;
  const tenths = Math.round(thousands / 100);
  return tenths % 10 === 0 ? `${tenths / 10}M` : `${Math.floor(tenths / 10)}.${tenths % 10}M`;
}
