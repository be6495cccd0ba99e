-- The office makes its tills' logins: by a role that may make logins, behind functions that make
-- these and no others. The office sends a verifier; nobody but the till ever has the password.

DO $$
BEGIN
  BEGIN
    CREATE ROLE tomtin_enroller NOLOGIN CREATEROLE;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END;
  GRANT tomtin_device TO tomtin_enroller WITH ADMIN OPTION;
  GRANT pg_signal_backend TO tomtin_enroller;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT tomtin_enroller TO %I', current_user);
  END IF;
END $$;

SET LOCAL ROLE tomtin_owner;

/** A device's login. Logins belong to the whole server, so the database is part of the name. */
CREATE FUNCTION sync.login_of(p_till text) RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (CASE WHEN length(n) <= 63 THEN n
    ELSE left(n, 50) || '_' || left(encode(sha256(convert_to(n, 'UTF8')), 'hex'), 12) END)::name
  FROM lower(regexp_replace(format('tomtin_%s_%s', current_database(), p_till), '[^a-zA-Z0-9_]', '_', 'g')) n
$$;

/** Makes the login of a device that is in the registry, or gives it another password: what every device may, and no more. */
CREATE FUNCTION sync.write_login(p_login name, p_verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM sync.device WHERE login = p_login) OR p_verifier IS NULL
     OR p_verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
    RAISE EXCEPTION 'a login is made for a device, with a verifier of its password' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('%s ROLE %I LOGIN PASSWORD %L CONNECTION LIMIT 4',
    CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = p_login) THEN 'ALTER' ELSE 'CREATE' END, p_login, p_verifier);
  EXECUTE format('GRANT tomtin_device TO %I', p_login);
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), p_login);
  EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', p_login, '60s');
  EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', p_login, '10s');
  EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', p_login, '60s');
  EXECUTE format('ALTER ROLE %I SET search_path = pg_catalog', p_login);
END $$;

/** Ends the connections of a device's login: with an old password nobody speaks any longer. */
CREATE FUNCTION sync.hang_up(p_login name) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a JOIN sync.device d ON d.login = a.usename WHERE d.login = p_login
$$;

/**
 * A till's login, made by an office of all businesses: a new till, or one that gets another password
 * and scope. An office's own login is the administrator's to make: a stolen one makes no second.
 */
CREATE FUNCTION api.enrol(p_till text, p_scope text[], p_verifier text) RETURNS jsonb
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
  INSERT INTO sync.device AS d (till, login, kind, scope) VALUES (p_till, sync.login_of(p_till), 'till', p_scope)
    ON CONFLICT (till) DO UPDATE SET login = excluded.login, scope = excluded.scope, revoked_at = NULL
    RETURNING * INTO known;
  PERFORM sync.write_login(known.login, p_verifier);
  PERFORM sync.hang_up(known.login);
  RETURN jsonb_build_object('login', known.login, 'database', current_database());
END $$;

/** Shuts a till out at once: its login, and the connections that it has. Its facts stay. */
CREATE FUNCTION api.shut_out(p_till text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
  known sync.device;
BEGIN
  UPDATE sync.device SET revoked_at = coalesce(revoked_at, sync.now()) WHERE till = p_till AND kind = 'till' RETURNING * INTO known;
  IF known.no IS NULL THEN RAISE EXCEPTION 'no such till' USING ERRCODE = 'invalid_parameter_value'; END IF;
  EXECUTE format('ALTER ROLE %I NOLOGIN', known.login);
  PERFORM sync.hang_up(known.login);
END $$;

GRANT USAGE ON SCHEMA sync, ledger TO tomtin_enroller;
GRANT SELECT ON sync.device, ledger.business TO tomtin_enroller;
GRANT INSERT (till, login, kind, scope), UPDATE (login, scope, revoked_at) ON sync.device TO tomtin_enroller;
GRANT EXECUTE ON FUNCTION sync.enter(boolean, boolean), sync.now(), sync.login_of(text), sync.write_login(name, text), sync.hang_up(name)
  TO tomtin_enroller;
GRANT CREATE ON SCHEMA sync, api TO tomtin_enroller;
RESET ROLE;

ALTER FUNCTION sync.write_login(name, text) OWNER TO tomtin_enroller;
ALTER FUNCTION sync.hang_up(name) OWNER TO tomtin_enroller;
ALTER FUNCTION api.enrol(text, text[], text) OWNER TO tomtin_enroller;
ALTER FUNCTION api.shut_out(text) OWNER TO tomtin_enroller;
REVOKE ALL ON FUNCTION api.enrol(text, text[], text), api.shut_out(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.enrol(text, text[], text), api.shut_out(text) TO tomtin_device;
REVOKE CREATE ON SCHEMA sync, api FROM tomtin_enroller;
