import { parseArgs } from "node:util";
import { defaultDataFolder } from "../data-folder.ts";

const USAGE = "Usage: node src/main/shell/web/index.ts [--data DIR] [--demo] [--port N]";
const EXIT_USAGE = 2;

/** Flags of the web shell; a sentence where they make no sense. */
function readFlags(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        data: { type: "string" },
        demo: { type: "boolean", default: false },
        port: { type: "string", default: "0" },
      },
    });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= 65_535)) return `--port must be a port number, not '${values.port}'. ${USAGE}`;
    const { demo, data = defaultDataFolder(demo) } = values;
    return { dataFolder: data, demo, port };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return `${error.message} ${USAGE}`;
  }
}

const flags = readFlags(process.argv.slice(2));
if (typeof flags === "string") {
  process.stderr.write(`${flags}\n`);
  process.exit(EXIT_USAGE);
}
// Loaded only now: a slip in the flags is said at once.
const { runWebShell } = await import("./run.ts");
process.exit(await runWebShell(flags));
