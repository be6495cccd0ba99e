// `npm run screenshots`: every screen and state, light and dark, in English and Swahili, small and
// large, into out/pictures, where index.html shows them by state. With --docs the few that the
// README shows go to docs/pictures; with --quick only the small light English ones are taken.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { followUntilExit } from "./child.mjs";
import { installIfNeeded, projectNode, root } from "./install.mjs";

installIfNeeded();
const { buildRendererIfStale } = await import("./renderer.mjs");
if (!buildRendererIfStale()) process.exit(1);

const walker = join(root, "tests", "e2e", "pictures.ts");
const child = spawn(projectNode(), [walker, ...process.argv.slice(2)], {
  stdio: ["inherit", "inherit", "inherit", "ipc"],
});
followUntilExit(child, "The picture maker");
