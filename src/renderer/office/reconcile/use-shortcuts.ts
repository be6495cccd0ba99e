import { useLayoutEffect } from "react";

/** One key an act, while nobody is typing and no dialog is open. */
export function useShortcuts(acts: Readonly<Record<string, () => unknown>>): void {
  // With the commit: a key that comes right after it means what is on the screen.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest("input:not([type=checkbox]), textarea");
      const dialog = document.querySelector("[role=dialog]");
      if (typing !== null || dialog !== null || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      acts[event.key.toLowerCase()]?.();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
