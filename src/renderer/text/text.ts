import { fill, type Values } from "#shared/kernel/text.ts";
import { language } from "./language.ts";
import { SWAHILI } from "./sw/index.ts";

/** The text as it is written in the window's language, its holes still open. */
export function lookUp(text: string): string {
  return language() === "sw" ? (SWAHILI.get(text) ?? text) : text;
}

/**
 * A text in the window's language. Its key is the English text itself, so that the code reads as
 * the screen does; a text without Swahili stays English. Call it while drawing or answering,
 * never while a file is loaded: nobody has chosen a language yet then.
 *
 *     t("Only {left} of {name} left", { left, name })
 */
export function t<const Text extends string>(
  text: Text,
  ...values: Values<Text, string | number>
): string {
  return fill(lookUp(text), values[0]);
}
