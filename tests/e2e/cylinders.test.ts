import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, lines, menu, nextSale, press, scan, shown, sold, total } from "./counter.ts";
import { positionOf, stockCylinders, type Cylinders } from "./cylinders.ts";
import { openShop } from "./shop.ts";
import { ask, launchBrowser, noBrowser, openPage, openTill, type Till } from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;
let kinds: Cylinders;

/** Cylinders over the counter, by the keyboard alone. */
describe.skipIf(noBrowser !== undefined)("cylinders at the counter", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
    kinds = await stockCylinders(page);
    await page.reload();
    await shown(page, "search");
    await shown(page, "tile-JIKO-GAS-13-KG");
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("a full one for an empty is five actions: three scans, pay, exact", async () => {
    await scan(page, "JK130001");
    await shown(page, "returnable");
    await scan(page, "OLD130001");
    await scan(page, "SEAL0001");
    await lines(page, 1);
    await total(page, 13 * 240);
    await press(page, "F9");
    await press(page, "F9");
    expect(await sold(page)).toBe(0);
    expect(await positionOf(page, kinds.thirteen)).toEqual({
      full: 2,
      empty: 1,
      customer: 0,
      balanced: true,
    });
    await nextSale(page);
  });

  test("without an empty the deposit is paid on top, and comes back once", async () => {
    await at(page, "search").fill("jiko 6");
    await press(page, "Enter");
    await shown(page, "returnable");
    await page.keyboard.press("Alt+2");
    await page.keyboard.press("Enter");
    await lines(page, 1);
    await total(page, 6 * 240 + 2500);
    await press(page, "F9");
    await press(page, "F9");
    expect(await sold(page)).toBe(0);
    await nextSale(page);
    const out = await positionOf(page, kinds.six);
    expect(out).toEqual({ full: 4, empty: 0, customer: 1, balanced: true });

    await menu(page, "deposit");
    await shown(page, "deposit-row");
    await page.keyboard.press("Enter");
    await shown(page, "deposit-give");
    await page.keyboard.press("Enter");
    await page.getByText("2,500.00 of deposit given back").waitFor();
    const back = await positionOf(page, kinds.six);
    expect(back).toEqual({ full: 4, empty: 1, customer: 0, balanced: true });
    const { total: open } = await ask(page, "deposit.find", { business: "RETAIL", text: "" });
    expect(open).toBe(0);
  });
});
