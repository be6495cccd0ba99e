import type { Mutation } from "./mutation.ts";

const MOVES = "tests/journal/cylinders-apart.test.ts";
const IN_ANY_ORDER = "in whatever order acts come in";
const TWO_TILLS = "a cylinder that two tills lent apart";

/** What makes devices read the same, whatever they heard first (migrations 0019 to 0021, 0024). */
export const ORDER: readonly Mutation[] = [
  {
    guard: "customers who are one stay so when one of them is saved (0019)",
    file: "src/main/journal/apply/master.ts",
    find: "  showAsOne(book, customer.id);\n",
    replace: "",
    test: "tests/journal/phones.test.ts",
    named: "whether a name was changed before its merging or after",
  },
  {
    guard: "a customer's task is of the same writing, whichever came first (0020)",
    file: "src/main/journal/apply/exceptions.ts",
    find: '  if (fact.kind === "customer.saved") noteLostWritings(book, fact);\n',
    replace: "",
    test: "tests/journal/changed-twice.test.ts",
    named: "in whatever order writings come in",
  },
  {
    guard: "a cylinder is where it was brought last, not where it was heard of last (0021)",
    file: "migrations/journal/0021-order-of-acts.sql",
    find: "WHERE m.serial = NEW.serial ORDER BY m.clock DESC, f.id DESC",
    replace: "WHERE m.serial = NEW.serial ORDER BY m.seq DESC",
    test: MOVES,
    named: IN_ANY_ORDER,
  },
  {
    guard: "a deposit is held for what it was exchanged for last (0021)",
    file: "migrations/journal/0021-order-of-acts.sql",
    find: `       WHERE c.deposit = NEW.deposit ORDER BY c.clock DESC, f.id DESC`,
    replace: `       WHERE c.deposit = NEW.deposit ORDER BY c.seq DESC`,
    test: MOVES,
    named: IN_ANY_ORDER,
  },
  {
    guard: "an older file's cylinders get the tasks of the new order (0021)",
    file: "migrations/journal/0021-order-of-acts.sql",
    find: "WHERE theirs AND was",
    replace: "WHERE 0 AND theirs AND was",
    test: MOVES,
    named: "a file of an earlier program is brought to the same order",
  },
  {
    guard: "what is done to a cylinder comes after what was known of it, whatever the clock says",
    file: "src/main/journal/apply/newest.ts",
    find: "    return last === null || last < fact.at ? undefined : instantFromMs(msOf(last) + 1);",
    replace: "    return undefined;",
    test: "tests/replication/cylinders.test.ts",
    named: TWO_TILLS,
  },
  {
    guard: "a cylinder's task is of the same move, whichever came first",
    file: "src/main/journal/apply/exceptions.ts",
    find: "  if (serials.length > 0) noteCylindersApart(book, serials, seq);\n",
    replace: "",
    test: "tests/replication/cylinders.test.ts",
    named: TWO_TILLS,
  },
  {
    guard: "a refunded exchange gives the deposit back what it was held for",
    file: "src/shared/trades/returnables.ts",
    find: 'moves.find(({ from }) => from === "customer") ?? deposit;',
    replace: "deposit;",
    test: MOVES,
    named: "the refund of an exchange for another kind",
  },
  {
    guard: "a deposit that is astray is forfeited, and its cylinder stays where it is",
    file: "src/shared/trades/returnables.ts",
    find: "type.serialised && !record.astray ? record.serial : null",
    replace: "type.serialised ? record.serial : null",
    test: "tests/journal/cylinders-astray.test.ts",
    named: "in whatever order and way they end",
  },
  {
    guard: "who names no serial did not take a deposit for another one's",
    file: "src/main/journal/read/deposits-apart.ts",
    find: "held.serial === null || ",
    replace: "",
    test: "tests/replication/cylinders.test.ts",
    named: "a deposit whose cylinder is here by another's return",
  },
];
