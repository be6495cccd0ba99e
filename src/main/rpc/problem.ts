import type { z } from "zod";
import type { Refusals } from "#shared/kernel/refusal.ts";

type Issue = z.core.$ZodIssue;

const LONGEST_PATH = 200;

/** The first thing wrong with a request, in plain words. Never repeats the value: it may be a PIN. */
export function problemOf(error: z.ZodError): Refusals["request.invalid"] {
  const issue = deepest(error.issues[0]);
  if (issue === undefined) return { path: "", problem: "is not what this procedure takes" };
  const keys = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...issue.path, ...keys].map(String).join(".");
  return { path: path.slice(0, LONGEST_PATH), problem: sentence(issue) };
}

/** A union says only that nothing fitted; the member that came furthest says what was wrong. */
function deepest(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== "invalid_union") return issue;
  const inner = issue.errors.flatMap((issues) => issues.slice(0, 1));
  const best = inner.reduce<Issue | undefined>(
    (far, each) => (far === undefined || each.path.length > far.path.length ? each : far),
    undefined,
  );
  if (best === undefined) return issue;
  return deepest({ ...best, path: [...issue.path, ...best.path] });
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

function sentence(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case "unrecognized_keys":
    case "invalid_key":
      return "is not expected here";
    case "too_small":
      return `must be at least ${issue.minimum}${counted(issue.origin)}`;
    case "too_big":
      return `must be at most ${issue.maximum}${counted(issue.origin)}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "invalid_format":
      return issue.format === "uuid" ? "must be a UUID" : "is not written as it should be";
    case "custom":
      return issue.message;
    default:
      return "is not what this procedure takes";
  }
}

function counted(origin: string): string {
  if (origin === "string") return " characters long";
  return origin === "array" ? " items long" : "";
}
