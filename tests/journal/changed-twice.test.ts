import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonical } from "#shared/facts/canonical.ts";
import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { UNTIED } from "#main/replication/link.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import { attempt, secondConnection } from "./attacker.ts";
import { command, newCustomer, newSellingShop, problems, removeFolders } from "./shop.ts";

afterAll(removeFolders);

const newShop = () =>
  newSellingShop(undefined, (parts) =>
    officeHandlers(parts, { verify: () => verifyJournal(parts.journal), link: UNTIED }),
  );
let shop: Awaited<ReturnType<typeof newShop>>;

beforeAll(async () => {
  shop = await newShop();
});

interface Writing {
  readonly id: string;
  readonly customer: string;
  readonly till: string;
  /** Seconds after the first one. */
  readonly clock: number;
  readonly replaces?: string;
  readonly note?: string;
  readonly name?: string;
}

let ingest = 0;

/** A writing of another till, as the centre delivers it. */
function comes({ id, customer, till, clock, replaces, note = "", name = "Achieng" }: Writing) {
  const at = new Date(Date.parse("2026-11-20T06:00:00Z") + clock * 1000).toISOString();
  const body = {
    id: customer,
    name,
    phone: null,
    creditLimit: 0,
    note,
    active: true,
    ...(replaces === undefined ? {} : { replaces }),
  };
  const bytes = Buffer.from(
    canonical({
      id,
      kind: "customer.saved",
      version: 1,
      till,
      at,
      clock: at,
      day: "2026-11-20",
      business: null,
      by: { user: null, approver: null, reason: null },
      digest: "d",
      body,
      entry: null,
    }),
  );
  const epoch = randomUUID();
  const chain = chainNext(chainStart(epoch, null), sha256(bytes));
  ingest += 1;
  const taken = shop.journal.takeIn(
    [{ till, epoch, position: 1, ingest, bytes, chain, postedOn: null }],
    [{ till, epoch, parent: null, parentPosition: null, parentHash: null, openedAt: at }],
    () => undefined,
  );
  expect(taken).toMatchObject({ applied: 1, parked: 0 });
}

const tasksOf = async (customer: string) =>
  (await shop.did("exception.list", {})).exceptions.filter(
    ({ kind, detail }) => kind === "customer.changed_twice" && detail["customer"] === customer,
  );

/** The first writing of a new customer, and how others are made of it. */
function newComer() {
  const [customer, first] = [v7(), v7()];
  comes({ id: first, customer, till: "R1", clock: 0 });
  const writing = (till: string, clock: number, more: Partial<Writing>): Writing => ({
    id: v7(),
    customer,
    till,
    clock,
    replaces: first,
    ...more,
  });
  return { customer, writing };
}

test("who changed only what the other left alone lost nothing but that", async () => {
  const { customer, writing } = newComer();
  comes(writing("R1", 10, { note: "by the gate" }));
  comes(writing("R2", 20, { name: "Achieng Otieno" }));
  expect(await tasksOf(customer)).toMatchObject([
    { till: "R1", lost: [{ field: "note", said: "by the gate", stands: "" }] },
  ]);
});

test("who wrote the same, or knew of the other, leaves no task", async () => {
  const { customer, writing } = newComer();
  const one = writing("R1", 10, { note: "by the gate" });
  comes(one);
  comes(writing("R2", 20, { note: "by the gate" }));
  comes(writing("R3", 30, { replaces: one.id, note: "by the gate", name: "Achieng Otieno" }));
  expect(await tasksOf(customer)).toEqual([]);
});

test("a writing of a program that does not say what it replaced is nobody's task", async () => {
  const { customer, writing } = newComer();
  comes(writing("R1", 10, { note: "by the gate" }));
  const { replaces: _, ...old } = writing("R2", 20, { note: "by the river" });
  comes(old);
  expect(await tasksOf(customer)).toEqual([]);
});

test("what is changed here says what it replaces, and settles nothing that the owner has not seen", async () => {
  const { customer, writing } = newComer();
  comes(writing("R1", 10, { note: "by the gate" }));
  comes(writing("R2", 20, { note: "by the river" }));
  const save = (note: string) =>
    shop.did("customer.save", { command: command(), id: customer, name: "Achieng", note });
  await save("by the well");
  expect(await tasksOf(customer)).toMatchObject([
    { state: "open", lost: [{ field: "note", said: "by the gate", stands: "by the well" }] },
  ]);
  await save("by the gate");
  expect(await tasksOf(customer)).toMatchObject([{ state: "passed", lost: [] }]);
});

test("in whatever order writings come in, the same one stands and the same tasks are left", async () => {
  /** Each on the first one, or on one before it; the note is its number. */
  const histories = fc
    .array(fc.record({ on: fc.nat(), till: fc.integer({ min: 1, max: 3 }), note: fc.nat(3) }), {
      minLength: 2,
      maxLength: 6,
    })
    .chain((made) =>
      fc.tuple(
        fc.constant(made),
        fc.shuffledSubarray(
          made.map((_, at) => at),
          { minLength: made.length },
        ),
      ),
    );
  let parted = 0;
  await fc.assert(
    fc.asyncProperty(histories, async ([made, order]) => {
      const read = async (inTurn: readonly number[]) => {
        const { customer, writing } = newComer();
        const ids = made.map(() => v7());
        const writings = made.map(({ on, till, note }, at) => {
          const before = ids[(on % (at + 1)) - 1];
          return writing(`R${till}`, at + 1, {
            id: ids[at] ?? "",
            note: String(note),
            ...(before === undefined ? {} : { replaces: before }),
          });
        });
        for (const at of inTurn) {
          const next = writings[at];
          if (next !== undefined) comes(next);
        }
        const tasks = await tasksOf(customer);
        return {
          stands: shop.journal.book.get("SELECT note FROM customer WHERE id = ?", customer),
          tasks: tasks
            .filter(({ state }) => state === "open")
            .map(({ of, lost }) => ({ of: ids.indexOf(of), lost }))
            .toSorted((a, b) => a.of - b.of),
        };
      };
      const one = await read(made.map((_, at) => at));
      expect(await read(order)).toEqual(one);
      if (one.tasks.length > 0) parted += 1;
    }),
    { numRuns: 25, seed: 20 },
  );
  expect(parted).toBeGreaterThan(8);
  expect(problems(shop)).toEqual([]);
});

test("which writing was replaced is not changed, removed, replaced or written without its fact", async () => {
  const id = await newCustomer(shop, "Baraka", "");
  await shop.did("customer.save", { command: command(), id, name: "Baraka Ali" });
  const attacker = secondConnection(shop.file, ["recursive_triggers = OFF"]);
  for (const [sql, why] of [
    ["UPDATE customer_writing SET replaces = 'other'", /not changed/],
    ["DELETE FROM customer_writing", /not removed/],
    ["REPLACE INTO customer_writing SELECT * FROM customer_writing", /with its fact, once/],
    ["INSERT INTO customer_writing VALUES (1, 'x', 'y')", /with its fact, once/],
  ] as const) {
    expect(() => attempt(attacker, () => attacker.run(sql))).toThrow(why);
  }
  attacker.close();
});
