-- Production runs and the acts of stock: written off, counted, sent back, moved to another business.

CREATE TABLE recipe (
  product           TEXT PRIMARY KEY REFERENCES item (id),
  seq               INTEGER NOT NULL REFERENCES fact (seq),
  business          TEXT NOT NULL REFERENCES business (id),
  container         TEXT REFERENCES item (id),
  materials         TEXT NOT NULL,                 -- JSON array of {item, quantity}
  loss_basis_points INTEGER NOT NULL,
  litres            INTEGER,
  shelf_days        INTEGER,
  active            INTEGER NOT NULL
) STRICT;
CREATE INDEX recipe_by_container ON recipe (container) WHERE container IS NOT NULL;

CREATE TABLE production_run (
  seq           INTEGER PRIMARY KEY REFERENCES fact (seq),
  id            TEXT NOT NULL UNIQUE,
  business      TEXT NOT NULL REFERENCES business (id),
  product       TEXT NOT NULL REFERENCES item (id),
  day           TEXT NOT NULL,
  batch         TEXT NOT NULL,
  expires       TEXT,
  good          INTEGER NOT NULL CHECK (good > 0),
  normal        INTEGER NOT NULL CHECK (normal >= 0),
  abnormal      INTEGER NOT NULL CHECK (abnormal >= 0),
  cost          INTEGER NOT NULL,                  -- of the good ones
  abnormal_cost INTEGER NOT NULL,
  excise        INTEGER NOT NULL,
  layer         TEXT NOT NULL,
  reversed_seq  INTEGER REFERENCES fact (seq)
) STRICT;
CREATE INDEX run_by_day ON production_run (business, day, seq);
CREATE INDEX run_by_product ON production_run (product, seq);
CREATE INDEX run_by_layer ON production_run (layer);

-- What moved stock without a sale, a purchase or a run: value is what it added, or took.
CREATE TABLE stock_act (
  seq      INTEGER PRIMARY KEY REFERENCES fact (seq),
  kind     TEXT NOT NULL CHECK (kind IN ('write-off', 'count', 'return', 'transfer')),
  business TEXT NOT NULL REFERENCES business (id),
  other    TEXT,                                   -- the supplier, or the business it went to
  day      TEXT NOT NULL,
  label    TEXT NOT NULL,                          -- the reason, the count's name, the credit note
  lines    INTEGER NOT NULL,
  value    INTEGER NOT NULL
) STRICT;
CREATE INDEX stock_act_by_business ON stock_act (business, seq);

-- Counts in the making: this device's own, and nobody's history until they are posted.
CREATE TABLE stocktake (
  id         TEXT PRIMARY KEY,
  business   TEXT NOT NULL,
  category   TEXT,
  label      TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at TEXT NOT NULL
) STRICT;

CREATE TABLE stocktake_line (
  stocktake TEXT NOT NULL REFERENCES stocktake (id),
  item      TEXT NOT NULL,
  counted   INTEGER NOT NULL,
  expected  INTEGER NOT NULL,                      -- at the moment of the count
  at        TEXT NOT NULL,
  PRIMARY KEY (stocktake, item)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- rules that bind facts made here

-- Where a business may oversell it does so to a customer, who stands there with the goods: nobody
-- fills, breaks, counts away, sends back or carries over what is not there.
CREATE TRIGGER stock_acts_take_what_is_there_here BEFORE INSERT ON stock_move
WHEN NEW.quantity < 0
  AND coalesce((SELECT quantity FROM stock_level WHERE item = NEW.item), 0) + NEW.quantity < 0
  AND EXISTS (SELECT 1 FROM fact WHERE seq = NEW.seq AND local = 1
              AND (kind LIKE 'production.%'
                   OR kind IN ('stock.written_off', 'stock.counted', 'stock.returned',
                               'stock.transferred')))
BEGIN
  SELECT RAISE(ABORT, 'what is not there cannot be used up or moved');
END;
CREATE TRIGGER run_is_taken_back_whole_here BEFORE UPDATE ON production_run
WHEN (SELECT local FROM fact WHERE seq = NEW.reversed_seq) = 1
  AND (SELECT quantity FROM layer WHERE id = OLD.layer) IS NOT OLD.good
BEGIN
  SELECT RAISE(ABORT, 'a run is taken back while all of it is there');
END;

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER run_is_new BEFORE INSERT ON production_run
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM production_run WHERE seq = NEW.seq OR id = NEW.id)
  OR NEW.reversed_seq IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'production runs are written with their fact, once');
END;
CREATE TRIGGER run_is_taken_back_once BEFORE UPDATE ON production_run
WHEN OLD.reversed_seq IS NOT NULL OR NEW.reversed_seq IS NOT (SELECT max(seq) FROM fact)
  OR NEW.seq <> OLD.seq OR NEW.id <> OLD.id OR NEW.business <> OLD.business
  OR NEW.product <> OLD.product OR NEW.day <> OLD.day OR NEW.batch <> OLD.batch
  OR NEW.expires IS NOT OLD.expires OR NEW.good <> OLD.good OR NEW.normal <> OLD.normal
  OR NEW.abnormal <> OLD.abnormal OR NEW.cost <> OLD.cost
  OR NEW.abnormal_cost <> OLD.abnormal_cost OR NEW.excise <> OLD.excise OR NEW.layer <> OLD.layer
BEGIN
  SELECT RAISE(ABORT, 'a production run is taken back once, and not changed otherwise');
END;
CREATE TRIGGER run_is_not_removed BEFORE DELETE ON production_run BEGIN
  SELECT RAISE(ABORT, 'production runs are never removed');
END;

CREATE TRIGGER stock_act_is_new BEFORE INSERT ON stock_act
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM stock_act WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'stock acts are written with their fact, once');
END;
CREATE TRIGGER stock_act_is_kept BEFORE UPDATE ON stock_act BEGIN
  SELECT RAISE(ABORT, 'stock acts are never changed');
END;
CREATE TRIGGER stock_act_is_not_removed BEFORE DELETE ON stock_act BEGIN
  SELECT RAISE(ABORT, 'stock acts are never removed');
END;
