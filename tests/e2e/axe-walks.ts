import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFindings } from "./axe.ts";
import { layoutFaults } from "./layout-faults.ts";
import { textFaults } from "./texts-shown.ts";
import { speak } from "./words.ts";
import { launchBrowser, newFolder, noBrowser, openPage, openTill, type Till } from "./till.ts";
import { stockCylinders } from "./cylinders.ts";
import { addLongNames, DEMO, type Look } from "./walk.ts";
import { leave, signIn } from "./counter.ts";

/** Who walks where: on the till that is still to be set up, or on the demo shop's. */
export type Walks = readonly (readonly [
  place: string,
  till: "empty" | "demo",
  walk: (page: Page, look: Look) => Promise<void>,
])[];

/** What people called things, and what is English in either language. */
export const GIVEN: ReadonlySet<string> = new Set([
  "English",
  "Change the language of the screen",
  // Cylinders and bottles, and what people of the demo shop wrote.
  "Jiko gas 13 kg",
  "Cylinder 6 kg, to keep",
  "Bottle 20 L",
  "VAT return",
  "Owner's drawings",
]);

/** What is cut off, out of sight or English, in words; the screen is as it was afterwards. */
export async function faultsInBoth(page: Page): Promise<string[]> {
  const english = await layoutFaults(page);
  await speak(page, "sw");
  const swahili = [...(await textFaults(page, GIVEN)), ...(await layoutFaults(page))];
  await speak(page, "en");
  return [...english, ...swahili.map((each) => `in Swahili, ${each}`)];
}

/**
 * Walks through every state once, at 1366 × 768, and looks at each: axe in light, axe of the colours
 * that are new in the dark, and whatever other faults it is looked at for.
 */
export function lookedAtClosely(walks: Walks, faults: (page: Page) => Promise<string[]>): void {
  describe.skipIf(noBrowser !== undefined)("everybody can use every screen", () => {
    let browser: Browser;
    let tills: { readonly empty: Till; readonly demo: Till };
    let folder = "";
    beforeAll(async () => {
      browser = await launchBrowser();
      folder = newFolder();
      const demo = await openTill({ demo: true });
      tills = { demo, empty: await openTill({ folder }) };
      const { page } = await openPage(browser);
      await page.goto(demo.address);
      await page
        .getByTestId(`user-${DEMO.owner.name}`)
        .waitFor({ state: "visible", timeout: 270_000 });
      await signIn(page, DEMO.owner.name, DEMO.owner.pin);
      await addLongNames(page);
      await stockCylinders(page);
      await leave(page);
      await page.context().close();
      // The demo shop trades a week before it opens: half a minute here, minutes on a slow machine.
    }, 300_000);
    afterAll(async () => {
      await browser?.close();
      await tills?.demo.stop();
      await tills?.empty.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test.each(walks)(
      "%s: axe calls nothing serious in light or dark, and nothing is cut off or out of sight",
      async (_, till, walk) => {
        const { page, complaints } = await openPage(browser);
        await page.goto(tills[till].address);
        const found: Record<string, string[]> = {};
        await walk(page, async (name, beside = page) => {
          const here = [...(await seriousFindings(beside)), ...(await faults(beside))];
          if (here.length > 0) found[name] = here;
        });
        await page.context().close();
        expect(found).toEqual({});
        expect(complaints).toEqual([]);
      },
      1_200_000,
    );
  });
}
