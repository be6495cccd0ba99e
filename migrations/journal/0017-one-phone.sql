-- A phone that two tills gave to two customers is told to the owner; until then both keep it, and
-- whatever else is changed of either is not refused for it. After a merge the kept customer may
-- take over the other name's phone. Only a phone that is newly written must be nobody else's.
DROP TRIGGER phone_has_one_customer_here;
CREATE TRIGGER phone_has_one_customer_here BEFORE INSERT ON customer
WHEN NEW.phone_index IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer WHERE id = NEW.id AND phone_index = NEW.phone_index)
  AND EXISTS (SELECT 1 FROM customer o WHERE o.phone_index = NEW.phone_index AND o.id <> NEW.id
    AND NOT EXISTS (SELECT 1 FROM customer_alias WHERE alias = o.id AND customer = NEW.id))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this phone belongs to another customer');
END;
DROP TRIGGER phone_keeps_one_customer_here;
CREATE TRIGGER phone_keeps_one_customer_here BEFORE UPDATE ON customer
WHEN NEW.phone_index IS NOT NULL
  AND NEW.phone_index IS NOT OLD.phone_index
  AND EXISTS (SELECT 1 FROM customer o WHERE o.phone_index = NEW.phone_index AND o.id <> NEW.id
    AND NOT EXISTS (SELECT 1 FROM customer_alias WHERE alias = o.id AND customer = NEW.id))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this phone belongs to another customer');
END;
