import { isBusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../text/day-words.ts";
import { t } from "../text/text.ts";

/** A day inside a sentence. */
export function day(text: string): string {
  return isBusinessDay(text) ? dayWords(text) : text;
}

/** How long somebody has to wait; nothing where they need not. */
export function wait(seconds: number): string {
  if (seconds <= 0) return "";
  const minutes = Math.ceil(seconds / 60);
  return seconds < 90 ? t("{seconds} seconds", { seconds }) : t("{minutes} minutes", { minutes });
}

/** How money was paid, inside a sentence. */
export const tenders = (): Readonly<Record<string, string>> => ({
  cash: t("cash"),
  mpesa: "M-Pesa",
  bank: t("bank"),
  account: t("the account"),
  credit: t("store credit"),
});

/** How a job stands, inside a sentence. */
export function status(of: string): string {
  const words: Readonly<Record<string, string>> = {
    received: t("received"),
    washing: t("being washed"),
    ready: t("ready"),
    collected: t("collected"),
    cancelled: t("cancelled"),
    disposed: t("written off"),
  };
  return words[of] ?? of;
}

/** Whose account it is within a control account. */
export function subledger(of: string): string {
  const words: Readonly<Record<string, string>> = {
    customer: t("customer"),
    supplier: t("supplier"),
    drawer: t("drawer"),
    deposit: t("deposit"),
    job: t("job"),
  };
  return words[of] ?? of;
}

/** Where a cylinder or container is, as a person would say it. */
export function placed(place: string): string {
  return places()[place] ?? place;
}

const places = (): Readonly<Record<string, string>> => ({
  full: t("full on the shelf"),
  empty: t("among our empties"),
  customer: t("with a customer on deposit"),
  supplier: t("at the supplier"),
  quarantine: t("set aside"),
  traded: t("with a customer by exchange"),
  sold: t("sold"),
  lost: t("written off"),
  stock: t("in stock"),
});

/** "lines.0.quantity" as a person would say it. */
export function field(path: string): string {
  const words = path.split(".").filter((part) => !/^\d+$/.test(part));
  return (words.at(-1) ?? path).replace(/([A-Z])/g, " $1").toLowerCase();
}
