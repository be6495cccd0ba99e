import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { AnyFact, FactOf } from "#shared/facts/index.ts";
import { parseFact } from "#main/journal/stored.ts";
import {
  command,
  counts,
  newFolder,
  newShop,
  openTill,
  problems,
  removeFolders,
  setUpRequest,
  type Till,
} from "./shop.ts";

afterAll(removeFolders);

const BUSINESSES = ["WATER", "LAUNDRY", "RETAIL"];

function facts(till: Till): AnyFact[] {
  return till.journal.book
    .all<{ bytes: Uint8Array }>("SELECT bytes FROM fact ORDER BY seq")
    .map(({ bytes }) => parseFact(bytes));
}

test("the books are one fact and each business another, with nothing of a business in any but its own", async () => {
  const till = await newShop();
  const [books, ...businesses] = facts(till);
  expect(books?.kind).toBe("books.opened");
  expect(businesses.map((fact) => [fact.kind, fact.business])).toEqual(
    BUSINESSES.map((business) => ["business.saved", business]),
  );
  expect((books as FactOf<"books.opened">).body.accounts.map((each) => each.business)).toEqual(
    expect.not.arrayContaining(BUSINESSES),
  );
  const catalog = new Set<string>();
  for (const { business, body } of businesses as FactOf<"business.saved">[]) {
    const named = [
      body.business.id,
      ...[...body.accounts, ...body.categories, ...body.items].map((each) => each.business),
    ];
    expect(new Set(named)).toEqual(new Set([business]));
    for (const item of body.items) catalog.add(item.id);
    const own = new Set(body.items.map((item) => item.id));
    for (const { item } of body.prices) expect(own).toContain(item);
    for (const { components } of body.items)
      for (const { item } of components) expect(own).toContain(item);
  }
  expect(catalog.size).toBe(
    till.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM item")?.n,
  );
  till.close();
});

test("a power cut in the middle of the set-up leaves empty books, and the same command opens them", async () => {
  const folder = newFolder();
  const id = command();
  const child = join(import.meta.dirname, "set-up-child.ts");
  const { signal } = spawnSync(process.execPath, [child, folder, id], { stdio: "inherit" });
  expect(signal).toBe("SIGKILL");
  const till = openTill(folder);
  expect((await till.did("program.status", {})).state).toBe("empty");
  expect(counts(till)["fact"]).toBe(0);
  const opened = await till.did("program.setUp", { command: id, ...setUpRequest() });
  expect(await till.did("program.setUp", { command: id, ...setUpRequest() })).toEqual(opened);
  const status = await till.did("program.status", {});
  expect(status.state).toBe("ready");
  expect(status.businesses.map((each) => each.id)).toEqual(BUSINESSES);
  expect(problems(till)).toEqual([]);
  till.close();
});

test("a disk that is full in the middle of the set-up is said so, and leaves empty books", async () => {
  const till = openTill(newFolder());
  const { page_count: pages } = till.journal.book.get<{ page_count: number }>(
    "PRAGMA page_count",
  ) ?? { page_count: 0 };
  till.journal.book.get(`PRAGMA max_page_count = ${pages + 4}`);
  expect(await till.call("program.setUp", { command: command(), ...setUpRequest() })).toEqual({
    ok: false,
    refusal: { code: "journal.disk_full" },
  });
  expect(counts(till)["fact"]).toBe(0);
  till.journal.book.get("PRAGMA max_page_count = 1000000");
  await till.did("program.setUp", { command: command(), ...setUpRequest() });
  expect(problems(till)).toEqual([]);
  till.close();
});
