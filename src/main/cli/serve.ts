import { textOf, wholeOf } from "./command-line.ts";
import type { Command } from "./command-line.ts";

export const serveCommand: Command = {
  name: "serve",
  summary: "Serve the till on this machine's loopback address until stopped",
  options: {
    demo: { type: "boolean", summary: "Fill an empty data folder with the demo shop" },
    port: { type: "string", value: "N", summary: "Port; 0 takes any free one", default: "0" },
  },
  async run(values) {
    const port = wholeOf(values, "port", 0, 65_535);
    // Loaded here, so that the other commands do not load the whole program.
    const { runWebShell } = await import("#main/shell/web/run.ts");
    return runWebShell({ dataFolder: textOf(values, "data"), demo: values["demo"] === true, port });
  },
};
