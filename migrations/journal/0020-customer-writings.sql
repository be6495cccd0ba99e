-- Which writing of a customer each writing replaced. Two that replaced the same one did not know of
-- each other: the later stands, and what the earlier one said is a task for the owner. Writings of
-- programs from before this do not say it, and have no row.
CREATE TABLE customer_writing (
  seq      INTEGER PRIMARY KEY REFERENCES fact (seq),
  customer TEXT NOT NULL,
  -- Id of the fact whose writing stood where this one was made.
  replaces TEXT NOT NULL
) STRICT;
CREATE INDEX customer_writing_of ON customer_writing (customer);

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER customer_writing_is_new BEFORE INSERT ON customer_writing
WHEN NEW.seq < (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM customer_writing WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'a writing of a customer is written with its fact, once');
END;
CREATE TRIGGER customer_writing_is_kept BEFORE UPDATE ON customer_writing BEGIN
  SELECT RAISE(ABORT, 'what a writing of a customer replaced is not changed');
END;
CREATE TRIGGER customer_writing_is_not_removed BEFORE DELETE ON customer_writing BEGIN
  SELECT RAISE(ABORT, 'what a writing of a customer replaced is not removed');
END;
