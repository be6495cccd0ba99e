import { retell } from "../text/retell.ts";
import { t } from "../text/text.ts";
import { accountName } from "./names.ts";

/** Why goods left the shelf, and what else an entry says of itself where nobody wrote a memo. */
const short = (): Readonly<Record<string, string>> => ({
  Broken: t("Broken"),
  Expired: t("Expired"),
  Damaged: t("Damaged"),
  Lost: t("Lost"),
  "Given as a sample": t("Given as a sample"),
  "Taken by the owner": t("Taken by the owner"),
  "Opening balances": t("Opening balances"),
  "Opening stock": t("Opening stock"),
  "Owner's capital": t("Owner's capital"),
  "Owner's drawings": t("Owner's drawings"),
  "Supplier paid": t("Supplier paid"),
  "Customer paid": t("Customer paid"),
  "Store credit paid out": t("Store credit paid out"),
  "M-Pesa without a sale": t("M-Pesa without a sale"),
  "M-Pesa sent back": t("M-Pesa sent back"),
  "M-Pesa that never came": t("M-Pesa that never came"),
  Delivery: t("Delivery"),
  "Returned to supplier": t("Returned to supplier"),
});

/**
 * An entry's memo. The program writes them in English into the books, which never change; what it
 * wrote is said in the window's language, what a person wrote stays as it was written.
 */
export function memoWords(memo: string): string {
  return (
    short()[memo] ??
    ofTheCounter(memo) ??
    ofJobs(memo) ??
    ofGoods(memo) ??
    ofTheBooks(memo) ??
    accountName(memo)
  );
}

const ofTheCounter = (memo: string): string | undefined =>
  retell("{refund} refunds {sale}", memo) ??
  retell("Float of shift {number}", memo) ??
  retell("Change left behind: {receipt}", memo) ??
  retell("M-Pesa of {receipt}, its code was mistyped", memo) ??
  retell("M-Pesa of {payer}", memo) ??
  retell("Store credit of {one} to {other}", memo);

const ofJobs = (memo: string): string | undefined =>
  retell("Deposit for job {job}", memo) ??
  retell("Payment for job {job}", memo) ??
  retell("Compensation for job {job}", memo) ??
  retell("Job {job} ready", memo) ??
  retell("Job {job} collected", memo) ??
  retell("Job {job} cancelled", memo) ??
  retell("Job {job} written off", memo);

const ofGoods = (memo: string): string | undefined =>
  retell("Delivery {reference}", memo) ??
  retell("Returned to supplier {reference}", memo) ??
  retell("Goods from {from} to {into}", memo) ??
  retell("Stock count: {label}", memo) ??
  retell("{item}, batch {batch}", memo) ??
  retell("Deposit back: {what}", memo) ??
  retell("Deposit forfeited: {what}", memo) ??
  retell("Deposit held: {what}", memo) ??
  retell("Deposit paid to the supplier: {what}", memo) ??
  retell("Back to the supplier: {what}", memo) ??
  retell("Counted in: {what}", memo) ??
  retell("Set aside: {what}", memo) ??
  retell("Released: {what}", memo) ??
  retell("Found again: {what}", memo) ??
  retell("Lost: {what}", memo);

const ofTheBooks = (memo: string): string | undefined =>
  retell("Reversal of {entry}: {memo}", memo, memoWords) ??
  retell("Taken back: {memo}", memo, memoWords) ??
  retell("Closing of {year}", memo) ??
  retell("VAT return of {month}", memo) ??
  retell("Turnover tax of {month}", memo) ??
  retell("Pay of {person}", memo);
