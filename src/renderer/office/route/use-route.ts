import { useMemo, useSyncExternalStore } from "react";
import { href, parseRoute, type Query, type Route } from "./route.ts";

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** How many places were visited before this one: Back stays in the office while there are some. */
let visited = 0;
window.addEventListener("hashchange", () => {
  visited += 1;
});

export function cameFromInside(): boolean {
  return visited > 0;
}

/** Goes there; Back comes back. */
export function go(address: string): void {
  window.location.hash = address;
}

/** Goes there instead of here: for typing in a search box, which is one place. */
function goInstead(address: string): void {
  window.location.replace(address);
}

/** Changes some filters of the running screen and keeps the others. */
export function refilter(
  route: Route,
  change: Readonly<Record<string, string | null>>,
  how: "push" | "replace" = "push",
): void {
  const address = href(route.screen, route.arg, { ...route.query, ...change });
  if (how === "push") go(address);
  else goInstead(address);
}

/** The filters that go along from screen to screen. */
export function travelling(query: Query): Query {
  const kept: Record<string, string> = {};
  for (const key of ["b", "p", "from", "to"]) {
    const value = query[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}
