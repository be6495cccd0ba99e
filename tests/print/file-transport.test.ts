import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { toSvg, toText } from "#main/print/document.ts";
import { documentOf } from "#main/print/source.ts";
import { fileTransport } from "#main/print/transports/file.ts";
import { sampleSale } from "./samples.ts";

const signal = new AbortController().signal;
const original = documentOf(sampleSale(), { paper: 80, copy: false });
const copy = documentOf(sampleSale(), { paper: 80, copy: true });
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tomtin-receipts-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("a receipt becomes a picture and a text, and nothing else", async () => {
  const deep = join(folder, "not", "there", "yet");
  expect(await fileTransport(deep).send(original, signal)).toEqual({ state: "sent", problem: "" });
  expect((await readdir(deep)).sort()).toEqual(["R1-000123-K7.svg", "R1-000123-K7.txt"]);
  expect(await readFile(join(deep, "R1-000123-K7.svg"), "utf8")).toBe(toSvg(original));
  expect(await readFile(join(deep, "R1-000123-K7.txt"), "utf8")).toBe(toText(original));
});

test("copies are counted, and nothing is ever written over", async () => {
  const transport = fileTransport(folder);
  await writeFile(join(folder, "R1-000123-K7.txt"), "older");
  for (const document of [original, copy, copy]) await transport.send(document, signal);
  expect((await readdir(folder)).filter((name) => name.endsWith(".txt")).sort()).toEqual([
    "R1-000123-K7-again-1.txt",
    "R1-000123-K7-copy-1.txt",
    "R1-000123-K7-copy-2.txt",
    "R1-000123-K7.txt",
  ]);
  expect(await readFile(join(folder, "R1-000123-K7.txt"), "utf8")).toBe("older");
  expect(await readFile(join(folder, "R1-000123-K7-copy-2.svg"), "utf8")).toContain(">C<");
});

test("a number that is a path stays in the folder", async () => {
  const document = { ...original, number: "../../etc/passwd:con" };
  expect(await fileTransport(folder).send(document, signal)).toMatchObject({ state: "sent" });
  expect((await readdir(folder)).sort()).toEqual([
    "______etc_passwd_con.svg",
    "______etc_passwd_con.txt",
  ]);
});

test("a folder that is none is said in words", async () => {
  const file = join(folder, "receipts");
  await writeFile(file, "");
  for (const wrong of [file, join(file, "below")]) {
    expect(await fileTransport(wrong).send(original, signal)).toEqual({
      state: "failed",
      problem: `${wrong} is not a folder.`,
    });
  }
});
