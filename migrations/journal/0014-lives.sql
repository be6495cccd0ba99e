-- Lives of the centre that another one followed, as far as this device was told: it does not go back
-- to a server that was replaced and comes back to life (docs/replication.md).

-- This device's, not replicated.
CREATE TABLE link_former (
  generation TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
