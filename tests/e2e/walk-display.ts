import type { Page } from "playwright-core";
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
} from "./counter.ts";
import type { Look } from "./walk.ts";

const SUGAR = "6161101230024";
const RICE = "6161101230031";

/** The screen turned to the customer, through one sale; begins and ends with an empty one. */
export async function walkDisplay(page: Page, look: Look): Promise<void> {
  const opened = page.context().waitForEvent("page");
  await menu(page, "display");
  const display = await opened;
  const size = page.viewportSize();
  if (size !== null) await display.setViewportSize(size);
  const stage = (name: string) =>
    display.locator(`[data-testid=display][data-stage=${name}]`).waitFor();
  await stage("selling");
  await look("display-1-idle", display);
  await scan(page, SUGAR);
  await lines(page, 1);
  await scan(page, RICE);
  await lines(page, 2);
  await display.locator("li").nth(1).waitFor();
  await look("display-2-lines", display);
  await press(page, "F9");
  await stage("paying");
  await shown(display, "display-qr");
  await look("display-3-paying", display);
  await at(page, "quick-1000").click();
  await sold(page);
  await stage("done");
  await look("display-4-change", display);
  await nextSale(page);
  await display.close();
}

/** A practised sale, in books of its own; begins without a shift and ends at the lock. */
export async function walkTraining(page: Page, look: Look): Promise<void> {
  await menu(page, "training");
  await at(page, "training").waitFor();
  // The practice begins at the first business, whichever was served before.
  await serve(page, "RETAIL");
  await at(page, "shift-open").click();
  await countCash(page, 1000);
  await at(page, "shift-open-done").click();
  await shown(page, "search");
  await scan(page, SUGAR);
  await lines(page, 1);
  await look("training-1-selling");
  await press(page, "F9");
  await shown(page, "cash-exact");
  await look("training-2-paying");
  await at(page, "training-end").click();
  await at(page, "training").waitFor({ state: "detached" });
  await at(page, "pin-input").waitFor({ state: "visible" });
}
