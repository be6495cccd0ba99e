import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../import-rules.ts";
import * as counter from "./counter.ts";
import { at, figure, shown } from "./counter.ts";
import {
  addPeople,
  CASHIER,
  CUSTOMER,
  enterOpenings,
  LAUNDRY,
  MANAGER,
  OWNER,
  setUpThree,
  SHOP,
  WATER,
} from "./first-books.ts";
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
} from "./till.ts";
import { absent, WITNESSES } from "./witnesses.ts";

const WATER_1L = "6161100000024";
const SUGAR = "6161101230024";

/** Filled by one test, read by the next: it is one day, in its order. */
let till: Till;
let browser: Browser;
let page: Page;
let complaints: readonly string[] = [];
let today = "";
let onAccount = "";
let discounted = "";
let manual = 0;
let screen: Readonly<Record<string, number>> = {};

describe.skipIf(noBrowser !== undefined)("a day of trade, through the screens alone", () => {
  beforeAll(async () => {
    till = await openTill({ folder: newFolder() });
    browser = await launchBrowser();
    ({ page, complaints } = await openPage(browser));
    await page.goto(till.address);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
    rmSync(till.folder, { recursive: true, force: true });
  });

  stopAtFirstFailure();

  test("the owner sets up three businesses with their usual items", async () => {
    await setUpThree(page);
    const status = await ask(page, "program.status", {});
    expect(status.businesses.map((each) => each.name)).toEqual([WATER, LAUNDRY, SHOP]);
    today = status.today;
  });

  test("a manager, a cashier and a customer with a limit are added in the office", () =>
    addPeople(page));

  test("what was there when the books began is entered against 3900", async () => {
    await enterOpenings(page);
    expect(await office.trialBalance(page)).toMatchObject({
      1110: 10_000_00,
      1170: 150_000_00,
      1222: 16_000_00,
      3900: -209_880_00,
    });
    await counter.leave(page);
  });

  test("the cashier opens a shift in each business with a counted float", async () => {
    await counter.signIn(page, CASHIER.name, CASHIER.pin);
    await counter.openShift(page, "WATER", 2000);
    await counter.openShift(page, "LAUNDRY", 1500);
    await counter.openShift(page, "RETAIL", 3000);
    const { shifts } = await ask(page, "shift.current", {});
    expect(shifts.map((each) => each.openedBy)).toEqual(shifts.map(() => CASHIER.name));
    expect(shifts).toHaveLength(3);
  });

  test("three scans, F9 and Enter are a sale in exact cash", async () => {
    await counter.serve(page, "WATER");
    for (const _ of "123") await counter.scan(page, WATER_1L);
    await counter.total(page, 150);
    await counter.lines(page, 1);
    await counter.press(page, "F9");
    await shown(page, "pay-complete");
    await page.keyboard.press("Enter");
    expect(await counter.sold(page)).toBe(0);
  });

  test("the next scan starts the next sale", async () => {
    await counter.scan(page, WATER_1L);
    await counter.total(page, 50);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Delete");
    await counter.lines(page, 0);
  });

  test("a refill is one tile, and a rounded note one button", async () => {
    await at(page, "tile-R-20L").click();
    await counter.total(page, 150);
    await counter.press(page, "F9");
    await at(page, "quick-200").click();
    expect(await counter.sold(page)).toBe(50_00);
    await counter.nextSale(page);
  });

  test("laundry is found by name and by weight, and paid by M-Pesa with its code", async () => {
    await counter.serve(page, "LAUNDRY");
    await at(page, "search").fill("shirt");
    await page.keyboard.press("Enter");
    await at(page, "category-Wash and iron").click();
    await at(page, "tile-L-TROUSER").click();
    await at(page, "category-By weight").click();
    await at(page, "tile-L-KG").click();
    await at(page, "quantity-input").fill("3.5");
    await page.keyboard.press("Enter");
    await counter.lines(page, 3);
    await counter.total(page, 535);
    await counter.press(page, "F9");
    await page.keyboard.press("Alt+2");
    await at(page, "mpesa-code").fill(counter.mpesaCode(today, "K7PQ2XA"));
    await page.keyboard.press("Enter");
    expect(await counter.sold(page)).toBe(0);
    await counter.nextSale(page);
  });

  test("a sale is parked while another is made, and recalled", async () => {
    await at(page, "category-Household").click();
    await at(page, "tile-L-DUVET").click();
    await counter.press(page, "F4");
    await at(page, "park-label").fill("Duvet of Mama Oliech");
    await page.keyboard.press("Enter");
    await counter.lines(page, 0);
    await at(page, "category-All").click();
    await at(page, "tile-L-SHIRT").click();
    await counter.press(page, "F9");
    await counter.press(page, "F9");
    expect(await counter.sold(page)).toBe(0);
    await counter.nextSale(page);
    await counter.press(page, "F6");
    await at(page, "parked-draft").click();
    await counter.total(page, 600);
  });

  test("a sale is split between cash and M-Pesa", async () => {
    await counter.press(page, "F9");
    await at(page, "cash-tendered").fill("200");
    await page.keyboard.press("Enter");
    await shown(page, "taken");
    await at(page, "tender-mpesa").click();
    await at(page, "mpesa-code").fill(counter.mpesaCode(today, "T3RW9LM"));
    await at(page, "pay-complete").click();
    expect(await counter.sold(page)).toBe(0);
    await counter.nextSale(page);
  });

  test("gas by the kilogram goes on account of a customer within the limit", async () => {
    await counter.serve(page, "RETAIL");
    await at(page, "category-LPG gas").click();
    await at(page, "tile-GAS-KG").click();
    await at(page, "quantity-6").click();
    await counter.scan(page, SUGAR);
    await counter.lines(page, 2);
    await counter.total(page, 1605);
    await counter.press(page, "F3");
    await at(page, "customer-search").fill("oliech");
    await at(page, `customer-${CUSTOMER}`).click();
    await counter.press(page, "F9");
    await page.keyboard.press("Alt+4");
    await page.getByText("May still owe KES 5,000.00").waitFor();
    await page.keyboard.press("Enter");
    expect(await counter.sold(page)).toBe(0);
    onAccount = (await ask(page, "sale.last", {})).sale?.number ?? "";
    await counter.nextSale(page);
  });

  test("a discount waits for a manager's consent, and names who gave it", async () => {
    await at(page, "search").fill("2*");
    await counter.scan(page, SUGAR);
    await counter.total(page, 330);
    await counter.press(page, "F8");
    await at(page, "discount-amount").fill("30");
    await page.keyboard.press("Enter");
    await counter.total(page, 300);
    await counter.press(page, "F9");
    await shown(page, "pay-complete");
    await page.keyboard.press("Enter");
    await counter.approve(page, { ...MANAGER, reason: "Regular customer" });
    expect(await counter.sold(page)).toBe(0);
    const last = await ask(page, "sale.last", {});
    discounted = last.sale?.number ?? "";
    const sale = await ask(page, "sale.get", { sale: last.sale?.sale ?? "" });
    expect(sale).toMatchObject({ cashier: CASHIER.name, approver: MANAGER.name });
    await counter.nextSale(page);
  });

  test("a refund starts from its receipt and gives back what was paid", async () => {
    await counter.menu(page, "sales");
    await at(page, "sales-search").fill(discounted);
    await at(page, "sale-detail").getByText(discounted).waitFor();
    await at(page, "sale-refund").click();
    await at(page, "refund-line-1").check();
    await at(page, "refund-quantity-1").fill("1");
    await at(page, "refund-reason").fill("The bag was torn");
    await page.locator("[data-testid=refund-done]:enabled").click();
    await counter.approve(page, { ...MANAGER, reason: "Seen and agreed" });
    await at(page, "sale-detail").getByText("Refund of").waitFor();
    const { sales } = await ask(page, "sale.find", { kind: "refund" });
    expect(sales.map((each) => [each.total, each.tenders])).toEqual([[150_00, ["cash"]]]);
    await at(page, "sales-back").click();
  });

  test("cash leaves the drawer with its account and reason", async () => {
    await counter.menu(page, "cash");
    await at(page, "cash-amount").fill("50");
    await office.choose(page, "cash-account", "Transport");
    await at(page, "cash-reason").fill("Matatu to the bank");
    await at(page, "cash-move").click();
    await at(page, "cash-move").waitFor({ state: "detached" });
  });

  test("an X tells what was sold and not what the drawer should hold", async () => {
    await counter.menu(page, "x");
    const words = await at(page, "x-report").innerText();
    expect(words).toContain("1,905.00");
    expect(words).not.toContain("3,100.00");
    await page.keyboard.press("Escape");
    await at(page, "x-report").waitFor({ state: "detached" });
  });

  test("each shift is closed by a blind count; one is short by 120", async () => {
    await counter.closeShift(page, "WATER", { cash: 2300 });
    await page.getByText("Agrees", { exact: true }).waitFor();
    await at(page, "z-done").click();
    await counter.closeShift(page, "LAUNDRY", { cash: 1800, mpesa: 935 });
    expect(await page.getByText("Agrees", { exact: true }).count()).toBe(2);
    await at(page, "z-done").click();
    await counter.closeShift(page, "RETAIL", { cash: 2980, note: "Counted twice" });
    expect(await figure(page, "variance")).toBe(-120_00);
    await at(page, "z-done").click();
    await shown(page, "no-shift");
    await counter.leave(page);
  });

  test("rent is recorded, money moves between businesses, the owner draws", async () => {
    await counter.signIn(page, OWNER.name, OWNER.pin);
    await at(page, "office").click();
    const bank = { business: SHOP, account: "1170" };
    await office.record(page, "expense");
    await office.choose(page, "expense-account", "Rent");
    await at(page, "expense-amount").fill("4500");
    await page.locator("label", { hasText: SHOP }).click();
    await page.locator("label", { hasText: WATER }).click();
    await office.choose(page, "paid-from", "1170");
    await at(page, "memo").fill("Rent of the shop");
    await office.post(page);

    await office.record(page, "transfer");
    await office.place(page, "from", { business: LAUNDRY, account: "1120", party: "Safe" });
    await office.place(page, "to", bank);
    await at(page, "amount").fill("2000");
    await at(page, "memo").fill("Takings banked");
    await office.post(page);

    await office.record(page, "capital");
    await office.pick(page, "direction", "The owner takes money out");
    await office.place(page, "place", bank);
    await at(page, "amount").fill("5000");
    await at(page, "memo").fill("School fees");
    await office.post(page);
  });

  test("an unbalanced entry is refused with its difference, on the screen and behind it", async () => {
    await office.record(page, "manual");
    await at(page, "memo").fill("Wear of the burner");
    await office.choose(page, "line-1-business", SHOP);
    await office.choose(page, "line-2-business", SHOP);
    await office.choose(page, "line-1-account", "5850");
    await at(page, "line-1-debit").fill("500");
    await office.choose(page, "line-2-account", "1590");
    await at(page, "line-2-credit").fill("450");
    await at(page, "difference-RETAIL").getByText("credit lacks KES 50.00").waitFor();
    expect(await at(page, "post").isDisabled()).toBe(true);
    const line = { business: "RETAIL", party: null };
    const refused = await answerOf(page, "entry.manual", {
      command: newCommand(),
      day: today,
      memo: "Around the screen",
      lines: [
        { ...line, account: 5850, debit: 500_00, credit: 0 },
        { ...line, account: 1590, debit: 0, credit: 450_00 },
      ],
    });
    expect(refused.refusal).toMatchObject({ code: "entry.unbalanced" });
  });

  test("a balanced entry is posted, and undone by its mirror image", async () => {
    await at(page, "line-2-credit").fill("500");
    manual = await office.post(page);
    await office.goTo(page, "journal");
    await page.getByRole("link", { name: String(manual), exact: true }).click();
    await at(page, "reverse").click();
    await at(page, "reverse-reason").fill("It belongs to next month");
    await at(page, "reverse-confirm").click();
    await page.getByRole("link", { name: `Reverses ${manual}` }).waitFor();
  });

  test("the trial balance holds every act of the day", async () => {
    screen = await office.trialBalance(page);
    expect(await figure(page, "total-closingDebit")).toBe(
      await figure(page, "total-closingCredit"),
    );
    expect(screen).toMatchObject({
      1110: 10_300_00,
      1120: 4_300_00,
      1130: 19_980_00,
      1140: 2_000_00,
      1150: 935_00,
      1170: 142_500_00,
      1330: 1_605_00,
      3200: 5_000_00,
      5820: 120_00,
    });
    expect(screen["1590"]).toBeUndefined();
    expect(screen["1900"]).toBeUndefined();
  });

  test("profit and the balance sheet say what the trial balance says", async () => {
    const of = (first: RegExp) =>
      Object.entries(screen).reduce((sum, [account, cents]) => {
        return first.test(account) ? sum + cents : sum;
      }, 0);
    await office.goTo(page, "profit-and-loss");
    await shown(page, "profit-and-loss");
    expect(await office.statementRow(page, "profit")).toBe(-of(/^[45]/));
    await office.goTo(page, "balance-sheet");
    await shown(page, "balance-sheet");
    expect(await at(page, "proof").getAttribute("data-equal")).toBe("true");
    expect(await office.statementRow(page, "assets")).toBe(of(/^1/));
    expect(await office.statementRow(page, "liabilities-and-equity")).toBe(of(/^1/));
  });

  test("from a figure of the report it is three clicks to the customer's receipt", async () => {
    await office.goTo(page, "profit-and-loss");
    await page.getByRole("link", { name: "LPG" }).first().click();
    await shown(page, "screen-ledger");
    await at(page, "ledger").getByText(onAccount).click();
    await shown(page, "screen-entry");
    const receipt = page.getByRole("img", { name: `Receipt ${onAccount}` });
    await receipt.waitFor();
    const width = await receipt.evaluate(async (image) => {
      await (image as HTMLImageElement).decode();
      return (image as HTMLImageElement).naturalWidth;
    });
    expect(width).toBeGreaterThan(100);
    await page.goBack();
    await shown(page, "screen-ledger");
    await page.goBack();
    await shown(page, "screen-profit-and-loss");
  });

  test.for(WITNESSES)(
    "$program has the balances of the screen, to the cent",
    async (witness, { skip }) => {
      const reason = absent(witness);
      if (reason !== undefined) process.stderr.write(`${reason}\n`);
      skip(reason !== undefined, reason);
      await office.goTo(page, "journal");
      await at(page, "export-journal").click();
      const coming = page.waitForEvent("download");
      await at(page, `export-${witness.format}`).click();
      const file = join(till.folder, `day.${witness.format}`);
      await (await coming).saveAs(file);
      witness.check(file);
      expect(witness.balances(file)).toEqual(screen);
    },
  );

  test("no screen complained all day", () => {
    expect(complaints).toEqual([]);
  });

  test("the stopped till's books are verified from outside", async () => {
    await page.close();
    await till.stop();
    expect(tomtin("verify")).toMatchObject({ status: 0 });
    expect(tomtin("rebuild", "--check")).toMatchObject({ status: 0 });
  });
});

function tomtin(...command: string[]): { status: number | null; output: string } {
  const program = join(root, "src/main/cli/index.ts");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...command, "--data", till.folder],
    { cwd: root, encoding: "utf8" },
  );
  return { status, output: stdout + stderr };
}
