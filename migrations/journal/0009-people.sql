-- Customers and money apart from sales: payments, which documents they settle, and customers that
-- turned out to be one.

CREATE TABLE payment (
  seq      INTEGER PRIMARY KEY REFERENCES fact (seq),
  id       TEXT NOT NULL UNIQUE,
  number   TEXT NOT NULL,
  counter  INTEGER NOT NULL,
  till     TEXT NOT NULL,
  business TEXT NOT NULL,
  shift    TEXT,                                   -- NULL: taken by the office
  day      TEXT NOT NULL,
  customer TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('paid', 'paid out')),
  amount   INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_by_till ON payment (till, counter);
CREATE INDEX payment_by_number ON payment (number);

-- What a payment said it is for. The document is named by its fact, which may come later.
CREATE TABLE settlement (
  seq    INTEGER NOT NULL REFERENCES fact (seq),
  no     INTEGER NOT NULL,
  of     TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (seq, no)
) STRICT, WITHOUT ROWID;

-- M-Pesa money that came without a sale, until somebody knows what it is for.
CREATE TABLE mpesa_received (
  seq          INTEGER PRIMARY KEY REFERENCES fact (seq),
  id           TEXT NOT NULL UNIQUE,
  business     TEXT NOT NULL,
  code_index   TEXT NOT NULL,
  amount       INTEGER NOT NULL,
  name         TEXT NOT NULL,
  phone_cipher TEXT,
  phone_index  TEXT,
  matched_seq  INTEGER REFERENCES fact (seq)
) STRICT;
CREATE INDEX mpesa_unmatched ON mpesa_received (business, seq) WHERE matched_seq IS NULL;
CREATE INDEX mpesa_claimed ON mpesa_receipt (business, seq) WHERE state = 'claimed';

-- A customer who is shown as another: both histories are one, no line is rewritten.
CREATE TABLE customer_alias (
  alias    TEXT PRIMARY KEY REFERENCES customer (id),
  customer TEXT NOT NULL REFERENCES customer (id),
  seq      INTEGER NOT NULL REFERENCES fact (seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_of_customer ON customer_alias (customer);

-- The audit log reads by kind; sales, which are most of all facts, are read in their own order.
CREATE INDEX fact_by_seldom_kind ON fact (kind, seq)
  WHERE kind NOT IN ('sale.posted', 'sale.refunded');

-- ---------------------------------------------------------------- rules that bind facts made here

CREATE TRIGGER payment_number_is_used_once_here BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM payment WHERE number = NEW.number)
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'this payment number was given already');
END;

-- ---------------------------------------------------------------- rows that are history

CREATE TRIGGER mpesa_received_is_new BEFORE INSERT ON mpesa_received
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact) OR NEW.matched_seq IS NOT NULL
  OR EXISTS (SELECT 1 FROM mpesa_received WHERE seq = NEW.seq OR id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'M-Pesa money is written with its fact, once');
END;
CREATE TRIGGER mpesa_received_is_matched_once BEFORE UPDATE ON mpesa_received
WHEN OLD.matched_seq IS NOT NULL OR NEW.matched_seq IS NOT (SELECT max(seq) FROM fact)
  OR NEW.seq <> OLD.seq OR NEW.id <> OLD.id OR NEW.business <> OLD.business
  OR NEW.code_index <> OLD.code_index OR NEW.amount <> OLD.amount OR NEW.name <> OLD.name
  OR NEW.phone_cipher IS NOT OLD.phone_cipher OR NEW.phone_index IS NOT OLD.phone_index
BEGIN
  SELECT RAISE(ABORT, 'M-Pesa money is matched once, and not changed otherwise');
END;
CREATE TRIGGER mpesa_received_is_not_removed BEFORE DELETE ON mpesa_received BEGIN
  SELECT RAISE(ABORT, 'M-Pesa money is never removed');
END;

CREATE TRIGGER payment_is_new BEFORE INSERT ON payment
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM payment WHERE seq = NEW.seq OR id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'payments are written with their fact, once');
END;
CREATE TRIGGER payment_is_kept BEFORE UPDATE ON payment BEGIN
  SELECT RAISE(ABORT, 'payments are reversed, not changed');
END;
CREATE TRIGGER payment_is_not_removed BEFORE DELETE ON payment BEGIN
  SELECT RAISE(ABORT, 'payments are reversed, not removed');
END;

CREATE TRIGGER settlement_is_new BEFORE INSERT ON settlement
WHEN NEW.seq IS NOT (SELECT max(seq) FROM fact)
  OR EXISTS (SELECT 1 FROM settlement WHERE seq = NEW.seq AND no = NEW.no)
BEGIN
  SELECT RAISE(ABORT, 'settlements are written with their fact, once');
END;
CREATE TRIGGER settlement_is_kept BEFORE UPDATE ON settlement BEGIN
  SELECT RAISE(ABORT, 'settlements are never changed');
END;
CREATE TRIGGER settlement_is_not_removed BEFORE DELETE ON settlement BEGIN
  SELECT RAISE(ABORT, 'settlements are never removed');
END;
