import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, menu, shown } from "./counter.ts";
import * as office from "./office.ts";
import { stopAtFirstFailure } from "./one-day.ts";
import {
  ask,
  launchBrowser,
  newCommand,
  newFolder,
  noBrowser,
  openPage,
  openTill,
  type Till,
} from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;
let complaints: readonly string[];
let folder = "";
const items = new Map<string, string>();

const held = async (sku: string): Promise<number> =>
  (await ask(page, "stock.card", { item: items.get(sku) ?? "" })).quantity / 1000;

/** A water shop with empties, caps and labels, and nothing filled. */
async function openWaterShop(): Promise<void> {
  await page.goto(till.address);
  const { owner } = await ask(page, "program.setUp", {
    command: newCommand(),
    owner: "Grace Njeri",
    pin: "2468",
    till: { code: "R1", name: "Front counter" },
    vatRegistered: true,
    businesses: [{ template: "WATER", name: "Maji Safi", mpesaTill: "522533" }],
    sampleItems: true,
  });
  await ask(page, "session.signIn", { user: owner, pin: "2468" });
  const found = await ask(page, "catalog.items", { limit: 100 });
  for (const item of found.items) items.set(item.sku, item.id);
  const { today: day } = await ask(page, "program.status", {});
  await ask(page, "stock.receive", {
    command: newCommand(),
    business: "WATER",
    day,
    supplier: null,
    opening: true,
    lines: ["C-1L", "W-CAP", "W-LABEL"].map((sku) => ({
      item: items.get(sku) ?? "",
      quantity: 60_000,
      cost: 600_00,
    })),
  });
  await page.reload();
  await shown(page, "office");
}

describe.skipIf(noBrowser !== undefined)("filling and counting, by keyboard", () => {
  stopAtFirstFailure();
  beforeAll(async () => {
    folder = newFolder();
    till = await openTill({ folder });
    browser = await launchBrowser();
    ({ page, complaints } = await openPage(browser));
    await openWaterShop();
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("the shop floor records a run: arrows choose, Tab goes on, Enter records", async () => {
    await menu(page, "production");
    await shown(page, "run-good");
    await at(page, "run-product-Water 500 ml").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.keyboard.type("70");
    // More than there are empties: what is short is said, and the button waits.
    await at(page, "run-short").first().waitFor();
    expect(await at(page, "run-short").first().innerText()).toBe("10 short");
    expect(await at(page, "run-record").isDisabled()).toBe(true);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("48");
    await page.keyboard.press("Tab");
    await page.keyboard.type("2");
    await page.locator("[data-testid=run-record]:enabled").waitFor();
    await page.keyboard.press("Enter");
    await shown(page, "run-recorded");
    expect(await at(page, "run-recorded").innerText()).toContain("48 Water 1 L recorded: batch ");
    expect([await held("W-1L"), await held("C-1L"), await held("W-CAP")]).toEqual([48, 10, 10]);
    await page.keyboard.press("Escape");
    await at(page, "counter-production").waitFor({ state: "detached" });
  });

  test("a count is typed down the list, reviewed and posted", async () => {
    await at(page, "office").click();
    await office.goTo(page, "stocktakes");
    await at(page, "new-count-empty").click();
    await at(page, "count-label").fill("Evening");
    await page.keyboard.press("Enter");
    await shown(page, "count-sheet");
    await at(page, "count-Water 1 L").click();
    await page.keyboard.type("47");
    await page.keyboard.press("Enter");
    await page.getByText("1 counted").waitFor();
    await at(page, "count-Empty bottle 1 L").click();
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await page.getByText("2 counted").waitFor();
    await at(page, "review").click();
    await shown(page, "differences");
    await page.locator("[data-testid=save]:enabled").focus();
    await page.keyboard.press("Enter");
    await shown(page, "screen-entry");
    expect([await held("W-1L"), await held("C-1L")]).toEqual([47, 12]);
    const health = await ask(page, "report.health", { thorough: true });
    expect(health.checks.filter((check) => !check.ok)).toEqual([]);
  });

  test("nothing was complained about", () => {
    expect(complaints).toEqual([]);
  });
});
