// `npm run dist`: an installer for this system. Arguments go to electron-builder (e.g. -- --win).
import { installIfNeeded } from "./install.mjs";
import { run } from "./run.mjs";

installIfNeeded();
console.error(
  "Packing downloads what is not here yet: Electron's binary for the target system, and the tools\n" +
    "of its installer (NSIS for Windows, the AppImage runtime and fpm for Linux).\n" +
    "Without a way to those downloads it stops there; npm start needs none of them.",
);
if (run("node_modules/electron-vite/bin/electron-vite.js", ["build"]) !== 0) process.exit(1);
const config = ["--config", "build/electron-builder.yml"];
process.exit(run("node_modules/electron-builder/cli.js", [...config, ...process.argv.slice(2)]));
