import type { StandingCheck } from "#shared/contract/health.ts";
import { formatMoney, ZERO } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import type { Book } from "#main/journal/book.ts";
import { servesAll } from "#main/journal/device/link.ts";
import {
  clearingLeft,
  lastLinkHolds,
  monthsUnlikeDays,
  partiesByAccount,
  stockByAccount,
  unbalancedBusinesses,
  type Difference,
} from "#main/journal/read/reports.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import type { Check, OfficeNeeds } from "./check.ts";

/** Whether the books are healthy: what was compared, and by how much it differs. */
export function reportHealth(parts: Parts, { verify }: OfficeNeeds): Handler<"report.health"> {
  return async ({ thorough }) => {
    // The thorough ones compare all that the quick ones do, from further down.
    const checks = thorough
      ? [...(await verify())]
      : parts.journal.readTogether((book) => [...quickChecks(book), daysCheck(book)]);
    return done({ healthy: checks.every((check) => check.ok), checks });
  };
}

/** The checks that cost nothing: from running balances, never from the lines. */
export function quickChecks(book: Book): Check[] {
  return [
    balanceCheck(book),
    clearingCheck(book),
    stockCheck(book),
    partyCheck(book),
    linkCheck(book),
  ];
}

function balanceCheck(book: Book): Check {
  const off = unbalancedBusinesses(book);
  return named(
    "Trial balance",
    off.map((each) => `${each.business} ${formatMoney(each.off)}`),
  );
}

function clearingCheck(book: Book): Check {
  const left = servesAll(book) ? clearingLeft(book, RULED.interBusiness) : ZERO;
  return named(
    "Inter-business clearing",
    left === 0 ? [] : [`${RULED.interBusiness}: ${formatMoney(left)}`],
  );
}

const stockCheck = (book: Book): Check => named("Stock", unlike(stockByAccount(book)));

const partyCheck = (book: Book): Check => named("Sub-ledgers", unlike(partiesByAccount(book)));

const unlike = (compared: readonly Difference[]): string[] =>
  compared
    .filter((each) => each.ledger !== each.list)
    .map((each) => `${each.what}: ${formatMoney(each.ledger)} ≠ ${formatMoney(each.list)}`);

function linkCheck(book: Book): Check {
  const { seq, holds } = lastLinkHolds(book);
  return named("Chain", holds ? [] : [String(seq)]);
}

/** All days of all accounts: milliseconds, but too many of them for each look at a dashboard. */
function daysCheck(book: Book): Check {
  const months = monthsUnlikeDays(book);
  return named("Running balances", months === 0 ? [] : [String(months)]);
}

const SHOWN = 5;

/** What differs is said in names and figures alone: whoever shows it knows the reader's language. */
function named(name: StandingCheck, off: readonly string[]): Check {
  return { name, ok: off.length === 0, detail: off.slice(0, SHOWN).join("; ") };
}
