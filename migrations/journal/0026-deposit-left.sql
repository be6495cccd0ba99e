-- Where one till exchanged a deposit for a dearer kind while another gave it back, nothing is out for it
-- any more and some of its money is left; where both gave it back, too much went. An entry by hand on
-- its account settles what is left, whole: a change of the amount alone.
DROP TRIGGER deposit_goes_back_once_here;

-- What goes back goes once; what only makes good what went too far is no going back.
CREATE TRIGGER deposit_goes_back_once_here BEFORE INSERT ON deposit_change
WHEN (EXISTS (SELECT 1 FROM deposit WHERE id = NEW.deposit
              AND ((NEW.count < 0 AND count + NEW.count < 0)
                OR (NEW.amount < 0 AND amount + NEW.amount < 0)
                OR (NEW.cost < 0 AND cost + NEW.cost < 0)))
      OR (NEW.how <> 'taken' AND NOT EXISTS (SELECT 1 FROM deposit WHERE id = NEW.deposit)))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'a deposit goes back once, at the recorded amount');
END;
CREATE TRIGGER deposit_left_is_settled_whole_here BEFORE INSERT ON deposit_change
WHEN NEW.how = 'changed'
  AND EXISTS (SELECT 1 FROM deposit WHERE id = NEW.deposit AND count <= 0
              AND (NEW.count <> 0 OR NEW.cost <> 0 OR amount + NEW.amount <> 0))
  AND (SELECT local FROM fact WHERE seq = NEW.seq) = 1
BEGIN
  SELECT RAISE(ABORT, 'what is left of a deposit that nothing is out for is settled whole');
END;
