-- The owner's word and the office's memory reach what waits, too.

GRANT CREATE ON SCHEMA api TO tomtin_writer;
SET LOCAL ROLE tomtin_writer;

/**
 * Settles an incident: 'accept' posts what waits for it, and then what waited for an account or a
 * business of that; 'dismiss' quarantines it. Nothing is lost either way.
 */
CREATE OR REPLACE FUNCTION api.decide(p_incident bigint, p_decision text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  i sync.incident; f uuid; accepted uuid[] := '{}';
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
      accepted := accepted || f;
      PERFORM sync.try_post(f);
    END LOOP;
    PERFORM sync.try_waiting(NULL) WHERE EXISTS (SELECT FROM unnest(accepted) a JOIN sync.fact x ON x.id = a
      WHERE x.state = 'posted' AND sync.is_ground(x.kind));
  ELSE
    UPDATE sync.epoch SET decision = 'dismiss', fork = NULL WHERE fork = i.no;
    UPDATE sync.fact SET state = 'quarantined', reason = 'dismissed: from a copy of this till that the owner turned down'
      WHERE device = i.device AND state = 'waiting' AND incident = i.no;
  END IF;
END $$;

/**
 * What an office has that a restored centre may lack, by id and hash, and the day on which it was
 * posted: facts that come back are posted there, even once that day is closed again; and so are those
 * that came back already and wait for the owner's word. Only of days that are open now, so that this
 * opens nothing that is closed; the first word stands.
 */
CREATE OR REPLACE FUNCTION api.remember(p_facts uuid[], p_hashes bytea[], p_days date[]) RETURNS integer
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
      AND NOT EXISTS (SELECT FROM sync.fact f WHERE f.id = u.fact AND f.state = 'posted')
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS noted = ROW_COUNT;
  RETURN noted;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA api FROM tomtin_writer;
