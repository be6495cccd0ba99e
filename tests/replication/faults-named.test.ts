import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const project = join(import.meta.dirname, "..", "..");
const read = (file: string): string => readFileSync(join(project, file), "utf8");

/** The rows of the tables of faults. */
function faults(): { readonly fault: string; readonly answer: string }[] {
  const [, after = ""] = read("docs/replication.md").split("\n## Faults, and the test of each\n");
  const [section = ""] = after.split("\n## ");
  return section
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| fault |"))
    .map((line) => {
      const [, fault = "", answer = ""] = line.split("|");
      return { fault: fault.trim(), answer: answer.trim() };
    });
}

const references = (answer: string) =>
  Array.from(answer.matchAll(/`([^`›]+) › ([^`]+)`/g), ([, file = "", named = ""]) => ({
    file,
    named,
  }));

/** Its file, where a test's name or the name of one of its cases begins so. */
function found({ file, named }: { readonly file: string; readonly named: string }): boolean {
  if (file === "simulation") {
    return read("src/main/simulation/faults.ts").includes(`name: "${named}",`);
  }
  const path = `${file.startsWith("src/") ? "" : "tests/"}${file}.test.ts`;
  if (!existsSync(join(project, path))) return false;
  const text = read(path);
  const begins = (before: string) => text.includes(`${before}${named}`);
  return ['"', "`", '"%s: ', "} "].some(begins) && !/\.(only|todo)\(|test\.skip\(/.test(text);
}

test("each fault of the handbook has a test that is there, or says why not", () => {
  const all = faults();
  expect(all.length).toBeGreaterThan(70);
  expect(new Set(all.map(({ fault }) => fault)).size).toBe(all.length);
  const without = all.filter(({ answer }) => references(answer).length === 0);
  expect(without.filter(({ answer }) => !answer.startsWith("No test: "))).toEqual([]);
  expect(without.map(({ fault }) => fault)).toEqual(["much older schema"]);
  const missing = all
    .flatMap(({ answer }) => references(answer))
    .filter((reference) => !found(reference));
  expect(missing).toEqual([]);
});

test("a reference to what is not there is found out", () => {
  expect(found({ file: "central/push", named: "a sale that nobody tested" })).toBe(false);
  expect(found({ file: "central/nothing", named: "" })).toBe(false);
  expect(found({ file: "simulation", named: "earthquake" })).toBe(false);
});
