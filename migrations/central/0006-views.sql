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

-- Of whatever act takes or gives money at a counter; what an act gives back is negative there.
CREATE VIEW ops.tender AS
  SELECT f.id AS fact, t.no, f.kind, f.business, f.till, f.day, f.body ->> 'shift' AS shift, t.it ->> 'kind' AS tender, ops.whole(t.it -> 'amount') AS amount
  FROM ops.fact f CROSS JOIN LATERAL ops.each(f.body -> 'tenders') t;

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

-- What left the shelf (negative) or came back or in, by item and layer, wherever a fact says so.
CREATE VIEW ops.stock_move AS
  SELECT f.id AS fact, f.kind, f.business, f.till, f.day, i.it ->> 'item' AS item, i.it ->> 'layer' AS layer,
         CASE f.kind WHEN 'sale.refunded' THEN 1 ELSE -1 END * ops.whole(i.it -> 'quantity') AS quantity,
         CASE f.kind WHEN 'sale.refunded' THEN 1 ELSE -1 END * ops.whole(i.it -> 'cost') AS cost
    FROM ops.fact f CROSS JOIN LATERAL ops.each(f.body -> 'lines') l CROSS JOIN LATERAL ops.each(l.it -> 'issues') i
    WHERE f.kind = 'sale.posted' OR (f.kind = 'sale.refunded' AND l.it @> '{"restock": true}')
  UNION ALL
  SELECT f.id, f.kind, f.business, f.till, f.day, l.it ->> 'item', l.it ->> 'layer', ops.whole(l.it -> 'quantity'), ops.whole(l.it -> 'cost')
    FROM ops.fact f CROSS JOIN LATERAL ops.each(f.body -> 'lines') l WHERE f.kind = 'stock.received';

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
RESET ROLE;
