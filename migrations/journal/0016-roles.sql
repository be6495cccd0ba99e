-- Roles that the owner makes, changes and retires: each writing is a fact, and none is removed.
ALTER TABLE role ADD COLUMN active INTEGER NOT NULL DEFAULT 1;
ALTER TABLE role ADD COLUMN seq INTEGER REFERENCES fact (seq);
UPDATE role SET seq = (SELECT seq FROM books);

-- What the audit log says was changed in a role.
DROP INDEX fact_by_record;
CREATE INDEX fact_by_record ON fact (
  kind,
  CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN coalesce(
    json_extract(CAST(bytes AS TEXT), '$.body.id'),
    json_extract(CAST(bytes AS TEXT), '$.body.number'),
    json_extract(CAST(bytes AS TEXT), '$.body.business.id')
  ) END,
  seq
) WHERE kind IN
  ('business.saved', 'account.saved', 'user.saved', 'customer.saved', 'supplier.saved', 'role.saved');

-- ---------------------------------------------------------------- rules that bind facts made here

CREATE TRIGGER owner_role_keeps_all_here BEFORE UPDATE ON role
WHEN OLD.id = 'owner' AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
  AND (NEW.active = 0 OR EXISTS (
    SELECT value FROM json_each(OLD.permissions) EXCEPT SELECT value FROM json_each(NEW.permissions)))
BEGIN
  SELECT RAISE(ABORT, 'the role of the owner loses no right');
END;

CREATE TRIGGER role_in_use_is_not_retired_here BEFORE UPDATE ON role
WHEN NEW.active = 0 AND OLD.active = 1 AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
  AND EXISTS (SELECT 1 FROM business_access a JOIN user u ON u.id = a.user
              WHERE a.role = NEW.id AND u.active = 1)
BEGIN
  SELECT RAISE(ABORT, 'somebody has this role');
END;

CREATE TRIGGER retired_role_is_given_to_nobody_here BEFORE INSERT ON business_access
WHEN (SELECT active FROM role WHERE id = NEW.role) = 0
  AND EXISTS (SELECT 1 FROM user u JOIN fact f ON f.seq = u.seq
              WHERE u.id = NEW.user AND u.active = 1 AND f.local = 1)
BEGIN
  SELECT RAISE(ABORT, 'this role is retired');
END;

-- ---------------------------------------------------------------- rows that stay

CREATE TRIGGER role_keeps_what_it_is BEFORE UPDATE ON role
WHEN NEW.id <> OLD.id
BEGIN
  SELECT RAISE(ABORT, 'a role stays itself');
END;
CREATE TRIGGER role_is_not_removed BEFORE DELETE ON role BEGIN
  SELECT RAISE(ABORT, 'roles are retired, not removed');
END;
