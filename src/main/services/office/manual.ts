import type { Request } from "#shared/contract/index.ts";
import { cents } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Account } from "#shared/ledger/account.ts";
import { imbalance, type EntryLine } from "#shared/ledger/journal-entry.ts";
import { RULED } from "#shared/ledger/office-entries.ts";
import type { Book } from "#main/journal/book.ts";
import { stockAccounts } from "#main/journal/read/accounts.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { officeDay } from "./checks.ts";
import { settledDeposits } from "./deposit-left.ts";
import { posted, recorded } from "./recorded.ts";
import { checkedLines } from "./typed-lines.ts";

/**
 * A manual entry. Where debits and credits differ, in any business, it is refused with the
 * difference; nothing plugs it. What is left of a deposit that nothing is out for is settled by one.
 */
export function recordManual(parts: Parts): Handler<"entry.manual"> {
  return (request, caller) =>
    act(
      parts,
      "entry.manual",
      request,
      (book, coming) => decideManual(book, coming, request, caller),
      posted,
    );
}

function decideManual(
  book: Book,
  coming: Coming,
  asked: Request<"entry.manual">,
  caller: Caller,
): Result<Draft<"entry.recorded">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const lines = checkedLines(book, asked.lines, leavesStockAlone(book), true);
  if (!lines.ok) return lines;
  const [off] = imbalance(lines.value);
  if (off !== undefined) return refuse({ code: "entry.unbalanced", ...off });
  const open = clearingLeft(lines.value);
  if (open !== 0) {
    return refuse({
      code: "entry.unbalanced",
      business: `account ${RULED.interBusiness}`,
      difference: cents(open),
    });
  }
  const settling = settledDeposits(book, lines.value);
  if (!settling.ok) return settling;
  return done(
    recorded({
      ...(settling.value === null
        ? {}
        : { leading: settling.value.business, deposits: settling.value.deposits }),
      form: "manual",
      type: asked.type,
      day: asked.day,
      by: actorOf(caller).author(),
      memo: asked.memo.trim(),
      reference: asked.reference,
      lines: lines.value,
    }),
  );
}

/** Stock is worth its layers: only what moves the goods may move their account. */
function leavesStockAlone(book: Book): (account: Account) => Result<null> {
  const stocked = stockAccounts(book);
  return ({ number }) =>
    stocked.has(number)
      ? refuse({
          code: "account.wrong_kind",
          account: number,
          wanted: "goods received, item by item,",
        })
      : done(null);
}

/** Inter-business clearing is zero on consolidation: what one is owed another owes, in one entry. */
function clearingLeft(lines: readonly EntryLine[]): number {
  let left = 0;
  for (const { account, side, amount } of lines) {
    if (account === RULED.interBusiness) left += side === "debit" ? amount : -amount;
  }
  return left;
}
