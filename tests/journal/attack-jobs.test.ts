import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { besieged, forgeFact, WAYS, type Attacker } from "./attacker.ts";
import { command, itemOf, newCustomer, problems, removeFolders } from "./shop.ts";

let siege: Awaited<ReturnType<typeof besieged>>;
/** A job of KES 200 in work with 50 paid, and another that was collected. */
let inWork: string;
let collected: string;
let cancelled: string;

beforeAll(async () => {
  siege = await besieged();
  const { shop } = siege;
  const customer = await newCustomer(shop, "Wanjiku", "0712 000 001");
  const receive = async (): Promise<string> => {
    const shirt = itemOf(shop, "L-SHIRT");
    const received = await shop.did("job.receive", {
      command: command(),
      business: "LAUNDRY",
      customer,
      lines: [{ item: shirt.id, quantity: 2000, unitPrice: 10_000, pieces: 2, colour: "white" }],
      deposit: 5000,
      tenders: [{ kind: "cash", tendered: 5000 }],
    });
    return received.job;
  };
  inWork = await receive();
  collected = await receive();
  cancelled = await receive();
  await shop.did("job.move", { command: command(), job: collected, to: "ready", rack: "A4" });
  await shop.did("job.collect", {
    command: command(),
    job: collected,
    amount: 15_000,
    tenders: [{ kind: "cash", tendered: 15_000 }],
  });
  await shop.did("job.cancel", {
    command: command(),
    job: cancelled,
    tenders: [{ kind: "cash", amount: 5000 }],
    reason: "changed his mind",
  });
});
afterAll(() => {
  siege.shop.close();
  removeFolders();
});

const HISTORY = [
  ["job", "total"],
  ["job_line", "gross"],
  ["job_piece", "colour"],
  ["job_act", "paid"],
] as const;

interface ForgedAct {
  readonly job?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly paid?: number;
  readonly reason?: string | null;
  readonly local?: 0 | 1;
}

describe.each(WAYS)("through %s", (_, open) => {
  let attacker: Attacker;
  beforeAll(() => {
    attacker = open(siege.shop);
  });
  afterEach(() => expect(problems(siege.shop)).toEqual([]));
  afterAll(() => attacker.close());

  const refuses = (attack: () => void, reason: RegExp): void =>
    siege.refuses(attacker, attack, reason);

  const act = (how: ForgedAct) => () => {
    const seq = forgeFact(attacker, { local: how.local ?? 1 });
    const { kind = "job.paid", from = "received", to = from, paid = 0, reason = null } = how;
    attacker.run(
      `INSERT INTO job_act (seq, job, kind, at, fact, from_status, to_status, recognised, paid,
         lost, kept, deposit, receivable, tax, revenue, rack, reason)
       VALUES (?, ?, ?, '2026-11-20T09:00:00.000Z', 'x', ?, ?, 0, ?, 0, 0, 0, 0, 0, 0, NULL, ?)`,
      seq,
      how.job ?? inWork,
      kind,
      from,
      to,
      paid,
      reason,
    );
  };

  test.each(HISTORY)("no row of %s is changed, removed or replaced", (table, column) => {
    for (const verb of ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"]) {
      refuses(
        () => attacker.run(`${verb} ${table} SET ${column} = ${column} || 0`),
        /never|stays as it was/,
      );
    }
    refuses(() => attacker.run(`DELETE FROM ${table}`), /removed/);
    for (const verb of ["INSERT OR REPLACE INTO", "REPLACE INTO", "INSERT OR IGNORE INTO"]) {
      refuses(
        () => attacker.run(`${verb} ${table} SELECT * FROM ${table} ORDER BY 1 DESC LIMIT 1`),
        /once|moved on meanwhile|given already/,
      );
    }
  });

  test("a job stands where its acts brought it, and is not moved without one", () => {
    refuses(() => attacker.run("UPDATE job_state SET status = 'ready'"), /its acts have brought/);
    refuses(() => attacker.run("UPDATE job_state SET paid = paid + 1"), /its acts have brought/);
    for (const repeated of ["price = price + 1", "taken = taken + 1", "day = '2026-01-01'"]) {
      const newest = "seq = (SELECT max(seq) FROM fact)";
      refuses(() => {
        act({})();
        attacker.run(`UPDATE job_state SET ${newest}, ${repeated} WHERE job = ?`, inWork);
      }, /its acts have brought/);
    }
    refuses(() => attacker.run("DELETE FROM job_state"), /removed/);
    refuses(
      () => attacker.run("INSERT OR REPLACE INTO job_state SELECT * FROM job_state LIMIT 1"),
      /one place/,
    );
    refuses(() => {
      act({ paid: 100 })();
      attacker.run(
        "UPDATE job_state SET seq = (SELECT max(seq) FROM fact), paid = paid + 101 WHERE job = ?",
        inWork,
      );
    }, /its acts have brought/);
    siege.allows(attacker, () => {
      act({ paid: 100 })();
      attacker.run(
        "UPDATE job_state SET seq = (SELECT max(seq) FROM fact), paid = paid + 100 WHERE job = ?",
        inWork,
      );
    });
  });

  test("a job is collected once here; another till may have done it too", () => {
    const again = { job: collected, kind: "job.collected", from: "ready", to: "collected" };
    refuses(act(again), /collected once/);
    refuses(act({ ...again, job: cancelled, from: "received" }), /collected once/);
    siege.allows(attacker, act({ ...again, local: 0 }));
    siege.allows(attacker, act({ kind: "job.collected", to: "collected" }));
  });

  test("an act begins where the job stands, unless another till did not know it", () => {
    const late = { kind: "job.moved", from: "washing", to: "ready" };
    refuses(act(late), /moved on meanwhile/);
    siege.allows(attacker, act({ ...late, local: 0 }));
    siege.allows(attacker, act({ ...late, from: "received" }));
    refuses(act({ job: "nobody's" }), /no such job/);
    siege.allows(attacker, act({ job: "nobody's", local: 0 }));
  });

  test("a job is not paid beyond its price here", () => {
    refuses(act({ paid: 15_001 }), /beyond its price/);
    siege.allows(attacker, act({ paid: 15_000 }));
    siege.allows(attacker, act({ paid: 15_001, local: 0 }));
  });

  test("a deposit is given back once here", () => {
    const back = { kind: "job.cancelled", to: "cancelled", paid: -5000 };
    refuses(act({ ...back, job: cancelled, from: "cancelled" }), /given back once/);
    siege.allows(attacker, act({ ...back, job: cancelled, from: "cancelled", local: 0 }));
    siege.allows(attacker, act(back));
  });

  test("a job moves back only with a reason", () => {
    const back = { job: collected, kind: "job.moved", from: "collected", to: "ready" };
    refuses(act(back), /with a reason/);
    refuses(act({ ...back, reason: "  " }), /with a reason/);
    siege.allows(attacker, act({ ...back, reason: "the wrong bag" }));
    siege.allows(attacker, act({ ...back, local: 0 }));
  });

  test("a job number is given once here", () => {
    const number = attacker.get<{ number: string }>("SELECT number FROM job LIMIT 1").number;
    const take = (given: string, local: 0 | 1) => () => {
      const seq = forgeFact(attacker, { local });
      attacker.run(
        `INSERT INTO job SELECT ?, 'another', ?, counter, till, business, customer, day, at,
           recognition, express, promised, pieces, total, tax FROM job LIMIT 1`,
        seq,
        given,
      );
    };
    refuses(take(number, 1), /given already/);
    siege.allows(attacker, take(number, 0));
    siege.allows(attacker, take("L-999999-T1XX", 1));
  });

  test("a job and its acts are written with their own fact, once, also by another till", () => {
    const again = (table: string, columns: string, id: string, later: boolean) => () => {
      const seq = forgeFact(attacker, { local: 0 });
      // Another fact came meanwhile: this one is no longer being written.
      if (later) forgeFact(attacker, { local: 0 });
      attacker.run(
        `INSERT OR REPLACE INTO ${table} SELECT ${seq}, ${id}${columns} FROM ${table} LIMIT 1`,
      );
    };
    const job = `, 'L-999998-T1XX', counter, till, business, customer, day, at, recognition,
      express, promised, pieces, total, tax`;
    const done = `, kind, at, fact, from_status, to_status, recognised, paid, lost, kept, deposit,
      receivable, tax, revenue, rack, reason`;
    siege.allows(attacker, again("job", job, "'another'", false));
    refuses(again("job", job, "id", false), /written with their fact, once/);
    refuses(again("job", job, "'another'", true), /written with their fact, once/);
    siege.allows(attacker, again("job_act", done, "job", false));
    refuses(again("job_act", done, "job", true), /written with their fact, once/);
  });
});
