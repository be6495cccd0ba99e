-- Later years belong to the owner of the first; what was turned down stays so; a place has a hash.

-- Whoever looks after the centre (a superuser, usually) makes a year's partitions and its guard as
-- the owner of all the others, and not as what he is.
ALTER PROCEDURE ledger.make_years(integer, integer) SECURITY DEFINER;
DO $$
DECLARE
  part regclass; guard regprocedure;
BEGIN
  FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent IN ('ledger.entry'::regclass, 'ledger.line'::regclass) LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO tomtin_owner', part);
  END LOOP;
  FOR guard IN SELECT oid FROM pg_proc WHERE pronamespace = 'ledger'::regnamespace AND proname ~ '^entry_\d+_is_balanced$' LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO tomtin_owner', guard);
  END LOOP;
END $$;

-- A stolen login may say where it goes on, and not leave a load of bytes there.
ALTER TABLE sync.epoch ADD CONSTRAINT parent_is_a_place
  CHECK (octet_length(parent_hash) = 32 AND parent_position >= 0) NOT VALID;

/**
 * Tries one fact again, after what it lacked or what was wrong has been put right. What waits for the
 * owner's word, or came from a copy that he turned down, is not posted by itself: that word stands.
 */
CREATE OR REPLACE FUNCTION api.retry(p_fact uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(office => true);
BEGIN
  PERFORM FROM sync.device WHERE no = (SELECT device FROM sync.fact WHERE id = p_fact) FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no such fact' USING ERRCODE = 'invalid_parameter_value'; END IF;
  IF EXISTS (SELECT FROM sync.fact WHERE id = p_fact AND state = 'quarantined' AND reason LIKE 'dismissed:%') THEN
    RETURN 'quarantined';
  END IF;
  RETURN sync.try_post(p_fact);
END $$;
