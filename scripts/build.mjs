// `npm run build`: main, preload and windows for Electron. `-- --web`: the windows alone.
import { installIfNeeded } from "./install.mjs";
import { buildRenderer } from "./renderer.mjs";
import { run } from "./run.mjs";

installIfNeeded();
const built = process.argv.includes("--web")
  ? buildRenderer()
  : run("node_modules/electron-vite/bin/electron-vite.js", ["build"]) === 0;
if (!built) process.exit(1);
