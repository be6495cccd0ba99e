import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FactKind } from "#shared/facts/index.ts";
import { removeFiles } from "#main/simulation/disk.ts";
import { begin, newFolder, runSeed, type Beginning } from "#main/simulation/run.ts";
import { runSeeds } from "#main/simulation/seeds.ts";

/** Seeds that once failed, and what was mended then. */
const kept = JSON.parse(
  readFileSync(join(import.meta.dirname, "kept-seeds.json"), "utf8"),
) as readonly { seed: number; mended: string }[];

/** Every kind of fact is part of some story; or why it cannot be. */
const KINDS: Readonly<Record<FactKind, string | null>> = {
  "books.opened": "once, before the story begins",
  "business.saved": null,
  "account.saved": null,
  "role.saved": null,
  "user.saved": null,
  "catalog.saved": null,
  "customer.saved": null,
  "supplier.saved": null,
  "shift.opened": null,
  "cash.moved": null,
  "drawer.opened": null,
  "shift.closed": null,
  "sale.posted": null,
  "sale.refunded": null,
  "customer.paid": null,
  "credit.paidOut": null,
  "customer.merged": null,
  "mpesa.confirmed": null,
  "mpesa.received": null,
  "mpesa.matched": null,
  "reconciliation.done": null,
  "reconciliation.undone": null,
  "stock.received": null,
  "recipe.saved": null,
  "production.recorded": null,
  "production.reversed": null,
  "stock.written_off": null,
  "stock.counted": null,
  "stock.returned": null,
  "stock.transferred": null,
  "entry.recorded": null,
  "entry.reversed": null,
  "period.closed": null,
  "exception.settled": null,
  "returnable.saved": null,
  "cylinder.saved": null,
  "returnables.moved": null,
  "deposit.opened": null,
  "deposit.returned": null,
  "deposit.forfeited": null,
  "job.received": null,
  "job.moved": null,
  "job.paid": null,
  "job.collected": null,
  "job.cancelled": null,
  "job.compensated": null,
  "job.written_off": null,
};

const folder = newFolder();
let beginning: Beginning;
beforeAll(async () => {
  beginning = await begin(folder);
});
afterAll(() => removeFiles(folder));

test("a thousand seeds of trouble lose nothing, double nothing, and all books agree", async () => {
  const posted = new Set<string>();
  const failed = await runSeeds({
    from: 1,
    count: 1000,
    each: ({ kinds }) => void kinds.forEach((kind) => posted.add(kind)),
  });
  const told = failed.map(({ seed, wrong }) => {
    const [first] = wrong;
    return `npm run tomtin -- simulate --seed ${seed} --trace   ${first?.oracle}: ${first?.what}`;
  });
  expect(told).toEqual([]);
  const never = Object.entries(KINDS).filter(([kind, why]) => why === null && !posted.has(kind));
  expect(never.map(([kind]) => kind)).toEqual([]);
}, 1_200_000);

test.each(kept)("seed $seed, which once failed ($mended), passes", async ({ seed }) => {
  expect((await runSeed(seed, beginning)).wrong).toEqual([]);
});

test("a seed tells the same story each time, on any thread", async () => {
  const tell = async (): Promise<string[]> => {
    const lines: string[] = [];
    const from = await begin(newFolder());
    await runSeed(11, from, { tell: (line) => lines.push(line) });
    removeFiles(from.folder);
    return lines;
  };
  const story = await tell();
  expect(story.length).toBeGreaterThan(20);
  expect(await tell()).toEqual(story);
});
