import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, vi } from "vitest";
import { connectAdmin, type Sql } from "#main/central/connect.ts";

const PACE_MS = 25;
const CHILD = join(import.meta.dirname, "till-child.ts");
/** For whatever a slow machine may take its time with. */
export const PATIENCE = { timeout: 60_000, interval: 20 };

/** The administrator's questions to a centre: each answers with its column `it`. */
export interface Asking {
  ask<T>(text: string, ...values: unknown[]): Promise<T[]>;
  end(): Promise<void>;
}

/** One connection, which the centre's crashes end. */
export function openAsking(url: string): Asking {
  let admin: Sql | null = null;
  return {
    async ask<T>(text: string, ...values: unknown[]) {
      if (admin === null) {
        const made = await connectAdmin(url);
        made.once("end", () => {
          if (admin === made) admin = null;
        });
        admin = made;
      }
      return (await admin.query<{ it: T }>(text, values)).rows.map(({ it }) => it);
    },
    async end() {
      await admin?.end();
    },
  };
}

/** A till's program as a process of its own, over its real file and a real TLS connection. */
export class TillProcess {
  readonly code: string;
  readonly login: string;
  readonly folder: string;
  /** Sales whose command returned. */
  readonly acknowledged = new Set<string>();
  /** What its program wrote to its log. */
  readonly told: string[] = [];
  #child: ChildProcess | null = null;

  constructor(code: string, login: string, folder: string) {
    this.code = code;
    this.login = login;
    this.folder = folder;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [CHILD, this.folder, String(PACE_MS)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    const selling = Promise.withResolvers<void>();
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [word, id] = line.split(" ");
      if (word === "done" && id !== undefined) this.acknowledged.add(id);
      if (word === "log") this.told.push(line);
      selling.resolve();
    });
    child.once("exit", () => selling.reject(new Error(`${this.code} ended by itself`)));
    await selling.promise;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    const closed = once(child, "close");
    child.kill("SIGKILL");
    await closed;
  }

  /** Stands still, as a machine does that swaps: it reads no reply. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }
}

/** How many of its facts a centre has. */
export async function stored({ ask }: Asking, code: string): Promise<number> {
  return Number(
    (await ask<string>("SELECT stored AS it FROM sync.device WHERE till = $1", code))[0],
  );
}

/** Without anybody's help: what it sells arrives there again. */
export async function goesOn(centre: Asking, till: TillProcess): Promise<void> {
  const before = await stored(centre, till.code);
  await vi.waitFor(
    async () =>
      expect(await stored(centre, till.code), till.told.join("\n")).toBeGreaterThan(before),
    PATIENCE,
  );
}

/** What a killed till believes to be confirmed is at the centre, under the same chain. */
export async function confirmedIsThere({ ask }: Asking, till: TillProcess): Promise<void> {
  const file = new Database(join(till.folder, "journal.db"), { fileMustExist: true });
  const confirmed = file
    .prepare<[], { epoch: string; position: number; chain: Buffer }>(
      `SELECT c.epoch, c.position, f.chain FROM link_confirmed c JOIN epoch e ON e.id = c.epoch
       JOIN fact f ON f.epoch = e.no AND f.position = c.position AND f.local = 1`,
    )
    .all();
  file.close();
  for (const { epoch, position, chain } of confirmed) {
    const there = await ask<Buffer>(
      "SELECT chain AS it FROM sync.position WHERE epoch = $1 AND position = $2",
      epoch,
      position,
    );
    expect(there.map((each) => each.toString("hex"))).toEqual([chain.toString("hex")]);
  }
}
