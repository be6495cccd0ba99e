import { expect, test } from "vitest";
import { centres, sale, type TestCentre } from "./centre.ts";

const { open } = centres();

interface Life {
  no: number;
  id: string;
  after: string | null;
  heads: Record<string, number>;
}

const lives = (centre: TestCentre): Promise<Life[]> =>
  centre.rows("SELECT no, id, after, heads FROM sync.generation ORDER BY no");

/** As the registry is found where it was taken to: what it holds was written elsewhere. */
async function moveElsewhere(centre: TestCentre, column: string, value: unknown): Promise<void> {
  await centre.sql.query(
    `INSERT INTO sync.generation (no, after, heads, ${column})
     SELECT no + 1, id, '{}', $1 FROM sync.generation ORDER BY no DESC LIMIT 1`,
    [value],
  );
}

test("a server goes on with its own life, whoever asks", async () => {
  const centre = await open();
  await centre.withBooks();
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  await till.send(sale("R1"));
  await till.call("SELECT api.hello()");
  expect(await lives(centre)).toHaveLength(1);
});

test.each([
  ["on a server of another history", "server", "7000000000000000000/00000001"],
  ["on a server of another history, of an older centre,", "server", null],
  ["put back from a dump on the same server", "kept_in", 16_384],
])("%s the first greeting begins a life, with the heads it found", async (_, column, written) => {
  const centre = await open();
  await centre.withBooks();
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  await till.send(sale("R1"), sale("R1"));
  await moveElsewhere(centre, column, written);
  const hello = await till.call<{ generation: Life & { former: string[] } }>("SELECT api.hello()");
  await till.call("SELECT api.hello()");
  const [first, second, third, ...more] = (await lives(centre)) as [Life, Life, Life];
  expect(more).toEqual([]);
  expect(third).toMatchObject({ after: second.id, heads: { HQ: 3, R1: 2 } });
  expect(hello.generation).toMatchObject({ id: third.id, after: second.id, heads: third.heads });
  expect(new Set(hello.generation.former)).toEqual(new Set([first.id, second.id]));
});

test("a push that comes without a greeting, as through a pooler, finds the new life begun before it", async () => {
  const centre = await open();
  await centre.withBooks();
  const tills = [];
  for (const code of ["R1", "R2", "R3"]) {
    const till = await centre.device(code, "till", ["RETAIL"]);
    await till.begin();
    await till.send(sale(code));
    tills.push(till);
  }
  await moveElsewhere(centre, "server", "elsewhere");
  // All at once: one of them begins it, before any of them is posted.
  await Promise.all(tills.map((till) => till.send(sale(till.till), sale(till.till))));
  const all = await lives(centre);
  expect(all).toHaveLength(3);
  expect(all.at(-1)?.heads).toEqual({ HQ: 3, R1: 1, R2: 1, R3: 1 });
  for (const { till } of tills) {
    expect(await centre.one("SELECT stored FROM sync.device WHERE till = $1", [till])).toBe("3");
  }
});
