-- The journal: facts in a hash chain, and the double-entry ledger that is projected from them.
-- SQLite itself refuses an unbalanced, unsealed, changed or removed entry (docs/ledger.md).

-- One row a program start: a new random epoch, pointing at the head it was opened on.
CREATE TABLE epoch (
  no              INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  till            TEXT NOT NULL,
  parent          TEXT,
  parent_position INTEGER,
  parent_hash     BLOB,
  opened_at       TEXT NOT NULL
) STRICT;

CREATE TABLE fact (
  seq      INTEGER PRIMARY KEY,                    -- order of arrival in this journal
  id       TEXT NOT NULL UNIQUE,                   -- the command's id: sent twice is one fact
  epoch    INTEGER NOT NULL REFERENCES epoch (no),
  position INTEGER NOT NULL CHECK (position > 0),
  local    INTEGER NOT NULL CHECK (local IN (0, 1)), -- made here, or pulled from another till
  kind     TEXT NOT NULL,
  bytes    BLOB NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  chain    BLOB NOT NULL CHECK (length(chain) = 32),
  posted_on TEXT,                                  -- pulled: the day the centre posted it on
  -- A machine resumed from a snapshot twice writes two facts at one place of one epoch; and which of
  -- them the centre keeps there, it may decide otherwise once a backup has taken its place.
  UNIQUE (epoch, local, position, chain),
  CHECK (local = 0 OR posted_on IS NULL)
) STRICT;

-- The account's five tiers: type, category, class, subclass, account.
CREATE TABLE business (
  id             TEXT PRIMARY KEY,
  name           TEXT NOT NULL,
  kind           TEXT NOT NULL,
  trades         TEXT NOT NULL,                    -- JSON array
  colour         TEXT NOT NULL,
  position       INTEGER NOT NULL,
  active         INTEGER NOT NULL CHECK (active IN (0, 1)),
  negative_stock TEXT NOT NULL CHECK (negative_stock IN ('warn', 'refuse'))
) STRICT;

CREATE TABLE account (
  number       INTEGER PRIMARY KEY CHECK (number >= 1000),
  type         TEXT NOT NULL CHECK (type IN ('asset', 'liability', 'equity', 'revenue', 'expense')),
  category     TEXT NOT NULL,
  class        TEXT NOT NULL,
  subclass     TEXT,
  name         TEXT NOT NULL,
  name_swahili TEXT,
  business     TEXT REFERENCES business (id),      -- NULL: shared, the line's tag tells
  posting      INTEGER NOT NULL CHECK (posting IN (0, 1)),
  active       INTEGER NOT NULL CHECK (active IN (0, 1)),
  subledger    TEXT CHECK (subledger IN ('drawer', 'customer', 'supplier', 'deposit', 'job', 'staff'))
) STRICT;

CREATE TABLE period_lock (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  through TEXT NOT NULL
) STRICT;

-- An entry has its fact's number. It cannot be committed without its seal.
CREATE TABLE entry (
  seq          INTEGER PRIMARY KEY
    REFERENCES fact (seq)
    REFERENCES seal (entry) DEFERRABLE INITIALLY DEFERRED,
  day          TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  business_day TEXT NOT NULL,
  late         INTEGER NOT NULL CHECK (late IN (0, 1)),
  type         TEXT NOT NULL,
  memo         TEXT NOT NULL,
  reverses     INTEGER UNIQUE REFERENCES entry (seq), -- at most one reversal an entry
  -- Later, where its own day was closed; earlier, where its own is one that has not come yet.
  CHECK ((late = 0) = (day = business_day))
) STRICT;

CREATE TABLE line (
  entry    INTEGER NOT NULL REFERENCES entry (seq),
  no       INTEGER NOT NULL CHECK (no > 0),
  day      TEXT NOT NULL,
  business TEXT NOT NULL REFERENCES business (id),
  account  INTEGER NOT NULL REFERENCES account (number),
  debit    INTEGER NOT NULL CHECK (debit BETWEEN 0 AND 9007199254740991),
  credit   INTEGER NOT NULL CHECK (credit BETWEEN 0 AND 9007199254740991),
  party    TEXT,
  PRIMARY KEY (entry, no),
  CHECK ((debit > 0) <> (credit > 0))
) STRICT, WITHOUT ROWID;

CREATE INDEX line_by_account ON line (account, day, entry);

CREATE TABLE seal (
  entry INTEGER PRIMARY KEY REFERENCES entry (seq)
) STRICT;

-- Running balances by day and by month, and by party: written by the seal, never by the program.
CREATE TABLE account_day (
  account  INTEGER NOT NULL,
  business TEXT NOT NULL,
  day      TEXT NOT NULL,
  debit    INTEGER NOT NULL,
  credit   INTEGER NOT NULL,
  PRIMARY KEY (account, business, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_month (
  account  INTEGER NOT NULL,
  business TEXT NOT NULL,
  month    TEXT NOT NULL,
  debit    INTEGER NOT NULL,
  credit   INTEGER NOT NULL,
  PRIMARY KEY (account, business, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_balance (
  account  INTEGER NOT NULL,
  business TEXT NOT NULL,
  party    TEXT NOT NULL,
  debit    INTEGER NOT NULL,
  credit   INTEGER NOT NULL,
  PRIMARY KEY (account, business, party)
) STRICT, WITHOUT ROWID;

CREATE INDEX party_by_party ON party_balance (party);
CREATE INDEX line_by_party ON line (party, account, entry) WHERE party IS NOT NULL AND length(party) = 36;

-- ---------------------------------------------------------------- facts: a dense, append-only chain

CREATE TRIGGER fact_is_appended BEFORE INSERT ON fact BEGIN
  SELECT CASE
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM fact)
      THEN RAISE(ABORT, 'facts are appended: the number is not the next one')
    -- Of another till's facts this device has those of its businesses: their places have holes.
    WHEN NEW.local = 1 AND NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM fact
                                            WHERE epoch = NEW.epoch AND local = 1)
      THEN RAISE(ABORT, 'facts are appended: the position is not the next one of its epoch')
    WHEN EXISTS (SELECT 1 FROM fact
                 WHERE epoch = NEW.epoch AND local = NEW.local AND position = NEW.position
                   AND (local = 1 OR chain = NEW.chain))
      THEN RAISE(ABORT, 'facts are appended: this place of its epoch is taken')
    WHEN EXISTS (SELECT 1 FROM fact WHERE id = NEW.id)
      THEN RAISE(ABORT, 'facts are appended: this id is taken')
    WHEN length(NEW.hash) <> 32 OR length(NEW.chain) <> 32 OR NEW.local NOT IN (0, 1)
      THEN RAISE(ABORT, 'facts are appended: hashes have 32 bytes, and a fact is local or not')
  END;
END;
CREATE TRIGGER fact_is_kept BEFORE UPDATE ON fact BEGIN
  SELECT RAISE(ABORT, 'facts are never changed');
END;
CREATE TRIGGER fact_is_not_removed BEFORE DELETE ON fact BEGIN
  SELECT RAISE(ABORT, 'facts are never removed');
END;
CREATE TRIGGER epoch_is_new BEFORE INSERT ON epoch
WHEN EXISTS (SELECT 1 FROM epoch WHERE no = NEW.no OR id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'epochs are never replaced');
END;
CREATE TRIGGER epoch_is_kept BEFORE UPDATE ON epoch BEGIN
  SELECT RAISE(ABORT, 'epochs are never changed');
END;
CREATE TRIGGER epoch_is_not_removed BEFORE DELETE ON epoch BEGIN
  SELECT RAISE(ABORT, 'epochs are never removed');
END;

-- ---------------------------------------------------------------- what the books stand on

CREATE TRIGGER account_keeps_what_it_is BEFORE UPDATE ON account
WHEN NEW.number <> OLD.number OR NEW.type <> OLD.type OR NEW.business IS NOT OLD.business
  OR NEW.subledger IS NOT OLD.subledger
BEGIN
  SELECT RAISE(ABORT, 'an account keeps its number, type, business and control');
END;
CREATE TRIGGER account_is_not_removed BEFORE DELETE ON account BEGIN
  SELECT RAISE(ABORT, 'accounts are never removed');
END;
CREATE TRIGGER business_is_not_removed BEFORE DELETE ON business BEGIN
  SELECT RAISE(ABORT, 'businesses are never removed');
END;
CREATE TRIGGER period_lock_is_one BEFORE INSERT ON period_lock
WHEN EXISTS (SELECT 1 FROM period_lock) BEGIN
  SELECT RAISE(ABORT, 'the lock is moved, not replaced');
END;
CREATE TRIGGER period_lock_moves_forward BEFORE UPDATE ON period_lock
WHEN NEW.through < OLD.through BEGIN
  SELECT RAISE(ABORT, 'closed books are not opened again');
END;
CREATE TRIGGER period_lock_is_not_removed BEFORE DELETE ON period_lock BEGIN
  SELECT RAISE(ABORT, 'closed books are not opened again');
END;

-- ---------------------------------------------------------------- entries and their lines
-- INSERT OR REPLACE would delete without a DELETE trigger: each table refuses a taken key first.

CREATE TRIGGER entry_is_new BEFORE INSERT ON entry BEGIN
  SELECT CASE
    WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
      THEN RAISE(ABORT, 'an entry is written with its own fact')
    WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq)
      OR (NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM entry WHERE reverses = NEW.reverses))
      THEN RAISE(ABORT, 'journal entries are reversed, not replaced')
    WHEN NEW.reverses >= NEW.seq
      THEN RAISE(ABORT, 'an entry cannot reverse what comes later')
    -- What the centre posted before it closed may reach this device after it closed here.
    WHEN NEW.day <= (SELECT through FROM period_lock)
      AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
      THEN RAISE(ABORT, 'the books are closed on that day')
  END;
END;
CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'journal entries are reversed, not edited');
END;
CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'journal entries are reversed, not removed');
END;

CREATE TRIGGER line_is_allowed BEFORE INSERT ON line BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM seal WHERE entry = NEW.entry)
      THEN RAISE(ABORT, 'the entry is sealed')
    WHEN EXISTS (SELECT 1 FROM line WHERE entry = NEW.entry AND no = NEW.no)
      THEN RAISE(ABORT, 'journal lines are never replaced')
    WHEN NEW.day IS NOT (SELECT day FROM entry WHERE seq = NEW.entry)
      THEN RAISE(ABORT, 'the line has another day than its entry')
    -- What foreign keys and CHECKs say too: a connection can switch those off, but not this.
    WHEN ((NEW.debit > 0) <> (NEW.credit > 0)) IS NOT TRUE
      OR NOT (NEW.debit BETWEEN 0 AND 9007199254740991 AND NEW.credit BETWEEN 0 AND 9007199254740991)
      THEN RAISE(ABORT, 'a line is a debit or a credit of more than nothing')
    WHEN NOT EXISTS (SELECT 1 FROM business WHERE id = NEW.business)
      THEN RAISE(ABORT, 'the business is unknown')
    WHEN NOT EXISTS (SELECT 1 FROM account WHERE number = NEW.account)
      THEN RAISE(ABORT, 'the account is unknown')
  END;
  SELECT CASE
    WHEN posting = 0 AND (SELECT local FROM fact WHERE seq = NEW.entry) = 1
      THEN RAISE(ABORT, 'the account takes no postings')
    WHEN business IS NOT NULL AND business <> NEW.business
      THEN RAISE(ABORT, 'the account belongs to another business')
    WHEN (subledger IS NULL) <> (NEW.party IS NULL)
      THEN RAISE(ABORT, 'a control account needs a party, and only a control account')
    WHEN active = 0 AND (SELECT local FROM fact WHERE seq = NEW.entry) = 1
      THEN RAISE(ABORT, 'the account is not active')
  END FROM account WHERE number = NEW.account;
END;
CREATE TRIGGER line_is_kept BEFORE UPDATE ON line BEGIN
  SELECT RAISE(ABORT, 'journal lines are never changed');
END;
CREATE TRIGGER line_is_not_removed BEFORE DELETE ON line BEGIN
  SELECT RAISE(ABORT, 'journal lines are never removed');
END;

-- ---------------------------------------------------------------- the seal

CREATE TRIGGER seal_needs_balance BEFORE INSERT ON seal BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM seal WHERE entry = NEW.entry)
      THEN RAISE(ABORT, 'the entry is sealed already')
    WHEN (SELECT count(*) FROM line WHERE entry = NEW.entry) < 2
      THEN RAISE(ABORT, 'an entry has at least two lines')
    WHEN EXISTS (SELECT 1 FROM line WHERE entry = NEW.entry
                 GROUP BY business HAVING sum(debit) <> sum(credit))
      THEN RAISE(ABORT, 'debits and credits differ')
  END;
END;
CREATE TRIGGER seal_keeps_balances AFTER INSERT ON seal BEGIN
  INSERT INTO account_day (account, business, day, debit, credit)
    SELECT account, business, day, sum(debit), sum(credit) FROM line
    WHERE entry = NEW.entry GROUP BY account, business
    ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
  INSERT INTO account_month (account, business, month, debit, credit)
    SELECT account, business, substr(day, 1, 7), sum(debit), sum(credit) FROM line
    WHERE entry = NEW.entry GROUP BY account, business
    ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
  INSERT INTO party_balance (account, business, party, debit, credit)
    SELECT account, business, party, sum(debit), sum(credit) FROM line
    WHERE entry = NEW.entry AND party IS NOT NULL GROUP BY account, business, party
    ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, credit = credit + excluded.credit;
END;
CREATE TRIGGER seal_is_kept BEFORE UPDATE ON seal BEGIN
  SELECT RAISE(ABORT, 'seals are never changed');
END;
CREATE TRIGGER seal_is_not_removed BEFORE DELETE ON seal BEGIN
  SELECT RAISE(ABORT, 'seals are never removed');
END;
