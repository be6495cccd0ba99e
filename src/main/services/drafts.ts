import type { Reply } from "#shared/contract/index.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import {
  clearRunningCart,
  draft as readDraft,
  dropDraft,
  keepRunningCart,
  park,
  parkedCarts,
  runningCart,
} from "#main/journal/device/drafts.ts";
import { signedIn, type Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";

type Cart = Reply<"draft.recall">["cart"];

type DraftHandlers = Pick<
  Handlers,
  "draft.save" | "draft.current" | "draft.park" | "draft.parked" | "draft.recall" | "draft.discard"
>;

/** Carts in the making: they survive a crash on this till and are nobody's history. */
export function draftHandlers(parts: Pick<Parts, "journal" | "now" | "newId">): DraftHandlers {
  const { journal } = parts;
  const cartOf = (text: string): Cart => JSON.parse(text) as Cart;
  return {
    "draft.save": ({ business, cart }, caller) => {
      const place = activeBusiness(journal.book, business);
      if (!place.ok) return place;
      const { user } = signedIn(caller);
      const kept = {
        id: parts.newId(),
        business,
        cart: JSON.stringify(cart),
        user,
        at: parts.now(),
      };
      journal.onDevice((book) => {
        const { lines, customer, exchange } = cart;
        const nothing = lines.length === 0 && customer === null && exchange === undefined;
        if (nothing) clearRunningCart(book, business);
        else keepRunningCart(book, kept);
      });
      return done({});
    },
    "draft.current": ({ business }) => {
      const row = runningCart(journal.book, business);
      return done({ cart: row === undefined ? null : cartOf(row.cart) });
    },
    "draft.park": ({ business, label, cart }, caller) => {
      if (cart.lines.length === 0) return refuse({ code: "sale.empty" });
      const place = activeBusiness(journal.book, business);
      if (!place.ok) return place;
      const id = parts.newId();
      const { user } = signedIn(caller);
      journal.onDevice((book) => {
        park(book, { id, business, label, cart: JSON.stringify(cart), user, at: parts.now() });
        clearRunningCart(book, business);
      });
      return done({ draft: id });
    },
    "draft.parked": ({ business }) => {
      const rows = parkedCarts(journal.book, business);
      return done({
        drafts: rows.map((row) => {
          const cart = cartOf(row.cart);
          const { id: draft, label, byName: by, at } = row;
          return { draft, label: label ?? "", by, at, lines: cart.lines.length, cart };
        }),
      });
    },
    "draft.recall": ({ draft }, caller) => {
      const row = readDraft(journal.book, draft);
      if (row === undefined || !caller.may("sell", row.business)) {
        return refuse({ code: "draft.unknown" });
      }
      const { user } = signedIn(caller);
      journal.onDevice((book) => {
        dropDraft(book, draft);
        keepRunningCart(book, { ...row, user, at: parts.now() });
      });
      return done({ cart: cartOf(row.cart) });
    },
    "draft.discard": ({ draft }, caller) => {
      const row = readDraft(journal.book, draft);
      if (row === undefined || !caller.may("sell", row.business)) {
        return refuse({ code: "draft.unknown" });
      }
      journal.onDevice((book) => dropDraft(book, draft));
      return done({});
    },
  };
}
