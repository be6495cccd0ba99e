import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, join } from "node:path";
import { withAdmin } from "#main/central/connect.ts";
import { centralMigrations, migrateCentral } from "#main/central/migrate.ts";
import { copyData, startTrialServer, type TrialServer } from "#main/central/trial-server.ts";
import { root } from "../import-rules.ts";

/** Elsewhere where guards are taken away: what those runs keep, and remove, is no other test's. */
const KEPT = process.env["TOMTIN_KEPT"] ?? join(root, "node_modules", ".cache", "tomtin");
const KIND = "postgres-";

/** What a kept server depends on: another one is made where any of it changed. */
function name(): string {
  const hash = createHash("sha256");
  for (const file of ["trial-server.ts", "migrate.ts"]) {
    hash.update(readFileSync(join(root, "src/main/central", file)));
  }
  for (const { sql } of centralMigrations()) hash.update(sql);
  hash.update(readFileSync(join(root, "package-lock.json")));
  hash.update(process.env["TOMTIN_POSTGRES_BIN"] ?? "");
  // The centre has a place for this year and the next ones.
  hash.update(String(new Date().getFullYear()));
  return KIND + hash.digest("hex").slice(0, 16);
}

/**
 * A server with a prepared centre in its database `prepared`. The first test of all that needs one
 * makes and keeps it, and the others begin with a copy: to set up a Postgres and to run all
 * migrations in it takes more than most of these tests do.
 */
export async function startPrepared(settings: readonly string[] = []): Promise<TrialServer> {
  const kept = join(KEPT, name());
  if (!existsSync(kept)) await make(kept);
  return startTrialServer({ settings: ["fsync = off", ...settings], data: kept });
}

async function make(kept: string): Promise<void> {
  const server = await startTrialServer({ settings: ["fsync = off"] });
  try {
    const url = server.url("prepared");
    await withAdmin(server.url("postgres"), undefined, (sql) =>
      sql.query("CREATE DATABASE prepared"),
    );
    await withAdmin(url, undefined, (sql) => migrateCentral(sql));
    await server.end();
    mkdirSync(KEPT, { recursive: true });
    // Not the one that a quicker worker has put there meanwhile: tests are copying it.
    const others = readdirSync(KEPT).filter(
      (each) => each.startsWith(KIND) && each !== basename(kept),
    );
    const coming = mkdtempSync(join(KEPT, "coming-"));
    copyData(join(server.folder, "data"), join(coming, "data"));
    try {
      renameSync(join(coming, "data"), kept);
    } catch (error) {
      // Another worker was quicker: one is like the other.
      if (!existsSync(kept)) throw error;
    }
    for (const each of others) rmSync(join(KEPT, each), { recursive: true, force: true });
    rmSync(coming, { recursive: true, force: true });
  } finally {
    await server.stop();
  }
}
