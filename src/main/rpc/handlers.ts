import type { ProcedureName, Reply, Request } from "#shared/contract/index.ts";
import type { Permission } from "#shared/facts/permission.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { Session } from "#main/people/permissions.ts";

/** Who asks, as a handler sees it. */
export interface Caller {
  readonly session: Session | null;
  /** One window, or one browser cookie. */
  readonly connection: string;
  /**
   * Whether the caller holds a permission in a business; null is all businesses together. The
   * dispatcher has checked every business that the request itself names: a handler asks for the
   * business it finds by another id (a shift, a sale, an entry), or for a further permission.
   */
  may(permission: Permission, business: string | null): boolean;
  /** Whether the caller has any access to a business; null is all of them together. */
  sees(business: string | null): boolean;
}

export type Handler<Name extends ProcedureName> = (
  request: Request<Name>,
  caller: Caller,
) => Result<Reply<Name>> | Promise<Result<Reply<Name>>>;

/** One handler for every procedure of the contract. */
export type Handlers = { readonly [Name in ProcedureName]: Handler<Name> };

/** The session of a caller of a procedure that is not public. No session there is our bug. */
export function signedIn(caller: Caller): Session {
  assert(caller.session !== null, "a procedure that needs a session was called without one");
  return caller.session;
}
