import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { at, press, shown } from "./counter.ts";
import { goTo } from "./office.ts";
import { openShop } from "./shop.ts";
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
let today: string;

const upload = (name: string, buffer: Buffer) =>
  page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
const rowsOf = (testid: string) => at(page, testid).locator("tbody tr[data-row]");

/** A statement against the books, from the file to "Reconciled to …". */
describe.skipIf(noBrowser !== undefined)("reconciling", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
    ({ today } = await ask(page, "program.status", {}));
    const bank = { business: "RETAIL", account: 1170, party: null };
    for (const amount of [50_000_00, 12_000_00]) {
      const own = { command: newCommand(), day: today, direction: "in" as const };
      await ask(page, "entry.capital", { ...own, place: bank, amount, memo: `Deposit ${amount}` });
    }
    await ask(page, "mpesa.receive", {
      command: newCommand(),
      business: "RETAIL",
      day: today,
      code: "TKM1A2B3C4",
      amount: 1_500_00,
      seen: "phone",
    });
    await page.goto(`${till.address}#/office/reconcile`);
    await shown(page, "places");
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("a bank's CSV: two lines match by themselves, its charge is recorded, it ends at zero", async () => {
    await at(page, "reconcile-1170").click();
    await shown(page, "statement-through");
    const csv = [
      "Date,Narration,Debit,Credit,Balance",
      `${today},Deposit,,"50,000.00",50000.00`,
      `${today},Deposit,,"12,000.00",62000.00`,
      `${today},Ledger fee,120.00,,61880.00`,
    ].join("\n");
    await upload("bank.csv", Buffer.from(csv));
    await page.getByText("3 lines", { exact: false }).waitFor();
    await rowsOf("open-statement").first().waitFor();
    expect(await rowsOf("open-statement").count()).toBe(1);
    expect(await at(page, "difference").innerText()).toMatch(/Difference [-−]120\.00/);
    expect(await at(page, "reconcile-finish").isDisabled()).toBe(true);

    await rowsOf("open-statement").first().click();
    await page.keyboard.press("r");
    await shown(page, "missing-account");
    await page.locator("[data-testid=save]:enabled").click();
    await page.locator("[data-testid=difference][data-zero]").waitFor();
    await page.locator("[data-testid=reconcile-finish]:enabled").waitFor();
    await press(page, "f");
    await shown(page, "reconciliations");
    await page.getByTestId("agreed-through").getByText("61,880.00").waitFor();
    const { places } = await ask(page, "reconciliation.places", {});
    expect(places.find((each) => each.account === 1170)?.agreed).toMatchObject({
      through: today,
      closing: 61_880_00,
    });
  });

  test("undone with a reason, it is kept and said so", async () => {
    await at(page, "undo").click();
    await at(page, "undo-reason").fill("The wrong month");
    await page.locator("[data-testid=save]:enabled").click();
    await page.getByText("The wrong month", { exact: false }).waitFor();
    await page.getByText("Never reconciled, in KES").waitFor();
  });

  test("the M-Pesa portal's XLSX: a payment by its code, a strange one taken in", async () => {
    await goTo(page, "reconcile");
    await at(page, "reconcile-1160").click();
    await shown(page, "statement-through");
    const row = (...cells: (string | number)[]) => cells.map((value) => ({ value }));
    const at10 = `${today} 10:00:00`;
    const buffer = await writeExcelFile([
      row("Organisation", "DUKA LA GESI"),
      row(
        "Receipt No.",
        "Completion Time",
        "Details",
        "Transaction Status",
        "Paid In",
        "Withdrawn",
        "Balance",
      ),
      row("TKM1A2B3C4", at10, "Customer Payment", "Completed", 1500, 0, 1500),
      row("TKM1A2B3C5", at10, "Customer Payment", "Completed", 250, 0, 1750),
    ]).toBuffer();
    await upload("portal.xlsx", buffer);
    await rowsOf("open-statement").first().waitFor();
    expect(await rowsOf("open-statement").innerText()).toContain("TKM1A2B3C5");
    await rowsOf("open-statement").first().click();
    await at(page, "record-missing").click();
    await page.locator("[data-testid=save]:enabled").click();
    await page.locator("[data-testid=reconcile-finish]:enabled").click();
    await page.getByTestId("agreed-through").getByText("1,750.00").waitFor();
    const { receipts } = await ask(page, "mpesa.receipts", { business: "RETAIL" });
    expect(new Set(receipts.map((each) => each.state))).toEqual(new Set(["reconciled"]));
  });

  test("cash is counted: nothing on paper, every line is ticked", async () => {
    await goTo(page, "reconcile");
    await at(page, "reconcile-1130").click();
    await shown(page, "statement-through");
    await at(page, "statement-since").fill(today);
    await page.keyboard.press("Enter");
    await at(page, "statement-through").fill(today);
    await page.keyboard.press("Enter");
    await at(page, "statement-closing").fill("0");
    await page.locator("[data-testid=reconcile-finish]:enabled").click();
    await shown(page, "agreed-through");
  });
});
