import type { Client } from "pg";
import { z } from "zod";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { isBusinessDay, isInstant } from "#shared/kernel/date.ts";
import {
  CentreTrouble,
  type Centre,
  type Delivered,
  type EpochRow,
  type Pulled,
} from "./centre.ts";
import {
  connectToAny,
  letGo,
  TIMEOUTS,
  troubleOf,
  type CentreAddress,
  type IsFormer,
  type PostgresTimeouts,
} from "./postgres-connection.ts";

/**
 * The centre in Postgres: one connection, made when it is needed and given up at the first trouble.
 * Of several hosts the first that is the centre now: a standby that only reads is passed over, and so
 * is a server that another one has replaced. TLS with the pinned authority and the host's own name,
 * or plain on loopback where the code names no authority. Keeps nothing in the session, so that
 * PgBouncer may hand every call to another server process.
 */
export function openPostgresCentre(
  address: CentreAddress,
  isFormer: IsFormer = () => false,
  timeouts: PostgresTimeouts = TIMEOUTS,
): Centre {
  let client: Client | null = null;
  let connecting: Promise<Client> | null = null;
  /** The last question so far: a page may be asked for while a person asks something else. */
  let last: Promise<unknown> = Promise.resolve();
  /** Which life of the centre the device last greeted. */
  let greeted: string | null = null;
  /** Hung up on since that greeting. */
  let cut = false;

  async function connect(greeting: boolean): Promise<Client> {
    const { client: made, life } = await connectToAny(address, isFormer, timeouts, (gone) => {
      if (client !== gone) return;
      client = null;
      cut = true;
    });
    if (!greeting && greeted !== null && life !== null && life.id !== greeted) {
      await letGo(made);
      throw new CentreTrouble("unreachable", "another life of the centre is to be greeted first");
    }
    return made;
  }

  async function connection(greeting: boolean): Promise<Client> {
    if (client !== null) return client;
    connecting ??= connect(greeting).finally(() => {
      connecting = null;
    });
    client = await connecting;
    return client;
  }

  async function call<T>(shape: z.ZodType<T>, sql: string, values: unknown[] = []): Promise<T> {
    const using = await connection(sql === GREETING);
    let rows: { answer: unknown }[];
    try {
      const asked = last.then(() =>
        using.query<{ answer: unknown }>(`SELECT ${sql} AS answer`, values),
      );
      last = asked.catch(() => undefined);
      rows = (await asked).rows;
    } catch (error) {
      const trouble = troubleOf(error);
      // A reply may still be under way on it, and would be taken for the next one's.
      client = null;
      await letGo(using);
      throw trouble;
    }
    const read = shape.safeParse(rows[0]?.answer);
    if (!read.success) throw new CentreTrouble("garbage", read.error.message);
    return read.data;
  }

  const calls = centreThrough(call);
  return {
    ...calls,
    async hello() {
      const hello = await calls.hello();
      greeted = hello.generation.id;
      cut = false;
      return hello;
    },
    wasCut: () => cut,
    async close() {
      const using = client;
      client = null;
      if (using !== null) await letGo(using);
    },
  };
}

const GREETING = "api.hello()";

/** One call of the api: its answer, in this shape. */
type Call = <T>(shape: z.ZodType<T>, sql: string, values?: unknown[]) => Promise<T>;

/** The centre's functions, whatever carries the calls. */
function centreThrough(call: Call): Omit<Centre, "close"> {
  return {
    wasCut: () => false,
    hello: () => call(HELLO, GREETING),
    openEpoch: (opening) =>
      call(
        EPOCH_OPENED,
        "api.open_epoch($1::uuid, $2::uuid, $3::bigint, $4::bytea, $5::timestamptz)",
        [
          opening.epoch,
          opening.parent,
          opening.parentPosition,
          opening.parentHash === null ? null : Buffer.from(opening.parentHash),
          opening.openedAt,
        ],
      ),
    push: ({ epoch, first, after, facts, told }) =>
      call(PUSHED, "api.push($1::uuid, $2::bigint, $3::bytea[], $4::bytea, $5::date[])", [
        epoch,
        first,
        facts.map((bytes) => Buffer.from(bytes)),
        after === null ? null : Buffer.from(after),
        told.some((day) => day !== null) ? told : null,
      ]),
    pull: (have, limit) =>
      call<Pulled>(PULLED, "api.pull($1::jsonb, $2::int, $3::int)", [
        JSON.stringify(have),
        limit.facts,
        limit.bytes,
      ]),
    async heartbeat(status) {
      await call(z.unknown(), "api.heartbeat($1::jsonb)", [JSON.stringify(status)]);
    },
    closePeriod: (through, have) =>
      call(PERIOD, "api.close_period($1::date, $2::jsonb)", [through, JSON.stringify(have)]),
    tills: () => call(z.array(TILL), "api.tills()"),
    async decide(incident, decision) {
      await call(z.unknown(), "api.decide($1::bigint, $2::text)", [incident, decision]);
    },
    retry: (fact) => call(STATE, "api.retry($1::uuid)", [fact]),
    async remember(days) {
      await call(whole, "api.remember($1::uuid[], $2::bytea[], $3::date[])", [
        days.map(({ id }) => id),
        days.map(({ hash }) => Buffer.from(hash)),
        days.map(({ day }) => day),
      ]);
    },
    enrol: (till, scope, verifier) =>
      call(MADE_LOGIN, "api.enrol($1::text, $2::text[], $3::text)", [till, scope, verifier]),
    async widen(till, scope) {
      await call(z.unknown(), "api.widen($1::text, $2::text[])", [till, scope]);
    },
    async shutOut(till) {
      await call(z.unknown(), "api.shut_out($1::text)", [till]);
    },
    safety: () => call(SAFETY, "api.safety()"),
  };
}

/**
 * The same functions over a connection of somebody else's: the rows of a query, as they come. What it
 * throws is thrown; nothing is reconnected.
 */
export function centreOver(
  query: (sql: string, values: unknown[]) => Promise<readonly { answer: unknown }[]>,
): Omit<Centre, "close"> {
  return centreThrough(async (shape, sql, values = []) => {
    const [row] = await query(`SELECT ${sql} AS answer`, values);
    return shape.parse(row?.answer);
  });
}

// ---------------------------------------------------------------- shapes of the answers

const whole = z.number().int();
const instant = z.custom<Instant>((value) => typeof value === "string" && isInstant(value));
const day = z.custom<BusinessDay>((value) => typeof value === "string" && isBusinessDay(value));
const have = z.record(z.string(), whole);
const scope = z.union([z.literal("*"), z.array(z.string())]);
const bytes = z.string().transform((text): Uint8Array => Buffer.from(text, "base64"));
const incidentKind = z.enum(["rollback", "fork", "conflict"]);
const held = z.object({ id: z.string(), reason: z.string() });

const HELLO = z.object({
  device: z.string(),
  till: z.string(),
  kind: z.enum(["till", "office"]),
  scope,
  books: z.string().nullable(),
  schema: whole,
  generation: z.object({
    id: z.string(),
    after: z.string().nullable(),
    // An older centre does not say.
    former: z.array(z.string()).default([]),
    heads: have,
  }),
  at: instant,
});

const EPOCH_OPENED = z.object({
  known: whole,
  head: bytes.nullable(),
  heal: z.object({ epoch: z.string(), from: whole, to: whole }).nullable(),
  incident: incidentKind.nullable(),
});

const PUSHED = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("stored"),
    acked: whole,
    head: bytes,
    ingest: z.object({ first: whole, last: whole }).nullable(),
    waiting: z.array(held),
    quarantined: z.array(held),
    late: z.array(z.object({ id: z.string(), postedOn: day })),
    safe: whole.nullable(),
    retryAfterMs: whole.nullable(),
  }),
  z.object({ outcome: z.literal("gap"), expected: whole }),
  z.object({ outcome: z.literal("unknown_epoch") }),
]);

const MADE_LOGIN = z.object({ login: z.string(), database: z.string() });

const DELIVERED: z.ZodType<Delivered> = z.object({
  till: z.string(),
  epoch: z.string(),
  position: whole,
  ingest: whole,
  bytes,
  chain: bytes,
  postedOn: day.nullable(),
  late: z.boolean(),
});

const EPOCH: z.ZodType<EpochRow> = z.object({
  till: z.string(),
  epoch: z.string(),
  parent: z.string().nullable(),
  parentPosition: whole.nullable(),
  parentHash: bytes.nullable(),
  openedAt: instant,
});

const PULLED = z.object({
  facts: z.array(DELIVERED),
  epochs: z.array(EPOCH),
  have,
  heads: have,
  more: z.boolean(),
});

const PERIOD = z.discriminatedUnion("closed", [
  z.object({ closed: z.literal(true), through: day }),
  z.object({ closed: z.literal(false), missing: have }),
]);

const decision = z.enum(["accept", "dismiss"]);

const TILL = z.object({
  till: z.string(),
  kind: z.enum(["till", "office"]),
  scope,
  active: z.boolean(),
  stored: whole,
  count: whole.nullable(),
  outbox: whole.nullable(),
  version: z.string().nullable(),
  chainEqual: z.boolean().nullable(),
  lastContact: instant.nullable(),
  clockOffsetMs: whole.nullable(),
  held: z.array(
    held.extend({ state: z.enum(["waiting", "quarantined"]), kind: z.string(), at: instant }),
  ),
  incidents: z.array(
    z.object({
      no: whole,
      kind: incidentKind,
      detail: z.string(),
      at: instant,
      decision: decision.nullable(),
      waiting: whole,
    }),
  ),
});

const SAFETY = z.object({ since: instant, backup: instant.nullable() });

const STATE = z.enum(["posted", "waiting", "quarantined"]);
