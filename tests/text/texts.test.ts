import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PAPERS } from "#main/print/swahili.ts";
import { SWAHILI } from "../../src/renderer/text/sw/index.ts";
import { codeFiles, root } from "../import-rules.ts";
import { textsOf } from "./find-texts.ts";

const codeIn = (place: string) => codeFiles(place).filter((file) => !/\.test\.tsx?$/.test(file));

/** Each catalogue: the files that speak through it, and the texts that are alike in both. */
const CATALOGUES = [
  {
    of: "screens",
    files: codeIn("src/renderer").filter((file) => !file.startsWith("src/renderer/text/")),
    swahili: SWAHILI,
    // What people in Kenya say alike in both languages, and names.
    alike: [
      "Asante, karibu tena!",
      "Lipa na M-Pesa{br}Buy Goods till {till}",
      "Alt N",
      "Alt S",
      "Alt J",
      "Alt N, Alt J",
      "Alt 1 … 5",
      "Ctrl 1 … 4",
      "Ctrl Z",
    ],
  },
  {
    of: "papers",
    files: [
      "src/main/print/deposit-slip.ts",
      "src/main/print/job-papers.ts",
      "src/main/print/payment-receipt.ts",
      "src/main/print/receipt.ts",
      "src/main/print/seller.ts",
      "src/main/print/shift-report.ts",
      "src/main/print/slip.ts",
      "src/main/print/tax-table.ts",
      "src/main/print/test-page.ts",
      "src/main/print/wording.ts",
      "src/main/services/jobs/job-lookup.ts",
      "src/main/services/receipt-source.ts",
    ],
    swahili: new Map<string, string>(Object.entries(PAPERS)),
    alike: [],
  },
];

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((each) => each[1]).toSorted();

describe.each(CATALOGUES)("the catalogue of the $of", ({ files: names, swahili, alike }) => {
  const files = names.map((file) => ({
    file,
    ...textsOf(file, readFileSync(join(root, file), "utf8")),
  }));
  const used = new Map(files.flatMap(({ file, keys }) => keys.map(({ text }) => [text, file])));
  const told = (found: "strays" | "faults") =>
    files.flatMap((each) => each[found].map((x) => `${each.file}:${x.line} ${x.text}`));

  test("holds every text that a person can read", () => {
    expect(told("strays")).toEqual([]);
  });

  test("is asked for texts that stand in the code, and never while a file is loaded", () => {
    expect(told("faults")).toEqual([]);
  });

  test("has Swahili for each of them", () => {
    expect([...used].filter(([text]) => !swahili.has(text))).toEqual([]);
  });

  test("has no Swahili for texts that are gone", () => {
    expect([...swahili.keys()].filter((text) => !used.has(text))).toEqual([]);
  });

  test("leaves the same holes in both languages", () => {
    const differing = [...swahili].filter(
      ([english, translated]) => holes(english).join() !== holes(translated).join(),
    );
    expect(differing).toEqual([]);
  });

  test("says nothing in English where Swahili is wanted", () => {
    const same = [...swahili].filter(([english, translated]) => english === translated);
    expect(same.map(([text]) => text).toSorted()).toEqual(alike.toSorted());
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
    ["behind a figure", 'const ages = () => ["0–30 days", "31–60"];', ["0–30 days"]],
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
