import type { Request } from "#shared/contract/index.ts";
import { sum } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { expenseLines, type ExpenseShare, type MoneyPlace } from "#shared/ledger/office-entries.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { mayPayFrom, moneyPlace, officeDay, postableLine } from "./checks.ts";
import { memoOr, posted, recorded } from "./recorded.ts";

type Asked = Request<"entry.expense">;

/** Records an expense, of one business or split over several (worked journals J32, J37). */
export function recordExpense(parts: Parts): Handler<"entry.expense"> {
  return (request, caller) =>
    act(
      parts,
      "entry.expense",
      request,
      (book, coming) => decideExpense(book, coming, request, caller),
      posted,
    );
}

function decideExpense(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"entry.recorded">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const shares = gatherShares(book, asked);
  if (!shares.ok) return shares;
  if (asked.tax > sum(asked.shares.map((each) => each.amount))) {
    return refuse({ code: "request.invalid", path: "tax", problem: "is more than the expense" });
  }
  const from = paidFrom(book, asked, caller);
  if (!from.ok) return from;
  const lines = expenseLines(asked.account, shares.value, from.value, asked);
  return done(
    recorded({
      form: "expense",
      type: "expense",
      day: asked.day,
      by: actorOf(caller).author(),
      memo: memoOr(asked.memo, accountRow(book, asked.account)?.name ?? ""),
      reference: asked.reference,
      lines,
    }),
  );
}

/** Each business may post the expense, and is named once. */
function gatherShares(book: Book, asked: Asked): Result<ExpenseShare[]> {
  const shares: ExpenseShare[] = [];
  for (const [at, { business, amount }] of asked.shares.entries()) {
    const place = activeBusiness(book, business);
    if (!place.ok) return place;
    const account = postableLine(book, { business, account: asked.account, party: null });
    if (!account.ok) return account;
    if (account.value.type !== "expense") {
      return refuse({ code: "account.wrong_kind", account: asked.account, wanted: "an expense" });
    }
    if (shares.some((each) => each.business === business)) {
      const path = `shares.${at}.business`;
      return refuse({ code: "request.invalid", path, problem: "is named twice" });
    }
    const { vatRegistered: reclaims, accounts } = place.value.settings;
    const { inputTax, charges } = accounts;
    shares.push({ business, amount, reclaims, inputTax, charges });
  }
  return done(shares);
}

/** The one place that pays for all: its own business's, or one that all share. */
function paidFrom(book: Book, asked: Asked, caller: Caller): Result<MoneyPlace> {
  const [first] = asked.shares;
  const owner = accountRow(book, asked.paidFrom)?.business ?? null;
  const business = owner ?? first?.business ?? "";
  const account = moneyPlace(book, { business, account: asked.paidFrom, party: asked.party });
  if (!account.ok) return account;
  for (const share of asked.shares) {
    const allowed = mayPayFrom(caller, account.value, share.business);
    if (!allowed.ok) return allowed;
  }
  return done({ account: asked.paidFrom, owner, party: asked.party });
}
