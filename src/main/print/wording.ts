import { nairobiClock } from "#shared/kernel/date.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { FactKind } from "#shared/facts/index.ts";
import type { TenderKind } from "#shared/facts/tender.ts";
import { formatQuantity } from "#shared/kernel/quantity.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import type { Say } from "#shared/kernel/text.ts";

/** 2026-11-22 as a Kenyan writes it: 22/11/2026. */
export function dayWords(day: BusinessDay): string {
  return day.split("-").reverse().join("/");
}

/** The wall clock in Nairobi: { date: "22/11/2026", time: "09:57" }. */
export function clockWords(at: Instant): { readonly date: string; readonly time: string } {
  const { day, time } = nairobiClock(at);
  return { date: dayWords(day), time: time.slice(0, 5) };
}

/** "3", or "2.5 kg": pieces need no unit. */
export function quantityWords(quantity: Quantity, unit: string, t: Say): string {
  const count = formatQuantity(quantity);
  if (unit === "piece" || unit === "") return count;
  const words = unit === "litre" ? t("litre") : unit === "bundle" ? t("bundle") : unit;
  return `${count} ${words}`;
}

/** 1600 basis points as "16%", 1650 as "16.5%". */
export function rateWords(basisPoints: number): string {
  const fraction = String(basisPoints % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${Math.floor(basisPoints / 100)}${fraction === "" ? "" : `.${fraction}`}%`;
}

const tenders = (t: Say) =>
  ({
    cash: t("Cash"),
    mpesa: "M-Pesa",
    bank: t("Bank"),
    account: t("On account"),
    credit: t("Store credit"),
  }) as const satisfies Record<TenderKind, string>;

/** The name of a way to pay; a kind of a later program version is shown as it is written. */
export function tenderWords(kind: string, t: Say): string {
  const words: Readonly<Record<string, string>> = tenders(t);
  return Object.hasOwn(words, kind) ? (words[kind] ?? kind) : kind;
}

const others = (t: Say) =>
  ({
    "customer.paid": t("Debts and credit paid in"),
    "sale.deposits": t("Deposits with sales"),
    "deposit.returned": t("Deposits given back"),
    "credit.paidOut": t("Store credit paid out"),
  }) as const satisfies Partial<Record<FactKind | "sale.deposits", string>>;

/** What tenders moved besides sales; a kind without words of its own is shown as it is written. */
export function otherWords(kind: string, t: Say): string {
  const words: Readonly<Record<string, string>> = others(t);
  return Object.hasOwn(words, kind) ? (words[kind] ?? kind) : kind;
}
