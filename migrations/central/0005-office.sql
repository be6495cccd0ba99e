-- What a device takes from the centre, what it tells of itself, and what an office decides.

SET LOCAL ROLE tomtin_owner;

/**
 * What was posted within this device's scope beyond what it has, in the order of posting: a fact
 * comes after all that its maker had seen. A till's numbers outside the scope are passed over.
 */
CREATE FUNCTION api.pull(p_have jsonb, p_facts integer, p_bytes integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter();
  most constant integer := least(greatest(coalesce(p_facts, 200), 1), 2000);
  largest constant bigint := least(greatest(coalesce(p_bytes, 524288), 1), 16 * 1024 * 1024);
  reply jsonb;
BEGIN
  WITH till AS MATERIALIZED (
    SELECT d.no, d.till, d.ingest AS head, least(coalesce((p_have ->> d.till)::bigint, 0), d.ingest) AS has FROM sync.device d
  ), seen AS MATERIALIZED (                        -- by row-level security, only what is in scope
    SELECT t.no, f.* FROM till t CROSS JOIN LATERAL (
      SELECT f.id, f.ingest, f.released, octet_length(f.bytes) AS size FROM sync.fact f
      WHERE f.device = t.no AND f.ingest > t.has ORDER BY f.ingest LIMIT most + 1) f
    WHERE t.head > t.has
  ), cut AS (                                      -- beyond this, a till's window may hide earlier ones
    SELECT min(w.last) AS released FROM (SELECT max(s.released) AS last, count(*) AS size FROM seen s GROUP BY s.no) w WHERE w.size > most
  ), run AS (
    SELECT s.*, row_number() OVER w AS place, sum(s.size) OVER w - s.size AS carried
    FROM seen s WHERE s.released <= coalesce((SELECT released FROM cut), s.released)
    WINDOW w AS (ORDER BY s.released ROWS UNBOUNDED PRECEDING)
  ), chosen AS MATERIALIZED (
    SELECT * FROM run WHERE place <= most AND (place = 1 OR carried + size <= largest)
  ), left_over AS (
    SELECT s.no, min(s.ingest) AS first FROM seen s LEFT JOIN chosen c ON c.id = s.id WHERE c.id IS NULL GROUP BY s.no
  ), placed AS MATERIALIZED (
    SELECT c.released, c.ingest, t.till, f.bytes, f.posted_on, f.late, p.epoch, p.position, p.chain
    FROM chosen c JOIN till t ON t.no = c.no JOIN sync.fact f ON f.id = c.id
    CROSS JOIN LATERAL (SELECT x.* FROM sync.position x WHERE x.fact = c.id ORDER BY x.said IS NOT NULL, x.epoch LIMIT 1) p
  )
  SELECT jsonb_build_object(
    'facts', (SELECT coalesce(jsonb_agg(jsonb_build_object('till', p.till, 'epoch', p.epoch, 'position', p.position, 'ingest', p.ingest,
        'bytes', encode(p.bytes, 'base64'), 'chain', encode(p.chain, 'base64'), 'postedOn', p.posted_on, 'late', p.late) ORDER BY p.released), '[]') FROM placed p),
    'epochs', (SELECT coalesce(jsonb_agg(jsonb_build_object('epoch', e.id, 'till', d.till, 'parent', e.parent, 'parentPosition', e.parent_position,
        'parentHash', encode(e.parent_hash, 'base64'), 'openedAt', sync.instant(e.opened_at))), '[]')
        FROM sync.epoch e JOIN sync.device d ON d.no = e.device WHERE e.id IN (SELECT p.epoch FROM placed p)),
    'have', (SELECT coalesce(jsonb_object_agg(t.till, coalesce(l.first - 1, t.head)), '{}') FROM till t LEFT JOIN left_over l ON l.no = t.no),
    'heads', (SELECT coalesce(jsonb_object_agg(t.till, t.head), '{}') FROM till t),
    'more', EXISTS (SELECT FROM left_over)) INTO reply;
  RETURN reply;
END $$;

/**
 * How a device is, by its own word: {version, at, outbox, head: {epoch, position, chain, count}}. What
 * still waits of it is tried again: when what it lacked arrived, its row may have been locked.
 */
CREATE FUNCTION api.heartbeat(p_status jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter();
  now constant timestamptz := sync.now();
BEGIN
  INSERT INTO sync.contact AS c (device, at, version, clock_offset_ms, outbox, count, epoch, position, chain) VALUES (
    me.no, now, left(p_status ->> 'version', 40), (extract(epoch FROM (p_status ->> 'at')::timestamptz - now) * 1000)::bigint,
    (p_status ->> 'outbox')::bigint, (p_status #>> '{head,count}')::bigint, (p_status #>> '{head,epoch}')::uuid,
    (p_status #>> '{head,position}')::bigint, decode(left(p_status #>> '{head,chain}', 88), 'base64'))
    ON CONFLICT (device) DO UPDATE SET at = excluded.at, version = excluded.version, clock_offset_ms = excluded.clock_offset_ms,
      outbox = excluded.outbox, count = excluded.count, epoch = excluded.epoch, position = excluded.position, chain = excluded.chain;
  PERFORM sync.try_waiting(me.no) WHERE EXISTS (SELECT FROM sync.fact f WHERE f.device = me.no AND f.state = 'waiting' AND f.incident IS NULL);
END $$;

/** Closes the books through a day, unless facts posted on or before it have not reached this office. */
CREATE FUNCTION api.close_period(p_through date, p_have jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  missing jsonb;
BEGIN
  IF p_through IS NULL OR p_through > sync.today() THEN
    RAISE EXCEPTION 'books are closed through a day that has been' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM ledger.hold_posting();
  SELECT jsonb_object_agg(d.till, m.last) INTO missing FROM sync.device d CROSS JOIN LATERAL (
    SELECT max(f.ingest) AS last FROM sync.fact f
    WHERE f.device = d.no AND f.ingest > coalesce((p_have ->> d.till)::bigint, 0) AND f.posted_on <= p_through) m
    WHERE m.last IS NOT NULL;
  IF missing IS NOT NULL THEN RETURN jsonb_build_object('closed', false, 'missing', missing); END IF;
  PERFORM ledger.close(p_through);
  RETURN jsonb_build_object('closed', true, 'through', (SELECT through FROM ledger.period));
END $$;

/** Waits until all that is being posted is posted, and lets nothing else be posted till the end of this transaction. */
CREATE FUNCTION ledger.hold_posting() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  LOCK TABLE ledger.period IN ACCESS EXCLUSIVE MODE;
END $$;

/**
 * What an office has that a restored centre may lack, by id and hash, and the day on which it was
 * posted: facts that come back are posted there, even once that day is closed again. Only of days
 * that are open now, so that this opens nothing that is closed; the first word stands.
 */
CREATE FUNCTION api.remember(p_facts uuid[], p_hashes bytea[], p_days date[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  noted integer;
BEGIN
  IF coalesce(cardinality(p_facts), 0) NOT BETWEEN 1 AND 1000 OR cardinality(p_hashes) <> cardinality(p_facts)
     OR cardinality(p_days) <> cardinality(p_facts) THEN
    RAISE EXCEPTION '1 to 1000 facts, each with its hash and day' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- The first life has forgotten nothing.
  IF NOT EXISTS (SELECT FROM sync.generation WHERE no > 1) THEN RETURN 0; END IF;
  INSERT INTO sync.remembered (fact, hash, day)
    SELECT u.fact, u.hash, u.day FROM unnest(p_facts, p_hashes, p_days) u (fact, hash, day) CROSS JOIN ledger.period p
    WHERE u.fact IS NOT NULL AND u.hash IS NOT NULL AND u.day IS NOT NULL AND (p.through IS NULL OR u.day > p.through)
      AND u.fact NOT IN (SELECT k.id FROM sync.known(p_facts) k)
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS noted = ROW_COUNT;
  RETURN noted;
END $$;

/** Every device as the centre knows it. */
CREATE FUNCTION api.tills() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
    'till', d.till, 'kind', d.kind, 'scope', coalesce(to_jsonb(d.scope), '"*"'), 'active', d.revoked_at IS NULL, 'stored', d.stored,
    'count', c.count, 'outbox', c.outbox, 'version', c.version,
    'chainEqual', (SELECT coalesce(p.said, p.chain) = c.chain FROM sync.position p WHERE p.epoch = c.epoch AND p.position = c.position),
    'lastContact', sync.instant(c.at), 'clockOffsetMs', c.clock_offset_ms,
    'held', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'reason', f.reason, 'state', f.state, 'kind', f.kind, 'at', sync.instant(f.received_at))
        ORDER BY f.received_at, f.id), '[]')
      FROM (SELECT * FROM sync.fact x WHERE x.device = d.no AND x.state <> 'posted' ORDER BY x.received_at, x.id LIMIT 200) f),
    'incidents', (SELECT coalesce(jsonb_agg(jsonb_build_object('no', i.no, 'kind', i.kind, 'detail', i.detail, 'at', sync.instant(i.at), 'decision', i.decision,
        'waiting', (SELECT count(*) FROM sync.fact f WHERE f.device = d.no AND f.state = 'waiting' AND f.incident = i.no)) ORDER BY i.no), '[]')
      FROM sync.incident i WHERE i.device = d.no)) ORDER BY d.till), '[]')
    FROM sync.device d LEFT JOIN sync.contact c ON c.device = d.no);
END $$;

/** Settles an incident: 'accept' posts what waits for it, 'dismiss' quarantines it. Nothing is lost either way. */
CREATE FUNCTION api.decide(p_incident bigint, p_decision text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  i sync.incident; f uuid;
BEGIN
  SELECT * INTO i FROM sync.incident WHERE no = p_incident;
  IF i.no IS NULL OR p_decision NOT IN ('accept', 'dismiss') OR p_decision IS NULL THEN
    RAISE EXCEPTION 'no such incident, or no such decision' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM FROM sync.device WHERE no = i.device FOR NO KEY UPDATE;
  SELECT * INTO i FROM sync.incident WHERE no = p_incident;
  IF i.decision IS NOT NULL THEN RETURN; END IF;   -- said twice
  UPDATE sync.incident SET decision = p_decision, decided_at = sync.now(), decided_by = session_user WHERE no = i.no;
  IF p_decision = 'accept' THEN
    UPDATE sync.epoch SET decision = 'accept', fork = NULL, fork_from = NULL WHERE fork = i.no;
    FOR f IN SELECT x.id FROM sync.fact x JOIN sync.position p ON p.fact = x.id JOIN sync.epoch e ON e.id = p.epoch
             WHERE x.device = i.device AND x.state = 'waiting' AND x.incident = i.no
             ORDER BY x.received_at, e.opened_at, e.id, p.position LOOP   -- as they came: parents first
      UPDATE sync.fact SET incident = NULL, reason = 'accepted' WHERE id = f AND incident IS NOT NULL;
      PERFORM sync.try_post(f);
    END LOOP;
  ELSE
    UPDATE sync.epoch SET decision = 'dismiss', fork = NULL WHERE fork = i.no;
    UPDATE sync.fact SET state = 'quarantined', reason = 'dismissed: from a copy of this till that the owner turned down'
      WHERE device = i.device AND state = 'waiting' AND incident = i.no;
  END IF;
END $$;

/** Tries one fact again, after what it lacked or what was wrong has been put right. */
CREATE FUNCTION api.retry(p_fact uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
BEGIN
  PERFORM FROM sync.device WHERE no = (SELECT device FROM sync.fact WHERE id = p_fact) FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such fact' USING ERRCODE = 'invalid_parameter_value'; END IF;
  RETURN sync.try_post(p_fact);
END $$;

RESET ROLE;

-- The api runs as the writer, for any device and for nobody else.
DO $$
DECLARE
  f regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA api TO tomtin_writer;
  FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'api'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO tomtin_writer', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO tomtin_device', f);
  END LOOP;
  REVOKE CREATE ON SCHEMA api FROM tomtin_writer;
END $$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA sync TO tomtin_writer;
GRANT EXECUTE ON FUNCTION ledger.close(date), ledger.hold_posting() TO tomtin_writer;
