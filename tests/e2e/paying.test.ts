import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as counter from "./counter.ts";
import { at, centsOf, lines, nextSale, press, scan, shown, sold, total } from "./counter.ts";
import { openShop, OWNER, RICE, SUGAR } from "./shop.ts";
import {
  ask,
  launchBrowser,
  newCommand,
  noBrowser,
  openPage,
  openTill,
  type Till,
} from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;
let today = "";
const PRICES = [340, 1000, 1350, 99_999];

const sales = async () => (await ask(page, "sale.find", { kind: "sale" })).total;

async function lastPaid() {
  const { sale } = await ask(page, "sale.last", {});
  const detail = await ask(page, "sale.get", { sale: sale?.sale ?? "" });
  return detail.paid.map(({ kind, amount }) => [kind, amount / 100]);
}

/** An item that costs so many shillings is in the cart, alone. */
async function cartOf(shillings: number): Promise<void> {
  await at(page, "search").fill(`Q-${shillings}`);
  await at(page, `tile-Q-${shillings}`).waitFor();
  await page.keyboard.press("Enter");
  await total(page, shillings);
}

async function payFor(shillings: number): Promise<void> {
  await cartOf(shillings);
  await press(page, "F9");
  await shown(page, "pay-complete");
}

/** Undoes what was just done, and waits until the cart is again one bag of sugar. */
async function undone(): Promise<void> {
  await press(page, "Control+z");
  await total(page, 165);
  await lines(page, 1);
}

describe.skipIf(noBrowser !== undefined)("taking the money, and taking things back", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser, { touch: true }));
    await openShop(page, till.address);
    ({ today } = await ask(page, "program.status", {}));
    for (const price of PRICES) {
      await ask(page, "catalog.saveItem", {
        command: newCommand(),
        business: "RETAIL",
        name: `Thing at ${price}`,
        sku: `Q-${price}`,
        kind: "goods",
        unit: "piece",
        tax: "B",
        price: price * 100,
        position: 90_000,
      });
    }
    await ask(page, "customer.save", {
      command: newCommand(),
      name: "Baraka Traders",
      phone: "0733 456 789",
      creditLimit: 1_000_00,
    });
    await page.reload();
    await shown(page, "search");
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test.each([
    [340, [340, 350, 400, 500, 1000], 500, 160],
    [1000, [1000], 1000, 0],
    [1350, [1350, 1400, 1500, 2000], 2000, 650],
    [99_999, [99_999, 100_000], 100_000, 1],
  ])("for %i the buttons are %j, and %i gives %i back", async (due, offers, handed, change) => {
    await payFor(due);
    const buttons = page.locator("[data-testid=cash-exact], [data-testid^=quick-]");
    const words = await buttons.allInnerTexts();
    expect(words.map((each) => centsOf(each.split("\n")[0] ?? "") / 100)).toEqual(offers);
    await buttons.nth(offers.indexOf(handed)).click();
    expect(await sold(page)).toBe(change * 100);
    await nextSale(page);
  });

  test("cash, M-Pesa and the bank pay one sale together; until they do, nothing is sold", async () => {
    const before = await sales();
    await payFor(1350);
    await at(page, "cash-tendered").fill("350");
    await page.keyboard.press("Enter");
    await at(page, "taken").nth(0).waitFor();
    expect(await at(page, "due").innerText()).toBe("KES 1,000.00");
    await page.keyboard.press("Alt+2");
    await at(page, "mpesa-code").fill(counter.mpesaCode(today, "Q1W2E3R"));
    await at(page, "pay-amount").fill("500");
    await page.keyboard.press("Enter");
    await at(page, "taken").nth(1).waitFor();
    // The customer leaves for the rest: the sale waits, and so do its parts.
    await page.keyboard.press("Escape");
    await shown(page, "search");
    expect(await sales()).toBe(before);
    await press(page, "F9");
    await at(page, "taken").nth(1).waitFor();
    await page.keyboard.press("Alt+3");
    await at(page, "bank-reference").fill("Equity 77");
    await page.keyboard.press("Enter");
    expect(await sold(page)).toBe(0);
    expect(await sales()).toBe(before + 1);
    expect(await lastPaid()).toEqual([
      ["cash", 350],
      ["mpesa", 500],
      ["bank", 500],
    ]);
    await nextSale(page);
  });

  test("a sale that is half paid is cleared only once its money is given back", async () => {
    const before = await sales();
    await payFor(1350);
    await at(page, "cash-tendered").fill("350");
    await page.keyboard.press("Enter");
    await shown(page, "taken");
    await page.keyboard.press("Escape");
    await shown(page, "given");
    await counter.menu(page, "empty");
    await page.getByText("Give back KES 350.00 first: F9, then × at each part.").waitFor();
    await press(page, "Delete");
    await total(page, 1350);
    expect(await at(page, "given").innerText()).toContain("350.00");
    // Nor is the shift closed over it.
    await counter.menu(page, "close");
    await page.getByText("A sale is still on the counter. Finish it or clear it first.").waitFor();
    expect(await at(page, "close-counted").count()).toBe(0);
    await at(page, "close-running").click();
    await shown(page, "search");
    await press(page, "F9");
    await page.getByRole("button", { name: "Take back Cash" }).click();
    await at(page, "taken").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await shown(page, "search");
    await counter.menu(page, "empty");
    await lines(page, 0);
    expect(await sales()).toBe(before);
  });

  test("part goes on account of a customer, the rest is paid in cash", async () => {
    await cartOf(1350);
    await press(page, "F3");
    await at(page, "customer-search").fill("baraka");
    await at(page, "customer-Baraka Traders").click();
    await press(page, "F9");
    await page.keyboard.press("Alt+4");
    await page.getByText("May still owe KES 1,000.00").waitFor();
    await at(page, "pay-amount").fill("850");
    await page.keyboard.press("Enter");
    await shown(page, "taken");
    await at(page, "cash-exact").click();
    expect(await sold(page)).toBe(0);
    expect(await lastPaid()).toEqual([
      ["cash", 500],
      ["account", 850],
    ]);
    await nextSale(page);
  });

  test("change that the customer leaves behind is kept apart from the sale", async () => {
    await payFor(340);
    await at(page, "quick-500").click();
    expect(await sold(page)).toBe(160_00);
    await at(page, "change-left").click();
    await page.getByText("KES 160.00 stay in the drawer, beside the sale.").waitFor();
    await shown(page, "search");
    expect(await lastPaid()).toEqual([["cash", 340]]);
  });

  test("every change of the cart is taken back by Ctrl+Z, or by its button", async () => {
    await scan(page, SUGAR);
    await total(page, 165);
    await page.keyboard.press("+");
    await total(page, 330);
    await at(page, "undo").click();
    await total(page, 165);
    await at(page, "line-quantity").click();
    await at(page, "quantity-input").fill("5");
    await page.keyboard.press("Enter");
    await total(page, 825);
    await undone();
    await scan(page, RICE);
    await lines(page, 2);
    await undone();
    await page.keyboard.press("Delete");
    await lines(page, 0);
    await undone();
    await press(page, "F8");
    await at(page, "discount-amount").fill("15");
    await page.keyboard.press("Enter");
    await total(page, 150);
    await undone();
    await press(page, "F3");
    await at(page, "customer-search").fill("baraka");
    await at(page, "customer-Baraka Traders").click();
    await at(page, "customer").getByText("Baraka Traders").waitFor();
    await undone();
    await at(page, "customer").getByText("No customer").waitFor();
    await counter.menu(page, "empty");
    await lines(page, 0);
    await undone();
  });

  test("Esc is one step back from anywhere, and never costs the cart", async () => {
    for (const key of ["F1", "F3", "F4", "F6", "F7", "F8", "F10", "Alt+s"]) {
      await press(page, key);
      await page.locator("[role=dialog]").waitFor();
      await page.keyboard.press("Escape");
      await page.locator("[role=dialog]").waitFor({ state: "detached" });
    }
    await press(page, "F9");
    await shown(page, "pay-complete");
    await page.keyboard.press("Escape");
    await shown(page, "search");
    await at(page, "search").fill("nothing like it");
    for (const _ of "123") await page.keyboard.press("Escape");
    await total(page, 165);
    await lines(page, 1);
    await press(page, "Delete");
    await lines(page, 0);
  });

  test.each(["mouse", "touch"] as const)(
    "a whole sale by %s alone, from the lock to the next customer",
    async (how) => {
      const hit = async (testid: string) => {
        const target = at(page, testid).first();
        await (how === "mouse" ? target.click() : target.tap());
      };
      const before = await sales();
      await expect
        .poll(async () => (await ask(page, "draft.current", { business: "RETAIL" })).cart)
        .toBeNull();
      // Anew, so that the till has no PIN's length in mind, at which it would open by itself.
      await page.reload();
      await shown(page, "search");
      await hit("menu-button");
      await hit("menu-lock");
      await hit(`user-${OWNER.name}`);
      await page.locator("[data-testid=pin-2]:enabled").waitFor();
      for (const digit of OWNER.pin) await hit(`pin-${digit}`);
      await hit("pin-enter");
      await shown(page, "search");
      await hit("tile-G-UNGA");
      await hit("tile-G-RICE");
      await lines(page, 2);
      await hit("line-more");
      await total(page, 195 + 2 * 380);
      await hit("line-less");
      await total(page, 195 + 380);
      await hit("pay");
      await hit("quick-1000");
      expect(await sold(page)).toBe((1000 - 575) * 100);
      await hit("next-sale");
      await shown(page, "search");
      expect(await sales()).toBe(before + 1);
    },
  );
});
