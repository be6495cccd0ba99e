import type { Reply, Request } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { normalBalance, typeOfNumber, type Account } from "#shared/ledger/account.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import { ALL_BUSINESSES, CLASS } from "#shared/ledger/tiers.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { isPostedToByRule, parties, partyTotalsOf } from "#main/journal/read/accounts.ts";
import { business as readBusiness, businesses } from "#main/journal/read/business.ts";
import { accountBalance, accountRow, chart } from "#main/journal/read/chart.ts";
import { balancesThrough } from "#main/journal/read/ledger.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";

const PARTIES_SHOWN = 50;

/** Debit less credit as a balance on the account's normal side. */
function onItsSide(account: Account, net: number): Money {
  return cents(normalBalance[account.type] === "debit" ? net : -net);
}

/**
 * Businesses whose money this list may show: a cashier counts blind and is told no balance here,
 * whatever the chart.
 */
function balancesShown(book: Book, caller: Caller, business: string | null): string[] {
  return businesses(book)
    .map((each) => each.id)
    .filter((id) => business === null || id === business)
    .filter((id) => caller.may("reports.read", id));
}

/** The chart in five tiers, as far as the caller's businesses go, with balances as of today. */
export function listAccounts(parts: Parts): Handler<"account.list"> {
  return ({ business }, caller) =>
    parts.journal.readTogether((book) => {
      const shown = new Set(balancesShown(book, caller, business));
      const net = new Map<number, number>();
      for (const row of balancesThrough(book, nairobiDay(parts.now()), business)) {
        if (!shown.has(row.business)) continue;
        const { number } = row.account;
        net.set(number, (net.get(number) ?? 0) + row.debit - row.credit);
      }
      const mine = (account: Account): boolean =>
        account.business === null ||
        (caller.sees(account.business) && (business === null || account.business === business));
      const accounts = chart(book)
        .filter(mine)
        .map((account) => ({
          ...account,
          balance: onItsSide(account, net.get(account.number) ?? 0),
        }));
      return done({ accounts });
    });
}

/** Whom the lines of an account may name, by part of the name. */
export function listParties(parts: Parts): Handler<"account.parties"> {
  return ({ account: number, business, text }, caller) =>
    parts.journal.readTogether((book): Result<Reply<"account.parties">> => {
      const account = accountRow(book, number);
      const hidden = account?.business !== null && !caller.sees(account?.business ?? "");
      if (account === undefined || hidden) {
        return refuse({ code: "account.unknown", account: number });
      }
      const { subledger } = account;
      if (subledger === null) return done({ subledger, parties: [] });
      const shown = balancesShown(book, caller, business);
      return done({
        subledger,
        parties: parties(book, subledger, text.trim(), PARTIES_SHOWN).map(({ id, name }) => ({
          id,
          name,
          balance: onItsSide(account, partyTotalsOf(book, number, id, shown)),
        })),
      });
    });
}

/**
 * Makes an account, renames or deactivates it; number, type, business and control are permanent,
 * and so is the class of money and stock.
 */
export function saveAccount(parts: Parts): Handler<"account.save"> {
  return (request, caller) =>
    act(
      parts,
      "account.save",
      request,
      (book, coming) => decideAccount(book, coming, request, caller),
      ({ fact }) => ({ number: fact.body.number }),
    );
}

type Asked = Request<"account.save">;

function decideAccount(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"account.saved">> {
  const before = accountRow(book, asked.number);
  const body = before === undefined ? newAccount(book, asked) : changedAccount(book, before, asked);
  if (!body.ok) return body;
  return done({
    kind: "account.saved",
    day: nairobiDay(coming.at),
    business: body.value.business,
    by: actorOf(caller).author(),
    body: body.value,
    entry: null,
  });
}

const WITHOUT = { posting: true, subledger: null } as const;

function newAccount(book: Book, asked: Asked): Result<Account> {
  const { number, business } = asked;
  if (!/^[1-5]\d{3,4}$/.test(String(number))) {
    const wanted = "a number of four or five digits that begins with 1 to 5";
    return refuse({ code: "account.wrong_kind", account: number, wanted });
  }
  if (business !== null && readBusiness(book, business) === undefined) {
    return refuse({ code: "business.unknown", business });
  }
  const type = typeOfNumber(number);
  // Cash lies in drawers; every other control account comes with the chart or a business.
  const cash = type === "asset" && asked.class === CLASS.cash;
  return done({
    ...WITHOUT,
    ...tiersOf(asked),
    number,
    type,
    business,
    active: asked.active,
    subledger: cash ? "drawer" : null,
  });
}

const LIES_IN: ReadonlySet<string> = new Set([
  CLASS.cash,
  CLASS.mobileMoney,
  CLASS.bank,
  CLASS.transit,
  CLASS.inventory,
]);

function changedAccount(book: Book, before: Account, asked: Asked): Result<Account> {
  const { number } = before;
  if (asked.business !== before.business) {
    const business = asked.business ?? ALL_BUSINESSES;
    return refuse({ code: "account.wrong_business", account: number, business });
  }
  if (before.active && !asked.active) {
    const idle = mayRest(book, before);
    if (!idle.ok) return idle;
  }
  // By these classes the program knows where money and goods lie.
  const tier = asked.class.trim();
  if (tier !== before.class && (LIES_IN.has(before.class) || LIES_IN.has(tier))) {
    const wanted = `the class ${before.class}`;
    return refuse({ code: "account.wrong_kind", account: number, wanted });
  }
  const { type, business, posting, subledger } = before;
  return done({
    ...tiersOf(asked),
    number,
    type,
    business,
    posting,
    subledger,
    active: asked.active,
  });
}

/** An account rests when nothing is on it, in no business, and no rule posts to it. */
function mayRest(book: Book, account: Account): Result<null> {
  const { number } = account;
  const each = businesses(book).map(({ id }) => accountBalance(book, number, id));
  const off = each.find((net) => net !== 0);
  if (off !== undefined) {
    // As the chart shows it; where the businesses cancel out, what one of them has.
    const total = each.reduce((all, net) => all + net, 0);
    const balance = onItsSide(account, total === 0 ? off : total);
    return refuse({ code: "account.has_balance", account: number, balance });
  }
  const ruled = Object.values(RULED).some((each) => each === number);
  if (!ruled && !isPostedToByRule(book, number)) return done(null);
  const wanted = "an account that no business and no item posts to";
  return refuse({ code: "account.wrong_kind", account: number, wanted });
}

function tiersOf(
  asked: Asked,
): Pick<Account, "category" | "class" | "subclass" | "name" | "nameSwahili"> {
  return {
    category: asked.category.trim(),
    class: asked.class.trim(),
    subclass: asked.subclass,
    name: asked.name.trim(),
    nameSwahili: asked.nameSwahili,
  };
}
