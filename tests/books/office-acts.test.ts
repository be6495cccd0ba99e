import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openShop } from "./fixture.ts";
import {
  balancesOf,
  dashboardAgrees,
  exportAgrees,
  ledgerAgrees,
  rawLines,
  reportsAgree,
} from "./one-truth.ts";
import {
  anyAct,
  anyDay,
  EXPECTED_REFUSALS,
  manual,
  recordedAct,
  worldOf,
  type Act,
  type World,
} from "./random-acts.ts";

/** Does the acts one after another; whatever is refused writes nothing. */
async function doAll(shop: World, acts: readonly Act[]): Promise<number> {
  let done = 0;
  for (const act of acts) {
    const before = shop.acts();
    const result = await act(shop);
    if (result.ok) done += 1;
    else if (!EXPECTED_REFUSALS.has(result.refusal.code)) {
      throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
    }
    expect(shop.acts()).toBe(result.ok ? before + 1 : before);
  }
  return done;
}

async function inShop(options: { vatRegistered: boolean }, check: (shop: World) => Promise<void>) {
  const shop = openShop(options);
  try {
    await check(await worldOf(shop));
  } finally {
    shop.close();
  }
}

test("whatever the office does, every report says what the lines say", async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAct, { minLength: 5, maxLength: 25 }),
      fc.boolean(),
      fc.tuple(anyDay, anyDay),
      async (acts, vatRegistered, days) => {
        const [from = "", to = ""] = [...days].sort();
        await inShop({ vatRegistered }, async (shop) => {
          done += await doAll(shop, acts);
          await reportsAgree(shop, from, to);
          await dashboardAgrees(shop, to);
          await dashboardAgrees(shop, "2026-11-20");
          await exportAgrees(shop);
          for (const account of [1130, 1170, 1900, 2110, 2150, 4310]) {
            await ledgerAgrees(shop, account, null, from, to);
          }
          for (const party of ["R1", "SAFE"]) await ledgerAgrees(shop, 1130, party, from, to);
          for (const party of shop.customers) await ledgerAgrees(shop, 1330, party, from, to);
          for (const party of shop.suppliers) await ledgerAgrees(shop, 2110, party, from, to);
          const health = await shop.must("report.health", { thorough: true });
          expect(health.checks.filter((check) => !check.ok)).toEqual([]);
          const quick = await shop.must("report.health", {});
          expect(quick.checks.filter((check) => !check.ok)).toEqual([]);
        });
      },
    ),
    { numRuns: 12 },
  );
  // Otherwise the property would hold of books in which nothing was ever done.
  expect(done).toBeGreaterThan(50);
}, 240_000);

test("an unbalanced manual entry is refused with its difference, and nothing is written", async () => {
  const off = fc.oneof(fc.integer({ min: 1, max: 999 }), fc.constant(1));
  await inShop({ vatRegistered: true }, async (shop) => {
    await fc.assert(
      fc.asyncProperty(manual(off), async (act) => {
        const [facts, before] = [shop.facts(), rawLines(shop).length];
        const result = await act(shop);
        expect(result).toMatchObject({ ok: false, refusal: { code: "entry.unbalanced" } });
        expect([shop.facts(), rawLines(shop).length]).toEqual([facts, before]);
      }),
      { numRuns: 60 },
    );
  });
});

test("reversing what was recorded brings every balance back, each entry once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAct, { maxLength: 6 }),
      fc.array(recordedAct, { minLength: 1, maxLength: 8 }),
      async (first, acts) => {
        await inShop({ vatRegistered: true }, async (shop) => {
          await doAll(shop, first);
          const before = balancesOf(rawLines(shop));
          const from = shop.facts();
          await doAll(shop, acts);
          const to = shop.facts();
          // From the latest: of an act in several businesses a part comes before its leading entry.
          for (let entry = to; entry > from; entry -= 1) {
            const asked = { entry, day: "2026-11-20", reason: "All of it" };
            if (isUndone(shop, entry)) {
              expect((await shop.refused("entry.reverse", asked)).code).toBe(
                "entry.already_reversed",
              );
              continue;
            }
            const reversed = await shop.must("entry.reverse", asked);
            expect((await shop.refused("entry.reverse", asked)).code).toBe(
              "entry.already_reversed",
            );
            const again = { ...asked, entry: reversed.entry };
            expect(await shop.refused("entry.reverse", again)).toEqual({
              code: "entry.not_reversible",
              kind: "entry.reversed",
            });
          }
          expect(balancesOf(rawLines(shop))).toEqual(before);
        });
      },
    ),
    { numRuns: 10 },
  );
}, 120_000);

function isUndone(shop: World, entry: number): boolean {
  return shop.journal.book.get("SELECT 1 FROM entry WHERE reverses = ?", entry) !== undefined;
}
