-- What belongs to this device alone and is not history: who it is, its outbox to the printer,
-- carts in the making, wrong PINs. Not replicated; a rebuild carries these rows over.

CREATE TABLE device (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  till    TEXT NOT NULL,
  name    TEXT NOT NULL,
  printer TEXT NOT NULL                            -- JSON
) STRICT;

CREATE TABLE print_job (
  id       INTEGER PRIMARY KEY,
  fact     TEXT NOT NULL,
  document TEXT NOT NULL,
  copy     INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unknown')),
  problem  TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX print_job_waiting ON print_job (id) WHERE state IN ('waiting', 'sending');
CREATE INDEX print_job_by_fact ON print_job (fact);

CREATE TABLE draft (
  id       TEXT PRIMARY KEY,
  business TEXT NOT NULL,
  label    TEXT,                                   -- NULL: the running cart
  cart     TEXT NOT NULL,
  user     TEXT NOT NULL,
  at       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX draft_running ON draft (business) WHERE label IS NULL;

CREATE TABLE pin_failure (
  user     TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  until    TEXT
) STRICT;
