import { textOf, type Command } from "./command-line.ts";

export const verifyCommand: Command = {
  name: "verify",
  summary: "Recompute every hash, chain, balance, sub-ledger and stock, and say what was checked",
  options: {},
  async run(values, io) {
    const { percentage, withBooks } = await import("./books.ts");
    const { verifyJournal } = await import("#main/journal/verify.ts");
    const checks = await withBooks(textOf(values, "data"), (journal) =>
      verifyJournal(journal, percentage(io.progress, "Facts read")),
    );
    const healthy = checks.every((check) => check.ok);
    if (io.json) io.out(JSON.stringify({ healthy, checks }, null, 2));
    else {
      for (const { name, ok, detail } of checks)
        io.out(`${ok ? "ok    " : "WRONG "} ${name}: ${detail}`);
      io.out(healthy ? "The books are healthy." : "The books are NOT healthy.");
    }
    return healthy ? 0 : 1;
  },
};
