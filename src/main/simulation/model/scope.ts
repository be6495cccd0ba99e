import type { AnyFact } from "#shared/facts/index.ts";
import { isOfficeOnly } from "#shared/facts/office-only.ts";
import type { DeviceKind, Scope } from "#main/replication/centre.ts";

export function mayMake(kind: DeviceKind, fact: AnyFact): boolean {
  return kind === "office" || !isOfficeOnly(fact.kind);
}

/** The businesses a fact is about: none means everybody's. */
function businessesOf(fact: AnyFact): ReadonlySet<string> {
  const found = new Set<string>();
  if (fact.kind === "books.opened") return found;
  if (fact.business !== null) found.add(fact.business);
  for (const [business] of fact.entry?.lines ?? []) found.add(business);
  if (fact.kind === "business.saved") found.add(fact.body.business.id);
  if (fact.kind === "catalog.saved" || fact.kind === "business.saved") {
    for (const { business } of fact.body.categories) found.add(business);
    for (const { business } of fact.body.items) found.add(business);
  }
  return found;
}

export function isWithin(fact: AnyFact, scope: Scope): boolean {
  if (scope === "*") return true;
  return [...businessesOf(fact)].every((business) => scope.includes(business));
}
