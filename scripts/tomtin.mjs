// `npm run tomtin -- <command>`: the command line, on the project's own Node.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { followUntilExit } from "./child.mjs";
import { installIfNeeded, projectNode, root } from "./install.mjs";
import { buildRendererIfStale } from "./renderer.mjs";

const args = process.argv.slice(2);
const opensWindows = args[0] === "serve" || (args[0] === "central" && args.includes("demo"));

installIfNeeded();
if (opensWindows && !args.includes("--help") && !buildRendererIfStale()) {
  console.error("The windows could not be built.");
  process.exit(2);
}

const entry = join(root, "src", "main", "cli", "index.ts");
const child = spawn(projectNode(), [entry, ...args], {
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});
followUntilExit(child, "The command line");
