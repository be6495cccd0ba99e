import { z } from "zod";
import { contract } from "#shared/contract/index.ts";
import type { Access } from "#shared/contract/procedure.ts";
import type { Command } from "./command-line.ts";

export interface DescribedProcedure {
  readonly name: string;
  /** A command writes exactly one fact and carries its own id; a query writes none. */
  readonly kind: "query" | "command";
  readonly access: Access;
  /** What the caller must hold in the business concerned; null where none is needed. */
  readonly permission: string | null;
  readonly summary: string;
  readonly request: object;
  readonly reply: object;
}

/** Every procedure, with JSON Schemas of what a caller may write and of what is answered. */
export function describeContract(): readonly DescribedProcedure[] {
  return Object.entries(contract).map(([name, { kind, access, summary, request, reply }]) => ({
    name,
    kind,
    access,
    permission: access === "public" || access === "signed-in" ? null : access,
    summary,
    request: z.toJSONSchema(request, { io: "input" }),
    reply: z.toJSONSchema(reply, { io: "output" }),
  }));
}

export const contractCommand: Command = {
  name: "contract",
  summary: "Print every procedure of the program, with its permission and JSON Schemas",
  options: {},
  run(_values, io) {
    const procedures = describeContract();
    if (io.json) io.out(JSON.stringify({ procedures }, null, 2));
    else {
      for (const { name, kind, access, summary } of procedures) {
        io.out(`${name.padEnd(24)} ${kind.padEnd(8)} ${access.padEnd(15)} ${summary}`);
      }
    }
    return Promise.resolve(0);
  },
};
