import { AssertionFailure } from "../kernel/assert.ts";

/**
 * One text for one value: keys sorted, no white space, whole numbers only. The fact's hash is
 * taken over these bytes once, at birth; afterwards the stored bytes are hashed, never a
 * re-serialised object (design: replication, principle 2).
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) unfit(value);
    return Object.is(value, -0) ? "0" : String(value);
  }
  if (Array.isArray(value)) {
    let text = "[";
    for (let i = 0; i < value.length; i += 1) text += (i ? "," : "") + canonical(value[i]);
    return text + "]";
  }
  if (typeof value !== "object") unfit(value);
  return canonicalObject(value as Record<string, unknown>);
}

/** The sentence is made only where it is needed: this is on the path of each sale. */
function unfit(value: unknown): never {
  const strange = typeof value !== "number";
  throw new AssertionFailure(
    strange
      ? `a fact cannot hold a ${typeof value}`
      : `a fact holds whole numbers only, not ${value}`,
  );
}

/** The few names that facts have, quoted once. */
const quotedNames = new Map<string, string>();

function quoted(name: string): string {
  const known = quotedNames.get(name);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(name)}:`;
  // Names that people make up (there are none today) must not fill the memory.
  if (quotedNames.size < 1000) quotedNames.set(name, text);
  return text;
}

function canonicalObject(value: Record<string, unknown>): string {
  let text = "{";
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += (text === "{" ? "" : ",") + quoted(key) + canonical(member);
  }
  return text + "}";
}
