import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { CannotStart } from "#main/shell/cannot-start.ts";
import { instantFromMs } from "#shared/kernel/date.ts";
import { textOf, UsageError, type Command } from "./command-line.ts";

/** Where the desktop keeps the key: in the system's key store, which a terminal does not open. */
const SEALED_KEY_FILE = "owner.key.sealed";

export const restoreCommand: Command = {
  name: "restore",
  summary: "Verify a copy of the books and put it in place; the old journal stays beside it",
  options: {
    key: {
      type: "string",
      value: "FILE",
      default: "",
      summary: "The owner's key of these books, where the data folder has none",
    },
    check: { type: "boolean", summary: "Only verify the copy, change nothing" },
  },
  words: { name: "copy", summary: "The file that a backup made", most: 1 },
  async run(values, io, words) {
    const [copyFile] = words;
    if (copyFile === undefined) throw new UsageError("The file of a copy is needed.");
    const folder = textOf(values, "data");
    const only = values["check"] === true;
    const { withFolder } = await import("./books.ts");
    const { checkCopy, keptName, putBack, UnfitCopy } = await import("#main/journal/restore.ts");
    const { removeJournal } = await import("#main/journal/rebuild.ts");
    const { opensWith } = await import("#main/services/restore.ts");
    if (!only) mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      return await withFolder(folder, async (file) => {
        const key = await keyOf(folder, textOf(values, "key"));
        io.progress("Verifying the copy …");
        if (key.bytes === null) io.progress("The key is the system's: it is not tried here.");
        const opens = key.bytes === null ? () => true : opensWith(key.bytes);
        const copy = await checkCopy(path.resolve(copyFile), file, opens);
        try {
          const keptAs = existsSync(file) ? keptName(file, instantFromMs(Date.now())) : null;
          if (!only) {
            key.keep();
            putBack(copy, file, keptAs ?? file);
          }
          const { till, facts, until, lacks } = copy;
          if (io.json) {
            io.out(JSON.stringify({ till, facts, until, lacks, restored: !only, keptAs }, null, 2));
            return 0;
          }
          io.out(`Till ${till}: ${facts} facts, the last of ${until}. The copy is whole.`);
          if (lacks !== null) io.out(`The journal here holds ${lacks} facts more.`);
          if (only) return 0;
          io.out("It was put in place. The next start continues it in an epoch of its own.");
          if (keptAs !== null) io.out(`What was there is kept as ${keptAs}`);
          return 0;
        } finally {
          removeJournal(copy.draft);
        }
      });
    } catch (error) {
      if (error instanceof UnfitCopy) throw new CannotStart(`Not restored. ${error.message}`);
      throw error;
    }
  },
};

interface Key {
  /** Null where only the desktop can open it. */
  readonly bytes: Buffer | null;
  /** Writes a key that came from elsewhere into the folder. */
  readonly keep: () => void;
}

/** The folder's own key, or the one that was given for a folder without any. */
async function keyOf(folder: string, given: string): Promise<Key> {
  const { KEY_FILE, keepOwnerKey, ownerKeyOf } = await import("#main/shell/web/owner-key.ts");
  const { keyIn } = await import("#main/services/restore.ts");
  const nothing = (): void => undefined;
  const asked = given === "" ? null : keyIn(path.resolve(given));
  if (existsSync(path.join(folder, KEY_FILE))) {
    const own = ownerKeyOf(folder);
    if (asked === null || asked.equals(own)) return { bytes: own, keep: nothing };
    throw new CannotStart(`${folder} has another owner's key already; move it away first.`);
  }
  if (existsSync(path.join(folder, SEALED_KEY_FILE))) return { bytes: null, keep: nothing };
  if (asked === null) {
    throw new CannotStart(`There is no owner's key in ${folder}: give it with --key FILE.`);
  }
  return { bytes: asked, keep: () => keepOwnerKey(folder, asked) };
}
