import {
  addDays,
  businessDay,
  nairobiDay,
  type BusinessDay,
  type Instant,
} from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Account } from "#shared/ledger/account.ts";
import { period, type Period } from "#shared/ledger/period.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import type { Book } from "#main/journal/book.ts";
import { partyName } from "#main/journal/read/accounts.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { deposit } from "#main/journal/read/deposits.ts";
import { closedThrough } from "#main/journal/read/entries.ts";
import type { Caller } from "#main/rpc/handlers.ts";

const EARLIEST = businessDay("2000-01-01");
const REPORTS_FROM = businessDay("1900-01-01");
const REPORTS_TO = businessDay("2999-12-31");

/**
 * A day that a form of the office gives: from 2000 to tomorrow in Nairobi, and not closed. Facts
 * from elsewhere may be late; what is typed here is refused instead.
 */
export function officeDay(book: Book, day: BusinessDay, at: Instant): Result<BusinessDay> {
  if (day < EARLIEST || day > addDays(nairobiDay(at), 1)) {
    return refuse({ code: "day.out_of_range", day });
  }
  const through = closedThrough(book);
  if (through !== null && day <= through) return refuse({ code: "period.closed", through });
  return done(day);
}

/** The window of a report: days in their order, in a range that arithmetic on days can bear. */
export function reportWindow(from: BusinessDay, to: BusinessDay): Result<Period> {
  if (from < REPORTS_FROM) return refuse({ code: "day.out_of_range", day: from });
  if (to > REPORTS_TO || to < from) return refuse({ code: "day.out_of_range", day: to });
  return done(period(from, to));
}

/** A leaf of the chart that is active and that a business may post to: its own, or a shared one. */
export function postable(book: Book, number: number, business: string): Result<Account> {
  const account = accountRow(book, number);
  if (account === undefined) return refuse({ code: "account.unknown", account: number });
  if (!account.posting) return refuse({ code: "account.not_posting", account: number });
  if (!account.active) return refuse({ code: "account.inactive", account: number });
  if (account.business !== null && account.business !== business) {
    return refuse({ code: "account.wrong_business", account: number, business });
  }
  return done(account);
}

/**
 * A control account names a known party; any other account names none. Deposits held are left to
 * their records, one by one; but what is left of one that nothing is out for may be settled.
 */
function checkParty(
  book: Book,
  account: Account,
  party: string | null,
  settling: boolean,
): Result<string | null> {
  const { number, subledger } = account;
  if (subledger === null) {
    if (party === null) return done(null);
    return refuse({
      code: "account.wrong_kind",
      account: number,
      wanted: "an account with parties",
    });
  }
  if (subledger === "deposit") {
    const record = settling && party !== null ? deposit(book, party) : undefined;
    if (record !== undefined && record.count <= 0 && record.amount !== 0) return done(party);
    const wanted = "a deposit taken, given back or forfeited";
    return refuse({ code: "account.wrong_kind", account: number, wanted });
  }
  if (party === null) return refuse({ code: "account.party_required", account: number, subledger });
  if (partyName(book, subledger, party) !== undefined) return done(party);
  switch (subledger) {
    case "supplier":
      return refuse({ code: "supplier.unknown" });
    case "staff":
      return refuse({ code: "user.unknown" });
    case "drawer":
      return refuse({ code: "account.party_required", account: number, subledger });
    default:
      return refuse({ code: "customer.unknown" });
  }
}

/** Both: an account that a line may be posted to, with the party it names. */
export function postableLine(
  book: Book,
  line: { readonly business: string; readonly account: number; readonly party: string | null },
  settling = false,
): Result<Account> {
  const account = postable(book, line.account, line.business);
  if (!account.ok) return account;
  const party = checkParty(book, account.value, line.party, settling);
  return party.ok ? account : party;
}

const MONEY: ReadonlySet<string> = new Set([
  CLASS.cash,
  CLASS.mobileMoney,
  CLASS.bank,
  CLASS.transit,
]);

/** Where money lies: cash, M-Pesa, bank or in transit. */
export function isMoney(account: Account): boolean {
  return account.type === "asset" && MONEY.has(account.class);
}

/** A place of money of a business, its party checked. */
export function moneyPlace(
  book: Book,
  place: { readonly business: string; readonly account: number; readonly party: string | null },
): Result<Account> {
  const account = postableLine(book, place);
  if (!account.ok) return account;
  if (isMoney(account.value)) return account;
  return refuse({
    code: "account.wrong_kind",
    account: place.account,
    wanted: "cash, M-Pesa or a bank account",
  });
}

/** Who pays from an account that a request names without its business must be allowed to there. */
export function mayPayFrom(caller: Caller, account: Account, business: string): Result<null> {
  if (account.business === null || account.business === business) return done(null);
  if (caller.may("ledger.post", account.business)) return done(null);
  return refuse({ code: "permission.denied", permission: "ledger.post" });
}
