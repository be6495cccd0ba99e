import { mkdtempSync, rmSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectAdmin, withAdmin } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import { startTrialServer } from "#main/central/trial-server.ts";
import { openTrader } from "#main/demo/trader.ts";
import { openProgram } from "#main/index.ts";
import { authorityOf, encodeEnrolment } from "#main/replication/enrolment.ts";
import { startWebServer, type WebServer } from "#main/shell/web/server.ts";
import { PROJECT_FOLDER, programVersion } from "#main/shell/version.ts";
import type { Program } from "#main/shell/program.ts";

/** The till code of the demo shop itself, which is the office here. */
const OFFICE = "T1";
const TILLS = [
  { till: "W1", business: "WATER" },
  { till: "L1", business: "LAUNDRY" },
  { till: "R1", business: "RETAIL" },
] as const;
const OWNER = { name: "Wanjiku Kamau", pin: "1111" };
const DAYS = 3;

export interface CentralDemo {
  readonly devices: readonly { readonly till: string; readonly address: string }[];
  /** Of the centre, for psql. */
  readonly url: string;
  /** One sale at each till. */
  sell(): Promise<void>;
  /** Ends all, and leaves nothing behind. */
  stop(): Promise<void>;
}

/**
 * A whole chain on this machine: a real Postgres with TLS, an office with the demo shop, and a till
 * for each of its businesses, all joined with their own codes over verified connections.
 */
export async function startCentralDemo(log: (line: string) => void): Promise<CentralDemo> {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-central-demo-"));
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end().catch((error) => log(String(error)));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const server = await startTrialServer();
    ends.push(() => server.stop());
    await withAdmin(server.url("postgres"), undefined, (sql) =>
      sql.query("CREATE DATABASE tomtin"),
    );
    const url = server.url("tomtin");
    const sql = await connectAdmin(url);
    ends.push(() => sql.end());
    await migrateCentral(sql);
    const ownerKey = randomBytes(32);
    const way = {
      hosts: [`localhost:${server.port}`, `${server.host}:${server.port}`],
      authority: authorityOf(server.authority),
      ownerKey: ownerKey.toString("base64"),
      once: true,
    };
    const start = async (till: string): Promise<Program> => {
      const program = await openProgram({
        dataFolder: join(folder, till),
        ownerKey: till === OFFICE ? ownerKey : randomBytes(32),
        keepOwnerKey: () => Promise.resolve(),
        version: programVersion(),
        log: (line) => log(`${till}: ${line}`),
      });
      ends.push(() => program.close());
      return program;
    };

    const office = await start(OFFICE);
    log(`Filling the office with ${DAYS} days of trade …`);
    await office.fillDemo(DAYS);
    await signIn(office);
    const central = await enrolDevice(sql, { till: OFFICE, kind: "office", scope: "*" }, way);
    await must(office, "centre.connect", { code: encodeEnrolment(central) });
    const programs: [string, Program][] = [[OFFICE, office]];
    await until(office, (status) => status.unconfirmed === 0);
    for (const { till, business } of TILLS) {
      const enrolment = await enrolDevice(sql, { till, kind: "till", scope: [business] }, way);
      const program = await start(till);
      await must(program, "centre.connect", { code: encodeEnrolment(enrolment) });
      programs.push([till, program]);
    }
    for (const [, program] of programs) {
      await until(program, ({ state, centre }) => state === "ready" && centre?.behind === 0);
    }
    const traders = await Promise.all(
      TILLS.map(async ({ till, business }) => {
        const program = programs.find(([code]) => code === till)?.[1] ?? office;
        return openTrader(program, OWNER, business, Math.random);
      }),
    );
    const devices: { till: string; address: string }[] = [];
    for (const [till, program] of programs) {
      const web = await serve(program, log);
      ends.push(() => web.stop());
      devices.push({ till, address: web.address });
    }
    return {
      devices,
      url,
      async sell() {
        for (const trader of traders) await trader.sell();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serve(program: Program, log: (line: string) => void): Promise<WebServer> {
  return startWebServer({
    port: 0,
    rendererFolder: join(PROJECT_FOLDER, "out", "renderer"),
    call: (connection, name, payload) => program.call(connection, name, payload),
    disconnect: (connection) => program.disconnect(connection),
    log,
  });
}

interface Status {
  readonly state: string;
  readonly unconfirmed: number | null;
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly centre: { readonly behind: number; readonly lastContact: string | null } | null;
}

const WINDOW = "demo";

async function must<T>(program: Program, name: string, request: object): Promise<T> {
  const answer = await program.call(WINDOW, name, request);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.refusal)}`);
  return answer.value as T;
}

async function signIn(program: Program): Promise<void> {
  const { users } = await must<Status>(program, "program.status", {});
  const owner = users.find(({ name }) => name === OWNER.name);
  await must(program, "session.signIn", { user: owner?.id ?? "", pin: OWNER.pin });
}

/** Asks until it is so: what is awaited comes over a network. */
async function until(program: Program, so: (status: Status) => boolean): Promise<void> {
  for (let n = 0; n < 1200; n += 1) {
    const status = await must<Status>(program, "program.status", {});
    if (so(status) && status.centre?.lastContact !== null) return;
    await new Promise((go) => setTimeout(go, 100));
  }
  throw new Error("the centre did not get there");
}

/** Runs it until the terminal or the parent asks to stop; a sale a till every few seconds. */
export async function runCentralDemo(
  out: (line: string) => void,
  log: (line: string) => void,
): Promise<number> {
  const stopping = new Promise<"stop">((go) => {
    const end = (): void => go("stop");
    // From the start, or it would leave half of them behind. It may come twice, from the terminal
    // and from npm: the second one must not end us half-way.
    process.on("SIGINT", end);
    process.on("SIGTERM", end);
    process.once("disconnect", end);
  });
  const demo = await startCentralDemo(log);
  out("A centre, an office and three tills are trading on this machine:");
  for (const { till, address } of demo.devices) {
    out(`  ${till === OFFICE ? "office" : "till  "}  ${till}  ${address}`);
  }
  out(`  centre      ${demo.url}`);
  out(`Everybody's PIN is that of the demo shop: ${OWNER.name}, ${OWNER.pin}. Ctrl+C ends all.`);
  const trading = (async () => {
    const pause = (): Promise<unknown> => new Promise((go) => setTimeout(go, 4000));
    while ((await Promise.race([stopping, pause()])) !== "stop") {
      await demo.sell().catch((error: unknown) => log(String(error)));
    }
  })();
  await stopping;
  await trading;
  await demo.stop();
  return 0;
}
