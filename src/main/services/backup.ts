import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { isBackupFolder, type BackupAsked, type BackupDone } from "#main/journal/backup.ts";
import {
  addBackupRun,
  backupPlan,
  backupRuns,
  lastBackup,
  saveBackupPlan,
  type BackupRun,
} from "#main/journal/device/backups.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "./parts.ts";

const RUNS_SHOWN = 30;

export interface Backups {
  readonly handlers: Pick<Handlers, "backup.status" | "backup.save" | "backup.now">;
  /** Copies where it is time to: once a day, where a folder was chosen. */
  readonly due: () => Promise<BackupRun | null>;
}

/** Copies of this device's books: on demand, and once a day. One at a time. */
export function openBackups(
  { journal, now }: Pick<Parts, "journal" | "now">,
  copy: (asked: BackupAsked) => Promise<BackupDone>,
): Backups {
  let running: Promise<BackupRun> | null = null;
  const run = (): Promise<BackupRun> => {
    running ??= attempt().finally(() => {
      running = null;
    });
    return running;
  };
  const attempt = async (): Promise<BackupRun> => {
    const { folder, keep } = backupPlan(journal.book);
    const at = now();
    const when = { at, day: nairobiDay(at) };
    const file = { file: journal.file, folder, keep, till: journal.till(), at };
    const outcome = await copy(file).then(
      (copied): BackupRun => ({ ...when, ...copied, problem: "" }),
      (error: unknown): BackupRun => ({
        ...when,
        file: "",
        facts: 0,
        bytes: 0,
        problem: why(error),
      }),
    );
    journal.onDevice((book) => addBackupRun(book, outcome));
    return outcome;
  };
  return {
    handlers: {
      "backup.status": () =>
        done({
          plan: backupPlan(journal.book),
          runs: backupRuns(journal.book, RUNS_SHOWN),
          last: lastBackup(journal.book) ?? null,
          running: running !== null,
        }),
      "backup.save": ({ plan }) => {
        if (plan.folder !== "" && !isBackupFolder(plan.folder)) {
          return refuse({ code: "backup.folder_missing", folder: plan.folder });
        }
        journal.onDevice((book) => saveBackupPlan(book, plan));
        return done({});
      },
      "backup.now": async () => {
        const { folder } = backupPlan(journal.book);
        if (folder === "") return refuse({ code: "backup.folder_missing", folder });
        return done(await run());
      },
    },
    due: async () => {
      const { folder, automatic } = backupPlan(journal.book);
      if (folder === "" || !automatic) return null;
      if (lastBackup(journal.book)?.day === nairobiDay(now())) return null;
      return run();
    },
  };
}

function why(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}

/** Looked at this often whether a copy is due: a stick may be put in later in the day. */
const EVERY_MS = 10 * 60_000;

/** Keeps an eye on the day's copy until it is stopped; a copy under way is waited for. */
export function backUpDaily(
  backups: Backups,
  log: (message: string) => void,
): { readonly stop: () => Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    last = backups
      .due()
      .then((run) => {
        if (run !== null && run.problem !== "") log(`the day's backup failed: ${run.problem}`);
      })
      .catch((error: unknown) => log(`the day's backup failed: ${String(error)}`));
  };
  const first = setTimeout(look, 60_000);
  const timer = setInterval(look, EVERY_MS);
  first.unref();
  timer.unref();
  return {
    stop: async () => {
      clearTimeout(first);
      clearInterval(timer);
      await last;
    },
  };
}
