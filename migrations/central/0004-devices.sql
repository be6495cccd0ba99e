-- What a device may call: nothing else is granted to it. Each is one transaction without a session
-- behind it, may be repeated, and has the shape that src/main/replication/centre.ts describes.

SET LOCAL ROLE tomtin_owner;

/** The device of this login, its row locked where it is about to write: one push at a time. */
CREATE FUNCTION sync.enter(writing boolean DEFAULT false, office boolean DEFAULT false) RETURNS sync.device
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me sync.device;
BEGIN
  IF writing THEN
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

CREATE FUNCTION sync.chain_start(epoch uuid, parent_hash bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sha256(convert_to(epoch::text, 'UTF8') || coalesce(parent_hash, ''))
$$;

/** The id under which bytes are kept that have none of their own, or one that is taken. */
CREATE FUNCTION sync.derived_id(VARIADIC parts bytea[]) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(substr(sha256(string_agg(p, ''::bytea ORDER BY n)), 1, 16), 'hex')::uuid FROM unnest(parts) WITH ORDINALITY u (p, n)
$$;

CREATE FUNCTION sync.raise_incident(device smallint, kind text, epoch uuid, detail text) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO sync.incident (device, kind, epoch, detail) VALUES (device, kind, epoch, detail) RETURNING no
$$;

CREATE FUNCTION api.hello() RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter();
BEGIN
  RETURN jsonb_build_object(
    'device', me.login, 'till', me.till, 'kind', me.kind,
    'scope', coalesce(to_jsonb(me.scope), '"*"'), 'books', (SELECT fact FROM ledger.books), 'schema', 1,
    'at', sync.instant(sync.now()), 'closedThrough', (SELECT through FROM ledger.period), 'stored', me.stored,
    'generation', (SELECT jsonb_build_object('no', no, 'id', id, 'after', after, 'heads', heads) FROM sync.generation ORDER BY no DESC LIMIT 1));
END $$;

/**
 * Announces a program start. Its place in the till's own history tells what happened to the disk:
 * a head behind ours went back in time; a second child of one parent is a second live copy.
 */
CREATE FUNCTION api.open_epoch(p_epoch uuid, p_parent uuid, p_parent_position bigint, p_parent_hash bytea, p_opened_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me constant sync.device := sync.enter(writing => true);
  e sync.epoch; p sync.epoch; branch sync.epoch; known bytea; what text; fork bigint; heal jsonb; verdict text;
BEGIN
  SELECT * INTO e FROM sync.epoch WHERE id = p_epoch;
  IF e.id IS NULL THEN
    SELECT * INTO p FROM sync.epoch WHERE id = p_parent AND device = me.no;
    IF p.id IS NOT NULL THEN
      known := CASE WHEN p_parent_position = p.head THEN p.head_hash
        ELSE (SELECT chain FROM sync.position WHERE epoch = p.id AND position = p_parent_position) END;
      IF known IS DISTINCT FROM p_parent_hash THEN   -- also where the branch is the longer one
        SELECT b.* INTO branch FROM sync.epoch b JOIN sync.position s ON s.epoch = b.id
          WHERE b.branch_of = p.id AND s.said = p_parent_hash AND b.base + s.position = p_parent_position;
      END IF;
      IF branch.id IS NOT NULL THEN
        fork := branch.fork;
        verdict := branch.decision;
      ELSIF known <> p_parent_hash THEN
        what := 'fork';
      ELSIF p.fork IS NOT NULL AND p_parent_position > p.fork_from THEN
        fork := p.fork;
      ELSIF p.decision = 'dismiss' AND p_parent_position > p.fork_from THEN
        verdict := p.decision;
      ELSIF EXISTS (SELECT FROM sync.epoch WHERE parent = p.id AND branch_of IS NULL) THEN
        what := 'fork';
      ELSIF p.head > p_parent_position THEN
        what := 'rollback';
        heal := jsonb_build_object('epoch', p.id, 'from', p_parent_position + 1, 'to', p.head);
      END IF;
    -- A restored centre is filled from the newest start on: others may be here before their parent.
    ELSIF EXISTS (SELECT FROM sync.epoch WHERE device = me.no AND parent IS NOT DISTINCT FROM p_parent AND branch_of IS NULL) THEN
      what := CASE WHEN p_parent IS NULL THEN 'rollback' ELSE 'fork' END;   -- it began with an empty disk, or twice
    END IF;
    IF what IS NOT NULL THEN
      fork := sync.raise_incident(me.no, what, p_epoch, CASE
        WHEN heal IS NOT NULL THEN format('The disk went back in time: it knew %s of %s facts of its last start.', p_parent_position, p.head)
        WHEN what = 'rollback' THEN 'The till began again with an empty disk.'
        ELSE 'Two copies of this till are alive: both went on from one place.' END);
      IF what = 'rollback' THEN fork := NULL; END IF;
    END IF;
    INSERT INTO sync.epoch (id, device, parent, parent_position, parent_hash, head_hash, opened_at, decision, fork, fork_from)
      VALUES (p_epoch, me.no, p_parent, p_parent_position, p_parent_hash, sync.chain_start(p_epoch, p_parent_hash),
              p_opened_at, verdict, fork, CASE WHEN fork IS NOT NULL OR verdict = 'dismiss' THEN 0 END)
      RETURNING * INTO e;
  ELSIF e.device <> me.no THEN
    RAISE EXCEPTION 'this epoch belongs to another device' USING ERRCODE = 'insufficient_privilege';
  ELSE
    SELECT i.kind INTO what FROM sync.incident i WHERE i.epoch = e.id AND i.device = me.no AND i.decision IS NULL ORDER BY i.no LIMIT 1;
  END IF;
  RETURN jsonb_build_object('known', e.head, 'head', CASE WHEN e.head > 0 THEN encode(e.head_hash, 'base64') END, 'heal', heal,
    'incident', coalesce(what, (SELECT kind FROM sync.incident WHERE no = e.fork)));
END $$;

/** Where in the tree of chains a batch goes on: the epoch, or a branch of it. `after`: the till's own chain value there. */
CREATE FUNCTION sync.find_line(me sync.device, said_epoch uuid, at_position bigint, after bytea,
  OUT e sync.epoch, OUT base bigint, OUT chain bytea) LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  b sync.epoch;
BEGIN
  base := 0;
  SELECT * INTO e FROM sync.epoch WHERE id = said_epoch AND device = me.no AND branch_of IS NULL;
  IF e.id IS NULL THEN RETURN; END IF;
  IF at_position = e.head THEN chain := e.head_hash;
  ELSIF at_position = 0 THEN chain := sync.chain_start(e.id, e.parent_hash);
  ELSE SELECT p.chain INTO chain FROM sync.position p WHERE p.epoch = e.id AND p.position = at_position;
  END IF;
  IF after IS NULL OR chain = after THEN RETURN; END IF;
  SELECT x.* INTO b FROM sync.epoch x JOIN sync.position s ON s.epoch = x.id
    WHERE x.branch_of = e.id AND s.said = after AND x.base + s.position = at_position;
  IF b.id IS NULL THEN
    chain := NULL;
  ELSE
    e := b; base := b.base;
    chain := (SELECT p.chain FROM sync.position p WHERE p.epoch = b.id AND p.position = at_position - base);
  END IF;
END $$;

/** Stores one fact whatever it is, and posts it where it can be posted. */
CREATE FUNCTION sync.take(me sync.device, p_epoch uuid, p_position bigint, raw bytea, p_hash bytea, p_chain bytea, p_said bytea, p_incident bigint, dismissed boolean, p_told date)
RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  largest constant integer := 8 * 1024 * 1024;
  doc jsonb; own uuid; kept uuid; why text; known record;
BEGIN
  IF octet_length(raw) <= largest THEN
    BEGIN
      doc := sync.doc(raw);
      own := (doc ->> 'id')::uuid;
      PERFORM (doc ->> 'day')::date;
    EXCEPTION WHEN OTHERS THEN
      IF sync.is_passing(SQLSTATE) THEN RAISE; END IF;
      own := NULL;
    END;
  END IF;
  kept := coalesce(own, sync.derived_id(uuid_send(p_epoch), int8send(p_position), p_hash));
  IF octet_length(raw) > largest THEN
    why := format('oversize: %s bytes, of which the first 65536 are kept', octet_length(raw));
  ELSIF own IS NULL THEN
    why := 'unreadable: it is not a fact that this centre can read';
  ELSIF doc ->> 'till' IS DISTINCT FROM me.till THEN
    why := sync.refusal(me, doc, '{}');
    kept := sync.derived_id(uuid_send(p_epoch), int8send(p_position), p_hash);
  ELSE
    SELECT * INTO known FROM sync.known(ARRAY[own]);
    IF known.id IS NOT NULL AND (known.hash <> p_hash OR known.device <> me.no) THEN
      why := 'conflict: another fact has this id';
      kept := sync.derived_id(uuid_send(p_epoch), int8send(p_position), p_hash);
      PERFORM sync.raise_incident(me.no, 'conflict', p_epoch, format('Two different facts claim the id %s; the first one stands.', own));
    END IF;
  END IF;
  IF NOT EXISTS (SELECT FROM sync.known(ARRAY[kept])) THEN
    INSERT INTO sync.fact (id, device, kind, day, scope, told, hash, bytes, state, reason, incident) VALUES (
      kept, me.no, CASE WHEN own IS NULL THEN '?' ELSE coalesce(doc ->> 'kind', '?') END,
      CASE WHEN own IS NOT NULL THEN (doc ->> 'day')::date END,
      CASE WHEN own IS NULL THEN ARRAY['?'] ELSE sync.scope_of(doc) END, p_told, p_hash,
      CASE WHEN octet_length(raw) > largest THEN substr(raw, 1, 65536) ELSE raw END,
      CASE WHEN why IS NOT NULL OR dismissed THEN 'quarantined' ELSE 'waiting' END,
      coalesce(why, CASE WHEN dismissed THEN 'dismissed: from a copy of this till that the owner turned down'
                         WHEN p_incident IS NOT NULL THEN 'fork: two copies of this till are alive' ELSE 'arriving' END),
      CASE WHEN why IS NULL THEN p_incident END);
    UPDATE sync.device SET stored = stored + 1 WHERE no = me.no;
    IF why IS NULL AND p_incident IS NULL AND NOT dismissed THEN PERFORM sync.try_post(kept); END IF;
  END IF;
  INSERT INTO sync.position (epoch, position, device, fact, chain, said) VALUES (p_epoch, p_position, me.no, kept, p_chain, p_said);
  RETURN kept;
END $$;

/**
 * A branch: the part of an epoch that went another way. It is found again by where it left and by
 * its first fact, so that the same batch sent twice makes one.
 */
CREATE FUNCTION sync.open_branch(me sync.device, said_epoch uuid, e sync.epoch, at_position bigint, base bigint, chain bytea, first_hash bytea)
RETURNS sync.epoch LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  branch_id constant uuid := sync.derived_id(uuid_send(e.id), int8send(at_position), chain, first_hash);
  b sync.epoch;
BEGIN
  SELECT * INTO b FROM sync.epoch WHERE id = branch_id;
  IF b.id IS NOT NULL THEN RETURN b; END IF;
  INSERT INTO sync.epoch (id, device, parent, parent_position, parent_hash, head_hash, opened_at, branch_of, base, fork, fork_from)
    VALUES (branch_id, me.no, e.id, at_position - base, chain, sync.chain_start(branch_id, chain), sync.now(), said_epoch, at_position,
      sync.raise_incident(me.no, 'conflict', said_epoch,
        format('Other facts than the known ones came after number %s: two copies of this till are alive.', at_position)), 0)
    RETURNING * INTO b;
  RETURN b;
END $$;

/** What became of the facts of a stretch, as far as there is anything to say. */
CREATE FUNCTION sync.outcome_of(p_epoch uuid, p_from bigint, p_to bigint) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'waiting', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'reason', f.reason) ORDER BY p.position) FILTER (WHERE f.state = 'waiting'), '[]'),
    'quarantined', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'reason', f.reason) ORDER BY p.position) FILTER (WHERE f.state = 'quarantined'), '[]'),
    'late', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'postedOn', f.posted_on) ORDER BY p.position) FILTER (WHERE f.late), '[]'))
  FROM sync.position p JOIN sync.fact f ON f.id = p.fact
  WHERE p.epoch = p_epoch AND p.position BETWEEN p_from AND p_to
$$;

/**
 * The usual batch, set by set: all new, all readable, all this till's to say, nothing that later
 * facts stand on. False (and nothing written) where a fact needs to be looked at by itself.
 */
CREATE FUNCTION sync.take_together(me sync.device, e sync.epoch, raws bytea[], hashes bytea[], told date[], OUT done boolean, OUT late boolean, OUT head_hash bytea)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n constant integer := cardinality(raws);
  docs jsonb[]; ids uuid[]; days date[]; chains bytea[] := '{}'; i integer;
BEGIN
  SELECT array_agg(x.doc ORDER BY x.o), array_agg((x.doc ->> 'id')::uuid ORDER BY x.o),
         array_agg(CASE WHEN jsonb_typeof(x.doc -> 'entry') = 'object'
                        THEN sync.posting_day((x.doc ->> 'day')::date, p.through, b.opened_on, t.today, told[x.o], r.day) END ORDER BY x.o),
         bool_and(b.opened_on IS NOT NULL AND NOT sync.is_ground(x.doc ->> 'kind') AND sync.refusal(me, x.doc, '{}') IS NULL)
    INTO docs, ids, days, done
    FROM (SELECT u.o, sync.doc(u.b) AS doc FROM unnest(raws) WITH ORDINALITY u (b, o) OFFSET 0) x
    CROSS JOIN (SELECT sync.today() AS today OFFSET 0) t CROSS JOIN ledger.period p LEFT JOIN ledger.books b ON true
    LEFT JOIN sync.remembered r ON r.fact = (x.doc ->> 'id')::uuid AND r.hash = hashes[x.o];
  IF done IS NOT TRUE OR EXISTS (SELECT FROM sync.known(ids)) THEN
    done := false;
    RETURN;
  END IF;
  head_hash := e.head_hash;
  FOR i IN 1..n LOOP
    head_hash := sha256(head_hash || hashes[i]);
    chains[i] := head_hash;
  END LOOP;
  WITH u AS (
    SELECT x.*, (x.doc ->> 'day')::date AS day, sync.scope_of(x.doc) AS scope
    FROM unnest(ids, docs, hashes, raws, days, chains) WITH ORDINALITY x (id, doc, hash, raw, posted, chain, o)
  ), f AS (
    INSERT INTO sync.fact (id, device, kind, day, scope, told, hash, bytes, state, ingest, released, posted_on, late)
      SELECT u.id, me.no, u.doc ->> 'kind', u.day, u.scope, told[u.o], u.hash, u.raw, 'posted', me.ingest + u.o, nextval('sync.released'),
             u.posted, coalesce(u.posted <> u.day, false)
      FROM u WHERE u.scope <@ coalesce(me.scope, u.scope)
      RETURNING fact.late
  ), s AS (
    INSERT INTO sync.position (epoch, position, device, fact, chain) SELECT e.id, e.head + u.o, me.no, u.id, u.chain FROM u
  ) SELECT count(*) = n, bool_or(f.late) INTO done, take_together.late FROM f;
  IF done IS NOT TRUE THEN RAISE EXCEPTION 'one by one' USING ERRCODE = 'TW000'; END IF;
  PERFORM sync.write_entries(me.no, ids, docs, days);
  UPDATE sync.device SET ingest = ingest + n, stored = stored + n WHERE no = me.no;
EXCEPTION WHEN OTHERS THEN
  IF sync.is_passing(SQLSTATE) THEN RAISE; END IF;
  done := false;
END $$;

/**
 * Takes a batch. Whatever it holds is stored and acknowledged; what can be posted is posted; one bad
 * fact never holds up the next. `p_after` is the till's own chain value before the first fact: with
 * it, two copies of a till that run in one epoch are told apart at their first word. `p_told` is, by
 * fact, the day on which it was posted before, as the till was told: a restored centre keeps to it.
 */
CREATE FUNCTION api.push(p_epoch uuid, p_first bigint, p_facts bytea[], p_after bytea DEFAULT NULL, p_told date[] DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  size constant integer := coalesce(cardinality(p_facts), 0);
  me sync.device; line record; e sync.epoch; base bigint; start bytea; h bytea; known bytea; said bytea; hashes bytea[];
  i integer; skip integer := 0; n integer; together record; before bigint; incident_no bigint; held boolean; ids uuid[] := '{}';
  took boolean := false; settled boolean := false;
BEGIN
  IF size NOT BETWEEN 1 AND 200 OR p_first IS NULL OR p_first < 1 OR array_position(p_facts, NULL) IS NOT NULL
     OR (size > 1 AND (SELECT sum(octet_length(b)) FROM unnest(p_facts) b) > 1024 * 1024) THEN
    RAISE EXCEPTION 'a batch has 1 to 200 facts, and at most a MiB unless it is a single one' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  me := sync.enter(writing => true);
  line := sync.find_line(me, p_epoch, p_first - 1, p_after);
  e := line.e; base := line.base; h := line.chain;
  IF e.id IS NULL THEN RETURN jsonb_build_object('outcome', 'unknown_epoch'); END IF;
  IF h IS NULL THEN
    RETURN jsonb_build_object('outcome', 'gap', 'expected', CASE WHEN p_first - 1 > base + e.head THEN e.head + 1 ELSE 1 END);
  END IF;
  SELECT array_agg(sha256(b) ORDER BY o) INTO hashes FROM unnest(p_facts) WITH ORDINALITY u (b, o);
  -- In a branch the till's own chain is carried along beside ours.
  said := CASE WHEN e.branch_of IS NOT NULL THEN p_after END;

  -- What is known is compared and not stored again; what differs from it goes on in a branch.
  WHILE skip < size AND p_first + skip <= base + e.head LOOP
    SELECT p.chain INTO known FROM sync.position p WHERE p.epoch = e.id AND p.position = p_first + skip - base;
    IF known = sha256(h || hashes[skip + 1]) THEN
      h := known; said := sha256(said || hashes[skip + 1]); skip := skip + 1;
    ELSE
      said := coalesce(said, h);
      e := sync.open_branch(me, p_epoch, e, p_first - 1 + skip, base, h, hashes[skip + 1]);
      base := e.base; h := sync.chain_start(e.id, e.parent_hash);
    END IF;
  END LOOP;
  n := size - skip;

  IF n > 0 THEN
    -- New facts where another start went on from an earlier place: a second live copy.
    IF e.fork IS NULL AND e.decision IS NULL AND EXISTS (SELECT FROM sync.epoch c
        WHERE c.parent = e.id AND c.branch_of IS NULL AND c.fork IS NULL AND c.parent_position < e.head + n) THEN
      incident_no := sync.raise_incident(me.no, 'fork', e.id, 'Two copies of this till are alive: one went on after the other had started anew.');
      UPDATE sync.epoch x SET fork = incident_no, fork_from = greatest(e.head, (SELECT min(c.parent_position) FROM sync.epoch c WHERE c.parent = e.id AND c.branch_of IS NULL))
        WHERE x.id = e.id RETURNING * INTO e;
    END IF;
    PERFORM sync.try_waiting(me.no) WHERE EXISTS (SELECT FROM sync.fact f WHERE f.device = me.no AND f.state = 'waiting' AND f.incident IS NULL);
    SELECT d.ingest INTO before FROM sync.device d WHERE d.no = me.no;
    me.ingest := before;

    IF skip = 0 AND e.fork IS NULL AND e.decision IS DISTINCT FROM 'dismiss' AND said IS NULL
       AND octet_length(p_facts[1]) <= 1024 * 1024 THEN
      together := sync.take_together(me, e, p_facts, hashes, p_told);
      took := together.done;
      IF took THEN
        settled := NOT together.late;
        h := together.head_hash;
      END IF;
    END IF;
    IF NOT took THEN
      FOR i IN skip + 1..size LOOP
        h := sha256(h || hashes[i]);
        said := sha256(said || hashes[i]);
        held := e.fork_from < e.head + i - skip;
        ids := ids || sync.take(me, e.id, e.head + i - skip, p_facts[i], hashes[i], h, said,
          CASE WHEN held THEN e.fork END, held IS TRUE AND e.decision IS NOT DISTINCT FROM 'dismiss', p_told[i]);
      END LOOP;
      IF EXISTS (SELECT FROM sync.fact f WHERE f.id = ANY (ids) AND f.state = 'posted' AND sync.is_ground(f.kind)) THEN
        PERFORM sync.try_waiting(CASE WHEN me.scope IS NOT NULL THEN me.no END);
      END IF;
    END IF;
    UPDATE sync.epoch SET head = head + n, head_hash = h WHERE id = e.id;
    SELECT d.ingest INTO me.ingest FROM sync.device d WHERE d.no = me.no;
  END IF;

  RETURN jsonb_build_object('outcome', 'stored', 'acked', p_first - 1 + size, 'head', encode(coalesce(said, h), 'base64'),
    'ingest', CASE WHEN me.ingest > before THEN jsonb_build_object('first', before + 1, 'last', me.ingest) END,
    'safe', (SELECT s.position FROM sync.safe s WHERE s.epoch = e.id), 'retryAfterMs', NULL,
    'waiting', '[]'::jsonb, 'quarantined', '[]'::jsonb, 'late', '[]'::jsonb)
    || CASE WHEN settled THEN '{}' ELSE sync.outcome_of(e.id, p_first - base, p_first - 1 + size - base) END;
END $$;
RESET ROLE;
