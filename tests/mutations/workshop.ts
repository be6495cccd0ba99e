import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mutated, type Mutation } from "./mutation.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
const PARTS = ["src", "migrations", "tests", "scripts", "vitest.config.ts"];
const FILES = ["package.json", "package-lock.json", "tsconfig.base.json"];

/** What became of a run of tests. */
export interface Ran {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly says: string }[];
  /** Where a file could not even begin, or nothing of that name was found. */
  readonly broken: string | null;
}

/** A copy of the project in which guards are taken away: never the project itself. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), "tomtin-mutations-"));

  constructor() {
    // The account under which a test starts Postgres reads here too.
    chmodSync(this.folder, 0o755);
    for (const part of [...PARTS, ...FILES]) {
      cpSync(join(project, part), join(this.folder, part), { recursive: true });
    }
    symlinkSync(realpathSync(join(project, "node_modules")), join(this.folder, "node_modules"));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Runs the tests with one file's text changed, and puts the text back. */
  async with(file: string, text: string, run: () => Promise<Ran>): Promise<Ran> {
    const before = this.read(file);
    writeFileSync(join(this.folder, file), text);
    try {
      return await run();
    } finally {
      writeFileSync(join(this.folder, file), before);
    }
  }

  /** Without one guard: its test alone. */
  without(mutation: Mutation): Promise<Ran> {
    const { file, test, named } = mutation;
    return this.with(file, mutated(this.read(file), mutation), () => this.test([test], [named]));
  }

  /** Tests of these files, of these names where there are any. */
  async test(files: readonly string[], names: readonly string[] = []): Promise<Ran> {
    const output = join(this.folder, "ran.json");
    rmSync(output, { force: true });
    const pattern = names.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|");
    const said = await this.#vitest([
      "run",
      ...files,
      ...(pattern === "" ? [] : ["-t", pattern]),
      "--reporter=json",
      `--outputFile=${output}`,
      "--maxWorkers=1",
      "--no-cache",
    ]);
    if (!existsSync(output)) return { passed: [], failed: [], broken: said.slice(-2000) };
    return read(JSON.parse(readFileSync(output, "utf8")) as Report);
  }

  #vitest(args: readonly string[]): Promise<string> {
    const entry = join(this.folder, "node_modules", "vitest", "vitest.mjs");
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...Object.fromEntries(
          Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")),
        ),
        TOMTIN_KEPT: join(this.folder, "kept"),
      },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", () => resolve(said));
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function read({ testResults }: Report): Ran {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = all.filter(({ status }) => status === "passed").map(({ fullName }) => fullName);
  const failed = all
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages = [] }) => ({
      name: fullName,
      says: firstLine(failureMessages[0] ?? ""),
    }));
  const ill = testResults.find(({ status, message }) => status === "failed" && message !== "");
  const nothing = passed.length + failed.length === 0 ? "no test of that name" : null;
  return { passed, failed, broken: failed.length > 0 ? null : (ill?.message ?? nothing) };
}

// eslint-disable-next-line no-control-regex
const COLOURS = /\u001B\[\d+m/g;

function firstLine(text: string): string {
  return (text.replaceAll(COLOURS, "").split("\n")[0] ?? "").slice(0, 160);
}
