-- Copies of this journal: where they go and what became of each. Of this device alone, like its
-- printer: no fact, not replicated; a rebuild carries the rows over.

CREATE TABLE backup_plan (
  one       INTEGER PRIMARY KEY CHECK (one = 1),
  folder    TEXT NOT NULL,
  automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
  keep      INTEGER NOT NULL CHECK (keep BETWEEN 1 AND 365),
  warn_days INTEGER NOT NULL CHECK (warn_days BETWEEN 1 AND 90)
) STRICT;

CREATE TABLE backup_run (
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,
  day     TEXT NOT NULL,                           -- in Nairobi
  file    TEXT NOT NULL,                           -- empty where it failed
  facts   INTEGER NOT NULL,
  bytes   INTEGER NOT NULL,
  problem TEXT NOT NULL                            -- empty where it is good
) STRICT;
