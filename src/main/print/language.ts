import { fill, type Language, type Say } from "#shared/kernel/text.ts";
import { PAPERS } from "./swahili.ts";

const SWAHILI: ReadonlyMap<string, string> = new Map(Object.entries(PAPERS));

/** Says the words of a paper in the language that its business chose; English where none was. */
export function say(language: Language | undefined): Say {
  return (text, ...values) =>
    fill(language === "sw" ? (SWAHILI.get(text) ?? text) : text, values[0]);
}
