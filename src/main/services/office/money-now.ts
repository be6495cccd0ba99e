import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import type { Account } from "#shared/ledger/account.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import type { AccountBalance } from "#shared/ledger/trial-balance.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses, type BusinessRow } from "#main/journal/read/business.ts";
import { chart } from "#main/journal/read/chart.ts";
import { balancesThrough } from "#main/journal/read/ledger.ts";
import { lastCounted } from "#main/journal/read/reports.ts";

type Places = Reply<"report.dashboard">["money"];

/** Where the money lies on a day, and what of it belongs to no sale yet. */
export function moneyNow(
  book: Book,
  day: BusinessDay,
  business: string | null,
): { readonly money: Places; readonly unallocated: number } {
  const shown = businesses(book).filter((each) => business === null || each.id === business);
  const now = balancesThrough(book, day, business);
  return { money: moneyOf(book, now, shown), unallocated: netOf(now, RULED.unallocated, -1) };
}

const KIND: ReadonlyMap<string, Places[number]["kind"]> = new Map([
  [CLASS.cash, "cash"],
  [CLASS.mobileMoney, "mpesa"],
  [CLASS.bank, "bank"],
  [CLASS.transit, "transit"],
]);

/** Each place where money lies, by account number; one in transit only while something is. */
function moneyOf(
  book: Book,
  now: readonly AccountBalance[],
  shown: readonly BusinessRow[],
): Places {
  const counted = new Map(shown.map((each) => [each.id, lastCounted(book, each.id)]));
  const ids = new Set(shown.map((each) => each.id));
  const isShown = ({ business }: Account): boolean => business === null || ids.has(business);
  return chart(book)
    .filter((account) => account.posting && account.type === "asset" && isShown(account))
    .flatMap((account) => {
      const kind = KIND.get(account.class);
      const balance = cents(netOf(now, account.number, 1));
      if (kind === undefined || (balance === 0 && (!account.active || kind === "transit")))
        return [];
      const last = account.business === null ? undefined : counted.get(account.business);
      const lastDay = kind === "cash" ? last?.cash : kind === "mpesa" ? last?.mpesa : null;
      const { number, name, business } = account;
      return [{ account: number, name, business, kind, balance, lastCounted: lastDay ?? null }];
    });
}

/** Debit less credit of an account over the given balances, or the other way round. */
function netOf(all: readonly AccountBalance[], number: number, sign: 1 | -1): number {
  let net = 0;
  for (const { account, debit, credit } of all) {
    if (account.number === number) net += sign * (debit - credit);
  }
  return net;
}
