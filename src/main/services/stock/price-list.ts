import type { Price } from "#shared/facts/master.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { item as readItem } from "#main/journal/read/catalog.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";

/** Prices of many items from a day on, today or to come. What was sold keeps what it cost then. */
export function savePriceList(parts: Parts): Handler<"price.saveList"> {
  return (request, caller) =>
    act(
      parts,
      "price.saveList",
      request,
      (book, coming) => {
        const { business, from } = request;
        const place = activeBusiness(book, business);
        if (!place.ok) return place;
        const today = nairobiDay(coming.at);
        if (from < today) return refuse({ code: "day.out_of_range", day: from });
        const prices: Price[] = [];
        for (const { item, price } of request.prices) {
          const found = readItem(book, item, today);
          if (found === undefined || found.business !== business) {
            return refuse({ code: "item.unknown", item });
          }
          prices.push({ item, from, price });
        }
        return done({
          kind: "catalog.saved" as const,
          day: today,
          business,
          by: actorOf(caller).author(),
          body: { categories: [], items: [], prices },
          entry: null,
        });
      },
      ({ fact }) => ({ saved: fact.body.prices.length }),
    );
}
