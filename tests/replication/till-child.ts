// A till that sells and replicates, with the program's own loop, until somebody kills it. Each
// "done" on stdout is a sale that was acknowledged before the next one began.
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { command, sugar } from "../journal/shop.ts";
import { openDevice } from "./devices.ts";

const [folder, paceMs] = process.argv.slice(2);
if (folder === undefined || paceMs === undefined)
  throw new Error("till-child <folder> <pace in ms>");

const log = (line: string): void => void writeSync(1, `log ${new Date().toISOString()} ${line}\n`);
const till = openDevice({ folder, log });
writeSync(1, "selling\n");
for (;;) {
  const id = command();
  await till.did("sale.post", sugar(till, id));
  writeSync(1, `done ${id}\n`);
  till.link.nudge();
  await wait(Number(paceMs));
}
