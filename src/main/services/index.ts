import type { Handlers } from "#main/rpc/handlers.ts";
import { businessHandlers } from "./business.ts";
import { businessRules } from "./business-rules.ts";
import { catalogHandlers } from "./catalog.ts";
import { businessRemains, setBusinessActive } from "./close-business.ts";
import { customerHandlers } from "./customers.ts";
import { draftHandlers } from "./drafts.ts";
import { addBusiness } from "./new-business.ts";
import { mpesaHandlers } from "./mpesa/index.ts";
import { jobHandlers } from "./jobs/index.ts";
import type { Parts } from "./parts.ts";
import { peopleHandlers } from "./people.ts";
import { postSale } from "./post-sale.ts";
import { productionHandlers } from "./production/index.ts";
import { reconciliationHandlers } from "./reconciliation/index.ts";
import { quoteRefund, refundSale } from "./refund-sale.ts";
import { returnableHandlers } from "./returnables/index.ts";
import { roleHandlers } from "./roles.ts";
import { saleLookupHandlers } from "./sale-lookup.ts";
import { setUp } from "./set-up.ts";
import { closeShift, shiftHistory, shiftZ, xReport } from "./shift/close-shift.ts";
import { keepChange } from "./shift/keep-change.ts";
import { cashAccounts, moveCash, openDrawer } from "./shift/move-cash.ts";
import { currentShifts, openShiftNow, proposeShift } from "./shift/open-shift.ts";
import { stockHandlers } from "./stock/index.ts";

/** What the counter, the shop floor and the set-up need; the office has its own list. */
export function counterHandlers(parts: Parts) {
  return {
    "program.setUp": setUp(parts),
    ...peopleHandlers(parts),
    ...roleHandlers(parts),
    ...businessHandlers(parts),
    ...businessRules(parts),
    "business.add": addBusiness(parts),
    "business.remains": businessRemains(parts),
    "business.setActive": setBusinessActive(parts),
    ...catalogHandlers(parts),
    ...customerHandlers(parts),
    "shift.current": currentShifts(parts),
    "shift.proposal": proposeShift(parts),
    "shift.open": openShiftNow(parts),
    "shift.accounts": cashAccounts(parts),
    "shift.moveCash": moveCash(parts),
    "shift.keepChange": keepChange(parts),
    "drawer.open": openDrawer(parts),
    "shift.x": xReport(parts),
    "shift.close": closeShift(parts),
    "shift.z": shiftZ(parts),
    "shift.history": shiftHistory(parts),
    "sale.post": postSale(parts),
    "sale.quoteRefund": quoteRefund(parts),
    "sale.refund": refundSale(parts),
    ...jobHandlers(parts),
    ...saleLookupHandlers(parts),
    ...draftHandlers(parts),
    ...productionHandlers(parts),
    ...stockHandlers(parts),
    ...returnableHandlers(parts),
    ...mpesaHandlers(parts),
    ...reconciliationHandlers(parts),
  } satisfies Partial<Handlers>;
}
