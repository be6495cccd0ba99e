import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { circlesOf, codeFiles, importsOf, problemOf, resolveImport, root } from "./import-rules.ts";

const LINES_MAX = 500;

const read = (file: string) => readFileSync(join(root, file), "utf8");
const source = codeFiles("src");

describe("the tree", () => {
  test("every import is one that the architecture allows", () => {
    const problems = source.flatMap((file) =>
      importsOf(read(file)).map((specifier) => problemOf(file, specifier)),
    );
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  test("every file is in a folder that the architecture describes, even one without imports", () => {
    const strays = source.filter((file) =>
      problemOf(file, "./itself.ts")?.includes("in no folder"),
    );
    expect(strays).toEqual([]);
  });

  test("imports of the project's own files say the whole name, with its ending", () => {
    const vague = source.flatMap((file) =>
      importsOf(read(file))
        .filter((name) => /^[.#]/.test(name) && !/\.(ts|tsx|css|json|svg|png|woff2)$/.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(vague).toEqual([]);
  });

  test("no two files need each other, not even through others, types included", () => {
    const imports = new Map(
      source.map((file) => [
        file,
        importsOf(read(file)).map((specifier) => resolveImport(file, specifier)),
      ]),
    );
    expect(circlesOf(imports)).toEqual([]);
  });

  test("no folder is a drawer of everything", () => {
    const drawers = new Set(["utils", "util", "helpers", "common", "core", "lib"]);
    const found = ["src", "tests", "scripts"]
      .filter((folder) => existsSync(join(root, folder)))
      .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }))
      .filter((name) => name.split(/[\\/]/).some((part) => drawers.has(part.split(".")[0] ?? "")));
    expect(found).toEqual([]);
  });

  test(`no file is longer than ${LINES_MAX} lines`, () => {
    const long = [...source, ...codeFiles("tests"), ...codeFiles("scripts")]
      .map((file) => ({ file, lines: read(file).trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > LINES_MAX);
    expect(long).toEqual([]);
  });

  test("each migration has a number of its own", () => {
    for (const kind of ["journal", "central"]) {
      const numbers = readdirSync(join(root, "migrations", kind)).map((file) => file.slice(0, 4));
      expect(numbers.toSorted()).toEqual([...new Set(numbers)].toSorted());
    }
  });

  test("nothing reads a folder beside the project", () => {
    const outside = new RegExp(["\\.\\./", "shared/(design|domain|seed|hooks)"].join(""));
    const readers = [...source, ...codeFiles("tests"), ...codeFiles("scripts")].filter((file) =>
      outside.test(read(file)),
    );
    expect(readers).toEqual([]);
  });
});

describe("the rules say no", () => {
  test.each([
    ["src/shared/kernel/money.ts", "zod"],
    ["src/shared/kernel/money.ts", "node:crypto"],
    ["src/shared/kernel/money.ts", "../ledger/account.ts"],
    ["src/shared/kernel/money.ts", "#shared/ledger/account.ts"],
    ["src/shared/kernel/money.test.ts", "better-sqlite3"],
    ["src/shared/ledger/fifo.ts", "#shared/facts/fact.ts"],
    ["src/shared/facts/fact.ts", "#shared/trades/counter-sale.ts"],
    ["src/shared/trades/jobs.ts", "#shared/businesses/laundry.ts"],
    ["src/shared/contract/sale.ts", "#main/services/post-sale.ts"],
    ["src/shared/businesses/water.ts", "uuid"],
    ["src/main/journal/open.ts", "electron"],
    ["src/main/journal/open.ts", "pg"],
    ["src/main/journal/open.ts", "#main/services/post-sale.ts"],
    ["src/main/services/post-sale.ts", "better-sqlite3"],
    ["src/main/services/post-sale.ts", "electron"],
    ["src/main/services/post-sale.ts", "node:fs"],
    ["src/main/services/post-sale.ts", "#main/rpc/dispatch.ts"],
    ["src/main/rpc/dispatch.ts", "better-sqlite3"],
    ["src/main/rpc/dispatch.ts", "#main/services/post-sale.ts"],
    ["src/main/print/receipt.ts", "#main/services/post-sale.ts"],
    ["src/main/cli/index.ts", "electron"],
    ["src/main/cli/index.ts", "#main/shell/electron/index.ts"],
    ["src/main/shell/web/index.ts", "../electron/index.ts"],
    ["src/main/shell/lock.ts", "./electron/index.ts"],
    ["src/main/shell/lock.ts", "electron"],
    ["src/main/index.ts", "#main/shell/web/index.ts"],
    ["src/preload/index.ts", "node:fs"],
    ["src/preload/index.ts", "#shared/contract/index.ts"],
    ["src/renderer/cashier/pay/pay-screen.tsx", "../../office/dashboard/dashboard-screen.tsx"],
    ["src/renderer/office/dashboard/dashboard-screen.tsx", "../../cashier/pay/pay-model.ts"],
    ["src/renderer/cashier/pay/pay-screen.tsx", "#main/services/post-sale.ts"],
    ["src/renderer/cashier/pay/pay-screen.tsx", "electron"],
    ["src/renderer/ui/money-text.tsx", "../cashier/pay/pay-model.ts"],
    ["src/renderer/ui/money-text.tsx", "node:fs"],
    ["src/shared/utils/money.ts", "./cents.ts"],
    ["src/stray.ts", "node:fs"],
    // A name that merely begins like an allowed one is another name.
    ["src/shared/ledger/fifo.ts", "../kernel-extras/money.ts"],
    ["src/shared/facts/fact.ts", "zod-extras"],
  ])("%s must not import %s", (file, specifier) => {
    expect(problemOf(file, specifier)).toBeDefined();
  });
});

describe("a circle is seen", () => {
  test.each([
    [["a b", "b a"], [["a", "b"]]],
    [["a b", "b c", "c b"], [["b", "c"]]],
    [["a a"], [["a"]]],
    [["a b c", "b d", "c d", "d"], []],
  ])("%s: %s", (arrows, circles) => {
    const imports = new Map(
      arrows.map((each) => {
        const [file = "", ...others] = each.split(" ");
        return [file, others];
      }),
    );
    expect(circlesOf(imports)).toEqual(circles);
  });
});

describe("the rules say yes", () => {
  test.each([
    ["src/shared/kernel/money.ts", "./assert.ts"],
    ["src/shared/kernel/money.test.ts", "fast-check"],
    ["src/shared/ledger/fifo.ts", "#shared/kernel/money.ts"],
    ["src/shared/facts/fact.ts", "zod"],
    ["src/shared/contract/sale.ts", "#shared/businesses/index.ts"],
    ["src/main/journal/open.ts", "better-sqlite3"],
    ["src/main/journal/apply/sale.ts", "../open.ts"],
    ["src/main/services/post-sale.ts", "#main/journal/append.ts"],
    ["src/main/services/post-sale.ts", "#main/rpc/handlers.ts"],
    ["src/main/index.ts", "#main/shell/program.ts"],
    ["src/main/print/receipt.ts", "receiptline"],
    ["src/main/cli/index.ts", "#main/index.ts"],
    ["src/main/shell/electron/index.ts", "electron"],
    ["src/preload/index.ts", "electron"],
    ["src/renderer/cashier/pay/pay-screen.tsx", "@mantine/core"],
    ["src/renderer/cashier/pay/pay-screen.tsx", "../../ui/money-text.tsx"],
    ["src/renderer/cashier/pay/pay-screen.tsx", "react/jsx-runtime"],
  ])("%s may import %s", (file, specifier) => {
    expect(problemOf(file, specifier)).toBeUndefined();
  });
});

describe("an import is seen however it is written", () => {
  test.each([
    [`import a from "x";`],
    [`import type { A } from "x";`],
    [`import {\n  a,\n  b as c,\n} from "x";`],
    [`import * as a from 'x';`],
    [`import a, { type B } from "x";`],
    [`import "x";`],
    [`export * from "x";`],
    [`export * as a from "x";`],
    [`export type { A } from "x";`],
    [`const a = await import("x");`],
    [`const a = require("x");`],
    [`type A = import("x").A;`],
    [`import /* quietly */ a from "x";`],
  ])("%s", (line) => expect(importsOf(line)).toEqual(["x"]));

  test("a name that is computed at run time is no name at all", () => {
    expect(importsOf("await import(name)")).toEqual(["(a computed name)"]);
  });

  test("a comment imports nothing", () => {
    expect(importsOf(`// import a from "x";\n/* import b from "y"; */`)).toEqual([]);
  });
});
