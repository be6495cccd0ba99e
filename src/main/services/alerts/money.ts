import type { Alert } from "#shared/contract/alert.ts";
import { addDays } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { claimedBefore, drawersAbove } from "#main/journal/read/alerts.ts";
import { customer as readCustomer } from "#main/journal/read/customers.ts";
import { debtsBefore } from "#main/journal/read/debts.ts";
import { cashBelowZero } from "#main/journal/read/reports.ts";
import { byLimit, type AlertReader } from "./alert.ts";

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

export const claimedAlerts: AlertReader = (book, situation) =>
  byLimit(situation, "claimedDays").flatMap(([days, within]) => {
    const { count, amount } = claimedBefore(book, within, addDays(situation.today, -days));
    if (count === 0) return [];
    const link = "mpesa?tab=claimed";
    return [{ kind: "mpesa.claimed", severity: "warning", link, count, amount, days }];
  });

/** More in one drawer than the owner wants there. */
export const fullDrawerAlerts: AlertReader = (book, situation) =>
  byLimit(situation, "drawerCash").flatMap(([most, within]) =>
    most === null
      ? []
      : drawersAbove(book, within, most).map(({ name, account, party: till, balance }) => ({
          kind: "cash.above" as const,
          severity: "warning" as const,
          link: `ledger/${account}`,
          business: name,
          till,
          amount: balance,
        })),
  );

const NAMED = 3;

/** Invoices on account that are open for long; each customer by name as long as they are few. */
export const debtAlerts: AlertReader = (book, situation) =>
  byLimit(situation, "debtDays").flatMap(([days, within]): Alert[] => {
    const through = addDays(situation.today, -days - 1);
    const { count, amount, named } = debtsBefore(book, within, through, NAMED);
    const severity = "warning";
    if (count > NAMED) {
      return [{ kind: "customers.late", severity, link: "ageing", count, amount, days }];
    }
    return named.map((debt) => {
      const link = `customer/${debt.id}`;
      const name = readCustomer(book, debt.id)?.name ?? "";
      return { kind: "customer.late", severity, link, name, amount: debt.amount, days };
    });
  });
