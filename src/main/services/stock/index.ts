import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { savePriceList } from "./price-list.ts";
import { listFromSupplier, sendBack } from "./send-back.ts";
import { stockReports } from "./stock-reports.ts";
import { stocktakeHandlers } from "./stocktake.ts";
import { transferGoods } from "./transfer-goods.ts";
import { writeOff } from "./write-off.ts";

/** All acts of stock that are no sale, no purchase and no production, and what is read of them. */
export function stockHandlers(parts: Parts) {
  return {
    "stock.writeOff": writeOff(parts),
    "stock.sendBack": sendBack(parts),
    "stock.fromSupplier": listFromSupplier(parts),
    "stock.transfer": transferGoods(parts),
    "price.saveList": savePriceList(parts),
    ...stockReports(parts),
    ...stocktakeHandlers(parts),
  } satisfies Partial<Handlers>;
}
