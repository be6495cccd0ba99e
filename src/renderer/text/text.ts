import { language } from "./language.ts";
import { SWAHILI } from "./sw/index.ts";

/** The names between braces in a text: "{count} lines of {name}" has "count" and "name". */
export type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never;

/** What comes into the holes; nothing where there are none. */
export type Values<Text extends string, Value> = [Holes<Text>] extends [never]
  ? []
  : [values: { readonly [Name in Holes<Text>]: Value }];

/** The text as it is written in the window's language, its holes still open. */
export function lookUp(text: string): string {
  return language() === "sw" ? (SWAHILI.get(text) ?? text) : text;
}

const HOLE = /\{(\w+)\}/g;

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
  const found = lookUp(text);
  const filling = values[0] as Readonly<Record<string, string | number>> | undefined;
  if (filling === undefined) return found;
  return found.replaceAll(HOLE, (hole, name: string) => String(filling[name] ?? hole));
}
