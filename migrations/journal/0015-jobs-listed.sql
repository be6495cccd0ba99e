-- What a list of jobs adds up and is sorted by stands with where each job stands, in one index: a
-- hundred thousand jobs are counted without looking at any of them.
DROP TRIGGER job_state_follows_acts;
ALTER TABLE job_state ADD COLUMN price INTEGER NOT NULL DEFAULT 0; -- the job's total
ALTER TABLE job_state ADD COLUMN taken INTEGER NOT NULL DEFAULT 0; -- the intake's fact
ALTER TABLE job_state ADD COLUMN day TEXT NOT NULL DEFAULT '';     -- of the intake
UPDATE job_state SET (price, taken, day) =
  (SELECT j.total, j.seq, j.day FROM job j WHERE j.id = job_state.job);

-- As before, and what it repeats of its intake stays as it is.
CREATE TRIGGER job_state_follows_acts BEFORE UPDATE ON job_state
WHEN NEW.job <> OLD.job OR NEW.business <> OLD.business OR NEW.customer <> OLD.customer
  OR NEW.price <> OLD.price OR NEW.taken <> OLD.taken OR NEW.day <> OLD.day
  OR NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR NOT EXISTS (SELECT 1 FROM job_act WHERE seq = NEW.seq AND job = NEW.job)
  OR NEW.paid <> (SELECT sum(paid) FROM job_act WHERE job = NEW.job)
  OR NEW.deposit <> (SELECT sum(deposit) FROM job_act WHERE job = NEW.job)
  OR NEW.receivable <> (SELECT sum(receivable) FROM job_act WHERE job = NEW.job)
BEGIN
  SELECT RAISE(ABORT, 'a job stands where its acts have brought it');
END;

CREATE INDEX job_listed ON job_state
  (business, status, ready_day, promised, day, taken, price, paid, lost, recognised, receivable);
CREATE INDEX job_by_running_number ON job (counter);
-- Who owes, out of the index alone.
DROP INDEX job_owed;
CREATE INDEX job_owed ON job_state (customer, business, receivable, recognised)
  WHERE receivable <> 0;
