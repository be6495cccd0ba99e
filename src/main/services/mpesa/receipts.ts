import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { cents, sum } from "#shared/kernel/money.ts";
import { parseMpesaCode } from "#shared/kernel/mpesa-code.ts";
import { formatPhone } from "#shared/kernel/phone.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { customerWithPhone } from "#main/journal/read/customers.ts";
import {
  claimedIn,
  latestClaims,
  receiptOf,
  receipts,
  unmatched,
  type ReceivedRow,
  type ReceiptRow,
} from "#main/journal/read/mpesa.ts";
import { shift } from "#main/journal/read/shifts.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { act, actorOf, businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";
import { activeBusiness } from "../place.ts";

type Receipt = Reply<"mpesa.receipts">["receipts"][number];

/** A payment as a screen shows it, its code opened. */
function receiptView(sealer: Sealer, row: ReceiptRow): Receipt {
  const { seq, of, kind, number, business, amount, direction, state, day } = row;
  const code = codeOf(sealer, row);
  return { of, code, kind, number, business, entry: seq, amount, direction, state, day };
}

export function codeOf(
  sealer: Sealer,
  { cipher, index }: { readonly cipher: string | null; readonly index: string },
): string {
  return cipher === null ? "" : sealer.unseal({ cipher, index });
}

export function listReceipts(parts: Parts): Handler<"mpesa.receipts"> {
  return ({ business, state, code, offset, limit }, caller) => {
    const { book } = parts.journal;
    const seen = businessesSeen(caller, businesses(book));
    const within = business === null ? seen : seen.filter((each) => each === business);
    const whole = parseMpesaCode(code);
    if (code.trim() !== "" && whole === undefined) {
      return done({ total: 0, amount: cents(0), receipts: [] });
    }
    const index = whole === undefined ? "" : parts.sealer.index(whole, "mpesa");
    const found = receipts(book, { within, state, index, offset, limit });
    return done({
      total: found.total,
      amount: found.amount,
      receipts: found.rows.map((row) => receiptView(parts.sealer, row)),
    });
  };
}

/** What the books know of each code; a code of another business is found too, and named. */
export function checkCodes(parts: Parts): Handler<"mpesa.check"> {
  return ({ lines }) => {
    const { book } = parts.journal;
    return done({
      lines: lines.map(({ code: text, amount }) => {
        const code = parseMpesaCode(text) ?? text;
        const row = receiptOf(book, parts.sealer.index(code, "mpesa"));
        return { code, amount, found: row === undefined ? null : receiptView(parts.sealer, row) };
      }),
    });
  };
}

/** The money was seen: what a cashier claimed is confirmed. Posts nothing: the sale did. */
export function confirmReceipts(parts: Parts): Handler<"mpesa.confirm"> {
  return (request, caller) =>
    act<"mpesa.confirm", "mpesa.confirmed", Reply<"mpesa.confirm">>(
      parts,
      "mpesa.confirm",
      request,
      (book, coming) => {
        const place = activeBusiness(book, request.business);
        if (!place.ok) return place;
        const found = [];
        for (const { of, code: text } of request.receipts) {
          const code = parts.sealer.index(parseMpesaCode(text) ?? text, "mpesa");
          const row = receiptOf(book, code);
          if (row?.of !== of || row.business !== request.business) {
            return refuse({ code: "mpesa.unknown" });
          }
          found.push({ of, code });
        }
        return done({
          kind: "mpesa.confirmed" as const,
          day: nairobiDay(coming.at),
          business: request.business,
          by: actorOf(caller).author(),
          body: { receipts: found, seen: request.seen },
          entry: null,
        });
      },
      ({ fact }) => ({ confirmed: fact.body.receipts.length }),
    );
}

/** A page of money without a sale, and what it may be: the payer's phone, a claim of the same amount. */
export function listUnmatched(parts: Parts): Handler<"mpesa.unmatched"> {
  return ({ business, ...page }, caller) => {
    const { book } = parts.journal;
    const seen = businessesSeen(caller, businesses(book));
    const within = business === null ? seen : seen.filter((each) => each === business);
    const { count, total, rows } = unmatched(book, within, page);
    // Once a business: all payments of a page would look through the same claims.
    const claims = new Map<string, readonly ReceiptRow[]>();
    const claimsIn = (place: string): readonly ReceiptRow[] => {
      const known = claims.get(place) ?? latestClaims(book, place, LOOKED_THROUGH);
      claims.set(place, known);
      return known;
    };
    return done({
      count,
      total,
      received: rows.map((row) => receivedView(book, parts.sealer, row, claimsIn(row.business))),
    });
  };
}

const ALIKE_SHOWN = 5;
/** Claims that a payment without a sale may belong to. */
const LOOKED_THROUGH = 500;

function receivedView(
  book: Book,
  sealer: Sealer,
  row: ReceivedRow,
  among: readonly ReceiptRow[],
): Reply<"mpesa.unmatched">["received"][number] {
  const { seq, id, business, day, amount, name, phoneCipher: cipher, phoneIndex: index } = row;
  const known = index === null ? undefined : customerWithPhone(book, index);
  const claims = among.filter((claim) => claim.amount === amount);
  return {
    id,
    entry: seq,
    business,
    day,
    code: codeOf(sealer, row),
    amount,
    name,
    phone: cipher === null || index === null ? "" : formatPhone(sealer.unseal({ cipher, index })),
    customer: known === undefined ? null : { id: known.id, name: known.name },
    alike: claims.slice(0, ALIKE_SHOWN).map((claim) => receiptView(sealer, claim)),
  };
}

/** For the close screen: it says nothing of the balance that is to be counted. */
export function claimedCodes(parts: Parts): Handler<"shift.claimed"> {
  return ({ shift: id }, caller) => {
    const { book } = parts.journal;
    const found = shift(book, id);
    if (found === undefined || !caller.may("shift.close", found.business)) {
      return refuse({ code: "shift.not_open", business: "" });
    }
    const rows = claimedIn(book, id);
    return done({
      total: sum(rows.map((row) => row.amount)),
      claimed: rows.map((row) => ({
        code: codeOf(parts.sealer, row),
        amount: row.amount,
        number: row.number,
      })),
    });
  };
}
