-- Returnables: cylinders and containers on deposit. A quantity ledger whose moves have two ends,
-- the register of serials, and one record a deposit, each a party of its control account.

CREATE TABLE returnable_type (
  id         TEXT PRIMARY KEY,
  seq        INTEGER NOT NULL REFERENCES fact (seq),
  business   TEXT NOT NULL REFERENCES business (id),
  kind       TEXT NOT NULL CHECK (kind IN ('cylinder', 'container')),
  name       TEXT NOT NULL,
  brand      TEXT NOT NULL,
  size       INTEGER NOT NULL CHECK (size > 0),    -- thousandths of kg or litre
  serialised INTEGER NOT NULL,
  content    TEXT NOT NULL REFERENCES item (id),
  outright   TEXT REFERENCES item (id),
  empty      TEXT REFERENCES item (id),
  accepts    TEXT NOT NULL,                        -- JSON array of types
  supplier_deposit INTEGER NOT NULL,
  forfeit_tax TEXT NOT NULL,
  accounts   TEXT NOT NULL,                        -- JSON
  active     INTEGER NOT NULL
) STRICT;
CREATE INDEX returnable_by_business ON returnable_type (business, name);

CREATE TABLE returnable_deposit (
  type     TEXT NOT NULL REFERENCES returnable_type (id),
  from_day TEXT NOT NULL,
  amount   INTEGER NOT NULL,
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  PRIMARY KEY (type, from_day)
) STRICT, WITHOUT ROWID;

-- Whole pieces from one place to another. The level of a place is kept by a trigger.
CREATE TABLE returnable_move (
  seq    INTEGER NOT NULL REFERENCES fact (seq),
  no     INTEGER NOT NULL,
  type   TEXT NOT NULL REFERENCES returnable_type (id),
  source TEXT NOT NULL CHECK (source IN ('full', 'empty', 'customer', 'supplier', 'quarantine',
                                         'opening', 'acquired', 'traded', 'sold', 'lost', 'stock')),
  target TEXT NOT NULL CHECK (target IN ('full', 'empty', 'customer', 'supplier', 'quarantine',
                                         'opening', 'acquired', 'traded', 'sold', 'lost', 'stock')),
  count  INTEGER NOT NULL CHECK (count > 0),
  serial TEXT,
  PRIMARY KEY (seq, no),
  CHECK (source <> target),
  CHECK (serial IS NULL OR count = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX returnable_move_by_type ON returnable_move (type, seq);
CREATE INDEX returnable_move_by_serial ON returnable_move (serial, seq) WHERE serial IS NOT NULL;

CREATE TABLE returnable_level (
  type  TEXT NOT NULL REFERENCES returnable_type (id),
  place TEXT NOT NULL,
  count INTEGER NOT NULL,                          -- outside places go below zero: they gave
  PRIMARY KEY (type, place)
) STRICT, WITHOUT ROWID;

-- One row a serial: one cylinder, one holder. Where it is follows its moves.
CREATE TABLE cylinder (
  serial   TEXT PRIMARY KEY,
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  type     TEXT NOT NULL REFERENCES returnable_type (id),
  place    TEXT NOT NULL,
  moved    INTEGER NOT NULL,                       -- seq of the last move; 0: none
  tare     INTEGER,                                -- grams
  tested   TEXT,
  test_due TEXT,
  owner    TEXT NOT NULL CHECK (owner IN ('brand', 'shop', 'customer'))
) STRICT, WITHOUT ROWID;
CREATE INDEX cylinder_by_type ON cylinder (type, place);
CREATE INDEX cylinder_by_test ON cylinder (test_due) WHERE test_due IS NOT NULL;

-- A deposit record is the party of its lines on the control account (2210, 2220).
CREATE TABLE deposit (
  id       TEXT PRIMARY KEY,
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  business TEXT NOT NULL REFERENCES business (id),
  account  INTEGER NOT NULL REFERENCES account (number),
  customer TEXT,
  day      TEXT NOT NULL,
  at       TEXT NOT NULL,
  type     TEXT NOT NULL REFERENCES returnable_type (id),
  serial   TEXT,
  loan     INTEGER,
  count    INTEGER NOT NULL,                       -- still with the customer, whole pieces
  amount   INTEGER NOT NULL,                       -- still held for it
  cost     INTEGER NOT NULL                        -- of owned containers still on loan
) STRICT;
CREATE INDEX deposit_open ON deposit (business, type) WHERE count > 0;
CREATE INDEX deposit_by_customer ON deposit (customer) WHERE customer IS NOT NULL AND count > 0;
CREATE INDEX deposit_by_serial ON deposit (serial) WHERE serial IS NOT NULL AND count > 0;
CREATE INDEX deposit_by_fact ON deposit (seq);

CREATE TABLE deposit_change (
  seq     INTEGER NOT NULL REFERENCES fact (seq),
  no      INTEGER NOT NULL,
  deposit TEXT NOT NULL,
  how     TEXT NOT NULL CHECK (how IN ('taken', 'changed', 'returned', 'forfeited', 'undone')),
  type    TEXT NOT NULL,
  serial  TEXT,
  count   INTEGER NOT NULL,
  amount  INTEGER NOT NULL,
  cost    INTEGER NOT NULL,
  PRIMARY KEY (seq, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_deposit ON deposit_change (deposit, seq);

-- ---------------------------------------------------------------- rules that bind facts made here
-- A fact from another till already happened: it is applied, and what it breaks is an exception.

CREATE TRIGGER returnable_is_there_here BEFORE INSERT ON returnable_move
WHEN NEW.source IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
  AND coalesce((SELECT count FROM returnable_level
                WHERE type = NEW.type AND place = NEW.source), 0) < NEW.count
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'more returnables leave a place than are there');
END;
CREATE TRIGGER returnable_has_its_serial_here BEFORE INSERT ON returnable_move
WHEN (SELECT serialised FROM returnable_type WHERE id = NEW.type) IS NOT (NEW.serial IS NOT NULL)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'a type that is followed by serial moves by serial, and no other');
END;
-- A cylinder leaves from where it is. One that was never seen comes from outside.
CREATE TRIGGER cylinder_has_one_holder_here BEFORE INSERT ON returnable_move
WHEN NEW.serial IS NOT NULL
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
  AND CASE
    WHEN EXISTS (SELECT 1 FROM cylinder WHERE serial = NEW.serial)
      THEN (SELECT type <> NEW.type
              OR (place <> NEW.source
                  AND (place IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
                       OR NEW.source IN ('full', 'empty', 'customer', 'supplier', 'quarantine')))
            FROM cylinder WHERE serial = NEW.serial)
    ELSE NEW.source IN ('full', 'empty', 'customer', 'supplier', 'quarantine')
  END
BEGIN
  SELECT RAISE(ABORT, 'this cylinder is elsewhere: it has one holder');
END;
CREATE TRIGGER deposit_goes_back_once_here BEFORE INSERT ON deposit_change
WHEN EXISTS (SELECT 1 FROM deposit WHERE id = NEW.deposit
             AND (count + NEW.count < 0 OR amount + NEW.amount < 0 OR cost + NEW.cost < 0))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'a deposit goes back once, at the recorded amount');
END;

CREATE TRIGGER returnable_levels_follow_moves AFTER INSERT ON returnable_move BEGIN
  INSERT INTO returnable_level (type, place, count) VALUES (NEW.type, NEW.source, -NEW.count)
    ON CONFLICT DO UPDATE SET count = count - NEW.count;
  INSERT INTO returnable_level (type, place, count) VALUES (NEW.type, NEW.target, NEW.count)
    ON CONFLICT DO UPDATE SET count = count + NEW.count;
  INSERT INTO cylinder (serial, seq, type, place, moved, owner)
    SELECT NEW.serial, NEW.seq, NEW.type, NEW.target, NEW.seq, 'brand'
    WHERE NEW.serial IS NOT NULL
    ON CONFLICT DO UPDATE SET place = NEW.target, moved = NEW.seq, type = NEW.type;
END;
CREATE TRIGGER deposit_follows_changes AFTER INSERT ON deposit_change BEGIN
  UPDATE deposit SET count = count + NEW.count, amount = amount + NEW.amount,
      cost = cost + NEW.cost, type = NEW.type, serial = NEW.serial
    WHERE id = NEW.deposit;
END;
-- A till may hear of what came back before it hears of what was taken.
CREATE TRIGGER deposit_gathers_changes AFTER INSERT ON deposit BEGIN
  UPDATE deposit SET
      count = (SELECT coalesce(sum(count), 0) FROM deposit_change WHERE deposit = NEW.id),
      amount = (SELECT coalesce(sum(amount), 0) FROM deposit_change WHERE deposit = NEW.id),
      cost = (SELECT coalesce(sum(cost), 0) FROM deposit_change WHERE deposit = NEW.id)
    WHERE id = NEW.id;
END;

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER returnable_move_is_new BEFORE INSERT ON returnable_move
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM returnable_move WHERE seq = NEW.seq AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'moves of returnables are written with their fact, once');
END;
CREATE TRIGGER returnable_move_is_kept BEFORE UPDATE ON returnable_move BEGIN
  SELECT RAISE(ABORT, 'moves of returnables are never changed');
END;
CREATE TRIGGER returnable_move_is_not_removed BEFORE DELETE ON returnable_move BEGIN
  SELECT RAISE(ABORT, 'moves of returnables are never removed');
END;

CREATE TRIGGER deposit_change_is_new BEFORE INSERT ON deposit_change
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM deposit_change WHERE seq = NEW.seq AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'what happened to a deposit is written with its fact, once');
END;
CREATE TRIGGER deposit_change_is_kept BEFORE UPDATE ON deposit_change BEGIN
  SELECT RAISE(ABORT, 'what happened to a deposit is never changed');
END;
CREATE TRIGGER deposit_change_is_not_removed BEFORE DELETE ON deposit_change BEGIN
  SELECT RAISE(ABORT, 'what happened to a deposit is never removed');
END;

CREATE TRIGGER deposit_is_new BEFORE INSERT ON deposit
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM deposit WHERE id = NEW.id)
  OR NEW.count <> 0 OR NEW.amount <> 0 OR NEW.cost <> 0
BEGIN
  SELECT RAISE(ABORT, 'deposits are written with their fact, once, and filled by what happened');
END;
-- What is left of it is what is written down, and nothing else.
CREATE TRIGGER deposit_keeps_what_it_is BEFORE UPDATE ON deposit
WHEN NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.business <> OLD.business
  OR NEW.account <> OLD.account OR NEW.customer IS NOT OLD.customer OR NEW.day <> OLD.day
  OR NEW.at <> OLD.at OR NEW.loan IS NOT OLD.loan
  OR (NEW.count, NEW.amount, NEW.cost) IS NOT
     (SELECT coalesce(sum(count), 0), coalesce(sum(amount), 0), coalesce(sum(cost), 0)
      FROM deposit_change WHERE deposit = OLD.id)
  OR ((NEW.type, NEW.serial) IS NOT (OLD.type, OLD.serial)
      AND NOT EXISTS (SELECT 1 FROM deposit_change WHERE deposit = OLD.id
                      AND seq = (SELECT max(seq) FROM fact)
                      AND type = NEW.type AND serial IS NEW.serial))
BEGIN
  SELECT RAISE(ABORT, 'a deposit keeps what was recorded');
END;
CREATE TRIGGER deposit_is_not_removed BEFORE DELETE ON deposit BEGIN
  SELECT RAISE(ABORT, 'deposits are never removed');
END;
CREATE TRIGGER cylinder_is_not_removed BEFORE DELETE ON cylinder BEGIN
  SELECT RAISE(ABORT, 'cylinders stay in the register');
END;
CREATE TRIGGER returnable_type_is_not_removed BEFORE DELETE ON returnable_type BEGIN
  SELECT RAISE(ABORT, 'types of returnables are never removed');
END;
