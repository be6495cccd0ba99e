import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { credit, debit, journalEntry } from "#shared/ledger/journal-entry.ts";
import type { Account } from "#shared/ledger/account.ts";
import { accountRow, chart } from "#main/journal/read/chart.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { openShift, shift } from "#main/journal/read/shifts.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { SAFE } from "./open-shift.ts";

/** Cash taken out pays an expense, the safe, the bank's transit or the owner; in is the reverse. */
function fits(account: Account, business: string, cash: number): boolean {
  if (!account.posting || !account.active) return false;
  if (account.business !== null && account.business !== business) return false;
  if (account.number === cash) return true;
  if (account.subledger !== null) return false;
  return account.type === "expense" ? account.number >= 5200 : MOVABLE.has(account.number);
}

/** Cash in transit, owner's capital and drawings, other income. */
const MOVABLE = new Set([1180, 3100, 3200, 4920]);

export function cashAccounts(parts: Parts): Handler<"shift.accounts"> {
  return ({ business, direction }) => {
    const { book } = parts.journal;
    const place = activeBusiness(book, business);
    if (!place.ok) return place;
    const { cash } = place.value.settings.accounts;
    const accounts = chart(book)
      .filter((account) => fits(account, business, cash))
      .filter((account) => direction === "out" || account.type !== "expense")
      .map(({ number, name }) => ({ number, name: number === cash ? "The safe" : name }));
    return done({ accounts });
  };
}

/** Cash in or out of the drawer, with its account and reason (worked journals J27, J29, J37). */
export function moveCash(parts: Parts): Handler<"shift.moveCash"> {
  return (request, caller) =>
    act(
      parts,
      "shift.moveCash",
      request,
      (book, coming) => {
        const open = shift(book, request.shift);
        const mine = open !== undefined && open.closedSeq === null && open.till === coming.till;
        if (!mine || !caller.may("cash.move", open.business)) {
          return refuse({ code: "shift.not_open", business: open?.business ?? "" });
        }
        const place = activeBusiness(book, open.business);
        if (!place.ok) return place;
        const { cash } = place.value.settings.accounts;
        const account = movable(
          accountRow(book, request.account),
          request.account,
          open.business,
          cash,
        );
        if (!account.ok) return account;
        const held = partyBalance(book, cash, open.business, coming.till);
        if (request.direction === "out" && request.amount > held) {
          return refuse({ code: "cash.short", held, wanted: request.amount });
        }
        const party = request.account === cash ? SAFE : null;
        const { amount, direction, reason } = request;
        const entry =
          direction === "out"
            ? [
                debit(open.business, request.account, amount, party),
                credit(open.business, cash, amount, coming.till),
              ]
            : [
                debit(open.business, cash, amount, coming.till),
                credit(open.business, request.account, amount, party),
              ];
        const type = account.value.type === "expense" ? "expense" : "transfer";
        return done({
          kind: "cash.moved" as const,
          day: open.day,
          business: open.business,
          by: actorOf(caller).author(reason),
          body: { shift: open.id, direction, amount, account: request.account, reason },
          entry: factEntry(journalEntry(entry), type, reason),
        });
      },
      ({ seq }) => ({ entry: seq }),
    );
}

function movable(
  account: Account | undefined,
  number: number,
  business: string,
  cash: number,
): Result<Account> {
  if (account === undefined) return refuse({ code: "account.unknown", account: number });
  if (account.business !== null && account.business !== business) {
    return refuse({ code: "account.wrong_business", account: number, business });
  }
  if (!fits(account, business, cash)) {
    return refuse({
      code: "account.wrong_kind",
      account: number,
      wanted: "expense, safe or owner",
    });
  }
  return done(account);
}

/** The drawer opened without a sale: nothing moves, and it is remembered. */
export function openDrawer(parts: Parts): Handler<"drawer.open"> {
  return (request, caller) =>
    act(
      parts,
      "drawer.open",
      request,
      (book, coming) => {
        const open = openShift(book, coming.till, request.business);
        if (open === undefined)
          return refuse({ code: "shift.not_open", business: request.business });
        return done({
          kind: "drawer.opened" as const,
          day: nairobiDay(coming.at),
          business: request.business,
          by: actorOf(caller).author(request.reason),
          body: { shift: open.id, reason: request.reason },
          entry: null,
        });
      },
      () => ({}),
    );
}
