-- What happened, for people with psql and BI tools: read-only views over the facts, one a noun.
-- Amounts are cents, quantities thousandths, days are Nairobi's. Role: tomtin_reader (docs/central.md).

SET LOCAL ROLE tomtin_owner;
CREATE SCHEMA ops;
CREATE SCHEMA audit;

/** A whole number, or NULL for anything else: one odd fact must not break a report. */
CREATE FUNCTION ops.whole(value jsonb) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(value) = 'number' THEN trunc((value #>> '{}')::numeric)::bigint END
$$;

/** Its elements, or none where it is no list. */
CREATE FUNCTION ops.each(value jsonb) RETURNS TABLE (no bigint, it jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT x.no, x.it FROM jsonb_array_elements(CASE WHEN jsonb_typeof(value) = 'array' THEN value ELSE '[]' END)
    WITH ORDINALITY x (it, no)
$$;

-- Every posted fact with its body: what the views below are made of, and what they leave out.
CREATE VIEW ops.fact AS
  SELECT f.id, f.kind, f.day, f.posted_on, f.late, d.till, x.doc ->> 'business' AS business,
         (x.doc ->> 'at')::timestamptz AS at, x.doc #>> '{by,user}' AS "user", x.doc -> 'body' AS body, x.doc -> 'entry' AS entry
  FROM sync.fact f JOIN sync.device d ON d.no = f.device
  CROSS JOIN LATERAL (SELECT sync.doc(f.bytes) AS doc OFFSET 0) x
  WHERE f.state = 'posted';

CREATE VIEW ops.sale AS
  SELECT f.id, f.kind = 'sale.refunded' AS refund, (f.body ->> 'sale')::uuid AS refund_of, f.business, f.till, f.day, f.at, f."user",
         f.body ->> 'number' AS number, f.body ->> 'shift' AS shift, f.body ->> 'customer' AS customer,
         ops.whole(f.body -> 'total') AS total, ops.whole(f.body -> 'tax') AS tax
  FROM ops.fact f WHERE f.kind IN ('sale.posted', 'sale.refunded');

CREATE VIEW ops.sale_line AS
  SELECT f.id AS sale, l.no, f.kind = 'sale.refunded' AS refund, f.business, f.till, f.day, l.it ->> 'item' AS item, l.it ->> 'name' AS name,
         l.it ->> 'unit' AS unit, ops.whole(l.it -> 'quantity') AS quantity, ops.whole(l.it -> 'unitPrice') AS unit_price,
         ops.whole(l.it -> 'discount') AS discount, ops.whole(l.it -> 'gross') AS gross, ops.whole(l.it -> 'tax') AS tax,
         (SELECT coalesce(sum(ops.whole(i.it -> 'cost')), 0)::bigint FROM ops.each(l.it -> 'issues') i) AS cost
  FROM ops.fact f CROSS JOIN LATERAL ops.each(f.body -> 'lines') l WHERE f.kind IN ('sale.posted', 'sale.refunded');

-- Of whatever act takes money (positive) or gives it back (negative) at a counter.
CREATE VIEW ops.tender AS
  SELECT f.id AS fact, t.no, f.kind, f.business, f.till, f.day, f.body ->> 'shift' AS shift, t.it ->> 'kind' AS tender,
         CASE WHEN f.kind IN ('sale.refunded', 'job.cancelled', 'job.compensated', 'deposit.returned', 'credit.paidOut') THEN -1 ELSE 1 END
           * ops.whole(t.it -> 'amount') AS amount
  FROM ops.fact f CROSS JOIN LATERAL ops.each(coalesce(f.body -> 'tenders', jsonb_build_array(f.body -> 'tender'))) t
  WHERE f.body ?| '{tenders,tender}';

CREATE VIEW ops.shift AS
  SELECT o.id, o.business, o.till, o.day, ops.whole(o.body -> 'number') AS number, o.at AS opened_at, o."user" AS opened_by,
         ops.whole(o.body -> 'float') AS float, c.at AS closed_at, c."user" AS closed_by, ops.whole(c.body -> 'expected') AS expected,
         ops.whole(c.body -> 'counted') AS counted, ops.whole(c.body -> 'variance') AS variance
  FROM ops.fact o LEFT JOIN ops.fact c ON c.kind = 'shift.closed' AND c.body ->> 'shift' = o.id::text
  WHERE o.kind = 'shift.opened';

CREATE VIEW ops.stock_receipt AS
  SELECT f.id AS fact, l.no, f.business, f.till, f.day, f.body ->> 'supplier' AS supplier, f.body ->> 'reference' AS reference,
         l.it ->> 'item' AS item, l.it ->> 'name' AS name, ops.whole(l.it -> 'quantity') AS quantity, ops.whole(l.it -> 'cost') AS cost
  FROM ops.fact f CROSS JOIN LATERAL ops.each(f.body -> 'lines') l WHERE f.kind = 'stock.received';

/**
 * Every move of goods that a fact names: into a layer (a receipt, a product, what was found) or out
 * of one (negative); a refund that restocks and a run taken back go the other way.
 */
CREATE FUNCTION ops.moves_of(kind text, body jsonb) RETURNS TABLE (item text, layer text, quantity bigint, cost bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT m.it ->> 'item', m.it ->> 'layer', m.sign * ops.whole(m.it -> 'quantity'), m.sign * ops.whole(m.it -> 'cost')
  FROM (
    SELECT x AS it, -1 AS sign FROM jsonb_path_query(body, '$.lines[*].issues[*]') x WHERE moves_of.kind <> 'sale.refunded'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*] ? (@.restock == true).issues[*]') x WHERE moves_of.kind = 'sale.refunded'
    UNION ALL SELECT x, -1 FROM jsonb_path_query(body, '$.lines[*].issue') x
    UNION ALL SELECT x, -1 FROM jsonb_path_query(body, '$.inputs[*].issues[*]') x
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*] ? (exists(@.layer))') x WHERE moves_of.kind = 'stock.received'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*].found') x WHERE jsonb_typeof(x) = 'object'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*].arrived') x
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.output') x WHERE moves_of.kind = 'production.recorded'
    UNION ALL SELECT x, -1 FROM jsonb_path_query(body, '$.output') x WHERE moves_of.kind = 'production.reversed'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.inputs[*]') x WHERE moves_of.kind = 'production.reversed'
  ) m
$$;

CREATE VIEW ops.stock_move AS
  SELECT f.id AS fact, f.kind, f.business, f.till, f.day, m.item, m.layer, m.quantity, m.cost
  FROM ops.fact f CROSS JOIN LATERAL ops.moves_of(f.kind, f.body) m
  WHERE f.kind LIKE 'sale.%' OR f.kind LIKE 'stock.%' OR f.kind LIKE 'production.%';

CREATE VIEW ops.production_run AS
  SELECT f.id, f.business, f.till, f.day, f.at, f.body #>> '{output,item}' AS item, f.body #>> '{output,name}' AS name,
         ops.whole(f.body -> 'good') AS good, ops.whole(f.body -> 'normal') AS normal_loss, ops.whole(f.body -> 'abnormal') AS abnormal_loss,
         ops.whole(f.body #> '{output,cost}') AS cost, f.body ->> 'batch' AS batch,
         EXISTS (SELECT FROM ops.fact r WHERE r.kind = 'production.reversed' AND r.body ->> 'run' = f.id::text) AS reversed
  FROM ops.fact f WHERE f.kind = 'production.recorded';

-- Work in hand: one row a job, as its last act left it.
CREATE VIEW ops.job AS
  SELECT j.id, j.business, j.till, j.day, j.at AS received_at, j.body ->> 'number' AS number, j.body ->> 'customer' AS customer,
         j.body ->> 'promised' AS promised, ops.whole(j.body -> 'total') AS total, ops.whole(j.body -> 'deposit') AS deposit,
         coalesce(a.body ->> 'to', 'received') AS status, coalesce(a.at, j.at) AS since
  FROM ops.fact j LEFT JOIN LATERAL (
    SELECT x.body, x.at FROM ops.fact x WHERE x.kind LIKE 'job.%' AND x.kind <> 'job.received' AND x.body ->> 'job' = j.id::text
    ORDER BY x.at DESC, x.till DESC LIMIT 1) a ON true
  WHERE j.kind = 'job.received';

CREATE VIEW ops.job_act AS
  SELECT f.id AS fact, coalesce(f.body ->> 'job', f.id::text)::uuid AS job, f.kind, f.business, f.till, f.day, f.at, f."user",
         f.body ->> 'from' AS from_status, coalesce(f.body ->> 'to', 'received') AS to_status, ops.whole(coalesce(f.body -> 'amount', f.body -> 'deposit')) AS amount
  FROM ops.fact f WHERE f.kind LIKE 'job.%';

-- Cylinders and containers from one place to another, in whole pieces, wherever a fact says so.
CREATE VIEW ops.returnable_move AS
  SELECT f.id AS fact, f.kind, f.business, f.till, f.day, m ->> 'type' AS type, m ->> 'from' AS from_place, m ->> 'to' AS to_place,
         ops.whole(m -> 'count') AS count, m ->> 'serial' AS serial
  FROM ops.fact f CROSS JOIN LATERAL (
    SELECT x FROM jsonb_path_query(f.body, '$.moves[*]') x
    UNION ALL SELECT x FROM jsonb_path_query(f.body, '$.lines[*].returnable.moves[*]') x) u (m)
  WHERE f.kind LIKE 'returnables.%' OR f.kind LIKE 'deposit.%' OR f.kind LIKE 'sale.%';

-- Master data as it now is: of each record the newest word.
CREATE VIEW ops.customer AS
  SELECT DISTINCT ON (f.body ->> 'id') f.body ->> 'id' AS id, f.body ->> 'name' AS name, ops.whole(f.body -> 'creditLimit') AS credit_limit,
         (f.body ->> 'active')::boolean AS active, f.at AS changed_at
  FROM ops.fact f WHERE f.kind = 'customer.saved' ORDER BY f.body ->> 'id', f.at DESC, f.till DESC;

CREATE VIEW ops.item AS
  SELECT DISTINCT ON (i.it ->> 'id') i.it ->> 'id' AS id, i.it ->> 'business' AS business, i.it ->> 'name' AS name, i.it ->> 'sku' AS sku,
         i.it ->> 'kind' AS kind, i.it ->> 'unit' AS unit, (i.it ->> 'active')::boolean AS active, f.at AS changed_at
  FROM ops.fact f CROSS JOIN LATERAL ops.each(f.body -> 'items') i
  WHERE f.kind IN ('catalog.saved', 'business.saved', 'books.opened') ORDER BY i.it ->> 'id', f.at DESC, f.till DESC;

CREATE VIEW ops.trial_balance AS
  SELECT b.business, b.month, b.account, a.name, a.type, sum(b.debit) AS debit, sum(b.credit) AS credit
  FROM ledger.balance b JOIN ledger.account a ON a.number = b.account GROUP BY b.business, b.month, b.account, a.name, a.type;

CREATE VIEW ops.party_balance AS
  SELECT l.business, l.account, a.name, l.party, sum(l.debit)::bigint AS debit, sum(l.credit)::bigint AS credit
  FROM ledger.line l JOIN ledger.account a ON a.number = l.account WHERE l.party IS NOT NULL
  GROUP BY l.business, l.account, a.name, l.party;

-- Who did what, who allowed it and why: nobody can edit it, because it is the facts themselves.
CREATE VIEW audit.trail AS
  SELECT f.received_at, x.doc ->> 'at' AS at, d.till, f.kind, x.doc ->> 'business' AS business, x.doc #>> '{by,user}' AS "user",
         x.doc #>> '{by,approver}' AS approver, x.doc #>> '{by,reason}' AS reason, f.state, f.reason AS held_for, f.id, x.doc -> 'body' AS body
  FROM sync.fact f JOIN sync.device d ON d.no = f.device
  CROSS JOIN LATERAL (SELECT CASE WHEN f.kind <> '?' THEN sync.doc(f.bytes) END AS doc OFFSET 0) x;

CREATE VIEW audit.incident AS
  SELECT i.no, i.at, d.till, i.kind, i.detail, i.decision, i.decided_at, i.decided_by
  FROM sync.incident i JOIN sync.device d ON d.no = i.device;

CREATE VIEW audit.device AS
  SELECT d.till, d.kind, coalesce(d.scope, '{*}') AS scope, d.login, d.enrolled_at, d.revoked_at, d.stored, d.ingest AS posted,
         c.at AS last_contact, c.version, c.clock_offset_ms, c.outbox
  FROM sync.device d LEFT JOIN sync.contact c ON c.device = d.no;

GRANT USAGE ON SCHEMA ops, audit TO tomtin_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA ops, audit TO tomtin_reader;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ops TO tomtin_reader;
GRANT EXECUTE ON FUNCTION sync.doc(bytea) TO tomtin_reader;
RESET ROLE;
