import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { handOf, measure, typed, watch } from "./ui-watch.ts";

const SOURCE = path.join(import.meta.dirname, "..", "..", "renderer", "bench");
const ADDRESS = "http://floor.invalid";
const KINDS: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

export interface Floor {
  readonly page: Page;
  /** Six keys, each of which changes all fifty rows. */
  press(into: number[]): Promise<void>;
}

/** The yardstick: a bare page with a list of fifty rows of Mantine's, built as the windows are. */
export async function openFloor(browser: Browser, folder: string): Promise<Floor> {
  const built = path.join(folder, "floor");
  const { build } = await import("vite");
  await build({
    root: SOURCE,
    configFile: false,
    logLevel: "error",
    css: { postcss: {} },
    build: {
      outDir: built,
      target: "es2024",
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: path.join(SOURCE, "floor.html") },
    },
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await watch(page);
  await page.route(`${ADDRESS}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const body = await readFile(path.join(built, pathname)).catch(() => "");
    await route.fulfill({ body, contentType: KINDS[path.extname(pathname)] ?? "text/plain" });
  });
  await page.goto(`${ADDRESS}/floor.html`);
  await page.locator("li").first().waitFor();
  const hand = await handOf(page);
  let count = 0;
  return {
    page,
    async press(into) {
      for (const letter of "abcdef") {
        count += 1;
        const key = typed(letter);
        const shows = `document.querySelector("li")?.textContent === "${count}.0"`;
        into.push(await measure(page, { key, act: () => hand.press(key), shows }));
      }
    },
  };
}
