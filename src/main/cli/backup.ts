import path from "node:path";
import { instantFromMs } from "#shared/kernel/date.ts";
import { textOf, wholeOf, type Command } from "./command-line.ts";

export const backupCommand: Command = {
  name: "backup",
  summary: "Copy the books into a folder while the till sells, and open the copy to check it",
  options: {
    to: { type: "string", value: "DIR", summary: "The folder for the copy: of a stick, a share" },
    keep: { type: "string", value: "N", default: "14", summary: "How many copies stay there" },
  },
  async run(values, io) {
    const to = textOf(values, "to");
    const keep = wholeOf(values, "keep", 1, 365);
    const { existingBooks } = await import("./books.ts");
    const { JOURNAL_FILE } = await import("#main/index.ts");
    const { backUpJournal, tillOf } = await import("#main/journal/backup.ts");
    const file = existingBooks(path.join(textOf(values, "data"), JOURNAL_FILE));
    const at = instantFromMs(Date.now());
    const asked = { file, folder: path.resolve(to), keep, till: tillOf(file), at };
    const done = backUpJournal(asked);
    if (io.json) io.out(JSON.stringify(done));
    else io.out(`${done.file}: ${done.facts} facts, ${done.bytes} bytes, opened and found whole.`);
    return 0;
  },
};
