/** English, or the Swahili of Kenyan shops. */
export type Language = "en" | "sw";

/** The names between braces in a text: "{count} lines of {name}" has "count" and "name". */
export type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never;

/** What comes into the holes; nothing where there are none. */
export type Values<Text extends string, Value> = [Holes<Text>] extends [never]
  ? []
  : [values: { readonly [Name in Holes<Text>]: Value }];

/** Says an English text, which is its own key, in some language, with its holes filled. */
export type Say = <const Text extends string>(
  text: Text,
  ...values: Values<Text, string | number>
) => string;

const HOLE = /\{(\w+)\}/g;

/** The text with its holes filled; what is filled in is not read for holes again. */
export function fill(
  text: string,
  filling: Readonly<Record<string, string | number>> | undefined,
): string {
  if (filling === undefined) return text;
  return text.replaceAll(HOLE, (hole, name: string) => String(filling[name] ?? hole));
}
