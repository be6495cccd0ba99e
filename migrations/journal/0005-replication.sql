-- Replication: which of two writings of a record is the newer; and, of this device alone, what the
-- centre confirmed, what was pulled, and what could not be applied yet (docs/replication.md).

-- Each saved record's newest writing: by its clock, then by its till. Projected from facts.
CREATE TABLE record_clock (
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  clock TEXT NOT NULL,
  till  TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sale_by_till ON sale (till, counter);

-- ---------------------------------------------------------------- this device's, not replicated

-- There is a row where the device belongs to a centre. How it gets there, and its password, lie
-- in a file beside the owner's key, never in the journal.
CREATE TABLE link (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  till         TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('till', 'office')),
  scope        TEXT NOT NULL,                      -- JSON: codes of businesses, or "*"
  books        TEXT,                               -- id of the fact that opened them
  generation   TEXT,                               -- the life of the centre that all this is of
  last_contact TEXT,
  incident     TEXT
) STRICT;

-- How far the centre holds each own epoch without a hole; and how far any life of it ever did, so
-- that what became of those facts was told.
CREATE TABLE link_confirmed (
  epoch    TEXT PRIMARY KEY,
  position INTEGER NOT NULL CHECK (position >= 0),
  told     INTEGER NOT NULL CHECK (told >= position)
) STRICT, WITHOUT ROWID;

-- The vector: by till, the ingest number up to which its facts are here or are none of ours.
CREATE TABLE link_have (
  till   TEXT PRIMARY KEY,
  ingest INTEGER NOT NULL CHECK (ingest >= 0),
  head   INTEGER NOT NULL CHECK (head >= 0)        -- the centre's, when last heard
) STRICT, WITHOUT ROWID;

-- Facts of others that this program cannot apply: kept to the byte, tried again as others arrive
-- and at each start. Nothing waits behind them.
CREATE TABLE parked_fact (
  id        TEXT PRIMARY KEY,
  till      TEXT NOT NULL,
  epoch     TEXT NOT NULL,
  position  INTEGER NOT NULL,
  ingest    INTEGER NOT NULL,
  bytes     BLOB NOT NULL,
  chain     BLOB NOT NULL,
  posted_on TEXT,
  reason    TEXT NOT NULL,
  detail    TEXT NOT NULL
) STRICT;

-- What the centre said of own facts: held back, or posted on another day.
CREATE TABLE link_notice (
  fact   TEXT NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('waiting', 'quarantined', 'late')),
  detail TEXT NOT NULL,
  PRIMARY KEY (fact, kind)
) STRICT, WITHOUT ROWID;
