import { addDays } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { claimedBefore } from "#main/journal/read/alerts.ts";
import { cashBelowZero } from "#main/journal/read/reports.ts";
import type { AlertReader } from "./alert.ts";

export const moneyAlerts: AlertReader = (_book, { money }) =>
  money.flatMap(({ kind, account, name: place, balance }) => {
    const link = `ledger/${account}`;
    if (balance < 0) {
      return { kind: "money.below", severity: "alarm", link, place, amount: cents(-balance) };
    }
    if (kind !== "transit" || balance === 0) return [];
    return { kind: "money.transit", severity: "info", link, place, amount: balance };
  });

export const drawerAlerts: AlertReader = (book, { business }) =>
  cashBelowZero(book, business).map(({ name, account, party, balance }) => ({
    kind: "cash.below",
    severity: "alarm",
    link: `ledger/${account}`,
    business: name,
    till: party === "SAFE" ? null : party,
    amount: cents(-balance),
  }));

export const unmatchedAlerts: AlertReader = (_book, { unallocated }) => {
  if (unallocated <= 0) return [];
  const link = "mpesa?tab=unmatched";
  return [{ kind: "mpesa.unallocated", severity: "warning", link, amount: cents(unallocated) }];
};

/** Days after which a claimed code should have been seen on a message or statement. */
const CLAIMED_DAYS = 2;

export const claimedAlerts: AlertReader = (book, { within, today }) => {
  const { count, amount } = claimedBefore(book, within, addDays(today, -CLAIMED_DAYS));
  if (count === 0) return [];
  const link = "mpesa?tab=claimed";
  return [{ kind: "mpesa.claimed", severity: "warning", link, count, amount, days: CLAIMED_DAYS }];
};
