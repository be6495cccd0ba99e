import type { Permission } from "#shared/facts/permission.ts";
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
    .all<{ business: string; role: string; roleName: string; permissions: string }>(
      `SELECT a.business, a.role, r.name AS roleName, r.permissions
       FROM business_access a JOIN role r ON r.id = a.role WHERE a.user = ? ORDER BY a.business`,
      id,
    )
    .map((row) => ({ ...row, permissions: JSON.parse(row.permissions) as Permission[] }));
}

export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export function roles(book: Book): RoleRow[] {
  return book
    .all<{ id: string; name: string; permissions: string }>("SELECT * FROM role ORDER BY rowid")
    .map((row) => ({ ...row, permissions: JSON.parse(row.permissions) as Permission[] }));
}
