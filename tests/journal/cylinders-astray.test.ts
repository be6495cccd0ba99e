import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { alsoElsewhere } from "./elsewhere.ts";
import {
  command,
  itemOf,
  newSellingShop,
  problems,
  receive,
  refusalOf,
  removeFolders,
  type Selling,
} from "./shop.ts";

// One serial that two tills lent apart: both deposits end, whatever comes in for them.

afterAll(removeFolders);

const DEPOSIT = 250_000;
const business = "RETAIL";

interface Gas {
  readonly shop: Selling;
  readonly type: string;
  sell(returnable: object): ReturnType<Selling["call"]>;
  bringBack(deposit: string, serialIn: string): ReturnType<Selling["call"]>;
  forfeit(deposit: string): ReturnType<Selling["call"]>;
}

/** A shop with fifteen full cylinders, three of which went out here and at another till as well. */
async function lentApart(): Promise<Gas> {
  const shop = await newSellingShop();
  receive(shop, "GAS-KG", 500_000, 8_000_000);
  const gas = itemOf(shop, "GAS-KG");
  const { id: type } = await shop.did("returnable.saveType", {
    command: command(),
    business,
    kind: "cylinder",
    name: "Six",
    brand: "Jiko",
    size: 6000,
    serialised: true,
    content: gas.id,
    deposit: DEPOSIT,
  });
  const serials = Array.from({ length: 15 }, (_, at) => `F${at + 1}`);
  const day = "2026-11-20";
  await shop.did("returnable.move", {
    command: command(),
    business,
    day,
    form: "opening",
    place: "full",
    moves: [{ type, count: serials.length, serials }],
  });
  const sell: Gas["sell"] = (returnable) =>
    shop.call("sale.post", {
      command: command(),
      business,
      lines: [
        {
          item: gas.id,
          quantity: 6000,
          unitPrice: gas.price ?? 0,
          returnable: { type, as: "exchange", deposit: 0, serialOut: "", ...returnable },
        },
      ],
      tenders: [{ kind: "cash", tendered: 1_000_000 }],
    });
  for (const serialOut of ["F1", "F2", "F3"]) {
    expect(await sell({ as: "deposit", deposit: DEPOSIT, serialOut })).toMatchObject({ ok: true });
    const [mine] = open({ shop }, serialOut);
    const number = `T9-00000${serialOut.slice(1)}-ZZ`;
    alsoElsewhere(shop, "sale.posted", {
      body: () => ({ number }),
      instead: { [mine?.id ?? ""]: randomUUID() },
      secondsBefore: 30,
    });
  }
  return {
    shop,
    type,
    sell,
    bringBack: (deposit, serialIn) =>
      shop.call("deposit.return", {
        command: command(),
        business,
        deposit,
        serialIn,
        tender: { kind: "cash" },
      }),
    forfeit: (deposit) =>
      shop.call("deposit.forfeit", { command: command(), deposit, day, reason: "Moved away" }),
  };
}

const open = ({ shop }: Pick<Gas, "shop">, serial?: string) =>
  shop.journal.book.all<{ id: string; serial: string }>(
    "SELECT id, serial FROM deposit WHERE count > 0 AND serial = coalesce(?, serial) ORDER BY seq",
    serial ?? null,
  );

const places = ({ shop }: Gas) =>
  new Map(
    shop.journal.book
      .all<{ serial: string; place: string }>("SELECT serial, place FROM cylinder ORDER BY serial")
      .map(({ serial, place }) => [serial, place]),
  );

const levels = ({ shop, type }: Gas) =>
  Object.fromEntries(
    shop.journal.book
      .all<{ place: string; count: number }>(
        "SELECT place, count FROM returnable_level WHERE type = ? AND count <> 0",
        type,
      )
      .map(({ place, count }) => [place, count]),
  );

test("the one who brings what the register has on the shelf had it, and the other still holds the serial", async () => {
  const gas = await lentApart();
  const [first, second] = open(gas, "F1");
  expect(levels(gas)).toEqual({ opening: -15, full: 9, customer: 6 });
  expect(await gas.bringBack(second?.id ?? "", "F9")).toMatchObject({ ok: true });
  expect(places(gas).get("F9")).toBe("empty");
  expect(places(gas).get("F1")).toBe("customer");
  // Nothing about the other is in doubt now: what stands here cannot come in for it.
  expect(refusalOf(await gas.bringBack(first?.id ?? "", "F10"))).toEqual({
    code: "returnable.serial_elsewhere",
    serial: "F10",
    place: "full",
  });
  // Nor what another customer has.
  const [other] = open(gas, "F2");
  expect(refusalOf(await gas.bringBack(other?.id ?? "", "F3"))).toMatchObject({
    code: "returnable.serial_elsewhere",
    place: "customer",
  });
  const swap = { serialOut: "F11", serialIn: "F3", record: other?.id };
  expect(refusalOf(await gas.sell(swap))).toMatchObject({
    code: "returnable.serial_elsewhere",
    place: "customer",
  });
  expect(await gas.bringBack(first?.id ?? "", "F1")).toMatchObject({ ok: true });
  expect(levels(gas)).toEqual({ opening: -15, full: 9, customer: 4, empty: 2 });
  expect(problems(gas.shop)).toEqual([]);
  gas.shop.close();
});

test("an exchange for a cylinder that nobody can name is not refunded, but exchanged again", async () => {
  const gas = await lentApart();
  const [first, second] = open(gas, "F1");
  expect(await gas.bringBack(first?.id ?? "", "F1")).toMatchObject({ ok: true });
  const swap = { serialOut: "F9", serialIn: "NEW", record: second?.id };
  const sold = await gas.sell(swap);
  if (!sold.ok) throw new Error("not exchanged");
  const { sale } = sold.value as { sale: string };
  const lines = [{ no: 1, quantity: 6000 }];
  expect(refusalOf(await gas.shop.call("sale.quoteRefund", { sale, lines }))).toMatchObject({
    code: "refund.returnable",
  });
  expect(await gas.sell({ serialOut: "F10", serialIn: "F9", record: second?.id })).toMatchObject({
    ok: true,
  });
  expect(open(gas).map(({ serial }) => serial)).toContain("F10");
  expect(problems(gas.shop)).toEqual([]);
  gas.shop.close();
});

type How = "recorded" | "never seen" | "on the shelf" | "empty here" | "exchanged" | "forfeited";
const HOWS: readonly How[] = [
  "recorded",
  "never seen",
  "on the shelf",
  "empty here",
  "exchanged",
  "forfeited",
];

test("in whatever order and way they end, every deposit ends, once, and the register agrees", async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ which: fc.nat({ max: 5 }), how: fc.constantFrom(...HOWS) }), {
        minLength: 4,
        maxLength: 8,
      }),
      async (ends) => {
        const gas = await lentApart();
        let many = 0;
        for (const { which, how } of ends) {
          const all = open(gas);
          const record = all[which % Math.max(1, all.length)];
          if (record === undefined) break;
          const at = places(gas);
          const someAt = (place: string) =>
            [...at].find(([, where]) => where === place)?.[0] ?? `NEW${(many += 1)}`;
          const shelf = someAt("full");
          if (how === "forfeited") {
            expect(await gas.forfeit(record.id)).toMatchObject({ ok: true });
            continue;
          }
          const serialIn = {
            recorded: record.serial,
            "never seen": `NEW${(many += 1)}`,
            "on the shelf": shelf,
            "empty here": someAt("empty"),
            exchanged: `NEW${(many += 1)}`,
          }[how];
          const mine = serialIn === record.serial;
          const astray =
            at.get(record.serial) !== "customer" ||
            all.filter(({ serial }) => serial === record.serial).length > 1;
          const fits = mine || astray || !["full", "empty"].includes(at.get(serialIn) ?? "");
          const answer =
            how === "exchanged"
              ? await gas.sell({ serialOut: shelf, serialIn, record: record.id })
              : await gas.bringBack(record.id, serialIn);
          expect({ how, ok: answer.ok }).toEqual({ how, ok: fits });
          if (answer.ok) expect(places(gas).get(serialIn)).toBe("empty");
          else refused += 1;
          expect(levels(gas)["customer"] ?? 0).toBe(open(gas).length);
        }
        for (const { id, serial } of open(gas)) {
          expect(await gas.bringBack(id, serial)).toMatchObject({ ok: true });
        }
        expect(levels(gas)["customer"] ?? 0).toBe(0);
        const { held } = await gas.shop.did("deposit.list", {});
        expect(held.map(({ recorded, ledger }) => [recorded, ledger])).toEqual(
          held.map(() => [0, 0]),
        );
        expect(held.length).toBeGreaterThan(0);
        expect(problems(gas.shop)).toEqual([]);
        gas.shop.close();
      },
    ),
    {
      numRuns: 12,
      seed: 7,
      // Each way while both are open, and once the first is back.
      examples: HOWS.map((how) => [
        [
          { which: 2, how },
          { which: 0, how: "recorded" },
          { which: 0, how },
        ],
      ]),
    },
  );
  expect(refused).toBeGreaterThan(0);
});
