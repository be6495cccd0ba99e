import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, leave, lines, menu, scan, shown, signIn } from "./counter.ts";
import { findings, seriousFindings } from "./axe.ts";
import { openShop, OWNER, SUGAR } from "./shop.ts";
import { launchBrowser, noBrowser, openPage, openTill, type Till, type Watched } from "./till.ts";
import { textFaults } from "./texts-shown.ts";

/** What is English in either language: the way back to it. */
const NAMES: ReadonlySet<string> = new Set(["English", "Change the language of the screen"]);

let browser: Browser;
let till: Till;
let watched: Watched;
let page: Page;

const said = () => page.evaluate(() => document.documentElement.lang);

describe.skipIf(noBrowser !== undefined)("the language of the screens", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    watched = await openPage(browser);
    ({ page } = watched);
    await openShop(page, till.address);
  });
  afterAll(async () => {
    expect(watched.complaints).toEqual([]);
    await page.context().close();
    await browser.close();
    await till.stop();
  });

  test("is switched in the cashier menu, and the cart and what was typed stay", async () => {
    await scan(page, SUGAR);
    await lines(page, 1);
    await at(page, "search").fill("ric");
    await menu(page, "language");
    await page.getByPlaceholder("Jina, msimbo au msimbopau").waitFor();
    expect(await said()).toBe("sw");
    expect(await at(page, "search").inputValue()).toBe("ric");
    await lines(page, 1);
    // What is memoised speaks it too.
    expect(await at(page, "cart-line").innerText()).toContain("kila moja");
    await at(page, "search").fill("");
  });

  test("is the person's own: it comes back with her sign-in, after a reload and at the lock", async () => {
    await page.reload();
    await shown(page, "search");
    expect(await said()).toBe("sw");
    await leave(page);
    await shown(page, "language");
    await at(page, "language").click();
    await page.waitForFunction(() => document.documentElement.lang === "en");
    await signIn(page, OWNER.name, OWNER.pin);
    await shown(page, "search");
    expect(await said()).toBe("en");
    await lines(page, 1);
  });

  // Every state of the counter in both languages: accessibility-counter.
  test("is found wanting where a text stands there in English", async () => {
    await menu(page, "language");
    await page.getByPlaceholder("Jina, msimbo au msimbopau").waitFor();
    expect(await textFaults(page, NAMES)).toEqual([]);
    expect(await findings(page, "light")).toEqual([]);
    await menu(page, "language");
    await page.getByPlaceholder("Name, code or barcode").waitFor();
    expect(await textFaults(page, NAMES)).toContain("English: Total");
  });

  // Every state of all screens in both schemes: accessibility-counter and -office.
  test("and where, in the dark, a text that was well to read no longer is", async () => {
    expect(await seriousFindings(page)).toEqual([]);
    await at(page, "total").evaluate((total) => total.style.setProperty("color", "#444"));
    const found = /^in the dark, color-contrast: .*total/;
    for (const _ of ["once", "again"]) {
      expect(await seriousFindings(page)).toEqual([expect.stringMatching(found)]);
    }
  });
});
