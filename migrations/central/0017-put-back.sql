-- A dump that is put back on the same server is another life of the centre as well: of this cluster and
-- timeline it is, but its tables were made anew. A copy of the files keeps their numbers, and so do a
-- standby and a copy by CREATE DATABASE … TEMPLATE.

SET LOCAL ROLE tomtin_owner;

/** The number of the table that lives are written in: no dump carries it, and no two tables of a server have had one. */
CREATE FUNCTION sync.kept_in() RETURNS oid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 'sync.generation'::regclass::oid $$;

-- What is here already is of this table; a dump of an older centre says nothing.
ALTER TABLE sync.generation ADD COLUMN kept_in oid DEFAULT sync.kept_in();

/**
 * Begins another life where this server, or this table, goes on with what another one wrote, before
 * anything is posted here: numbers above its heads may have been given to other facts there.
 */
CREATE OR REPLACE FUNCTION sync.keep_life() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  here text; there oid := sync.kept_in();
BEGIN
  IF pg_is_in_recovery() THEN RETURN; END IF;
  here := sync.server();
  IF EXISTS (SELECT FROM (SELECT * FROM sync.generation ORDER BY no DESC LIMIT 1) g
             WHERE g.server IS NOT DISTINCT FROM here AND g.kept_in IS NOT DISTINCT FROM there) THEN RETURN; END IF;
  -- Whoever comes second finds it begun.
  LOCK TABLE sync.generation IN SHARE ROW EXCLUSIVE MODE;
  INSERT INTO sync.generation (no, after, heads)
    SELECT g.no + 1, g.id, (SELECT coalesce(jsonb_object_agg(d.till, d.ingest), '{}') FROM sync.device d)
    FROM (SELECT * FROM sync.generation ORDER BY no DESC LIMIT 1) g
    WHERE g.server IS DISTINCT FROM here OR g.kept_in IS DISTINCT FROM there;
END $$;

RESET ROLE;
