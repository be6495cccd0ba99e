import type { z } from "zod";
import { z as zod } from "zod";
import type { Permission } from "../facts/permission.ts";
import { id } from "./values.ts";

/** Who may call: anyone behind the door, anyone signed in, or holders of a permission. */
export type Access = "public" | "signed-in" | Permission;

export interface Procedure<
  Kind extends "query" | "command" = "query" | "command",
  Req extends z.ZodType = z.ZodType,
  Rep extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind;
  readonly access: Access;
  readonly summary: string;
  readonly request: Req;
  readonly reply: Rep;
}

/** Reads; writes nothing that the books know of. */
export function query<Shape extends z.ZodRawShape, Rep extends z.ZodType>(
  access: Access,
  summary: string,
  request: Shape,
  reply: Rep,
): Procedure<"query", z.ZodObject<Shape, z.core.$strict>, Rep> {
  return { kind: "query", access, summary, request: zod.strictObject(request), reply };
}

/**
 * Writes exactly one fact. `command` is the act's own id (a UUID made by the caller): sent twice,
 * it is done once and answered twice.
 */
export function command<Shape extends z.ZodRawShape, Rep extends z.ZodType>(
  access: Access,
  summary: string,
  request: Shape,
  reply: Rep,
): Procedure<"command", z.ZodObject<Shape & { command: typeof id }, z.core.$strict>, Rep> {
  const schema = zod.strictObject({ command: id, ...request });
  return { kind: "command", access, summary, request: schema as never, reply };
}
