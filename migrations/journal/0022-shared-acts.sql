-- An act of several businesses is a fact and an entry of each, so that a till of one has its half.
-- Of those that follow: the id of the fact that leads. Kept, as all of an entry is, by its guards.
ALTER TABLE entry ADD COLUMN part_of TEXT;
