// `npm run tomtin -- <command>`: the command line, on the project's own Node.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { installIfNeeded, projectNode, root } from "./install.mjs";

installIfNeeded();

const entry = join(root, "src", "main", "cli", "index.ts");
const child = spawn(projectNode(), [entry, ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`The command line could not be started: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
