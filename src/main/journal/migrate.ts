import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { assert } from "#shared/kernel/assert.ts";
import type { Connection } from "./open.ts";

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The numbered SQL of migrations/journal. */
export function journalMigrations(folder = migrationsFolder()): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({
      number: Number(file.slice(0, 4)),
      name: file,
      sql: readFileSync(path.join(folder, file), "utf8"),
    }));
}

/** Up from here: the same folder serves the sources, the bundle and the packaged archive. */
function migrationsFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = path.join(folder, "migrations", "journal");
    if (existsSync(found)) return found;
    const above = path.dirname(folder);
    assert(above !== folder, "the program's migrations are missing");
    folder = above;
  }
}

export class JournalTooNew extends Error {}

/**
 * Brings a file to this program's schema: all pending migrations in one transaction. A failure
 * leaves the old file intact and stops the start; a file newer than the program is refused.
 */
export function migrate(db: Connection, migrations: readonly Migration[]): void {
  const current = db.pragma("user_version", { simple: true }) as number;
  const newest = migrations.at(-1)?.number ?? 0;
  if (current > newest) {
    throw new JournalTooNew(
      `This journal was written by a newer Tomtin (schema ${current}, this one knows ${newest}).`,
    );
  }
  const pending = migrations.filter((migration) => migration.number > current);
  if (pending.length === 0) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    for (const migration of pending) db.exec(migration.sql);
    db.pragma(`user_version = ${newest}`);
    db.exec("COMMIT");
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}
