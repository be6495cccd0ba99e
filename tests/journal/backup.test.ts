import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, businessDay, instant } from "#shared/kernel/date.ts";
import { backUpJournal, backupsIn } from "#main/journal/backup.ts";
import { backUpAside } from "#main/journal/backup-aside.ts";
import { compareJournals } from "#main/journal/rebuild.ts";
import { openJournal } from "#main/journal/journal.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openBackups } from "#main/services/backup.ts";
import { openShop, TODAY, type Shop } from "../books/fixture.ts";

let shop: Shop;
let folder: string;
beforeAll(() => {
  shop = openShop();
  folder = join(shop.folder, "stick");
  mkdirSync(folder);
});
afterAll(() => shop.close());

const asked = (at: string, keep = 3) => ({
  file: shop.journal.file,
  folder,
  keep,
  till: "R1",
  at,
});
const plan = { folder: "", automatic: true, keep: 3, warnDays: 3 };

test("a copy made while the books are open is the same books, and can be gone on with", async () => {
  const { file, facts } = await backUpAside(asked("2026-11-20T07:00:00.000Z"));
  expect(facts).toBe(shop.facts());
  // What was sold after the copy is not in it.
  await shop.must("customer.save", { name: "Afterwards" });
  const restored = join(shop.folder, "restored.db");
  copyFileSync(file, restored);
  const before = compareJournals(file, restored).filter((each) => !each.equal);
  expect(before).toEqual([]);
  const journal = openJournal(restored, { now: () => instant("2026-11-20T08:00:00.000Z") });
  try {
    expect(verifyJournal(journal).filter((check) => !check.ok)).toEqual([]);
    expect(journal.book.get("SELECT count(*) AS n FROM fact")).toEqual({ n: facts });
  } finally {
    journal.close();
  }
});

test("so many are kept, the latest; nobody else's file is touched", () => {
  writeFileSync(join(folder, "tomtin-R1-holiday.db"), "a picture");
  writeFileSync(join(folder, "tomtin-R2-2026-01-01T00-00-00-000Z.db"), "another till's");
  for (const minute of ["01", "02", "03"]) backUpJournal(asked(`2026-11-20T09:${minute}:00.000Z`));
  expect(backupsIn(folder, "R1")).toEqual(
    ["01", "02", "03"].map((minute) => `tomtin-R1-2026-11-20T09-${minute}-00-000Z.db`),
  );
  expect(readdirSync(folder)).toContain("tomtin-R1-holiday.db");
  expect(readdirSync(folder)).toContain("tomtin-R2-2026-01-01T00-00-00-000Z.db");
});

test("what is no journal is no copy: it is refused, and the good ones stay", () => {
  const broken = join(shop.folder, "broken.db");
  writeFileSync(broken, "not a database at all, but long enough to be read as a header of one");
  const before = readdirSync(folder);
  expect(() => backUpJournal({ ...asked("2026-11-20T10:00:00.000Z", 1), file: broken })).toThrow();
  expect(() => backUpJournal({ ...asked("2026-11-20T10:00:00.000Z"), folder: "/nowhere" })).toThrow(
    /no folder/,
  );
  expect(readdirSync(folder)).toEqual(before);
});

test("once a day by itself, where a folder was chosen; what fails is written down", async () => {
  const day = { now: instant("2026-11-20T07:00:00.000Z") };
  const backups = openBackups({ journal: shop.journal, now: () => day.now }, backUpAside);
  const save = (to: string) =>
    backups.handlers["backup.save"]({ plan: { ...plan, folder: to } }, undefined as never);
  expect(await backups.due()).toBeNull();
  expect(await save("/nowhere")).toMatchObject({ refusal: { code: "backup.folder_missing" } });
  expect(await save(folder)).toMatchObject({ ok: true });
  const first = await backups.due();
  expect(first).toMatchObject({ day: TODAY, problem: "" });
  expect(existsSync(first?.file ?? "")).toBe(true);
  expect(await backups.due()).toBeNull();
  day.now = instant("2026-11-21T07:00:00.000Z");
  const failing = openBackups({ journal: shop.journal, now: () => day.now }, () =>
    Promise.reject(new Error("The stick is full.")),
  );
  expect(await failing.due()).toMatchObject({ problem: "The stick is full.", file: "" });
  const status = await backups.handlers["backup.status"]({}, undefined as never);
  expect(status).toMatchObject({
    value: { runs: [{ problem: "The stick is full." }, { problem: "" }], last: { day: TODAY } },
  });
});

test("books without a good copy for some days are told of", async () => {
  const overdue = async () =>
    (await shop.must("alert.list", {})).alerts.filter((each) => each.kind === "backup.overdue");
  shop.clock("2026-11-22T07:00:00.000Z");
  expect(await overdue()).toEqual([]);
  shop.clock(`${addDays(businessDay(TODAY), 3)}T08:00:00.000Z`);
  expect(await overdue()).toMatchObject([{ link: "backups" }]);
});
