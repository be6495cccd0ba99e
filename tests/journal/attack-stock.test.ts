import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { besieged, forgeFact, WAYS, type Attacker } from "./attacker.ts";
import { itemOf } from "./shop.ts";

// Production runs and acts of stock, attacked with raw SQL: who may oversell to a customer may not
// use up or move what is not there, a run is taken back once and whole, and history stays.

let siege: Awaited<ReturnType<typeof besieged>>;

beforeAll(async () => {
  siege = await besieged();
});
afterAll(() => siege.shop.close());

const KINDS = [
  "production.recorded",
  "production.reversed",
  "stock.written_off",
  "stock.counted",
  "stock.returned",
  "stock.transferred",
] as const;

describe.each(WAYS)("through %s", (_name, open) => {
  let attacker: Attacker;
  beforeAll(() => {
    attacker = open(siege.shop);
  });
  afterAll(() => attacker.close());

  const moved = (seq: number, no: number, quantity: number): void =>
    attacker.run(
      `INSERT INTO stock_move (seq, no, item, business, account, layer, quantity, cost)
       VALUES (?, ?, ?, 'RETAIL', 1221, 'five', ?, 0)`,
      seq,
      no,
      itemOf(siege.shop, "G-SUGAR").id,
      quantity,
    );

  /** Brings five, then takes them and so much more. */
  const take =
    (kind: string, beyond: number, local: 0 | 1 = 1) =>
    (): void => {
      const seq = forgeFact(attacker, { kind, local });
      attacker.run(
        `INSERT INTO layer (id, seq, item, business, account, day, quantity_in, cost_in, quantity,
         cost) VALUES ('five', ?, ?, 'RETAIL', 1221, '2026-11-20', 5000, 0, 0, 0)`,
        seq,
        itemOf(siege.shop, "G-SUGAR").id,
      );
      moved(seq, 1, 5000);
      moved(seq, 2, -5000 - beyond);
    };

  test.each(KINDS)("%s takes what is there and no more", (kind) => {
    siege.allows(attacker, take(kind, 0));
    siege.refuses(attacker, take(kind, 1), /not there/);
    // What another till did has happened.
    siege.allows(attacker, take(kind, 1, 0));
  });

  test("what came in is written once: also into a layer that another's sale opened empty", () => {
    const opened = (came: number): void => {
      attacker.run(
        `INSERT INTO layer (id, seq, item, business, account, day, quantity_in, cost_in, quantity,
         cost) VALUES ('sold before', ?, ?, 'RETAIL', 1221, '2026-11-20', ?, 0, 0, 0)`,
        forgeFact(attacker, { kind: "sale.posted", local: 0 }),
        itemOf(siege.shop, "G-SUGAR").id,
        came,
      );
    };
    const comes = "UPDATE layer SET quantity_in = 5000, cost_in = 90 WHERE id = 'sold before'";
    siege.allows(attacker, () => {
      opened(0);
      attacker.run(comes);
    });
    const again = () => {
      opened(4000);
      attacker.run(comes);
    };
    siege.refuses(attacker, again, /keeps what came in/);
  });

  test("a sale of a shop that may oversell does", () => {
    siege.allows(attacker, take("sale.posted", 1));
  });

  /** A run of three bottles, of which its layer holds so many. */
  const forgeRun = (left = 3000): number => {
    const seq = forgeFact(attacker, { kind: "production.recorded" });
    const { id } = itemOf(siege.shop, "G-SUGAR");
    attacker.run(
      `INSERT INTO layer (id, seq, item, business, account, day, quantity_in, cost_in, quantity,
         cost) VALUES ('made', ?, ?, 'RETAIL', 1221, '2026-11-20', 3000, 30, ?, 30)`,
      seq,
      id,
      left,
    );
    attacker.run(
      `INSERT INTO production_run (seq, id, business, product, day, batch, good, normal, abnormal,
         cost, abnormal_cost, excise, layer)
       VALUES (?, 'run', 'RETAIL', ?, '2026-11-20', 'B1', 3000, 0, 0, 30, 0, 0, 'made')`,
      seq,
      id,
    );
    return seq;
  };
  const takeBack = (local: 0 | 1 = 1): void => {
    const seq = forgeFact(attacker, { kind: "production.reversed", local });
    attacker.run("UPDATE production_run SET reversed_seq = ? WHERE id = 'run'", seq);
  };

  test("a run is taken back once, while all of it is there", () => {
    siege.allows(attacker, () => {
      forgeRun();
      takeBack();
    });
    const twice = () => {
      forgeRun();
      takeBack();
      takeBack();
    };
    siege.refuses(attacker, twice, /once/);
    const sold = () => {
      forgeRun(2000);
      takeBack();
    };
    siege.refuses(attacker, sold, /all of it is there/);
    // On another till all of it still was.
    siege.allows(attacker, () => {
      forgeRun(2000);
      takeBack(0);
    });
  });

  test.each([
    ["UPDATE production_run SET good = 4000", /not changed otherwise/],
    ["DELETE FROM production_run", /never removed/],
    ["INSERT OR REPLACE INTO production_run SELECT * FROM production_run", /once/],
    ["UPDATE stock_act SET value = 1", /never changed/],
    ["DELETE FROM stock_act", /never removed/],
    ["INSERT OR REPLACE INTO stock_act SELECT * FROM stock_act", /once/],
  ])("%s is refused", (sql, reason) => {
    const attack = () => {
      const seq = forgeRun();
      attacker.run(
        `INSERT INTO stock_act (seq, kind, business, day, label, lines, value)
         VALUES (?, 'count', 'RETAIL', '2026-11-20', '', 1, 0)`,
        seq,
      );
      attacker.run(sql);
    };
    siege.refuses(attacker, attack, reason);
  });

  test("a fact of the past gets no run and no act afterwards", () => {
    const late = `INSERT INTO stock_act (seq, kind, business, day, label, lines, value)
      VALUES (1, 'count', 'RETAIL', '2026-11-20', '', 1, 0)`;
    siege.refuses(attacker, () => attacker.run(late), /with their fact/);
  });
});

test("the siege left nothing behind", () => {
  const { book } = siege.shop.journal;
  expect(book.get("SELECT count(*) AS n FROM production_run")).toEqual({ n: 0 });
});
