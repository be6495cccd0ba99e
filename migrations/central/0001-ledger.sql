-- The centre: roles, devices, and the ledger as Postgres itself defends it (docs/central.md).
-- Runs as the database's administrator. Roles belong to the whole server, so they may exist already.

DO $$
DECLARE
  role text;
BEGIN
  -- owner: has the tables, never logs in. writer: what the api functions run as.
  -- device: every till's and office's login is a member. reader: people with psql and BI tools.
  FOREACH role IN ARRAY ARRAY['tomtin_owner', 'tomtin_writer', 'tomtin_device', 'tomtin_reader'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
  -- A superuser needs no membership; any other administrator does, to hand objects over.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT tomtin_owner, tomtin_writer TO %I', current_user);
  END IF;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO tomtin_owner', current_database());
  -- Large objects are a table that everybody may write to, unless told otherwise.
  BEGIN
    REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
  EXCEPTION WHEN insufficient_privilege THEN NULL;
  END;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

SET LOCAL ROLE tomtin_owner;
CREATE SCHEMA ledger;
CREATE SCHEMA sync;
CREATE SCHEMA api;
ALTER DEFAULT PRIVILEGES FOR ROLE tomtin_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- ---------------------------------------------------------------- who speaks

CREATE TABLE sync.device (
  no          smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  till        text NOT NULL UNIQUE CHECK (till ~ '^[A-Z0-9]{1,12}$'),
  login       name NOT NULL UNIQUE,
  kind        text NOT NULL CHECK (kind IN ('till', 'office')),
  scope       text[],                              -- NULL: all businesses, those to come included
  enrolled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked_at  timestamptz,
  -- Dense per till: the number of its newest posted fact. Its row's lock is the till's queue.
  ingest      bigint NOT NULL DEFAULT 0,
  stored      bigint NOT NULL DEFAULT 0            -- facts held, in whatever state
) WITH (fillfactor = 50);

/** The device behind this connection: by the login itself, because a setting can be forged. */
CREATE FUNCTION sync.me() RETURNS sync.device
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d FROM sync.device d WHERE d.login = session_user AND d.revoked_at IS NULL
$$;

CREATE FUNCTION sync.my_no() RETURNS smallint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT no FROM sync.device WHERE login = session_user AND revoked_at IS NULL
$$;

/** Codes of this device's businesses; {*} for all, and none for a stranger. */
CREATE FUNCTION sync.my_scope() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(
    (SELECT coalesce(scope, '{*}') FROM sync.device WHERE login = session_user AND revoked_at IS NULL),
    '{}')
$$;

-- ---------------------------------------------------------------- what the ledger stands on

CREATE TABLE ledger.books (
  one       boolean PRIMARY KEY DEFAULT true CHECK (one),
  fact      uuid NOT NULL,
  owner     text NOT NULL,
  opened_on date NOT NULL,
  demo      boolean NOT NULL
);

-- Closed through that day. Posting reads this row, closing locks the table: neither overtakes.
CREATE TABLE ledger.period (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  through date
);
INSERT INTO ledger.period VALUES (true, NULL);

CREATE TABLE ledger.business (
  code   text PRIMARY KEY,
  name   text NOT NULL,
  kind   text NOT NULL,
  active boolean NOT NULL,
  stamp  text COLLATE "C" NOT NULL                 -- of the fact that last said so: the newest wins
);

CREATE TABLE ledger.account (
  number    integer PRIMARY KEY CHECK (number >= 1000),
  type      text NOT NULL CHECK (type IN ('asset', 'liability', 'equity', 'revenue', 'expense')),
  category  text NOT NULL,
  class     text NOT NULL,
  subclass  text,
  name      text NOT NULL,
  business  text REFERENCES ledger.business,       -- NULL: shared, the line's tag tells
  posting   boolean NOT NULL,
  active    boolean NOT NULL,
  subledger text,
  stamp     text COLLATE "C" NOT NULL
);

-- ---------------------------------------------------------------- entries and lines, by year

CREATE TABLE ledger.entry (
  day          date NOT NULL,                      -- posted on
  fact         uuid NOT NULL,
  device       smallint NOT NULL,
  business_day date NOT NULL,                      -- happened on
  late         boolean NOT NULL,
  type         text NOT NULL,
  memo         text NOT NULL,
  reverses     uuid,
  amount       bigint NOT NULL CHECK (amount > 0),
  lines        smallint NOT NULL CHECK (lines >= 2),
  CHECK (late = (day <> business_day)),
  PRIMARY KEY (day, fact)
) PARTITION BY RANGE (day);

CREATE TABLE ledger.line (
  day      date NOT NULL,
  fact     uuid NOT NULL,
  no       smallint NOT NULL CHECK (no > 0),
  device   smallint NOT NULL,
  business text NOT NULL,
  account  integer NOT NULL,
  debit    bigint NOT NULL CHECK (debit BETWEEN 0 AND 9007199254740991),
  credit   bigint NOT NULL CHECK (credit BETWEEN 0 AND 9007199254740991),
  party    text,
  CHECK ((debit > 0) <> (credit > 0)),
  PRIMARY KEY (day, fact, no)
) PARTITION BY RANGE (day);
CREATE INDEX line_by_account ON ledger.line (account, business, day);

-- Kept by the lines' own trigger, summed per statement; by till, so that tills do not wait.
CREATE TABLE ledger.balance (
  business text NOT NULL,
  account  integer NOT NULL,
  month    date NOT NULL,
  device   smallint NOT NULL,
  debit    numeric NOT NULL,
  credit   numeric NOT NULL,
  PRIMARY KEY (business, account, month, device)
) WITH (fillfactor = 50);

-- ---------------------------------------------------------------- guards
-- All are ENABLE ALWAYS: a session that plays replica fires them too.

CREATE FUNCTION ledger.deny() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% refused: %.% is only ever added to', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

/**
 * Deferred, on the header: when an entry is whole it balances, business by business. One function a
 * year, because a question to the parent table would lock and look at every year for each entry.
 */
CREATE PROCEDURE ledger.make_balance_guard(year integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $make$
BEGIN
  EXECUTE format($body$
    CREATE FUNCTION ledger.entry_%1$s_is_balanced() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF (SELECT (coalesce(sum(b.debit), 0), coalesce(sum(b.lines), 0), coalesce(bool_and(b.debit = b.credit), false))
            IS DISTINCT FROM (NEW.amount::numeric, NEW.lines::numeric, true)
          FROM (SELECT sum(l.debit) AS debit, sum(l.credit) AS credit, count(*) AS lines FROM ledger.line_%1$s l
                WHERE l.day = NEW.day AND l.fact = NEW.fact GROUP BY l.business) b) THEN
        RAISE EXCEPTION 'debits and credits differ' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NULL;
    END $$
  $body$, year);
  EXECUTE format('CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger.entry_%1$s
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.entry_%1$s_is_balanced()', year);
END $make$;

CREATE FUNCTION ledger.entries_are_allowed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- What a former life of this centre had posted before the closing comes back to where it was.
  IF EXISTS (SELECT FROM added a WHERE a.day <= (SELECT p.through FROM ledger.period p)
             AND NOT EXISTS (SELECT FROM sync.remembered r WHERE r.fact = a.fact AND r.day = a.day)) THEN
    RAISE EXCEPTION 'the books are closed on that day' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM added a LEFT JOIN sync.fact f ON f.id = a.fact
             WHERE f.device IS DISTINCT FROM a.device OR f.posted_on IS DISTINCT FROM a.day) THEN
    RAISE EXCEPTION 'an entry is written with its own fact' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

/**
 * What may be posted, and the balances. Codes TW… mean: what it lacks may still arrive.
 */
CREATE FUNCTION ledger.lines_are_allowed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wrong record;
BEGIN
  SELECT l.business, l.account, b.code, a.number, a.posting, a.business AS owner, a.subledger INTO wrong
    FROM (SELECT DISTINCT n.business, n.account, n.party IS NULL AS alone FROM added n) l
    LEFT JOIN ledger.business b ON b.code = l.business
    LEFT JOIN ledger.account a ON a.number = l.account
    WHERE b.code IS NULL OR a.number IS NULL OR NOT a.posting OR a.business <> l.business
       OR (a.subledger IS NULL) <> l.alone
    ORDER BY l.account LIMIT 1;
  IF FOUND THEN
    IF wrong.code IS NULL THEN
      RAISE EXCEPTION 'business % is unknown', wrong.business USING ERRCODE = 'TW001';
    ELSIF wrong.number IS NULL THEN
      RAISE EXCEPTION 'account % is unknown', wrong.account USING ERRCODE = 'TW002';
    ELSIF NOT wrong.posting THEN
      RAISE EXCEPTION 'account % takes no postings', wrong.account USING ERRCODE = 'TW003';
    ELSIF wrong.owner <> wrong.business THEN
      RAISE EXCEPTION 'account % belongs to another business', wrong.account USING ERRCODE = 'check_violation';
    ELSE
      RAISE EXCEPTION 'account %: a control account needs a party, and only a control account', wrong.account
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- A header counts its lines, so an entry that is whole can never gain one.
  IF EXISTS (
    SELECT FROM (SELECT n.day, n.fact, min(n.device) AS device, max(n.device) AS other
                 FROM added n GROUP BY n.day, n.fact) k
    -- One by one: a plan made while the table was small would read all of it for each push.
    LEFT JOIN LATERAL (SELECT h.device, h.lines FROM ledger.entry h
                       WHERE h.day = k.day AND h.fact = k.fact LIMIT 1) e ON true
    WHERE e.device IS NULL OR e.device <> k.device OR e.device <> k.other
       OR (SELECT count(*) FROM ledger.line l WHERE l.day = k.day AND l.fact = k.fact) > e.lines) THEN
    RAISE EXCEPTION 'a line without its entry, or one too many' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO ledger.balance AS b (business, account, month, device, debit, credit)
    SELECT n.business, n.account, date_trunc('month', n.day)::date, n.device, sum(n.debit), sum(n.credit)
    FROM added n GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (business, account, month, device)
    DO UPDATE SET debit = b.debit + excluded.debit, credit = b.credit + excluded.credit;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger.account_keeps_what_it_is() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.number, NEW.type, NEW.business, NEW.subledger) IS DISTINCT FROM
     (OLD.number, OLD.type, OLD.business, OLD.subledger) THEN
    RAISE EXCEPTION 'an account keeps its number, type, business and control' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION ledger.period_moves_forward() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.through IS NULL OR NEW.through < OLD.through THEN
    RAISE EXCEPTION 'closed books are not opened again' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

/** Never changed, never removed, never emptied. */
CREATE PROCEDURE ledger.seal(target regclass, actions text DEFAULT 'UPDATE OR DELETE')
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Row triggers of a partitioned table reach its partitions by themselves; these do not.
  IF NOT (SELECT relispartition FROM pg_class WHERE oid = target) THEN
    EXECUTE format('CREATE TRIGGER kept BEFORE %s ON %s FOR EACH ROW EXECUTE FUNCTION ledger.deny()', actions, target);
  END IF;
  EXECUTE format('CREATE TRIGGER not_emptied BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION ledger.deny()', target);
END $$;

CREATE PROCEDURE ledger.watch(target regclass, guard regproc)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER allowed AFTER INSERT ON %s REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION %s()', target, guard);
END $$;

CREATE PROCEDURE ledger.always(target regclass)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT tgname FROM pg_trigger WHERE tgrelid = target AND NOT tgisinternal AND tgenabled <> 'A' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', target, name);
  END LOOP;
END $$;

CALL ledger.seal('ledger.entry');
CALL ledger.seal('ledger.line');
CALL ledger.watch('ledger.entry', 'ledger.entries_are_allowed');
CALL ledger.watch('ledger.line', 'ledger.lines_are_allowed');
CALL ledger.seal('ledger.books');
CALL ledger.seal('ledger.period', 'DELETE');
CALL ledger.seal('ledger.business', 'DELETE');
CALL ledger.seal('ledger.account', 'DELETE');
CALL ledger.seal('ledger.balance', 'DELETE');
CREATE TRIGGER keeps BEFORE UPDATE ON ledger.account
  FOR EACH ROW EXECUTE FUNCTION ledger.account_keeps_what_it_is();
CREATE TRIGGER forward BEFORE UPDATE ON ledger.period
  FOR EACH ROW EXECUTE FUNCTION ledger.period_moves_forward();

/**
 * Partitions of whole years, each with its full set of triggers: a statement trigger of the parent
 * does not see what is put into a partition directly. There is no default one: what fits nowhere
 * waits, instead of making a later partition impossible.
 */
CREATE PROCEDURE ledger.make_years(from_year integer, to_year integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  year integer; part text; parent text;
BEGIN
  FOR year IN from_year..to_year LOOP
    FOREACH parent IN ARRAY ARRAY['entry', 'line'] LOOP
      part := format('ledger.%s_%s', parent, year);
      CONTINUE WHEN to_regclass(part) IS NOT NULL;
      EXECUTE format('CREATE TABLE %s PARTITION OF ledger.%I FOR VALUES FROM (%L) TO (%L)',
        part, parent, make_date(year, 1, 1), make_date(year + 1, 1, 1));
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', part);
      CALL ledger.seal(part::regclass);
      CALL ledger.watch(part::regclass, CASE parent WHEN 'entry' THEN 'ledger.entries_are_allowed' ELSE 'ledger.lines_are_allowed' END::regproc);
      -- Lines come second: the guard of the entries needs their table.
      IF parent = 'line' THEN
        CALL ledger.make_balance_guard(year);
        CALL ledger.always(format('ledger.entry_%s', year)::regclass);
      END IF;
      CALL ledger.always(part::regclass);
    END LOOP;
  END LOOP;
END $$;

-- ---------------------------------------------------------------- who sees what

GRANT USAGE ON SCHEMA ledger, sync, api TO tomtin_writer;
GRANT USAGE ON SCHEMA ledger TO tomtin_reader;
GRANT USAGE ON SCHEMA api TO tomtin_device;
GRANT SELECT, INSERT ON ledger.books, ledger.business, ledger.account, ledger.entry, ledger.line TO tomtin_writer;
GRANT SELECT, UPDATE (through) ON ledger.period TO tomtin_writer;
GRANT UPDATE (name, kind, active, stamp) ON ledger.business TO tomtin_writer;
GRANT UPDATE (category, class, subclass, name, posting, active, stamp) ON ledger.account TO tomtin_writer;
GRANT SELECT ON ledger.balance TO tomtin_writer;
GRANT SELECT ON ledger.books, ledger.period, ledger.business, ledger.account, ledger.entry, ledger.line,
  ledger.balance TO tomtin_reader;
GRANT SELECT ON sync.device TO tomtin_writer;
GRANT UPDATE (ingest, stored) ON sync.device TO tomtin_writer;
GRANT EXECUTE ON FUNCTION sync.me(), sync.my_no(), sync.my_scope() TO tomtin_writer;

DO $$
DECLARE
  visible constant text := '((SELECT sync.my_scope()) @> ARRAY[''*''] OR ARRAY[business] <@ (SELECT sync.my_scope()))';
BEGIN
  EXECUTE 'CREATE POLICY mine ON ledger.line TO tomtin_writer USING (' || visible || ') WITH CHECK (' || visible || ')';
  EXECUTE 'CREATE POLICY mine ON ledger.balance TO tomtin_writer USING (' || visible || ')';
END $$;
-- An entry shows what its lines show: a till sees its own, an office those of all devices.
CREATE POLICY mine ON ledger.entry TO tomtin_writer
  USING (device = (SELECT sync.my_no()) OR (SELECT sync.my_scope()) @> ARRAY['*']);
CREATE POLICY reads ON ledger.entry FOR SELECT TO tomtin_reader USING (true);
CREATE POLICY reads ON ledger.line FOR SELECT TO tomtin_reader USING (true);
CREATE POLICY reads ON ledger.balance FOR SELECT TO tomtin_reader USING (true);
ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.line ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.balance ENABLE ROW LEVEL SECURITY;

CALL ledger.make_years(extract(year FROM current_date)::integer - 8, extract(year FROM current_date)::integer + 2);
DO $$
DECLARE
  target regclass;
BEGIN
  FOR target IN SELECT oid FROM pg_class WHERE relnamespace = 'ledger'::regnamespace AND relkind IN ('r', 'p') LOOP
    CALL ledger.always(target);
  END LOOP;
END $$;
RESET ROLE;
