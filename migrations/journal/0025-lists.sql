-- What long lists and alerts read of many rows stands in their index: none of the rows is looked at.

-- M-Pesa claimed: counted, added up and told by age. The day is that of the entry beside it.
DROP TRIGGER mpesa_receipt_keeps_what_it_paid;
ALTER TABLE mpesa_receipt ADD COLUMN day TEXT NOT NULL DEFAULT '';
UPDATE mpesa_receipt SET day = coalesce(
  (SELECT e.business_day FROM entry e WHERE e.seq = mpesa_receipt.seq),
  (SELECT json_extract(CAST(f.bytes AS TEXT), '$.day') FROM fact f WHERE f.seq = mpesa_receipt.seq));
CREATE TRIGGER mpesa_receipt_keeps_what_it_paid BEFORE UPDATE ON mpesa_receipt
WHEN NEW.code_index <> OLD.code_index OR NEW.code_cipher IS NOT OLD.code_cipher OR NEW.seq <> OLD.seq OR NEW.business <> OLD.business
  OR NEW.amount <> OLD.amount OR NEW.direction <> OLD.direction OR NEW.day <> OLD.day
BEGIN
  SELECT RAISE(ABORT, 'an M-Pesa receipt keeps what it paid');
END;
DROP INDEX mpesa_claimed;
CREATE INDEX mpesa_claimed ON mpesa_receipt (business, seq, direction, amount, day)
  WHERE state = 'claimed';

-- Who owes since when: of the lines of ten thousand customers, none but what the index holds.
DROP INDEX line_by_party;
CREATE INDEX line_by_party ON line (party, account, entry, business, day, debit, credit)
  WHERE party IS NOT NULL AND length(party) = 36;

-- What goods cost last: a layer is written when they come, and no sale touches these columns.
DROP INDEX layer_by_item;
CREATE INDEX layer_by_item ON layer (item, seq, id, quantity_in, cost_in);

-- Whom a limit is set: of all who owe, none but those beyond theirs is looked at.
CREATE INDEX customer_limit ON customer (id, credit_limit);
