import type { Fact } from "./fact.ts";
import { PERMISSIONS, type Permission } from "./permission.ts";

/** What people may do, by the name under which the owner gives it to them. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** False once retired: it allows nothing, and is given to nobody. Absent in old facts: true. */
  readonly active?: boolean;
}

/** A role as it now is. */
export type RoleSaved = Fact<"role.saved", Role & { readonly active: boolean }>;

/** The role that may do everything, and always will: somebody has to be able to undo the rest. */
export const OWNER_ROLE = "owner";

/**
 * What a role allows. The owner's allows everything that this program knows, whatever an older
 * program wrote or another device says; a retired one allows nothing. What only a newer program
 * knows is left out.
 */
export function allowedBy(role: Role): readonly Permission[] {
  if (role.id === OWNER_ROLE) return PERMISSIONS;
  if (role.active === false) return [];
  return PERMISSIONS.filter((permission) => role.permissions.includes(permission));
}
