import type { Page } from "playwright-core";
import * as counter from "./counter.ts";
import { at, opened, shown } from "./counter.ts";
import { choose, goTo } from "./office.ts";
import type { Look } from "./walk.ts";
import { said } from "./words.ts";

/** A cylinder out for an empty, one on deposit, and the deposit back; the cart is left empty. */
export async function walkCylinders(page: Page, look: Look): Promise<void> {
  await at(page, "search").fill("jiko gas 13");
  await at(page, "tile-JIKO-GAS-13-KG").waitFor();
  await page.keyboard.press("Enter");
  await opened(page, "returnable");
  await look("cylinder-01-exchange");
  await page.keyboard.press("Escape");
  await at(page, "returnable").waitFor({ state: "detached" });
  await at(page, "search").fill("jiko gas 6");
  await at(page, "tile-JIKO-GAS-6-KG").waitFor();
  await page.keyboard.press("Enter");
  await opened(page, "returnable");
  await page.keyboard.press("Alt+2");
  await shown(page, "returnable-deposit");
  await look("cylinder-02-on-deposit");
  await page.keyboard.press("Alt+3");
  await at(page, "returnable-deposit").waitFor({ state: "detached" });
  await look("cylinder-02-outright");
  await page.keyboard.press("Alt+2");
  await shown(page, "returnable-deposit");
  await page.keyboard.press("Enter");
  await counter.lines(page, 1);
  await look("cylinder-03-in-the-sale");
  await counter.press(page, "F9");
  await counter.press(page, "F9");
  await counter.sold(page);
  await counter.nextSale(page);
  await counter.menu(page, "deposit");
  await shown(page, "deposit-row");
  await look("cylinder-04-open-deposits");
  await page.keyboard.press("Enter");
  await shown(page, "deposit-give");
  await look("cylinder-05-deposit-back");
  await page.keyboard.press("Escape");
  await at(page, "deposit-give").waitFor({ state: "detached" });
}

/** Where they are, who holds what, and the register; nothing is changed. */
export async function walkDeposits(page: Page, look: Look): Promise<void> {
  await goTo(page, "returnables");
  await shown(page, "positions");
  await look("office-cylinders-1-positions");
  await at(page, "new-returnable").click();
  await shown(page, "returnable-name");
  await look("office-cylinders-2-kind");
  await page.keyboard.press("Escape");
  await at(page, "returnable-name").waitFor({ state: "detached" });
  for (const [form, field] of [
    ["returnable-move", "move-form"],
    ["returnable-swap", "swap-cost"],
  ] as const) {
    await at(page, form).click();
    await shown(page, field);
    await look(`office-cylinders-2-${form}`);
    await page.keyboard.press("Escape");
    await at(page, field).waitFor({ state: "detached" });
  }
  await at(page, "returnables-view").getByText(said("Deposits held")).click();
  await shown(page, "deposits-held");
  await look("office-cylinders-3-deposits");
  await at(page, "open-deposit").click();
  await shown(page, "open-deposit-amount");
  await look("office-cylinders-3-take-over");
  await page.keyboard.press("Escape");
  await at(page, "open-deposit-amount").waitFor({ state: "detached" });
  await at(page, "returnables-view").getByText(said("Register")).click();
  await shown(page, "register");
  await look("office-cylinders-4-register");
  await choose(page, "register-place", said("Test due"));
  await page.locator("[data-stale]").waitFor({ state: "detached" });
  await look("office-cylinders-5-test-due");
}
