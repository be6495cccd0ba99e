import { defaultDataFolder } from "#main/shell/data-folder.ts";
import { programVersion } from "#main/shell/version.ts";
import { runCommandLine } from "./command-line.ts";
import { backupCommand } from "./backup.ts";
import { benchCommand } from "./bench.ts";
import { centralCommand } from "./central.ts";
import { contractCommand } from "./contract.ts";
import { demoCommand } from "./demo.ts";
import { exportCommand } from "./export.ts";
import { rebuildCommand } from "./rebuild.ts";
import { restoreCommand } from "./restore.ts";
import { serveCommand } from "./serve.ts";
import { simulateCommand } from "./simulate.ts";
import { verifyCommand } from "./verify.ts";

// One line a command.
const commands = [
  serveCommand,
  demoCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
  rebuildCommand,
  exportCommand,
  contractCommand,
  centralCommand,
  benchCommand,
  simulateCommand,
];

// `tomtin contract | head`: a reader that has seen enough is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

// Set, not called: what is still on its way to a pipe would be cut off by process.exit.
process.exitCode = await runCommandLine(
  {
    commands,
    version: programVersion(),
    defaultDataFolder: (demo) => defaultDataFolder(demo),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  },
  process.argv.slice(2),
);
