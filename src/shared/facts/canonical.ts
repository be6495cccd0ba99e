import { assert } from "../kernel/assert.ts";

/**
 * One text for one value: keys sorted, no white space, whole numbers only. The fact's hash is
 * taken over these bytes once, at birth; afterwards the stored bytes are hashed, never a
 * re-serialised object (design: replication, principle 2).
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    assert(Number.isSafeInteger(value), `a fact holds whole numbers only, not ${value}`);
    return Object.is(value, -0) ? "0" : String(value);
  }
  if (Array.isArray(value)) {
    let text = "[";
    for (let i = 0; i < value.length; i += 1) text += (i ? "," : "") + canonical(value[i]);
    return text + "]";
  }
  assert(typeof value === "object", `a fact cannot hold a ${typeof value}`);
  return canonicalObject(value as Record<string, unknown>);
}

function canonicalObject(value: Record<string, unknown>): string {
  let text = "{";
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === "{" ? "" : ","}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return text + "}";
}
