-- What reports read by: the journal by day, and the few entries that no sale made, by type.

CREATE INDEX entry_by_day ON entry (day);
CREATE INDEX entry_by_type ON entry (type, day) WHERE type NOT IN ('sale', 'refund');
