import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contract } from "#shared/contract/index.ts";
import type { ProcedureName } from "#shared/contract/index.ts";
import { describeContract } from "#main/cli/contract.ts";
import { requestOf, spoiled } from "../door/requests.ts";
import { newSite, openShifts, type Site } from "./program.ts";
import { command, newFolder, OWNER_PIN, problems, removeFolders } from "./shop.ts";
import { openJournal } from "#main/journal/journal.ts";

let site: Site;
let real: Record<string, readonly (string | number)[]>;
let owner = "";
const CASHIER_PIN = "2580";

/** A shop with something of each kind, so that an id can be a real one of the wrong kind. */
beforeAll(async () => {
  site = await newSite(newFolder());
  await openShifts(site, ["RETAIL", "WATER", "LAUNDRY"]);
  const ids = (sql: string): string[] => site.read<{ id: string }>(sql).map((row) => row.id);
  owner = ids("SELECT id FROM user")[0] ?? "";
  const customer = await site.did("customer.save", {
    command: command(),
    name: "Achieng",
    phone: "0712345678",
    creditLimit: 1e7,
  });
  const supplier = await site.did("supplier.save", { command: command(), name: "Mill" });
  const items = ids("SELECT id FROM item ORDER BY position");
  const shirt = ids("SELECT id FROM item WHERE sku = 'L-SHIRT'")[0] ?? "";
  const sale = await site.did("sale.post", {
    command: command(),
    business: "LAUNDRY",
    customer: customer.id,
    lines: [{ item: shirt, quantity: 3000, unitPrice: 10_000 }],
    tenders: [
      { kind: "account", amount: 20_000 },
      { kind: "cash", tendered: 10_000 },
    ],
  });
  const cashier = await site.did("user.save", {
    command: command(),
    name: "Otieno",
    pin: CASHIER_PIN,
    access: [{ business: "WATER", role: "cashier" }],
  });
  await site.did("session.signIn", { user: cashier.id, pin: CASHIER_PIN }, "cashier");
  real = {
    id: [
      ...items.slice(0, 4),
      shirt,
      customer.id,
      supplier.id,
      sale.sale,
      owner,
      cashier.id,
      ...ids("SELECT id FROM shift"),
      ...ids("SELECT id FROM category").slice(0, 2),
    ],
    business: ["RETAIL", "WATER", "LAUNDRY", "LAUNDRY", "NOPE"],
    account: [1110, 1130, 1160, 1170, 1180, 1330, 1900, 2110, 3100, 5100, 5200, 4310, 9999],
    day: ["2026-11-20", "2026-11-19", "2024-02-29", "2031-01-01", "1900-01-01"],
    amount: [1, 99, 100, 10_000, 999_999_999_999, 1_000_000_000_000],
    party: ["T1", "SAFE", customer.id, "nobody"],
  };
});
afterAll(async () => {
  await site.close();
  // The books after all that are what they should be.
  const journal = openJournal(`${site.folder}/journal.db`, { now: site.clock.now });
  const found = problems({ journal });
  journal.close();
  removeFolders();
  expect(found).toEqual([]);
});

const facts = (): number => site.read<{ n: number }>("SELECT count(*) AS n FROM fact")[0]?.n ?? -1;

/** What was done: the parts that one act has in several businesses are one. */
const acts = (): number =>
  site.read<{ n: number }>(
    `SELECT count(*) AS n FROM fact
     WHERE coalesce(json_extract(CAST(bytes AS TEXT), '$.act.id'), id) = id`,
  )[0]?.n ?? -1;

/** Called for real, these would end the session, or lock out whom the other tests need. */
const WINDOW: Partial<Record<ProcedureName, string>> = {
  "session.signOut": "nobody's window",
  "training.start": "nobody's window",
  "training.end": "nobody's window",
};

/** A request as it arrives: through JSON, where "__proto__" is a key like any other. */
const wire = (payload: unknown): unknown => JSON.parse(JSON.stringify(payload) ?? "null");

const procedures = describeContract();
const RUNS = 25;

/**
 * A slow machine tries fewer. Not by fast-check's own limit, which goes on to the next test while
 * a request is still under way: its fact is then counted there.
 */
function within(limitMs: number): () => boolean {
  const end = performance.now() + limitMs;
  return () => performance.now() < end;
}

describe("what is no request at all", () => {
  test.each(procedures)(
    "$name: is refused with a code and writes nothing",
    async ({ name, request }) => {
      const before = facts();
      const window = WINDOW[name as ProcedureName];
      await fc.assert(
        fc.asyncProperty(spoiled(request), async (payload) => {
          const answer = await site.send(name, wire(payload), window);
          expect(answer).toMatchObject({ ok: false, refusal: { code: expect.any(String) } });
        }),
        { numRuns: RUNS },
      );
      expect(facts()).toBe(before);
    },
  );
});

const pick = (list: readonly (string | number)[] | undefined, at: number): string | number =>
  list?.[at % list.length] ?? "";

const AMOUNTS =
  /^(amount|unitPrice|discount|tendered|quantity|cost|tax|fee|debit|credit|price|fromSafe|leaveInDrawer|mpesaCounted|creditLimit|reorderAt)$/;

/** Puts real ids, businesses, accounts and awkward amounts where random ones would be unknown. */
function realistic(value: unknown, dice: () => number, key = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => realistic(each, dice, key));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, realistic(each, dice, name)]),
    );
  }
  if (typeof value === "number") {
    if (AMOUNTS.test(key)) return pick(real["amount"], dice());
    if (/^(account|paidFrom|from|to|revenue|cogs|inventory|number)$/.test(key))
      return pick(real["account"], dice());
    if (key === "entry") return (dice() % 12) + 1;
    return key === "no" ? (dice() % 2) + 1 : value;
  }
  if (typeof value !== "string") return value;
  if (key === "command") return command();
  if (key === "business" && value !== "*") return pick(real["business"], dice());
  if (/^[0-9a-f]{8}-/.test(value)) return pick(real["id"], dice());
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return pick(real["day"], dice());
  return key === "party" ? pick(real["party"], dice()) : value;
}

const KNOWN_CODES = /^[a-z]+\.[a-z_]+$/;

describe("what looks like a request", () => {
  test.each(procedures)(
    "$name: is done or refused with a code, never thrown",
    async ({ name, request }) => {
      const window = WINDOW[name as ProcedureName];
      const procedure = contract[name as ProcedureName];
      const inTime = within(4000);
      const asked = new Set<string>();
      await fc.assert(
        fc.asyncProperty(
          requestOf(request),
          fc.infiniteStream(fc.nat()),
          async (payload, stream) => {
            if (!inTime()) return;
            const dice = (): number => stream.next().value ?? 0;
            const request = wire(realistic(payload, dice));
            // A question that was asked before, of the same books, has its answer.
            const question = JSON.stringify(request);
            if (procedure.kind === "query" && asked.has(question)) return;
            asked.add(question);
            const [before, done] = [facts(), acts()];
            const answer = await site.send(name, request, window);
            if (answer.ok) {
              const reply = procedure.reply.safeParse(answer.value);
              expect(reply.error?.message).toBeUndefined();
            } else expect(answer.refusal.code).toMatch(KNOWN_CODES);
            expect(acts() - done).toBe(answer.ok && procedure.kind === "command" ? 1 : 0);
            if (!answer.ok) expect(facts()).toBe(before);
          },
        ),
        { numRuns: RUNS * 2 },
      );
    },
  );
});

describe("what a cashier of one business asks about the others", () => {
  /** Customers are everybody's; all else belongs to a business. */
  const commands = procedures.filter(({ name }) => {
    const { kind, access } = contract[name as ProcedureName];
    return kind === "command" && access !== "public" && name !== "customer.save";
  });

  test.each(commands)(
    "$name: is refused with a code and writes nothing",
    async ({ name, request }) => {
      const before = facts();
      const others = realisticFor(["RETAIL", "LAUNDRY", "NOPE"]);
      const inTime = within(3000);
      await fc.assert(
        fc.asyncProperty(
          requestOf(request),
          fc.infiniteStream(fc.nat()),
          async (payload, stream) => {
            if (!inTime()) return;
            const asked = wire(others(payload, () => stream.next().value ?? 0)) as Record<
              string,
              unknown
            >;
            const answer = await site.send(name, asked, "cashier");
            expect(answer).toMatchObject({ ok: false, refusal: { code: expect.any(String) } });
          },
        ),
        { numRuns: RUNS },
      );
      expect(facts()).toBe(before);
    },
  );

  function realisticFor(businesses: readonly string[]) {
    return (payload: unknown, dice: () => number): unknown => {
      const foreign = site
        .read<{ id: string }>(
          "SELECT id FROM shift WHERE business <> 'WATER' UNION SELECT id FROM sale WHERE business <> 'WATER'",
        )
        .map((row) => row.id);
      const kept = real;
      real = { ...real, business: businesses, id: foreign };
      try {
        return realistic(payload, dice);
      } finally {
        real = kept;
      }
    };
  }
});

test("the PIN that signs in is not said back, whatever is wrong with the request", async () => {
  const answer = await site.send("session.signIn", { user: owner, pin: Number(OWNER_PIN) });
  expect(JSON.stringify(answer)).not.toContain(OWNER_PIN);
});
