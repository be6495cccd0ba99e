import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFindings } from "./axe.ts";
import { startCentre, type Centre } from "./centre.ts";
import { launchBrowser, newFolder, noBrowser, openPage, openTill, type Till } from "./till.ts";
import { walkCentre } from "./walk-centre.ts";

let browser: Browser;
let centre: Centre;
let office: Till;
let till: Till;

/** The others are the same screens with fewer words on them. */
const LOOKED_AT =
  /^centre-(02-not|03-what|05-new|06-its|11-join|12-not|20-tills|22-shut|23-|24-|25-one|31-exceptions|32-settle|33-settled)/;

describe.skipIf(noBrowser !== undefined)("everybody can use the screens of the centre", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    centre = await startCentre();
    office = await openTill({ folder: newFolder() });
    till = await openTill({ folder: newFolder() });
  });
  afterAll(async () => {
    await browser?.close();
    for (const each of [office, till]) {
      await each?.stop();
      rmSync(each.folder, { recursive: true, force: true });
    }
    await centre?.stop();
  });

  test("connecting, tills and exceptions have nothing that axe calls serious, in light or dark", async () => {
    const { page: officePage, complaints } = await openPage(browser);
    const { page: tillPage, complaints: others } = await openPage(browser);
    await tillPage.goto(till.address);
    const found: Record<string, string[]> = {};
    await walkCentre({ centre, office, officePage, tillPage }, (page) => async (name) => {
      if (!LOOKED_AT.test(name)) return;
      const here = await seriousFindings(page);
      if (here.length > 0) found[name] = here;
    });
    expect(found).toEqual({});
    expect([...complaints, ...others]).toEqual([]);
  }, 400_000);
});
