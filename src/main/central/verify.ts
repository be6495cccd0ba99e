import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import { transaction, type Sql } from "./connect.ts";

export interface CentralCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * Looks at the whole centre in one snapshot: every chain from the bytes, the ledger against the
 * registry, the balances against the lines, and whether every guard is where it belongs. It changes
 * nothing and may run beside trade. Triggers do not stop a superuser; this finds what one did.
 */
export async function verifyCentral(
  sql: Sql,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<readonly CentralCheck[]> {
  return transaction(sql, async () => {
    await sql.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const checks: CentralCheck[] = [await checkChains(sql, progress)];
    for (const { name, query } of QUERIES) {
      const { rows } = await sql.query<{ wrong: string }>(query);
      const first = rows.slice(0, 5).map(({ wrong }) => wrong);
      const more = rows.length > 5 ? ` and ${rows.length - 5} more` : "";
      const ok = rows.length === 0;
      checks.push({ name, ok, detail: ok ? "as they should be" : `${first.join("; ")}${more}` });
    }
    return checks;
  });
}

interface PlaceRow {
  readonly epoch: string;
  readonly position: string;
  readonly chain: Buffer;
  readonly hash: Buffer;
  readonly bytes: Buffer;
  readonly cut: boolean;
}

const SLICE = 2000;

/** Every hash and every chain again, from the bytes; every epoch dense up to its head. */
async function checkChains(
  sql: Sql,
  progress: (done: number, of: number) => void,
): Promise<CentralCheck> {
  const { rows: epochs } = await sql.query<{
    id: string;
    parent_hash: Buffer | null;
    head: string;
    head_hash: Buffer;
  }>("SELECT id, parent_hash, head, head_hash FROM sync.epoch ORDER BY id");
  const of = epochs.reduce((sum, { head }) => sum + Number(head), 0);
  const wrong: string[] = [];
  let done = 0;
  for (const epoch of epochs) {
    let chain: Uint8Array = chainStart(epoch.id, epoch.parent_hash);
    let position = 0;
    for (;;) {
      const { rows } = await sql.query<PlaceRow>(
        `SELECT p.epoch, p.position, p.chain, f.hash, f.bytes, f.reason LIKE 'oversize%' IS TRUE AS cut
         FROM sync.position p JOIN sync.fact f ON f.id = p.fact
         WHERE p.epoch = $1 AND p.position > $2 ORDER BY p.position LIMIT ${SLICE}`,
        [epoch.id, position],
      );
      for (const row of rows) {
        position += 1;
        chain = chainNext(chain, row.hash);
        if (Number(row.position) !== position) wrong.push(`${epoch.id}: ${position} is missing`);
        else if (!row.cut && !sha256(row.bytes).equals(row.hash)) {
          wrong.push(`${epoch.id}: the bytes at ${position} are not what was hashed`);
        } else if (!row.chain.equals(chain))
          wrong.push(`${epoch.id}: the chain breaks at ${position}`);
        else continue;
        break;
      }
      done += rows.length;
      progress(done, of);
      if (rows.length < SLICE || wrong.length > 0) break;
    }
    if (position !== Number(epoch.head) || !epoch.head_hash.equals(chain)) {
      wrong.push(`${epoch.id}: its head is ${epoch.head}, its facts end at ${position}`);
    }
    if (wrong.length > 5) break;
  }
  const ok = wrong.length === 0;
  return {
    name: "chains",
    ok,
    detail: ok ? `${done} facts in ${epochs.length} starts, from their bytes` : wrong.join("; "),
  };
}

const PARENTS = "('ledger.entry'::regclass, 'ledger.line'::regclass)";

/** Each answers with what is wrong, and with nothing where all is well. */
const QUERIES: readonly { readonly name: string; readonly query: string }[] = [
  {
    name: "places",
    query: `SELECT 'fact ' || f.id || ' has no place in any chain' AS wrong FROM sync.fact f
      WHERE NOT EXISTS (SELECT FROM sync.position p WHERE p.fact = f.id) LIMIT 100`,
  },
  {
    name: "numbers of tills",
    query: `SELECT d.till || ': ' || coalesce(n.posted, 0) || ' posted facts up to ' || coalesce(n.last, 0)
        || ', its number is ' || d.ingest || ', it has ' || coalesce(n.stored, 0) || ' of ' || d.stored AS wrong
      FROM sync.device d LEFT JOIN (SELECT f.device, count(f.ingest) AS posted, max(f.ingest) AS last, count(*) AS stored
        FROM sync.fact f GROUP BY f.device) n ON n.device = d.no
      WHERE (coalesce(n.posted, 0), coalesce(n.last, 0), coalesce(n.stored, 0)) <> (d.ingest, d.ingest, d.stored)`,
  },
  {
    name: "posted facts and their entries",
    query: `SELECT 'fact ' || coalesce(f.id, e.fact) || CASE WHEN e.fact IS NULL THEN ' is posted without its entry'
        ELSE ' has an entry that is not its own' END AS wrong
      FROM (SELECT * FROM sync.fact WHERE posted_on IS NOT NULL) f
      FULL JOIN ledger.entry e ON e.fact = f.id AND e.day = f.posted_on AND e.device = f.device AND e.late = f.late
      WHERE e.fact IS NULL OR f.id IS NULL OR f.state <> 'posted' LIMIT 100`,
  },
  {
    name: "entries say what their facts say",
    query: `WITH said AS (
        SELECT f.id, f.posted_on AS day, x.no, x.l ->> 0 AS business, (x.l ->> 1)::integer AS account, (x.l ->> 2)::bigint AS debit,
               (x.l ->> 3)::bigint AS credit, x.l ->> 4 AS party
        FROM sync.fact f CROSS JOIN LATERAL jsonb_array_elements(sync.doc(f.bytes) #> '{entry,lines}') WITH ORDINALITY x (l, no)
        WHERE f.posted_on IS NOT NULL)
      SELECT 'line ' || coalesce(l.no, s.no) || ' of ' || coalesce(l.fact, s.id) || ' is not what was posted' AS wrong
      FROM said s FULL JOIN ledger.line l ON l.day = s.day AND l.fact = s.id AND l.no = s.no
      WHERE (l.business, l.account, l.debit, l.credit, l.party) IS DISTINCT FROM (s.business, s.account, s.debit, s.credit, s.party) LIMIT 100`,
  },
  {
    name: "entries balance",
    query: `SELECT 'entry ' || l.fact || ' in ' || l.business || ': ' || sum(l.debit) || ' and ' || sum(l.credit) AS wrong
      FROM ledger.line l GROUP BY l.day, l.fact, l.business HAVING sum(l.debit) <> sum(l.credit) LIMIT 100`,
  },
  {
    name: "headers of entries",
    query: `SELECT 'entry ' || e.fact || ' says ' || e.lines || ' lines of ' || e.amount AS wrong
      FROM ledger.entry e LEFT JOIN (SELECT day, fact, count(*) AS n, sum(debit) AS debit FROM ledger.line GROUP BY day, fact) l
        ON l.day = e.day AND l.fact = e.fact WHERE (l.n, l.debit) IS DISTINCT FROM (e.lines, e.amount::numeric) LIMIT 100`,
  },
  {
    name: "balances",
    query: `SELECT 'account ' || coalesce(b.account, l.account) || ' of ' || coalesce(b.business, l.business) || ' in '
        || coalesce(b.month, l.month) || ': kept ' || coalesce(b.debit, 0) || '/' || coalesce(b.credit, 0)
        || ', lines ' || coalesce(l.debit, 0) || '/' || coalesce(l.credit, 0) AS wrong
      FROM ledger.balance b FULL JOIN (SELECT business, account, date_trunc('month', day)::date AS month, device,
          sum(debit) AS debit, sum(credit) AS credit FROM ledger.line GROUP BY 1, 2, 3, 4) l USING (business, account, month, device)
      WHERE (b.debit, b.credit) IS DISTINCT FROM (l.debit, l.credit) LIMIT 100`,
  },
  {
    name: "trial balance",
    query: `SELECT b.business || ' is apart by ' || sum(b.debit - b.credit) AS wrong
      FROM ledger.balance b GROUP BY b.business HAVING sum(b.debit) <> sum(b.credit)`,
  },
  {
    name: "guards",
    query: `WITH wanted (table_name, name) AS (VALUES
        ('ledger.entry', 'allowed'), ('ledger.entry', 'kept'), ('ledger.entry', 'not_emptied'),
        ('ledger.line', 'allowed'), ('ledger.line', 'kept'), ('ledger.line', 'not_emptied'),
        ('ledger.books', 'kept'), ('ledger.books', 'not_emptied'), ('ledger.period', 'kept'), ('ledger.period', 'not_emptied'),
        ('ledger.period', 'forward'), ('ledger.business', 'kept'), ('ledger.business', 'not_emptied'), ('ledger.account', 'kept'),
        ('ledger.account', 'not_emptied'), ('ledger.account', 'keeps'), ('ledger.balance', 'kept'), ('ledger.balance', 'not_emptied'),
        ('sync.fact', 'kept'), ('sync.fact', 'not_emptied'), ('sync.fact', 'keeps'), ('sync.position', 'kept'), ('sync.position', 'not_emptied'),
        ('sync.epoch', 'kept'), ('sync.epoch', 'not_emptied'), ('sync.epoch', 'keeps'), ('sync.incident', 'kept'), ('sync.incident', 'not_emptied'),
        ('sync.incident', 'once'), ('sync.device', 'kept'), ('sync.device', 'not_emptied'), ('sync.device', 'keeps'),
        ('sync.generation', 'kept'), ('sync.generation', 'not_emptied'), ('sync.remembered', 'kept'), ('sync.remembered', 'not_emptied'),
        ('sync.backup', 'kept'), ('sync.backup', 'not_emptied')),
      each AS (
        SELECT c.oid, c.oid::regclass::text AS at, w.name FROM wanted w JOIN pg_class c ON c.oid = w.table_name::regclass
        UNION ALL
        SELECT i.inhrelid, i.inhrelid::regclass::text, w.name FROM wanted w
        JOIN pg_inherits i ON i.inhparent = w.table_name::regclass WHERE i.inhparent IN ${PARENTS}),
      -- Rows are always in a partition, and each has the guard of its own year.
      each_guard AS (
        SELECT oid, at, name FROM each
        UNION ALL
        SELECT i.inhrelid, i.inhrelid::regclass::text, 'balanced' FROM pg_inherits i WHERE i.inhparent = 'ledger.entry'::regclass)
      SELECT e.at || ' lacks its guard "' || e.name || '"' AS wrong FROM each_guard e
      WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = e.oid AND t.tgname = e.name AND t.tgenabled = 'A')`,
  },
  {
    name: "row-level security",
    query: `SELECT c.oid::regclass || ' shows its rows to whoever may read it' AS wrong FROM pg_class c
      WHERE NOT c.relrowsecurity AND (c.oid IN ('ledger.entry'::regclass, 'ledger.line'::regclass, 'ledger.balance'::regclass,
        'sync.fact'::regclass, 'sync.position'::regclass) OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent IN ${PARENTS}))`,
  },
  {
    name: "years",
    query: `SELECT 'there is no place for ' || part AS wrong FROM (
        SELECT format('ledger.%s_%s', p, y) AS part FROM unnest(ARRAY['entry', 'line']) p,
          generate_series(extract(year FROM current_date)::integer, extract(year FROM current_date)::integer + 1) y) n
      WHERE to_regclass(part) IS NULL`,
  },
  {
    name: "logins of devices",
    query: `SELECT r.rolname || ' may do more than call the api' AS wrong FROM sync.device d JOIN pg_roles r ON r.rolname = d.login
      WHERE r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
        OR pg_has_role(r.oid, 'tomtin_writer', 'MEMBER') OR pg_has_role(r.oid, 'tomtin_owner', 'MEMBER')
        OR (d.revoked_at IS NOT NULL AND r.rolcanlogin)`,
  },
];
