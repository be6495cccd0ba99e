import { createHash } from "node:crypto";
import type { Request } from "#shared/contract/index.ts";
import type { SoldReturnable } from "#shared/facts/returnables.ts";
import type { SoldLine } from "#shared/facts/selling.ts";
import type { StockIssue } from "#shared/facts/layers.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { pieces, type Quantity } from "#shared/kernel/quantity.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import {
  contentOf,
  serialOf,
  soldReturnable,
  undoneReturnable,
  type OpenDeposit,
  type ReturnableContext,
  type TypeOnDay,
} from "#shared/trades/returnables.ts";
import type { Taken } from "#shared/trades/stock-taking.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming } from "#main/journal/command.ts";
import { deposit, depositOfSerial } from "#main/journal/read/deposits.ts";
import {
  cylinder,
  followedBySerial,
  levelAt,
  returnableType,
} from "#main/journal/read/returnables.ts";

type AskedLine = Request<"sale.post">["lines"][number];

export interface SaleOfReturnables {
  readonly business: string;
  readonly day: BusinessDay;
  readonly customer: string | null;
  readonly coming: Coming;
  /** The sale's own stock taker: what is lent comes from the same layers. */
  readonly take: (taken: Taken) => Result<StockIssue[]>;
}

/** The lines of a sale with what goes with them; those without are as they were. */
export function withReturnables(
  book: Book,
  sale: SaleOfReturnables,
  asked: readonly AskedLine[],
  lines: readonly SoldLine[],
): Result<readonly SoldLine[]> {
  if (asked.every((line) => line.returnable === undefined)) return done(lines);
  const once = onceEach();
  const leave = leaving(book);
  const found: SoldLine[] = [];
  for (const [at, line] of lines.entries()) {
    const wanted = asked[at]?.returnable;
    if (wanted === undefined) {
      found.push(line);
      continue;
    }
    const context = gather(book, sale, wanted, at, leave);
    if (!context.ok) return context;
    const { out } = context.value;
    const fits = checkLine(out, wanted, line.item, line.quantity);
    if (!fits.ok) return fits;
    const serials = { serialOut: serialOf(wanted.serialOut), serialIn: serialOf(wanted.serialIn) };
    const twice = once([serials.serialOut, serials.serialIn, context.value.record?.id ?? ""]);
    if (twice !== undefined) return refuse({ code: "returnable.serial_twice", serial: twice });
    const seal = wanted.seal.trim();
    const sold = soldReturnable({ ...wanted, ...serials, seal }, context.value);
    if (!sold.ok) return sold;
    found.push({ ...line, returnable: sold.value });
  }
  return done(found);
}

type Wanted = NonNullable<AskedLine["returnable"]>;

function gather(
  book: Book,
  sale: SaleOfReturnables,
  wanted: Wanted,
  at: number,
  leave: ReturnableContext["leave"],
): Result<ReturnableContext> {
  const out = activeType(book, wanted.type, sale.business, sale.day);
  if (!out.ok) return out;
  const into =
    wanted.into === null ? done(null) : activeType(book, wanted.into, sale.business, sale.day);
  if (!into.ok) return into;
  const record = recordOf(book, wanted, sale.business, into.value ?? out.value);
  if (!record.ok) return record;
  return done({
    out: out.value,
    into: into.value,
    record: record.value,
    newDeposit: depositId(sale.coming.id, at),
    customer: sale.customer,
    leave,
    whereIs: (serial) => cylinder(book, serial),
    lend: (item, many) => sale.take({ item, quantity: pieces(many) }),
  });
}

/** The open deposit of what comes back: named, or found by its serial. */
function recordOf(
  book: Book,
  wanted: Wanted,
  business: string,
  into: TypeOnDay,
): Result<OpenDeposit | null> {
  if (wanted.as !== "exchange") return done(null);
  if (wanted.record !== null) {
    const named = deposit(book, wanted.record);
    if (named === undefined || named.business !== business || named.count <= 0) {
      return refuse({ code: "deposit.unknown" });
    }
    return done(named);
  }
  if (!into.serialised || wanted.serialIn === "") return done(null);
  const found = depositOfSerial(book, serialOf(wanted.serialIn));
  return done(found?.business === business ? found : null);
}

export function activeType(
  book: Book,
  id: string,
  business: string,
  day: BusinessDay,
): Result<TypeOnDay> {
  const type = returnableType(book, id, day);
  if (type === undefined || type.business !== business || !type.active) {
    return refuse({ code: "returnable.unknown" });
  }
  return done(type);
}

/** What is sold in it, as much as it holds; or the piece itself, where it is sold outright. */
function checkLine(type: TypeOnDay, wanted: Wanted, item: string, sold: Quantity): Result<null> {
  const outright = wanted.as === "outright";
  const fits = outright
    ? item === type.outright && sold === pieces(wanted.count)
    : item === type.content && sold === contentOf(type, wanted.count);
  return fits ? done(null) : refuse({ code: "quantity.invalid", name: type.name });
}

/** One sale after another takes from the same shelf. */
function leaving(book: Book): ReturnableContext["leave"] {
  const left = new Map<string, number>();
  return (type, place, count) => {
    if (place === "stock") return done(null);
    const key = `${type.id} ${place}`;
    const there = left.get(key) ?? levelAt(book, type.id, place);
    if (count > there) {
      return refuse({
        code: "returnable.short",
        name: type.name,
        place,
        left: there,
        wanted: count,
      });
    }
    left.set(key, there - count);
    return done(null);
  };
}

/** The first of some names that was said before. */
function onceEach(): (names: readonly string[]) => string | undefined {
  const said = new Set<string>();
  return (names) => {
    for (const name of names.filter((each) => each !== "")) {
      if (said.has(name)) return name;
      said.add(name);
    }
    return undefined;
  };
}

/**
 * The id of the deposit that a line of a fact takes: a UUID that anybody who has the fact's id
 * comes to as well, so that deciding makes nothing up.
 */
export function depositId(fact: string, at: number): string {
  const hex = createHash("sha256").update(`${fact}/${at}`).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}

/** What refunding a line does with what went with it; null where nothing did. */
export function undoLine(
  book: Book,
  sold: SoldLine,
  whole: boolean,
): Result<SoldReturnable | undefined> {
  const { returnable } = sold;
  if (returnable === undefined) return done(undefined);
  const held = returnable.deposit;
  const record = held === null ? null : (deposit(book, held.deposit) ?? null);
  // What is out is one thing with what was in it: half of neither comes back.
  if (!whole) return refuse({ code: "refund.returnable", name: returnable.name });
  for (const move of returnable.moves) {
    // Nobody knows which one it was that came in: it cannot be handed back as it was.
    if (move.serial === null && followedBySerial(book, move.type)) {
      return refuse({ code: "refund.returnable", name: returnable.name });
    }
    // Backwards, it leaves where the sale brought it.
    const inside = move.to !== "traded" && move.to !== "sold" && move.to !== "stock";
    if (inside && levelAt(book, move.type, move.to) < move.count) {
      return refuse({ code: "refund.returnable", name: returnable.name });
    }
  }
  return undoneReturnable(returnable, record, (serial) => cylinder(book, serial));
}
