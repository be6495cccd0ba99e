import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  attempt,
  besieged,
  DAY,
  forge,
  forgeEntry,
  forgeFact,
  forgeLine,
  forgeSeal,
  secondConnection,
  WAYS,
  type Attacker,
} from "./attacker.ts";
import { closePeriod, problems, receive, removeFolders, sugar } from "./shop.ts";

const BALANCED = [{ debit: 500 }, { account: 3100, credit: 500 }];

let siege: Awaited<ReturnType<typeof besieged>>;

beforeAll(async () => {
  siege = await besieged();
  receive(siege.shop, "G-SUGAR", 10_000, 121_000);
  await siege.shop.did("sale.post", sugar(siege.shop));
});
afterAll(() => {
  siege.shop.close();
  removeFolders();
});

describe.each(WAYS)("through %s", (_, open) => {
  let attacker: Attacker;
  beforeAll(() => {
    attacker = open(siege.shop);
  });
  afterEach(() => expect(problems(siege.shop)).toEqual([]));
  afterAll(() => attacker.close());

  const refuses = (attack: () => void, reason: RegExp): void =>
    siege.refuses(attacker, attack, reason);

  test("an entry whose two sides are equal can be written", () => {
    siege.allows(attacker, () => forge(attacker, BALANCED));
  });

  test("an entry whose two sides differ cannot", () => {
    refuses(
      () => forge(attacker, [{ debit: 500 }, { account: 3100, credit: 499 }]),
      /debits and credits differ/,
    );
  });

  test("each business balances by itself, not only all together", () => {
    refuses(
      () =>
        forge(attacker, [
          { debit: 500, business: "WATER" },
          { account: 3100, credit: 500, business: "RETAIL" },
        ]),
      /debits and credits differ/,
    );
    siege.allows(attacker, () =>
      forge(attacker, [
        { debit: 500, business: "WATER" },
        { account: 1900, credit: 500, business: "WATER" },
        { account: 1900, debit: 500, business: "RETAIL" },
        { account: 3100, credit: 500, business: "RETAIL" },
      ]),
    );
  });

  test("an entry has two lines or more", () => {
    refuses(() => forge(attacker, [{ debit: 500 }]), /at least two lines/);
    refuses(() => forge(attacker, []), /at least two lines/);
  });

  test("nothing is added to an entry after its seal", () => {
    refuses(() => {
      const seq = forge(attacker, BALANCED);
      forgeLine(attacker, seq, { debit: 1 });
    }, /is sealed/);
  });

  test("an entry is sealed once", () => {
    refuses(() => {
      const seq = forge(attacker, BALANCED);
      forgeSeal(attacker, seq);
    }, /sealed already/);
    refuses(() => forgeSeal(attacker, null), /at least two lines/);
  });

  test("a fact of the past gets no entry afterwards", () => {
    refuses(() => {
      forgeEntry(attacker, 1);
      forgeLine(attacker, 1, { debit: 500 });
      forgeLine(attacker, 1, { account: 3100, credit: 500 });
      forgeSeal(attacker, 1);
    }, /with its own fact/);
  });

  test.each([
    ["a fraction of a cent", { debit: 0.5 }],
    ["a text", { debit: "five" }],
    ["less than nothing", { debit: -500 }],
    ["less than nothing on the other side", { debit: 500, credit: -1 }],
    ["both a debit and a credit", { debit: 500, credit: 500 }],
    ["nothing at all", { debit: 0 }],
    ["missing", { debit: null, credit: 500 }],
    ["more than a number of the program holds exactly", { debit: 2n ** 53n }],
  ])("an amount is not %s", (_, amount) => {
    refuses(() => {
      const seq = forgeFact(attacker);
      forgeEntry(attacker, seq);
      forgeLine(attacker, seq, amount);
    }, /constraint|cannot store|datatype|debit or a credit|CHECK|NOT NULL/i);
  });

  test.each([
    ["a business that does not exist", { business: "NOBODY", debit: 500 }, /business is unknown/],
    ["the account of another business", { account: 4120, debit: 500 }, /another business/],
    ["an account that does not exist", { account: 9999, debit: 500 }, /account is unknown/],
    ["an account that only adds up its children", { account: 5100, debit: 500 }, /no postings/],
    ["a control account without a party", { account: 1330, debit: 500 }, /needs a party/],
    ["a party on an account that has none", { debit: 500, party: "x" }, /needs a party/],
    ["another day than its entry's", { debit: 500, day: "2026-11-19" }, /another day/],
  ])("a line does not name %s", (_, line, reason) => {
    refuses(() => {
      const seq = forgeFact(attacker);
      forgeEntry(attacker, seq);
      forgeLine(attacker, seq, line);
    }, reason);
  });

  test("a control account takes a line that names its party", () => {
    siege.allows(attacker, () =>
      forge(attacker, [
        { account: 1330, debit: 500, party: "somebody" },
        { account: 3100, credit: 500 },
      ]),
    );
  });

  test.each([
    ["was retired", "active", /not active/],
    ["adds up others by now", "posting", /takes no postings/],
  ] as const)(
    "an account that %s takes nothing made here, but what another till did",
    (_, flag, words) => {
      const onto = (local: 0 | 1) => () => {
        attacker.run(`UPDATE account SET ${flag} = 0 WHERE number = 5200`);
        forge(attacker, BALANCED, { local });
      };
      refuses(onto(1), words);
      siege.allows(attacker, onto(0));
    },
  );

  test("an entry is reversed once", () => {
    const sale = attacker.get<{ seq: number }>("SELECT max(seq) AS seq FROM sale").seq;
    const reversal = (): void => void forge(attacker, BALANCED, { reverses: sale });
    siege.allows(attacker, reversal);
    refuses(() => {
      reversal();
      reversal();
    }, /reversed, not replaced|UNIQUE/);
  });

  test("an entry does not reverse itself or what comes later", () => {
    refuses(() => {
      const seq = forgeFact(attacker);
      forgeEntry(attacker, seq, { reverses: seq });
    }, /CHECK|comes later/);
  });

  test.each([
    "INSERT OR REPLACE INTO",
    "REPLACE INTO",
    "INSERT OR IGNORE INTO",
    "INSERT OR ROLLBACK INTO",
  ])("%s replaces no entry, no line and no seal", (verb) => {
    const seq = attacker.get<{ seq: number }>("SELECT max(seq) AS seq FROM entry").seq;
    refuses(() => forgeEntry(attacker, seq, { verb }), /not replaced|its own fact/);
    refuses(() => forgeLine(attacker, seq, { no: 1, debit: 1 }, verb), /is sealed/);
    refuses(() => attacker.run(`${verb} seal (entry) VALUES (?)`, seq), /sealed already/);
    refuses(() => {
      const fresh = forgeFact(attacker);
      forgeEntry(attacker, fresh);
      forgeLine(attacker, fresh, { no: 1, debit: 500 });
      forgeLine(attacker, fresh, { no: 1, debit: 700 }, verb);
    }, /never replaced/);
    refuses(() => {
      const fresh = forgeFact(attacker);
      forgeEntry(attacker, fresh);
      forgeEntry(attacker, fresh, { verb });
    }, /not replaced/);
  });

  test("an upsert changes no entry, no line and no seal", () => {
    const seq = attacker.get<{ seq: number }>("SELECT max(seq) AS seq FROM entry").seq;
    refuses(
      () =>
        attacker.run(
          `INSERT INTO entry (seq, day, business_day, late, type, memo) VALUES (?, ?, ?, 0, 'x', 'x')
           ON CONFLICT DO UPDATE SET memo = 'mine'`,
          seq,
          DAY,
          DAY,
        ),
      /not replaced|not edited/,
    );
    refuses(
      () =>
        attacker.run(
          `INSERT INTO line (entry, no, day, business, account, debit, credit)
           SELECT entry, no, day, business, account, debit, credit FROM line WHERE entry = ?
           ON CONFLICT DO UPDATE SET debit = debit * 2`,
          seq,
        ),
      /is sealed|never/,
    );
    refuses(
      () => attacker.run("INSERT INTO seal VALUES (?) ON CONFLICT DO UPDATE SET entry = 99", seq),
      /sealed already|never/,
    );
  });

  test.each([
    ["entry", "memo = 'mine'", /not edited/],
    ["entry", "day = '2025-01-01'", /not edited/],
    ["line", "debit = debit + 1", /never changed/],
    ["line", "account = 3200", /never changed/],
    ["seal", "entry = entry + 1000", /never changed/],
  ])("UPDATE %s SET %s is refused", (table, change, reason) => {
    for (const verb of ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"]) {
      refuses(() => attacker.run(`${verb} ${table} SET ${change}`), reason);
    }
  });

  test.each(["entry", "line", "seal"])("DELETE FROM %s is refused", (table) => {
    refuses(() => attacker.run(`DELETE FROM ${table}`), /removed/);
  });

  test("an account keeps its type, its business and its control", () => {
    for (const change of [
      "type = 'equity'",
      "business = 'WATER'",
      "subledger = 'staff'",
      "number = 99",
    ]) {
      refuses(
        () => attacker.run(`UPDATE account SET ${change} WHERE number = 5200`),
        /keeps its number/,
      );
    }
    refuses(
      () => attacker.run("DELETE FROM account WHERE number = 5200"),
      /never removed|FOREIGN KEY/,
    );
    siege.allows(attacker, () =>
      attacker.run("UPDATE account SET name = 'Rents' WHERE number = 5200"),
    );
  });

  test("a business stays", () => {
    refuses(() => attacker.run("DELETE FROM business WHERE id = 'RETAIL'"), /never removed/);
    siege.allows(attacker, () =>
      attacker.run("UPDATE business SET name = 'Duka' WHERE id = 'RETAIL'"),
    );
  });
});

test("a commit without a seal is refused wherever foreign keys are on", () => {
  for (const [name, open] of WAYS) {
    const attacker = open(siege.shop);
    const unsealed = (): void => {
      const seq = forgeFact(attacker);
      forgeEntry(attacker, seq);
      forgeLine(attacker, seq, { debit: 500 });
      forgeLine(attacker, seq, { account: 3100, credit: 500 });
    };
    if (name.includes("switched off")) attacker.run("PRAGMA foreign_keys = ON");
    siege.refuses(attacker, unsealed, /FOREIGN KEY/);
    attacker.close();
  }
});

test("closed books take no entry, and stay closed", async () => {
  const { shop, refuses, allows } = await besieged();
  closePeriod(shop, "2026-10-31");
  for (const [, open] of WAYS) {
    const attacker = open(shop);
    const on =
      (day: string, local: 0 | 1 = 1) =>
      () =>
        void forge(
          attacker,
          BALANCED.map((line) => ({ ...line, day })),
          { day, local },
        );
    refuses(attacker, on("2026-10-31"), /closed on that day/);
    refuses(attacker, on("2025-01-01"), /closed on that day/);
    allows(attacker, on("2026-11-01"));
    // What was posted elsewhere before that day was closed comes when it comes.
    allows(attacker, on("2026-10-31", 0));
    const lock = (sql: string) => () => attacker.run(sql);
    refuses(attacker, lock("UPDATE period_lock SET through = '2020-01-01'"), /not opened again/);
    refuses(attacker, lock("DELETE FROM period_lock"), /not opened again/);
    refuses(attacker, lock("REPLACE INTO period_lock VALUES (1, '2020-01-01')"), /not replaced/);
    allows(attacker, lock("UPDATE period_lock SET through = '2026-11-30'"));
    attacker.close();
  }
  shop.close();
});

test("with foreign keys off an entry can be left unsealed, and verify says so", async () => {
  const { shop } = await besieged();
  const attacker = secondConnection(shop.file, ["foreign_keys = OFF"]);
  attempt(attacker, () => {
    const seq = forgeFact(attacker);
    forgeEntry(attacker, seq);
    forgeLine(attacker, seq, { debit: 500 });
    forgeLine(attacker, seq, { account: 3100, credit: 500 });
  });
  attacker.close();
  expect(problems(shop).join("\n")).toMatch(/^seals:/m);
  shop.close();
});
