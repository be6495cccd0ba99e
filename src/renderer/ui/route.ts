import { useSyncExternalStore } from "react";

/** The part of the address after #: "/counter", "/office/entry/12?from=2026-01-01". */
function currentRoute(): string {
  return window.location.hash.replace(/^#/, "");
}

/** The window that the customer looks at. */
export const DISPLAY_ROUTE = "/display";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

export function useRoute(): string {
  return useSyncExternalStore(subscribe, currentRoute);
}

export function go(route: string): void {
  window.location.hash = route;
}
