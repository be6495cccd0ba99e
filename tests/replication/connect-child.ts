// A new till that is given its code and connects, until somebody kills it: at the word "before it is
// kept" it dies by itself, with its own password written beside its place and not yet under its name.
import fs, { writeSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { setInterval } from "node:timers";
import { openDevice } from "./devices.ts";

const [folder, code, dies] = process.argv.slice(2);
if (folder === undefined || code === undefined) throw new Error("connect-child <folder> <code>");

if (dies === "before it is kept") {
  const { renameSync } = fs;
  fs.renameSync = (from, to) => {
    if (String(to).endsWith("centre.json")) process.kill(process.pid, "SIGKILL");
    renameSync(from, to);
  };
  syncBuiltinESMExports();
}
const till = openDevice({ folder, log: (line) => writeSync(1, `log ${line}\n`) });
writeSync(1, "connecting\n");
await till.did("centre.connect", { code });
// What follows is the program's own loop: no wish of this test keeps it alive.
setInterval(() => undefined, 60_000);
