import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop } from "./fixture.ts";
import { EXPECTED_REFUSALS, worldOf, type Act } from "./random-acts.ts";
import { stockAct, stockAgrees } from "./random-stock.ts";

/** Does all of it in a shop of its own, in which everything must agree after each; facts by kind. */
async function trade(acts: readonly Act[], vatRegistered: boolean): Promise<Map<string, number>> {
  const shop = openShop({ vatRegistered });
  try {
    const world = await worldOf(shop);
    for (const act of acts) {
      const acts = shop.acts();
      const result = await act(world);
      if (!result.ok) expect(EXPECTED_REFUSALS).toContain(result.refusal.code);
      expect(shop.acts()).toBe(result.ok ? acts + 1 : acts);
      await stockAgrees(world);
    }
    expect(verifyJournal(shop.journal).filter((check) => !check.ok)).toEqual([]);
    const rebuilt = join(shop.folder, "rebuilt.db");
    rebuildJournal(shop.journal.file, rebuilt);
    const differing = compareJournals(shop.journal.file, rebuilt);
    expect(differing.filter((each) => !each.equal)).toEqual([]);
    const kinds = shop.journal.book.all<{ kind: string; n: number }>(
      "SELECT kind, count(*) AS n FROM fact GROUP BY kind",
    );
    return new Map(kinds.map(({ kind, n }) => [kind, n]));
  } finally {
    shop.close();
  }
}

test("whatever is bought, filled, broken, counted, moved and sent back, the layers are the ledger", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stockAct, { minLength: 30, maxLength: 60 }),
      fc.boolean(),
      async (acts, vatRegistered) => void (await trade(acts, vatRegistered)),
    ),
    { numRuns: 6 },
  );
}, 120_000);

test("each of these acts is done among them, and not only refused", async () => {
  const kinds = await trade(fc.sample(stockAct, { numRuns: 120, seed: 7 }), true);
  // Otherwise the property would hold of shelves that nothing ever happened to.
  for (const kind of [
    "production.recorded",
    "production.reversed",
    "stock.written_off",
    "stock.counted",
    "stock.returned",
    "stock.transferred",
  ]) {
    expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(0);
  }
}, 120_000);
