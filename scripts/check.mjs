// The quick gate before a commit: types, lint, import rules.
import { installIfNeeded } from "./install.mjs";
import { lint, vitest } from "./run.mjs";
import { typecheck } from "./typecheck.mjs";

installIfNeeded();
const passed = [await typecheck(), lint(), vitest(["tests/architecture.test.ts"]) === 0];
process.exit(passed.every(Boolean) ? 0 : 1);
