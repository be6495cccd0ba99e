import { LEDGER, REGISTRY } from "./centre-tables.ts";
import type { Mutation } from "./mutation.ts";
import { aFact, inMigration, type Row } from "./row.ts";

const POSTING: readonly Row[] = [
  [
    "one poison entry does not kill its batch",
    "  SET CONSTRAINTS ALL IMMEDIATE;\n",
    "",
    "push",
    aFact("unbalanced"),
  ],
  [
    "a till speaks for itself",
    "    WHEN doc ->> 'till' IS DISTINCT FROM device.till THEN",
    "    WHEN false THEN",
    "attack",
    "it cannot speak for another till",
  ],
  [
    "only an office says what offices say",
    "    WHEN device.kind <> 'office' AND sync.is_office_kind(doc ->> 'kind') THEN",
    "    WHEN false THEN",
    "push",
    aFact("of the office"),
  ],
  [
    "a till brings facts of its own businesses",
    "    WHEN NOT scope <@ coalesce(device.scope, scope) THEN",
    "    WHEN false THEN",
    "attack",
    "it cannot speak for another till",
  ],
  [
    "what is remembered binds these bytes",
    "r.fact = f.id AND r.hash = f.hash",
    "r.fact = f.id",
    "backup",
    "an office reminds a restored centre of days that are open, once, and nobody else does",
  ],
  [
    "what is dated in closed books posts on the first open day",
    "    WHEN day <= through THEN through + 1",
    "",
    "push",
    "a sale on a day that is closed",
  ],
  [
    "a day long before the books is not believed",
    "    WHEN day < opened - 366 THEN greatest(opened, through + 1)",
    "",
    "push",
    "a day long before the books began is not believed, and posts when they did",
  ],
  [
    "a day that is to come is not believed",
    "    WHEN day > today + 1 THEN greatest(today, through + 1)",
    "",
    "push",
    "a sale on a day that is of 2099",
  ],
  [
    "a restored centre keeps to the day a till was told (told)",
    "    WHEN told BETWEEN greatest(opened - 366, through + 1) AND today + 1 THEN told",
    "",
    "replication/restored",
    "a restored centre that is refilled by the tills before the office",
  ],
  [
    "a restored centre keeps to the day an office remembers (told)",
    "    WHEN remembered IS NOT NULL THEN remembered",
    "",
    "replication/restored",
    "a restored centre that is refilled by the office before the tills",
  ],
  [
    "what a till tells of its days is believed of open days alone",
    "greatest(opened - 366, through + 1) AND today + 1 THEN told",
    "'-infinity' AND 'infinity' THEN told",
    "backup",
    "a till that tells the day it was told is believed where that day is open and not absurd",
  ],
  [
    "what lacks something waits; what is at fault is set aside",
    "    became := CASE WHEN left(SQLSTATE, 2) = 'TW' THEN 'waiting' ELSE 'quarantined' END;",
    "    became := 'quarantined';",
    "push",
    "a fact that lacks an account waits",
  ],
  [
    "trouble of the moment is not held against a fact",
    "  SELECT left(state, 2) IN ('40', '53', '55', '57', '58', 'XX') OR state = '42501'",
    "  SELECT false",
    "at-once",
    "a trouble of the centre is no fault of the fact: the push fails whole, and is sent again",
  ],
  [
    "nothing overtakes a closing",
    `  IF day <= (SELECT p.through FROM ledger.period p) THEN RETURN; END IF;
  LOCK TABLE ledger.period IN ACCESS EXCLUSIVE MODE;`,
    "  IF day <= (SELECT p.through FROM ledger.period p) THEN RETURN; END IF;",
    "pull",
    "an office's own word that closes waits for a push that is under way",
  ],
  [
    "books are opened once",
    "        RAISE EXCEPTION 'other books are here already' USING ERRCODE = 'check_violation';",
    "        RETURN;",
    "at-once",
    "the fact that opens other books is set aside",
  ],
];

const DEVICES: readonly Row[] = [
  [
    "a start belongs to the device that opened it",
    "  ELSIF e.device <> me.no THEN",
    "  ELSIF false THEN",
    "incidents",
    "an epoch belongs to the device that opened it",
  ],
  [
    "a disk that went back in time is noticed",
    "      ELSIF p.head > p_parent_position THEN",
    "      ELSIF false THEN",
    "incidents",
    "a disk that went back in time is healed by its own lost facts",
  ],
  [
    "two children of one parent are two copies (parent check)",
    "      ELSIF EXISTS (SELECT FROM sync.epoch WHERE parent = p.id AND branch_of IS NULL) THEN",
    "      ELSIF false THEN",
    "incidents",
    "two children of one parent",
  ],
  [
    "a parent is what the centre has",
    "      ELSIF known <> p_parent_hash THEN",
    "      ELSIF false THEN",
    "incidents",
    "a parent that is not what the centre has is another live copy",
  ],
  [
    "two starts from a place that a restored centre lost are two copies",
    "WHERE device = me.no AND parent IS NOT DISTINCT FROM p_parent AND branch_of IS NULL) THEN",
    "WHERE false) THEN",
    "incidents",
    "two starts from one place are two copies",
  ],
  [
    "new facts of a start that has a child are a copy's",
    "WHERE c.parent = e.id AND c.branch_of IS NULL AND c.fork IS NULL AND c.parent_position < e.head + n) THEN",
    "WHERE false) THEN",
    "incidents",
    "new facts of a start that already has a child are another live copy",
  ],
  [
    "what hangs on a held copy is held",
    "      ELSIF p.fork IS NOT NULL AND p_parent_position > p.fork_from THEN",
    "      ELSIF false THEN",
    "incidents",
    "two children of one parent",
  ],
  [
    "what hangs on a dismissed copy is dismissed",
    "      ELSIF p.decision = 'dismiss' AND p_parent_position > p.fork_from THEN",
    "      ELSIF false THEN",
    "incidents",
    "what the owner dismisses is quarantined, then and later, and never lost",
  ],
  [
    "what is known is compared, not stored again (chain compare)",
    "    IF known = sha256(h || hashes[skip + 1]) THEN",
    "    IF true THEN",
    "incidents",
    "other bytes at a known place go on in a branch, also where the copy says nothing of its chain",
  ],
  [
    "a copy is told by the chain that it carries on",
    "  IF after IS NULL OR chain = after THEN RETURN; END IF;",
    "  IF true THEN RETURN; END IF;",
    "incidents",
    "a machine that was suspended and resumed twice",
  ],
  [
    "nothing is stored beyond a hole",
    "  IF h IS NULL THEN\n    RETURN jsonb_build_object('outcome', 'gap'",
    "  IF false THEN\n    RETURN jsonb_build_object('outcome', 'gap'",
    "push",
    "a gap is told, and an epoch that nobody opened is unknown",
  ],
  [
    "one id is one fact (idempotency)",
    "  IF NOT EXISTS (SELECT FROM sync.known(ARRAY[kept])) THEN",
    "  IF true THEN",
    "push",
    "the same fact under another start of the till is one fact at two places",
  ],
  [
    "other bytes under a known id are a conflict",
    "    IF known.id IS NOT NULL AND (known.hash <> p_hash OR known.device <> me.no) THEN",
    "    IF false THEN",
    "push",
    "an id that is taken by other bytes: both are kept, the first stands, somebody is told",
  ],
  [
    "a fact too large to be true is cut",
    "  IF octet_length(raw) > largest THEN\n    why",
    "  IF false THEN\n    why",
    "push",
    "a fact too large to be true is cut, and the till goes on",
  ],
  [
    "a batch is of a bounded size",
    "  IF size NOT BETWEEN 1 AND 200 OR",
    "  IF",
    "attack",
    "a push of too many facts is refused and leaves nothing",
  ],
  [
    "a batch is of a bounded weight",
    "(SELECT sum(octet_length(b)) FROM unnest(p_facts) b) > 1024 * 1024",
    "false",
    "attack",
    "a push of too many bytes is refused and leaves nothing",
  ],
  [
    "a batch has a place",
    "p_first IS NULL OR p_first < 1 OR",
    "",
    "attack",
    "a push of positions before the first is refused and leaves nothing",
  ],
  [
    "what is remembered binds these bytes, in a batch that is taken together",
    " AND r.hash = hashes[x.o]",
    "",
    "backup",
    "an office reminds a restored centre of days that are open, once, and nobody else does",
  ],
  [
    "a function that runs with more rights names its schemas itself (search_path)",
    "CREATE FUNCTION api.push(p_epoch uuid, p_first bigint, p_facts bytea[], p_after bytea DEFAULT NULL, p_told date[] DEFAULT NULL)\nRETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp",
    "CREATE FUNCTION api.push(p_epoch uuid, p_first bigint, p_facts bytea[], p_after bytea DEFAULT NULL, p_told date[] DEFAULT NULL)\nRETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER",
    "beneath",
    "whatever runs with more rights than its caller's names its own schemas",
  ],
];

const OFFICE: readonly Row[] = [
  [
    "books are closed where the office has all of them",
    "  IF missing IS NOT NULL THEN RETURN",
    "  IF false THEN RETURN",
    "pull",
    "closing: refused while the office lacks a fact of those days, then final for all",
  ],
  [
    "a closing waits for what is being posted",
    "  PERFORM ledger.hold_posting();\n",
    "",
    "pull",
    "closing waits for a push that is under way, and a push for the closing",
  ],
  [
    "books are closed through a day that has been",
    "  IF p_through IS NULL OR p_through > sync.today() THEN",
    "  IF false THEN",
    "pull",
    "closing: refused while the office lacks a fact of those days, then final for all",
  ],
];

const VIEWS: readonly Row[] = [
  [
    "a reader writes nothing, and a device reads nothing",
    "GRANT SELECT ON ALL TABLES IN SCHEMA ops, audit TO tomtin_reader;",
    "GRANT USAGE ON SCHEMA ops, audit TO tomtin_device;\nGRANT SELECT ON ALL TABLES IN SCHEMA ops, audit TO tomtin_reader, tomtin_device;",
    "attack",
    "a stolen till's login can touch no table, no partition, no view and no sequence",
  ],
];

const LATER: readonly Row[] = [
  [
    "a later year belongs to the owner of the first",
    "ALTER PROCEDURE ledger.make_years(integer, integer) SECURITY DEFINER;",
    "",
    "beneath",
    "a year that is made later is as well guarded as the first",
  ],
  [
    "a start hangs on a hash, not on a load",
    "CHECK (octet_length(parent_hash) = 32 AND parent_position >= 0)",
    "CHECK (true)",
    "attack",
    "a start with a load for a hash",
  ],
  [
    "what was turned down is not posted one by one",
    "    RETURN 'quarantined';",
    "    NULL;",
    "incidents",
    "what the owner dismisses is quarantined, then and later, and never lost",
  ],
];

const LIVES: readonly Row[] = [
  [
    "one push of a till at a time",
    "session_user AND revoked_at IS NULL FOR NO KEY UPDATE;",
    "session_user AND revoked_at IS NULL;",
    "at-once",
    "one till that says the same thing over two connections at once says it once",
  ],
  [
    "what only an office may do",
    "  IF office AND (me.kind <> 'office' OR me.scope IS NOT NULL) THEN",
    "  IF false THEN",
    "attack",
    "nothing that is the office's answers to a till",
  ],
  [
    "a standby that took over is another life, for whoever greets it",
    "  PERFORM sync.keep_life();\n  RETURN",
    "  RETURN",
    "lives",
    "on a server of another history",
  ],
  [
    "a standby that took over is another life, for whoever only pushes",
    "    PERFORM sync.keep_life();\n    SELECT",
    "    SELECT",
    "lives",
    "a push that comes without a greeting",
  ],
];

const PUT_BACK: readonly Row[] = [
  [
    "another server is another life",
    "g.server IS NOT DISTINCT FROM here AND ",
    "",
    "lives",
    "on a server of another history",
  ],
  [
    "a dump put back is another life",
    " AND g.kept_in IS NOT DISTINCT FROM there",
    "",
    "lives",
    "put back from a dump",
  ],
  [
    "a life is begun once",
    "    WHERE g.server IS DISTINCT FROM here OR g.kept_in IS DISTINCT FROM there;",
    "    ;",
    "lives",
    "a push that comes without a greeting",
  ],
];

const SECOND_LIFE: readonly Row[] = [
  [
    "an office reminds of open days alone",
    "AND (p.through IS NULL OR u.day > p.through)",
    "",
    "backup",
    "an office reminds a restored centre of days that are open, once, and nobody else does",
  ],
  [
    "a decision stands",
    "  IF i.decision IS NOT NULL THEN RETURN; END IF;   -- said twice",
    "",
    "incidents",
    "what the owner dismisses is quarantined, then and later, and never lost",
  ],
];

const PAGES: readonly Row[] = [
  [
    "a page ends where a till's window may hide what is earlier",
    "coalesce(s.released < (SELECT released FROM cut), true) AND ",
    "",
    "pull",
    "nothing is passed over where one till's share is small and all of it comes first",
  ],
  [
    "a page is found by keys, whatever the planner believes",
    "SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off ",
    "",
    "pull",
    "a page reads what it carries, not what the centre holds",
  ],
];

const ENROLMENT: readonly Row[] = [
  [
    "whoever speaks with an old password is hung up on",
    "  SELECT pg_terminate_backend(a.pid) FROM",
    "  SELECT a.pid FROM",
    "attack",
    "a revoked device is shut out at once, and its password with it",
  ],
];

const OUT_AT_ONCE: readonly Row[] = [
  [
    "an office may make no login of another office",
    "  IF known.kind = 'office' THEN",
    "  IF false THEN",
    "replication/enrolment",
    "only an office of all businesses makes codes, and none for itself or for what is not there",
  ],
  [
    "a stolen login's locks do not keep it from being shut out",
    "  PERFORM sync.hang_up(known.login);\n  UPDATE",
    "  UPDATE",
    "attack",
    "a stolen login that holds its till's locks is shut out all the same",
  ],
];

const SAFE_AND_SECRET: readonly Row[] = [
  [
    "a backup that was taken stays told",
    "CALL ledger.seal('sync.backup');\n",
    "",
    "replication/owner-told",
    "a centre that nobody backed up for days is told, and a backup of a whole one ends it",
  ],
  [
    "only an office hears how the centre is kept",
    "sync.enter(office => true)",
    "sync.enter()",
    "attack",
    "nothing that is the office's answers to a till, or to an office of some businesses",
  ],
  [
    "a login that is being shut out takes no password",
    "sync.enter(writing => true)",
    "sync.enter()",
    "replication/own-password",
    "a login takes nothing but a password's verifier, and none while it is being shut out",
  ],
  [
    "a password is taken by its verifier alone",
    "    RAISE EXCEPTION 'a password is taken by its verifier' USING ERRCODE = 'invalid_parameter_value';",
    "    NULL;",
    "replication/own-password",
    "a login takes nothing but a password's verifier, and none while it is being shut out",
  ],
];

const WIDEN: readonly Row[] = [
  [
    "only an office of all gives a till more businesses",
    "sync.enter(office => true)",
    "sync.enter()",
    "attack",
    "nothing that is the office's answers to a till, or to an office of some businesses",
  ],
  [
    "a till is given businesses of these books alone",
    "WHERE NOT EXISTS (SELECT FROM ledger.business b WHERE b.code = c)",
    "WHERE false",
    "replication/scope",
    "only what is there is given, to a till that may still come, and nothing is taken away",
  ],
  [
    "a till that was shut out is given nothing",
    "AND kind = 'till' AND revoked_at IS NULL;",
    "AND kind = 'till';",
    "replication/scope",
    "only what is there is given, to a till that may still come, and nothing is taken away",
  ],
];

/** Guards of the centre's Postgres, in the order of its migrations. */
export const CENTRE: readonly Mutation[] = [
  ...inMigration("0001-ledger", LEDGER),
  ...inMigration("0002-registry", REGISTRY),
  ...inMigration("0003-posting", POSTING),
  ...inMigration("0004-devices", DEVICES),
  ...inMigration("0005-office", OFFICE),
  ...inMigration("0006-views", VIEWS),
  ...inMigration("0007-enrolment", ENROLMENT),
  ...inMigration("0008-turned-down", LATER),
  ...inMigration("0009-lives", LIVES),
  ...inMigration("0010-second-life", SECOND_LIFE),
  ...inMigration("0012-page-of-facts", PAGES),
  ...inMigration("0013-out-at-once", OUT_AT_ONCE),
  ...inMigration("0015-safe-and-secret", SAFE_AND_SECRET),
  ...inMigration("0016-widen", WIDEN),
  ...inMigration("0017-put-back", PUT_BACK),
];
