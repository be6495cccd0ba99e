-- Statements of banks, M-Pesa tills and counted cash, agreed line by line with the ledger: what was
-- agreed comes to the statement's balance exactly, or there is no row.

-- One line of the ledger that a reconciliation found on the statement (or cancelled out by another).
CREATE TABLE reconciled_line (
  seq    INTEGER NOT NULL REFERENCES fact (seq),
  place  INTEGER NOT NULL,                         -- in the fact's own order
  of     TEXT NOT NULL,                            -- the fact whose entry it is
  entry  INTEGER REFERENCES entry (seq),           -- NULL: that fact is not in this journal
  no     INTEGER NOT NULL,
  amount INTEGER NOT NULL,                         -- debit less credit
  PRIMARY KEY (seq, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX reconciled_by_line ON reconciled_line (entry, no);

CREATE TABLE reconciliation (
  seq        INTEGER PRIMARY KEY REFERENCES fact (seq),
  id         TEXT NOT NULL UNIQUE,
  account    INTEGER NOT NULL REFERENCES account (number),
  party      TEXT,                                 -- cash: the safe
  since      TEXT NOT NULL,                        -- what lies before was taken as agreed, once
  through    TEXT NOT NULL,                        -- the statement's last day
  opening    INTEGER NOT NULL,
  closing    INTEGER NOT NULL,
  undone_seq INTEGER REFERENCES fact (seq)
) STRICT;
CREATE INDEX reconciliation_by_account ON reconciliation (account, seq);

-- ---------------------------------------------------------------- rules that bind facts made here

CREATE TRIGGER line_is_reconciled_once_here BEFORE INSERT ON reconciled_line
WHEN (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT CASE
    WHEN NEW.amount IS NOT (SELECT debit - credit FROM line WHERE entry = NEW.entry AND no = NEW.no)
      THEN RAISE(ABORT, 'what is reconciled is a line of the ledger')
    WHEN EXISTS (SELECT 1 FROM reconciled_line l WHERE l.entry = NEW.entry AND l.no = NEW.no
                 AND (l.seq = NEW.seq OR l.seq IN
                   (SELECT seq FROM reconciliation WHERE undone_seq IS NULL)))
      THEN RAISE(ABORT, 'this line was reconciled already')
  END;
END;
CREATE TRIGGER reconciliation_ends_at_zero_here BEFORE INSERT ON reconciliation
WHEN (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT CASE
    WHEN NEW.closing <> NEW.opening
        + (SELECT coalesce(sum(amount), 0) FROM reconciled_line WHERE seq = NEW.seq)
      THEN RAISE(ABORT, 'a reconciliation ends at zero')
    WHEN EXISTS (SELECT 1 FROM reconciled_line r JOIN line l ON l.entry = r.entry AND l.no = r.no
                 WHERE r.seq = NEW.seq
                   AND (l.account <> NEW.account OR l.party IS NOT NEW.party OR l.day < NEW.since))
      THEN RAISE(ABORT, 'a reconciliation is of one place of money')
    WHEN EXISTS (SELECT 1 FROM reconciliation
                 WHERE account = NEW.account AND party IS NEW.party AND undone_seq IS NULL
                   AND (through >= NEW.through OR since <> NEW.since))
      THEN RAISE(ABORT, 'a reconciliation follows the one before it')
  END;
END;
CREATE TRIGGER reconciliation_is_undone_last_first_here BEFORE UPDATE ON reconciliation
WHEN (SELECT local FROM fact WHERE seq = NEW.undone_seq) = 1
  AND EXISTS (SELECT 1 FROM reconciliation
              WHERE account = NEW.account AND party IS NEW.party AND undone_seq IS NULL
                AND seq <> NEW.seq AND through > NEW.through)
BEGIN
  SELECT RAISE(ABORT, 'the latest reconciliation is undone first');
END;

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER reconciled_line_is_new BEFORE INSERT ON reconciled_line
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM reconciled_line WHERE seq = NEW.seq AND place = NEW.place)
  OR EXISTS (SELECT 1 FROM reconciliation WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'reconciled lines are written with their fact, once');
END;
CREATE TRIGGER reconciled_line_is_kept BEFORE UPDATE ON reconciled_line BEGIN
  SELECT RAISE(ABORT, 'reconciled lines are never changed');
END;
CREATE TRIGGER reconciled_line_is_not_removed BEFORE DELETE ON reconciled_line BEGIN
  SELECT RAISE(ABORT, 'reconciled lines are never removed');
END;

CREATE TRIGGER reconciliation_is_new BEFORE INSERT ON reconciliation
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact) OR NEW.undone_seq IS NOT NULL
  OR EXISTS (SELECT 1 FROM reconciliation WHERE seq = NEW.seq OR id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'reconciliations are written with their fact, once');
END;
CREATE TRIGGER reconciliation_is_undone_once BEFORE UPDATE ON reconciliation
WHEN OLD.undone_seq IS NOT NULL OR NEW.undone_seq IS NOT (SELECT max(seq) FROM fact)
  OR NEW.seq <> OLD.seq OR NEW.id <> OLD.id OR NEW.account <> OLD.account
  OR NEW.party IS NOT OLD.party OR NEW.since <> OLD.since OR NEW.through <> OLD.through
  OR NEW.opening <> OLD.opening OR NEW.closing <> OLD.closing
BEGIN
  SELECT RAISE(ABORT, 'a reconciliation is undone once, and not changed otherwise');
END;
CREATE TRIGGER reconciliation_is_not_removed BEFORE DELETE ON reconciliation BEGIN
  SELECT RAISE(ABORT, 'reconciliations are undone, not removed');
END;
