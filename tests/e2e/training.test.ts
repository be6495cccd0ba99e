import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../import-rules.ts";
import {
  at,
  countCash,
  lines,
  menu,
  nextSale,
  press,
  scan,
  serve,
  shown,
  sold,
  total,
} from "./counter.ts";
import { comeBack, openShop, OWNER, SHOP, SUGAR } from "./shop.ts";
import { ask, late, launchBrowser, noBrowser, openPage, openTill, type Till } from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;

const sales = async () => (await ask(page, "sale.find", { kind: "sale" })).total;
const practiceBooks = () => existsSync(join(till.folder, "training"));

/** For whoever wants to look: TOMTIN_PICTURES=1. */
async function picture(name: string): Promise<void> {
  if (process.env["TOMTIN_PICTURES"] === undefined) return;
  const folder = join(root, "out", "pictures", "training");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

describe.skipIf(noBrowser !== undefined)("training", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address, [{ template: "WATER", name: "Maji Safi" }, SHOP]);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("begins at the counter, with the real items and none of the real sales", async () => {
    // Not the first business: practice begins where the cashier was.
    await serve(page, "RETAIL");
    await scan(page, SUGAR);
    await total(page, 165);
    await press(page, "F9");
    await at(page, "pay-complete").click();
    await sold(page);
    await nextSale(page);
    await late(page, "draft.save");
    await scan(page, SUGAR); // a sale is left lying there, and is not kept yet
    await lines(page, 1);
    await menu(page, "training");
    await at(page, "training").waitFor();
    await at(page, "shift-open").waitFor();
    expect(await at(page, "counter").getAttribute("data-business")).toBe("RETAIL");
    await at(page, "status-business").getByText(SHOP.name).waitFor();
    expect(await sales()).toBe(0);
    expect(await at(page, "cart-line").count()).toBe(0);
  });

  test("a sale is practised to its receipt, which says TRAINING", async () => {
    await at(page, "shift-open").click();
    await countCash(page, 1000);
    await at(page, "shift-open-done").click();
    await shown(page, "search");
    await scan(page, SUGAR);
    await total(page, 165);
    await picture("selling");
    await press(page, "F9");
    await at(page, "pay-complete").click();
    await sold(page);
    expect(await sales()).toBe(1);
    const { sale } = await ask(page, "sale.last", {});
    const receipt = await ask(page, "receipt.get", { of: sale?.sale ?? "" });
    expect(receipt.text).toContain("TRAINING");
    expect(receipt.text).toContain("Nothing was sold");
    expect(receipt.text).toContain(SHOP.name);
  });

  test("ends at the lock, with the practice thrown away and the real cart where it was", async () => {
    expect(practiceBooks()).toBe(true);
    await at(page, "training-end").click();
    await at(page, "training").waitFor({ state: "detached" });
    await comeBack(page, page.url());
    expect(practiceBooks()).toBe(false);
    expect(await sales()).toBe(1);
    await serve(page, "RETAIL");
    await lines(page, 1);
    const { sale } = await ask(page, "sale.last", {});
    const receipt = await ask(page, "receipt.get", { of: sale?.sale ?? "" });
    expect(receipt.text).not.toContain("TRAINING");
    expect((await ask(page, "program.status", {})).session?.name).toBe(OWNER.name);
  });

  test("practice books left by a power cut are not what the next trainee finds", async () => {
    await menu(page, "training");
    await at(page, "training").waitFor();
    await at(page, "shift-open").click();
    await countCash(page, 1000);
    await at(page, "shift-open-done").click();
    await shown(page, "search");
    await till.kill();
    till = await openTill({ folder: till.folder });
    await comeBack(page, till.address);
    expect((await ask(page, "program.status", {})).training).toBe(false);
    await menu(page, "training");
    await at(page, "training").waitFor();
    await at(page, "shift-open").waitFor(); // no shift of the one before
  });
});
