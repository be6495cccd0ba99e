-- A page of facts costs what it carries, however much the centre holds and whatever its statistics say.

GRANT CREATE ON SCHEMA api TO tomtin_writer;
SET LOCAL ROLE tomtin_writer;

-- It answers with text as it is sent, json: jsonb took it apart and put it together again, for half of
-- what a page cost.
DROP FUNCTION api.pull(jsonb, integer, integer);

/**
 * What was posted within this device's scope beyond what it has, in the order of posting: a fact
 * comes after all that its maker had seen. A till's numbers outside the scope are passed over.
 *
 * Of each till a window is looked at, as large as its share of what is left and twice that: beyond the
 * end of a window that was too small, earlier ones may be hidden, and the page ends before it. Every table
 * is asked by its key, also where the planner believes that it is small: it was, when it was last looked
 * at, and a session keeps its plan.
 */
CREATE FUNCTION api.pull(p_have jsonb, p_facts integer, p_bytes integer) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  me constant sync.device := sync.enter();
  most constant integer := least(greatest(coalesce(p_facts, 200), 1), 2000);
  largest constant bigint := least(greatest(coalesce(p_bytes, 524288), 1), 16 * 1024 * 1024);
  reply json;
BEGIN
  WITH device AS MATERIALIZED (
    SELECT d.no, d.till, d.ingest AS head, least(coalesce((p_have ->> d.till)::bigint, 0), d.ingest) AS has FROM sync.device d
  ), till AS MATERIALIZED (
    SELECT d.*, least(most, 16 + ceil(2.0 * most * (d.head - d.has) / greatest(sum(d.head - d.has) OVER (), 1)))::integer AS "window" FROM device d
  ), seen AS MATERIALIZED (                        -- by row-level security, only what is in scope
    SELECT t.no, t.till, t."window", f.* FROM till t CROSS JOIN LATERAL (
      SELECT f.id, f.ingest, f.released, octet_length(f.bytes) AS size FROM sync.fact f
      WHERE f.device = t.no AND f.ingest > t.has ORDER BY f.ingest LIMIT t."window" + 1) f
    WHERE t.head > t.has
  ), cut AS (                                      -- from here on, a till's window may hide earlier ones
    SELECT min(w.last) AS released FROM (
      SELECT max(s.released) AS last FROM seen s GROUP BY s.no, s."window" HAVING count(*) > s."window") w
  ), run AS MATERIALIZED (
    SELECT s.*, coalesce(s.released < (SELECT released FROM cut), true) AND row_number() OVER w <= most
      AND (row_number() OVER w = 1 OR sum(s.size) OVER w <= largest) AS chosen
    FROM seen s WINDOW w AS (ORDER BY s.released ROWS UNBOUNDED PRECEDING)
  ), left_over AS MATERIALIZED (
    SELECT r.no, min(r.ingest) AS first FROM run r WHERE NOT r.chosen GROUP BY r.no
  ), placed AS MATERIALIZED (
    SELECT r.released, r.ingest, r.till, f.bytes, f.posted_on, f.late, p.epoch, p.position, p.chain
    FROM run r
    CROSS JOIN LATERAL (SELECT x.bytes, x.posted_on, x.late FROM sync.fact x WHERE x.id = r.id OFFSET 0) f
    CROSS JOIN LATERAL (SELECT x.* FROM sync.position x WHERE x.fact = r.id ORDER BY x.said IS NOT NULL, x.epoch LIMIT 1) p
    WHERE r.chosen
  )
  SELECT json_build_object(
    'facts', (SELECT coalesce(json_agg(json_build_object('till', p.till, 'epoch', p.epoch, 'position', p.position, 'ingest', p.ingest,
        'bytes', replace(encode(p.bytes, 'base64'), E'\n', ''), 'chain', encode(p.chain, 'base64'),
        'postedOn', p.posted_on, 'late', p.late) ORDER BY p.released), '[]') FROM placed p),
    'epochs', (SELECT coalesce(json_agg(json_build_object('epoch', e.id, 'till', d.till, 'parent', e.parent, 'parentPosition', e.parent_position,
        'parentHash', encode(e.parent_hash, 'base64'), 'openedAt', sync.instant(e.opened_at))), '[]')
        FROM (SELECT DISTINCT p.epoch FROM placed p) named
        CROSS JOIN LATERAL (SELECT x.* FROM sync.epoch x WHERE x.id = named.epoch) e JOIN device d ON d.no = e.device),
    'have', (SELECT coalesce(json_object_agg(t.till, coalesce(l.first - 1, t.head)), '{}') FROM till t LEFT JOIN left_over l ON l.no = t.no),
    'heads', (SELECT coalesce(json_object_agg(t.till, t.head), '{}') FROM till t),
    'more', EXISTS (SELECT FROM left_over)) INTO reply;
  RETURN reply;
END $$;

REVOKE ALL ON FUNCTION api.pull(jsonb, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.pull(jsonb, integer, integer) TO tomtin_device;

RESET ROLE;
REVOKE CREATE ON SCHEMA api FROM tomtin_writer;
