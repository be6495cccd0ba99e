import { rm } from "node:fs/promises";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import type { Program } from "#main/shell/program.ts";

/** A program on practice books, which somebody may enter without a PIN of its own. */
export interface PracticeProgram extends Program {
  enter(connection: string, user: string): void;
}

export interface TrainingParts {
  /** Practice books of their own, in a folder of their own. */
  readonly folder: string;
  /** Signs somebody out of the real books, which they left signed in when practice began. */
  signOut(connection: string): void;
  /** Whether the real books stand ready to be copied from. */
  ready(): boolean;
  /** Opens a program on the empty folder and fills it. */
  open(): PracticeProgram;
}

/** Who practises: their calls go to the practice books and to nothing else. */
export interface Training {
  /** The program that answers this connection while it practises. */
  of(connection: string): Program | undefined;
  start(caller: Caller): Promise<Result<Record<string, never>>>;
  /** Back to the real books, signed out: practice ends with whoever sits there showing a PIN. */
  end(connection: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Training is a second program on a journal of its own, made anew for whoever starts when nobody
 * practises, and thrown away after the last: nothing of it can reach the real books, since no
 * call of a trainee does.
 */
export function openTraining(parts: TrainingParts): Training {
  const trainees = new Set<string>();
  let beginning: Promise<PracticeProgram> | null = null;
  let opened: PracticeProgram | null = null;
  const begin = async (): Promise<PracticeProgram> => {
    await rm(parts.folder, { recursive: true, force: true });
    opened = parts.open();
    return opened;
  };
  const endAll = async (): Promise<void> => {
    const ending = opened;
    beginning = null;
    opened = null;
    await ending?.close();
    await rm(parts.folder, { recursive: true, force: true });
  };
  const leave = async (connection: string): Promise<void> => {
    if (!trainees.delete(connection)) return;
    parts.signOut(connection);
    opened?.disconnect(connection);
    if (trainees.size === 0) await endAll();
  };
  return {
    of: (connection) => (trainees.has(connection) ? (opened ?? undefined) : undefined),
    async start({ connection, session }) {
      if (session === null) return refuse({ code: "session.required" });
      if (!parts.ready()) return refuse({ code: "program.not_set_up" });
      beginning ??= begin();
      try {
        (await beginning).enter(connection, session.user);
      } catch (error) {
        beginning = null;
        throw error;
      }
      trainees.add(connection);
      return done({});
    },
    end: leave,
    async close() {
      trainees.clear();
      await beginning?.catch(() => null);
      if (opened !== null) await endAll();
    },
  };
}
