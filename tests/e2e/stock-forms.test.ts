import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, type BusinessDay, businessDay } from "#shared/kernel/date.ts";
import { at, centsOf, figure, shown } from "./counter.ts";
import * as office from "./office.ts";
import { stopAtFirstFailure } from "./one-day.ts";
import { openShop, SHOP } from "./shop.ts";
import { ask, launchBrowser, noBrowser, openPage, openTill, type Till } from "./till.ts";

// What changes the shelves beside trade, each by its form of the office, and what it did as a
// screen says it. Counts are in production.test.ts, opening stock in day-of-trade.test.ts.

const WATER = { template: "WATER", name: "Maji Safi" } as const;
const SUPPLIER = "Pwani Wholesalers";
const EMPTY = "Empty bottle 1 L";

let till: Till;
let browser: Browser;
let page: Page;
let complaints: readonly string[];
let today: BusinessDay;

/** What lies on the shelf and what it cost, by the item's card. */
async function onTheCard(item: string): Promise<string> {
  await office.goTo(page, "stock");
  await at(page, "valuation").getByText(item, { exact: true }).click();
  await shown(page, "held");
  return (await at(page, "held").locator("strong").locator("..").innerText()).replaceAll(
    /\s+/g,
    " ",
  );
}

/** What is owed to the supplier, by the list of suppliers. */
async function owed(): Promise<number> {
  await office.goTo(page, "suppliers");
  const row = at(page, "suppliers").locator("tbody tr[data-row]").filter({ hasText: SUPPLIER });
  const words = await row.locator("td").nth(2).innerText();
  return words.trim() === "–" ? 0 : centsOf(words);
}

async function onLine(line: number, item: string, quantity: string): Promise<void> {
  await office.choose(page, `line-${line}-item`, item);
  await at(page, `line-${line}-quantity`).fill(quantity);
}

describe.skipIf(noBrowser !== undefined)("stock, by the forms of the office", () => {
  beforeAll(async () => {
    till = await openTill();
    browser = await launchBrowser();
    ({ page, complaints } = await openPage(browser));
    await openShop(page, till.address, [SHOP, WATER]);
    today = businessDay((await ask(page, "program.status", {})).today);
    await at(page, "office").click();
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  stopAtFirstFailure();

  test("goods come on credit, from a supplier whose name is only typed", async () => {
    await office.record(page, "receive");
    await office.choose(page, "business", SHOP.name);
    await at(page, "supplier").click();
    await at(page, "supplier").fill(SUPPLIER);
    await page.getByRole("option", { name: `Add “${SUPPLIER}” as a supplier` }).click();
    await page.locator(`[data-testid=supplier][value="${SUPPLIER}"]:enabled`).waitFor();
    await onLine(1, "Sugar", "20");
    await at(page, "line-1-cost").fill("2400");
    await at(page, "line-1-tax").fill("384");
    await onLine(2, "Bar soap", "10");
    await at(page, "line-2-cost").fill("1300");
    expect(await figure(page, "receive-total")).toBe(4084_00);
    await office.post(page);
    expect(await onTheCard("Sugar 1 kg")).toBe("20 KES 2,400.00");
    expect(await owed()).toBe(4084_00);
  });

  test("some of it goes back: less is owed, and the tax with it", async () => {
    await office.record(page, "send-back");
    await office.choose(page, "business", SHOP.name);
    await office.choose(page, "supplier", SUPPLIER);
    await at(page, "layers").locator("tbody tr").filter({ hasText: "Sugar" }).waitFor();
    await at(page, "back-1").fill("5");
    await office.post(page);
    expect(await onTheCard("Sugar 1 kg")).toBe("15 KES 1,800.00");
    expect(await owed()).toBe((4084 - 600 - 96) * 100);
  });

  test("the supplier is paid all of it, and is on no list of what is open any more", async () => {
    await at(page, "suppliers").getByRole("link", { name: "Pay" }).click();
    await page.getByText("Owed to this supplier").waitFor();
    await page.getByRole("button", { name: "Pay all of it" }).click();
    await office.place(page, "place", { business: SHOP.name, account: "1170" });
    await office.post(page);
    expect(await owed()).toBe(0);
    await at(page, "suppliers").getByRole("link", { name: SUPPLIER }).click();
    await page.getByText("4,084.00").first().waitFor();
    expect(await at(page, "open-documents").count()).toBe(0);
  });

  test("what broke is written off at what it cost", async () => {
    await office.record(page, "write-off");
    await office.choose(page, "business", SHOP.name);
    await office.choose(page, "reason", "Broken");
    await onLine(1, "Bar soap", "2");
    await office.post(page);
    expect(await onTheCard("Bar soap 800 g")).toBe("8 KES 1,040.00");
    await office.goTo(page, "stock");
    await office.pick(page, "stock-view", "Changes");
    const row = at(page, "acts").locator("tbody tr[data-row]").filter({ hasText: "Broken" });
    expect(await row.innerText()).toContain("260.00");
  });

  test("empties are bought and paid at once, by the business that fills them", async () => {
    await office.record(page, "receive");
    await office.choose(page, "business", WATER.name);
    await office.choose(page, "supplier", SUPPLIER);
    await onLine(1, EMPTY, "105");
    await at(page, "line-1-cost").fill("4830");
    await at(page, "line-1-tax").fill("772.80");
    await office.pick(page, "receive-paid", "Paid now");
    await office.choose(page, "paid-from", "1140");
    await office.post(page);
    expect(await onTheCard(EMPTY)).toBe("105 KES 4,830.00");
    expect(await owed()).toBe(0);
  });

  test("an empty that breaks is a container lost, not water", async () => {
    await office.record(page, "write-off");
    await office.choose(page, "business", WATER.name);
    await office.choose(page, "reason", "Broken");
    await onLine(1, EMPTY, "106");
    await page.getByText("Only 105 there").waitFor();
    expect(await at(page, "post").isDisabled()).toBe(true);
    await at(page, "line-1-quantity").fill("5");
    await at(page, "memo").fill("Dropped while unloading");
    await office.post(page);
    expect(await onTheCard(EMPTY)).toBe("100 KES 4,600.00");
  });

  test("goods go to another business at their cost, and become an item of it", async () => {
    await office.record(page, "move-goods");
    await office.choose(page, "from", SHOP.name);
    await office.choose(page, "to", WATER.name);
    await onLine(1, "Bar soap", "3");
    await office.choose(page, "line-1-into", "Cap and seal");
    await office.post(page);
    expect(await onTheCard("Bar soap 800 g")).toBe("5 KES 650.00");
    expect(await onTheCard("Cap and seal")).toBe("3 KES 390.00");
  });

  test("a price list is in force from its day on, and says what is below cost", async () => {
    const tomorrow = addDays(today, 1);
    const day = (from: BusinessDay) => from.split("-").toReversed().join("/");
    await office.record(page, "price-list");
    await office.choose(page, "business", SHOP.name);
    await at(page, "price-H-SOAP").fill("100");
    await page.getByText("Below cost, without its tax").waitFor();
    await at(page, "price-H-SOAP").fill("200");
    await at(page, "from").fill(day(tomorrow));
    await at(page, "from").blur();
    await at(page, "save-prices").click();
    await shown(page, "prices-saved");
    await onTheCard("Bar soap 800 g");
    const rows = at(page, "prices").locator("tbody tr");
    const states = () =>
      rows.evaluateAll((found) => found.map((row) => row.getAttribute("data-state")));
    await expect.poll(states).toEqual(["coming", "now"]);
    expect(await rows.first().innerText()).toContain("200.00");
    const { items } = await ask(page, "catalog.items", { business: "RETAIL", text: "H-SOAP" });
    expect(items[0]?.price).toBe(185_00);
  });

  test("shelves, suppliers and both businesses agree with the ledger", async () => {
    expect(await office.trialBalance(page)).toMatchObject({
      1140: -(4830_00 + 772_80),
      1170: -(4084 - 696) * 100,
      1211: 4600_00,
      1213: 390_00,
      1221: (1800 + 650) * 100,
      1380: (384 - 96) * 100 + 772_80,
      5152: 230_00,
      5160: 260_00,
    });
    const health = await ask(page, "report.health", { thorough: true });
    expect(health.checks.filter((check) => !check.ok)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
