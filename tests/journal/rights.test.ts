import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract, type ProcedureName } from "#shared/contract/index.ts";
import { startingRoles } from "#shared/businesses/roles.ts";
import { command, OWNER_PIN, refusalOf, removeFolders } from "./shop.ts";
import { PIN, staffed, type Staffed, BUSINESSES } from "./staff.ts";

let site: Staffed["site"];
let people: Staffed["people"];
let rows: Staffed["rows"];
let employ: Staffed["employ"];

beforeAll(async () => {
  ({ site, people, rows, employ } = await staffed());
});
afterAll(async () => {
  await site.close();
  removeFolders();
});

const facts = (): number => site.read<{ n: number }>("SELECT count(*) AS n FROM fact")[0]?.n ?? -1;
const procedures = Object.keys(contract) as ProcedureName[];
const code = async (name: string, request: unknown, window: string): Promise<string> => {
  const answer = await site.send(name, request, window);
  return answer.ok ? "done" : answer.refusal.code;
};

/** An empty request for a right in all businesses together, which one business does not give. */
function asksForAll(name: ProcedureName): boolean {
  const { access, request } = contract[name];
  const parsed = request.safeParse({});
  const open = access === "public" || access === "signed-in";
  return !open && parsed.success && (parsed.data as { business?: unknown }).business === null;
}

describe.each(startingRoles)("a person who is $id", ({ id, permissions }) => {
  test.each(procedures)("asks for %s and is heard if that is theirs to ask", async (name) => {
    const { access } = contract[name];
    const theirs = access === "public" || access === "signed-in" || permissions.includes(access);
    for (const place of ["*", "WATER"]) {
      // An empty request: who may ask is told that it is empty, who may not is told that.
      if (LEAVING.has(name)) continue;
      const said = await code(name, {}, `${id} ${place}`);
      const denied = place === "*" ? !theirs : !theirs || asksForAll(name);
      expect(said === "permission.denied", `${place}: ${said}`).toBe(denied);
    }
  });
});

test.each(procedures)(
  "nobody who has not signed in is heard about %s, unless it is public",
  async (name) => {
    const said = await code(name, {}, "a stranger's window");
    expect(said === "session.required").toBe(contract[name].access !== "public");
  },
);

/** What names a business, sent for another one than one's own. */
const NAMING: readonly (readonly [ProcedureName, (business: string) => object])[] = [
  ["business.settings", (business) => ({ business })],
  ["catalog.forTill", (business) => ({ business })],
  ["catalog.stock", (business) => ({ business, items: [] })],
  ["catalog.categories", (business) => ({ business })],
  [
    "catalog.saveCategory",
    (business) => ({
      command: command(),
      id: null,
      business,
      name: "New",
      colour: "red",
      position: 1,
      active: true,
    }),
  ],
  ["shift.proposal", (business) => ({ business })],
  [
    "shift.open",
    (business) => ({ command: command(), business, day: "2026-11-20", counts: {}, fromSafe: 0 }),
  ],
  ["shift.accounts", (business) => ({ business, direction: "in" })],
  ["drawer.open", (business) => ({ command: command(), business, reason: "a look" })],
  [
    "sale.post",
    (business) => ({
      command: command(),
      business,
      tenders: [{ kind: "cash", tendered: 1_000_000 }],
      lines: [
        {
          item: (rows[business] ?? rows["RETAIL"])?.item,
          quantity: 1000,
          unitPrice: rows[business]?.price ?? 0,
        },
      ],
    }),
  ],
  ["draft.save", (business) => ({ business, cart: { customer: null, discount: 0, lines: [] } })],
  ["draft.current", (business) => ({ business })],
  ["draft.parked", (business) => ({ business })],
  ["user.approvers", (business) => ({ permission: "refund", business })],
  [
    "entry.expense",
    (business) => ({
      command: command(),
      day: "2026-11-20",
      account: 5200,
      shares: [{ business, amount: 100 }],
      paidFrom: 1170,
      memo: "rent",
    }),
  ],
  ["report.profitAndLoss", (business) => ({ from: "2026-11-01", to: "2026-11-30", business })],
  [
    "report.ledger",
    (business) => ({ from: "2026-11-01", to: "2026-11-30", business, account: 5200 }),
  ],
  [
    "export.journal",
    (business) => ({ format: "hledger", from: "2026-11-01", to: "2026-11-30", business }),
  ],
];

/** These sign the connection out, of the real books at least (tests/e2e/training). */
const LEAVING: ReadonlySet<string> = new Set(["session.signOut", "training.start", "training.end"]);

describe("a person of one business", () => {
  const roleWith = (name: ProcedureName): string => {
    const { access } = contract[name];
    if (access === "signed-in") return "cashier WATER";
    const able = startingRoles.find(
      (role) => role.id !== "owner" && role.permissions.includes(access as never),
    );
    return `${able?.id ?? "owner"} WATER`;
  };

  test.each(NAMING)("does %s there, and is told of no other business", async (name, request) => {
    const before = facts();
    const window = roleWith(name);
    for (const other of ["LAUNDRY", "RETAIL", "NOPE"]) {
      expect(await code(name, request(other), window), other).toBe("business.unknown");
    }
    expect(facts()).toBe(before);
    const own = await code(name, request("WATER"), window);
    expect(
      ["permission.denied", "business.unknown", "session.required", "request.invalid"],
      own,
    ).not.toContain(own);
  });

  /** What names a row, sent for a row of another business. */
  const BY_ROW: readonly (readonly [
    ProcedureName,
    string,
    (row: (typeof rows)[string]) => object,
    string,
  ])[] = [
    ["shift.x", "cashier", (row) => ({ shift: row.shift }), "shift.not_open"],
    ["shift.z", "cashier", (row) => ({ shift: row.shift }), "shift.not_open"],
    [
      "shift.moveCash",
      "cashier",
      (row) => ({
        command: command(),
        shift: row.shift,
        direction: "in",
        amount: 100,
        account: 3100,
        reason: "x",
      }),
      "shift.not_open",
    ],
    [
      "shift.close",
      "cashier",
      (row) => ({
        command: command(),
        shift: row.shift,
        counts: {},
        mpesaCounted: null,
        leaveInDrawer: 0,
      }),
      "shift.not_open",
    ],
    ["sale.get", "cashier", (row) => ({ sale: row.sale }), "sale.unknown"],
    [
      "sale.quoteRefund",
      "manager",
      (row) => ({ sale: row.sale, lines: [{ no: 1, quantity: 1000 }] }),
      "sale.unknown",
    ],
    [
      "sale.refund",
      "manager",
      (row) => ({
        command: command(),
        sale: row.sale,
        lines: [{ no: 1, quantity: 1000 }],
        tenders: [{ kind: "cash", amount: row.price }],
        reason: "x",
      }),
      "sale.unknown",
    ],
    ["receipt.get", "cashier", (row) => ({ of: row.sale }), "receipt.unknown"],
    ["receipt.print", "cashier", (row) => ({ of: row.sale }), "receipt.unknown"],
    ["report.entry", "accountant", (row) => ({ entry: row.entry }), "entry.unknown"],
    [
      "entry.reverse",
      "accountant",
      (row) => ({ command: command(), entry: row.entry, day: "2026-11-20", reason: "x" }),
      "entry.unknown",
    ],
  ];

  test.each(BY_ROW)(
    "is told nothing by %s of a row of another business",
    async (name, role, request, refusal) => {
      const before = facts();
      for (const other of ["LAUNDRY", "RETAIL"]) {
        const row = rows[other];
        if (row === undefined) throw new Error(`no rows of ${other}`);
        expect(await code(name, request(row), `${role} WATER`), other).toBe(refusal);
      }
      expect(facts()).toBe(before);
      const own = rows["WATER"];
      if (own === undefined || name === "shift.close" || name === "shift.z") return;
      expect(await code(name, request(own), `${role} WATER`)).not.toBe(refusal);
    },
  );

  test("finds their own sales only", async () => {
    const found = await site.did("sale.find", {}, "cashier WATER");
    expect(new Set(found.sales.map((sale) => sale.business))).toEqual(new Set(["WATER"]));
    const all = await site.did("sale.find", {}, "cashier *");
    expect(new Set(all.sales.map((sale) => sale.business))).toEqual(new Set(BUSINESSES));
    const { shifts } = await site.did("shift.current", {}, "cashier WATER");
    expect(shifts.map((shift) => shift.business)).toEqual(["WATER"]);
    const { items } = await site.did("catalog.items", { business: "WATER" }, "manager WATER");
    expect(new Set(items.map((item) => item.business))).toEqual(new Set(["WATER"]));
  });

  test("reads no report of all businesses together, and cannot close the books of all", async () => {
    const before = facts();
    const window = { from: "2026-11-01", to: "2026-11-30", business: null };
    expect(await code("report.profitAndLoss", window, "accountant WATER")).toBe(
      "permission.denied",
    );
    expect(await code("export.journal", { format: "hledger", ...window }, "accountant WATER")).toBe(
      "permission.denied",
    );
    const close = { command: command(), through: "2026-10-31", reason: "month end" };
    expect(await code("period.close", close, "accountant WATER")).toBe("permission.denied");
    expect(facts()).toBe(before);
    expect(await code("report.profitAndLoss", window, "accountant *")).toBe("done");
  });

  test("cannot write an entry that touches another business", async () => {
    const before = facts();
    const line = (business: string, debit: number, credit: number, account = 5200) => ({
      business,
      account,
      debit,
      credit,
    });
    const manual = {
      command: command(),
      day: "2026-11-20",
      memo: "mine",
      lines: [
        line("WATER", 100, 0),
        line("WATER", 0, 100, 1900),
        line("RETAIL", 100, 0, 1900),
        line("RETAIL", 0, 100, 3100),
      ],
    };
    expect(await code("entry.manual", manual, "accountant WATER")).toBe("business.unknown");
    expect(facts()).toBe(before);
  });

  test("sees their half of an act of two businesses, and cannot undo it", async () => {
    const day = "2026-11-20";
    const moved = await site.did(
      "entry.transfer",
      {
        command: command(),
        day,
        from: { business: "RETAIL", account: 1130, party: "SAFE" },
        to: { business: "WATER", account: 1170, party: null },
        amount: 100,
        memo: "Between the two",
      },
      "owner *",
    );
    const asked = { from: day, to: day, business: "WATER", text: "Between the two" };
    const { entries } = await site.did("report.journal", asked, "owner WATER");
    expect(entries).toMatchObject([{ businesses: ["WATER"], amount: 100 }]);
    const half = entries[0]?.entry ?? 0;
    const told = await site.did("report.entry", { entry: half }, "owner WATER");
    expect(told).toMatchObject({ others: [], whole: false, reversible: false });
    expect(told.lines.map(({ business }) => business)).toEqual(["WATER", "WATER"]);
    expect(await code("report.entry", { entry: moved.entry }, "owner WATER")).toBe("entry.unknown");
    const before = facts();
    const undo = { command: command(), entry: half, day, reason: "mine" };
    expect(await code("entry.reverse", undo, "owner WATER")).toBe("permission.denied");
    expect(facts()).toBe(before);
    expect(await code("entry.reverse", undo, "owner *")).toBe("done");
    expect(facts()).toBe(before + 2);
  });

  test("who owns one business does not take over a person of another, nor give rights there", async () => {
    const before = facts();
    const save = (id: string | null, business: string, role: string, pin = "1379") => ({
      command: command(),
      id,
      name: `Renamed ${String(id).slice(0, 8)}`,
      pin,
      access: [{ business, role }],
    });
    for (const name of ["cashier *", "owner *", "manager *"]) {
      const said = await code(
        "user.save",
        save(people.get(name) ?? "", "WATER", "cashier"),
        "owner WATER",
      );
      expect(said, name).toBe("permission.denied");
    }
    expect(await code("user.save", save(null, "*", "owner"), "owner WATER")).toBe(
      "permission.denied",
    );
    expect(await code("user.save", save(null, "RETAIL", "owner"), "owner WATER")).toBe(
      "business.unknown",
    );
    expect(facts()).toBe(before);
    expect(await code("user.save", save(null, "WATER", "cashier"), "owner WATER")).toBe("done");
  });
});

describe("a manager's consent", () => {
  const approval = (who: string, pin = PIN) => ({
    user: people.get(who) ?? "",
    pin,
    reason: "a regular",
  });
  const refund = (business: string, consent?: object) => ({
    command: command(),
    sale: rows[business]?.sale,
    reason: "torn",
    lines: [{ no: 1, quantity: 1000 }],
    tenders: [{ kind: "cash", amount: rows[business]?.price }],
    ...(consent === undefined ? {} : { approval: consent }),
  });

  test("lets a cashier refund, once, and the fact names who consented and why", async () => {
    expect(await code("sale.refund", refund("WATER"), "cashier WATER")).toBe("approval.required");
    expect(
      await code(
        "sale.refund",
        refund("WATER", approval("manager WATER", "0000")),
        "cashier WATER",
      ),
    ).toBe("session.wrong_pin");
    expect(await code("sale.refund", refund("WATER", approval("cashier *")), "cashier WATER")).toBe(
      "approval.required",
    );
    const given = refund("WATER", approval("manager WATER"));
    expect(await code("sale.refund", given, "cashier WATER")).toBe("done");
    const [row] = site.read<{ bytes: Buffer }>(
      "SELECT bytes FROM fact WHERE id = ?",
      given.command,
    );
    expect(JSON.parse(String(row?.bytes)).by).toMatchObject({
      user: people.get("cashier WATER"),
      approver: people.get("manager WATER"),
      reason: "a regular · torn",
    });
    expect(String(row?.bytes)).not.toContain(PIN);
    expect(await code("sale.refund", refund("WATER"), "cashier WATER")).toBe("approval.required");
  });

  test("of another business does not count, and opens no other business", async () => {
    await employ("manager", "RETAIL");
    expect(
      await code("sale.refund", refund("WATER", approval("manager RETAIL")), "cashier WATER"),
    ).toBe("approval.required");
    expect(
      await code("sale.refund", refund("RETAIL", approval("manager RETAIL")), "cashier WATER"),
    ).toBe("sale.unknown");
    expect(await code("sale.refund", refund("RETAIL", approval("owner *")), "cashier WATER")).toBe(
      "sale.unknown",
    );
  });

  test("lets a cashier give a discount or another price; without it both are refused", async () => {
    const sale = (over: object, consent?: object) => ({
      command: command(),
      business: "LAUNDRY",
      tenders: [{ kind: "cash", tendered: 1_000_000 }],
      lines: [
        {
          item: rows["LAUNDRY"]?.item,
          quantity: 1000,
          unitPrice: rows["LAUNDRY"]?.price,
          discount: 0,
          ...over,
        },
      ],
      ...(consent === undefined ? {} : { approval: consent }),
    });
    expect(await code("sale.post", sale({ discount: 100 }), "cashier *")).toBe("approval.required");
    expect(await code("sale.post", sale({ unitPrice: 1 }), "cashier *")).toBe("price.changed");
    expect(
      await code("sale.post", sale({ discount: 100 }, approval("manager *")), "cashier *"),
    ).toBe("done");
    expect(
      await code("sale.post", sale({ unitPrice: 100 }, approval("manager *")), "cashier *"),
    ).toBe("done");
    expect(await code("sale.post", sale({ discount: 100 }), "manager *")).toBe("done");
  });
});

test("a person who loses their rights loses them at once, at the window where they are signed in", async () => {
  await employ("cashier", "LAUNDRY");
  const id = people.get("cashier LAUNDRY") ?? "";
  const asked = { business: "LAUNDRY" };
  expect(await code("catalog.forTill", asked, "cashier LAUNDRY")).toBe("done");
  await site.did("user.save", {
    command: command(),
    id,
    name: "cashier LAUNDRY",
    access: [{ business: "LAUNDRY", role: "accountant" }],
  });
  expect(await code("catalog.forTill", asked, "cashier LAUNDRY")).toBe("permission.denied");
  await site.did("user.save", {
    command: command(),
    id,
    name: "cashier LAUNDRY",
    active: false,
    access: [{ business: "LAUNDRY", role: "cashier" }],
  });
  expect(await code("catalog.forTill", asked, "cashier LAUNDRY")).toBe("session.required");
  expect(refusalOf(await site.call("session.signIn", { user: id, pin: PIN }, "x")).code).toBe(
    "user.unknown",
  );
});

test("the last owner stays", async () => {
  const [owner] = site.read<{ id: string }>("SELECT id FROM user WHERE name = 'Wanjiku'");
  await site.did("user.save", {
    command: command(),
    id: people.get("owner *") ?? "",
    name: "owner *",
    active: false,
    access: [{ business: "*", role: "owner" }],
  });
  const demote = {
    command: command(),
    id: owner?.id ?? "",
    name: "Wanjiku",
    access: [{ business: "WATER", role: "owner" }],
  };
  expect(await code("user.save", demote, "owner's window")).toBe("user.last_owner");
  expect(await code("session.signIn", { user: owner?.id, pin: OWNER_PIN }, "y")).toBe("done");
});
