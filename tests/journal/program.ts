import Database from "better-sqlite3";
import { join } from "node:path";
import { openProgram } from "#main/index.ts";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import { nairobiDay, type Instant } from "#shared/kernel/date.ts";
import type { Result } from "#shared/kernel/result.ts";
import {
  clockAt,
  command,
  OWNER_KEY,
  OWNER_PIN,
  setUpRequest,
  valueOf,
  type Clock,
} from "./shop.ts";

/** The whole program over a data folder, as a shell opens it, with what it logs. */
export interface Site {
  readonly folder: string;
  readonly clock: Clock;
  readonly logged: string[];
  /** Anything at all, as it comes through the door. */
  send(name: string, payload: unknown, window?: string): Promise<Result<unknown>>;
  call<Name extends ProcedureName>(
    name: Name,
    request: RequestInput<Name>,
    window?: string,
  ): Promise<Result<Reply<Name>>>;
  did<Name extends ProcedureName>(
    name: Name,
    request: RequestInput<Name>,
    window?: string,
  ): Promise<Reply<Name>>;
  /** Reads the open file through a connection of its own. */
  read<Row>(sql: string, ...values: (string | number)[]): Row[];
  close(): Promise<void>;
}

const OWNER = "owner's window";

async function openSite(folder: string, clock = clockAt("2026-11-20T06:00:00Z")): Promise<Site> {
  const logged: string[] = [];
  const program = await openProgram({
    dataFolder: folder,
    ownerKey: OWNER_KEY,
    version: "test",
    now: (): Instant => clock.now(),
    log: (line) => void logged.push(line),
  });
  const send: Site["send"] = (name, payload, window = OWNER) => program.call(window, name, payload);
  const call = send as Site["call"];
  const reading = new Database(join(folder, "journal.db"), { readonly: true });
  return {
    folder,
    clock,
    logged,
    send,
    call,
    did: async (name, request, window) => valueOf(await call(name, request, window)),
    read: (sql, ...values) => reading.prepare(sql).all(...values) as never[],
    async close() {
      reading.close();
      await program.close();
    },
  };
}

/** Books set up through the door, the owner signed in. */
export async function newSite(folder: string): Promise<Site> {
  const site = await openSite(folder);
  const { owner } = await site.did("program.setUp", { command: command(), ...setUpRequest() });
  await site.did("session.signIn", { user: owner, pin: OWNER_PIN });
  return site;
}

export async function openShifts(site: Site, businesses: readonly string[]): Promise<void> {
  for (const business of businesses) {
    await site.did("shift.open", {
      command: command(),
      business,
      day: nairobiDay(site.clock.now()),
      counts: { "100": 20 },
      fromSafe: 0,
    });
  }
}
