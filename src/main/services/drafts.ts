import type { Reply } from "#shared/contract/index.ts";
import { cents, type Money, sum, ZERO } from "#shared/kernel/money.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { joinExchange, type Exchange } from "#shared/trades/exchange.ts";
import type { Book } from "#main/journal/book.ts";
import {
  clearRunningCart,
  clearRunningSale,
  type DraftRow,
  draft as readDraft,
  dropDraft,
  keepRunningCart,
  park,
  parkedCarts,
  runningCart,
} from "#main/journal/device/drafts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import { signedIn, type Handlers } from "#main/rpc/handlers.ts";
import type { Sealed } from "#shared/facts/fact.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";

type Cart = Reply<"draft.recall">["cart"];
type Running = NonNullable<Reply<"draft.current">["cart"]>;
type Intake = NonNullable<Running["intake"]>;
type JobPayment = NonNullable<Running["jobPayment"]>;
type Taken = readonly NonNullable<Cart["taken"]>[number][];

type DraftHandlers = Pick<
  Handlers,
  "draft.save" | "draft.current" | "draft.park" | "draft.parked" | "draft.recall" | "draft.discard"
>;

/** As it lies in the file: what was taken for it may be an M-Pesa code, so it is sealed. */
type Kept<Of extends { readonly taken?: unknown }> = Omit<Of, "taken"> & {
  readonly sealed?: Sealed;
};
interface Beside {
  readonly intake?: Kept<Intake>;
  readonly jobPayment?: Kept<JobPayment>;
}
type KeptCart = Kept<Omit<Running, keyof Beside>> & Beside;

function sealed<Of extends { readonly taken?: Taken | undefined }>(open: Of, sealer: Sealer) {
  const { taken = [], ...kept } = open;
  if (taken.length === 0) return kept;
  return { ...kept, sealed: sealer.seal(JSON.stringify(taken), "mpesa") };
}

function unsealed<Of extends { readonly sealed?: Sealed }>(kept: Of, sealer: Sealer) {
  const { sealed: parts, ...rest } = kept;
  if (parts === undefined) return rest;
  return { ...rest, taken: JSON.parse(sealer.unseal(parts)) as never };
}

function textOf({ intake, jobPayment, ...cart }: Running, sealer: Sealer): string {
  return JSON.stringify({
    ...sealed(cart, sealer),
    ...(intake === undefined ? {} : { intake: sealed(intake, sealer) }),
    ...(jobPayment === undefined ? {} : { jobPayment: sealed(jobPayment, sealer) }),
  });
}

function readCart(text: string, sealer: Sealer): Running {
  const { intake, jobPayment, ...cart } = JSON.parse(text) as KeptCart;
  return {
    ...unsealed(cart, sealer),
    ...(intake === undefined ? {} : { intake: unsealed(intake, sealer) }),
    ...(jobPayment === undefined ? {} : { jobPayment: unsealed(jobPayment, sealer) as JobPayment }),
  };
}

/** What runs beside the running sale, as it lies in the file. */
function besideSale(book: Book, business: string): Beside {
  const row = runningCart(book, business);
  if (row === undefined) return {};
  const { intake, jobPayment } = JSON.parse(row.cart) as KeptCart;
  return {
    ...(intake === undefined ? {} : { intake }),
    ...(jobPayment === undefined ? {} : { jobPayment }),
  };
}

/** What the customer gave for it: parts that were taken, and coins of goods that came back. */
function moneyFor({ taken = [], exchange }: Cart): Money {
  const parts = taken.map((part) => (part.kind === "cash" ? part.tendered : part.amount));
  return sum([exchange?.cash ?? ZERO, ...parts.map(cents)]);
}

/** Whether goods, or money taken for them, lie on this till's counter of a business. */
export function saleIsRunning(book: Book, business: string): boolean {
  const row = runningCart(book, business);
  if (row === undefined) return false;
  const { lines, sealed: parts, exchange } = JSON.parse(row.cart) as KeptCart;
  return lines.length > 0 || parts !== undefined || (exchange?.cash ?? 0) > 0;
}

/** Whether money was taken for work that is not yet taken in at this till's counter. */
export function intakeIsPaid(book: Book, business: string): boolean {
  return besideSale(book, business).intake?.sealed !== undefined;
}

/** Whether money was taken for a job at this till's counter that is not yet booked. */
export function jobIsHalfPaid(book: Book, business: string): boolean {
  return besideSale(book, business).jobPayment !== undefined;
}

/**
 * Goods came back for which others are taken: the running sale knows it in the refund's own
 * transaction, so that nothing between the two can lose what the coins in the drawer are for.
 */
export function keepExchange(
  book: Book,
  where: Pick<DraftRow, "business" | "user" | "at">,
  exchange: Exchange,
  customer: string | null,
): void {
  const row = runningCart(book, where.business);
  const kept: KeptCart =
    row === undefined ? { customer: null, discount: ZERO, lines: [] } : JSON.parse(row.cart);
  const cart = JSON.stringify({
    ...kept,
    customer: kept.customer ?? customer,
    exchange: joinExchange(kept.exchange, exchange),
  });
  keepRunningCart(book, { ...where, id: row?.id ?? exchange.refund, cart });
}

/** Carts in the making: they survive a crash on this till and are nobody's history. */
export function draftHandlers(
  parts: Pick<Parts, "journal" | "now" | "newId" | "sealer">,
): DraftHandlers {
  const { journal, sealer } = parts;
  const cartOf = (text: string): Running => readCart(text, sealer);
  return {
    "draft.save": ({ business, cart }, caller) => {
      const place = activeBusiness(journal.book, business);
      if (!place.ok) return place;
      const { user } = signedIn(caller);
      const kept = {
        id: parts.newId(),
        business,
        cart: textOf(cart, sealer),
        user,
        at: parts.now(),
      };
      journal.onDevice((book) => {
        const { lines, customer, exchange, intake, jobPayment, taken = [] } = cart;
        const noSale = lines.length + taken.length === 0 && customer === null;
        const more = exchange ?? intake ?? jobPayment;
        if (noSale && more === undefined) clearRunningCart(book, business);
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
        park(book, { id, business, label, cart: textOf(cart, sealer), user, at: parts.now() });
        clearRunningSale(book, business);
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
        const beside = besideSale(book, row.business);
        const cart = JSON.stringify({ ...(JSON.parse(row.cart) as KeptCart), ...beside });
        keepRunningCart(book, { ...row, cart, user, at: parts.now() });
      });
      return done({ cart: cartOf(row.cart) });
    },
    "draft.discard": ({ draft }, caller) => {
      const row = readDraft(journal.book, draft);
      if (row === undefined || !caller.may("sell", row.business)) {
        return refuse({ code: "draft.unknown" });
      }
      const amount = moneyFor(cartOf(row.cart));
      if (amount > 0) return refuse({ code: "draft.paid", amount });
      journal.onDevice((book) => dropDraft(book, draft));
      return done({});
    },
  };
}
