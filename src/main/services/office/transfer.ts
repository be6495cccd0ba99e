import type { Request } from "#shared/contract/index.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { capitalLines, transferLines } from "#shared/ledger/office-entries.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { moneyPlace, officeDay } from "./checks.ts";
import { memoOr, posted, recorded } from "./recorded.ts";

type Asked = Request<"entry.transfer">;

/** Moves money between places, through 1900 between businesses (J28, J29, J29b, J30). */
export function transferMoney(parts: Parts): Handler<"entry.transfer"> {
  return (request, caller) =>
    act(
      parts,
      "entry.transfer",
      request,
      (book, coming) => decideTransfer(book, coming, request, caller),
      posted,
    );
}

function decideTransfer(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"entry.recorded">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const { from, to } = asked;
  const sender = activeBusiness(book, from.business);
  if (!sender.ok) return sender;
  const receiver = activeBusiness(book, to.business);
  if (!receiver.ok) return receiver;
  const source = moneyPlace(book, from);
  if (!source.ok) return source;
  const target = moneyPlace(book, to);
  if (!target.ok) return target;
  const same = from.account === to.account && from.party === to.party;
  if (same && from.business === to.business) return refuse({ code: "entry.same_account" });
  const charge = { account: sender.value.settings.accounts.charges, fee: asked.fee };
  const lines = transferLines(from, to, asked.amount, charge);
  return done(
    recorded({
      form: "transfer",
      type: "transfer",
      day: asked.day,
      by: actorOf(caller).author(),
      memo: memoOr(asked.memo, `${source.value.name} to ${target.value.name}`),
      leading: from.business,
      lines,
    }),
  );
}

/** The owner puts money in (J26) or draws it out (J27). */
export function recordCapital(parts: Parts): Handler<"entry.capital"> {
  return (request, caller) =>
    act(
      parts,
      "entry.capital",
      request,
      (book, coming) => {
        const day = officeDay(book, request.day, coming.at);
        if (!day.ok) return day;
        const business = activeBusiness(book, request.place.business);
        if (!business.ok) return business;
        const account = moneyPlace(book, request.place);
        if (!account.ok) return account;
        const { direction, place, amount } = request;
        const comesIn = direction === "in";
        return done(
          recorded({
            form: comesIn ? "capital" : "drawings",
            type: comesIn ? "deposit" : "withdrawal",
            day: request.day,
            by: actorOf(caller).author(),
            memo: memoOr(request.memo, comesIn ? "Owner's capital" : "Owner's drawings"),
            lines: capitalLines(direction, place, amount),
          }),
        );
      },
      posted,
    );
}
