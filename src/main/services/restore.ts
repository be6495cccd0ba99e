import type { Sealed } from "#shared/facts/fact.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { booksId } from "#main/journal/device/link.ts";
import { removeJournal } from "#main/journal/rebuild.ts";
import {
  checkCopy,
  keptName,
  putBack,
  UnfitCopy,
  type CheckedCopy,
} from "#main/journal/restore.ts";
import { readKeyFile } from "#main/people/keys.ts";
import { openSealer } from "#main/people/sealing.ts";
import type { Caller, Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "./parts.ts";

export interface RestoreParts extends Pick<Parts, "journal" | "now"> {
  /** The key that this folder's books are sealed with. */
  readonly ownerKey: Buffer;
  /** Ends the program, does this while nobody has the journal open, and begins it again. */
  readonly again: (change: () => void, ownerKey: Buffer) => Promise<void>;
}

type Names = "backup.look" | "backup.restore";

/** Puts a copy of the books in the place of this device's own, or of none. One at a time. */
export function restoreHandlers(parts: RestoreParts): Pick<Handlers, Names> {
  let busy = false;
  const checked = async <T>(
    asked: { readonly file: string; readonly key: string },
    caller: Caller,
    then: (copy: CheckedCopy, key: Buffer) => Promise<T> | T,
  ): Promise<Result<T>> => {
    const { journal } = parts;
    const empty = booksId(journal.book) === undefined;
    // Without books there is nobody yet who could hold a right.
    if (!empty && !caller.may("settings.edit", null)) {
      return refuse({ code: "permission.denied", permission: "settings.edit" });
    }
    if (busy) return refuse({ code: "program.busy" });
    busy = true;
    try {
      const key = asked.key === "" || !empty ? parts.ownerKey : keyIn(asked.key);
      const copy = await checkCopy(asked.file, journal.file, opensWith(key));
      try {
        return done(await then(copy, key));
      } finally {
        removeJournal(copy.draft);
      }
    } catch (error) {
      if (!(error instanceof UnfitCopy)) throw error;
      return refuse({ code: "backup.unfit", why: error.why });
    } finally {
      busy = false;
    }
  };
  return {
    "backup.look": (asked, caller) => checked(asked, caller, told),
    "backup.restore": (asked, caller) =>
      checked(asked, caller, async (copy, key) => {
        const { file } = parts.journal;
        const keptAs = keptName(file, parts.now());
        await parts.again(() => putBack(copy, file, keptAs), key);
        return { ...told(copy), keptAs };
      }),
  };
}

const told = ({ till, facts, until, lacks }: CheckedCopy) => ({ till, facts, until, lacks });

/** An owner's key from the file it was kept in; throws `UnfitCopy` where that holds none. */
export function keyIn(file: string): Buffer {
  const key = readKeyFile(file);
  if (key === null) throw new UnfitCopy("key_file", `There is no owner's key in ${file}.`);
  return key;
}

/** Whether phone numbers and codes were sealed under this key. */
export function opensWith(ownerKey: Buffer): (sealed: Sealed) => boolean {
  return (sealed) => {
    try {
      return openSealer(ownerKey).unseal(sealed) !== "";
    } catch {
      return false;
    }
  };
}
