import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One refusal of the journal's SQL, or one exception that it makes for what others did. */
export interface JournalGuard {
  readonly guard: string;
  readonly trigger: string;
  readonly file: string;
  readonly at: number;
  readonly find: string;
  readonly replace: string;
  /** The table whose trigger it is: the tests that speak of it are tried first. */
  readonly table: string;
}

const TRIGGER =
  /CREATE TRIGGER (\w+)\s+(?:BEFORE|AFTER)\s+(?:INSERT|UPDATE|DELETE)[^;]*?\bON\s+(\w+)/g;
const DROPPED = /DROP TRIGGER (\w+)/g;
const REFUSAL = /RAISE\(ABORT, '((?:[^']|'')*)'\)/g;
const MADE_HERE = /\(SELECT local FROM fact WHERE seq = \w+\.\w+\) = 1/g;

/**
 * Every guard of migrations/journal, found in its text: each refusal of a trigger (taken away), and
 * each rule that binds what is made here alone (made to bind what others did as well).
 */
export function journalGuards(project: string): readonly JournalGuard[] {
  const folder = join(project, "migrations", "journal");
  const files = readdirSync(folder)
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
  return files.flatMap(({ name, text }, index) => {
    // What a later migration drops guards nothing any more; its successor is found there.
    const later = files.slice(index + 1).map((file) => file.text);
    const dropped = new Set(later.flatMap((each) => [...each.matchAll(DROPPED)].map((m) => m[1])));
    return guardsIn(`migrations/journal/${name}`, text).filter(
      ({ trigger }) => !dropped.has(trigger),
    );
  });
}

function guardsIn(file: string, text: string): readonly JournalGuard[] {
  const triggers = [...text.matchAll(TRIGGER)];
  return triggers.flatMap((trigger, index) => {
    const [, name = "", table = ""] = trigger;
    const until = triggers[index + 1]?.index ?? text.length;
    const body = text.slice(trigger.index, until);
    const found = (pattern: RegExp, replace: string, words: (match: RegExpMatchArray) => string) =>
      [...body.matchAll(pattern)].map((match): JournalGuard => ({
        guard: `${name}: ${words(match)}`,
        trigger: name,
        file,
        at: trigger.index + match.index,
        find: match[0],
        replace,
        table,
      }));
    return [
      ...found(REFUSAL, "NULL", ([, reason = ""]) => reason),
      ...found(MADE_HERE, "1", () => "what others did is bound as well"),
    ];
  });
}

/** Files of tests that may notice, those that speak most of the guard's table first. */
export function testsOf({ table }: JournalGuard, project: string): readonly string[] {
  const word = new RegExp(`\\b${table}\\b`, "g");
  const byHand = new RegExp(`(?:UPDATE|DELETE FROM|INTO) (?:OR \\w+ )?${table}\\b`);
  return ["journal", "replication"]
    .flatMap((folder) =>
      readdirSync(join(project, "tests", folder)).map((name) => ({ folder, name })),
    )
    .map(({ folder, name }) => {
      const file = `tests/${folder}/${name}`;
      const text = name.endsWith(".test.ts") ? readFileSync(join(project, file), "utf8") : "";
      const attack = name.startsWith("attack-") ? 1000 : 0;
      const may = /^(attack-.*|exceptions|verify-finds|take-in)\.test\.ts$/.test(name);
      const rank = attack + (text.match(word)?.length ?? 0);
      return { file, rank, may: text !== "" && (may || byHand.test(text)) };
    })
    .filter(({ may }) => may)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ file }) => file);
}
