import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { forfeitDeposit, openDeposit } from "./deposit-office.ts";
import { findDeposits, listDeposits, returnDeposit } from "./deposits.ts";
import { moveReturnables, saveCylinder } from "./moves.ts";
import { findSerial, listRegister, positions } from "./reports.ts";
import { listTypes, saveType } from "./types.ts";

/** Cylinders and containers: kinds, deposits, positions and the register. */
export function returnableHandlers(parts: Parts) {
  return {
    "returnable.types": listTypes(parts),
    "returnable.saveType": saveType(parts),
    "returnable.serial": findSerial(parts),
    "returnable.move": moveReturnables(parts),
    "returnable.positions": positions(parts),
    "returnable.register": listRegister(parts),
    "returnable.saveCylinder": saveCylinder(parts),
    "deposit.find": findDeposits(parts),
    "deposit.return": returnDeposit(parts),
    "deposit.list": listDeposits(parts),
    "deposit.open": openDeposit(parts),
    "deposit.forfeit": forfeitDeposit(parts),
  } satisfies Partial<Handlers>;
}
