-- A rule that the merged books break is a task for the owner, and somebody said that it is settled.

-- By the fact that broke the rule and the rule's name, which are the same on every device.
CREATE TABLE exception_settled (
  seq  INTEGER PRIMARY KEY REFERENCES fact (seq),
  of   TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT;
CREATE INDEX exception_settled_of ON exception_settled (of, kind);

-- What was posted on another day than its own, because that one was closed: few of all entries.
CREATE INDEX entry_late ON entry (seq) WHERE late = 1;

-- ---------------------------------------------------------------- rules that bind facts made here

CREATE TRIGGER only_an_open_exception_is_settled_here BEFORE INSERT ON exception_settled
WHEN (SELECT local FROM fact WHERE seq = NEW.seq) = 1
  AND (NOT EXISTS (SELECT 1 FROM exception x JOIN fact f ON f.seq = x.seq
                   WHERE f.id = NEW.of AND x.kind = NEW.kind)
       OR EXISTS (SELECT 1 FROM exception_settled WHERE of = NEW.of AND kind = NEW.kind))
BEGIN
  SELECT RAISE(ABORT, 'an exception that is there is settled once');
END;

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER exception_settled_is_new BEFORE INSERT ON exception_settled
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM exception_settled WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'an exception is settled with its fact, once');
END;
CREATE TRIGGER exception_settled_is_kept BEFORE UPDATE ON exception_settled BEGIN
  SELECT RAISE(ABORT, 'what was settled is not changed');
END;
CREATE TRIGGER exception_settled_is_not_removed BEFORE DELETE ON exception_settled BEGIN
  SELECT RAISE(ABORT, 'what was settled is not removed');
END;
