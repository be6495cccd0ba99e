-- What an owner has to be told of the centre itself: when it was last backed up. And a password that no
-- enrolment code holds: the device makes it, and the code is worth nothing from then on.

SET LOCAL ROLE tomtin_owner;

-- A backup that was taken, read back and compared. What another program took (pg_dump, a provider's
-- snapshot) may be written here too: INSERT INTO sync.backup (how) VALUES ('pg_dump').
CREATE TABLE sync.backup (
  no       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  how      text NOT NULL DEFAULT 'central backup',
  facts    bigint,                                 -- how many it holds; null where nobody counted
  verified boolean NOT NULL DEFAULT true           -- the centre itself was whole
);
CALL ledger.seal('sync.backup');
CALL ledger.always('sync.backup');

GRANT SELECT ON sync.backup TO tomtin_writer;
GRANT CREATE ON SCHEMA api TO tomtin_writer;
SET LOCAL ROLE tomtin_writer;

/** Since when this life of the centre goes, and its last backup that holds good; null: there was none. */
CREATE FUNCTION api.safety() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
BEGIN
  RETURN jsonb_build_object(
    'since', (SELECT sync.instant(g.at) FROM sync.generation g ORDER BY g.no DESC LIMIT 1),
    'backup', (SELECT sync.instant(max(b.at)) FROM sync.backup b WHERE b.verified));
END $$;

REVOKE ALL ON FUNCTION api.safety() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.safety() TO tomtin_device;

SET LOCAL ROLE tomtin_owner;
REVOKE CREATE ON SCHEMA api FROM tomtin_writer;
GRANT CREATE ON SCHEMA api TO tomtin_enroller;
GRANT EXECUTE ON FUNCTION sync.keep_life() TO tomtin_enroller;
SET LOCAL ROLE tomtin_enroller;

/**
 * The device's own password in place of its code's. The device keeps both before it asks, tries its own
 * first and the code's where that is refused: whatever is cut off, one of the two lets it in. Under the
 * lock of its row, so that a login that is being shut out, or enrolled anew, is not opened again.
 */
CREATE FUNCTION api.take_password(p_verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(writing => true);
BEGIN
  IF p_verifier IS NULL
     OR p_verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
    RAISE EXCEPTION 'a password is taken by its verifier' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('ALTER ROLE %I PASSWORD %L', me.login, p_verifier);
END $$;

REVOKE ALL ON FUNCTION api.take_password(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.take_password(text) TO tomtin_device;

SET LOCAL ROLE tomtin_owner;
REVOKE CREATE ON SCHEMA api FROM tomtin_enroller;
RESET ROLE;
