-- Goods that are lent, come back, or are lost and found with what they are in, are moves of goods too.

SET LOCAL ROLE tomtin_owner;

/**
 * Every move of goods that a fact names: into a layer (a receipt, a product, what was found, a
 * container that comes back) or out of one (negative; a container that is lent, gas that is lost
 * with its cylinder). A refund and a run taken back go the other way.
 */
CREATE OR REPLACE FUNCTION ops.moves_of(kind text, body jsonb) RETURNS TABLE (item text, layer text, quantity bigint, cost bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT m.it ->> 'item', m.it ->> 'layer', m.sign * ops.whole(m.it -> 'quantity'), m.sign * ops.whole(m.it -> 'cost')
  FROM (
    SELECT x AS it, -1 AS sign FROM jsonb_path_query(body, '$.lines[*].issues[*]') x WHERE moves_of.kind <> 'sale.refunded'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*] ? (@.restock == true).issues[*]') x WHERE moves_of.kind = 'sale.refunded'
    -- What was lent comes back with its refund, whatever happened to what was in it.
    UNION ALL SELECT x, CASE WHEN moves_of.kind = 'sale.refunded' THEN 1 ELSE -1 END FROM jsonb_path_query(body, '$.lines[*].returnable.lent[*]') x
    UNION ALL SELECT x, CASE WHEN moves_of.kind = 'deposit.returned' THEN 1 ELSE -1 END FROM jsonb_path_query(body, '$.lent[*]') x
    UNION ALL SELECT x, -1 FROM jsonb_path_query(body, '$.issues[*]') x
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.gas[*]') x
    UNION ALL SELECT x, -1 FROM jsonb_path_query(body, '$.lines[*].issue') x
    UNION ALL SELECT x, -1 FROM jsonb_path_query(body, '$.inputs[*].issues[*]') x
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*] ? (exists(@.layer))') x WHERE moves_of.kind = 'stock.received'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*].found') x WHERE jsonb_typeof(x) = 'object'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.lines[*].arrived') x
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.output') x WHERE moves_of.kind = 'production.recorded'
    UNION ALL SELECT x, -1 FROM jsonb_path_query(body, '$.output') x WHERE moves_of.kind = 'production.reversed'
    UNION ALL SELECT x, 1 FROM jsonb_path_query(body, '$.inputs[*]') x WHERE moves_of.kind = 'production.reversed'
  ) m
$$;

CREATE OR REPLACE VIEW ops.stock_move AS
  SELECT f.id AS fact, f.kind, f.business, f.till, f.day, m.item, m.layer, m.quantity, m.cost
  FROM ops.fact f CROSS JOIN LATERAL ops.moves_of(f.kind, f.body) m
  WHERE f.kind LIKE 'sale.%' OR f.kind LIKE 'stock.%' OR f.kind LIKE 'production.%'
     OR f.kind LIKE 'deposit.%' OR f.kind = 'returnables.moved';

RESET ROLE;
