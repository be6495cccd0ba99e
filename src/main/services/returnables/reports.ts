import type { Reply } from "#shared/contract/index.ts";
import { INSIDE } from "#shared/facts/returnables.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { done } from "#shared/kernel/result.ts";
import { serialOf, type TypeOnDay } from "#shared/trades/returnables.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { item } from "#main/journal/read/catalog.ts";
import { depositOfSerial } from "#main/journal/read/deposits.ts";
import {
  cylinder,
  levelsOf,
  register,
  returnableType,
  returnableTypes,
} from "#main/journal/read/returnables.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";
import { shownDeposit } from "./deposits.ts";

type Position = Reply<"returnable.positions">["types"][number];

/** How many of each kind are where, and whether that is what came in less what went out. */
export function positions(parts: Parts): Handler<"returnable.positions"> {
  return ({ business }, caller) =>
    parts.journal.readTogether((book) => {
      const seen = businessesSeen(caller, businesses(book));
      const within = business === null ? seen : seen.filter((id) => id === business);
      const today = nairobiDay(parts.now());
      const types = returnableTypes(book, within, today).map((type) => position(book, type, today));
      return done({ types });
    });
}

function position(book: Book, type: TypeOnDay, today: BusinessDay): Position {
  const levels = levelsOf(book, type.id);
  const at = (place: string): number => levels.get(place) ?? 0;
  const inside = INSIDE.reduce((total, place) => total + at(place), 0);
  const lent = type.empty !== null;
  // Outside places hold what they took less what they gave.
  const opening = -at("opening");
  const acquired = -at("acquired") - Math.min(0, at("traded")) - (lent ? at("stock") : 0);
  const disposed = at("sold") + at("lost") + Math.max(0, at("traded"));
  const shelf = (of: string | null): number =>
    of === null ? 0 : Math.floor((item(book, of, today)?.stock ?? quantity(0)) / 1000);
  return {
    type: type.id,
    business: type.business,
    name: type.name,
    kind: type.kind,
    serialised: type.serialised,
    full: at("full"),
    empty: lent ? shelf(type.empty) : at("empty"),
    customer: at("customer"),
    supplier: at("supplier"),
    quarantine: at("quarantine"),
    opening,
    acquired,
    disposed,
    lent,
    balanced: inside === opening + acquired - disposed,
  };
}

/** The register of serials. */
export function listRegister(parts: Parts): Handler<"returnable.register"> {
  return (request, caller) =>
    parts.journal.readTogether((book) =>
      done(register(book, { ...request, within: businessesSeen(caller, businesses(book)) })),
    );
}

/** What a scanned serial is, for the counter of a business. */
export function findSerial(parts: Parts): Handler<"returnable.serial"> {
  return ({ business, serial }) => {
    const { book } = parts.journal;
    const today = nairobiDay(parts.now());
    const found = cylinder(book, serialOf(serial));
    const type = found === undefined ? undefined : returnableType(book, found.type, today);
    if (found === undefined || type?.business !== business) return done({ found: null });
    const record = depositOfSerial(book, found.serial);
    return done({
      found: {
        serial: found.serial,
        type: type.id,
        name: type.name,
        place: found.place,
        deposit: record === undefined ? null : shownDeposit(record, today),
      },
    });
  };
}
