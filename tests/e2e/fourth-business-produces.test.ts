import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Balances, balancesOf, byHledger, together, total } from "./business-books.ts";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
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
  type Watched,
} from "./till.ts";

const OWNER = { name: "Grace Njeri", pin: "2468" };
const MANAGER = { name: "Otieno Ouma", pin: "8642" };
const SUGAR = "6161101230024";
const BAKERY = "Mama Njeri Bakery";

let till: Till;
let browser: Browser;
/** The office, where the owner sits; and a counter that is open all the while. */
let owner: Watched;
let desk: Watched;
let code = "";
let today = "";
/** Each of the three as it stood before there was a fourth. */
let others: readonly Balances[] = [];
const theOthers = () =>
  Promise.all(["WATER", "LAUNDRY", "RETAIL"].map((each) => balancesOf(owner.page, each)));
const items = new Map<string, string>();

async function openShop(page: Page): Promise<void> {
  await page.goto(till.address);
  const { owner: id } = await ask(page, "program.setUp", {
    command: newCommand(),
    owner: OWNER.name,
    pin: OWNER.pin,
    till: { code: "R1", name: "Front counter" },
    vatRegistered: true,
    businesses: [
      { template: "WATER", name: "Maji Safi" },
      { template: "LAUNDRY", name: "Bahari Laundry" },
      { template: "RETAIL", name: "Duka la Gesi" },
    ],
    sampleItems: true,
  });
  await ask(page, "session.signIn", { user: id, pin: OWNER.pin });
  const access = [{ business: "*" as const, role: "manager" }];
  await ask(page, "user.save", { command: newCommand(), ...MANAGER, access });
  ({ today } = await ask(page, "program.status", {}));
  await page.reload();
}

/** Opens the drawer of a business at the counter. */
async function open(page: Page, business: string): Promise<void> {
  await counter.serve(page, business);
  await at(page, "shift-open").click();
  await at(page, "shift-open-done").click();
  await shown(page, "search");
}

describe.skipIf(noBrowser !== undefined)("a fourth business that makes what it sells", () => {
  beforeAll(async () => {
    till = await openTill({ folder: newFolder() });
    browser = await launchBrowser();
    owner = await openPage(browser);
    desk = await openPage(browser);
    await openShop(owner.page);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
    rmSync(till.folder, { recursive: true, force: true });
  });

  stopAtFirstFailure();

  test("the counter sells sugar, and is not restarted from here on", async () => {
    const { page } = desk;
    await page.goto(till.address);
    await counter.signIn(page, MANAGER.name, MANAGER.pin);
    await open(page, "RETAIL");
    await counter.scan(page, SUGAR);
    await counter.lines(page, 1);
    await counter.press(page, "F9");
    await counter.press(page, "F9");
    await counter.sold(page);
    await counter.nextSale(page);
  });

  test("the owner adds a bakery by the wizard, as it is proposed", async () => {
    const { page } = owner;
    others = await theOthers();
    expect(others.map((each) => Object.keys(each).length)).toEqual([0, 0, 3]);
    await at(page, "office").click();
    await office.goTo(page, "businesses");
    await at(page, "new-business").click();
    await at(page, "start-production").click();
    await at(page, "new-name").fill(BAKERY);
    code = await at(page, "new-code").inputValue();
    for (const step of ["items", "accounts", "payment", "people"]) {
      await at(page, "new-next").click();
      await shown(page, `step-${step}`);
    }
    await at(page, "new-finish").click();
    await shown(page, "business-ready");
  });

  test("flour comes in, and the owner writes down what a loaf takes of it", async () => {
    const { page } = owner;
    const found = await ask(page, "catalog.items", { business: code, limit: 100 });
    for (const item of found.items) items.set(item.name, item.id);
    await ask(page, "stock.receive", {
      command: newCommand(),
      business: code,
      day: today,
      supplier: null,
      opening: true,
      lines: [{ item: items.get("Wheat flour") ?? "", quantity: 20_000, cost: 200_000 }],
    });
    await office.goTo(page, "production");
    await office.pick(page, "production-business", BAKERY);
    await office.pick(page, "production-view", "Recipes");
    await at(page, "new-recipe-empty").click();
    await office.choose(page, "recipe-product", "Bread 400 g");
    await office.choose(page, "recipe-material-1", "Wheat flour");
    await page.getByLabel("How much of material 1").fill("0.4");
    await at(page, "recipe-loss").fill("0");
    await at(page, "save").click();
    await at(page, "recipes").getByText("Bread 400 g").waitFor();
  });

  test("twenty loaves are baked and two are sold at the open counter", async () => {
    const { page } = desk;
    await at(page, `business-${code}`).waitFor({ timeout: 20_000 });
    await open(page, code);
    await counter.menu(page, "production");
    await shown(page, "run-good");
    await at(page, "run-good").fill("20");
    await page.locator("[data-testid=run-record]:enabled").click();
    await shown(page, "run-recorded");
    await page.keyboard.press("Escape");
    await at(page, "counter-production").waitFor({ state: "detached" });
    const loaf = page.getByTestId(/^tile-/).filter({ hasText: "Bread" });
    await loaf.click();
    await counter.lines(page, 1);
    await loaf.click();
    await counter.total(page, 130);
    await counter.press(page, "F9");
    await counter.press(page, "F9");
    await counter.sold(page);
  });

  test("its profit stands beside the others, the four are the whole, and the books balance", async () => {
    const { page } = owner;
    const flour = await ask(page, "stock.card", { item: items.get("Wheat flour") ?? "" });
    const bread = await ask(page, "stock.card", { item: items.get("Bread 400 g") ?? "" });
    expect([flour.quantity, bread.quantity]).toEqual([12_000, 18_000]);
    const statement = await ask(page, "report.profitAndLoss", { from: today, to: today });
    expect(statement.businesses.map((each) => each.name)).toEqual([
      "Maji Safi",
      "Bahari Laundry",
      "Duka la Gesi",
      BAKERY,
    ]);
    // Two loaves at 65, bread is exempt; 400 g of flour at 100 a kilogram in each.
    const [water, laundry, shop = 0, bakery = 0] = statement.profit.byBusiness;
    expect([water, laundry, bakery]).toEqual([0, 0, 2 * (6500 - 4000)]);
    expect(statement.profit.total).toBe(shop + bakery);
    await office.goTo(page, "profit-and-loss");
    await shown(page, "profit-and-loss");
    // The recipe's business came along as a filter.
    expect(await office.statementRow(page, "profit")).toBe(bakery);
    await office.pick(page, "business-filter", "All");
    await expect.poll(() => office.statementRow(page, "profit")).toBe(shop + bakery);
    const own = await balancesOf(page, code);
    expect(total(own)).toBe(0);
    expect((await byHledger(page, till.folder, code)) ?? own).toEqual(own);
    // Flour for 2,000 from before; of it 18 loaves are left, and two went for their price.
    const classes = new Map<string, number>();
    for (const [account, cents] of Object.entries(own)) {
      const type = account[0] ?? "";
      classes.set(type, (classes.get(type) ?? 0) + cents);
    }
    expect(Object.fromEntries(classes)).toEqual({
      1: 130_00 + 2000_00 - 80_00,
      3: -2000_00,
      4: -130_00,
      5: 80_00,
    });
    expect(await theOthers()).toEqual(others);
    expect(await office.trialBalance(page)).toEqual(together([...others, own]));
    const health = await ask(page, "report.health", { thorough: true });
    expect(health.checks.filter((check) => !check.ok)).toEqual([]);
    expect([...owner.complaints, ...desk.complaints]).toEqual([]);
  });
});
