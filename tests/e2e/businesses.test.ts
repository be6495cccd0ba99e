import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, lines, nextSale, press, scan, shown, sold, total } from "./counter.ts";
import { openShop, SHOP, SUGAR } from "./shop.ts";
import {
  ask,
  held,
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

const WATER = { template: "WATER", name: "Maji Safi" } as const;
const LAUNDRY = { template: "LAUNDRY", name: "Bahari Laundry" } as const;
const WATER_1L = "6161100000024";

const served = (business: string) =>
  page.locator(`[data-testid=counter][data-business=${business}]`).waitFor();

/** By its key: Ctrl+1 is the first business in the header, and so on. */
async function turnTo(place: 1 | 2 | 3, business: string): Promise<void> {
  await press(page, `Control+${place}`);
  await served(business);
  await shown(page, "search");
}

const background = (selector: string) =>
  page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);

async function salesOf(business: string): Promise<number> {
  return (await ask(page, "sale.find", { business, kind: "sale" })).total;
}

/** This business does not sell what it has not. */
async function receive(business: string, sku: string, count: number): Promise<void> {
  const { items } = await ask(page, "catalog.items", { business, limit: 100 });
  const item = items.find((each) => each.sku === sku)?.id ?? "";
  const { today } = await ask(page, "program.status", {});
  await ask(page, "stock.receive", {
    command: newCommand(),
    business,
    day: today,
    supplier: null,
    opening: true,
    lines: [{ item, quantity: count * 1000, cost: count * 25_00 }],
  });
  await page.reload();
  await shown(page, "search");
}

/** The words of the paper that the change screen shows. */
async function paper(): Promise<string> {
  await at(page, "show-receipt").click();
  await shown(page, "receipt-picture");
  const words = (await at(page, "receipt-picture").getAttribute("alt")) ?? "";
  await page.keyboard.press("Escape");
  await at(page, "receipt-picture").waitFor({ state: "detached" });
  return words;
}

describe.skipIf(noBrowser !== undefined)(
  "three businesses on one till",
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
      till = await openTill();
      ({ page } = await openPage(browser));
      await openShop(page, till.address, [WATER, LAUNDRY, SHOP]);
      await receive("WATER", "W-1L", 20);
    });
    afterAll(async () => {
      await browser?.close();
      await till?.stop();
    });

    test("Ctrl and a digit turns to a business; each keeps its own sale, search and payment", async () => {
      await served("WATER");
      await scan(page, WATER_1L);
      await total(page, 50);
      await turnTo(2, "LAUNDRY");
      await lines(page, 0);
      await at(page, "tile-L-SHIRT").click();
      await lines(page, 1);
      await turnTo(3, "RETAIL");
      await lines(page, 0);
      await scan(page, SUGAR);
      await scan(page, SUGAR);
      await total(page, 330);
      // Half paid, and a customer of the other business cannot wait.
      await press(page, "F9");
      await at(page, "cash-tendered").fill("130");
      await page.keyboard.press("Enter");
      await shown(page, "taken");
      await turnTo(1, "WATER");
      await total(page, 50);
      expect(await at(page, "business-LAUNDRY").innerText()).toContain("1");
      await press(page, "Control+3");
      await served("RETAIL");
      await shown(page, "taken");
      expect(await at(page, "due").innerText()).toBe("KES 200.00");
      await page.keyboard.press("Escape");
      await shown(page, "search");
      await total(page, 330);
      // There is no fourth: nothing happens.
      await press(page, "Control+4");
      await press(page, "Control+2");
      await served("LAUNDRY");
      await lines(page, 1);
    });

    test("name and colour say which business is served, wherever one looks", async () => {
      const seen: string[][] = [];
      for (const [index, { template, name }] of [WATER, LAUNDRY, SHOP].entries()) {
        await turnTo((index + 1) as 1, template);
        const chosen = page.locator("[data-testid^=business-][aria-current=true]");
        expect(await chosen.innerText()).toContain(name);
        expect(await at(page, "status-business").innerText()).toBe(name);
        const tab = await background(`[data-testid=business-${template}]`);
        expect(await background("[data-testid=tone]")).toBe(tab);
        seen.push([tab, name]);
      }
      expect(new Set(seen.map(([colour]) => colour)).size).toBe(3);
    });

    test("after switching to and fro each receipt has the name and number of its own business", async () => {
      const papers: string[] = [];
      for (const [index, { template }] of [WATER, LAUNDRY, SHOP].entries()) {
        await turnTo((index + 1) as 1, template);
        await press(page, "F9");
        await shown(page, "pay-complete");
        // Away and back in the middle of paying.
        await press(page, `Control+${((index + 1) % 3) + 1}`);
        await served([WATER, LAUNDRY, SHOP][(index + 1) % 3]?.template ?? "");
        await press(page, `Control+${index + 1}`);
        await served(template);
        await at(page, "cash-exact").click();
        await sold(page);
        papers.push(await paper());
      }
      // Each still holds its change out to its own customer.
      for (const [index, { template, name }] of [WATER, LAUNDRY, SHOP].entries()) {
        await press(page, `Control+${index + 1}`);
        await served(template);
        await shown(page, "change");
        const others = [WATER, LAUNDRY, SHOP].filter((each) => each.name !== name);
        expect(papers[index]).toContain(name);
        for (const other of others) expect(papers[index]).not.toContain(other.name);
        expect(await salesOf(template)).toBe(1);
        await nextSale(page);
      }
    });

    test("a sale on its way while another business is served is one sale, also if Enter is pressed again", async () => {
      // Before anything is on its way: the cart's own save comes first, and is not to be held up.
      const answer = await held(page, "sale.post");
      await turnTo(3, "RETAIL");
      await scan(page, SUGAR);
      await total(page, 165);
      await press(page, "F9");
      await shown(page, "pay-complete");
      await page.keyboard.press("Enter");
      await answer.asked;
      await turnTo(1, "WATER");
      await press(page, "Control+3");
      await served("RETAIL");
      await page.keyboard.press("Enter");
      await page.keyboard.press("F9");
      await at(page, "pay-complete").click({ force: true });
      answer.release();
      await sold(page);
      await page.unroute("**/rpc/sale.post");
      expect(await salesOf("RETAIL")).toBe(2);
      await nextSale(page);
      await lines(page, 0);
    });
  },
);
