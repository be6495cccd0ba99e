import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SWAHILI } from "../../src/renderer/text/sw/index.ts";
import { codeFiles, root } from "../import-rules.ts";
import { textsOf } from "./find-texts.ts";

/** Folders whose texts do not go through the catalogue yet. This list only gets shorter. */
const NOT_YET: readonly string[] = [];

/** Words that people in Kenya say alike in both languages, and names. */
const ALIKE: ReadonlySet<string> = new Set([
  "Asante, karibu tena!",
  "Lipa na M-Pesa{br}Buy Goods till {till}",
  "Alt N",
  "Alt S",
  "Alt J",
  "Alt N, Alt J",
  "Alt 1 … 5",
  "Ctrl 1 … 4",
  "Ctrl Z",
]);

const within = (file: string, folders: readonly string[]) =>
  folders.some((folder) => file === folder || file.startsWith(`${folder}/`));

const files = codeFiles("src/renderer")
  .filter((file) => !/\.test\.tsx?$/.test(file) && !within(file, ["src/renderer/text"]))
  .map((file) => ({ file, ...textsOf(file, readFileSync(join(root, file), "utf8")) }));

/** By the first file that uses it. */
const used = new Map(
  files.toReversed().flatMap(({ file, keys }) => keys.map(({ text }) => [text, file])),
);

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((each) => each[1]).toSorted();

describe("the catalogue of texts", () => {
  test("holds every text that a person can read", () => {
    const strays = files
      .filter(({ file }) => !within(file, NOT_YET))
      .flatMap(({ file, strays }) => strays.map((x) => `${file}:${x.line} ${x.text}`));
    expect(strays).toEqual([]);
  });

  test("is asked for texts that stand in the code, and never while a file is loaded", () => {
    const faults = files.flatMap(({ file, faults }) =>
      faults.map((x) => `${file}:${x.line} ${x.text}`),
    );
    expect(faults).toEqual([]);
  });

  test("has Swahili for each of them", () => {
    expect([...used].filter(([text]) => !SWAHILI.has(text))).toEqual([]);
  });

  test("has no Swahili for texts that are gone", () => {
    expect([...SWAHILI.keys()].filter((text) => !used.has(text))).toEqual([]);
  });

  test("leaves the same holes in both languages", () => {
    const differing = [...SWAHILI].filter(
      ([english, swahili]) => holes(english).join() !== holes(swahili).join(),
    );
    expect(differing).toEqual([]);
  });

  test("says nothing in English where Swahili is wanted", () => {
    const same = [...SWAHILI].filter(([english, swahili]) => english === swahili);
    expect(same.map(([text]) => text).filter((text) => !ALIKE.has(text))).toEqual([]);
  });
});

describe("a stray text is found", () => {
  const strays = (source: string) => textsOf("a.tsx", source).strays.map(({ text }) => text);
  const faults = (source: string) => textsOf("a.tsx", source).faults.map(({ text }) => text);

  test.each([
    ["between tags", "const a = () => <p>Sold out</p>;", ["Sold out"]],
    ["beside a value", "const a = () => <p>{n} lines</p>;", ["lines"]],
    ["in a property", 'const a = () => <Box label="pcs" />;', ["pcs"]],
    ["as the name of a figure", 'const a = () => <Row name="Tax inside" />;', ["Tax inside"]],
    ["in one of two", 'const a = () => <Box title={x ? "Paid" : "Due"} />;', ["Paid", "Due"]],
    ["in a template", "const a = (n: string) => `Sale of ${n}`;", ["Sale of {}"]],
    ["in a model", 'function a() { return "Nothing is owed"; }', ["Nothing is owed"]],
    ["in a map of words", 'const WORDS = { title: "cash" };', ["cash"]],
    ["in a notice", 'till.notice("The drawer was opened.");', ["The drawer was opened."]],
  ])("%s", (_, source, found) => {
    expect(strays(source)).toEqual(found);
  });

  test.each([
    ["what goes through the catalogue", 'const a = () => <p title={t("Paid")}>{t("Due")}</p>;'],
    ["names of classes and tests", 'const a = () => <p className="a b" data-testid="Paid all" />;'],
    ["what is compared", 'const a = x === "Enter" || x === "Some Name";'],
    ["a bug's message", 'throw new Error("index.html has no #root");'],
    ["keys of the keyboard", "const a = () => <Key>Ctrl Home</Key>;"],
    ["codes and addresses", 'const a = ["water", "/office/items", "catalog.saveItem"];'],
    ["styles", 'const a = () => <p style={{ border: "1px solid red" }} />;'],
    ["names that are alike in every language", "const a = () => <p>M-Pesa</p>;"],
  ])("but not in %s", (_, source) => {
    expect(strays(source)).toEqual([]);
  });

  test("and so is a text that no one could check, or that is asked for too early", () => {
    expect(faults("const a = () => t(words);")).toEqual(["t(words)"]);
    expect(faults('const A = { paid: t("Paid") };')).toEqual(['t("Paid")']);
    expect(faults('const a = () => t(x ? "Paid" : "Due");')).toEqual([]);
  });
});
