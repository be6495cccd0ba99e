import type { Page } from "playwright-core";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";
import type { Look } from "./walk.ts";
import { said } from "./words.ts";

/** Production, stock and counts in the office, from what is short to what is posted. */
export async function walkStock(page: Page, look: Look): Promise<void> {
  await producing(page, look);
  await onTheShelves(page, look);
  await counting(page, look);
  await changing(page, look);
}

async function producing(page: Page, look: Look): Promise<void> {
  await office.goTo(page, "production");
  await shown(page, "run-good");
  await at(page, "run-product-Water 1 L").check();
  await look("stock-01-run");
  await at(page, "run-good").fill("24");
  await at(page, "run-lost").fill("3");
  await shown(page, "run-plan");
  await page.getByTestId("run-plan").getByText(said("Needed")).waitFor();
  await look("stock-02-run-planned");
  await at(page, "run-good").fill("99999");
  await page.getByTestId("run-short").first().waitFor();
  await look("stock-03-run-short");
  await at(page, "run-good").fill("24");
  await page.locator("[data-testid=run-record]:enabled").click();
  await shown(page, "run-recorded");
  await look("stock-04-run-recorded");
  await office.pick(page, "production-view", said("Runs"));
  await at(page, "runs").locator("tbody tr[data-row]").first().waitFor();
  await look("stock-05-runs");
  await at(page, "take-back").first().click();
  await shown(page, "reason");
  await look("stock-06-take-back");
  await page.keyboard.press("Escape");
  await office.pick(page, "production-view", said("Recipes"));
  await at(page, "recipes").locator("tbody tr[data-row]").first().waitFor();
  await look("stock-07-recipes");
  await at(page, "recipes").locator("tbody tr[data-row]").first().click();
  await shown(page, "recipe-loss");
  await look("stock-08-recipe");
  await page.keyboard.press("Escape");
}

async function onTheShelves(page: Page, look: Look): Promise<void> {
  await office.goTo(page, "stock");
  await shown(page, "valuation");
  await look("stock-09-value");
  await page.getByTestId("valuation").getByText("Water 500 ml", { exact: true }).click();
  await shown(page, "moves");
  await shown(page, "prices");
  await look("stock-10-card");
  await at(page, "back").click();
  await office.pick(page, "stock-view", said("Changes"));
  await page
    .getByText(said("Nothing but trade has changed the stock"))
    .or(at(page, "acts"))
    .waitFor();
  await look("stock-11-changes");
  await office.pick(page, "stock-view", said("Below cost"));
  await page.getByText(said("Every price covers its cost")).or(at(page, "below-cost")).waitFor();
  await look("stock-12-below-cost");
}

async function counting(page: Page, look: Look): Promise<void> {
  await office.goTo(page, "stocktakes");
  await page.getByTestId("new-count").waitFor();
  await look("stock-13-no-count");
  await at(page, "new-count").click();
  await shown(page, "count-label");
  await look("stock-14-new-count");
  await page.keyboard.press("Enter");
  await shown(page, "count-sheet");
  const cells = page.locator("[data-count]");
  await cells.first().click();
  for (const many of ["40", "30", "25"]) {
    await page.keyboard.type(many);
    await page.keyboard.press("Enter");
  }
  await page
    .getByText(said("{businessName}, {counted} counted", { businessName: "", counted: "3" }))
    .first()
    .waitFor();
  await look("stock-15-counting");
  await at(page, "review").click();
  await page.getByTestId("save").waitFor();
  await look("stock-16-review");
  await page.keyboard.press("Escape");
  await at(page, "discard").click();
  await look("stock-17-discard");
  await at(page, "discard-yes").click();
  await shown(page, "screen-stocktakes");
}

async function changing(page: Page, look: Look): Promise<void> {
  await office.record(page, "write-off");
  await office.choose(page, "business", "Maji Safi Water");
  await office.choose(page, "reason", said("Broken"));
  await office.choose(page, "line-1-item", "Water 5 L");
  await at(page, "line-1-quantity").fill("9999");
  await look("stock-18-write-off");
  await office.record(page, "send-back");
  await office.choose(page, "business", "Duka Gas & Groceries");
  await office.choose(page, "supplier", "Nairobi Wholesale Traders");
  await shown(page, "layers");
  await look("stock-19-send-back");
  await office.record(page, "move-goods");
  await office.choose(page, "from", "Maji Safi Water");
  await office.choose(page, "to", "Usafi Laundry");
  await office.choose(page, "line-1-item", "Water 500 ml");
  await look("stock-20-move-goods");
  await office.record(page, "price-list");
  await at(page, "price-W-500").fill("10");
  await look("stock-21-price-list");
}

/** The shop floor's own way to the same form. */
export async function walkShopFloor(page: Page, look: Look): Promise<void> {
  await counter.serve(page, "WATER");
  await counter.menu(page, "production");
  await shown(page, "run-good");
  await at(page, "run-good").fill("6");
  await page.getByTestId("run-plan").getByText(said("Needed")).waitFor();
  await look("counter-production");
  await page.keyboard.press("Escape");
}
