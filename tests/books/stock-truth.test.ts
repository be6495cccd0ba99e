import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop } from "./fixture.ts";
import { EXPECTED_REFUSALS, worldOf } from "./random-acts.ts";
import { stockAct, stockAgrees } from "./random-stock.ts";

test("whatever is bought, filled, broken, counted, moved and sent back, the layers are the ledger", async () => {
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(stockAct, { minLength: 30, maxLength: 60 }),
      fc.boolean(),
      async (acts, vatRegistered) => {
        const shop = openShop({ vatRegistered });
        try {
          const world = await worldOf(shop);
          for (const act of acts) {
            const facts = shop.facts();
            const result = await act(world);
            if (!result.ok) expect(EXPECTED_REFUSALS).toContain(result.refusal.code);
            expect(shop.facts()).toBe(result.ok ? facts + 1 : facts);
            await stockAgrees(world);
          }
          for (const { kind } of shop.journal.book.all<{ kind: string }>("SELECT kind FROM fact")) {
            kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          }
          expect(verifyJournal(shop.journal).filter((check) => !check.ok)).toEqual([]);
          const rebuilt = join(shop.folder, "rebuilt.db");
          rebuildJournal(shop.journal.file, rebuilt);
          const differing = compareJournals(shop.journal.file, rebuilt);
          expect(differing.filter((each) => !each.equal)).toEqual([]);
        } finally {
          shop.close();
        }
      },
    ),
    { numRuns: 8 },
  );
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
