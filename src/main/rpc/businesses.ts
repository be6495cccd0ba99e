/**
 * Every business that a parsed request names under a key `business`, at any depth: a transfer
 * names two, an expense one a share. Null is all businesses together, as "*" is.
 */
export function namedBusinesses(request: unknown): ReadonlySet<string | null> {
  const found = new Set<string | null>();
  collect(request, found);
  return found;
}

function collect(value: unknown, found: Set<string | null>): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (key !== "business") collect(member, found);
    else if (member === null || member === "*") found.add(null);
    else if (typeof member === "string") found.add(member);
  }
}
