import type { Refusal } from "#shared/kernel/refusal.ts";

/**
 * What a screen may have to tell a person: the program said no, or the program did not answer.
 * The second is not a refusal (nobody decided anything), but is shown in the same place.
 */
export type Problem = Refusal | { readonly code: "program.silent" };

export type ProblemCode = Problem["code"];

export const SILENT: Problem = { code: "program.silent" };
