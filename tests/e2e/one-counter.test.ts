import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, lines, menu, press, scan, shown, sold, strike, total } from "./counter.ts";
import { openShop, RICE, SUGAR } from "./shop.ts";
import { late, launchBrowser, noBrowser, openPage, openTill, type Till } from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;

/** Everything back to one sugar and two rice. */
async function again(): Promise<void> {
  await menu(page, "empty");
  await lines(page, 0);
  for (const code of [SUGAR, RICE, RICE]) await scan(page, code);
  await total(page, 165 + 2 * 380);
}

describe.skipIf(noBrowser !== undefined)("the counter comes up", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
    for (const code of [SUGAR, RICE, RICE]) await scan(page, code);
    await total(page, 165 + 2 * 380);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("of two windows one is the counter: the other takes it over, and it comes back", async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await shown(other, "counter-elsewhere");
    await late(page, "draft.save");
    await scan(page, SUGAR);
    await total(page, 2 * 165 + 2 * 380);
    await at(other, "counter-take").click();
    await total(other, 2 * 165 + 2 * 380);
    await shown(page, "counter-elsewhere");
    await page.unroute("**/rpc/draft.save");
    await at(page, "counter-take").focus();
    await scan(page, RICE);
    await scan(other, RICE);
    await total(other, 2 * 165 + 3 * 380);
    expect(await at(page, "counter").count()).toBe(0);
    await other.close();
    await total(page, 2 * 165 + 3 * 380);
  });

  test("a window that hangs with the counter is not waited for", async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await shown(other, "counter-elsewhere");
    const { promise: end, resolve: wake } = Promise.withResolvers<void>();
    let hanging = true;
    await page.route("**/rpc/draft.save", async (route) => {
      if (!hanging) return route.fallback();
      await end;
      return route.abort();
    });
    await scan(page, SUGAR);
    await total(page, 3 * 165 + 3 * 380);
    await at(other, "counter-take").click();
    await total(other, 2 * 165 + 3 * 380);
    await shown(page, "counter-elsewhere");
    hanging = false;
    wake();
    await scan(other, RICE);
    await total(other, 2 * 165 + 4 * 380);
    await at(page, "counter-take").click();
    await total(page, 2 * 165 + 4 * 380);
    await other.close();
    await again();
  });

  test("a scan that comes before the shift and the prices have been read is taken then", async () => {
    for (const first of ["shift.current", "catalog.forTill"]) {
      const { promise: read, resolve: answer } = Promise.withResolvers<void>();
      await page.route(`**/rpc/${first}`, async (route) => {
        await read;
        return route.fallback();
      });
      await page.reload();
      await lines(page, 2);
      await scan(page, SUGAR);
      await scan(page, RICE);
      await total(page, 165 + 2 * 380);
      expect(await page.getByText("no longer sold").count()).toBe(0);
      answer();
      await total(page, 2 * 165 + 3 * 380);
      await page.unroute(`**/rpc/${first}`);
      await press(page, "Control+z");
      await press(page, "Control+z");
      await total(page, 165 + 2 * 380);
    }
  });

  test("F9 and Enter as fast as they can be struck are a sale", async () => {
    await menu(page, "empty");
    await lines(page, 0);
    for (const _ of "123") {
      await scan(page, SUGAR);
      await total(page, 165);
      await strike(page, ["F9", "Enter"]);
      await sold(page);
      await at(page, "next-sale").click();
      await lines(page, 0);
    }
  });
});
