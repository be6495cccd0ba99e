import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { matchMoney, receiveMoney } from "./received.ts";
import {
  checkCodes,
  claimedCodes,
  confirmReceipts,
  listReceipts,
  listUnmatched,
} from "./receipts.ts";

export function mpesaHandlers(parts: Parts) {
  return {
    "mpesa.receipts": listReceipts(parts),
    "mpesa.check": checkCodes(parts),
    "mpesa.confirm": confirmReceipts(parts),
    "mpesa.receive": receiveMoney(parts),
    "mpesa.unmatched": listUnmatched(parts),
    "mpesa.match": matchMoney(parts),
    "shift.claimed": claimedCodes(parts),
  } satisfies Partial<Handlers>;
}
