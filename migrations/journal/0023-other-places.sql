-- Where the centre has a fact that lies at another place here: two copies of a till went on in one
-- start, and a backup that took the centre's place was filled by the other of them first. What then
-- follows that fact follows this link.
CREATE TABLE link_place (
  epoch    INTEGER NOT NULL REFERENCES epoch (no),
  position INTEGER NOT NULL CHECK (position > 0),
  chain    BLOB NOT NULL CHECK (length(chain) = 32),
  PRIMARY KEY (epoch, position, chain)
) STRICT, WITHOUT ROWID;
