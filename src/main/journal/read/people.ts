import type { Permission } from "#shared/facts/permission.ts";
import { allowedBy, OWNER_ROLE } from "#shared/facts/role.ts";
import type { Book } from "../book.ts";

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly pinHash: string;
  readonly language: "en" | "sw";
  readonly active: boolean;
}

const SELECT = "SELECT id, name, pin_hash AS pinHash, language, active FROM user";

type Raw = Omit<UserRow, "active"> & { active: number };
const userOf = (row: Raw): UserRow => ({ ...row, active: row.active === 1 });

export function users(book: Book): UserRow[] {
  return book.all<Raw>(`${SELECT} ORDER BY name COLLATE NOCASE`).map(userOf);
}

export function user(book: Book, id: string): UserRow | undefined {
  const row = book.get<Raw>(`${SELECT} WHERE id = ?`, id);
  return row === undefined ? undefined : userOf(row);
}

export interface AccessRow {
  readonly business: string;
  readonly role: string;
  readonly roleName: string;
  readonly permissions: readonly Permission[];
}

export function accessOf(book: Book, id: string): AccessRow[] {
  return book
    .all<{ business: string; role: string; roleName: string; permissions: string; active: number }>(
      `SELECT a.business, a.role, r.name AS roleName, r.permissions, r.active
       FROM business_access a JOIN role r ON r.id = a.role WHERE a.user = ? ORDER BY a.business`,
      id,
    )
    .map(({ business, role, roleName, permissions, active }) => ({
      business,
      role,
      roleName,
      permissions: roleOf({ id: role, name: roleName, permissions, active }).permissions,
    }));
}

export interface RoleRow {
  readonly id: string;
  readonly name: string;
  /** What it allows: nothing once retired. */
  readonly permissions: readonly Permission[];
  /** What it allowed before it was retired, and would again. */
  readonly written: readonly Permission[];
  readonly active: boolean;
}

interface RawRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: string;
  readonly active: number;
}

function roleOf(row: RawRole): RoleRow {
  const role = {
    id: row.id,
    name: row.name,
    permissions: JSON.parse(row.permissions) as Permission[],
    active: row.active === 1 || row.id === OWNER_ROLE,
  };
  return {
    ...role,
    permissions: allowedBy(role),
    written: allowedBy({ ...role, active: true }),
  };
}

/** In the order in which they were made. */
export function roles(book: Book): RoleRow[] {
  return book
    .all<RawRole>("SELECT id, name, permissions, active FROM role ORDER BY rowid")
    .map(roleOf);
}

/** Those who act in a role somewhere and may sign in, by name. */
export function holdersOf(book: Book, role: string): string[] {
  return book
    .all<{ name: string }>(
      `SELECT u.name FROM user u WHERE u.active = 1
         AND EXISTS (SELECT 1 FROM business_access a WHERE a.user = u.id AND a.role = ?)
       ORDER BY u.name COLLATE NOCASE`,
      role,
    )
    .map(({ name }) => name);
}
