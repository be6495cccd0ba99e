import type { Permission } from "#shared/facts/permission.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Account } from "#shared/ledger/account.ts";
import { BEGINNING } from "#shared/ledger/window.ts";
import type { Book } from "#main/journal/book.ts";
import { SAFE } from "#main/journal/read/accounts.ts";
import { businesses } from "#main/journal/read/business.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { sumsOf } from "#main/journal/read/ledger.ts";
import {
  firstOpening,
  lastReconciliation,
  type MoneyPlaceKey,
  type ReconciliationRow,
} from "#main/journal/read/reconciliations.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import { isMoney } from "../office/checks.ts";

/**
 * An account of money; of cash the safe, for a till's drawer is counted whenever a shift closes.
 * An account that all businesses share has one statement: who may in all of them, may here.
 */
export function statementPlace(
  book: Book,
  asked: MoneyPlaceKey,
  caller: Caller,
  permission: Permission,
): Result<Account> {
  const account = accountRow(book, asked.account);
  if (account === undefined || !seesPlace(book, caller, account)) {
    return refuse({ code: "account.unknown", account: asked.account });
  }
  const wanted = account.subledger === null ? null : SAFE;
  if (!isMoney(account) || !account.posting || asked.party !== wanted) {
    const said = "cash in the safe, M-Pesa or a bank account";
    return refuse({ code: "account.wrong_kind", account: asked.account, wanted: said });
  }
  const allowed = ownersOf(book, account).every((business) => caller.may(permission, business));
  return allowed ? done(account) : refuse({ code: "permission.denied", permission });
}

export function seesPlace(book: Book, caller: Caller, account: Account): boolean {
  return ownersOf(book, account).every((business) => caller.sees(business));
}

function ownersOf(book: Book, account: Account): readonly string[] {
  if (account.business !== null) return [account.business];
  return businesses(book).map((each) => each.id);
}

/** Everything on a place through a day. */
export function balanceOn(book: Book, place: MoneyPlaceKey, to: BusinessDay): Money {
  const { debit, credit } = sumsOf(book, { ...place, business: null }, { from: BEGINNING, to });
  return cents(debit - credit);
}

/** With what the next statement begins. */
export interface Start {
  readonly since: BusinessDay;
  readonly opening: Money;
  readonly last: ReconciliationRow | undefined;
  /** Booked since on days before the first statement, which it took as agreed. */
  readonly late: Money;
}

/**
 * Where the next reconciliation goes on: with what the last one ended with; the first time with
 * what the books held before the statement's first day.
 */
export function startOf(
  book: Book,
  place: MoneyPlaceKey,
  since: BusinessDay | null,
): Result<Start> {
  const last = lastReconciliation(book, place);
  const first = last?.since ?? since;
  if (first === null) return refuse({ code: "reconciliation.start_missing" });
  const before = balanceOn(book, place, addDays(first, -1));
  if (last === undefined) {
    return done({ since: first, opening: before, last, late: cents(0) });
  }
  const began = firstOpening(book, place) ?? before;
  return done({ since: first, opening: last.closing, last, late: cents(before - began) });
}
