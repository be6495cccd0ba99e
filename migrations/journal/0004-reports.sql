-- What reports read by: the journal by day, the few entries that no sale made, by type, and the
-- few lines of a safe among those of the drawers.

CREATE INDEX entry_by_day ON entry (day);
CREATE INDEX entry_by_type ON entry (type, day) WHERE type NOT IN ('sale', 'refund');
CREATE INDEX line_in_safe ON line (account, day, entry, no, business, debit, credit)
  WHERE party = 'SAFE';
