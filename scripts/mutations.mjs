// `npm run mutations`: every guard taken away in turn, in a copy of the project (docs/simulation.md).
import { installIfNeeded } from "./install.mjs";
import { run } from "./run.mjs";

installIfNeeded();
process.exit(run("tests/mutations/command.ts", process.argv.slice(2)));
