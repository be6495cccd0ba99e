import { formatMoney } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import type { Book } from "#main/journal/book.ts";
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
  return {
    name: "Trial balance",
    ok: off.length === 0,
    detail:
      off.length === 0
        ? "Debits equal credits, in total and in each business."
        : off.map((each) => `${each.business} is off by ${formatMoney(each.off)}.`).join(" "),
  };
}

function clearingCheck(book: Book): Check {
  const left = clearingLeft(book, RULED.interBusiness);
  return {
    name: "Inter-business clearing",
    ok: left === 0,
    detail:
      left === 0
        ? "What businesses owe each other cancels out."
        : `Account ${RULED.interBusiness} keeps ${formatMoney(left)} over all businesses.`,
  };
}

function stockCheck(book: Book): Check {
  const compared = stockByAccount(book);
  return compare(
    "Stock",
    compared,
    (count) => `${count} inventory accounts equal the cost of the stock in them.`,
  );
}

function partyCheck(book: Book): Check {
  const compared = partiesByAccount(book);
  return compare(
    "Sub-ledgers",
    compared,
    (count) => `${count} control accounts equal the sum of their customers, suppliers and drawers.`,
  );
}

function compare(
  name: string,
  compared: readonly Difference[],
  equal: (count: number) => string,
): Check {
  const off = compared.filter((each) => each.ledger !== each.list);
  const words = off.map(
    (each) => `${each.what}: ledger ${formatMoney(each.ledger)}, list ${formatMoney(each.list)}.`,
  );
  return {
    name,
    ok: off.length === 0,
    detail: off.length === 0 ? equal(compared.length) : words.slice(0, 5).join(" "),
  };
}

function linkCheck(book: Book): Check {
  const { seq, holds } = lastLinkHolds(book);
  return {
    name: "Chain",
    ok: holds,
    detail: holds
      ? `The last of ${seq} facts hangs on the one before it.`
      : `Fact ${seq} does not follow from the one before it.`,
  };
}

/** All days of all accounts: milliseconds, but too many of them for each look at a dashboard. */
function daysCheck(book: Book): Check {
  const unlike = monthsUnlikeDays(book);
  return {
    name: "Running balances",
    ok: unlike === 0,
    detail:
      unlike === 0
        ? "Each month of each account is the sum of its days."
        : `${unlike} months differ from the sum of their days.`,
  };
}
