import { PERMISSIONS, type Permission } from "../facts/permission.ts";
import { allowedBy, OWNER_ROLE, type Role, type RoleSaved } from "../facts/role.ts";
import { done, refuse, type Result } from "../kernel/result.ts";

/** A role as somebody wants it. */
export interface AskedRole {
  /** Null makes a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly active: boolean;
}

export interface AroundRole {
  readonly roles: readonly Role[];
  /** Names of those who act in this role and may sign in. */
  readonly holders: readonly string[];
  /** What whoever asks may do in every business: a role counts in all of them. */
  mayEverywhere(permission: Permission): boolean;
}

/**
 * A role as it will be. The owner's keeps every right and stays; a role that somebody has is not
 * retired; and nobody gives, changes or takes a role that may do more than they may.
 */
export function decideRole(
  asked: AskedRole,
  around: AroundRole,
  newId: string,
): Result<RoleSaved["body"]> {
  const before = around.roles.find(({ id }) => id === asked.id);
  if (asked.id !== null && before === undefined) return refuse({ code: "role.unknown" });
  const id = before?.id ?? newId;
  const name = asked.name.trim();
  const permissions = PERMISSIONS.filter((each) => asked.permissions.includes(each));
  const role = { id, name, permissions, active: asked.active };
  const named = ({ active, ...each }: Role) =>
    each.id !== id && active !== false && each.name.toLowerCase() === name.toLowerCase();
  if (role.active && around.roles.some(named)) return refuse({ code: "role.name_taken", name });
  if (id === OWNER_ROLE && (!role.active || permissions.length < PERMISSIONS.length)) {
    return refuse({ code: "role.owner_keeps_all" });
  }
  if (!role.active && around.holders.length > 0) {
    return refuse({ code: "role.in_use", name, people: around.holders });
  }
  const touched = [...permissions, ...(before?.permissions ?? [])];
  const beyond = touched.find((permission) => !around.mayEverywhere(permission));
  if (beyond !== undefined) return refuse({ code: "role.beyond", name, permission: beyond });
  return done(role);
}

/** Access to a business, or to "*": all of them. */
export interface GivenRole {
  readonly business: string;
  readonly role: string;
}

/**
 * The first right that comes with these roles and that the giver does not have in that business:
 * nobody gives it, and nobody changes a person who has it. Null when there is none.
 */
export function rightBeyond(
  given: readonly GivenRole[],
  roles: readonly Role[],
  may: (permission: Permission, business: string | null) => boolean,
): { readonly name: string; readonly permission: Permission } | null {
  for (const { business, role: id } of given) {
    const role = roles.find((each) => each.id === id);
    if (role === undefined) continue;
    const beyond = allowedBy(role).find(
      (permission) => !may(permission, business === "*" ? null : business),
    );
    if (beyond !== undefined) return { name: role.name, permission: beyond };
  }
  return null;
}
