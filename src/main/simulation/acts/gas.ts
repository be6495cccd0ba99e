import { cents, price } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { returnableTypes, serialsAt } from "#main/journal/read/returnables.ts";
import { customersNamed } from "#main/journal/read/customers.ts";
import { suppliersNamed } from "#main/journal/read/suppliers.ts";
import { contentOf, depositCharge, type TypeOnDay } from "#shared/trades/returnables.ts";
import type { Desk } from "../desk.ts";
import {
  accountsOf,
  codeOf,
  inShift,
  itemsOf,
  oneOf,
  outcome,
  payingWith,
  type Act,
} from "./act.ts";

// Cylinders and bottles: what goes out full and comes back empty.

/** Of the kinds that stand here: those which the beginning counted in. */
function someType(desk: Desk, shop: string): TypeOnDay | undefined {
  const known = returnableTypes(desk.book, [shop], desk.today).filter(
    ({ id, active, empty }) =>
      active &&
      (empty !== null ||
        desk.book.get("SELECT 1 FROM returnable_level WHERE type = ? LIMIT 1", id) !== undefined),
  );
  return oneOf(desk, known);
}

/** Few, so that two tills hand the same one out. */
const serialOf = (desk: Desk): string => `S${desk.chance.whole(1, 30)}`;

const someSerial = (desk: Desk, type: TypeOnDay, place: string): string =>
  type.serialised ? (oneOf(desk, serialsAt(desk.book, type.id, place)) ?? serialOf(desk)) : "";

/** Gas or water in what it comes in: swapped for an empty, changed for a larger one, on deposit. */
export const sellFilled: Act = inShift(async (desk, shop) => {
  const { chance } = desk;
  const out = someType(desk, shop);
  const content = itemsOf(desk, shop).find(({ id }) => id === out?.content);
  if (out === undefined || content?.price === undefined || content.price === null)
    return "nothing is filled";
  const as = out.empty === null && chance.happens(60) ? "exchange" : "deposit";
  const types = returnableTypes(desk.book, [shop], desk.today);
  const other = types.find(({ id }) => out.accepts.includes(id) && chance.happens(40));
  const into = as === "exchange" ? (other ?? null) : null;
  const record = into === null ? null : (oneOf(desk, recordsOf(desk, shop, into.id)) ?? null);
  const counted = out.serialised || record !== null ? 1 : chance.whole(1, 2);
  const charge = depositCharge(as, counted, out, into, record);
  const amount = contentOf(out, counted);
  const unitPrice = cents(content.price);
  const due = price(unitPrice, amount) + charge;
  const customer = chance.happens(40) ? oneOf(desk, customersNamed(desk.book, "", 20)) : undefined;
  const sold = await desk.call("sale.post", {
    business: shop,
    customer: customer?.id ?? null,
    lines: [
      {
        item: content.id,
        quantity: amount,
        unitPrice,
        returnable: {
          type: out.id,
          as,
          count: counted,
          deposit: charge,
          serialOut: someSerial(desk, out, "full"),
          serialIn: as === "exchange" && (into ?? out).serialised ? serialOf(desk) : "",
          seal: chance.happens(30) ? `SEAL${chance.whole(1, 99)}` : "",
          into: into?.id ?? null,
          record: record?.id ?? null,
        },
      },
    ],
    tenders: [payingWith(desk, Math.max(0, due))],
  });
  return outcome(`sale with ${as}`, sold);
});

interface Recorded {
  readonly id: string;
  readonly count: number;
  readonly amount: ReturnType<typeof cents>;
  readonly serial: string | null;
}

/** Open records of the business, or of one kind in it, that somebody could bring back. */
const recordsOf = (desk: Desk, shop: string, type?: string): Recorded[] =>
  desk.book.all<Recorded>(
    `SELECT id, count, amount, serial FROM deposit WHERE business = ? AND count > 0
     AND type = coalesce(?, type) ORDER BY seq DESC LIMIT 4`,
    shop,
    type ?? null,
  );

export const bringBack: Act = inShift(async (desk, shop) => {
  const record = oneOf(desk, recordsOf(desk, shop));
  if (record === undefined) return "nothing is on deposit";
  const kind = desk.chance.pick(["cash", "mpesa", "bank"] as const);
  const tender =
    kind === "mpesa" ? { kind, code: codeOf(desk) } : kind === "bank" ? { kind } : { kind };
  const returned = await desk.call("deposit.return", {
    business: shop,
    deposit: record.id,
    count: 1,
    serialIn: record.serial ?? "",
    tender,
  });
  return outcome("deposit returned", returned);
});

export const forfeit: Act = async (desk, shop) => {
  const record = oneOf(desk, recordsOf(desk, shop));
  if (record === undefined) return takeOver(desk, shop);
  const asked = { deposit: record.id, day: desk.today, reason: "Moved away" };
  return outcome("deposit forfeited", await desk.call("deposit.forfeit", asked));
};

/** Held since before the books. */
export const takeOver: Act = async (desk, shop) => {
  const type = someType(desk, shop);
  if (type === undefined) return "nothing is let out";
  const opened = await desk.call("deposit.open", {
    business: shop,
    day: desk.today,
    type: type.id,
    amount: cents(type.deposit ?? 0),
    serial: type.serialised ? serialOf(desk) : "",
    customer: oneOf(desk, customersNamed(desk.book, "", 20))?.id ?? null,
  });
  return outcome("deposit taken over", opened);
};

const FORMS = ["acquired", "quarantine", "release", "lost", "found", "returned"] as const;
const FROM = { quarantine: null, lost: null, release: "quarantine", found: "lost" } as const;

/** Bought, set aside, released, lost, found again, given back to the supplier. */
export const moveCylinders: Act = async (desk, shop) => {
  const type = someType(desk, shop);
  if (type === undefined || type.empty !== null) return "no cylinders here";
  const form = desk.chance.pick(FORMS);
  const place = desk.chance.pick(
    form === "returned" ? (["empty"] as const) : (["full", "empty"] as const),
  );
  const from = form === "acquired" ? null : form === "returned" ? place : (FROM[form] ?? place);
  const serial = from === null ? serialOf(desk) : someSerial(desk, type, from);
  const paid =
    (form === "acquired" || form === "returned") && type.supplierDeposit > 0
      ? { amount: cents(type.supplierDeposit), account: accountsOf(desk, shop).bank }
      : null;
  const moved = await desk.call("returnable.move", {
    business: shop,
    day: desk.today,
    form,
    place,
    moves: [{ type: type.id, count: 1, serials: type.serialised ? [serial] : [] }],
    paid,
    reason: "As it is",
  });
  return outcome(`cylinder ${form}`, moved);
};

/** Empties for fulls, with the gas in them. */
export const swap: Act = async (desk, shop) => {
  const type = someType(desk, shop);
  const supplier = oneOf(desk, suppliersNamed(desk.book, ""));
  if (type === undefined || type.empty !== null || supplier === undefined) return "no swap here";
  const empties = serialsAt(desk.book, type.id, "empty").slice(0, 1);
  const serialsOut = type.serialised ? (empties.length > 0 ? empties : [serialOf(desk)]) : [];
  const serialsIn = type.serialised ? [`S${desk.chance.whole(1, 60)}`] : [];
  const received = await desk.call("stock.receive", {
    business: shop,
    day: desk.today,
    supplier: supplier.id,
    lines: [
      {
        item: type.content,
        quantity: quantity(type.size),
        cost: cents(desk.chance.whole(500, 2000) * 100),
      },
    ],
    swapped: [{ type: type.id, out: 1, in: 1, serialsOut, serialsIn }],
  });
  return outcome("cylinders swapped", received);
};

/** What is stamped on one. */
export const describeCylinder: Act = async (desk, shop) => {
  const cylinder = oneOf(
    desk,
    desk.book.all<{ serial: string; type: string }>(
      `SELECT c.serial, c.type FROM cylinder c JOIN returnable_type t ON t.id = c.type
       WHERE t.business = ? ORDER BY c.serial`,
      shop,
    ),
  );
  if (cylinder === undefined) return "no cylinder to describe";
  const saved = await desk.call("returnable.saveCylinder", {
    ...cylinder,
    tare: desk.chance.whole(5000, 16_000),
  });
  return outcome("cylinder described", saved);
};

/** Another deposit from today on. */
export const changeType: Act = async (desk, shop) => {
  const type = someType(desk, shop);
  if (type === undefined) return "no kind to change";
  const { id, kind, name, brand, size, serialised, content, outright, empty, accepts } = type;
  const saved = await desk.call("returnable.saveType", {
    business: shop,
    id,
    kind,
    name,
    brand,
    size,
    serialised,
    content,
    outright,
    empty,
    accepts: [...accepts],
    supplierDeposit: type.supplierDeposit,
    deposit: cents(desk.chance.whole(10, 50) * 10_000),
  });
  return outcome("deposit of a kind changed", saved);
};
