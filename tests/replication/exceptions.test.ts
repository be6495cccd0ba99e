import { afterAll, afterEach, describe, expect, test } from "vitest";
import { centres } from "../central/centre.ts";
import {
  attempt,
  attemptAndForget,
  forgeFact,
  secondConnection,
  type Attacker,
} from "../journal/attacker.ts";
import { command, openShift, receive, refusalOf, sugar } from "../journal/shop.ts";
import { chainAt, healthy, refundedTwice } from "./chain.ts";
import { shutAll, type Device } from "./devices.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

const chain = async () => chainAt(await openCentre());

async function broken() {
  const all = await chain();
  return { ...all, sold: await refundedTwice(all) };
}

const tasks = async (device: Device) => (await device.did("exception.list", {})).exceptions;

const alerts = async (device: Device) =>
  (await device.did("alert.list", { business: null })).alerts.flatMap((alert) =>
    alert.kind === "exception" ? [alert.exception] : [],
  );

describe("what the merged books break", () => {
  test("a second refund names its sale, is an alert, and is settled once, with a name and a reason", async () => {
    const { office, a, sold } = await broken();
    const [task, ...more] = await tasks(office);
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      kind: "refund.exceeds_sale",
      business: "RETAIL",
      about: sold.number,
      state: "open",
      settled: null,
      detail: { over: 2000 },
    });
    expect(await alerts(office)).toEqual(["refund.exceeds_sale"]);
    const { of, kind } = task ?? { of: "", kind: "" };
    const settle = { of, kind, reason: "The customer brought the money back" };
    // It is the office's to say, as the period is.
    expect(refusalOf(await a.call("exception.settle", { command: command(), ...settle }))).toEqual({
      code: expect.stringMatching(/office.only|exception.unknown/),
    });
    const once = { command: command(), ...settle };
    await office.did("exception.settle", once);
    await office.did("exception.settle", once);
    expect(await tasks(office)).toMatchObject([
      { state: "settled", settled: { reason: settle.reason } },
    ]);
    expect((await tasks(office))[0]?.settled?.by).not.toBe("");
    expect(await alerts(office)).toEqual([]);
    const again = await office.call("exception.settle", { command: command(), ...settle });
    expect(refusalOf(again)).toEqual({ code: "exception.settled" });
    const other = { command: command(), ...settle, kind: "stock.oversold" };
    expect(refusalOf(await office.call("exception.settle", other))).toEqual({
      code: "exception.unknown",
    });
    // The word reaches the tills, whether they noticed the same exception or not.
    await office.exchange();
    for (const device of [a, office]) {
      await device.exchange();
      await healthy(device);
    }
  });

  test("who may post to the books of its business settles it, and nobody else", async () => {
    const { office } = await broken();
    const [task] = await tasks(office);
    const settle = async (business: string, role: string) => {
      const { id } = await office.did("user.save", {
        command: command(),
        name: `${role} of ${business}`,
        pin: "4711",
        access: [{ business, role }],
      });
      office.signInAs(role + business, id);
      const { of = "", kind = "" } = task ?? {};
      const request = { command: command(), of, kind, reason: "paid back" };
      return office.call("exception.settle", request, role + business);
    };
    const denied = { code: "permission.denied", permission: "ledger.post" };
    expect(refusalOf(await settle("RETAIL", "cashier"))).toEqual(denied);
    expect(refusalOf(await settle("WATER", "manager"))).toEqual(denied);
    expect((await settle("RETAIL", "manager")).ok).toBe(true);
  });

  test("a shelf that two tills emptied is no task any more once goods have come", async () => {
    const { office, a, b } = await chain();
    office.journal.onDevice((book) =>
      book.run("UPDATE business SET negative_stock = 'refuse' WHERE id = 'RETAIL'"),
    );
    receive(office, "G-SUGAR", 3000, 1000);
    await office.exchange();
    for (const till of [a, b]) {
      await till.exchange();
      await openShift(till, "RETAIL");
      await till.did("sale.post", sugar(till));
    }
    for (const device of [a, b, office]) await device.exchange();
    expect(await tasks(office)).toMatchObject([{ kind: "stock.oversold", state: "open" }]);
    receive(office, "G-SUGAR", 5000, 2500);
    expect(await tasks(office)).toMatchObject([{ kind: "stock.oversold", state: "passed" }]);
    expect(await alerts(office)).toEqual([]);
  });

  test("a sale of a closed day is shown with both its days, at the office and at its till", async () => {
    const { office, a } = await chain();
    receive(office, "G-SUGAR", 10_000, 100_000);
    await office.exchange();
    await a.exchange();
    await openShift(a, "RETAIL");
    const { today } = await office.did("program.status", {});
    await office.did("period.close", { command: command(), through: today, reason: "month end" });
    const sold = await a.did("sale.post", sugar(a));
    await a.exchange();
    await office.exchange();
    const late = async (device: Device) => (await device.did("exception.list", {})).late;
    const there = await late(office);
    expect(there).toMatchObject([
      { kind: "sale.posted", number: sold.number, till: "R1", day: today, own: false },
      { kind: "shift.opened", number: null, till: "R1", day: today, own: false },
    ]);
    for (const { postedOn } of there) expect(postedOn > today).toBe(true);
    const here = there.map((each) => ({ ...each, own: true, seq: expect.any(Number) as number }));
    expect(await late(a)).toEqual(here);
  });
});

describe("raw SQL", () => {
  const settle = (attacker: Attacker, local: 0 | 1, of: string, kind: string) => {
    const seq = forgeFact(attacker, { local, kind: "exception.settled" });
    attacker.run("INSERT INTO exception_settled (seq, of, kind) VALUES (?, ?, ?)", seq, of, kind);
  };

  test("here an exception that is there is settled once; from elsewhere whatever was said stands", async () => {
    const { office } = await broken();
    const [task] = await tasks(office);
    const { of, kind } = task ?? { of: "", kind: "" };
    // A forged fact hangs on the last one made here.
    receive(office, "G-SUGAR", 1000, 1000);
    const attacker = secondConnection(office.file);
    const once = /an exception that is there is settled once/;
    expect(() => attempt(attacker, () => settle(attacker, 1, of, "no.such_rule"))).toThrow(once);
    expect(() => attempt(attacker, () => settle(attacker, 1, "nobody", kind))).toThrow(once);
    attemptAndForget(attacker, () => settle(attacker, 0, "nobody", "no.such_rule"));
    attemptAndForget(attacker, () => {
      settle(attacker, 1, of, kind);
      expect(() => settle(attacker, 1, of, kind)).toThrow(once);
      settle(attacker, 0, of, kind);
    });
    attacker.close();
  });

  test("what was settled is not changed, removed, replaced or written without its fact", async () => {
    const { office } = await broken();
    const [task] = await tasks(office);
    await office.did("exception.settle", {
      command: command(),
      of: task?.of ?? "",
      kind: task?.kind ?? "",
      reason: "paid back",
    });
    const attacker = secondConnection(office.file, ["recursive_triggers = OFF"]);
    for (const [sql, why] of [
      ["UPDATE exception_settled SET kind = 'other'", /not changed/],
      ["DELETE FROM exception_settled", /not removed/],
      ["REPLACE INTO exception_settled SELECT * FROM exception_settled", /with its fact, once/],
      ["INSERT INTO exception_settled VALUES (1, 'x', 'y')", /with its fact, once|settled once/],
    ] as const) {
      expect(() => attempt(attacker, () => attacker.run(sql))).toThrow(why);
    }
    attacker.close();
    await healthy(office);
  });
});
