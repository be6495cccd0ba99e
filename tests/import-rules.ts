import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";

export const root = join(import.meta.dirname, "..");

/** A folder (`src/…`), a package by name, `node:` for Node's own modules; `!` takes one out again. */
type Allowed = string;
type Row = readonly [place: string, mayImport: readonly Allowed[]];

const KERNEL = "src/shared/kernel";
const LEDGER = "src/shared/ledger";
const FACTS = "src/shared/facts";
const TRADES = "src/shared/trades";
const BUSINESSES = "src/shared/businesses";
const SHARED = "src/shared";

const SCREEN_PACKAGES = [
  "react",
  "react-dom",
  "@mantine/core",
  "@mantine/charts",
  "@mantine/dates",
  "@mantine/form",
  "@mantine/hooks",
  "@mantine/modals",
  "@mantine/notifications",
  "mantine-datatable",
  "@tanstack/react-virtual",
  "@tabler/icons-react",
  "recharts",
  "dayjs",
  "clsx",
  "uuid",
  "zod",
];
/** The catalogue of texts, in English and Swahili, and which of them is spoken. */
const TEXT = "src/renderer/text";
const SCREEN = [SHARED, "src/renderer/ui", "src/renderer/rpc", TEXT, ...SCREEN_PACKAGES];

/** How amounts are written, which the words of a refusal need too. */
const AMOUNTS = "src/renderer/ui/money-text.tsx";
/** The lock screen's sign-in, with which the counter changes its cashier. */
const SIGN_IN = "src/renderer/lock/sign-in.tsx";
/** The form of a production run. */
const JOB_WORDS = "src/renderer/jobs";
const PRODUCTION = "src/renderer/production";
/** The type of a handler of the contract, which whoever answers a procedure has to have. */
const HANDLERS = "src/main/rpc/handlers.ts";
/** Who is signed in at which window: the door keeps it, signing in and out changes it. */
const SESSIONS = "src/main/rpc/sessions.ts";

/**
 * Who may import what: the architecture, executable. The first row that holds a file decides; every
 * file may import its own row's files; a file in no row fails. What is not written here is denied.
 */
const mayImport: readonly Row[] = [
  [KERNEL, []],
  [LEDGER, [KERNEL]],
  [FACTS, [KERNEL, LEDGER, "zod"]],
  [TRADES, [KERNEL, LEDGER, FACTS]],
  [BUSINESSES, [KERNEL, LEDGER, FACTS, TRADES]],
  ["src/shared/contract", [KERNEL, LEDGER, FACTS, TRADES, BUSINESSES, "zod"]],

  // How a file is written so that a power cut leaves it whole.
  ["src/main/disk", ["node:"]],
  ["src/main/journal", [SHARED, "src/main/disk", "better-sqlite3", "uuid", "node:"]],
  ["src/main/people", [SHARED, "@node-rs/argon2", "node:"]],
  [
    "src/main/services",
    [
      SHARED,
      "src/main/journal",
      "src/main/people",
      "src/main/print",
      "src/main/export",
      "src/main/replication",
      HANDLERS,
      SESSIONS,
      "node:crypto",
      "uuid",
    ],
  ],
  [
    "src/main/central",
    [
      SHARED,
      "src/main/disk",
      "src/main/replication/centre.ts",
      "src/main/replication/enrolment.ts",
      "src/main/replication/password.ts",
      "src/main/journal/chain.ts",
      "pg",
      "node:",
    ],
  ],
  ["src/main/replication", [SHARED, "src/main/disk", "src/main/journal", "pg", "zod", "node:"]],
  ["src/main/print", [SHARED, "src/main/journal", HANDLERS, "receiptline", "node:"]],
  ["src/main/export", [SHARED, "src/main/journal", "write-excel-file", "node:"]],
  ["src/main/demo", [SHARED, "src/main", "!src/main/shell", "!src/main/cli", "uuid", "node:"]],
  [
    "src/main/bench",
    [
      SHARED,
      "src/main",
      "!src/main/shell/electron",
      "!src/main/cli",
      "better-sqlite3",
      "playwright-core",
      "uuid",
      "vite",
      "node:",
    ],
  ],
  [
    "src/main/training",
    [
      SHARED,
      "src/main/journal",
      "src/main/services",
      HANDLERS,
      "src/main/shell/program.ts",
      "node:",
    ],
  ],
  // Tills, an office and a centre in one process: it uses the program, and nothing uses it but the CLI.
  [
    "src/main/simulation",
    [SHARED, "src/main", "!src/main/shell", "!src/main/cli", "better-sqlite3", "uuid", "node:"],
  ],
  ["src/main/reports", [SHARED, "src/main/journal", "node:"]],
  ["src/main/rpc", [SHARED, "src/main/journal", "src/main/people", "zod", "node:"]],
  ["src/main/demo", [SHARED, "src/main/services", "src/main/journal", HANDLERS, "uuid", "node:"]],
  [
    "src/main/cli",
    [SHARED, "src/main", "!src/main/shell/electron", "better-sqlite3", "zod", "node:"],
  ],
  [
    "src/main/shell/web",
    [SHARED, "src/main", "!src/main/shell/electron", "!src/main/cli", "node:"],
  ],
  ["src/main/shell/electron", [SHARED, "src/main", "!src/main/cli", "electron", "node:"]],
  // What both shells share: the lock on the data folder, where it is, how a start is refused.
  [
    "src/main/shell",
    [SHARED, "better-sqlite3", "node:", "!src/main/shell/electron", "!src/main/shell/web"],
  ],
  [
    "src/main/index.ts",
    [
      SHARED,
      "src/main",
      "!src/main/shell/web",
      "!src/main/shell/electron",
      "!src/main/cli",
      "uuid",
      "node:",
    ],
  ],

  ["src/preload", ["electron"]],

  [TEXT, [SHARED, "react"]],
  ["src/renderer/rpc", [SHARED, AMOUNTS, TEXT, "react", "uuid"]],
  ["src/renderer/ui", [SHARED, "src/renderer/rpc", TEXT, ...SCREEN_PACKAGES]],
  // The shop floor's form: the counter and the office show the same one.
  [PRODUCTION, SCREEN],
  // How a job is told: the counter's board and the office's list use the same words.
  [JOB_WORDS, [SHARED, TEXT]],
  ["src/renderer/cashier", [...SCREEN, SIGN_IN, PRODUCTION, JOB_WORDS]],
  ["src/renderer/office", [...SCREEN, PRODUCTION, JOB_WORDS, "read-excel-file"]],
  ["src/renderer/lock", SCREEN],
  ["src/renderer/setup", SCREEN],
  ["src/renderer/display", ["src/renderer/ui", TEXT, "react", "uqr"]],
  // The bench's yardstick: a page of the screens' own packages and nothing of ours.
  ["src/renderer/bench", SCREEN_PACKAGES],
  ["src/renderer/app.tsx", [...SCREEN, "src/renderer"]],
  ["src/renderer/main.tsx", [...SCREEN, "src/renderer"]],
];

const TEST_PACKAGES = ["vitest", "fast-check"];

const holds = (place: string, path: string) => path === place || path.startsWith(`${place}/`);

function rowOf(file: string): Row | undefined {
  return mayImport.find(([place]) => holds(place, file));
}

/** `#shared/kernel/money.ts` and `../kernel/money.ts` are files; all else is a package's name. */
export function resolveImport(file: string, specifier: string): string {
  if (specifier.startsWith("#")) return `src/${specifier.slice(1)}`;
  if (specifier.startsWith(".")) return posix.join(posix.dirname(file), specifier);
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function matches(allowed: Allowed, target: string): boolean {
  if (allowed === "node:") return target.startsWith("node:");
  return holds(allowed, target);
}

/** Undefined when the import is allowed, otherwise what is wrong with it. */
export function problemOf(file: string, specifier: string): string | undefined {
  const row = rowOf(file);
  if (row === undefined) return `${file} is in no folder that the architecture describes`;
  const [place, allowed] = row;
  const target = resolveImport(file, specifier);
  const denied = allowed.some((name) => name.startsWith("!") && matches(name.slice(1), target));
  const isTest = /\.test\.tsx?$/.test(file);
  const granted =
    holds(place, target) ||
    allowed.some((name) => matches(name, target)) ||
    (isTest && TEST_PACKAGES.includes(target));
  return granted && !denied ? undefined : `${file} must not import ${specifier}`;
}

const IMPORTS = [
  /\bimport\s+(?:type\s+)?[\w*{},$\s]+?\s*from\s*["']([^"']+)["']/g,
  /\bexport\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*["']([^"']+)["']/g,
  /^\s*import\s*["']([^"']+)["']/gm,
  /\b(?:import|require)\(\s*["'`]([^"'`]*)["'`]/g,
];

/** A comment may quote an import, and an import may hide behind a comment. */
function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

export function importsOf(source: string): string[] {
  const code = withoutComments(source);
  const found = IMPORTS.flatMap((pattern) => [...code.matchAll(pattern)].map((m) => m[1] ?? ""));
  // A name computed at run time cannot be checked, so it is not allowed either.
  const computed = [...code.matchAll(/\bimport\(\s*(?!["'`])/g)].map(() => "(a computed name)");
  return [...found, ...computed];
}

/** Every code file below a folder, in the architecture's own spelling: with forward slashes. */
export function codeFiles(folder: string): string[] {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((name) => /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/.test(name) && !name.endsWith(".d.ts"))
    .toSorted();
}

/** The circles among files that import each other, each as the files in it; none in a good tree. */
export function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const follow = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push(path.slice(at));
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of imports.get(file) ?? []) follow(next);
    path.pop();
    done.add(file);
  };
  for (const file of imports.keys()) follow(file);
  return circles;
}
