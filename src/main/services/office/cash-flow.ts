import type { Reply } from "#shared/contract/index.ts";
import { addDays } from "#shared/kernel/date.ts";
import { assert } from "#shared/kernel/assert.ts";
import { cents } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { cashFlow } from "#shared/ledger/cash-flow.ts";
import type { Period } from "#shared/ledger/period.ts";
import type { AccountBalance } from "#shared/ledger/trial-balance.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { cashCounters, cashEntries, MONEY_CLASSES } from "#main/journal/read/cash-flow.ts";
import { entryRow } from "#main/journal/read/entries.ts";
import { balancesThrough } from "#main/journal/read/ledger.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { reportWindow } from "./checks.ts";
import { factOf, nameOf } from "./entries.ts";

type Amounts = Reply<"report.cashFlow">["opening"];

/** Where money came from and went to in a window; with what there was it makes what there is. */
export function reportCashFlow(parts: Parts): Handler<"report.cashFlow"> {
  return ({ from, to, business }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    return done(parts.journal.readTogether((book) => cashFlowOf(book, window.value, business)));
  };
}

/** The entries behind a line of it, a page at a time, with what all of them come to. */
export function reportCashFlowLine(parts: Parts): Handler<"report.cashFlowLine"> {
  return ({ from, to, business, section, line, after, limit }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    return parts.journal.readTogether((book) => {
      const page = { after, limit };
      const found = cashEntries(book, window.value, business, { section, name: line }, page);
      return done({
        ...found,
        entries: found.entries.map((each) => {
          const row = entryRow(book, each.entry);
          assert(row !== undefined, "a line belongs to an entry");
          const by = nameOf(book, factOf(book, each.entry).by.user) ?? "";
          return { ...each, type: row.type, memo: row.memo, by };
        }),
      });
    });
  };
}

/** The report of a window, of one business or all: what the screen shows and a file carries. */
export function cashFlowOf(
  book: Book,
  window: Period,
  business: string | null,
): Reply<"report.cashFlow"> {
  const across = businesses(book)
    .filter((each) => business === null || each.id === business)
    .map(({ id, name }) => ({ id, name }));
  const ids = across.map((each) => each.id);
  const { sections, change } = cashFlow(ids, cashCounters(book, window, business));
  return {
    businesses: across,
    sections: sections.map(({ title, lines, subtotal }) => ({
      title,
      lines: lines.map((line) => ({ name: line.name, ...writable(line) })),
      subtotal: writable(subtotal),
    })),
    change: writable(change),
    opening: moneyOf(ids, balancesThrough(book, addDays(window.from, -1), business)),
    closing: moneyOf(ids, balancesThrough(book, window.to, business)),
  };
}

/** The contract's arrays may be written to; ours may not. */
function writable({
  byBusiness,
  total,
}: {
  byBusiness: readonly Amounts["total"][];
  total: Amounts["total"];
}): Amounts {
  return { byBusiness: [...byBusiness], total };
}

/** Everything on the accounts of money, by business. */
function moneyOf(ids: readonly string[], balances: readonly AccountBalance[]): Amounts {
  const byBusiness = ids.map((id) =>
    cents(
      balances
        .filter((each) => each.business === id && MONEY_CLASSES.includes(each.account.class))
        .reduce((all, each) => all + each.debit - each.credit, 0),
    ),
  );
  return { byBusiness, total: cents(byBusiness.reduce((all, each) => all + each, 0)) };
}
