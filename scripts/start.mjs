// `npm start`: installs, builds and opens the till. Node's own modules only, Node 20 and newer.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { hasDisplay, openWindow } from "./browser.mjs";
import { followUntilExit } from "./child.mjs";
import { electronOrReason } from "./electron.mjs";
import { installIfNeeded, projectNode, root } from "./install.mjs";
import { buildRendererIfStale } from "./renderer.mjs";
import { projectPath } from "./run.mjs";

const help = `Opens the till.

  npm start [-- options]

  --data DIR             keep the books in DIR (default: the system's folder for application data)
  --demo                 open the demo shop, on books of its own
  --shell electron|web   Electron's windows, or the same program in a browser (default: whichever can)
  --port N               web: the port on 127.0.0.1 (default: a free one)
  --no-open              web: print the address, open no window
  --help                 print this
`;

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(2);
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: "string" },
        demo: { type: "boolean", default: false },
        shell: { type: "string" },
        port: { type: "string" },
        "no-open": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.shell !== undefined && !["electron", "web"].includes(values.shell)) {
      return stop(`--shell is electron or web, not ${values.shell}`);
    }
    if (
      values.port !== undefined &&
      !(/^\d{1,5}$/.test(values.port) && Number(values.port) < 65536)
    ) {
      return stop(`--port is a number up to 65535, not ${values.port}`);
    }
    return values;
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}

/** @param {string[]} args @param {boolean} open */
function startWeb(args, open) {
  if (!buildRendererIfStale()) return stop("The windows could not be built.");
  const entry = join(root, "src", "main", "shell", "web", "index.ts");
  const child = spawn(projectNode(), [entry, ...args], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, PATH: projectPath() },
  });
  const stdout = /** @type {import("node:stream").Readable} */ (child.stdout);
  createInterface({ input: stdout }).on("line", (line) => {
    const address = /^Tomtin is ready: (http:\/\/127\.0\.0\.1:\S+)$/.exec(line)?.[1];
    if (address === undefined) return console.error(line);
    // The one line on stdout: whoever started the program can read the address from it.
    console.log(line);
    if (open) openWindow(address);
  });
  followUntilExit(child, "The web shell");
}

/** @param {string} binary @param {string[]} args */
function startElectron(binary, args) {
  const child = spawn(binary, [root, ...args], { stdio: ["ignore", 2, 2] });
  followUntilExit(child, "Electron");
}

async function main() {
  const chosen = options();
  if (chosen.help) return console.log(help);
  installIfNeeded();
  const args = [
    ...(chosen.data === undefined ? [] : ["--data", chosen.data]),
    ...(chosen.demo ? ["--demo"] : []),
  ];
  if (chosen.shell !== "web") {
    const electron = electronOrReason(chosen.shell === "electron");
    if ("binary" in electron) return startElectron(electron.binary, args);
    if (chosen.shell === "electron") return stop(`Electron cannot open here: ${electron.reason}.`);
    console.error(
      `Electron cannot open here (${electron.reason}); starting the web shell instead.`,
    );
  }
  const port = chosen.port === undefined ? [] : ["--port", chosen.port];
  startWeb([...args, ...port], !chosen["no-open"] && hasDisplay());
}

await main();
