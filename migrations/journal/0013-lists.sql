-- What long lists look for: each writing of one record, for what the audit log says was changed.
CREATE INDEX fact_by_record ON fact (
  kind,
  CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN coalesce(
    json_extract(CAST(bytes AS TEXT), '$.body.id'),
    json_extract(CAST(bytes AS TEXT), '$.body.number'),
    json_extract(CAST(bytes AS TEXT), '$.body.business.id')
  ) END,
  seq
) WHERE kind IN
  ('business.saved', 'account.saved', 'user.saved', 'customer.saved', 'supplier.saved');
