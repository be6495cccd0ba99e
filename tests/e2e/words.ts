import type { Page } from "playwright-core";

export type Language = "en" | "sw";

const KEY = "tomtin-language";

/**
 * The screen as it is, in another language: as if another window of this computer had changed it.
 * What is open stays open, and what is half typed stays typed.
 */
export async function speak(page: Page, language: Language): Promise<void> {
  const spoken = await page.evaluate(
    async ([key, chosen]) => {
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as object;
      const newValue = JSON.stringify({ ...kept, window: chosen });
      localStorage.setItem(key, newValue);
      dispatchEvent(new StorageEvent("storage", { key, newValue, storageArea: localStorage }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return document.documentElement.lang;
    },
    [KEY, language] as const,
  );
  if (spoken !== language) throw new Error(`the window speaks ${spoken}, not ${language}`);
}

/** Until what was changed has been laid out and painted. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** A text of the screen, given in English, its holes filled. */
export function said(english: string, holes: Readonly<Record<string, string>> = {}): string {
  return english.replaceAll(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);
}
