import { textOf, type Command } from "./command-line.ts";

export const rebuildCommand: Command = {
  name: "rebuild",
  summary: "Make all tables anew from the facts, compare them, and put them in place",
  options: {
    check: {
      type: "boolean",
      summary: "Only compare: exit 1 where a table differs, change nothing",
    },
  },
  async run(values, io) {
    const { existingBooks, percentage, withFolder } = await import("./books.ts");
    const { compareJournals, rebuildJournal, removeJournal } =
      await import("#main/journal/rebuild.ts");
    const { replaceJournal, settleJournal } = await import("#main/journal/replace.ts");
    const only = values["check"] === true;
    const outcome = await withFolder(textOf(values, "data"), (file) => {
      existingBooks(file);
      const rebuilt = `${file}.rebuilt`;
      // Left over from one that was interrupted.
      removeJournal(rebuilt);
      const facts = rebuildJournal(file, rebuilt, percentage(io.progress, "Facts replayed"));
      io.progress("Comparing the tables …");
      const tables = compareJournals(file, rebuilt);
      if (only) {
        removeJournal(rebuilt);
        settleJournal(file);
        return { facts, tables, kept: null };
      }
      const time = new Date().toISOString().replaceAll(/[:.]/g, "-");
      const kept = `${file}.before-rebuild-${time}`;
      replaceJournal(file, rebuilt, kept);
      return { facts, tables, kept };
    });
    const different = outcome.tables.filter((each) => !each.equal);
    if (io.json) io.out(JSON.stringify({ ...outcome, equal: different.length === 0 }, null, 2));
    else {
      io.out(`${outcome.facts} facts replayed into ${outcome.tables.length} tables.`);
      for (const { table, rows, otherRows } of different) {
        io.out(`${table} differs: ${rows} rows before, ${otherRows} rebuilt`);
      }
      if (different.length === 0) io.out("Every table is equal to the byte.");
      if (outcome.kept !== null) io.out(`The old journal is kept as ${outcome.kept}`);
    }
    return only && different.length > 0 ? 1 : 0;
  },
};
