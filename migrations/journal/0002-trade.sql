-- What is projected from facts beside the ledger: people, catalogue, stock, shifts, sales.
-- Rows carry the seq of the fact that last made them, so that every figure leads to its source.

CREATE TABLE books (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  owner    TEXT NOT NULL,
  currency TEXT NOT NULL,
  demo     INTEGER NOT NULL
) STRICT;

-- Settings as they stood: a receipt's header never changes after the sale.
CREATE TABLE business_settings (
  fact     TEXT NOT NULL,
  business TEXT NOT NULL REFERENCES business (id),
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  name     TEXT NOT NULL,
  settings TEXT NOT NULL,                          -- JSON
  PRIMARY KEY (business, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  permissions TEXT NOT NULL                        -- JSON array
) STRICT;

CREATE TABLE user (
  id       TEXT PRIMARY KEY,
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  name     TEXT NOT NULL,
  pin_hash TEXT NOT NULL,
  language TEXT NOT NULL,
  active   INTEGER NOT NULL
) STRICT;

CREATE TABLE business_access (
  user     TEXT NOT NULL REFERENCES user (id),
  business TEXT NOT NULL,                          -- '*': all, those to come included
  role     TEXT NOT NULL REFERENCES role (id),
  PRIMARY KEY (user, business)
) STRICT, WITHOUT ROWID;

CREATE TABLE mpesa_till (
  business     TEXT PRIMARY KEY REFERENCES business (id),
  till_number  TEXT NOT NULL,
  store_number TEXT NOT NULL,
  account      INTEGER NOT NULL REFERENCES account (number)
) STRICT;

CREATE TABLE category (
  id       TEXT PRIMARY KEY,
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  business TEXT NOT NULL REFERENCES business (id),
  name     TEXT NOT NULL,
  colour   TEXT NOT NULL,
  position INTEGER NOT NULL,
  active   INTEGER NOT NULL
) STRICT;

CREATE TABLE item (
  id         TEXT PRIMARY KEY,
  seq        INTEGER NOT NULL REFERENCES fact (seq),
  business   TEXT NOT NULL REFERENCES business (id),
  category   TEXT,
  kind       TEXT NOT NULL,
  name       TEXT NOT NULL,
  sku        TEXT NOT NULL,
  unit       TEXT NOT NULL,
  fractional INTEGER NOT NULL,
  tax        TEXT NOT NULL,
  revenue    INTEGER NOT NULL REFERENCES account (number),
  cogs       INTEGER REFERENCES account (number),
  inventory  INTEGER REFERENCES account (number),
  components TEXT NOT NULL,                        -- JSON array of {item, quantity}
  reorder_at INTEGER,
  sellable   INTEGER NOT NULL,
  active     INTEGER NOT NULL,
  position   INTEGER NOT NULL
) STRICT;
CREATE INDEX item_by_business ON item (business, position, name);
CREATE INDEX item_by_sku ON item (business, sku) WHERE sku <> '';

CREATE TABLE item_barcode (
  barcode TEXT NOT NULL,
  item    TEXT NOT NULL REFERENCES item (id),
  PRIMARY KEY (barcode, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX barcode_by_item ON item_barcode (item);

CREATE TABLE item_price (
  item     TEXT NOT NULL REFERENCES item (id),
  from_day TEXT NOT NULL,
  price    INTEGER NOT NULL,
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  PRIMARY KEY (item, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
  id           TEXT PRIMARY KEY,
  seq          INTEGER NOT NULL REFERENCES fact (seq),
  name         TEXT NOT NULL,
  phone_cipher TEXT,
  phone_index  TEXT,
  credit_limit INTEGER NOT NULL,
  note         TEXT NOT NULL,
  active       INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_by_phone ON customer (phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX customer_by_name ON customer (name COLLATE NOCASE);

CREATE TABLE supplier (
  id           TEXT PRIMARY KEY,
  seq          INTEGER NOT NULL REFERENCES fact (seq),
  name         TEXT NOT NULL,
  phone_cipher TEXT,
  phone_index  TEXT,
  active       INTEGER NOT NULL
) STRICT;

-- FIFO: what came in, what is left of it, at which total cost. A layer below zero was oversold.
CREATE TABLE layer (
  id           TEXT PRIMARY KEY,
  seq          INTEGER NOT NULL REFERENCES fact (seq),
  item         TEXT NOT NULL REFERENCES item (id),
  business     TEXT NOT NULL,
  account      INTEGER NOT NULL,
  day          TEXT NOT NULL,
  quantity_in  INTEGER NOT NULL,
  cost_in      INTEGER NOT NULL,
  quantity     INTEGER NOT NULL,
  cost         INTEGER NOT NULL
) STRICT;
CREATE INDEX layer_open ON layer (item, seq) WHERE quantity <> 0 OR cost <> 0;
CREATE INDEX layer_by_item ON layer (item, seq);

CREATE TABLE stock_move (
  seq      INTEGER NOT NULL REFERENCES fact (seq),
  no       INTEGER NOT NULL,
  item     TEXT NOT NULL,
  business TEXT NOT NULL,
  account  INTEGER NOT NULL,
  layer    TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  cost     INTEGER NOT NULL,
  PRIMARY KEY (seq, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX move_by_item ON stock_move (item, seq);

CREATE TABLE stock_level (
  item     TEXT PRIMARY KEY REFERENCES item (id),
  business TEXT NOT NULL,
  account  INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  cost     INTEGER NOT NULL,
  moved    INTEGER NOT NULL                        -- seq of the last move: the counter's cursor
) STRICT, WITHOUT ROWID;
CREATE INDEX level_by_move ON stock_level (moved);

CREATE TABLE shift (
  id         TEXT PRIMARY KEY,
  seq        INTEGER NOT NULL REFERENCES fact (seq),
  till       TEXT NOT NULL,
  business   TEXT NOT NULL REFERENCES business (id),
  number     INTEGER NOT NULL,
  day        TEXT NOT NULL,
  opened_by  TEXT NOT NULL,
  opened_at  TEXT NOT NULL,
  float      INTEGER NOT NULL,
  closed_seq INTEGER REFERENCES fact (seq),
  variance   INTEGER,
  mpesa_variance INTEGER
) STRICT;
CREATE INDEX shift_open ON shift (till, business) WHERE closed_seq IS NULL;
CREATE INDEX shift_closed ON shift (closed_seq) WHERE closed_seq IS NOT NULL;
CREATE INDEX shift_number ON shift (till, business, number);

CREATE TABLE cash_move (
  seq       INTEGER PRIMARY KEY REFERENCES fact (seq),
  shift     TEXT NOT NULL REFERENCES shift (id),
  direction TEXT NOT NULL,
  amount    INTEGER NOT NULL
) STRICT;
CREATE INDEX cash_move_by_shift ON cash_move (shift);

CREATE TABLE sale (
  seq      INTEGER PRIMARY KEY REFERENCES fact (seq),
  id       TEXT NOT NULL UNIQUE,
  number   TEXT NOT NULL,
  counter  INTEGER NOT NULL,
  till     TEXT NOT NULL,
  business TEXT NOT NULL,
  shift    TEXT NOT NULL,
  day      TEXT NOT NULL,
  at       TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('sale', 'refund')),
  original INTEGER,                                -- seq of the refunded sale
  customer TEXT,
  cashier  TEXT,
  total    INTEGER NOT NULL,
  tax      INTEGER NOT NULL,
  discount INTEGER NOT NULL,
  cost     INTEGER NOT NULL
) STRICT;
CREATE INDEX sale_by_number ON sale (number);
CREATE INDEX sale_by_shift ON sale (shift);
CREATE INDEX sale_by_day ON sale (day, business);
CREATE INDEX refund_of ON sale (original) WHERE original IS NOT NULL;
CREATE INDEX sale_by_customer ON sale (customer, seq) WHERE customer IS NOT NULL;

CREATE TABLE sale_line (
  sale       INTEGER NOT NULL REFERENCES sale (seq),
  no         INTEGER NOT NULL,
  item       TEXT NOT NULL,
  quantity   INTEGER NOT NULL,
  gross      INTEGER NOT NULL,
  tax        INTEGER NOT NULL,
  tax_letter TEXT NOT NULL,
  discount   INTEGER NOT NULL,
  cost       INTEGER NOT NULL,
  of_no      INTEGER,                              -- refund: line of the original sale
  PRIMARY KEY (sale, no)
) STRICT, WITHOUT ROWID;

-- What a counter took or, below zero, gave back, whatever for: sales, jobs, deposits, debts.
CREATE TABLE tender (
  seq    INTEGER NOT NULL REFERENCES fact (seq),
  no     INTEGER NOT NULL,
  shift  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (seq, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_by_shift ON tender (shift, kind, amount);

-- M-Pesa codes by blind index: one code pays once, on any till, in any business.
CREATE TABLE mpesa_receipt (
  code_index TEXT NOT NULL,
  code_cipher TEXT,                                -- to show it to those who may see it
  seq        INTEGER NOT NULL REFERENCES fact (seq),
  business   TEXT NOT NULL,
  amount     INTEGER NOT NULL,
  direction  TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  state      TEXT NOT NULL CHECK (state IN ('claimed', 'confirmed', 'reconciled', 'reversed')),
  PRIMARY KEY (code_index, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX mpesa_receipt_by_fact ON mpesa_receipt (seq);

-- A rule of the present that the merged books now break: a task for the owner.
CREATE TABLE exception (
  seq    INTEGER NOT NULL REFERENCES fact (seq),
  kind   TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (seq, kind, detail)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- rules that bind facts made here
-- A fact from another till already happened and is applied whatever it breaks (design: replication).

CREATE TRIGGER stock_is_not_oversold_here BEFORE INSERT ON stock_move
WHEN NEW.quantity < 0
  AND (SELECT negative_stock FROM business WHERE id = NEW.business) = 'refuse'
  AND coalesce((SELECT quantity FROM stock_level WHERE item = NEW.item), 0) + NEW.quantity < 0
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'stock cannot go below zero in this business');
END;
CREATE TRIGGER stock_follows_moves AFTER INSERT ON stock_move BEGIN
  INSERT INTO stock_level (item, business, account, quantity, cost, moved)
    VALUES (NEW.item, NEW.business, NEW.account, NEW.quantity, NEW.cost, NEW.seq)
    ON CONFLICT DO UPDATE SET quantity = quantity + NEW.quantity, cost = cost + NEW.cost,
      moved = NEW.seq;
  UPDATE layer SET quantity = quantity + NEW.quantity, cost = cost + NEW.cost
    WHERE id = NEW.layer;
END;

CREATE TRIGGER mpesa_code_pays_once_here BEFORE INSERT ON mpesa_receipt
WHEN EXISTS (SELECT 1 FROM mpesa_receipt
             WHERE code_index = NEW.code_index AND state <> 'reversed')
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this M-Pesa code was used already');
END;
CREATE TRIGGER phone_has_one_customer_here BEFORE INSERT ON customer
WHEN NEW.phone_index IS NOT NULL
  AND EXISTS (SELECT 1 FROM customer WHERE phone_index = NEW.phone_index AND id <> NEW.id)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this phone belongs to another customer');
END;
CREATE TRIGGER phone_keeps_one_customer_here BEFORE UPDATE ON customer
WHEN NEW.phone_index IS NOT NULL
  AND EXISTS (SELECT 1 FROM customer WHERE phone_index = NEW.phone_index AND id <> NEW.id)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this phone belongs to another customer');
END;
CREATE TRIGGER one_open_shift_here BEFORE INSERT ON shift
WHEN EXISTS (SELECT 1 FROM shift
             WHERE till = NEW.till AND business = NEW.business AND closed_seq IS NULL)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'a shift is open at this till already');
END;
CREATE TRIGGER receipt_number_is_used_once_here BEFORE INSERT ON sale
WHEN EXISTS (SELECT 1 FROM sale WHERE number = NEW.number)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this receipt number was given already');
END;
CREATE TRIGGER refund_stays_within_its_sale_here AFTER INSERT ON sale_line
WHEN NEW.of_no IS NOT NULL
  AND (SELECT local FROM fact WHERE seq = NEW.sale) = 1
  AND (SELECT sum(l.quantity) FROM sale s JOIN sale_line l ON l.sale = s.seq
       WHERE s.original = (SELECT original FROM sale WHERE seq = NEW.sale) AND l.of_no = NEW.of_no)
    > (SELECT quantity FROM sale_line
       WHERE sale = (SELECT original FROM sale WHERE seq = NEW.sale) AND no = NEW.of_no)
BEGIN
  SELECT RAISE(ABORT, 'a refund stays within its sale');
END;

-- ---------------------------------------------------------------- rows that are history
-- Written with their own fact, never replaced (INSERT OR REPLACE deletes without a DELETE
-- trigger), never changed, never removed.

CREATE TRIGGER move_is_new BEFORE INSERT ON stock_move
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM stock_move WHERE seq = NEW.seq AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'stock moves are written with their fact, once');
END;
CREATE TRIGGER move_is_kept BEFORE UPDATE ON stock_move BEGIN
  SELECT RAISE(ABORT, 'stock moves are never changed');
END;
CREATE TRIGGER move_is_not_removed BEFORE DELETE ON stock_move BEGIN
  SELECT RAISE(ABORT, 'stock moves are never removed');
END;

CREATE TRIGGER layer_keeps_what_came_in BEFORE UPDATE ON layer
WHEN NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.item <> OLD.item
  OR NEW.business <> OLD.business OR NEW.account <> OLD.account OR NEW.day <> OLD.day
  OR (OLD.quantity_in <> 0 OR OLD.cost_in <> 0)
    AND (NEW.quantity_in <> OLD.quantity_in OR NEW.cost_in <> OLD.cost_in)
BEGIN
  SELECT RAISE(ABORT, 'a layer keeps what came in');
END;
CREATE TRIGGER layer_is_not_removed BEFORE DELETE ON layer BEGIN
  SELECT RAISE(ABORT, 'layers are never removed');
END;

CREATE TRIGGER sale_is_new BEFORE INSERT ON sale BEGIN
  SELECT CASE
    WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
      OR EXISTS (SELECT 1 FROM sale WHERE seq = NEW.seq OR id = NEW.id)
      THEN RAISE(ABORT, 'sales are written with their fact, once')
    WHEN NEW.kind = 'refund' AND NEW.original IS NULL
      AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
      THEN RAISE(ABORT, 'a refund names its sale')
  END;
END;
CREATE TRIGGER sale_is_kept BEFORE UPDATE ON sale BEGIN
  SELECT RAISE(ABORT, 'sales are refunded, not changed');
END;
CREATE TRIGGER sale_is_not_removed BEFORE DELETE ON sale BEGIN
  SELECT RAISE(ABORT, 'sales are refunded, not removed');
END;

CREATE TRIGGER sale_line_is_new BEFORE INSERT ON sale_line
WHEN NEW.sale IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM sale_line WHERE sale = NEW.sale AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'sale lines are written with their fact, once');
END;
CREATE TRIGGER sale_line_is_kept BEFORE UPDATE ON sale_line BEGIN
  SELECT RAISE(ABORT, 'sale lines are never changed');
END;
CREATE TRIGGER sale_line_is_not_removed BEFORE DELETE ON sale_line BEGIN
  SELECT RAISE(ABORT, 'sale lines are never removed');
END;

CREATE TRIGGER tender_is_new BEFORE INSERT ON tender
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM tender WHERE seq = NEW.seq AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'tenders are written with their fact, once');
END;
CREATE TRIGGER tender_is_kept BEFORE UPDATE ON tender BEGIN
  SELECT RAISE(ABORT, 'tenders are never changed');
END;
CREATE TRIGGER tender_is_not_removed BEFORE DELETE ON tender BEGIN
  SELECT RAISE(ABORT, 'tenders are never removed');
END;

CREATE TRIGGER mpesa_receipt_is_new BEFORE INSERT ON mpesa_receipt
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM mpesa_receipt WHERE code_index = NEW.code_index AND seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'M-Pesa receipts are written with their fact, once');
END;
CREATE TRIGGER mpesa_receipt_keeps_what_it_paid BEFORE UPDATE ON mpesa_receipt
WHEN NEW.code_index <> OLD.code_index OR NEW.code_cipher IS NOT OLD.code_cipher OR NEW.seq <> OLD.seq OR NEW.business <> OLD.business
  OR NEW.amount <> OLD.amount OR NEW.direction <> OLD.direction
BEGIN
  SELECT RAISE(ABORT, 'an M-Pesa receipt keeps what it paid');
END;
CREATE TRIGGER mpesa_receipt_is_not_removed BEFORE DELETE ON mpesa_receipt BEGIN
  SELECT RAISE(ABORT, 'M-Pesa receipts are never removed');
END;

CREATE TRIGGER cash_move_is_new BEFORE INSERT ON cash_move
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM cash_move WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'cash movements are written with their fact, once');
END;
CREATE TRIGGER cash_move_is_kept BEFORE UPDATE ON cash_move BEGIN
  SELECT RAISE(ABORT, 'cash movements are never changed');
END;
CREATE TRIGGER cash_move_is_not_removed BEFORE DELETE ON cash_move BEGIN
  SELECT RAISE(ABORT, 'cash movements are never removed');
END;

-- A shift is opened, and closed once.
CREATE TRIGGER shift_is_new BEFORE INSERT ON shift
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM shift WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'shifts are written with their fact, once');
END;
CREATE TRIGGER shift_is_closed_once BEFORE UPDATE ON shift
WHEN OLD.closed_seq IS NOT NULL OR NEW.closed_seq IS NOT (SELECT max(seq) FROM fact)
  OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.till <> OLD.till
  OR NEW.business <> OLD.business OR NEW.number <> OLD.number OR NEW.day <> OLD.day
  OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at OR NEW.float <> OLD.float
BEGIN
  SELECT RAISE(ABORT, 'a shift is closed once, and not changed otherwise');
END;
CREATE TRIGGER shift_is_not_removed BEFORE DELETE ON shift BEGIN
  SELECT RAISE(ABORT, 'shifts are never removed');
END;
