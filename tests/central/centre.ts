import { randomUUID } from "node:crypto";
import { Client, type QueryResultRow } from "pg";
import { v7 } from "uuid";
import { afterAll, afterEach, beforeAll } from "vitest";
import { canonical } from "#shared/facts/canonical.ts";
import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import { connectAdmin, withAdmin, type Sql } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import type { TrialServer } from "#main/central/trial-server.ts";
import type { DeviceKind, Scope } from "#main/replication/centre.ts";
import type { Enrolment } from "#main/replication/enrolment.ts";
import { startPrepared } from "./prepared.ts";

/** One Postgres a file of tests, one database a centre. */
export function centres(settings: readonly string[] = []) {
  let server: TrialServer | undefined;
  const open: TestCentre[] = [];
  const kept: TestCentre[] = [];
  beforeAll(async () => {
    server = await startPrepared(settings);
  });
  afterEach(async () => {
    for (const centre of open.splice(0)) await centre.close();
  });
  afterAll(async () => {
    for (const centre of kept) await centre.close();
    await server?.stop();
  });
  const theServer = () => {
    if (server === undefined) throw new Error("the server is not started yet");
    return server;
  };
  return {
    server: theServer,
    /** Closed after its test, unless several share it. */
    async open(sharing = false): Promise<TestCentre> {
      const centre = await TestCentre.make(theServer());
      (sharing ? kept : open).push(centre);
      return centre;
    },
  };
}

export class TestCentre {
  readonly server: TrialServer;
  readonly database: string;
  /** The superuser's connection. */
  readonly sql: Sql;
  readonly #devices: Client[] = [];

  private constructor(server: TrialServer, database: string, sql: Sql) {
    this.server = server;
    this.database = database;
    this.sql = sql;
  }

  /** A copy of a prepared database, prepared again: that changes nothing, and takes less time. */
  static async make(server: TrialServer): Promise<TestCentre> {
    const database = `t${randomUUID().replaceAll("-", "").slice(0, 12)}`;
    await withAdmin(server.url("postgres"), undefined, (admin) =>
      admin.query(`CREATE DATABASE ${database} TEMPLATE prepared STRATEGY file_copy`),
    );
    return TestCentre.of(server, database);
  }

  /** The centre of a database. */
  static async of(server: TrialServer, database: string): Promise<TestCentre> {
    const sql = await connectAdmin(server.url(database));
    await migrateCentral(sql);
    return new TestCentre(server, database, sql);
  }

  async enrol(till: string, kind: DeviceKind, scope: Scope): Promise<Enrolment> {
    return enrolDevice(this.sql, { till, kind, scope }, this.wayIn());
  }

  wayIn() {
    return {
      hosts: [`127.0.0.1:${this.server.port}`],
      authority: null,
      ownerKey: null,
      once: true,
    };
  }

  /** A login of an enrolled device, over TLS with the server's certificate verified. */
  async connect(enrolment: Enrolment, port = this.server.port): Promise<Client> {
    const client = new Client({
      host: "127.0.0.1",
      port,
      database: enrolment.database,
      user: enrolment.login,
      password: enrolment.password,
      ...(port === this.server.port ? { ssl: { ca: this.server.authority } } : {}),
    });
    client.on("error", () => undefined);
    await client.connect();
    this.#devices.push(client);
    return client;
  }

  async device(till: string, kind: DeviceKind, scope: Scope): Promise<TestDevice> {
    return new TestDevice(till, await this.connect(await this.enrol(till, kind, scope)));
  }

  /** An office that has opened the books, with one business of retail and one of water. */
  async withBooks(): Promise<TestDevice> {
    const office = await this.device("HQ", "office", "*");
    await office.begin();
    await office.send(...openingFacts("HQ"));
    return office;
  }

  async rows<T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.sql.query<T>(text, values)).rows;
  }

  /**
   * The server processes of a login that are held up by a lock, as they are at this moment: within one
   * transaction Postgres goes on showing what its first look saw.
   */
  async heldUp(login: string): Promise<number[]> {
    await this.sql.query("SELECT pg_stat_clear_snapshot()");
    const found = await this.rows<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE usename = $1 AND wait_event_type = 'Lock'",
      [login],
    );
    return found.map(({ pid }) => pid);
  }

  async one<T>(text: string, values: unknown[] = []): Promise<T> {
    const [row] = await this.rows(text, values);
    return Object.values(row ?? {})[0] as T;
  }

  async close(): Promise<void> {
    for (const client of this.#devices) await client.end();
    await this.sql.end();
  }
}

export interface Pushed {
  outcome: string;
  expected?: number;
  acked: number;
  head: string;
  ingest: { first: number; last: number } | null;
  waiting: { id: string; reason: string }[];
  quarantined: { id: string; reason: string }[];
  late: { id: string; postedOn: string }[];
  safe: number | null;
}

/** What a till keeps of one program start. */
export interface TestEpoch {
  id: string;
  parent: { id: string; position: number; chain: Buffer } | null;
  facts: Buffer[];
  chains: Buffer[];
}

/** A till as the centre sees it: epochs of bytes, and calls of the api. */
export class TestDevice {
  readonly till: string;
  readonly client: Client;
  epoch!: TestEpoch;

  constructor(till: string, client: Client) {
    this.till = till;
    this.client = client;
  }

  async call<T>(text: string, values: unknown[] = []): Promise<T> {
    const { rows } = await this.client.query(text, values);
    return Object.values(rows[0] as object)[0] as T;
  }

  /** A new program start on top of the last one, or on what a copy of the disk says was last. */
  async begin(on: TestEpoch | null = this.epoch ?? null) {
    const position = on === null ? 0 : on.facts.length;
    const parent =
      on === null || position === 0
        ? null
        : { id: on.id, position, chain: on.chains[position - 1] as Buffer };
    this.epoch = { id: randomUUID(), parent, facts: [], chains: [] };
    return this.open();
  }

  open(epoch: TestEpoch = this.epoch) {
    return this.call<{
      known: number;
      head: string | null;
      heal: { epoch: string; from: number; to: number } | null;
      incident: string | null;
    }>("SELECT api.open_epoch($1, $2, $3, $4, now())", [
      epoch.id,
      epoch.parent?.id ?? null,
      epoch.parent?.position ?? null,
      epoch.parent?.chain ?? null,
    ]);
  }

  /** Appends to the till's own chain, without telling anybody. */
  add(...facts: (Buffer | object)[]): void {
    for (const fact of facts) {
      const bytes = Buffer.isBuffer(fact) ? fact : Buffer.from(canonical(fact));
      const { id, parent, chains } = this.epoch;
      const before = chains.at(-1) ?? chainStart(id, parent?.chain ?? null);
      this.epoch.facts.push(bytes);
      chains.push(chainNext(before, sha256(bytes)));
    }
  }

  push(from = 1, to = this.epoch.facts.length, after: Buffer | null = null): Promise<Pushed> {
    return this.call("SELECT api.push($1, $2, $3, $4)", [
      this.epoch.id,
      from,
      this.epoch.facts.slice(from - 1, to),
      after,
    ]);
  }

  /** Adds and pushes at once. */
  send(...facts: (Buffer | object)[]): Promise<Pushed> {
    const from = this.epoch.facts.length + 1;
    this.add(...facts);
    return this.push(from);
  }

  pull(have: Record<string, number>, facts = 1000, bytes = 1 << 22) {
    return this.call<{
      facts: {
        till: string;
        epoch: string;
        position: number;
        ingest: number;
        bytes: string;
        chain: string;
        postedOn: string | null;
        late: boolean;
      }[];
      epochs: { epoch: string; till: string; parent: string | null }[];
      have: Record<string, number>;
      heads: Record<string, number>;
      more: boolean;
    }>("SELECT api.pull($1, $2, $3)", [have, facts, bytes]);
  }
}

/** A copy as a cloned disk has it: the same past, and a future of its own. */
export function copied(epoch: TestEpoch, upTo = epoch.facts.length): TestEpoch {
  return { ...epoch, facts: epoch.facts.slice(0, upTo), chains: epoch.chains.slice(0, upTo) };
}

export interface TestFact {
  id: string;
  [more: string]: unknown;
}

export function fact(till: string, kind: string, more: object = {}): TestFact {
  return {
    id: v7(),
    kind,
    version: 1,
    till,
    at: new Date().toISOString(),
    day: today(),
    business: null,
    by: { user: null, approver: null, reason: null },
    digest: "",
    body: {},
    entry: null,
    ...more,
  };
}

/** Today as the shop counts days. */
export const today = (plus = 0): string =>
  new Date(Date.now() + 3 * 3_600_000 + plus * 86_400_000).toISOString().slice(0, 10);

export const CASH = 1130;
export const SALES = 4310;
export const WATER_SALES = 4110;

/** A cash sale of one line, in cents. */
export function sale(till: string, amount = 15_000, more: object = {}): TestFact {
  return fact(till, "sale.posted", {
    business: "RETAIL",
    body: { number: "R1-000001-K7", total: amount, tax: 0, lines: [], tenders: [] },
    entry: {
      type: "sale",
      memo: "",
      reverses: null,
      lines: [
        ["RETAIL", CASH, amount, 0, till],
        ["RETAIL", SALES, 0, amount, null],
      ],
    },
    ...more,
  });
}

/** A sale whose lines are as said. */
export function entry(till: string, lines: unknown[][], more: object = {}): TestFact {
  return sale(till, 1, { entry: { type: "manual", memo: "", reverses: null, lines }, ...more });
}

export function account(number: number, more: object = {}) {
  return {
    number,
    type: "revenue",
    category: "c",
    class: "c",
    subclass: null,
    name: `Account ${number}`,
    nameSwahili: null,
    business: null,
    posting: true,
    active: true,
    subledger: null,
    ...more,
  };
}

export function businessSaved(till: string, id: string, accounts: object[] = []): TestFact {
  return fact(till, "business.saved", {
    business: id,
    body: {
      business: { id, name: id, kind: "retail", trades: [], colour: "", position: 1, active: true },
      settings: {},
      accounts,
      categories: [],
      items: [],
      prices: [],
    },
  });
}

export function openingFacts(till: string): TestFact[] {
  return [
    fact(till, "books.opened", {
      day: today(-30),
      body: {
        owner: "Owner",
        currency: "KES",
        demo: false,
        till: { code: till, name: till },
        roles: [],
        users: [],
        accounts: [
          account(CASH, { type: "asset", subledger: "drawer" }),
          account(1000, { type: "asset", posting: false }),
        ],
      },
    }),
    businessSaved(till, "RETAIL", [account(SALES, { business: "RETAIL" })]),
    businessSaved(till, "WATER", [account(WATER_SALES, { business: "WATER" })]),
  ];
}
