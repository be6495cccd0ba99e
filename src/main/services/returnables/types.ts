import type { Reply, Request } from "#shared/contract/index.ts";
import type { ReturnableAccounts, ReturnableType } from "#shared/facts/returnables.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { SHILLING } from "#shared/trades/counter-sale.ts";
import { USUAL_ACCOUNTS } from "#shared/trades/returnable-accounts.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { item as readItem } from "#main/journal/read/catalog.ts";
import { accountRow } from "#main/journal/read/chart.ts";
import { levelAt, returnableType, returnableTypes } from "#main/journal/read/returnables.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";

type Asked = Request<"returnable.saveType">;

/** A type as the counter needs it: what may go out, for which deposit, and how many are there. */
export function tillReturnables(
  book: Book,
  business: string,
  day: BusinessDay,
): Reply<"catalog.forTill">["returnables"] {
  return returnableTypes(book, [business], day)
    .filter((type) => type.active)
    .map((type) => ({
      id: type.id,
      kind: type.kind,
      name: type.name,
      brand: type.brand,
      size: type.size,
      serialised: type.serialised,
      content: type.content,
      outright: type.outright,
      accepts: [...type.accepts],
      deposit: type.deposit,
      full:
        type.empty === null
          ? levelAt(book, type.id, "full")
          : Math.floor((readItem(book, type.empty, day)?.stock ?? quantity(0)) / 1000),
      lent: type.empty !== null,
    }));
}

/** All kinds of the businesses that the caller sees. */
export function listTypes(parts: Parts): Handler<"returnable.types"> {
  return ({ business }, caller) => {
    const { book } = parts.journal;
    const seen = businessesSeen(caller, businesses(book));
    const within = business === null ? seen : seen.filter((id) => id === business);
    const today = nairobiDay(parts.now());
    const types = returnableTypes(book, within, today).map((type) => ({
      ...type,
      accepts: [...type.accepts],
      contentName: readItem(book, type.content, today)?.name ?? "",
    }));
    return done({ types });
  };
}

/**
 * Makes or changes a kind. What was counted under it stays what it was: kind, size, serials and
 * where its empties and accounts lie do not change.
 */
export function saveType(parts: Parts): Handler<"returnable.saveType"> {
  return (request, caller) =>
    act(
      parts,
      "returnable.saveType",
      request,
      (book, coming) => {
        const today = nairobiDay(coming.at);
        const type = decideType(book, request, coming.id, today);
        if (!type.ok) return type;
        const { deposit: amount, depositFrom } = request;
        // Deposits are handed back in coins and by M-Pesa: whole shillings need no rounding.
        if (amount !== null && amount % SHILLING !== 0) {
          return refuse({ code: "tender.whole_shillings", amount });
        }
        return done({
          kind: "returnable.saved" as const,
          day: today,
          business: request.business,
          by: actorOf(caller).author(),
          body: {
            of: type.value.id,
            type: type.value,
            deposit: amount === null ? null : { from: depositFrom ?? today, amount },
          },
          entry: null,
        });
      },
      ({ fact }) => ({ id: fact.body.of }),
    );
}

function decideType(
  book: Book,
  asked: Asked,
  newId: string,
  today: BusinessDay,
): Result<ReturnableType> {
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const before = asked.id === null ? undefined : returnableType(book, asked.id, today);
  if (asked.id !== null && before?.business !== asked.business) {
    return refuse({ code: "returnable.unknown" });
  }
  const others = returnableTypes(book, [asked.business], today).filter(({ id }) => id !== asked.id);
  const name = asked.name.trim();
  if (others.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
    return refuse({ code: "returnable.name_taken", name });
  }
  if (asked.accepts.some((id) => !others.some((each) => each.id === id))) {
    return refuse({ code: "returnable.unknown" });
  }
  const kind = before?.kind ?? asked.kind;
  const empty = before === undefined ? asked.empty : before.empty;
  const items = checkItems(book, asked, kind, empty, today);
  if (!items.ok) return items;
  const accounts = before?.accounts ?? asked.accounts ?? usualAccounts(book, asked.business, kind);
  const posts = checkAccounts(book, asked.business, accounts, empty !== null);
  if (!posts.ok) return posts;
  return done({
    id: before?.id ?? newId,
    business: asked.business,
    kind,
    name,
    brand: asked.brand.trim(),
    size: before?.size ?? asked.size,
    serialised: before?.serialised ?? asked.serialised,
    content: asked.content,
    outright: asked.outright,
    empty,
    accepts: [...new Set(asked.accepts)],
    supplierDeposit: asked.supplierDeposit,
    forfeitTax: asked.forfeitTax ?? before?.forfeitTax ?? (kind === "cylinder" ? "D" : "B"),
    accounts,
    active: asked.active,
  });
}

/** A loan account of another business is no use here: its containers are then not goods of ours. */
function usualAccounts(
  book: Book,
  business: string,
  kind: ReturnableType["kind"],
): ReturnableAccounts {
  const usual = USUAL_ACCOUNTS[kind];
  const owner = usual.loan === null ? null : (accountRow(book, usual.loan)?.business ?? null);
  return owner === null || owner === business ? usual : { ...usual, loan: null };
}

/** Items of this business: gas by weight for a cylinder, pieces for a container, empties stocked. */
function checkItems(
  book: Book,
  asked: Asked,
  kind: ReturnableType["kind"],
  empty: string | null,
  today: BusinessDay,
): Result<null> {
  const wanted = [
    [asked.content, (unit: string) => (kind === "cylinder" ? unit === "kg" : unit !== "kg")],
    [asked.outright, (unit: string) => unit === "piece"],
    [empty, (unit: string, stocked: boolean) => unit === "piece" && stocked],
  ] as const;
  for (const [id, fits] of wanted) {
    if (id === null) continue;
    const found = readItem(book, id, today);
    if (found === undefined || found.business !== asked.business) {
      return refuse({ code: "item.unknown", item: id });
    }
    if (!fits(found.unit, found.inventory !== null)) {
      return refuse({ code: "quantity.invalid", name: found.name });
    }
  }
  // Followed by serial in the register, or counted as goods in stock: not both.
  if (empty !== null && asked.serialised) {
    return refuse({ code: "request.invalid", path: "serialised", problem: "goods have no serial" });
  }
  return done(null);
}

function checkAccounts(
  book: Book,
  business: string,
  accounts: ReturnableAccounts,
  lends: boolean,
): Result<null> {
  const wanted = [
    [accounts.held, "liability"],
    [accounts.loan, "asset"],
    [accounts.paid, "asset"],
    [accounts.forfeited, "revenue"],
    [accounts.loss, "expense"],
  ] as const;
  for (const [number, type] of wanted) {
    if (number === null) continue;
    const account = accountRow(book, number);
    if (account === undefined) return refuse({ code: "account.unknown", account: number });
    if (!account.posting) return refuse({ code: "account.not_posting", account: number });
    if (account.business !== null && account.business !== business) {
      return refuse({ code: "account.wrong_business", account: number, business });
    }
    const held = number === accounts.held;
    if (account.type !== type || (account.subledger === "deposit") !== held) {
      const kind = held ? "an account of deposits held" : `an ordinary ${type} account`;
      return refuse({ code: "account.wrong_kind", account: number, wanted: kind });
    }
  }
  if (lends && accounts.loan === null) {
    const path = "accounts.loan";
    return refuse({ code: "request.invalid", path, problem: "owned containers need one" });
  }
  return done(null);
}
