import { afterAll, expect, test } from "vitest";
import { counts, newShop, problems, receive, removeFolders } from "./shop.ts";

afterAll(removeFolders);

test("bulk writing within bulk writing is one COMMIT: all of it, or none", async () => {
  const till = await newShop();
  const { journal } = till;
  const before = counts(till);
  const both = (end: () => void) => (): void => {
    receive(till, "G-SUGAR", 1000, 90_00);
    journal.inBulk(() => receive(till, "W-CAP", 1000, 2_00));
    end();
  };
  const broken = (): void => {
    throw new Error("the outer one");
  };
  expect(() => journal.inBulk(both(broken))).toThrow("the outer one");
  expect(counts(till)).toEqual(before);
  const seen: unknown[] = [];
  const facts = (): unknown => journal.reading.get("SELECT count(*) AS n FROM fact");
  journal.inBulk(both(() => void seen.push(facts())));
  // Another connection saw nothing of it while the outer one went on.
  expect(seen).toEqual([{ n: before["fact"] }]);
  expect(facts()).toEqual({ n: (before["fact"] ?? 0) + 2 });
  expect(problems(till)).toEqual([]);
  till.close();
});
