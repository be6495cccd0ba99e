-- A till that is to serve one business more need not be enrolled anew: the office of all widens its
-- scope, and the till, which is hung up on, asks on its next greeting for all that is now its own.
-- Narrower it becomes only by another code: what it still had to send would be held back.

GRANT CREATE ON SCHEMA api TO tomtin_enroller;
SET LOCAL ROLE tomtin_enroller;

CREATE FUNCTION api.widen(p_till text, p_scope text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  known sync.device;
BEGIN
  IF coalesce(cardinality(p_scope), 0) = 0
     OR EXISTS (SELECT FROM unnest(p_scope) c WHERE NOT EXISTS (SELECT FROM ledger.business b WHERE b.code = c)) THEN
    RAISE EXCEPTION 'a till serves businesses of these books' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT * INTO known FROM sync.device WHERE till = p_till AND kind = 'till' AND revoked_at IS NULL;
  IF known.no IS NULL THEN RAISE EXCEPTION 'no such till' USING ERRCODE = 'invalid_parameter_value'; END IF;
  -- One that serves all serves these too.
  IF coalesce(known.scope @> p_scope, true) THEN RETURN; END IF;
  PERFORM sync.hang_up(known.login);
  UPDATE sync.device d SET scope = (SELECT array_agg(DISTINCT c ORDER BY c) FROM unnest(d.scope || p_scope) c)
    WHERE no = known.no AND d.scope IS NOT NULL AND revoked_at IS NULL;
END $$;

REVOKE ALL ON FUNCTION api.widen(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.widen(text, text[]) TO tomtin_device;

RESET ROLE;
REVOKE CREATE ON SCHEMA api FROM tomtin_enroller;
