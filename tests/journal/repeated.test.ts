import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CommandName, RequestInput } from "#shared/contract/index.ts";
import {
  command,
  counts,
  line,
  newCustomer,
  newFolder,
  newSellingShop,
  newShop,
  openTill,
  problems,
  receive,
  refusalOf,
  removeFolders,
  setUpRequest,
  sugar,
  type Till,
} from "./shop.ts";

let shop: Till;
afterEach(() => {
  expect(problems(shop)).toEqual([]);
  shop.close();
});
afterAll(removeFolders);

/** A command, and the same id with something else in it. */
interface Act {
  readonly name: CommandName;
  readonly prepare: () => Promise<{ readonly request: object; readonly other: object }>;
}

const soldBefore = async (): Promise<string> => (await shop.did("sale.post", sugar(shop))).sale;

const shiftOf = (business: string): string =>
  shop.journal.book.get<{ id: string }>("SELECT id FROM shift WHERE business = ?", business)?.id ??
  "";

const ACTS: readonly Act[] = [
  {
    name: "sale.post",
    prepare: async () => ({
      request: sugar(shop),
      other: { lines: [line(shop, "G-SUGAR", 1000)] },
    }),
  },
  {
    name: "sale.refund",
    prepare: async () => ({
      request: {
        command: command(),
        sale: await soldBefore(),
        lines: [{ no: 1, quantity: 1000 }],
        tenders: [{ kind: "cash", amount: 16_500 }],
        reason: "torn",
      },
      other: { reason: "wet" },
    }),
  },
  {
    name: "customer.save",
    prepare: async () => ({
      request: { command: command(), name: "Achieng", phone: "0712 345 678" },
      other: { phone: "0712 345 679" },
    }),
  },
  {
    name: "shift.moveCash",
    prepare: async () => ({
      request: {
        command: command(),
        shift: shiftOf("RETAIL"),
        direction: "out",
        amount: 5000,
        account: 5200,
        reason: "rent",
      },
      other: { amount: 5001 },
    }),
  },
  {
    name: "shift.close",
    prepare: async () => ({
      request: {
        command: command(),
        shift: shiftOf("RETAIL"),
        counts: { "100": 20 },
        mpesaCounted: null,
        leaveInDrawer: 0,
      },
      other: { counts: { "100": 19 } },
    }),
  },
  {
    name: "drawer.open",
    prepare: async () => ({
      request: { command: command(), business: "RETAIL", reason: "change" },
      other: { reason: "a look" },
    }),
  },
  {
    name: "user.save",
    prepare: async () => ({
      request: {
        command: command(),
        name: "Otieno",
        pin: "2580",
        access: [{ business: "RETAIL", role: "cashier" }],
      },
      other: { pin: "2581" },
    }),
  },
  {
    name: "catalog.saveCategory",
    prepare: async () => ({
      request: {
        command: command(),
        id: null,
        business: "RETAIL",
        name: "Sweets",
        colour: "red",
        position: 9,
        active: true,
      },
      other: { name: "Sours" },
    }),
  },
];

describe("a command that is sent again", () => {
  beforeEach(async () => {
    shop = await newSellingShop();
    receive(shop, "G-SUGAR", 10_000, 121_000);
  });

  const call = (name: CommandName, request: object) =>
    shop.call(name, request as RequestInput<CommandName>);

  test.each(ACTS)("$name: is one act with one answer", async ({ name, prepare }) => {
    const { request } = await prepare();
    const first = await call(name, request);
    expect(first).toMatchObject({ ok: true });
    const before = counts(shop);
    expect(await call(name, request)).toEqual(first);
    expect(counts(shop)).toEqual(before);
  });

  test.each(ACTS)("$name: twenty at once are one act", async ({ name, prepare }) => {
    const { request } = await prepare();
    const before = counts(shop)["fact"] ?? 0;
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(name, request)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(counts(shop)["fact"]).toBe(before + 1);
  });

  test.each(ACTS)("$name: is known after the program was closed", async ({ name, prepare }) => {
    const { request } = await prepare();
    const first = await call(name, request);
    const before = counts(shop);
    shop.close();
    shop = openTill(shop.folder, shop.clock);
    expect(await call(name, request)).toEqual(first);
    expect(counts(shop)).toEqual(before);
  });

  test.each(ACTS)(
    "$name: under the same id with something else, it is refused",
    async ({ name, prepare }) => {
      const { request, other } = await prepare();
      await call(name, request);
      const before = counts(shop);
      const answer = refusalOf(await call(name, { ...request, ...other }));
      expect(answer).toEqual({
        code: "command.id_reused",
        command: (request as { command: string }).command,
      });
      expect(counts(shop)).toEqual(before);
    },
  );

  test("an id that one act has used is refused to any other", async () => {
    const sale = sugar(shop);
    await shop.did("sale.post", sale);
    const before = counts(shop);
    const answer = await shop.call("drawer.open", {
      command: sale.command,
      business: "RETAIL",
      reason: "change",
    });
    expect(refusalOf(answer).code).toBe("command.id_reused");
    expect(counts(shop)).toEqual(before);
  });

  test("a refused command writes nothing, and may be sent again once it is right", async () => {
    const before = counts(shop);
    const request = { ...sugar(shop), tenders: [{ kind: "cash" as const, tendered: 100 }] };
    expect(refusalOf(await shop.call("sale.post", request)).code).toBe("tender.short");
    expect(counts(shop)).toEqual(before);
    await shop.did("sale.post", { ...request, tenders: [{ kind: "cash", tendered: 33_000 }] });
  });

  test("different commands at once are as many acts, each with a number of its own", async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => shop.did("sale.post", sugar(shop))),
    );
    expect(new Set(answers.map((each) => each.number)).size).toBe(30);
  });

  test("a customer's phone is one customer's, however many tills ask at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        shop.call("customer.save", {
          command: command(),
          name: `Achieng ${n}`,
          phone: "+254712345678",
        }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    await newCustomer(shop, "Another", "0799 999 999");
  });
});

describe("a shift that is opened again", () => {
  beforeEach(async () => {
    shop = await newShop();
  });

  const opening = () => ({
    command: command(),
    business: "RETAIL",
    day: "2026-11-20",
    counts: { "100": 20 },
    fromSafe: 0,
  });

  test("is one shift with one answer, also after the program was closed", async () => {
    const request = opening();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => shop.call("shift.open", request)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    shop.close();
    shop = openTill(shop.folder, shop.clock);
    expect(await shop.call("shift.open", request)).toEqual(answers[0]);
    expect(shop.journal.book.all("SELECT id FROM shift")).toHaveLength(1);
    const changed = await shop.call("shift.open", { ...request, counts: { "100": 21 } });
    expect(refusalOf(changed).code).toBe("command.id_reused");
  });

  test("by two people at once is one shift, and the other is told who has it", async () => {
    const answers = await Promise.all([
      shop.call("shift.open", opening()),
      shop.call("shift.open", opening()),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const refused = answers.find((answer) => !answer.ok);
    expect(refused).toMatchObject({ refusal: { code: "shift.already_open", openedBy: "Wanjiku" } });
  });
});

describe("books that are opened again", () => {
  beforeEach(() => {
    shop = openTill(newFolder());
  });

  test("by the same command are opened once, with one answer", async () => {
    const request = { command: command(), ...setUpRequest() };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => shop.call("program.setUp", request)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ ok: true });
    shop.close();
    shop = openTill(shop.folder, shop.clock);
    expect(await shop.call("program.setUp", request)).toEqual(answers[0]);
    expect(counts(shop)["fact"]).toBe(4);
    const changed = await shop.call("program.setUp", { ...request, pin: "9753" });
    expect(refusalOf(changed).code).toBe("command.id_reused");
  });

  test("by two at once are opened by one of them", async () => {
    const answers = await Promise.all([
      shop.call("program.setUp", { command: command(), ...setUpRequest() }),
      shop.call("program.setUp", { command: command(), ...setUpRequest() }),
    ]);
    const codes = answers.map((answer) => (answer.ok ? "done" : answer.refusal.code));
    expect(codes.toSorted()).toEqual(["done", "program.already_set_up"]);
    expect(counts(shop)["fact"]).toBe(4);
  });

  test("by another command later are refused", async () => {
    await shop.did("program.setUp", { command: command(), ...setUpRequest() });
    const again = await shop.call("program.setUp", { command: command(), ...setUpRequest() });
    expect(refusalOf(again).code).toBe("program.already_set_up");
  });

  test("with one business named twice are not opened at all", async () => {
    const [first] = setUpRequest().businesses;
    if (first === undefined) throw new Error("the set-up names businesses");
    const answer = await shop.call("program.setUp", {
      command: command(),
      ...setUpRequest(),
      businesses: [first, first],
    });
    expect(answer.ok).toBe(false);
    expect(counts(shop)["fact"]).toBe(0);
    await shop.did("program.setUp", { command: command(), ...setUpRequest() });
  });

  test("for a till whose code is the safe's name are not opened: its drawer would be the safe", async () => {
    const answer = await shop.call("program.setUp", {
      command: command(),
      ...setUpRequest(),
      till: { code: "SAFE", name: "Till" },
    });
    expect(answer.ok).toBe(false);
    expect(counts(shop)["fact"]).toBe(0);
    await shop.did("program.setUp", { command: command(), ...setUpRequest() });
  });
});
