import { DEFAULT_THEME } from "@mantine/core";
import { theme } from "./theme.ts";

const KNOWN = new Set([...Object.keys(DEFAULT_THEME.colors), ...Object.keys(theme.colors ?? {})]);

const BY_KIND: Readonly<Record<string, string>> = {
  water: "cyan",
  laundry: "violet",
  retail: "orange",
  service: "green",
};

/** The palette of a business or category: its own colour where we have it, else that of its kind. */
export function paletteOf(card: { readonly colour: string; readonly kind?: string }): string {
  if (KNOWN.has(card.colour)) return card.colour;
  return BY_KIND[card.kind ?? ""] ?? "tide";
}
