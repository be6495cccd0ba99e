import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 } from "uuid";
import { canonical } from "#shared/facts/canonical.ts";
import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import { connectAdmin, withAdmin, type Sql } from "#main/central/connect.ts";
import { enrolDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import { startTrialServer, type TrialServer } from "#main/central/trial-server.ts";
import { benchDevices } from "./central-devices.ts";
import { busyTills } from "./central-tills.ts";
import { median, percentile, type Figure } from "./figures.ts";

export interface CentralOptions {
  /** How many entries the centre holds at the end. */
  readonly entries: number;
  /** How many tills push at once after that; none: 0. */
  readonly tills: number;
  /** How many sales a real till brings along, and a new office then receives; none: 0. */
  readonly sales: number;
  /** In which a real till sells with the network and without. */
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

const BATCH = 200;
/** Batches of one side before the other has its turn. */
const TURN = 5;
const EARLY = 10_000;

/**
 * How fast a centre takes a till's facts with every check on, beside a bare function that only puts
 * the same entries and lines into two tables with primary keys: the two take turns, so that whatever
 * else the machine does slows both.
 */
export async function benchCentral(options: CentralOptions): Promise<readonly Figure[]> {
  options.progress("Starting a Postgres …");
  const server = await startTrialServer({
    settings: [
      "shared_buffers = '256MB'",
      "max_wal_size = '4GB'",
      // The last word on a setting stands: each till has a connection of its own.
      `max_connections = ${options.tills + 60}`,
    ],
  });
  try {
    const devices = await measureDevices(server, options);
    if (options.entries === 0) return devices;
    await withAdmin(server.url("postgres"), undefined, (sql) => sql.query("CREATE DATABASE bench"));
    return await withAdmin(server.url("bench"), undefined, async (admin) => {
      await migrateCentral(admin);
      await admin.query(BARE);
      const office = await openTill(admin, server.url("bench"), "HQ", "office");
      await office.push(OPENING.map((fact) => bytesOf(fact)));
      const till = await openTill(admin, server.url("bench"), "R1", "till");
      try {
        const figures = await measure(admin, till, office, options);
        return [
          ...devices,
          ...figures,
          ...(await measureTills(admin, server.url("bench"), options)),
        ];
      } finally {
        await till.close();
        await office.close();
      }
    });
  } finally {
    await server.stop();
  }
}

async function measure(
  admin: Sql,
  till: Till,
  office: Till,
  { entries, progress }: CentralOptions,
): Promise<readonly Figure[]> {
  const ratios: { at: number; ratio: number; perSecond: number }[] = [];
  const pushes: number[] = [];
  for (let at = 0; at < entries; at += TURN * BATCH) {
    const batches = Array.from({ length: TURN }, () => salesBatch());
    const bare = await timed(async () => {
      for (const batch of batches) await admin.query("SELECT bare.post($1)", [batch]);
    });
    let full = 0;
    for (const batch of batches) {
      const took = await timed(() => till.push(batch));
      pushes.push(took);
      full += took;
    }
    ratios.push({ at, ratio: bare / full, perSecond: (TURN * BATCH * 1000) / full });
    if (at % 50_000 === 0) progress(`${at} of ${entries} entries …`);
  }
  const early = ratios.filter(({ at }) => at < EARLY);
  const late = ratios.slice(-Math.min(early.length, ratios.length));
  const perSecond = median(ratios.map((each) => each.perSecond));
  const growth = median(late.map((each) => each.ratio)) / median(early.map((each) => each.ratio));
  return [
    { name: "entries a second", value: perSecond, unit: "entries/s", target: null },
    {
      name: "beside a bare insert",
      value: median(ratios.map((each) => each.ratio)),
      unit: "×",
      target: { least: 0.35 },
    },
    { name: "a push of 200, 99 of 100", value: percentile(pushes, 99), unit: "ms", target: null },
    {
      name: "30 days of one till",
      value: 15_000 / perSecond,
      unit: "s",
      target: { most: 15 },
    },
    {
      name: `late beside early (at ${entries})`,
      value: growth,
      unit: "×",
      target: { least: 0.8 },
    },
    await pullFigure(office, entries),
  ];
}

/** In a database and a folder of their own. */
async function measureDevices(
  server: TrialServer,
  { sales, rounds, progress }: CentralOptions,
): Promise<readonly Figure[]> {
  if (sales === 0) return [];
  const folder = mkdtempSync(path.join(tmpdir(), "tomtin-bench-"));
  try {
    await withAdmin(server.url("postgres"), undefined, (sql) =>
      sql.query("CREATE DATABASE devices"),
    );
    return await withAdmin(server.url("devices"), undefined, async (admin) => {
      await migrateCentral(admin);
      return benchDevices({ folder, admin, server, sales, rounds, progress });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureTills(
  admin: Sql,
  url: string,
  { tills, progress }: CentralOptions,
): Promise<readonly Figure[]> {
  if (tills === 0) return [];
  const code = (index: number): string => `B${index + 1}`;
  const open: Till[] = [];
  try {
    for (let index = 0; index < tills; index += 1) {
      open.push(await openTill(admin, url, code(index), "till"));
    }
    return await busyTills(open, (index, sales) => salesBatch(code(index), sales), progress);
  } finally {
    for (const till of open) await till.close();
  }
}

/** A new office takes all there is. */
async function pullFigure(office: Till, entries: number): Promise<Figure> {
  let have: Record<string, number> = {};
  let facts = 0;
  const took = await timed(async () => {
    for (;;) {
      const pulled = await office.pull(have);
      facts += pulled.facts.length;
      have = pulled.have;
      if (!pulled.more) break;
    }
  });
  return {
    name: `a year for a new office (from ${Math.min(facts, entries)} facts)`,
    value: (182_500 * took) / facts / 1000,
    unit: "s",
    target: { most: 60 },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

interface Till {
  push(facts: readonly Buffer[]): Promise<void>;
  pull(
    have: Record<string, number>,
  ): Promise<{ facts: unknown[]; have: Record<string, number>; more: boolean }>;
  close(): Promise<void>;
}

async function openTill(
  admin: Sql,
  url: string,
  till: string,
  kind: "till" | "office",
): Promise<Till> {
  const way = { hosts: [], authority: null, ownerKey: null };
  const { login, password } = await enrolDevice(admin, { till, kind, scope: "*" }, way);
  const address = new URL(url);
  address.username = login;
  address.password = password;
  const sql = await connectAdmin(address.href);
  const epoch = randomUUID();
  await sql.query("SELECT api.open_epoch($1, NULL, NULL, NULL, now())", [epoch]);
  let chain: Uint8Array = chainStart(epoch, null);
  let position = 0;
  return {
    push: async (facts) => {
      const { rows } = await sql.query<{ reply: { outcome: string; head: string } }>(
        "SELECT api.push($1, $2, $3, $4) AS reply",
        [epoch, position + 1, facts, chain],
      );
      for (const fact of facts) chain = chainNext(chain, sha256(fact));
      position += facts.length;
      const head = Buffer.from(chain).toString("base64");
      if (rows[0]?.reply.head !== head) throw new Error("the centre has another chain");
    },
    pull: async (have) => {
      const { rows } = await sql.query<{ reply: Awaited<ReturnType<Till["pull"]>> }>(
        "SELECT api.pull($1, 1000, 4194304) AS reply",
        [have],
      );
      const [row] = rows;
      if (row === undefined) throw new Error("the centre said nothing");
      return row.reply;
    },
    close: () => sql.end(),
  };
}

/** The same entries and lines, and nothing else: no registry, no chain, no checks, no balances. */
const BARE = `
  CREATE SCHEMA bare;
  CREATE TABLE bare.entry (day date NOT NULL, fact uuid NOT NULL, type text, memo text, amount bigint, PRIMARY KEY (day, fact));
  CREATE TABLE bare.line (day date NOT NULL, fact uuid NOT NULL, no int NOT NULL, business text, account int, debit bigint, credit bigint,
    party text, PRIMARY KEY (day, fact, no));
  CREATE FUNCTION bare.post(facts bytea[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    WITH f AS MATERIALIZED (SELECT convert_from(b, 'UTF8')::jsonb AS doc FROM unnest(facts) b), e AS (
      INSERT INTO bare.entry SELECT (doc ->> 'day')::date, (doc ->> 'id')::uuid, doc #>> '{entry,type}', doc #>> '{entry,memo}', 1 FROM f)
    INSERT INTO bare.line SELECT (doc ->> 'day')::date, (doc ->> 'id')::uuid, x.no, x.l ->> 0, (x.l ->> 1)::int, (x.l ->> 2)::bigint,
      (x.l ->> 3)::bigint, x.l ->> 4 FROM f, jsonb_array_elements(doc #> '{entry,lines}') WITH ORDINALITY x (l, no);
  END $$`;

const today = (): string => new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);

function factOf(till: string, kind: string, more: object): object {
  return {
    id: v7(),
    kind,
    version: 1,
    till,
    at: new Date().toISOString(),
    clock: new Date().toISOString(),
    day: today(),
    business: null,
    by: { user: randomUUID(), approver: null, reason: null },
    digest: randomUUID(),
    body: {},
    entry: null,
    ...more,
  };
}

const bytesOf = (fact: object): Buffer => Buffer.from(canonical(fact), "utf8");

/** A sale of two articles with tax, cost and stock: what a retail counter writes. */
function salesBatch(till = "R1", sales = BATCH): Buffer[] {
  const line = (name: string) => ({
    item: randomUUID(),
    name,
    unit: "piece",
    quantity: 1000,
    unitPrice: 11_600,
    discount: 0,
    gross: 11_600,
    taxLetter: "A",
    basisPoints: 1600,
    tax: 1600,
    revenue: 4310,
    cogs: 5130,
    issues: [
      { item: randomUUID(), layer: randomUUID(), quantity: 1000, cost: 7000, account: 1221 },
    ],
  });
  return Array.from({ length: sales }, () =>
    bytesOf(
      factOf(till, "sale.posted", {
        business: "RETAIL",
        body: {
          number: "R1-000001-K7",
          counter: 1,
          shift: randomUUID(),
          customer: null,
          settings: randomUUID(),
          total: 23_200,
          tax: 3200,
          lines: [line("Maize flour 2 kg"), line("Cooking oil 1 l")],
          tenders: [{ kind: "cash", amount: 23_200, tendered: 25_000, change: 1800, rounding: 0 }],
        },
        entry: {
          type: "sale",
          memo: "R1-000001-K7",
          reverses: null,
          lines: [
            ["RETAIL", 1130, 23_200, 0, till],
            ["RETAIL", 4310, 0, 20_000, null],
            ["RETAIL", 2150, 0, 3200, null],
            ["RETAIL", 5130, 14_000, 0, null],
            ["RETAIL", 1221, 0, 14_000, null],
          ],
        },
      }),
    ),
  );
}

const account = (number: number, type: string, subledger: string | null = null) => ({
  number,
  type,
  category: "",
  class: "",
  subclass: null,
  name: String(number),
  nameSwahili: null,
  business: null,
  posting: true,
  active: true,
  subledger,
});

const OPENING = [
  factOf("HQ", "books.opened", {
    body: {
      owner: "Bench",
      accounts: [
        account(1130, "asset", "drawer"),
        account(4310, "revenue"),
        account(2150, "liability"),
        account(5130, "expense"),
        account(1221, "asset"),
      ],
    },
  }),
  factOf("HQ", "business.saved", {
    business: "RETAIL",
    body: {
      business: { id: "RETAIL", name: "Shop", kind: "retail", active: true },
      accounts: [],
    },
  }),
];
