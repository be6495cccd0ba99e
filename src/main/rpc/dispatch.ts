import { contract, isProcedure } from "#shared/contract/index.ts";
import type { ProcedureName, Request } from "#shared/contract/index.ts";
import type { Access } from "#shared/contract/procedure.ts";
import type { Permission } from "#shared/facts/permission.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Refusal } from "#shared/kernel/refusal.ts";
import { refuse } from "#shared/kernel/result.ts";
import type { Result } from "#shared/kernel/result.ts";
import { DiskTrouble } from "#main/journal/disk.ts";
import { namedBusinesses } from "./businesses.ts";
import type { Caller, Handler, Handlers } from "./handlers.ts";
import { holds, holdsSomewhere, sees } from "#main/people/permissions.ts";
import type { Session } from "#main/people/permissions.ts";
import { problemOf } from "./problem.ts";
import type { Sessions } from "./sessions.ts";

/** The single way in: unknown names, unparsed payloads and strangers never reach a service. */
export interface Door {
  /**
   * A refusal is answered; a bug of ours is thrown, for the shell to log and to answer as such.
   */
  call(connection: string, name: string, payload: unknown): Promise<Result<unknown>>;
}

export interface DoorParts {
  readonly handlers: Partial<Handlers>;
  readonly sessions: Sessions;
  /** Whether the books are set up; until then only public procedures answer. */
  ready(): boolean;
  /** Only while the program is being built: procedures without a handler answer as unknown. */
  readonly unfinished?: boolean;
  /** Tests: check every reply against the contract too; one that does not fit is our bug. */
  readonly checkReplies?: boolean;
}

/** Opens the door over a full set of handlers; a procedure without one stops the start. */
export function openDoor(parts: DoorParts): Door {
  const missing = Object.keys(contract).filter((name) => !Object.hasOwn(parts.handlers, name));
  assert(
    missing.length === 0 || parts.unfinished === true,
    `procedures without a handler: ${missing.join(", ")}`,
  );
  return {
    async call(connection, name, payload) {
      if (!isProcedure(name) || parts.handlers[name] === undefined) {
        return refuse({ code: "request.unknown", procedure: name.slice(0, 100) });
      }
      return answer(parts, name, payload, connection);
    },
  };
}

async function answer<Name extends ProcedureName>(
  parts: DoorParts,
  name: Name,
  payload: unknown,
  connection: string,
): Promise<Result<unknown>> {
  const procedure = contract[name];
  const session = parts.sessions.get(connection);
  // Strangers learn nothing about a request's shape, and a big one costs them no parsing of ours.
  const stopped = stopAtDoor(procedure.access, session, parts.ready());
  if (stopped !== null) return refuse(stopped);
  const parsed = procedure.request.safeParse(payload);
  if (!parsed.success) return refuse({ code: "request.invalid", ...problemOf(parsed.error) });
  const denied = deny(procedure.access, session, parsed.data);
  if (denied !== null) return refuse(denied);
  // The one cast: TypeScript cannot follow name → schema → handler.
  const handler = parts.handlers[name] as unknown as Handler<Name>;
  const result = await handled(
    handler,
    parsed.data as Request<Name>,
    callerOf(connection, session),
  );
  if (parts.checkReplies === true && result.ok) {
    const reply = procedure.reply.safeParse(result.value);
    assert(reply.success, `the reply of ${name} does not fit: ${reply.error?.message}`);
  }
  return result;
}

/** A full or failing disk under a draft or a PIN's counter is told like one under a sale. */
async function handled<Name extends ProcedureName>(
  handler: Handler<Name>,
  request: Request<Name>,
  caller: Caller,
): Promise<Result<unknown>> {
  try {
    return await handler(request, caller);
  } catch (error) {
    if (error instanceof DiskTrouble) return refuse(error.refusal);
    throw error;
  }
}

/** What can be said before looking at the request. */
function stopAtDoor(access: Access, session: Session | null, ready: boolean): Refusal | null {
  if (access === "public") return null;
  if (!ready) return { code: "program.not_set_up" };
  if (session === null) return { code: "session.required" };
  if (access === "signed-in" || holdsSomewhere(session, access)) return null;
  return { code: "permission.denied", permission: access };
}

/**
 * Rights are held per business, so each business that the request names is checked, however deep.
 * A request that names none (the sale or shift it names will) is checked again by its handler.
 */
function deny(access: Access, session: Session | null, request: unknown): Refusal | null {
  if (access === "public" || session === null) return null;
  for (const business of namedBusinesses(request)) {
    if (business !== null && !sees(session, business)) {
      return { code: "business.unknown", business };
    }
    if (access !== "signed-in" && !holds(session, access, business)) {
      return { code: "permission.denied", permission: access };
    }
  }
  return null;
}

function callerOf(connection: string, session: Session | null): Caller {
  return {
    session,
    connection,
    may: (permission: Permission, business) =>
      session !== null && holds(session, permission, business),
    sees: (business) => session !== null && sees(session, business),
  };
}
