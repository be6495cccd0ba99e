import type { Handlers } from "#main/rpc/handlers.ts";
import { alertsAtCentre } from "./alerts.ts";
import { connectToCentre, lookAtCentre, type ConnectParts } from "./connect.ts";
import { enrolTill, shutTillOut, widenTill } from "./enrol.ts";
import { decideIncident, listTills, retryFact } from "./tills.ts";

/** Connecting to a centre, and the owner's look at all tills. */
export function centreHandlers(parts: ConnectParts) {
  return {
    "centre.look": lookAtCentre(parts),
    "centre.connect": connectToCentre(parts),
    "centre.tills": listTills(parts, parts.link),
    "centre.alerts": alertsAtCentre(parts, parts.link),
    "centre.enrol": enrolTill(parts),
    "centre.shutOut": shutTillOut(parts.link),
    "centre.widen": widenTill(parts),
    "centre.decide": decideIncident(parts.link),
    "centre.retry": retryFact(parts.link),
  } satisfies Partial<Handlers>;
}
