// `npm run mutations`: takes every guard away in turn, and some test must fail for each.
import { parseArgs } from "node:util";
import { CENTRE } from "./centre.ts";
import { journalGuards, testsOf } from "./journal.ts";
import type { Mutation } from "./mutation.ts";
import { PROGRAM } from "./program.ts";
import { Workshop, type Ran } from "./workshop.ts";

const { values } = parseArgs({
  options: {
    of: { type: "string", default: "centre,program,journal" },
    like: { type: "string", default: "" },
  },
});
const of = values.of.split(",");
const asked = ({ guard, file }: { guard: string; file: string }) =>
  new RegExp(values.like).test(`${file} ${guard}`);

const workshop = new Workshop();
process.once("exit", () => workshop.close());
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const sum = { noticed: 0, missed: 0 };
const started = performance.now();

function tell(guard: string, ran: Ran): void {
  const [first] = ran.failed;
  if (first !== undefined) {
    sum.noticed += 1;
    console.log(`ok     ${guard}\n         ${first.name}: ${first.says}`);
    return;
  }
  sum.missed += 1;
  console.log(`MISSED ${guard}\n         ${ran.broken ?? `passed: ${ran.passed.join("; ")}`}`);
}

const named: readonly Mutation[] = [
  ...(of.includes("centre") ? CENTRE : []),
  ...(of.includes("program") ? PROGRAM : []),
].filter(asked);

/** Untouched, every test that is named must pass: else it would fail for another reason. */
async function control(): Promise<boolean> {
  const files = Map.groupBy(named, ({ test }) => test);
  for (const [file, mutations] of files) {
    const names = mutations.some((each) => each.named === "")
      ? []
      : [...new Set(mutations.map((each) => each.named))];
    const { passed, failed, broken } = await workshop.test([file], names);
    for (const name of names.filter((each) => !passed.some((one) => one.includes(each)))) {
      console.log(`MISSED ${file} has no test that passes of the name: ${name}`);
      sum.missed += 1;
    }
    for (const { name, says } of failed) console.log(`BROKEN ${file}: ${name}: ${says}`);
    if (broken !== null) console.log(`BROKEN ${file}: ${broken}`);
    if (failed.length > 0 || broken !== null) return false;
    console.log(`with all guards: ${passed.length} of ${file} pass`);
  }
  return true;
}

if (await control()) {
  for (const mutation of named) {
    tell(`${mutation.file}: ${mutation.guard}`, await workshop.without(mutation));
  }
  for (const guard of of.includes("journal") ? journalGuards(workshop.folder).filter(asked) : []) {
    const before = workshop.read(guard.file);
    const text =
      before.slice(0, guard.at) + guard.replace + before.slice(guard.at + guard.find.length);
    let ran: Ran = { passed: [], failed: [], broken: "no tests" };
    for (const file of testsOf(guard, workshop.folder)) {
      ran = await workshop.with(guard.file, text, () => workshop.test([file]));
      if (ran.failed.length > 0) break;
    }
    tell(`${guard.file}: ${guard.guard}`, ran);
  }
} else sum.missed += 1;
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`${sum.noticed} guards noticed, ${sum.missed} missed, in ${seconds} s.`);
process.exitCode = sum.missed === 0 && sum.noticed > 0 ? 0 : 1;
