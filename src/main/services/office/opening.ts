import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Account } from "#shared/ledger/account.ts";
import { openingLines, RULED } from "#shared/ledger/office-entries.ts";
import type { Book } from "#main/journal/book.ts";
import { stockAccounts } from "#main/journal/read/accounts.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { officeDay } from "./checks.ts";
import { posted, recorded } from "./recorded.ts";
import { checkedLines } from "./typed-lines.ts";

/**
 * Brings balances into the books, against 3900. Only what stands on a balance sheet, and no
 * stock: that is received, item by item, so that its layers are worth what the books say.
 */
export function recordOpening(parts: Parts): Handler<"entry.opening"> {
  return (request, caller) =>
    act(
      parts,
      "entry.opening",
      request,
      (book, coming) => {
        const day = officeDay(book, request.day, coming.at);
        if (!day.ok) return day;
        const { business } = request;
        const typed = request.lines.map((line) => ({ ...line, business }));
        const lines = checkedLines(book, typed, opens(book));
        if (!lines.ok) return lines;
        return done(
          recorded({
            form: "opening",
            type: "opening",
            day: request.day,
            by: actorOf(caller).author(),
            memo: "Opening balances",
            lines: openingLines(business, lines.value),
          }),
        );
      },
      posted,
    );
}

function opens(book: Book): (account: Account) => Result<null> {
  const stocked = stockAccounts(book);
  return ({ number, type }) => {
    const wanted = (what: string): Result<null> =>
      refuse({ code: "account.wrong_kind", account: number, wanted: what });
    if (number === RULED.opening) return refuse({ code: "entry.same_account" });
    if (number === RULED.interBusiness) return wanted("an account of the business's own");
    if (type === "revenue" || type === "expense") return wanted("a balance sheet account");
    if (stocked.has(number)) return wanted("opening stock, received item by item,");
    return done(null);
  };
}
