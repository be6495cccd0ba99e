import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import { CentreTrouble, type TroubleKind } from "./centre.ts";
import type { Address } from "./address-file.ts";
import { authorityPem, hostAndPort, isLoopback } from "./enrolment.ts";
import { verifierOf } from "./password.ts";

/** How to reach the centre: what an enrolment code says of it. */
export type CentreAddress = Pick<
  Address,
  "hosts" | "database" | "login" | "password" | "ownPassword" | "authority"
>;

export interface PostgresTimeouts {
  readonly connectMs: number;
  /** For any call; the server has its own, shorter ones. */
  readonly callMs: number;
}

export const TIMEOUTS: PostgresTimeouts = { connectMs: 8000, callMs: 60_000 };

// An older centre does not tell the former ones.
const LIFE = z.object({ id: z.string(), former: z.array(z.string()).default([]) });

/** Whether this device has met a life of the centre that followed this one. */
export type IsFormer = (life: string) => boolean;

export interface Connected {
  readonly client: Client;
  /** Which life of the centre is there, and those it followed; null where it does not say. */
  readonly life: { readonly id: string; readonly former: readonly string[] } | null;
  /** By its code's password, though it has one of its own. */
  readonly byCode: boolean;
}

/** How long another host may take to answer once one has. */
const OTHERS_MS = 2000;

/**
 * Connects to the host that is the centre now. All are asked at once: a server that was replaced and
 * comes back to life takes what it is sent as its successor does, and only the lives tell which is
 * which. Passed over are a standby that only reads, a life that this device knows to be followed by
 * another, and one that is followed by that of another host; of the rest the first one is taken.
 */
export async function connectToAny(
  address: CentreAddress,
  isFormer: IsFormer,
  timeouts: PostgresTimeouts,
  lost: (client: Client) => void,
): Promise<Connected> {
  const attempts = address.hosts.map((host) => connectTo(host, address, timeouts, lost));
  const found = await answersOf(attempts);
  const rest = found.filter(({ life }) => life === null || !isFormer(life.id));
  const chosen = rest.find(
    ({ life }) => life === null || rest.every((other) => !other.life?.former.includes(life.id)),
  );
  await Promise.all(found.filter((each) => each !== chosen).map(({ client }) => letGo(client)));
  if (chosen !== undefined) {
    if (chosen.byCode) await takeOwn(chosen.client, address);
    return chosen;
  }
  if (found.length > 0) throw new CentreTrouble("former", "another server replaced this one");
  throw await troubleWith(attempts);
}

/** Of all hosts, in their order; without those that take long after the first one. */
async function answersOf(attempts: readonly Promise<Connected>[]): Promise<Connected[]> {
  const found: (Connected | undefined)[] = attempts.map(() => undefined);
  let late = false;
  const settled = attempts.map(async (attempt, at) => {
    const connected = await attempt;
    if (late) await letGo(connected.client);
    else found[at] = connected;
  });
  const all = Promise.allSettled(settled);
  const patience = new AbortController();
  const others = Promise.any(settled).then(
    () => wait(OTHERS_MS, undefined, { signal: patience.signal }),
    () => undefined,
  );
  await Promise.race([all, others.catch(() => undefined)]);
  patience.abort();
  late = true;
  return found.filter((each) => each !== undefined);
}

/** Of hosts that all failed: that one does not let us in says more than that another is away. */
async function troubleWith(attempts: readonly Promise<Connected>[]): Promise<CentreTrouble> {
  const results = await Promise.allSettled(attempts);
  const troubles = results.flatMap((each) =>
    each.status === "rejected" ? [troubleOf(each.reason)] : [],
  );
  return (
    troubles.find(({ kind }) => kind === "refused") ??
    troubles.at(-1) ??
    new CentreTrouble("unreachable", "no host is known")
  );
}

/** By its own password, and where the centre does not know that one, by its code's. */
async function connectTo(
  text: string,
  address: CentreAddress,
  timeouts: PostgresTimeouts,
  lost: (client: Client) => void,
): Promise<Connected> {
  const { ownPassword, password } = address;
  const by = (word: string) => connectBy(text, { ...address, password: word }, timeouts, lost);
  if (ownPassword === undefined) return { ...(await by(password)), byCode: false };
  try {
    return { ...(await by(ownPassword)), byCode: false };
  } catch (error) {
    if (troubleOf(error).kind !== "refused") throw error;
  }
  return { ...(await by(password)), byCode: true };
}

/**
 * Makes the code worth nothing. Where that fails, or an older centre cannot, the next connection tries
 * again: this one is as good as any. The word is on disk already, so whether it was heard is no matter.
 */
async function takeOwn(client: Client, { ownPassword }: CentreAddress): Promise<void> {
  if (ownPassword === undefined) return;
  await client
    .query("SELECT api.take_password($1::text)", [verifierOf(ownPassword)])
    .catch(() => undefined);
}

async function connectBy(
  text: string,
  address: CentreAddress,
  timeouts: PostgresTimeouts,
  lost: (client: Client) => void,
): Promise<Omit<Connected, "byCode">> {
  const { host, port } = hostAndPort(text);
  if (address.authority === null && !isLoopback(text)) {
    throw new CentreTrouble("untrusted", `${text} would be spoken to in the clear`);
  }
  const client = new Client({
    host,
    port,
    database: address.database,
    user: address.login,
    password: address.password,
    application_name: "tomtin",
    keepAlive: true,
    connectionTimeoutMillis: timeouts.connectMs,
    query_timeout: timeouts.callMs,
    // `host` is whom the certificate has to name; an address in numbers has no server name.
    ssl:
      address.authority === null
        ? false
        : { ca: authorityPem(address.authority), rejectUnauthorized: true, host },
  });
  // Without a listener a connection that breaks while nobody waits would end the program.
  client.on("error", () => lost(client));
  client.on("end", () => lost(client));
  try {
    await client.connect();
    const { rows } = await client.query<{ reads: boolean }>(
      "SELECT pg_catalog.pg_is_in_recovery() AS reads",
    );
    if (rows[0]?.reads !== false) throw new CentreTrouble("unreachable", `${text} only reads`);
    return { client, life: await lifeAt(client) };
  } catch (error) {
    await letGo(client);
    throw error;
  }
}

/** By itself no reason to go elsewhere: what is wrong with an answer is told by the call that follows. */
async function lifeAt(client: Client): Promise<Connected["life"]> {
  try {
    const { rows } = await client.query<{ life: unknown }>(
      "SELECT api.hello() -> 'generation' AS life",
    );
    return LIFE.safeParse(rows[0]?.life).data ?? null;
  } catch (error) {
    if (troubleOf(error).kind === "unreachable") throw error;
    return null;
  }
}

/** Says goodbye where it can, and does not wait for an answer from the dead. */
export async function letGo(client: Client): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } })
    .connection;
  const ended = client.end().catch(() => undefined);
  stream.destroy();
  await Promise.race([ended, new Promise((done) => setImmediate(done))]);
}

// ---------------------------------------------------------------- troubles

const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|ISSUER|does not support SSL/i;
const UNREACHED =
  /^(?:E[A-Z]+|08\w{3}|57P0[1-3])$|terminated|timeout|timed out|not queryable|closed/i;

export function troubleOf(error: unknown): CentreTrouble {
  if (error instanceof CentreTrouble) return error;
  const { code = "", message = String(error) } = error as { code?: string; message?: string };
  return new CentreTrouble(kindOf(code, message), message, { cause: error });
}

function kindOf(code: string, message: string): TroubleKind {
  if (UNTRUSTED.test(code) || UNTRUSTED.test(message)) return "untrusted";
  // Which login may what: Postgres' own refusals, and those of the centre's functions.
  if (/^28|^42501$|^3D000$|^22023$/.test(code)) return "refused";
  // PgBouncer's, under a code that says nothing.
  if (/^(?:SASL|password) authentication failed/.test(message)) return "refused";
  if (/^40|^53|^55P03$|^57014$|^25006$/.test(code)) return "busy";
  if (/^42883$|^3F000$|^42P01$/.test(code)) return "older";
  if (UNREACHED.test(code) || UNREACHED.test(message)) return "unreachable";
  return "garbage";
}
