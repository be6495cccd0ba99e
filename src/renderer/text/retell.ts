import { fill } from "#shared/kernel/text.ts";
import { language } from "./language.ts";
import { lookUp } from "./text.ts";

const HOLE = /\{(\w+)\}/;
const patterns = new Map<string, RegExp>();

const escaped = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** "Float of shift {number}" → /^Float of shift (?<number>.+?)$/ */
function patternOf(text: string): RegExp {
  const known = patterns.get(text);
  if (known !== undefined) return known;
  const parts = text
    .split(HOLE)
    .map((part, index) => (index % 2 === 1 ? `(?<${part}>.+?)` : escaped(part)));
  const pattern = new RegExp(`^${parts.join("")}$`, "su");
  patterns.set(text, pattern);
  return pattern;
}

/**
 * What the program wrote in English (the memo of an entry, a sentence of `verify`), said in the
 * window's language: where `written` is that text with something in its holes. Undefined where it
 * is not, and where the window speaks English.
 *
 *     retell("Float of shift {number}", "Float of shift W1-7") → "Pesa za kuanzia za zamu W1-7"
 *
 * `inner` says the parts that stand in the holes, where they are texts of ours themselves.
 */
export function retell(
  text: string,
  written: string,
  inner: (part: string) => string = (part) => part,
): string | undefined {
  if (language() === "en") return undefined;
  const found = patternOf(text).exec(written);
  if (found === null) return undefined;
  const filling = Object.entries(found.groups ?? {}).map(([name, part]) => [name, inner(part)]);
  return fill(lookUp(text), Object.fromEntries(filling) as Record<string, string>);
}
