-- Work taken in: a job with its lines and pieces, every act on it, and where it stands now.

CREATE TABLE job (
  seq         INTEGER PRIMARY KEY REFERENCES fact (seq),
  id          TEXT NOT NULL UNIQUE,
  number      TEXT NOT NULL,
  counter     INTEGER NOT NULL,
  till        TEXT NOT NULL,
  business    TEXT NOT NULL REFERENCES business (id),
  customer    TEXT NOT NULL,
  day         TEXT NOT NULL,
  at          TEXT NOT NULL,
  recognition TEXT NOT NULL CHECK (recognition IN ('ready', 'collected')),
  express     INTEGER NOT NULL,
  promised    TEXT NOT NULL,
  pieces      INTEGER NOT NULL,
  total       INTEGER NOT NULL,
  tax         INTEGER NOT NULL
) STRICT;
CREATE INDEX job_by_number ON job (number);
CREATE INDEX job_by_counter ON job (till, counter);
CREATE INDEX job_by_customer ON job (customer, seq);

CREATE TABLE job_line (
  job       INTEGER NOT NULL REFERENCES job (seq),
  no        INTEGER NOT NULL,
  item      TEXT NOT NULL,
  quantity  INTEGER NOT NULL,
  gross     INTEGER NOT NULL,
  surcharge INTEGER NOT NULL,
  tax       INTEGER NOT NULL,
  PRIMARY KEY (job, no)
) STRICT, WITHOUT ROWID;

-- One row a tag.
CREATE TABLE job_piece (
  job     INTEGER NOT NULL REFERENCES job (seq),
  no      INTEGER NOT NULL,
  line    INTEGER NOT NULL,
  what    TEXT NOT NULL,
  colour  TEXT NOT NULL,
  brand   TEXT NOT NULL,
  defects TEXT NOT NULL,
  PRIMARY KEY (job, no)
) STRICT, WITHOUT ROWID;

-- Every fact about a job, the intake included. Another till's act may come before the intake it
-- speaks of, so `job` is the intake's fact id and no reference.
CREATE TABLE job_act (
  seq         INTEGER PRIMARY KEY REFERENCES fact (seq),
  job         TEXT NOT NULL,
  kind        TEXT NOT NULL,
  at          TEXT NOT NULL,
  fact        TEXT NOT NULL,
  from_status TEXT NOT NULL,
  to_status   TEXT NOT NULL CHECK (to_status IN ('received', 'washing', 'ready', 'collected', 'cancelled', 'disposed')),
  recognised  INTEGER NOT NULL CHECK (recognised IN (0, 1)),
  paid        INTEGER NOT NULL,                    -- as the invoice counts it; less than 0 given back
  lost        INTEGER NOT NULL,
  kept        INTEGER NOT NULL,
  deposit     INTEGER NOT NULL,                    -- what the entry added, in signed cents
  receivable  INTEGER NOT NULL,
  tax         INTEGER NOT NULL,
  revenue     INTEGER NOT NULL,
  rack        TEXT,
  reason      TEXT
) STRICT;
CREATE INDEX job_act_by_job ON job_act (job, at, fact);

-- Where a job stands: its acts put together (src/main/journal/apply/jobs.ts).
CREATE TABLE job_state (
  job        TEXT PRIMARY KEY REFERENCES job (id),
  seq        INTEGER NOT NULL REFERENCES fact (seq), -- the last act
  business   TEXT NOT NULL,
  customer   TEXT NOT NULL,
  status     TEXT NOT NULL,
  since      TEXT NOT NULL,                        -- when it came into this status
  ready_day  TEXT,                                 -- ageing counts from here
  promised   TEXT NOT NULL,
  rack       TEXT NOT NULL,
  recognised INTEGER NOT NULL,
  paid       INTEGER NOT NULL,
  lost       INTEGER NOT NULL,
  kept       INTEGER NOT NULL,
  deposit    INTEGER NOT NULL,
  receivable INTEGER NOT NULL,
  tax        INTEGER NOT NULL,
  revenue    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX job_in_hand ON job_state (business, status, promised);
CREATE INDEX job_ended ON job_state (business, status, since);
CREATE INDEX job_owed ON job_state (customer, business) WHERE receivable <> 0;
CREATE INDEX job_owed_here ON job_state (business, ready_day) WHERE receivable > 0;

-- ---------------------------------------------------------------- rules that bind facts made here

CREATE TRIGGER job_number_is_used_once_here BEFORE INSERT ON job
WHEN EXISTS (SELECT 1 FROM job WHERE number = NEW.number)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this job number was given already');
END;
CREATE TRIGGER job_act_follows_here BEFORE INSERT ON job_act
WHEN (SELECT local FROM fact WHERE seq = NEW.seq) = 1 AND NEW.kind <> 'job.received'
BEGIN
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM job_state WHERE job = NEW.job)
      THEN RAISE(ABORT, 'there is no such job')
    WHEN NEW.kind = 'job.collected'
      AND (SELECT status FROM job_state WHERE job = NEW.job) IN ('collected', 'cancelled', 'disposed')
      THEN RAISE(ABORT, 'a job is collected once')
    WHEN NEW.from_status <> (SELECT status FROM job_state WHERE job = NEW.job)
      THEN RAISE(ABORT, 'the job has moved on meanwhile')
    WHEN NEW.paid > 0 AND (SELECT s.paid + s.lost + NEW.paid > j.total
        FROM job_state s JOIN job j ON j.id = s.job WHERE s.job = NEW.job)
      THEN RAISE(ABORT, 'a job is not paid beyond its price')
    WHEN NEW.paid < 0 AND (SELECT paid + NEW.paid < 0 OR kept > 0 FROM job_state WHERE job = NEW.job)
      THEN RAISE(ABORT, 'what was paid for a job is given back once')
    WHEN coalesce(trim(NEW.reason), '') = '' AND NEW.kind = 'job.moved' AND
      instr('received washing ready collected', NEW.to_status)
        < instr('received washing ready collected', NEW.from_status)
      THEN RAISE(ABORT, 'a job moves back only with a reason')
  END;
END;

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER job_is_new BEFORE INSERT ON job
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM job WHERE seq = NEW.seq OR id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'jobs are written with their fact, once');
END;
CREATE TRIGGER job_is_kept BEFORE UPDATE ON job BEGIN
  SELECT RAISE(ABORT, 'a job stays as it was taken in');
END;
CREATE TRIGGER job_is_not_removed BEFORE DELETE ON job BEGIN
  SELECT RAISE(ABORT, 'jobs are never removed');
END;

CREATE TRIGGER job_line_is_new BEFORE INSERT ON job_line
WHEN NEW.job IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM job_line WHERE job = NEW.job AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'job lines are written with their fact, once');
END;
CREATE TRIGGER job_line_is_kept BEFORE UPDATE ON job_line BEGIN
  SELECT RAISE(ABORT, 'job lines are never changed');
END;
CREATE TRIGGER job_line_is_not_removed BEFORE DELETE ON job_line BEGIN
  SELECT RAISE(ABORT, 'job lines are never removed');
END;

CREATE TRIGGER job_piece_is_new BEFORE INSERT ON job_piece
WHEN NEW.job IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM job_piece WHERE job = NEW.job AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'pieces are written with their fact, once');
END;
CREATE TRIGGER job_piece_is_kept BEFORE UPDATE ON job_piece BEGIN
  SELECT RAISE(ABORT, 'pieces are never changed');
END;
CREATE TRIGGER job_piece_is_not_removed BEFORE DELETE ON job_piece BEGIN
  SELECT RAISE(ABORT, 'pieces are never removed');
END;

CREATE TRIGGER job_act_is_new BEFORE INSERT ON job_act
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM job_act WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'acts on a job are written with their fact, once');
END;
CREATE TRIGGER job_act_is_kept BEFORE UPDATE ON job_act BEGIN
  SELECT RAISE(ABORT, 'acts on a job are never changed');
END;
CREATE TRIGGER job_act_is_not_removed BEFORE DELETE ON job_act BEGIN
  SELECT RAISE(ABORT, 'acts on a job are never removed');
END;

-- What a job stands at changes with an act, and is what the acts come to.
CREATE TRIGGER job_state_is_new BEFORE INSERT ON job_state
WHEN EXISTS (SELECT 1 FROM job_state WHERE job = NEW.job)
  OR NOT EXISTS (SELECT 1 FROM job_act WHERE seq = NEW.seq AND seq = (SELECT max(seq) FROM fact))
BEGIN
  SELECT RAISE(ABORT, 'a job stands in one place, and never without an act');
END;
CREATE TRIGGER job_state_follows_acts BEFORE UPDATE ON job_state
WHEN NEW.job <> OLD.job OR NEW.business <> OLD.business OR NEW.customer <> OLD.customer
  OR NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR NOT EXISTS (SELECT 1 FROM job_act WHERE seq = NEW.seq AND job = NEW.job)
  OR NEW.paid <> (SELECT sum(paid) FROM job_act WHERE job = NEW.job)
  OR NEW.deposit <> (SELECT sum(deposit) FROM job_act WHERE job = NEW.job)
  OR NEW.receivable <> (SELECT sum(receivable) FROM job_act WHERE job = NEW.job)
BEGIN
  SELECT RAISE(ABORT, 'a job stands where its acts have brought it');
END;
CREATE TRIGGER job_state_is_not_removed BEFORE DELETE ON job_state BEGIN
  SELECT RAISE(ABORT, 'jobs are never removed');
END;
