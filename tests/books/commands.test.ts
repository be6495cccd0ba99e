import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommandLine } from "#main/cli/command-line.ts";
import { demoCommand } from "#main/cli/demo.ts";
import { exportCommand } from "#main/cli/export.ts";
import { rebuildCommand } from "#main/cli/rebuild.ts";
import { verifyCommand } from "#main/cli/verify.ts";
import { lockDataFolder } from "#main/shell/lock.ts";

const top = mkdtempSync(join(tmpdir(), "tomtin-commands-"));
const data = join(top, "shop");
afterAll(() => rmSync(top, { recursive: true, force: true }));

async function type(...argv: string[]) {
  const seen = { out: "", err: "" };
  const code = await runCommandLine(
    {
      commands: [demoCommand, exportCommand, rebuildCommand, verifyCommand],
      version: "0",
      defaultDataFolder: () => data,
      out: (text) => void (seen.out += text),
      err: (text) => void (seen.err += text),
    },
    argv,
  );
  return { code, ...seen };
}

beforeAll(async () => {
  const made = await type("demo", "--data", data, "--days", "1", "--seed", "3", "--json");
  expect(made.code).toBe(0);
  expect(JSON.parse(made.out)).toMatchObject({ days: 1 });
  expect(made.err).toContain("Days traded: 100 %");
});

test("a demo is never written over books", async () => {
  const again = await type("demo", "--data", data);
  expect(again).toMatchObject({ code: 1, out: "" });
  expect(again.err).toContain("There are books in");
});

test("verify says what it checked, and fails where something is wrong", async () => {
  const { code, out } = await type("verify", "--data", data);
  expect(code).toBe(0);
  expect(out).toMatch(/^ok {5}fact chains: \d+ links/m);
  expect(out).toContain("The books are healthy.");
  const json = JSON.parse((await type("verify", "--data", data, "--json")).out);
  expect(json).toMatchObject({ healthy: true });
});

test("rebuild --check compares and leaves everything as it was", async () => {
  const { code, out } = await type("rebuild", "--data", data, "--check", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ equal: true, kept: null });
  expect(readdirSync(data).toSorted()).toEqual(["journal.db", "lock.db", "owner.key"]);
});

test("a table that was tampered with is found, rebuilt, and the old journal kept", async () => {
  const db = new Database(join(data, "journal.db"));
  db.exec("UPDATE stock_level SET quantity = quantity + 1000");
  db.close();
  expect((await type("verify", "--data", data)).code).toBe(1);
  const checked = await type("rebuild", "--data", data, "--check");
  expect(checked).toMatchObject({ code: 1 });
  expect(checked.out).toContain("stock_level differs");
  const rebuilt = await type("rebuild", "--data", data);
  expect(rebuilt.code).toBe(0);
  expect(rebuilt.out).toContain("stock_level differs");
  expect(readdirSync(data).filter((name) => name.includes("before-rebuild"))).toHaveLength(1);
  expect((await type("verify", "--data", data)).code).toBe(0);
});

test("export writes each format, to a file or to the screen", async () => {
  expect((await type("export", "--data", data)).out).toContain("decimal-mark .");
  expect((await type("export", "--data", data, "--format", "beancount")).out).toContain(" open ");
  const csv = await type("export", "--data", data, "--format", "csv", "--business", "WATER");
  expect(csv.out).toContain("1110,Cash (Water),asset");
  expect(csv.out).not.toContain("Retail");
  const file = join(top, "books.xlsx");
  const sheet = await type("export", "--data", data, "--format", "xlsx", "--out", file, "--json");
  expect(JSON.parse(sheet.out)).toMatchObject({ format: "xlsx", file });
  expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
});

test.each([
  [["export", "--format", "pdf"], 2, "--format must be one of"],
  [["export", "--from", "yesterday"], 2, "--from must be a day"],
  [["export", "--business", "BAKERY"], 2, "There is no business 'BAKERY'"],
  [["export", "--format", "xlsx"], 2, "give --out FILE"],
  [["demo", "--days", "3", "--years", "1"], 2, "cannot both be given"],
  [["verify", "--data", join(top, "nowhere")], 1, "There is no folder"],
  [["verify", "--data", top], 1, "There are no books in"],
  [["rebuild", "--data", top], 1, "There are no books in"],
])("%j is answered with a sentence", async (argv, code, sentence) => {
  const outcome = await type(...argv);
  expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: "" });
  expect(outcome.err).toContain(sentence);
});

test("books in use are left alone", async () => {
  const lock = lockDataFolder(data);
  try {
    expect((await type("verify", "--data", data)).code).toBe(3);
    expect((await type("rebuild", "--data", data)).code).toBe(3);
  } finally {
    lock.release();
  }
});
