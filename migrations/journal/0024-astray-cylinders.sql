-- Where two tills lent one serial apart, and the first customer brought it back, the second one's
-- deposit still ends: what is with customers goes down by one whose serial nobody can tell.
DROP TRIGGER returnable_has_its_serial_here;
DROP TRIGGER returnable_is_there_here;
DROP TRIGGER deposit_goes_back_once_here;

-- A deposit is astray where its cylinder is not with customers by the register, or where another open
-- one names it too: only such a one lets a cylinder that is followed by serial move without its own.
CREATE TRIGGER returnable_has_its_serial_here BEFORE INSERT ON returnable_move
WHEN (SELECT serialised FROM returnable_type WHERE id = NEW.type) IS NOT (NEW.serial IS NOT NULL)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
  AND NOT (NEW.serial IS NULL AND NEW.source = 'customer' AND NEW.count = 1
    AND EXISTS (SELECT 1 FROM deposit d WHERE d.type = NEW.type AND d.count > 0
      AND (NOT EXISTS (SELECT 1 FROM cylinder c
             WHERE c.serial = d.serial AND c.type = d.type AND c.place = 'customer')
           OR EXISTS (SELECT 1 FROM deposit o
             WHERE o.serial = d.serial AND o.id <> d.id AND o.count > 0))))
BEGIN
  SELECT RAISE(ABORT, 'a type that is followed by serial moves by serial, and no other');
END;
-- Where two tills took back one deposit, customers hold fewer by their levels than by their records:
-- what a record is open for still comes back. And what the move before brought to a place without a
-- serial leaves it by the serial that the register has there.
CREATE TRIGGER returnable_is_there_here BEFORE INSERT ON returnable_move
WHEN NEW.source IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
  AND coalesce((SELECT count FROM returnable_level
                WHERE type = NEW.type AND place = NEW.source), 0) < NEW.count
  AND (NEW.source <> 'customer' OR NEW.count >
       coalesce((SELECT sum(count) FROM deposit WHERE type = NEW.type AND count > 0), 0))
  AND (NEW.serial IS NULL OR NOT EXISTS (
       SELECT 1 FROM returnable_move WHERE seq = NEW.seq AND no = NEW.no - 1 AND type = NEW.type
         AND serial IS NULL AND source = 'customer' AND target = NEW.source))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'more returnables leave a place than are there');
END;
-- What is taken is a new record; whatever else is done, is done to one that is known here.
CREATE TRIGGER deposit_goes_back_once_here BEFORE INSERT ON deposit_change
WHEN (EXISTS (SELECT 1 FROM deposit WHERE id = NEW.deposit
              AND (count + NEW.count < 0 OR amount + NEW.amount < 0 OR cost + NEW.cost < 0))
      OR (NEW.how <> 'taken' AND NOT EXISTS (SELECT 1 FROM deposit WHERE id = NEW.deposit)))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'a deposit goes back once, at the recorded amount');
END;
