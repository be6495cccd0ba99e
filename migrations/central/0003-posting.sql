-- From a stored fact to the ledger: what it may, where it goes, and what becomes of one that cannot.
-- These functions are the writer's: it may add and may settle a state, and is no table's owner.

SET LOCAL ROLE tomtin_owner;

CREATE FUNCTION sync.doc(bytes bytea) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT convert_from(bytes, 'UTF8')::jsonb
$$;

/** Known ids, of whatever device and scope: the registry is where an id is unique. */
CREATE FUNCTION sync.known(ids uuid[]) RETURNS TABLE (id uuid, device smallint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.id, f.device, f.hash FROM sync.fact f WHERE f.id = ANY (ids)
$$;

/** What only an office may say. */
CREATE FUNCTION sync.is_office_kind(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT split_part(kind, '.', 1) = ANY
    ('{books,business,account,user,role,catalog,item,price,recipe,returnable,setting,settings,period,exception}'::text[])
    AND kind NOT IN ('item.counted')
$$;

/** Every business that a fact names, in order; none for what is everybody's. */
CREATE FUNCTION sync.scope_of(doc jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  -- Nearly all: one business, and all lines its own.
  IF doc #> '{body,business}' IS NULL AND doc #> '{body,items}' IS NULL AND doc ->> 'business' IS NOT NULL
     AND NOT doc @? '$.entry.lines[*] ? (@[0] != $.business)' THEN
    RETURN ARRAY[doc ->> 'business'];
  END IF;
  IF doc ->> 'kind' = 'books.opened' THEN RETURN '{}'; END IF;
  RETURN (
    SELECT coalesce(array_agg(DISTINCT b.code ORDER BY b.code), '{}') FROM (
      SELECT doc ->> 'business' AS code
      UNION ALL SELECT CASE jsonb_typeof(doc #> '{body,business}') WHEN 'object' THEN doc #>> '{body,business,id}'
                       WHEN 'string' THEN doc #>> '{body,business}' END
      UNION ALL SELECT x #>> '{}' FROM jsonb_path_query(doc, '$.entry.lines[*][0]') x
      UNION ALL SELECT x #>> '{}' FROM jsonb_path_query(doc, '$.body.items[*].business') x
      UNION ALL SELECT x #>> '{}' FROM jsonb_path_query(doc, '$.body.categories[*].business') x
    ) b WHERE b.code IS NOT NULL);
END $$;

/**
 * The day an entry is posted on: its own; the first open day, where that is closed or absurd (more
 * than a year before the books, or later than tomorrow). What a former life of this centre had
 * decided stands: an office's word for it always, its till's where that day is open and not absurd.
 */
CREATE FUNCTION sync.posting_day(day date, through date, opened date, today date, told date, remembered date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN remembered IS NOT NULL THEN remembered
    WHEN told BETWEEN greatest(opened - 366, through + 1) AND today + 1 THEN told
    WHEN day > today + 1 THEN greatest(today, through + 1)
    WHEN day < opened - 366 THEN greatest(opened, through + 1)
    WHEN day <= through THEN through + 1
    ELSE day
  END
$$;

CREATE FUNCTION sync.today() RETURNS date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (sync.now() AT TIME ZONE 'Africa/Nairobi')::date
$$;

/** Only whole JSON numbers are amounts. */
CREATE FUNCTION sync.whole(value jsonb) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(value) = 'number' THEN (value #>> '{}')::bigint END
$$;

/** Why a device may not say this; NULL where it may. */
CREATE FUNCTION sync.refusal(device sync.device, doc jsonb, scope text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN doc ->> 'till' IS DISTINCT FROM device.till THEN 'till.other: it says that till ' || coalesce(doc ->> 'till', '?') || ' made it'
    WHEN device.kind <> 'office' AND sync.is_office_kind(doc ->> 'kind') THEN 'office.only: a till may not say this'
    WHEN NOT scope <@ coalesce(device.scope, scope) THEN 'scope: it names a business that this till does not serve'
  END
$$;

/** Trouble of the moment, which says nothing about the fact: the whole call fails and is repeated. */
CREATE FUNCTION sync.is_passing(state text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT left(state, 2) IN ('40', '53', '55', '57', '58', 'XX') OR state = '42501'
$$;

/** Entries with their lines, all in one statement; facts without one are passed over. */
CREATE FUNCTION sync.write_entries(device smallint, ids uuid[], docs jsonb[], days date[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH l AS MATERIALIZED (
    SELECT u.ord, u.day, u.id, x.no, x.l ->> 0 AS business, sync.whole(x.l -> 1)::integer AS account,
           sync.whole(x.l -> 2) AS debit, sync.whole(x.l -> 3) AS credit, x.l ->> 4 AS party
    FROM unnest(ids, docs, days) WITH ORDINALITY u (id, doc, day, ord)
    CROSS JOIN LATERAL jsonb_array_elements(u.doc #> '{entry,lines}') WITH ORDINALITY x (l, no)
    WHERE jsonb_typeof(u.doc -> 'entry') = 'object'
  ), t AS (
    SELECT l.ord, sum(l.debit)::bigint AS amount, count(*) AS lines FROM l GROUP BY l.ord
  ), e AS (
    INSERT INTO ledger.entry (day, fact, device, business_day, late, type, memo, reverses, amount, lines)
    SELECT u.day, u.id, write_entries.device, (u.doc ->> 'day')::date, u.day <> (u.doc ->> 'day')::date,
           u.doc #>> '{entry,type}', u.doc #>> '{entry,memo}', (u.doc #>> '{entry,reverses}')::uuid,
           coalesce(t.amount, 0), coalesce(t.lines, 0)
    FROM unnest(ids, docs, days) WITH ORDINALITY u (id, doc, day, ord) LEFT JOIN t ON t.ord = u.ord
    WHERE jsonb_typeof(u.doc -> 'entry') = 'object'
  )
  INSERT INTO ledger.line (day, fact, no, device, business, account, debit, credit, party)
    SELECT l.day, l.id, l.no, write_entries.device, l.business, l.account, l.debit, l.credit, l.party FROM l;
  -- A deferred trigger would fire outside of the caller's savepoint, and one entry kill the batch.
  SET CONSTRAINTS ALL IMMEDIATE;
  SET CONSTRAINTS ALL DEFERRED;
END $$;

CREATE FUNCTION sync.save_accounts(accounts jsonb, stamp text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(accounts) a JOIN ledger.account k ON k.number = (a ->> 'number')::integer
             WHERE (k.type, k.business, k.subledger) IS DISTINCT FROM (a ->> 'type', a ->> 'business', a ->> 'subledger')) THEN
    RAISE EXCEPTION 'an account keeps its number, type, business and control' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO ledger.account AS k (number, type, category, class, subclass, name, business, posting, active, subledger, stamp)
    SELECT (a ->> 'number')::integer, a ->> 'type', a ->> 'category', a ->> 'class', a ->> 'subclass', a ->> 'name',
           a ->> 'business', (a ->> 'posting')::boolean, (a ->> 'active')::boolean, a ->> 'subledger', save_accounts.stamp
    FROM jsonb_array_elements(accounts) a
    ON CONFLICT (number) DO UPDATE SET category = excluded.category, class = excluded.class, subclass = excluded.subclass,
      name = excluded.name, posting = excluded.posting, active = excluded.active, stamp = excluded.stamp
    WHERE k.stamp <= excluded.stamp;
END $$;

/** Moves the lock forward once all that is being posted is posted, and before anything else is. */
CREATE FUNCTION ledger.close(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF day IS NULL THEN RAISE EXCEPTION 'closed through no day' USING ERRCODE = 'check_violation'; END IF;
  IF day <= (SELECT p.through FROM ledger.period p) THEN RETURN; END IF;
  LOCK TABLE ledger.period IN ACCESS EXCLUSIVE MODE;
  UPDATE ledger.period SET through = day WHERE through IS NULL OR through < day;
END $$;

/** What the ledger itself takes from master data; the newest (clock, till) wins. */
CREATE FUNCTION sync.apply_master(doc jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  body constant jsonb := doc -> 'body';
  stamp constant text := coalesce(doc ->> 'clock', doc ->> 'at', '') || ' ' || (doc ->> 'till');
  business jsonb;
BEGIN
  CASE doc ->> 'kind'
    WHEN 'books.opened' THEN
      IF EXISTS (SELECT FROM ledger.books) THEN
        RAISE EXCEPTION 'other books are here already' USING ERRCODE = 'check_violation';
      END IF;
      INSERT INTO ledger.books (fact, owner, opened_on, demo)
        VALUES ((doc ->> 'id')::uuid, body ->> 'owner', (doc ->> 'day')::date, coalesce((body ->> 'demo')::boolean, false));
      PERFORM sync.save_accounts(body -> 'accounts', stamp);
    WHEN 'business.saved' THEN
      business := body -> 'business';
      INSERT INTO ledger.business AS b (code, name, kind, active, stamp)
        VALUES (business ->> 'id', business ->> 'name', business ->> 'kind', (business ->> 'active')::boolean, stamp)
        ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, active = excluded.active,
          stamp = excluded.stamp WHERE b.stamp <= excluded.stamp;
      PERFORM sync.save_accounts(coalesce(body -> 'accounts', '[]'), stamp);
    WHEN 'account.saved' THEN
      PERFORM sync.save_accounts(jsonb_build_array(body), stamp);
    WHEN 'period.closed' THEN
      PERFORM ledger.close((body ->> 'through')::date);
    ELSE NULL;
  END CASE;
END $$;

/** Kinds that change what later facts stand on: they are posted one by one. */
CREATE FUNCTION sync.is_ground(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT kind IN ('books.opened', 'business.saved', 'account.saved', 'period.closed')
$$;

/**
 * Posts a stored fact that is not posted, or says why not: 'waiting' where what it lacks may still
 * arrive, 'quarantined' where it is itself at fault. Its till's row must be locked.
 */
CREATE FUNCTION sync.try_post(fact_id uuid) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  f sync.fact; d sync.device; doc jsonb; why text; own date; posted date; number bigint; became text;
BEGIN
  SELECT * INTO f FROM sync.fact WHERE id = fact_id;
  IF f.state = 'posted' OR f.incident IS NOT NULL THEN RETURN f.state; END IF;
  SELECT * INTO d FROM sync.device WHERE no = f.device;
  BEGIN
    doc := sync.doc(f.bytes);
    IF sha256(f.bytes) <> f.hash OR doc ->> 'id' IS DISTINCT FROM f.id::text THEN
      RETURN f.state;                              -- unreadable, or a second claim to one id
    END IF;
    why := sync.refusal(d, doc, f.scope);
    IF why IS NOT NULL THEN RAISE EXCEPTION '%', why USING ERRCODE = 'check_violation'; END IF;
    PERFORM sync.apply_master(doc);
    own := (doc ->> 'day')::date;
    IF jsonb_typeof(doc -> 'entry') = 'object' THEN
      IF NOT EXISTS (SELECT FROM ledger.books) THEN
        RAISE EXCEPTION 'the books are not opened yet' USING ERRCODE = 'TW005';
      END IF;
      SELECT sync.posting_day(own, p.through, b.opened_on, sync.today(), f.told,
          (SELECT r.day FROM sync.remembered r WHERE r.fact = f.id AND r.hash = f.hash)) INTO posted FROM ledger.period p, ledger.books b;
      IF to_regclass(format('ledger.entry_%s', extract(year FROM posted))) IS NULL THEN
        RAISE EXCEPTION 'year % has no place yet', extract(year FROM posted) USING ERRCODE = 'TW004';
      END IF;
    END IF;
    UPDATE sync.device SET ingest = ingest + 1 WHERE no = f.device RETURNING ingest INTO number;
    UPDATE sync.fact SET state = 'posted', reason = NULL, ingest = number, released = nextval('sync.released'),
      posted_on = posted, late = coalesce(posted <> own, false) WHERE id = f.id;
    PERFORM sync.write_entries(f.device, ARRAY[f.id], ARRAY[doc], ARRAY[posted]);
    RETURN 'posted';
  EXCEPTION WHEN OTHERS THEN
    IF sync.is_passing(SQLSTATE) THEN RAISE; END IF;
    became := CASE WHEN left(SQLSTATE, 2) = 'TW' THEN 'waiting' ELSE 'quarantined' END;
    UPDATE sync.fact SET state = became, reason = left(SQLERRM, 500) WHERE id = f.id;
    RETURN became;
  END;
END $$;

/** Tries what waits for something that may have arrived; locks only what is free to be locked. */
CREATE FUNCTION sync.try_waiting(only_device smallint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d smallint; f uuid;
BEGIN
  FOR d IN SELECT no FROM sync.device WHERE only_device IS NULL OR no = only_device ORDER BY no FOR UPDATE SKIP LOCKED LOOP
    FOR f IN SELECT id FROM sync.fact WHERE device = d AND state = 'waiting' AND incident IS NULL ORDER BY received_at, id LIMIT 500 LOOP
      PERFORM sync.try_post(f);
    END LOOP;
  END LOOP;
END $$;
RESET ROLE;
