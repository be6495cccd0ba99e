import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type Database from "better-sqlite3";

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The numbered SQL of migrations/journal; beside the bundle in a packaged program. */
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

function migrationsFolder(): string {
  const packaged = (process as { resourcesPath?: string }).resourcesPath;
  if (packaged !== undefined && import.meta.url.includes(".asar")) {
    return path.join(packaged, "migrations", "journal");
  }
  return fileURLToPath(new URL(MIGRATIONS_FROM_HERE, import.meta.url));
}

// From src/main/journal, and from the bundle in out/main, the project's root is this far up.
const MIGRATIONS_FROM_HERE = import.meta.url.includes("/out/main/")
  ? "../../migrations/journal"
  : "../../../migrations/journal";

export class JournalTooNew extends Error {}

/**
 * Brings a file to this program's schema: all pending migrations in one transaction. A failure
 * leaves the old file intact and stops the start; a file newer than the program is refused.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[]): void {
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
