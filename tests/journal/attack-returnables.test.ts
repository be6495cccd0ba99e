import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { besieged, DAY, forgeFact, WAYS, type Attacker } from "./attacker.ts";
import { command, itemOf, problems, receive, removeFolders } from "./shop.ts";

let siege: Awaited<ReturnType<typeof besieged>>;
/** Six kilograms, counted only: one full, one out on deposit. Thirteen, by serial: two full. */
let six: string;
let thirteen: string;
let deposit: string;

beforeAll(async () => {
  siege = await besieged();
  const { shop } = siege;
  receive(shop, "GAS-KG", 50_000, 800_000);
  const gas = itemOf(shop, "GAS-KG");
  const kind = async (name: string, size: number, serials: readonly string[]) => {
    const { id } = await shop.did("returnable.saveType", {
      command: command(),
      business: "RETAIL",
      kind: "cylinder",
      name,
      brand: "Jiko",
      size,
      serialised: serials.length > 0,
      content: gas.id,
      deposit: 250_000,
    });
    await shop.did("returnable.move", {
      command: command(),
      business: "RETAIL",
      day: DAY,
      form: "opening",
      place: "full",
      moves: [{ type: id, count: 2, serials: [...serials] }],
    });
    return id;
  };
  six = await kind("Six", 6000, []);
  thirteen = await kind("Thirteen", 13_000, ["A1", "A2"]);
  await shop.did("sale.post", {
    command: command(),
    business: "RETAIL",
    lines: [
      {
        item: gas.id,
        quantity: 6000,
        unitPrice: 24_000,
        returnable: { type: six, as: "deposit", deposit: 250_000 },
      },
    ],
    tenders: [{ kind: "cash", tendered: 394_000 }],
  });
  const found = await shop.did("deposit.find", { business: "RETAIL", text: "" });
  deposit = found.deposits[0]?.id ?? "";
});
afterAll(() => {
  siege.shop.close();
  removeFolders();
});

interface ForgedMove {
  readonly type?: string;
  readonly from: string;
  readonly to: string;
  readonly count?: number;
  readonly serial?: string | null;
  readonly local?: 0 | 1;
}

describe.each(WAYS)("returnables against %s", (_, connect) => {
  let attacker: Attacker;
  beforeAll(() => {
    attacker = connect(siege.shop);
  });
  afterAll(() => attacker.close());
  afterEach(() => expect(problems(siege.shop)).toEqual([]));

  const moves =
    (...wanted: readonly ForgedMove[]) =>
    () => {
      const seq = forgeFact(attacker, { local: wanted[0]?.local ?? 1 });
      for (const [at, { type = six, from, to, count = 1, serial = null }] of wanted.entries()) {
        attacker.run(
          `INSERT INTO returnable_move (seq, no, type, source, target, count, serial, clock)
         VALUES (?, ?, ?, ?, ?, ?, ?, '2026-11-20T09:00:00.000Z')`,
          seq,
          at + 1,
          type,
          from,
          to,
          count,
          serial,
        );
      }
    };

  test("no more leave a place than are there, unless another till says they did", () => {
    siege.refuses(attacker, moves({ from: "full", to: "customer", count: 2 }), /than are there/);
    siege.allows(attacker, moves({ from: "full", to: "customer" }));
    siege.allows(attacker, moves({ from: "full", to: "customer", count: 2, local: 0 }));
    siege.allows(attacker, moves({ from: "opening", to: "full", count: 99 }));
    siege.allows(attacker, moves({ from: "customer", to: "empty" }));
    siege.refuses(attacker, moves({ from: "customer", to: "empty", count: 2 }), /than are there/);
  });

  test("one cylinder has one holder: it leaves from where it is", () => {
    const out = { type: thirteen, from: "full", to: "customer" };
    siege.allows(attacker, moves({ ...out, serial: "A1" }));
    const twice = [
      { ...out, serial: "A1" },
      { ...out, serial: "A1" },
    ];
    siege.refuses(attacker, moves(...twice), /one holder/);
    siege.refuses(attacker, moves({ ...out, serial: "NEVER-SEEN" }), /one holder/);
    siege.refuses(
      attacker,
      moves({ type: thirteen, from: "traded", to: "empty", serial: "A2" }),
      /one holder/,
    );
    siege.allows(attacker, moves({ type: thirteen, from: "traded", to: "empty", serial: "B9" }));
    siege.allows(attacker, moves({ ...out, serial: "NEVER-SEEN", local: 0 }));
  });

  test("what is followed by serial moves by serial, and nothing else does", () => {
    const by = /moves by serial/;
    siege.refuses(attacker, moves({ type: thirteen, from: "full", to: "sold" }), by);
    siege.refuses(attacker, moves({ from: "traded", to: "empty", serial: "Z9" }), by);
    siege.allows(attacker, moves({ type: thirteen, from: "full", to: "sold", serial: "A1" }));
    siege.allows(attacker, moves({ type: thirteen, from: "full", to: "sold", local: 0 }));
  });

  /** A record of somebody else's fact that is held for a serial. */
  const heldFor = (serial: string) => () => {
    const seq = forgeFact(attacker, { local: 0 });
    attacker.run(
      `INSERT INTO deposit_change (seq, no, deposit, how, type, serial, count, amount, cost,
         clock) VALUES (?, 1, ?, 'taken', ?, ?, 1, 0, 0, '2026-11-20T09:00:00.000Z')`,
      seq,
      `held ${seq}`,
      thirteen,
      serial,
    );
    attacker.run(
      `INSERT INTO deposit SELECT ?, ?, business, account, customer, day, at, ?, ?, loan, 0, 0, 0
       FROM deposit WHERE id = ?`,
      `held ${seq}`,
      seq,
      thirteen,
      serial,
      deposit,
    );
  };
  const inTurn =
    (...acts: readonly (() => void)[]) =>
    () => {
      for (const act of acts) act();
    };

  test("only for a deposit whose cylinder is astray does one of them move without a serial", () => {
    const by = /moves by serial/;
    const back = { type: thirteen, from: "customer", to: "empty" };
    const out = moves({ type: thirteen, from: "full", to: "customer", serial: "A1" });
    siege.refuses(attacker, inTurn(out, heldFor("A1"), moves(back)), by);
    // On the shelf by the register; never seen; named by two.
    siege.allows(attacker, inTurn(heldFor("A1"), moves(back)));
    siege.allows(attacker, inTurn(heldFor("Z1"), moves(back)));
    siege.allows(attacker, inTurn(out, heldFor("A1"), heldFor("A1"), moves(back)));
    // One, from customers, and of its kind.
    siege.refuses(attacker, inTurn(heldFor("Z1"), heldFor("Z2"), moves({ ...back, count: 2 })), by);
    siege.refuses(attacker, inTurn(heldFor("Z1"), moves({ ...back, from: "full" })), by);
    siege.refuses(
      attacker,
      inTurn(heldFor("Z1"), moves({ type: six, from: "traded", to: "empty", serial: "Z1" })),
      by,
    );
  });

  test("what comes in without a serial leaves its place by one, however few the place has", () => {
    // Other tills lent three of two.
    const lent = moves({ type: thirteen, from: "full", to: "sold", count: 3, local: 0 });
    const through = { type: thirteen, from: "customer", to: "full" };
    const on = { type: thirteen, from: "full", to: "empty", serial: "A1" };
    const short = /than are there/;
    siege.allows(attacker, inTurn(lent, heldFor("Z1"), moves(through, on)));
    siege.refuses(attacker, inTurn(lent, heldFor("Z1"), moves(on)), short);
    siege.refuses(attacker, inTurn(lent, heldFor("Z1"), moves(through), moves(on)), short);
  });

  const givenBack = (amount: number, count: number, local: 0 | 1, of?: string) => () => {
    const seq = forgeFact(attacker, { local });
    attacker.run(
      `INSERT INTO deposit_change (seq, no, deposit, how, type, serial, count, amount, cost,
         clock) VALUES (?, 1, ?, 'returned', ?, NULL, ?, ?, 0, '2026-11-20T09:00:00.000Z')`,
      seq,
      of ?? deposit,
      six,
      -count,
      -amount,
    );
  };

  test("a deposit goes back once, and no more than was recorded", () => {
    siege.allows(attacker, givenBack(250_000, 1, 1));
    siege.refuses(attacker, givenBack(250_001, 1, 1), /goes back once/);
    siege.refuses(attacker, givenBack(250_000, 2, 1), /goes back once/);
    siege.allows(attacker, givenBack(500_000, 2, 0));
    // Nor of one that nobody here ever took; another till may have known of it.
    siege.refuses(attacker, givenBack(250_000, 1, 1, "never taken"), /goes back once/);
    siege.allows(attacker, givenBack(250_000, 1, 0, "never taken"));
  });

  const settled =
    (amount: number, local: 0 | 1 = 1) =>
    () => {
      const seq = forgeFact(attacker, { local });
      attacker.run(
        `INSERT INTO deposit_change (seq, no, deposit, how, type, serial, count, amount, cost,
           clock) VALUES (?, 1, ?, 'changed', ?, NULL, 0, ?, 0, '2026-11-20T09:00:00.000Z')`,
        seq,
        deposit,
        six,
        amount,
      );
    };

  test("what is left of a deposit that nothing is out for is settled whole, unless another till says otherwise", () => {
    const some = givenBack(200_000, 1, 0);
    siege.allows(attacker, inTurn(some, settled(-50_000)));
    siege.refuses(attacker, inTurn(some, settled(-49_999)), /settled whole/);
    siege.allows(attacker, inTurn(some, settled(-49_999, 0)));
    const twice = [givenBack(250_000, 1, 1), givenBack(250_000, 1, 0)];
    siege.allows(attacker, inTurn(...twice, settled(250_000)));
    siege.refuses(attacker, inTurn(...twice, settled(249_999)), /settled whole/);
  });

  test("moves and what happened to deposits are history: not changed, removed or replaced", () => {
    for (const [table, column] of [
      ["returnable_move", "count"],
      ["deposit_change", "amount"],
    ] as const) {
      siege.refuses(attacker, () => attacker.run(`UPDATE ${table} SET ${column} = 1`), /never/);
      siege.refuses(attacker, () => attacker.run(`DELETE FROM ${table}`), /never/);
      siege.refuses(
        attacker,
        () => attacker.run(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`),
        /once/,
      );
    }
    siege.refuses(attacker, () => attacker.run("DELETE FROM deposit"), /never/);
    siege.refuses(attacker, () => attacker.run("DELETE FROM cylinder"), /register/);
    siege.refuses(attacker, () => attacker.run("DELETE FROM returnable_type"), /never/);
  });

  test("a deposit keeps what was recorded: only what happens to it changes what is left", () => {
    const kept = /keeps what was recorded/;
    siege.refuses(attacker, () => attacker.run("UPDATE deposit SET amount = 1"), kept);
    siege.refuses(
      attacker,
      () => {
        givenBack(250_000, 1, 1)();
        attacker.run("UPDATE deposit SET account = 2220");
      },
      kept,
    );
  });

  test("a deposit is written once, empty, with its own fact", () => {
    const copied =
      (change: { id?: string; seq?: string; amount?: number }, verb = "INSERT INTO") =>
      () => {
        forgeFact(attacker);
        const { id = "'forged'", seq = "(SELECT max(seq) FROM fact)", amount = 0 } = change;
        attacker.run(
          `${verb} deposit SELECT ${id}, ${seq}, business, account, customer, day, at, type, serial,
             loan, 0, ${amount}, 0 FROM deposit WHERE id = ?`,
          deposit,
        );
      };
    const once = /written with their fact/;
    siege.allows(attacker, copied({}));
    siege.refuses(attacker, copied({ seq: "seq" }), once);
    siege.refuses(attacker, copied({ amount: 250_000 }), once);
    for (const verb of ["INSERT INTO", "INSERT OR REPLACE INTO"]) {
      siege.refuses(attacker, copied({ id: "id" }, verb), once);
    }
  });
});
