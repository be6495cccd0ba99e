import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's folder, where the program runs from its sources. */
export const PROJECT_FOLDER = join(import.meta.dirname, "..", "..", "..");

/** The version of this program, as package.json has it. */
export function programVersion(): string {
  const description: unknown = JSON.parse(
    readFileSync(join(PROJECT_FOLDER, "package.json"), "utf8"),
  );
  return (description as { readonly version: string }).version;
}
