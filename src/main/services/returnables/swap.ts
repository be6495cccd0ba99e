import type { Request } from "#shared/contract/index.ts";
import { INSIDE, type ReturnableMove } from "#shared/facts/returnables.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { serialOf, type TypeOnDay } from "#shared/trades/returnables.ts";
import type { Book } from "#main/journal/book.ts";
import { cylinder, levelAt, serialsAt } from "#main/journal/read/returnables.ts";
import { countedMoves } from "./serials.ts";
import { activeType } from "./sold.ts";

const INSIDE_PLACES: ReadonlySet<string> = new Set(INSIDE);

/**
 * Empties handed to the supplier and the fulls that came for them (J7g): quantities, no money.
 * Refuses more empties than are here, and more fulls than empties are at the supplier.
 */
export function swappedReturnables(
  book: Book,
  business: string,
  day: BusinessDay,
  asked: Request<"stock.receive">["swapped"],
): Result<ReturnableMove[]> {
  const moves: ReturnableMove[] = [];
  for (const [at, swap] of asked.entries()) {
    if (asked.findIndex((each) => each.type === swap.type) !== at) {
      return refuse({ code: "request.invalid", path: "swapped.type", problem: "is named twice" });
    }
    const type = activeType(book, swap.type, business, day);
    if (!type.ok) return type;
    const gone = countedMoves(book, type.value, {
      from: "empty",
      to: "supplier",
      count: swap.out,
      serials: swap.serialsOut,
    });
    if (!gone.ok) return gone;
    const left = levelAt(book, type.value.id, "supplier") + swap.out;
    if (swap.in > left) {
      const { name } = type.value;
      return refuse({ code: "returnable.short", name, place: "supplier", left, wanted: swap.in });
    }
    const handed = gone.value.flatMap(({ serial }) => (serial === null ? [] : [serial]));
    const came = fullsBack(book, type.value, swap.in, swap.serialsIn, handed);
    if (!came.ok) return came;
    moves.push(...gone.value, ...came.value);
  }
  return done(moves);
}

/** A supplier seldom brings the same ones: another serial comes for the one longest there. */
function fullsBack(
  book: Book,
  type: TypeOnDay,
  count: number,
  typed: readonly string[],
  handed: readonly string[],
): Result<ReturnableMove[]> {
  if (count === 0) return done([]);
  const move = { type: type.id, from: "supplier", to: "full" } as const;
  if (!type.serialised) return done([{ ...move, count, serial: null }]);
  const serials = [...new Set(typed.map(serialOf))].filter((each) => each !== "");
  if (serials.length !== count)
    return refuse({ code: "returnable.serial_required", name: type.name });
  const there = [...serialsAt(book, type.id, "supplier"), ...handed];
  const others = there.filter((serial) => !serials.includes(serial));
  const moves: ReturnableMove[] = [];
  for (const serial of serials) {
    if (there.includes(serial)) {
      moves.push({ ...move, count: 1, serial });
      continue;
    }
    const now = cylinder(book, serial);
    if (now !== undefined && (now.type !== type.id || INSIDE_PLACES.has(now.place))) {
      return refuse({ code: "returnable.serial_elsewhere", serial, place: now.place });
    }
    const other = others.shift() ?? null;
    moves.push({ type: type.id, from: "supplier", to: "traded", count: 1, serial: other });
    moves.push({ type: type.id, from: "traded", to: "full", count: 1, serial });
  }
  return done(moves);
}
