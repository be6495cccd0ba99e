-- A standby that took over is another life of the centre, and so is a copy that was set up on a server
-- of its own: whoever answers first there begins it. What the former server had confirmed and never
-- handed on is sent again, and devices that met the new life do not go back to the old server.

SET LOCAL ROLE tomtin_owner;

/** Which history this server writes: its cluster, and the timeline, which every promotion changes. */
CREATE FUNCTION sync.server() RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  line constant text := left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
BEGIN
  -- Public in Postgres itself; a managed server may have taken it away.
  IF has_function_privilege('pg_control_system()', 'EXECUTE') THEN
    RETURN (SELECT c.system_identifier FROM pg_control_system() c) || '/' || line;
  END IF;
  RETURN line;
END $$;

-- What is here already is of this server; a backup of an older centre says nothing.
ALTER TABLE sync.generation ADD COLUMN server text DEFAULT sync.server();

/**
 * Begins another life where this server goes on with what another one wrote, before anything is
 * posted here: numbers above its heads may have been given to other facts there.
 */
CREATE FUNCTION sync.keep_life() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  here text;
BEGIN
  IF pg_is_in_recovery() THEN RETURN; END IF;
  here := sync.server();
  IF here IS NOT DISTINCT FROM (SELECT g.server FROM sync.generation g ORDER BY g.no DESC LIMIT 1) THEN RETURN; END IF;
  -- Whoever comes second finds it begun.
  LOCK TABLE sync.generation IN SHARE ROW EXCLUSIVE MODE;
  INSERT INTO sync.generation (no, after, heads)
    SELECT g.no + 1, g.id, (SELECT coalesce(jsonb_object_agg(d.till, d.ingest), '{}') FROM sync.device d)
    FROM (SELECT * FROM sync.generation ORDER BY no DESC LIMIT 1) g WHERE g.server IS DISTINCT FROM here;
END $$;

/** The device of this login, its row locked where it is about to write: one push at a time. */
CREATE OR REPLACE FUNCTION sync.enter(writing boolean DEFAULT false, office boolean DEFAULT false) RETURNS sync.device
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me sync.device;
BEGIN
  IF writing THEN
    PERFORM sync.keep_life();
    SELECT * INTO me FROM sync.device WHERE login = session_user AND revoked_at IS NULL FOR NO KEY UPDATE;
  ELSE
    SELECT * INTO me FROM sync.device WHERE login = session_user AND revoked_at IS NULL;
  END IF;
  IF me.no IS NULL THEN
    RAISE EXCEPTION 'this login is no device of this centre, or is revoked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF office AND (me.kind <> 'office' OR me.scope IS NOT NULL) THEN
    RAISE EXCEPTION 'only an office of all businesses may do this' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN me;
END $$;

GRANT CREATE ON SCHEMA api TO tomtin_writer;
GRANT EXECUTE ON FUNCTION sync.keep_life() TO tomtin_writer;
SET LOCAL ROLE tomtin_writer;

CREATE OR REPLACE FUNCTION api.hello() RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter();
BEGIN
  PERFORM sync.keep_life();
  RETURN jsonb_build_object(
    'device', me.login, 'till', me.till, 'kind', me.kind,
    'scope', coalesce(to_jsonb(me.scope), '"*"'), 'books', (SELECT fact FROM ledger.books), 'schema', 1,
    'at', sync.instant(sync.now()), 'closedThrough', (SELECT through FROM ledger.period), 'stored', me.stored,
    'generation', (SELECT jsonb_build_object('no', g.no, 'id', g.id, 'after', g.after, 'heads', g.heads,
        'former', (SELECT coalesce(jsonb_agg(f.id), '[]') FROM (
          SELECT o.id FROM sync.generation o UNION SELECT o.after FROM sync.generation o) f WHERE f.id <> g.id))
      FROM sync.generation g ORDER BY g.no DESC LIMIT 1));
END $$;

SET LOCAL ROLE tomtin_owner;
REVOKE CREATE ON SCHEMA api FROM tomtin_writer;
RESET ROLE;
