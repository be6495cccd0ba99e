import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { besieged, forge, forgeFact, WAYS, type Attacker } from "./attacker.ts";

// Reconciliations, attacked with raw SQL: they end at zero, a line is agreed on once, the latest
// is undone first, and what was agreed stays.

let siege: Awaited<ReturnType<typeof besieged>>;
beforeAll(async () => {
  siege = await besieged();
});
afterAll(() => siege.shop.close());

const MPESA = 1160;

describe.each(WAYS)("through %s", (_name, open) => {
  let attacker: Attacker;
  beforeAll(() => {
    attacker = open(siege.shop);
  });
  afterAll(() => attacker.close());

  /** Money on the till: the line of it is number 1. */
  const money = (amount = 500): number =>
    forge(attacker, [
      { account: MPESA, debit: amount },
      { account: 5200, credit: amount },
    ]);

  interface Forged {
    readonly entry?: number | null;
    readonly amount?: number;
    readonly closing?: number;
    readonly through?: string;
    readonly account?: number;
    readonly since?: string;
    readonly local?: 0 | 1;
  }

  const line = (seq: number, entry: number | null, amount: number, place = 1): void =>
    attacker.run(
      `INSERT INTO reconciled_line (seq, place, of, entry, no, amount) VALUES (?, ?, 'f', ?, 1, ?)`,
      seq,
      place,
      entry,
      amount,
    );

  const agree = (how: Forged): number => {
    const { amount = 500, local = 1, entry = null } = how;
    const seq = forgeFact(attacker, { kind: "reconciliation.done", local });
    line(seq, entry, amount);
    attacker.run(
      `INSERT INTO reconciliation (seq, id, account, party, since, through, opening, closing)
       VALUES (?, ?, ?, NULL, ?, ?, 0, ?)`,
      seq,
      `r${seq}`,
      how.account ?? MPESA,
      how.since ?? "2026-11-01",
      how.through ?? "2026-11-20",
      how.closing ?? amount,
    );
    return seq;
  };

  const undo = (seq: number, local: 0 | 1 = 1): void => {
    const now = forgeFact(attacker, { kind: "reconciliation.undone", local });
    attacker.run("UPDATE reconciliation SET undone_seq = ? WHERE seq = ?", now, seq);
  };

  test("it ends at zero here; what another device agreed has happened", () => {
    siege.allows(attacker, () => void agree({ entry: money() }));
    siege.refuses(attacker, () => void agree({ entry: money(), closing: 501 }), /ends at zero/);
    siege.allows(attacker, () => void agree({ entry: money(), closing: 501, local: 0 }));
  });

  test("its lines are the ledger's, of one place and of its days", () => {
    siege.refuses(
      attacker,
      () => void agree({ entry: money(), amount: 400 }),
      /line of the ledger/,
    );
    siege.refuses(attacker, () => void agree({}), /line of the ledger/);
    siege.refuses(attacker, () => void agree({ entry: money(), account: 1170 }), /one place/);
    siege.refuses(attacker, () => void agree({ entry: money(), since: "2026-11-21" }), /one place/);
    siege.allows(attacker, () => void agree({ local: 0 }));
  });

  test("a line is agreed on once, and again when that was undone", () => {
    const twice =
      (between: (first: number) => void, local: 0 | 1 = 1) =>
      (): void => {
        const entry = money();
        between(agree({ entry }));
        agree({ entry, through: "2026-11-21", local });
      };
    siege.refuses(
      attacker,
      twice(() => {}),
      /already/,
    );
    siege.allows(attacker, twice(undo));
    siege.allows(
      attacker,
      twice(() => {}, 0),
    );
    const inOne = () => {
      const entry = money();
      const seq = forgeFact(attacker, { kind: "reconciliation.done" });
      line(seq, entry, 500);
      line(seq, entry, 500, 2);
    };
    siege.refuses(attacker, inOne, /already/);
  });

  test("each follows the one before it, and the latest is undone first", () => {
    const two = (through: string, local: 0 | 1 = 1) => {
      const first = agree({ entry: money() });
      return [first, agree({ entry: money(), through, local })] as const;
    };
    siege.allows(attacker, () => void two("2026-11-21"));
    siege.refuses(attacker, () => void two("2026-11-20"), /follows/);
    siege.allows(attacker, () => void two("2026-11-20", 0));
    siege.allows(attacker, () => undo(two("2026-11-21")[1]));
    siege.refuses(attacker, () => undo(two("2026-11-21")[0]), /latest/);
    siege.allows(attacker, () => undo(two("2026-11-21")[0], 0));
  });

  test.each([
    ["UPDATE reconciliation SET closing = 1", /not changed otherwise/],
    ["DELETE FROM reconciliation", /not removed/],
    ["INSERT OR REPLACE INTO reconciliation SELECT * FROM reconciliation", /once/],
    ["UPDATE reconciled_line SET amount = 1", /never changed/],
    ["DELETE FROM reconciled_line", /never removed/],
    ["INSERT OR REPLACE INTO reconciled_line SELECT * FROM reconciled_line", /once|already/],
  ])("%s is refused", (sql, reason) => {
    const attack = () => {
      agree({ entry: money() });
      attacker.run(sql);
    };
    siege.refuses(attacker, attack, reason);
  });

  test("undone once; a line is not added to what is finished", () => {
    const twice = () => {
      const seq = agree({ entry: money() });
      undo(seq);
      undo(seq);
    };
    siege.refuses(attacker, twice, /undone once/);
    const more = () => {
      const entry = money();
      line(agree({ entry: money() }), entry, 500, 2);
    };
    siege.refuses(attacker, more, /with their fact/);
  });
});

test("the siege left nothing behind", () => {
  const { book } = siege.shop.journal;
  expect(book.get("SELECT count(*) AS n FROM reconciliation")).toEqual({ n: 0 });
});
