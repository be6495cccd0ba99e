import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFindings } from "./axe.ts";
import { launchBrowser, newFolder, noBrowser, openPage, openTill, type Till } from "./till.ts";
import { stockCylinders } from "./cylinders.ts";
import { addLongNames, DEMO, walkCounter, walkLock, walkOffice, walkSetUp } from "./walk.ts";
import { leave, signIn } from "./counter.ts";

let browser: Browser;
let demo: Till;
let empty: Till;
let folder = "";

describe.skipIf(noBrowser !== undefined)("everybody can use every screen", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = newFolder();
    empty = await openTill({ folder });
    demo = await openTill({ demo: true });
    const { page } = await openPage(browser);
    await page.goto(demo.address);
    await page
      .getByTestId(`user-${DEMO.owner.name}`)
      .waitFor({ state: "visible", timeout: 110_000 });
    await signIn(page, DEMO.owner.name, DEMO.owner.pin);
    await addLongNames(page);
    await stockCylinders(page);
    await leave(page);
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await empty?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const walks = [
    ["setting up", () => empty, walkSetUp],
    ["the lock", () => demo, walkLock],
    ["the counter", () => demo, walkCounter],
    ["the office", () => demo, walkOffice],
  ] as const;

  test.each(walks)(
    "%s has nothing that axe calls serious, in light or dark",
    async (_, till, walk) => {
      const { page, complaints } = await openPage(browser);
      await page.goto(till().address);
      const found: Record<string, string[]> = {};
      await walk(page, async (name) => {
        const here = await seriousFindings(page);
        if (here.length > 0) found[name] = here;
      });
      await page.context().close();
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    },
    600_000,
  );
});
