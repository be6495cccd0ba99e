import type { Page } from "playwright-core";
import { SWAHILI } from "../../src/renderer/text/sw/index.ts";
import { ask, newCommand } from "./till.ts";

export type Language = "en" | "sw";

/** What the walks of this process find on the screen. */
let language: Language = "en";

export function speak(chosen: Language): void {
  language = chosen;
}

/** A text of the screen, given in English, as it stands there; its holes filled. */
export function said(english: string, holes: Readonly<Record<string, string>> = {}): string {
  const text = language === "en" ? english : SWAHILI.get(english);
  if (text === undefined) throw new Error(`no Swahili for '${english}'`);
  return text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);
}

/** Where nobody has signed in, the language is chosen with the button there. */
export async function chooseHere(page: Page): Promise<void> {
  if ((await page.evaluate(() => document.documentElement.lang)) === language) return;
  await page.getByTestId("language").click();
  await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
}

/** The office writes down that everybody reads this language (English is said of them already). */
export async function everybodyReads(page: Page): Promise<void> {
  if (language === "en") return;
  const { users } = await ask(page, "user.list", {});
  for (const { id, name, active, access } of users) {
    await ask(page, "user.save", { command: newCommand(), id, name, active, access, language });
  }
}
