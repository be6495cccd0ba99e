import type { Migration } from "#main/journal/migrate.ts";

/**
 * What holds the protocol together, each of which the mutation check takes away in turn: some seed
 * must then fail. Only the simulation's own parts know of this; the program has no such switch.
 */
export interface Guards {
  /** One id is one fact, however often and from wherever it comes. */
  readonly identity: boolean;
  /** A known id with other bytes is a conflict, not a repetition. */
  readonly content: boolean;
  /** Other bytes at a known position are a conflict, not a repetition. */
  readonly chain: boolean;
  /** What hangs on a parent that has a child already is a copy, and waits for the owner. */
  readonly parent: boolean;
  /** Nothing is stored beyond a hole. */
  readonly gap: boolean;
  /** One bad fact is set aside alone; without, its whole batch is. */
  readonly poison: boolean;
  /** A device gets and brings its own businesses' facts only. */
  readonly scope: boolean;
  /** Only an office makes master data. */
  readonly office: boolean;
  /** An entry is looked at before it is posted. */
  readonly balance: boolean;
  /** What is dated in closed books posts on the first open day. */
  readonly postedOn: boolean;
  /** A till is given back what its disk has lost. */
  readonly healing: boolean;
  /** What waits is tried again when others arrive. */
  readonly retry: boolean;
  /** A number is given to what is posted, not to what comes. */
  readonly ingest: boolean;
  /** A centre that was restored says so. */
  readonly generation: boolean;
  /** A restored centre posts what comes back on the day on which it was posted before. */
  readonly told: boolean;
  /** What the centre acknowledged is on its disk. */
  readonly durable: boolean;
  /** What a till's COMMIT returned for is on its disk. */
  readonly sync: boolean;
  /** The rules of the present leave the facts of others alone. */
  readonly present: boolean;
}

export const ALL_GUARDS: Guards = {
  identity: true,
  content: true,
  chain: true,
  parent: true,
  gap: true,
  poison: true,
  scope: true,
  office: true,
  balance: true,
  postedOn: true,
  healing: true,
  retry: true,
  ingest: true,
  generation: true,
  told: true,
  durable: true,
  sync: true,
  present: true,
};

export type Guard = keyof Guards;

export const without = (guard: Guard): Guards => ({ ...ALL_GUARDS, [guard]: false });

/** How a rule says that it binds what is made here alone. */
const MADE_HERE = [
  [/\(SELECT local FROM fact WHERE seq = NEW\.\w+\) = 1/g, "1"],
  [/\bseq = NEW\.seq AND local = 1/g, "seq = NEW.seq"],
  [/ AND f\.local = 1/g, ""],
] as const;

/** The journal's tables as they would be if their rules bound history as well. */
export function rulesFor(migrations: readonly Migration[], guards: Guards): readonly Migration[] {
  if (guards.present) return migrations;
  const bound = (sql: string): string =>
    MADE_HERE.reduce((text, [here, always]) => text.replaceAll(here, always), sql);
  return migrations.map((each) => ({ ...each, sql: bound(each.sql) }));
}
