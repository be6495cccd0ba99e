import type { Page } from "playwright-core";

export type Language = "en" | "sw";

const KEY = "tomtin-language";

/**
 * The screen as it is, in another language: as if another window of this computer had changed it.
 * What is open stays open, and what is half typed stays typed.
 */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(
    ([key, spoken]) => {
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as object;
      const newValue = JSON.stringify({ ...kept, window: spoken });
      localStorage.setItem(key, newValue);
      dispatchEvent(new StorageEvent("storage", { key, newValue, storageArea: localStorage }));
    },
    [KEY, language] as const,
  );
  await page.waitForFunction((spoken) => document.documentElement.lang === spoken, language);
  await painted(page);
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
