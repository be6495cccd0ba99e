import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { Figure } from "#main/bench/figures.ts";
import { CannotStart } from "#main/shell/cannot-start.ts";
import { textOf, UsageError, wholeOf, type Command, type Io, type Values } from "./command-line.ts";

/** What can be measured: each a module of its own in `src/main/bench` that answers with figures. */
const BENCHES: Readonly<Record<string, (values: Values, io: Io) => Promise<readonly Figure[]>>> = {
  post: benchPost,
  reports: benchReports,
  lists: benchLists,
  start: benchStart,
  ui: benchUi,
  central: benchCentre,
};

export const benchCommand: Command = {
  name: "bench",
  summary: "Measure this machine: what was reached beside what should be",
  words: { name: "what", summary: `One of ${Object.keys(BENCHES).join(", ")}`, most: 1 },
  options: {
    short: {
      type: "boolean",
      summary: "A look instead of a measurement: fewer and smaller rounds",
    },
    sales: {
      type: "string",
      value: "N",
      summary:
        "post: how long the journal grows (usually 1000000); central: sales of a real till (usually 182500)",
    },
    rows: {
      type: "string",
      value: "N",
      summary: "lists: jobs and sales; half as many customers, a fifth the items (usually 100000)",
    },
    entries: {
      type: "string",
      value: "N",
      summary: "central: how many entries the centre holds at the end (usually 200000)",
    },
    tills: {
      type: "string",
      value: "N",
      summary: "central: how many tills then push at once (usually 50)",
    },
    years: {
      type: "string",
      value: "N",
      summary: "reports: years of trade where the folder has no books",
      default: "7",
    },
  },
  async run(values, io, [what = ""]) {
    const bench = Object.hasOwn(BENCHES, what) ? BENCHES[what] : undefined;
    if (bench === undefined) {
      throw new UsageError(`Say what to measure: ${Object.keys(BENCHES).join(", ")}.`);
    }
    const { isMet, rounded, told } = await import("#main/bench/figures.ts");
    const figures = await bench(values, io);
    if (io.json) {
      const judged = figures.map((figure) => ({
        ...figure,
        value: rounded(figure.value),
        met: isMet(figure),
      }));
      io.out(
        JSON.stringify({ bench: what, short: values["short"] === true, figures: judged }, null, 2),
      );
    } else for (const figure of figures) io.out(told(figure));
    return figures.every(isMet) ? 0 : 1;
  },
};

/** On a Postgres of its own in the system's folder for temporary files. */
async function benchCentre(values: Values, io: Io): Promise<readonly Figure[]> {
  const { benchCentral } = await import("#main/bench/central.ts");
  const short = values["short"] === true;
  const entries =
    values["entries"] === undefined
      ? short
        ? 20_000
        : 200_000
      : wholeOf(values, "entries", 0, 10_000_000);
  const sales =
    values["sales"] === undefined
      ? short
        ? 5000
        : 182_500
      : wholeOf(values, "sales", 0, 1_000_000);
  const tills = values["tills"] === undefined ? (short ? 8 : 50) : wholeOf(values, "tills", 0, 500);
  const rounds = short ? 6 : 20;
  return benchCentral({ entries, tills, sales, rounds, progress: io.progress });
}

/** In a folder of its own below --data, because what is measured is that disk; removed afterwards. */
async function benchPost(values: Values, io: Io): Promise<readonly Figure[]> {
  const short = values["short"] === true;
  const sales =
    values["sales"] === undefined
      ? short
        ? 20_000
        : 1_000_000
      : wholeOf(values, "sales", 10_000, 10_000_000);
  const module = await import("#main/bench/post.ts");
  return inFolderBelow(textOf(values, "data"), (folder) =>
    module.benchPost({ folder, sales, rounds: short ? 12 : 40, progress: io.progress }),
  );
}

async function inFolderBelow<T>(data: string, work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(path.join(data, "bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** On the books of the folder; where there are none, on as many years of the demo shop. */
async function benchReports(values: Values, io: Io): Promise<readonly Figure[]> {
  const data = textOf(values, "data");
  const { JOURNAL_FILE } = await import("#main/index.ts");
  if (!existsSync(path.join(data, JOURNAL_FILE))) await makeYears(values, io, data);
  const { withParts } = await import("./books.ts");
  const module = await import("#main/bench/reports.ts");
  const rounds = values["short"] === true ? 20 : 200;
  return withParts(data, (parts) => module.benchReports(parts, { rounds, progress: io.progress }));
}

/** On books of its own below --data, kept from one run to the next: they take long to fill. */
async function benchLists(values: Values, io: Io): Promise<readonly Figure[]> {
  const module = await import("#main/bench/lists.ts");
  const short = values["short"] === true;
  const jobs =
    values["rows"] === undefined
      ? short
        ? 5000
        : 100_000
      : wholeOf(values, "rows", 1000, 1_000_000);
  const sizes = { jobs, customers: Math.ceil(jobs / 2), items: Math.ceil(jobs / 5) };
  const folder = path.join(textOf(values, "data"), `bench-lists-${jobs}`);
  return module.benchLists({ folder, sizes, rounds: short ? 20 : 100, progress: io.progress });
}

async function makeYears(values: Values, io: Io, data: string): Promise<void> {
  const { demoCommand } = await import("./demo.ts");
  const years = String(wholeOf(values, "years", 1, 20));
  await demoCommand.run({ data, years }, { ...io, out: io.progress }, []);
}

async function benchStart(values: Values, io: Io): Promise<readonly Figure[]> {
  const module = await import("#main/bench/start.ts");
  const rounds = values["short"] === true ? 3 : 10;
  return module.benchStart({ dataFolder: textOf(values, "data"), rounds, progress: io.progress });
}

/** On books of its own below --data, in the Chromium of this machine. */
async function benchUi(values: Values, io: Io): Promise<readonly Figure[]> {
  const { chromiumPath } = await import("#main/bench/chromium.ts");
  if (chromiumPath === undefined) throw new CannotStart("No Chromium is installed here.");
  const { benchUi: bench, isBuilt } = await import("#main/bench/ui.ts");
  if (!isBuilt()) throw new CannotStart("The windows are not built: 'npm run build:web' first.");
  const short = values["short"] === true;
  const data = textOf(values, "data");
  return inFolderBelow(data, (folder) =>
    bench({
      folder,
      items: 20_000,
      days: short ? 7 : 365,
      kept: path.join(data, "bench-shops"),
      sales: short ? 12 : 60,
      progress: io.progress,
    }),
  );
}
