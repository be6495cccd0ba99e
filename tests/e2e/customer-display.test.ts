import { mkdirSync } from "node:fs";
import { join } from "node:path";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../import-rules.ts";
import { at, leave, menu, nextSale, press, scan, sold, total } from "./counter.ts";
import { openShop, SHOP, SUGAR } from "./shop.ts";
import { launchBrowser, noBrowser, openPage, openTill, type Till } from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;
let display: Page;

const amount = async (testid: string) => (await at(display, testid).textContent()) ?? "";
const stage = (name: string) =>
  display.locator(`[data-testid=display][data-stage=${name}]`).waitFor();

/** For whoever wants to look: TOMTIN_PICTURES=1. */
async function picture(name: string): Promise<void> {
  if (process.env["TOMTIN_PICTURES"] === undefined) return;
  const folder = join(root, "out", "pictures", "customer-display");
  mkdirSync(folder, { recursive: true });
  await display.screenshot({ path: join(folder, `${name}.png`) });
}

describe.skipIf(noBrowser !== undefined)("the customer display", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
    const opened = page.context().waitForEvent("page");
    await menu(page, "display");
    display = await opened;
    await display.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("shows each line as it is sold, and the total", async () => {
    await stage("selling");
    await scan(page, SUGAR);
    await scan(page, SUGAR);
    await total(page, 330);
    await expect.poll(() => amount("display-total")).toBe("KES 330.00");
    expect(await at(display, "display").textContent()).toContain("2 × 165.00");
    await picture("selling");
  });

  test("shows the M-Pesa till to read and to scan while the customer pays", async () => {
    await press(page, "F9");
    await stage("paying");
    const code = at(display, "display-qr");
    await code.waitFor();
    const png = PNG.sync.read(await code.screenshot());
    const read = jsqr(new Uint8ClampedArray(png.data), png.width, png.height);
    expect(read?.data).toBe(SHOP.mpesaTill);
    expect(await at(display, "display").textContent()).toContain(SHOP.mpesaTill);
    await picture("paying");
  });

  test("shows the change until the next customer", async () => {
    await at(page, "quick-500").click();
    expect(await sold(page)).toBe(170_00);
    await expect.poll(() => amount("display-change")).toBe("KES 170.00");
    expect(await amount("display-total")).toBe("KES 330.00");
    await picture("change");
    await nextSale(page);
    await display.getByText("Karibu").waitFor();
    await picture("waiting");
  });

  test("that was opened in the middle of a sale shows it at once", async () => {
    await scan(page, SUGAR);
    await total(page, 165);
    await display.reload();
    await expect.poll(() => amount("display-total")).toBe("KES 165.00");
  });

  test("shows nothing of a till that is locked", async () => {
    await leave(page);
    await stage("closed");
    expect(await at(display, "display").textContent()).not.toContain("165");
  });
});
