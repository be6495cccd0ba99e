-- A stolen login may keep a transaction open (it sets its own time limits), and with it the lock on its
-- till's row. Whoever shuts it out, or gives the till another password, hangs up first: his own lock is
-- then the next in the queue.

GRANT CREATE ON SCHEMA api TO tomtin_enroller;
SET LOCAL ROLE tomtin_enroller;

CREATE OR REPLACE FUNCTION api.enrol(p_till text, p_scope text[], p_verifier text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  known sync.device;
BEGIN
  IF p_till IS NULL OR p_till !~ '^[A-Z0-9]{1,12}$' OR coalesce(cardinality(p_scope), 0) = 0
     OR EXISTS (SELECT FROM unnest(p_scope) c WHERE NOT EXISTS (SELECT FROM ledger.business b WHERE b.code = c)) THEN
    RAISE EXCEPTION 'a till has a code of capital letters and digits, and businesses of these books' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT * INTO known FROM sync.device WHERE till = p_till;
  IF known.kind = 'office' THEN
    RAISE EXCEPTION 'an office is enrolled by the administrator' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM sync.hang_up(known.login);
  INSERT INTO sync.device AS d (till, login, kind, scope) VALUES (p_till, sync.login_of(p_till), 'till', p_scope)
    ON CONFLICT (till) DO UPDATE SET login = excluded.login, scope = excluded.scope, revoked_at = NULL
    RETURNING * INTO known;
  PERFORM sync.write_login(known.login, p_verifier);
  -- Who came back meanwhile came with the old password.
  PERFORM sync.hang_up(known.login);
  RETURN jsonb_build_object('login', known.login, 'database', current_database());
END $$;

CREATE OR REPLACE FUNCTION api.shut_out(p_till text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  known sync.device;
BEGIN
  SELECT * INTO known FROM sync.device WHERE till = p_till AND kind = 'till';
  IF known.no IS NULL THEN RAISE EXCEPTION 'no such till' USING ERRCODE = 'invalid_parameter_value'; END IF;
  PERFORM sync.hang_up(known.login);
  UPDATE sync.device SET revoked_at = coalesce(revoked_at, sync.now()) WHERE no = known.no;
  EXECUTE format('ALTER ROLE %I NOLOGIN', known.login);
  PERFORM sync.hang_up(known.login);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA api FROM tomtin_enroller;
