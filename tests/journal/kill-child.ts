// A till that sells as fast as it can until somebody kills it. Each line on stdout is a sale that
// was acknowledged: its number has left the process before the next sale begins.
import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { command, openTill, sugar } from "./shop.ts";

const [folder, ready] = process.argv.slice(2);
if (folder === undefined || ready === undefined) throw new Error("kill-child <folder> <ready>");

const till = openTill(folder);
// The next life starts quicker; this one will have no time for it.
flushCompileCache();
writeSync(1, `${ready}\n`);
for (;;) {
  const id = command();
  // What is under way is said before, so that it can be looked up afterwards.
  writeSync(1, `begin ${id}\n`);
  const posted = await till.did("sale.post", sugar(till, id));
  writeSync(1, `done ${id} ${posted.number}\n`);
}
