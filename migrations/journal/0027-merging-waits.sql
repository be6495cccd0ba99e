-- A merging can come before one of its two customers: where a restored centre was filled by the office
-- first, and by the till that made the customer after it. It waits, and happens when the customer comes.
CREATE TABLE merging_wait (
  seq    INTEGER PRIMARY KEY REFERENCES fact (seq),
  source TEXT NOT NULL,
  target TEXT NOT NULL
) STRICT;

-- Mergings that were passed over before, one after the other: what waits still goes on waiting.
CREATE TRIGGER merging_goes_on AFTER INSERT ON merging_wait
WHEN (SELECT count(*) FROM customer WHERE id IN (NEW.source, NEW.target)) = 2
BEGIN
  INSERT INTO customer_alias (alias, customer, seq)
    SELECT alias, customer, NEW.seq FROM (
      SELECT coalesce((SELECT customer FROM customer_alias WHERE alias = NEW.source), NEW.source) AS alias,
        coalesce((SELECT customer FROM customer_alias WHERE alias = NEW.target), NEW.target) AS customer)
    WHERE alias <> customer;
  UPDATE customer_alias SET customer = (SELECT customer FROM customer_alias WHERE seq = NEW.seq)
    WHERE customer = (SELECT alias FROM customer_alias WHERE seq = NEW.seq);
  DELETE FROM merging_wait WHERE seq = NEW.seq;
END;
INSERT INTO merging_wait (seq, source, target)
  SELECT seq, json_extract(CAST(bytes AS TEXT), '$.body.from'), json_extract(CAST(bytes AS TEXT), '$.body.into')
  FROM fact WHERE kind = 'customer.merged' AND seq NOT IN (SELECT seq FROM customer_alias) ORDER BY seq;
DROP TRIGGER merging_goes_on;

-- As `showAsOne` (src/main/journal/apply/merging.ts).
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
