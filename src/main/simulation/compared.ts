import type { Sql } from "#main/central/connect.ts";
import type {
  EpochOpened,
  Have,
  Hello,
  PeriodAnswer,
  Pulled,
  Pushed,
} from "#main/replication/centre.ts";
import { sha256 } from "#main/journal/chain.ts";
import type { Asked } from "./model/calls.ts";
import { placeOf, type ModelState } from "./model/state.ts";

// What both centres must say and keep alike, as lines of text. Reasons are for people and differ.

const hex = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString("hex").slice(0, 16);

/** Who has nothing need not be named. */
const named = (have: Have): string =>
  Object.entries(have)
    .filter(([, n]) => n > 0)
    .map(([till, n]) => `${till} ${n}`)
    .toSorted()
    .join(", ");

const ids = (facts: readonly { readonly id: string }[]): string[] => facts.map(({ id }) => id);

/** An answer in words that are the same whoever gave it. */
export function answerOf(name: Asked["name"], answer: unknown): string {
  if (answer === undefined) return "nothing";
  switch (name) {
    case "hello": {
      const { till, kind, scope, books, generation } = answer as Hello;
      return text({ till, kind, scope, books, heads: named(generation.heads) });
    }
    case "openEpoch": {
      const { known, head, heal, incident } = answer as EpochOpened;
      return text({ known, head: hex(head), heal, incident });
    }
    case "push":
      return pushed(answer as Pushed);
    case "pull":
      return pulled(answer as Pulled);
    case "closePeriod": {
      const said = answer as PeriodAnswer;
      return text(said.closed ? said : { missing: named(said.missing) });
    }
    default:
      return "done";
  }
}

function pushed(answer: Pushed): string {
  if (answer.outcome !== "stored") return text(answer);
  const { outcome, acked, head, ingest, waiting, quarantined, late } = answer;
  const held = { waiting: ids(waiting), quarantined: ids(quarantined) };
  const moved = late.map(({ id, postedOn }) => `${id} ${postedOn}`);
  return text({ outcome, acked, head: hex(head), ingest, ...held, late: moved });
}

function pulled({ facts, epochs, have, heads, more }: Pulled): string {
  return text({
    facts: facts.map(({ till, epoch, position, ingest, bytes, chain, postedOn, late }) =>
      [till, epoch, position, ingest, hex(sha256(bytes)), hex(chain), postedOn, late].join(" "),
    ),
    epochs: epochs
      .map(({ epoch, parent, parentPosition }) => [epoch, parent, parentPosition].join(" "))
      .toSorted(),
    have: named(have),
    heads: named(heads),
    more,
  });
}

/** All that the model has at the end. */
export function keptByModel(state: ModelState): string[] {
  const { facts, positions, epochs, incidents, lock } = state;
  return [
    ...[...facts.values()].map((row) =>
      text(["fact", row.id, row.till, hex(row.hash), row.state, row.ingest, row.postedOn]),
    ),
    ...[...positions.values()].map(({ fact, epoch, position, chain, said }) =>
      text(["place", placeOf(epoch, position), fact, hex(chain), hex(said)]),
    ),
    ...[...epochs.values()].map((row) =>
      text([
        "epoch",
        row.epoch,
        row.till,
        row.parent,
        row.parentPosition,
        row.position,
        hex(row.head),
        row.branchOf,
        row.base,
        row.fork,
        row.decision,
      ]),
    ),
    ...incidents.map(({ no, till, kind, epoch, decision }) =>
      text(["incident", no, till, kind, epoch, decision]),
    ),
    ...sumsOf(state),
    text(["closed through", lock]),
  ];
}

function sumsOf({ facts }: ModelState): string[] {
  const sums = new Map<string, number>();
  for (const { fact, state, postedOn } of facts.values()) {
    if (state !== "posted") continue;
    for (const [business, account, debit, credit] of fact?.entry?.lines ?? []) {
      const key = `${business} ${account} ${postedOn}`;
      sums.set(key, (sums.get(key) ?? 0) + debit - credit);
    }
  }
  return [...sums].map(([key, sum]) => text(["sum", key, sum]));
}

/** All that Postgres has at the end, row for row as the model has it. */
export async function keptByPostgres(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ kept: string[] }>(`
    WITH numbered AS (SELECT i.*, row_number() OVER (ORDER BY no) AS nth FROM sync.incident i)
    SELECT ARRAY['fact', f.id::text, d.till, left(encode(f.hash, 'hex'), 16), f.state,
        '#' || coalesce(f.ingest, 0), f.posted_on::text] AS kept
      FROM sync.fact f JOIN sync.device d ON d.no = f.device
    UNION ALL SELECT ARRAY['place', p.epoch || '@' || p.position, p.fact::text,
        left(encode(p.chain, 'hex'), 16), left(encode(p.said, 'hex'), 16)] FROM sync.position p
    UNION ALL SELECT ARRAY['epoch', e.id::text, d.till, e.parent::text, '#' || e.parent_position,
        '#' || e.head, left(encode(e.head_hash, 'hex'), 16), e.branch_of::text, '#' || e.base,
        '#' || (SELECT nth FROM numbered WHERE no = e.fork), e.decision]
      FROM sync.epoch e JOIN sync.device d ON d.no = e.device
    UNION ALL SELECT ARRAY['incident', '#' || i.nth, d.till, i.kind, i.epoch::text, i.decision]
      FROM numbered i JOIN sync.device d ON d.no = i.device
    UNION ALL SELECT ARRAY['sum', business || ' ' || account || ' ' || day,
        '#' || sum(debit - credit)] FROM ledger.line GROUP BY business, account, day
    UNION ALL SELECT ARRAY['closed through', through::text] FROM ledger.period`);
  return rows.map(({ kept }) =>
    text(kept.map((value) => (value?.startsWith("#") ? Number(value.slice(1)) : value))),
  );
}

const text = (value: unknown): string => JSON.stringify(value);
