import type { z } from "zod";
import type { Result } from "../kernel/result.ts";
import { accounts, suppliers } from "./account.ts";
import { backups } from "./backup.ts";
import { businesses } from "./business.ts";
import { catalog } from "./catalog.ts";
import { centres } from "./centre.ts";
import { customers } from "./customer.ts";
import { entries } from "./entry.ts";
import { exceptions } from "./exception.ts";
import { mpesa } from "./mpesa.ts";
import { jobs } from "./job.ts";
import { people } from "./people.ts";
import { production } from "./production.ts";
import { program, sessions } from "./program.ts";
import { receipts } from "./receipt.ts";
import { reconciliations } from "./reconciliation.ts";
import { exports, reports } from "./report.ts";
import { returnables } from "./returnable.ts";
import { sales } from "./sale.ts";
import { shifts } from "./shift.ts";
import { stock } from "./stock.ts";
import { stocktakes } from "./stocktake.ts";

/** The table of contents of the program: every act that a screen or another program can ask for. */
export const contract = {
  ...program,
  ...sessions,
  ...people,
  ...businesses,
  ...catalog,
  ...customers,
  ...shifts,
  ...sales,
  ...jobs,
  ...receipts,
  ...returnables,
  ...mpesa,
  ...reconciliations,
  ...accounts,
  ...suppliers,
  ...entries,
  ...exceptions,
  ...production,
  ...stock,
  ...stocktakes,
  ...reports,
  ...exports,
  ...centres,
  ...backups,
} as const;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
/** A request as the handler sees it: parsed, defaults filled in. */
export type Request<Name extends ProcedureName> = z.output<Contract[Name]["request"]>;
/** A request as a caller writes it. */
export type RequestInput<Name extends ProcedureName> = z.input<Contract[Name]["request"]>;
export type Reply<Name extends ProcedureName> = z.output<Contract[Name]["reply"]>;
export type CommandName = {
  [Name in ProcedureName]: Contract[Name]["kind"] extends "command" ? Name : never;
}[ProcedureName];

/** What the preload and the web client offer to the screens. */
export type Call = <Name extends ProcedureName>(
  name: Name,
  request: RequestInput<Name>,
) => Promise<Result<Reply<Name>>>;

export function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name);
}
