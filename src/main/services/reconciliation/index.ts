import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { finishReconciliation, undoReconciliation } from "./finish.ts";
import { listPlaces, listReconciliations, openForReconciling } from "./places.ts";

export function reconciliationHandlers(parts: Parts) {
  return {
    "reconciliation.places": listPlaces(parts),
    "reconciliation.open": openForReconciling(parts),
    "reconciliation.history": listReconciliations(parts),
    "reconciliation.finish": finishReconciliation(parts),
    "reconciliation.undo": undoReconciliation(parts),
  } satisfies Partial<Handlers>;
}
