import type { Request } from "#shared/contract/index.ts";
import type { WrittenOffLine } from "#shared/facts/stock.ts";
import { cents, price, share, sum, ZERO, type Money } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { done, type Result } from "#shared/kernel/result.ts";
import { splitTax } from "#shared/kernel/tax.ts";
import { lossAccount, writeOffEntry, type StockRole } from "#shared/trades/stock-acts.ts";
import { costOf } from "#shared/trades/stock-taking.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { taxRate, type BusinessRow } from "#main/journal/read/business.ts";
import { isContainer } from "#main/journal/read/production.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { officeDay } from "../office/checks.ts";
import { memoOr, posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { goodsOf, takeWhatIsThere, type StockedItem } from "./goods.ts";

type Asked = Request<"stock.writeOff">;

const WORDS = {
  broken: "Broken",
  expired: "Expired",
  damaged: "Damaged",
  lost: "Lost",
  sample: "Given as a sample",
  "own-use": "Taken by the owner",
} as const;

/** Breakage, wastage and own use (worked journals J10 and, of goods, J27). */
export function writeOff(parts: Parts): Handler<"stock.writeOff"> {
  return (request, caller) =>
    act(
      parts,
      "stock.writeOff",
      request,
      (book, coming) => decideWriteOff(book, coming, request, caller),
      (appended, book) => {
        const lost = appended.fact.body.lines.map((line) => costOf(line.issues));
        return { ...posted(appended, book), value: sum(lost) };
      },
    );
}

function decideWriteOff(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"stock.written_off">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const place = activeBusiness(book, asked.business);
  if (!place.ok) return place;
  const { accounts } = place.value.settings;
  const take = takeWhatIsThere(book);
  const lines: WrittenOffLine[] = [];
  for (const line of asked.lines) {
    const found = goodsOf(book, line, asked.business, asked.day);
    if (!found.ok) return found;
    const issues = take(line);
    if (!issues.ok) return issues;
    const role = roleOf(book, place.value, line.item);
    const cost = costOf(issues.value);
    lines.push({
      ...line,
      name: found.value.name,
      account: lossAccount(asked.reason, role, accounts.shrinkage),
      tax:
        asked.reason === "own-use" ? ownUseTax(place.value, found.value, line, cost, asked) : ZERO,
      issues: issues.value,
    });
  }
  const entry = writeOffEntry(asked.business, lines, accounts.outputTax);
  return done({
    kind: "stock.written_off",
    day: asked.day,
    business: asked.business,
    by: actorOf(caller).author(asked.memo.trim() === "" ? null : asked.memo.trim()),
    body: { reason: asked.reason, lines },
    entry: factEntry(entry, "adjustment", memoOr(asked.memo, WORDS[asked.reason])),
  });
}

/** A container of a recipe; anything else of a business that produces; goods. */
function roleOf(book: Book, place: BusinessRow, item: string): StockRole {
  if (isContainer(book, item)) return "container";
  return place.trades.includes("production") ? "produce" : "goods";
}

/** Tax on goods the owner takes: in their price of the day, or on their cost where they have none. */
function ownUseTax(
  place: BusinessRow,
  item: StockedItem,
  line: { readonly quantity: Quantity },
  cost: Money,
  { day }: Pick<Asked, "day">,
): Money {
  const { basisPoints } = taxRate(place.settings, item.tax, day);
  if (item.price === null) return share(cost, basisPoints, 10_000);
  return splitTax(price(cents(item.price), line.quantity), basisPoints).tax;
}
