-- The registry of facts: what arrived, from whom, at which place of which chain, and what became of it.

SET LOCAL ROLE tomtin_owner;

-- How far this centre's clock is ahead of the server's: trials and demonstrations of other years.
CREATE TABLE sync.clock (
  one   boolean PRIMARY KEY DEFAULT true CHECK (one),
  ahead interval NOT NULL
);
INSERT INTO sync.clock VALUES (true, '0');

CREATE FUNCTION sync.now() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT clock_timestamp() + ahead FROM sync.clock
$$;

CREATE FUNCTION sync.instant(at timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

CREATE TABLE sync.incident (
  no         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device     smallint NOT NULL REFERENCES sync.device,
  kind       text NOT NULL CHECK (kind IN ('rollback', 'fork', 'conflict')),
  epoch      uuid NOT NULL,
  detail     text NOT NULL,
  at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  decision   text CHECK (decision IN ('accept', 'dismiss')),
  decided_at timestamptz,
  decided_by name
);
CREATE INDEX incident_by_device ON sync.incident (device);

-- One program start of a till. A branch is the part of an epoch that went another way than what was
-- known (a machine that was suspended and resumed twice): it is kept like an epoch of its own, whose
-- parent is the place where it left.
CREATE TABLE sync.epoch (
  id              uuid PRIMARY KEY,
  device          smallint NOT NULL REFERENCES sync.device,
  parent          uuid,
  parent_position bigint,
  parent_hash     bytea,
  head            bigint NOT NULL DEFAULT 0,
  head_hash       bytea NOT NULL,                  -- at 0: where the chain starts
  opened_at       timestamptz NOT NULL,
  branch_of       uuid,
  base            bigint NOT NULL DEFAULT 0,       -- a branch: the till's own position before its first
  -- Facts after this position wait for the owner's word on this incident.
  fork            bigint REFERENCES sync.incident,
  fork_from       bigint,
  decision        text,
  CHECK ((parent IS NULL) = (parent_position IS NULL))
) WITH (fillfactor = 50);
CREATE INDEX epoch_by_parent ON sync.epoch (parent);
CREATE INDEX epoch_by_branch ON sync.epoch (branch_of) WHERE branch_of IS NOT NULL;

CREATE SEQUENCE sync.released;

-- Not partitioned and kept for ever: only here can an id be unique. The bytes lie beside the rest,
-- uncompressed, as long as a page holds them.
CREATE TABLE sync.fact (
  id          uuid PRIMARY KEY,
  device      smallint NOT NULL,
  kind        text NOT NULL,
  day         date,
  scope       text[] NOT NULL,                     -- every business that it names; none: for everybody
  hash        bytea NOT NULL,
  bytes       bytea NOT NULL,
  state       text NOT NULL CHECK (state IN ('posted', 'waiting', 'quarantined')),
  reason      text,
  incident    bigint,                              -- whose decision it waits for
  ingest      bigint,                              -- dense per till, given when it is posted
  released    bigint,                              -- order of posting over all tills
  told        date,                                -- the day on which its till says a former life of this centre had posted it
  posted_on   date,                                -- the day of its entry; NULL: it has none
  late        boolean NOT NULL DEFAULT false,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((state = 'posted') = (ingest IS NOT NULL) AND (ingest IS NULL) = (released IS NULL)),
  CHECK ((state = 'posted') = (reason IS NULL))
) WITH (toast_tuple_target = 8160);
ALTER TABLE sync.fact ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX fact_by_ingest ON sync.fact (device, ingest);
CREATE INDEX fact_held ON sync.fact (device, received_at) WHERE state <> 'posted';
CREATE INDEX fact_by_kind ON sync.fact (kind, day);

CREATE TABLE sync.position (
  epoch    uuid NOT NULL,
  position bigint NOT NULL CHECK (position > 0),
  device   smallint NOT NULL,
  fact     uuid NOT NULL,
  chain    bytea NOT NULL,
  said     bytea,                                  -- in a branch: the chain value that the till has there
  PRIMARY KEY (epoch, position)
);
CREATE INDEX position_by_fact ON sync.position (fact);
CREATE INDEX position_said ON sync.position (said) WHERE said IS NOT NULL;

-- What a device last said of itself.
CREATE TABLE sync.contact (
  device          smallint PRIMARY KEY REFERENCES sync.device,
  at              timestamptz NOT NULL,
  version         text,
  clock_offset_ms bigint,
  outbox          bigint,
  count           bigint,
  epoch           uuid,
  position        bigint,
  chain           bytea
) WITH (fillfactor = 50);

-- Through which position of an epoch a verified backup holds the facts.
CREATE TABLE sync.safe (
  epoch    uuid PRIMARY KEY,
  position bigint NOT NULL
);

-- One row a life of this centre: a restore begins a new one, and says how far the backup reached.
-- Its id tells two lives apart that began from one backup; its number is for people.
CREATE TABLE sync.generation (
  no    integer PRIMARY KEY,
  id    uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  after uuid,                                      -- the life that the backup is of
  at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  heads jsonb NOT NULL                             -- by till: its newest ingest number then
);
INSERT INTO sync.generation (no, heads) VALUES (1, '{}');

-- Facts that this life of the centre lacks, and the day on which a former one had posted them, by
-- the word of an office that has them: said while that day was open, and said once.
CREATE TABLE sync.remembered (
  fact uuid PRIMARY KEY,
  hash bytea NOT NULL,
  day  date NOT NULL
);

-- ---------------------------------------------------------------- guards

CREATE FUNCTION sync.fact_keeps_what_it_is() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.state = 'posted' OR (NEW.id, NEW.device, NEW.kind, NEW.hash, NEW.bytes, NEW.scope, NEW.told, NEW.received_at)
     IS DISTINCT FROM (OLD.id, OLD.device, OLD.kind, OLD.hash, OLD.bytes, OLD.scope, OLD.told, OLD.received_at) THEN
    RAISE EXCEPTION 'facts are never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION sync.incident_is_decided_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.decision IS NOT NULL OR (NEW.no, NEW.device, NEW.kind, NEW.epoch, NEW.detail, NEW.at)
     IS DISTINCT FROM (OLD.no, OLD.device, OLD.kind, OLD.epoch, OLD.detail, OLD.at) THEN
    RAISE EXCEPTION 'an incident is decided once, and never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION sync.epoch_keeps_what_it_is() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.head < OLD.head OR (NEW.id, NEW.device, NEW.parent, NEW.parent_position, NEW.parent_hash, NEW.branch_of)
     IS DISTINCT FROM (OLD.id, OLD.device, OLD.parent, OLD.parent_position, OLD.parent_hash, OLD.branch_of) THEN
    RAISE EXCEPTION 'an epoch only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION sync.device_only_counts_up() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.ingest < OLD.ingest OR NEW.stored < OLD.stored OR NEW.till <> OLD.till THEN
    RAISE EXCEPTION 'a device keeps its code, and its numbers only grow' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CALL ledger.seal('sync.fact', 'DELETE');
CALL ledger.seal('sync.position');
CALL ledger.seal('sync.epoch', 'DELETE');
CALL ledger.seal('sync.incident', 'DELETE');
CALL ledger.seal('sync.device', 'DELETE');
CALL ledger.seal('sync.generation');
CALL ledger.seal('sync.remembered');
CREATE TRIGGER keeps BEFORE UPDATE ON sync.fact FOR EACH ROW EXECUTE FUNCTION sync.fact_keeps_what_it_is();
CREATE TRIGGER once BEFORE UPDATE ON sync.incident FOR EACH ROW EXECUTE FUNCTION sync.incident_is_decided_once();
CREATE TRIGGER keeps BEFORE UPDATE ON sync.epoch FOR EACH ROW EXECUTE FUNCTION sync.epoch_keeps_what_it_is();
CREATE TRIGGER keeps BEFORE UPDATE ON sync.device FOR EACH ROW EXECUTE FUNCTION sync.device_only_counts_up();
DO $$
DECLARE
  target regclass;
BEGIN
  FOR target IN SELECT oid FROM pg_class WHERE relnamespace = 'sync'::regnamespace AND relkind = 'r' LOOP
    CALL ledger.always(target);
  END LOOP;
END $$;

-- ---------------------------------------------------------------- who sees what

GRANT SELECT, INSERT ON sync.fact, sync.position, sync.epoch, sync.incident, sync.contact, sync.remembered TO tomtin_writer;
GRANT UPDATE (state, reason, incident, ingest, released, posted_on, late) ON sync.fact TO tomtin_writer;
GRANT UPDATE (head, head_hash, fork, fork_from, decision) ON sync.epoch TO tomtin_writer;
GRANT UPDATE (decision, decided_at, decided_by) ON sync.incident TO tomtin_writer;
GRANT UPDATE (at, version, clock_offset_ms, outbox, count, epoch, position, chain) ON sync.contact TO tomtin_writer;
GRANT SELECT ON sync.safe, sync.generation TO tomtin_writer;
GRANT USAGE ON SEQUENCE sync.released TO tomtin_writer;
GRANT EXECUTE ON FUNCTION sync.now(), sync.instant(timestamptz) TO tomtin_writer;

-- Its own facts; those of others that lie wholly within its scope; an office of all sees all.
CREATE POLICY reads ON sync.fact FOR SELECT TO tomtin_writer USING (
  device = (SELECT sync.my_no()) OR (SELECT sync.my_scope()) @> ARRAY['*'] OR scope <@ (SELECT sync.my_scope()));
CREATE POLICY adds ON sync.fact FOR INSERT TO tomtin_writer WITH CHECK (device = (SELECT sync.my_no()));
CREATE POLICY settles ON sync.fact FOR UPDATE TO tomtin_writer
  USING (device = (SELECT sync.my_no()) OR (SELECT sync.my_scope()) @> ARRAY['*']);
CREATE POLICY reads ON sync.position FOR SELECT TO tomtin_writer USING (true);
CREATE POLICY adds ON sync.position FOR INSERT TO tomtin_writer WITH CHECK (device = (SELECT sync.my_no()));
ALTER TABLE sync.fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync.position ENABLE ROW LEVEL SECURITY;
RESET ROLE;
