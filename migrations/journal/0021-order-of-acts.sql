-- Where a cylinder is, and what a deposit is held for, goes by when things were done (clock, fact), as
-- jobs and customers do, and no longer by whose fact came in last: so that all devices read the same.
ALTER TABLE returnable_move ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE deposit_change ADD COLUMN clock TEXT NOT NULL DEFAULT '';
DROP INDEX returnable_move_by_serial;
DROP TRIGGER returnable_move_is_kept;
DROP TRIGGER deposit_change_is_kept;
DROP TRIGGER deposit_keeps_what_it_is;
DROP TRIGGER returnable_levels_follow_moves;
DROP TRIGGER deposit_follows_changes;
DROP TRIGGER deposit_gathers_changes;
DROP TRIGGER cylinder_has_one_holder_here;
DROP TRIGGER returnable_is_there_here;

-- No fact of these said another clock than its own time until now.
UPDATE returnable_move SET clock =
  (SELECT json_extract(CAST(bytes AS TEXT), '$.at') FROM fact WHERE fact.seq = returnable_move.seq);
UPDATE deposit_change SET clock =
  (SELECT json_extract(CAST(bytes AS TEXT), '$.at') FROM fact WHERE fact.seq = deposit_change.seq);
CREATE INDEX returnable_move_by_serial ON returnable_move (serial, clock) WHERE serial IS NOT NULL;

UPDATE cylinder SET (place, moved, type) =
  (SELECT m.target, m.seq, m.type FROM returnable_move m JOIN fact f ON f.seq = m.seq
   WHERE m.serial = cylinder.serial ORDER BY m.clock DESC, f.id DESC, m.no DESC LIMIT 1)
WHERE moved > 0;
UPDATE deposit SET (type, serial) =
  (SELECT c.type, c.serial FROM deposit_change c JOIN fact f ON f.seq = c.seq
   WHERE c.deposit = deposit.id ORDER BY c.clock DESC, f.id DESC, c.no DESC LIMIT 1)
WHERE id IN (SELECT deposit FROM deposit_change);

-- The tasks that come with this order: of another till's move that left from where the cylinder was
-- not, and of the move that turned out to have done so when another till's came in before it.
INSERT OR IGNORE INTO exception (seq, kind, detail)
WITH moved AS (SELECT m.seq, m.no, m.serial, m.source, m.target, m.clock, f.id, f.local
               FROM returnable_move m JOIN fact f ON f.seq = m.seq WHERE m.serial IS NOT NULL),
  came AS (
    SELECT m.seq, m.serial, m.source AS "left", m.local = 0 AS theirs,
      coalesce((SELECT b.target FROM moved b WHERE b.serial = m.serial AND b.seq <= m.seq
         AND (b.clock, b.id, b.no) < (m.clock, m.id, m.no)
       ORDER BY b.clock DESC, b.id DESC, b.no DESC LIMIT 1), 'nowhere') AS was
    FROM moved m
    UNION ALL
    SELECT n.seq, n.serial, n.source, m.local = 0, m.target
    FROM moved m JOIN moved n ON n.serial = m.serial AND (n.seq, n.no) =
      (SELECT a.seq, a.no FROM moved a WHERE a.serial = m.serial AND a.seq <= m.seq
         AND (a.clock, a.id, a.no) > (m.clock, m.id, m.no)
       ORDER BY a.clock, a.id, a.no LIMIT 1))
SELECT seq, 'cylinder.elsewhere',
  '{"left":"' || "left" || '","serial":' || json_quote(serial) || ',"was":"' || was || '"}'
FROM came
WHERE theirs AND was <> "left"
  AND (was IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
       OR "left" IN ('full', 'empty', 'customer', 'supplier', 'quarantine'));

-- ---------------------------------------------------------------- what follows

CREATE TRIGGER returnable_levels_follow_moves AFTER INSERT ON returnable_move BEGIN
  INSERT INTO returnable_level (type, place, count) VALUES (NEW.type, NEW.source, -NEW.count)
    ON CONFLICT DO UPDATE SET count = count - NEW.count;
  INSERT INTO returnable_level (type, place, count) VALUES (NEW.type, NEW.target, NEW.count)
    ON CONFLICT DO UPDATE SET count = count + NEW.count;
  INSERT INTO cylinder (serial, seq, type, place, moved, owner)
    SELECT NEW.serial, NEW.seq, NEW.type, NEW.target, NEW.seq, 'brand'
    WHERE NEW.serial IS NOT NULL
    ON CONFLICT DO UPDATE SET (place, moved, type) =
      (SELECT m.target, m.seq, m.type FROM returnable_move m JOIN fact f ON f.seq = m.seq
       WHERE m.serial = NEW.serial ORDER BY m.clock DESC, f.id DESC, m.no DESC LIMIT 1);
END;
CREATE TRIGGER deposit_follows_changes AFTER INSERT ON deposit_change BEGIN
  UPDATE deposit SET count = count + NEW.count, amount = amount + NEW.amount,
      cost = cost + NEW.cost, (type, serial) =
      (SELECT c.type, c.serial FROM deposit_change c JOIN fact f ON f.seq = c.seq
       WHERE c.deposit = NEW.deposit ORDER BY c.clock DESC, f.id DESC, c.no DESC LIMIT 1)
    WHERE id = NEW.deposit;
END;
-- A till may hear of what came back before it hears of what was taken.
CREATE TRIGGER deposit_gathers_changes AFTER INSERT ON deposit
WHEN EXISTS (SELECT 1 FROM deposit_change WHERE deposit = NEW.id) BEGIN
  UPDATE deposit SET
      count = (SELECT sum(count) FROM deposit_change WHERE deposit = NEW.id),
      amount = (SELECT sum(amount) FROM deposit_change WHERE deposit = NEW.id),
      cost = (SELECT sum(cost) FROM deposit_change WHERE deposit = NEW.id), (type, serial) =
      (SELECT c.type, c.serial FROM deposit_change c JOIN fact f ON f.seq = c.seq
       WHERE c.deposit = NEW.id ORDER BY c.clock DESC, f.id DESC, c.no DESC LIMIT 1)
    WHERE id = NEW.id;
END;

-- ---------------------------------------------------------------- rules that bind facts made here

-- Where two tills took back one deposit, customers hold fewer by their levels than by their records:
-- what a record is open for still comes back.
CREATE TRIGGER returnable_is_there_here BEFORE INSERT ON returnable_move
WHEN NEW.source IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
  AND coalesce((SELECT count FROM returnable_level
                WHERE type = NEW.type AND place = NEW.source), 0) < NEW.count
  AND (NEW.source <> 'customer' OR NEW.count >
       coalesce((SELECT sum(count) FROM deposit WHERE type = NEW.type AND count > 0), 0))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'more returnables leave a place than are there');
END;
-- A cylinder leaves from where it is. One that was never seen comes from outside. Programs from before
-- this took the move that had come in last for where it is, and what they did is replayed as it was.
CREATE TRIGGER cylinder_has_one_holder_here BEFORE INSERT ON returnable_move
WHEN NEW.serial IS NOT NULL
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
  AND CASE
    WHEN EXISTS (SELECT 1 FROM cylinder WHERE serial = NEW.serial)
      THEN NOT EXISTS (
        SELECT 1 FROM (SELECT type, place FROM cylinder WHERE serial = NEW.serial
          UNION ALL SELECT * FROM (SELECT type, target FROM returnable_move
            WHERE serial = NEW.serial ORDER BY seq DESC, no DESC LIMIT 1))
        WHERE type = NEW.type AND (place = NEW.source
          OR (place NOT IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
              AND NEW.source NOT IN ('full', 'empty', 'customer', 'supplier', 'quarantine'))))
    ELSE NEW.source IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
  END
BEGIN
  SELECT RAISE(ABORT, 'this cylinder is elsewhere: it has one holder');
END;

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER returnable_move_is_kept BEFORE UPDATE ON returnable_move BEGIN
  SELECT RAISE(ABORT, 'moves of returnables are never changed');
END;
CREATE TRIGGER deposit_change_is_kept BEFORE UPDATE ON deposit_change BEGIN
  SELECT RAISE(ABORT, 'what happened to a deposit is never changed');
END;
-- What is left of it is what is written down, and nothing else.
CREATE TRIGGER deposit_keeps_what_it_is BEFORE UPDATE ON deposit
WHEN NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.business <> OLD.business
  OR NEW.account <> OLD.account OR NEW.customer IS NOT OLD.customer OR NEW.day <> OLD.day
  OR NEW.at <> OLD.at OR NEW.loan IS NOT OLD.loan
  OR (NEW.count, NEW.amount, NEW.cost) IS NOT
     (SELECT coalesce(sum(count), 0), coalesce(sum(amount), 0), coalesce(sum(cost), 0)
      FROM deposit_change WHERE deposit = OLD.id)
  OR (NEW.type, NEW.serial) IS NOT
     (SELECT c.type, c.serial FROM deposit_change c JOIN fact f ON f.seq = c.seq
      WHERE c.deposit = OLD.id ORDER BY c.clock DESC, f.id DESC, c.no DESC LIMIT 1)
BEGIN
  SELECT RAISE(ABORT, 'a deposit keeps what was recorded');
END;
