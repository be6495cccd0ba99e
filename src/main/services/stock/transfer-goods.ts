import type { Request } from "#shared/contract/index.ts";
import type { TransferredLine } from "#shared/facts/stock.ts";
import type { ReceivedLine } from "#shared/facts/layers.ts";
import { sum, ZERO } from "#shared/kernel/money.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { JournalEntry } from "#shared/ledger/journal-entry.ts";
import { receivedLines } from "#shared/trades/purchase.ts";
import { transferEntries } from "#shared/trades/stock-acts.ts";
import { costOf } from "#shared/trades/stock-taking.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { shortLayers } from "#main/journal/read/catalog.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import { factEntry } from "../lines.ts";
import { officeDay } from "../office/checks.ts";
import { memoOr, posted } from "../office/recorded.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";
import { goodsOf, takeWhatIsThere } from "./goods.ts";

type Asked = Request<"stock.transfer">;

/**
 * Goods from one business to another at what they cost, through 1900 (J28): a fact of each under one
 * COMMIT. The command is the sending one's.
 */
export function transferGoods(parts: Parts): Handler<"stock.transfer"> {
  return (request, caller) =>
    act(
      parts,
      "stock.transfer",
      request,
      (book, coming) => decideTransfer(book, coming, request, caller),
      (appended, book) => {
        const moved = appended.fact.body.lines.map((line) => costOf(line.issues));
        return { ...posted(appended, book), value: sum(moved) };
      },
    );
}

function decideTransfer(
  book: Book,
  coming: Coming,
  asked: Asked,
  caller: Caller,
): Result<Draft<"stock.transferred">> {
  const day = officeDay(book, asked.day, coming.at);
  if (!day.ok) return day;
  const from = activeBusiness(book, asked.from.business);
  if (!from.ok) return from;
  const to = activeBusiness(book, asked.to.business);
  if (!to.ok) return to;
  if (from.value.id === to.value.id) return refuse({ code: "entry.same_account" });
  const gathered = gatherLines(book, coming, asked);
  if (!gathered.ok) return gathered;
  const { lines, cogs } = gathered.value;
  const costAccount = (item: string): number =>
    cogs.get(item) ?? to.value.settings.accounts.shrinkage;
  const entries = transferEntries(from.value.id, to.value.id, lines, costAccount);
  const memo = memoOr(asked.memo, `Goods from ${from.value.name} to ${to.value.name}`);
  const half = (
    business: string,
    of: readonly TransferredLine[],
    entry: JournalEntry | null,
  ): Draft<"stock.transferred"> => ({
    kind: "stock.transferred",
    day: asked.day,
    business,
    by: actorOf(caller).author(),
    body: { from: from.value.id, to: to.value.id, lines: of },
    entry: factEntry(entry, "transfer", memo),
  });
  const sent = lines.map(({ item, name, quantity, issues }) => ({ item, name, quantity, issues }));
  const came = lines.map(({ arrived }) => {
    const { item, name, quantity } = arrived;
    return { item, name, quantity, issues: [], arrived };
  });
  return done({
    ...half(from.value.id, sent, entries.sent),
    elsewhere: [{ business: to.value.id, draft: half(to.value.id, came, entries.arrived) }],
  });
}

interface Gathered {
  readonly lines: readonly (TransferredLine & { readonly arrived: ReceivedLine })[];
  /** Cost of sales of each receiving item, for what was sold before it arrived. */
  readonly cogs: ReadonlyMap<string, number>;
}

function gatherLines(book: Book, coming: Coming, asked: Asked): Result<Gathered> {
  const take = takeWhatIsThere(book);
  const sent: Pick<TransferredLine, "item" | "name" | "quantity" | "issues">[] = [];
  const arriving: Parameters<typeof receivedLines>[0][number][] = [];
  const cogs = new Map<string, number>();
  for (const { item, into, quantity } of asked.lines) {
    const source = goodsOf(book, { item, quantity }, asked.from.business, asked.day);
    if (!source.ok) return source;
    const target = goodsOf(book, { item: into, quantity }, asked.to.business, asked.day);
    if (!target.ok) return target;
    const { name, inventory: account, cogs: costs } = target.value;
    if (!target.value.active) return refuse({ code: "item.inactive", name });
    const issues = take({ item, quantity });
    if (!issues.ok) return issues;
    if (costs !== null) cogs.set(into, costs);
    sent.push({ item, name: source.value.name, quantity, issues: issues.value });
    arriving.push({
      item: into,
      name,
      quantity,
      cost: costOf(issues.value),
      tax: ZERO,
      account,
    });
  }
  const arrived = receivedLines(arriving, {
    reclaims: false,
    layerOf: (no) => `${coming.id}:${no}`,
    shortsOf: (item) => shortLayers(book, item),
  });
  const lines = sent.flatMap((line, at) => {
    const there = arrived[at];
    return there === undefined ? [] : [{ ...line, arrived: there }];
  });
  return done({ lines, cogs });
}
