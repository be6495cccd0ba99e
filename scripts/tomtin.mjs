// `npm run tomtin -- <command>`: the command line, on the project's own Node.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { followUntilExit } from "./child.mjs";
import { installIfNeeded, projectNode, root } from "./install.mjs";

installIfNeeded();

const entry = join(root, "src", "main", "cli", "index.ts");
const child = spawn(projectNode(), [entry, ...process.argv.slice(2)], {
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});
followUntilExit(child, "The command line");
