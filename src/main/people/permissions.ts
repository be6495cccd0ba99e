import type { Permission } from "#shared/facts/permission.ts";

/** What a person may do in one business; business "*" is every business, those to come included. */
export interface Access {
  readonly business: string;
  readonly permissions: readonly Permission[];
}

/** Who is signed in at a connection, with their rights as the books have them at this moment. */
export interface Session {
  readonly user: string;
  readonly name: string;
  readonly access: readonly Access[];
}

/**
 * Whether the permission is held in `business`. Null is all businesses together, which only an
 * access to "*" covers: holding it in each business of today is not holding it in tomorrow's.
 */
export function holds(session: Session, permission: Permission, business: string | null): boolean {
  return session.access.some(
    (access) =>
      (access.business === "*" || access.business === business) &&
      access.permissions.includes(permission),
  );
}

/** Held in at least one business: for acts whose business is known only once a sale is looked up. */
export function holdsSomewhere(session: Session, permission: Permission): boolean {
  return session.access.some((access) => access.permissions.includes(permission));
}

/** Whether the person has anything to do with a business at all; null is all of them together. */
export function sees(session: Session, business: string | null): boolean {
  return session.access.some((access) => access.business === "*" || access.business === business);
}
