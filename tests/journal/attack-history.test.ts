import { sha256 } from "#main/journal/chain.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { besieged, forgeFact, WAYS, type Attacker } from "./attacker.ts";
import { command, itemOf, line, receive, problems, removeFolders, sugar } from "./shop.ts";

let siege: Awaited<ReturnType<typeof besieged>>;
let sale: { seq: number; id: string };

beforeAll(async () => {
  siege = await besieged();
  const { shop } = siege;
  receive(shop, "G-SUGAR", 10_000, 121_000);
  receive(shop, "W-500", 3000, 4200);
  const posted = await shop.did("sale.post", {
    ...sugar(shop),
    tenders: [
      { kind: "mpesa", amount: 10_000, code: "TLB1AAAAAA" },
      { kind: "cash", tendered: 100_000 },
    ],
  });
  await shop.did("sale.refund", {
    command: command(),
    sale: posted.sale,
    reason: "torn",
    lines: [{ no: 1, quantity: 1000 }],
    tenders: [{ kind: "cash", amount: 16_500 }],
  });
  await shop.did("shift.moveCash", {
    command: command(),
    shift: shop.shifts["RETAIL"] ?? "",
    direction: "out",
    amount: 5000,
    account: 5200,
    reason: "rent of a stall",
  });
  await shop.did("mpesa.receive", {
    command: command(),
    business: "RETAIL",
    day: "2026-11-20",
    code: "TLB1CCCCCC",
    amount: 75_000,
    seen: "phone",
  });
  const debtor = await shop.did("customer.save", {
    command: command(),
    name: "Kamau",
    creditLimit: 100_000,
  });
  await shop.did("sale.post", {
    ...sugar(shop),
    customer: debtor.id,
    tenders: [{ kind: "account", amount: 33_000 }],
  });
  await shop.did("customer.pay", {
    command: command(),
    business: "RETAIL",
    customer: debtor.id,
    payment: { kind: "cash", amount: 5000 },
  });
  const row = shop.journal.book.get<{ seq: number }>(
    "SELECT seq FROM sale WHERE id = ?",
    posted.sale,
  );
  sale = { id: posted.sale, seq: row?.seq ?? 0 };
});
afterAll(() => {
  siege.shop.close();
  removeFolders();
});

const REPLACING = [
  "INSERT OR REPLACE INTO",
  "REPLACE INTO",
  "INSERT OR IGNORE INTO",
  "INSERT INTO",
];

/** Tables whose rows are history, and a column that somebody would like to change. */
const HISTORY = [
  ["fact", "kind"],
  ["epoch", "opened_at"],
  ["entry", "memo"],
  ["line", "account"],
  ["stock_move", "cost"],
  ["sale", "total"],
  ["sale_line", "gross"],
  ["tender", "amount"],
  ["mpesa_receipt", "code_index"],
  ["mpesa_receipt", "day"],
  ["cash_move", "amount"],
  ["shift", "float"],
  ["payment", "amount"],
  ["settlement", "amount"],
  ["mpesa_received", "amount"],
] as const;

describe.each(WAYS)("through %s", (_, open) => {
  let attacker: Attacker;
  beforeAll(() => {
    attacker = open(siege.shop);
  });
  afterEach(() => expect(problems(siege.shop)).toEqual([]));
  afterAll(() => attacker.close());

  const refuses = (attack: () => void, reason: RegExp): void =>
    siege.refuses(attacker, attack, reason);

  test.each(HISTORY)("no row of %s is changed, removed or replaced", (table, column) => {
    for (const verb of ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"]) {
      refuses(
        () => attacker.run(`${verb} ${table} SET ${column} = ${column} || 0`),
        /never|not |keeps|closed once/,
      );
    }
    refuses(() => attacker.run(`DELETE FROM ${table}`), /removed/);
    for (const verb of REPLACING) {
      refuses(
        () => attacker.run(`${verb} ${table} SELECT * FROM ${table} ORDER BY 1 DESC LIMIT 1`),
        /never|not |once|taken|appended|sealed|replaced/,
      );
    }
    refuses(
      () =>
        attacker.run(
          `INSERT INTO ${table} SELECT * FROM ${table} WHERE true ORDER BY 1 DESC LIMIT 1
           ON CONFLICT DO UPDATE SET ${column} = ${column} || 1`,
        ),
      /never|not |once|taken|appended|sealed|replaced/,
    );
  });

  test("a fact comes next, in its journal and in its epoch", () => {
    const { seq, position } = attacker.get<{ seq: number; position: number }>(
      "SELECT seq, position FROM fact ORDER BY seq DESC LIMIT 1",
    );
    siege.allows(attacker, () => forgeFact(attacker));
    refuses(() => forgeFact(attacker, { seq: seq + 2 }), /not the next one/);
    refuses(() => forgeFact(attacker, { seq: 0 }), /not the next one/);
    refuses(() => forgeFact(attacker, { seq: -1 }), /not the next one/);
    refuses(() => forgeFact(attacker, { position: position + 2 }), /next one of its epoch/);
    refuses(() => forgeFact(attacker, { position }), /next one of its epoch/);
  });

  test.each(REPLACING)("%s gives no fact an id that is taken", (verb) => {
    refuses(() => forgeFact(attacker, { id: sale.id, verb }), /taken/);
  });

  test.each(REPLACING)("%s takes no place that another till's fact has", (verb) => {
    const there = { local: 0, position: 900, chain: sha256(Buffer.from("there")) } as const;
    siege.allows(attacker, () => forgeFact(attacker, there));
    refuses(() => {
      forgeFact(attacker, there);
      forgeFact(attacker, { ...there, verb });
    }, /place of its epoch is taken/);
  });

  test("a fact's hashes are hashes", () => {
    refuses(
      () =>
        attacker.run(
          `INSERT INTO fact SELECT seq + 1, 'x', epoch, position + 1, 1, kind, bytes, 'abc', chain, NULL
           FROM fact ORDER BY seq DESC LIMIT 1`,
        ),
      /cannot store TEXT|hashes/,
    );
    refuses(
      () =>
        attacker.run(
          `INSERT INTO fact SELECT seq + 1, 'x', epoch, position + 1, 1, kind, bytes, hash, x'00', NULL
           FROM fact ORDER BY seq DESC LIMIT 1`,
        ),
      /CHECK|hashes/,
    );
  });

  const takeOut = (sku: string, quantity: number, local: 0 | 1) => () => {
    const { id, business, inventory } = itemOf(siege.shop, sku);
    const seq = forgeFact(attacker, { local });
    const layer = attacker.get<{ id: string }>("SELECT id FROM layer WHERE item = ?", id).id;
    attacker.run(
      `INSERT INTO stock_move (seq, no, item, business, account, layer, quantity, cost)
       VALUES (?, 1, ?, ?, ?, ?, ?, 0)`,
      seq,
      id,
      business,
      inventory ?? 0,
      layer,
      -quantity,
    );
  };

  test("stock does not go below zero where the business refuses it", () => {
    refuses(takeOut("W-500", 3001, 1), /below zero/);
    siege.allows(attacker, takeOut("W-500", 3000, 1));
  });

  test("stock goes below zero where the business only warns, or another till did it", () => {
    siege.allows(attacker, takeOut("G-SUGAR", 99_000, 1));
    siege.allows(attacker, takeOut("W-500", 99_000, 0));
  });

  const pay = (index: string, local: 0 | 1) => () => {
    const seq = forgeFact(attacker, { local });
    attacker.run(
      `INSERT INTO mpesa_receipt (code_index, seq, business, amount, direction, state, day)
       VALUES (?, ?, 'WATER', 100, 'in', 'claimed', '2026-11-20')`,
      index,
      seq,
    );
  };

  test("an M-Pesa code pays once, in any business, unless another till took it too", () => {
    const index = siege.shop.sealer.index("TLB1AAAAAA", "mpesa");
    refuses(pay(index, 1), /used already/);
    siege.allows(attacker, pay(index, 0));
    siege.allows(attacker, pay(siege.shop.sealer.index("TLB1AAAAAB", "mpesa"), 1));
  });

  const numbered = (number: string, local: 0 | 1) => () => {
    const seq = forgeFact(attacker, { local });
    attacker.run(
      `INSERT INTO payment (seq, id, number, counter, till, business, shift, day, customer, kind,
         amount) VALUES (?, 'mine', ?, 9, 'T1', 'RETAIL', NULL, '2026-11-20', 'me', 'paid', 1)`,
      seq,
      number,
    );
  };

  test("a payment's number is given once here", () => {
    const { number } = attacker.get<{ number: string }>("SELECT number FROM payment");
    refuses(numbered(number, 1), /given already/);
    siege.allows(attacker, numbered(number, 0));
    siege.allows(attacker, numbered("T1-P99999-XX", 1));
  });

  const openShift = (till: string, local: 0 | 1) => () => {
    const seq = forgeFact(attacker, { local });
    attacker.run(
      `INSERT INTO shift (id, seq, till, business, number, day, opened_by, opened_at, float)
       VALUES ('mine', ?, ?, 'RETAIL', 9, '2026-11-20', 'me', 'now', 0)`,
      seq,
      till,
    );
  };

  test("one shift is open at a till in a business", () => {
    refuses(openShift("T1", 1), /open at this till already/);
    siege.allows(attacker, openShift("T2", 1));
    siege.allows(attacker, openShift("T1", 0));
  });

  test("a shift is closed by a fact of its own, and once", () => {
    const close = (): void =>
      attacker.run(
        "UPDATE shift SET closed_seq = (SELECT max(seq) FROM fact), variance = 0 WHERE business = 'RETAIL'",
      );
    siege.allows(attacker, () => {
      forgeFact(attacker);
      close();
    });
    refuses(() => {
      forgeFact(attacker);
      close();
      forgeFact(attacker);
      close();
    }, /closed once/);
    refuses(
      () => attacker.run("UPDATE shift SET closed_seq = 1 WHERE business = 'RETAIL'"),
      /closed once/,
    );
  });

  const forgeSale = (how: {
    kind?: string;
    original?: number | null;
    number?: string;
    local?: 0 | 1;
  }): number => {
    const seq = forgeFact(attacker, { local: how.local ?? 1 });
    attacker.run(
      `INSERT INTO sale SELECT ?, 'sale ' || ?, ?, 99, till, business, shift, day, at, ?, ?,
         customer, cashier, total, tax, discount, cost FROM sale WHERE seq = ?`,
      seq,
      seq,
      how.number ?? `T1-${seq}`,
      how.kind ?? "sale",
      how.original ?? null,
      sale.seq,
    );
    return seq;
  };

  const giveBack = (quantity: number, local: 0 | 1) => () => {
    const seq = forgeSale({ kind: "refund", original: sale.seq, local });
    attacker.run(
      `INSERT INTO sale_line (sale, no, item, quantity, gross, tax, tax_letter, discount, cost, of_no)
       VALUES (?, 1, ?, ?, 1, 0, 'B', 0, 0, 1)`,
      seq,
      itemOf(siege.shop, "G-SUGAR").id,
      quantity,
    );
  };

  test("a refund stays within its sale, unless another till gave it too", () => {
    // Two were sold and one came back before.
    siege.allows(attacker, giveBack(1000, 1));
    refuses(giveBack(1001, 1), /within its sale/);
    siege.allows(attacker, giveBack(1001, 0));
    refuses(() => void forgeSale({ kind: "refund", original: null }), /names its sale/);
  });

  test("a receipt number is given once", () => {
    const { number } = attacker.get<{ number: string }>("SELECT number FROM sale LIMIT 1");
    refuses(() => void forgeSale({ number }), /given already/);
    siege.allows(attacker, () => void forgeSale({ number: "T1-999999-XX" }));
  });

  test("a fact of the past gets no sale, line, tender, move or code afterwards", () => {
    const { id } = itemOf(siege.shop, "G-SUGAR");
    const later = [
      [
        "sale",
        "INSERT INTO sale SELECT 1, 'x', 'x', 9, till, business, shift, day, at, kind, original, customer, cashier, total, tax, discount, cost FROM sale LIMIT 1",
      ],
      [
        "sale_line",
        `INSERT INTO sale_line VALUES (${sale.seq}, 9, '${id}', 1, 1, 0, 'B', 0, 0, NULL)`,
      ],
      [
        "tender",
        `INSERT INTO tender SELECT seq, 9, shift, kind, 1 FROM tender WHERE seq = ${sale.seq} LIMIT 1`,
      ],
      [
        "stock_move",
        `INSERT INTO stock_move SELECT seq, 9, item, business, account, layer, 1, 1 FROM stock_move LIMIT 1`,
      ],
      [
        "mpesa_receipt",
        `INSERT INTO mpesa_receipt VALUES ('x', NULL, ${sale.seq}, 'RETAIL', 1, 'in', 'claimed', '2026-11-20')`,
      ],
      [
        "cash_move",
        "INSERT INTO cash_move SELECT 1, shift, direction, amount FROM cash_move LIMIT 1",
      ],
    ] as const;
    for (const [table, sql] of later) {
      refuses(
        () => attacker.run(sql),
        new RegExp(table === "mpesa_receipt" ? "M-Pesa" : "with their fact"),
      );
    }
  });

  test("a layer keeps what came in, and is not removed", () => {
    refuses(() => attacker.run("UPDATE layer SET cost_in = 1"), /keeps what came in/);
    refuses(() => attacker.run("DELETE FROM layer"), /never removed/);
  });

  test("the schema is not written to by hand", () => {
    refuses(() => {
      attacker.run("PRAGMA writable_schema = ON");
      attacker.run("DELETE FROM sqlite_schema WHERE type = 'trigger'");
    }, /may not be modified/);
  });
});

test("the shop still sells when the siege is over", async () => {
  const posted = await siege.shop.did("sale.post", {
    ...sugar(siege.shop),
    lines: [line(siege.shop, "G-MILK")],
  });
  expect(posted.total).toBe(6500);
});
