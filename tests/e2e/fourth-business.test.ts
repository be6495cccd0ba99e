import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Balances, balancesOf, byHledger, together, total } from "./business-books.ts";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import { Effort } from "./effort.ts";
import * as office from "./office.ts";
import { stopAtFirstFailure } from "./one-day.ts";
import {
  answerOf,
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
const CASHIER = { name: "Halima Yusuf", pin: "1357" };
const SUGAR = "6161101230024";
/** What is sold in the shop and in the car wash, and the 16 of 116 in each. */
const SOLD = 165_00;
const SOLD_TAX = 22_76;
const WASHED = 300_00;
const WASHED_TAX = 41_38;

let till: Till;
let browser: Browser;
/** The office, where the owner sits; and a counter that is open all the while. */
let owner: Watched;
let desk: Watched;
let today = "";
/** What the new business costs a person, from the office to its first sale. */
const effort = new Effort();
/** Each of the three as it stood before there was a fourth. */
const OTHERS = ["WATER", "LAUNDRY", "RETAIL"] as const;
let others: readonly Balances[] = [];
const theOthers = () => Promise.all(OTHERS.map((each) => balancesOf(owner.page, each)));

/** Three businesses, a manager of all and a cashier of the shop, as the wizard of the start makes them. */
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
  for (const { name, pin, access } of [
    { ...MANAGER, access: [{ business: "*" as const, role: "manager" }] },
    { ...CASHIER, access: [{ business: "RETAIL", role: "cashier" }] },
  ]) {
    await ask(page, "user.save", { command: newCommand(), name, pin, access });
  }
  ({ today } = await ask(page, "program.status", {}));
  await page.reload();
}

describe.skipIf(noBrowser !== undefined)("a fourth business, from the office, in minutes", () => {
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

  test("a cashier sells in the shop, at a counter that nobody will restart", async () => {
    const { page } = desk;
    await page.goto(till.address);
    await counter.signIn(page, CASHIER.name, CASHIER.pin);
    await counter.serve(page, "RETAIL");
    await at(page, "shift-open").click();
    await at(page, "shift-open-done").click();
    await shown(page, "search");
    await counter.scan(page, SUGAR);
    await counter.lines(page, 1);
    await counter.press(page, "F9");
    await counter.press(page, "F9");
    await counter.sold(page);
    expect(await at(page, "business-CARWASH").count()).toBe(0);
  });

  test("the owner adds a car wash: a number that is taken is said, and nothing typed is lost", async () => {
    const { page } = owner;
    others = await theOthers();
    // The sugar came from no delivery, so that it cost nothing yet.
    expect(others).toEqual([{}, {}, { 1130: SOLD, 2150: -SOLD_TAX, 4310: SOLD_TAX - SOLD }]);
    await effort.click(at(page, "office"));
    await effort.click(at(page, "nav-businesses"));
    await effort.click(at(page, "new-business"));
    await effort.click(at(page, "start-services"));
    await effort.type(at(page, "new-name"), "Car Wash");
    expect(await at(page, "new-code").inputValue()).toBe("CARWASH");
    await effort.click(at(page, "new-next"));
    await effort.type(at(page, "new-item-1-price"), "350");
    await effort.type(at(page, "new-item-5-name"), "Carpet cleaned");
    await effort.type(at(page, "new-item-5-price"), "200");
    await effort.type(at(page, "new-item-6-name"), "Motorcycle");
    await effort.type(at(page, "new-item-6-price"), "100");
    await effort.click(at(page, "new-next"));
    expect(await at(page, "account-cash").inputValue()).toBe("1115");
    await effort.type(at(page, "account-cash"), "1110");
    await page.getByText("Taken by Cash (Water)").waitFor();
    await effort.click(at(page, "new-next"));
    await shown(page, "step-accounts");
    await effort.type(at(page, "account-cash"), "1117");
    await effort.click(at(page, "new-next"));
    await effort.type(at(page, "new-mpesa-till"), "556677");
    await effort.click(at(page, "new-next"));
    await effort.choose(page, at(page, `staff-${CASHIER.name}`), "Cashier");
    // Another screen in between: the answers are still there.
    await office.goTo(page, "items");
    await office.goTo(page, "businesses");
    await at(page, "new-business").click();
    await effort.click(at(page, "new-finish"));
    await shown(page, "business-ready");
  });

  test("the open counter finds it by itself; a discount there needs the manager's PIN", async () => {
    const { page } = desk;
    await at(page, "business-CARWASH").waitFor({ timeout: 20_000 });
    await effort.click(at(page, "business-CARWASH"));
    await counter.serve(page, "CARWASH");
    await effort.click(at(page, "shift-open"));
    await effort.click(at(page, "shift-open-done"));
    await shown(page, "search");
    await effort.click(page.getByTestId(/^tile-/).filter({ hasText: "saloon" }));
    await counter.lines(page, 1);
    await counter.total(page, 350);
    await counter.press(page, "F8");
    await at(page, "discount-amount").fill("50");
    await page.keyboard.press("Enter");
    await counter.total(page, 300);
    await counter.press(page, "F9");
    await shown(page, "cash-exact");
    await counter.press(page, "F9");
    await counter.approve(page, { ...MANAGER, reason: "Washes every week" });
    await counter.sold(page);
    effort.keys(2);
  });

  test("from the office to its first sale it costs a person less than five minutes", () => {
    process.stderr.write(`a fourth business: ${effort.words()}\n`);
    expect(effort.seconds()).toBeLessThan(5 * 60);
  });

  test("the entry names the cashier, who approved and why; the cashier may not see the profit", async () => {
    const { page } = owner;
    const last = await ask(page, "report.journal", { from: today, to: today, business: "CARWASH" });
    const entry = await ask(page, "report.entry", { entry: last.entries[0]?.entry ?? 0 });
    expect(entry).toMatchObject({
      by: CASHIER.name,
      approver: MANAGER.name,
      reason: "Washes every week",
    });
    const asked = { from: today, to: today, business: "CARWASH" };
    expect(await answerOf(desk.page, "report.profitAndLoss", asked)).toMatchObject({
      refusal: { code: "permission.denied", permission: "reports.read" },
    });
  });

  test("its own books are what was washed, to the cent, and they balance", async () => {
    const { page } = owner;
    const wash = await balancesOf(page, "CARWASH");
    expect(wash).toEqual({ 1117: WASHED, 2150: -WASHED_TAX, 4410: WASHED_TAX - WASHED });
    expect(total(wash)).toBe(0);
    expect((await byHledger(page, till.folder, "CARWASH")) ?? wash).toEqual(wash);
    // The three others are as they were, and with the fourth they are the whole.
    expect(await theOthers()).toEqual(others);
    expect(await office.trialBalance(page)).toEqual(together([...others, wash]));
    expect(total(await balancesOf(page, null))).toBe(0);
    const health = await ask(page, "report.health", { thorough: true });
    expect(health.checks.filter((check) => !check.ok)).toEqual([]);
  });

  test("its profit stands beside the others, and the four are the whole", async () => {
    const { page } = owner;
    const statement = await ask(page, "report.profitAndLoss", { from: today, to: today });
    expect(statement.businesses.map((each) => each.name)).toEqual([
      "Maji Safi",
      "Bahari Laundry",
      "Duka la Gesi",
      "Car Wash",
    ]);
    const profits = [0, 0, SOLD - SOLD_TAX, WASHED - WASHED_TAX];
    expect(statement.profit.byBusiness).toEqual(profits);
    expect(statement.profit.total).toBe(SOLD - SOLD_TAX + WASHED - WASHED_TAX);
    await office.goTo(page, "profit-and-loss");
    await shown(page, "profit-and-loss");
    const cells = at(page, "row-profit").locator("td");
    const seen = (await cells.allInnerTexts()).map((text) => text.trim());
    expect(seen.slice(-5)).toEqual(["–", "–", "142.24", "258.62", "400.86"]);
  });

  test("it is closed only once its drawer is counted, and its books stay", async () => {
    const { page } = owner;
    await office.goTo(page, "businesses");
    await office.turnTo(page, "CARWASH");
    await at(page, "close-business").click();
    await at(page, "remains").getByText("A shift is open at R1").waitFor();
    expect(await at(page, "close-business-done").isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    await counter.nextSale(desk.page);
    await counter.closeShift(desk.page, "CARWASH", { cash: 300 });
    await at(page, "close-business").click();
    await at(page, "close-business-done").click();
    await at(page, "reopen-CARWASH").waitFor();
    await at(page, "tab-CARWASH").waitFor({ state: "detached" });
    const statement = await ask(page, "report.profitAndLoss", { from: today, to: today });
    expect(statement.profit.byBusiness.at(-1)).toBe(WASHED - WASHED_TAX);
    await at(page, "reopen-CARWASH").click();
    await at(page, "tab-CARWASH").waitFor();
    expect([...owner.complaints, ...desk.complaints]).toEqual([]);
  });
});
