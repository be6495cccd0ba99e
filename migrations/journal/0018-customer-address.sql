-- A receipt of gas names its buyer with an address: what the till was told, it need not ask again.
ALTER TABLE customer ADD COLUMN address TEXT NOT NULL DEFAULT '';
