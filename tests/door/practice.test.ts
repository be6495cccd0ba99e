import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newSite, type Site } from "../journal/program.ts";

let folder: string;
let site: Site;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-practice-"));
  site = await newSite(folder);
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the real books read an enrolment code, practice books take none", async () => {
  const connect = { code: "TOMTIN1.nothing" };
  expect(await site.send("centre.connect", connect)).toMatchObject({
    refusal: { code: "centre.code_invalid" },
  });
  await site.did("training.start", {});
  expect(await site.send("centre.connect", connect)).toMatchObject({
    refusal: { code: "training.not_here" },
  });
});
