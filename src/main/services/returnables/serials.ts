import type { ReturnableMove, ReturnablePlace } from "#shared/facts/returnables.ts";
import { INSIDE } from "#shared/facts/returnables.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { serialOf, type TypeOnDay } from "#shared/trades/returnables.ts";
import type { Book } from "#main/journal/book.ts";
import { cylinder, levelAt } from "#main/journal/read/returnables.ts";

const INSIDE_PLACES: ReadonlySet<string> = new Set(INSIDE);

/**
 * So many of a type from one place to another: one move a serial where the type has them. Refuses
 * more than is there, a serial that is missing, named twice, or elsewhere.
 */
export function countedMoves(
  book: Book,
  type: TypeOnDay,
  asked: {
    readonly from: ReturnablePlace;
    readonly to: ReturnablePlace;
    readonly count: number;
    readonly serials: readonly string[];
  },
): Result<ReturnableMove[]> {
  const { from, to, count } = asked;
  if (count === 0) return done([]);
  if (type.empty !== null) return refuse({ code: "returnable.only_on_deposit", name: type.name });
  // What is found again was lost before: both have to be there.
  const counted = INSIDE_PLACES.has(from) || from === "lost";
  if (counted) {
    const left = levelAt(book, type.id, from);
    if (left < count) {
      return refuse({
        code: "returnable.short",
        name: type.name,
        place: from,
        left,
        wanted: count,
      });
    }
  }
  if (!type.serialised) return done([{ type: type.id, from, to, count, serial: null }]);
  const serials = asked.serials.map(serialOf).filter((each) => each !== "");
  if (serials.length !== count) {
    return refuse({ code: "returnable.serial_required", name: type.name });
  }
  const moves: ReturnableMove[] = [];
  const seen = new Set<string>();
  for (const serial of serials) {
    if (seen.has(serial)) return refuse({ code: "returnable.serial_twice", serial });
    seen.add(serial);
    const now = cylinder(book, serial);
    const place = now?.place ?? "unknown";
    const there = counted ? place === from : now === undefined || !INSIDE_PLACES.has(place);
    if (!there || (now !== undefined && now.type !== type.id)) {
      return refuse({ code: "returnable.serial_elsewhere", serial, place });
    }
    moves.push({ type: type.id, from, to, count: 1, serial });
  }
  return done(moves);
}
