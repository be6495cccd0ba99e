-- With which phone a customer was last saved, whatever a merging made of it since: so that customers
-- who turned out to be one read the same wherever the mergings and the writings came in turn.
ALTER TABLE customer ADD COLUMN saved_cipher TEXT;
ALTER TABLE customer ADD COLUMN saved_index TEXT;
DROP TRIGGER phone_keeps_one_customer_here;
UPDATE customer SET (saved_cipher, saved_index) =
  (SELECT json_extract(CAST(f.bytes AS TEXT), '$.body.phone.cipher'),
     json_extract(CAST(f.bytes AS TEXT), '$.body.phone.index')
   FROM fact f WHERE f.seq = customer.seq);
-- Who is shown for others has the phone of its own, or that of the oldest of them; the others keep
-- theirs, by which they are found, unless it was handed over.
UPDATE customer SET (phone_cipher, phone_index) =
  (SELECT o.saved_cipher, o.saved_index FROM customer o
   WHERE (o.id = customer.id
     OR o.id IN (SELECT a.alias FROM customer_alias a WHERE a.customer = customer.id))
     AND o.saved_index IS NOT NULL
   ORDER BY o.id <> customer.id, o.id LIMIT 1)
WHERE id IN (SELECT customer FROM customer_alias);
UPDATE customer SET active = 0, (phone_cipher, phone_index) =
  (SELECT iif(handed, NULL, customer.saved_cipher), iif(handed, NULL, customer.saved_index)
   FROM (SELECT o.phone_index IS customer.saved_index AS handed FROM customer_alias a
     JOIN customer o ON o.id = a.customer WHERE a.alias = customer.id))
WHERE id IN (SELECT alias FROM customer_alias);

-- As before, for a phone that is newly written; not for one that a merging hands over or back.
CREATE TRIGGER phone_keeps_one_customer_here BEFORE UPDATE ON customer
WHEN NEW.phone_index IS NOT NULL
  AND NEW.phone_index IS NOT OLD.phone_index
  AND NEW.phone_index IS NOT OLD.saved_index
  AND EXISTS (SELECT 1 FROM customer o WHERE o.phone_index = NEW.phone_index AND o.id <> NEW.id
    AND NOT EXISTS (SELECT 1 FROM customer_alias WHERE alias = o.id AND customer = NEW.id))
  AND NOT EXISTS (SELECT 1 FROM customer_alias a JOIN customer o ON o.id = a.alias
    WHERE a.customer = NEW.id AND o.saved_index = NEW.phone_index)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this phone belongs to another customer');
END;
