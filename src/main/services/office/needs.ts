import type { Reply } from "#shared/contract/index.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import type { Book } from "#main/journal/book.ts";
import {
  cashBelowZero,
  countDifferences,
  customersOverLimit,
  exceptionCount,
  forgottenShifts,
  stockAlerts,
} from "#main/journal/read/reports.ts";
import type { Check } from "./check.ts";

export type Need = Reply<"report.dashboard">["needs"][number];
type MoneyPlace = Reply<"report.dashboard">["money"][number];

export interface Situation {
  readonly business: string | null;
  readonly today: BusinessDay;
  readonly money: readonly MoneyPlace[];
  /** M-Pesa received that belongs to no sale yet, in cents. */
  readonly unallocated: number;
  readonly health: readonly Check[];
}

const RANK = { alarm: 0, warning: 1, info: 2 } as const satisfies Record<Need["severity"], number>;

/** What waits for the owner, the urgent first; each leads to where it is dealt with. */
export function needsOf(book: Book, now: Situation): Need[] {
  return [
    ...healthNeeds(now.health),
    ...moneyNeeds(now),
    ...drawerNeeds(book, now.business),
    ...stockNeeds(book, now.business),
    ...shiftNeeds(book, now),
    ...bookNeeds(book, now.business),
  ].toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}

const need = (kind: string, severity: Need["severity"], text: string, link: string): Need => ({
  kind,
  severity,
  text,
  link,
});

function healthNeeds(checks: readonly Check[]): Need[] {
  return checks
    .filter((check) => !check.ok)
    .map((check) => need("health", "alarm", `${check.name}: ${check.detail}`, "health"));
}

function moneyNeeds({ money, unallocated }: Situation): Need[] {
  const below = money
    .filter((place) => place.balance < 0)
    .map((place) => {
      const text = `${place.name} is below zero by KES ${formatMoney(cents(-place.balance))}.`;
      return need("money.below", "alarm", text, `ledger/${place.account}`);
    });
  const transit = money
    .filter((place) => place.kind === "transit" && place.balance > 0)
    .map((place) => {
      const text = `KES ${formatMoney(place.balance)} is on its way: ${place.name}.`;
      return need("money.transit", "info", text, `ledger/${place.account}`);
    });
  if (unallocated === 0) return [...below, ...transit];
  const text = `KES ${formatMoney(cents(unallocated))} came by M-Pesa and belongs to no sale yet.`;
  return [...below, ...transit, need("mpesa.unallocated", "warning", text, "ledger/2120")];
}

function drawerNeeds(book: Book, business: string | null): Need[] {
  return cashBelowZero(book, business).map(({ name, account, party, balance }) => {
    const place = party === "SAFE" ? "safe" : `drawer of till ${party}`;
    const amount = formatMoney(cents(-balance));
    const text = `${name}: by the books the ${place} holds KES ${amount} less than nothing.`;
    return need("cash.below", "alarm", text, `ledger/${account}`);
  });
}

function stockNeeds(book: Book, business: string | null): Need[] {
  const { oversold, low } = stockAlerts(book, business);
  const needs: Need[] = [];
  if (oversold > 0) {
    const text = `${counted(oversold, "item")} sold beyond what is there.`;
    needs.push(need("stock.oversold", "alarm", text, "items?filter=oversold"));
  }
  if (low > 0) {
    const text = `${counted(low, "item")} at or below the reorder level.`;
    needs.push(need("stock.low", "warning", text, "items?filter=low"));
  }
  return needs;
}

const DAYS_BACK = 7;

function shiftNeeds(book: Book, { business, today }: Situation): Need[] {
  const open = forgottenShifts(book, business, today).map((shift) => {
    const text = `${shift.name}: the shift of ${dayWords(shift.day)} at till ${shift.till} is still open.`;
    return need("shift.open", "warning", text, "shifts");
  });
  const differences = countDifferences(book, business, addDays(today, -DAYS_BACK)).map((shift) => {
    const way = shift.variance < 0 ? "short" : "over";
    const amount = formatMoney(cents(Math.abs(shift.variance)));
    const text = `${shift.name}: the drawer was KES ${amount} ${way} on ${dayWords(shift.day)}.`;
    return need("shift.variance", way === "short" ? "warning" : "info", text, "shifts");
  });
  return [...open, ...differences];
}

function bookNeeds(book: Book, business: string | null): Need[] {
  if (business !== null) return [];
  const needs: Need[] = [];
  const exceptions = exceptionCount(book);
  if (exceptions > 0) {
    const text = `${counted(exceptions, "fact")} from other tills break a rule.`;
    needs.push(need("exceptions", "alarm", text, "health"));
  }
  const over = customersOverLimit(book);
  if (over > 0) {
    const text = `${counted(over, "customer")} over the credit limit.`;
    needs.push(need("customers.over", "info", text, "customers"));
  }
  return needs;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
