import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { at, lines, menu, nextSale, opened, press, scan, shown, sold, total } from "./counter.ts";
import { positionOf, stockCylinders, type Cylinders } from "./cylinders.ts";
import * as office from "./office.ts";
import { stopAtFirstFailure } from "./one-day.ts";
import { openShop } from "./shop.ts";
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
let kinds: Cylinders;
let complaints: readonly string[];

const look = async (name: string): Promise<void> => {
  const folder = process.env["TOMTIN_PICTURES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
};

/** A kind found by part of its name: its dialog. */
async function find(kind: string): Promise<void> {
  await at(page, "search").fill(kind);
  await press(page, "Enter");
  await opened(page, "returnable");
}

/** The dialog of a full one, begun by the scan of its serial. */
const asks = (serial: string) =>
  page.locator(`[data-testid=serial-out][value=${serial}]`).waitFor();

/** Paid exactly, in cash; the next sale begins. */
async function payExactly(): Promise<void> {
  await press(page, "F9");
  await press(page, "F9");
  expect(await sold(page)).toBe(0);
  await nextSale(page);
}

/** The slip of a deposit that was given back is looked at, and put away. */
async function slipAway(): Promise<void> {
  await shown(page, "receipt-picture");
  await page.keyboard.press("Escape");
  await at(page, "receipt-picture").waitFor({ state: "detached" });
}

/** Saves the form that is open, and waits until the office has put it away. */
async function save(): Promise<void> {
  await page.locator("[data-testid=save]:enabled").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

interface Moved {
  readonly type: string;
  readonly form: string;
  readonly place?: string;
  /** How many, or which. */
  readonly what: string;
  readonly reason?: string;
}

/** What happened to cylinders in our hands, by the office's form. */
async function happened({ type, form, place, what, reason }: Moved): Promise<void> {
  await at(page, "returnable-move").click();
  await office.choose(page, "move-type", type);
  await office.choose(page, "move-form", form);
  if (place !== undefined) await office.choose(page, "move-place", place);
  await at(page, "move-count").fill(what);
  if (!/^\d+$/.test(what)) await page.keyboard.press("Enter");
  if (reason !== undefined) await at(page, "move-reason").fill(reason);
  await look(`office-${form.slice(0, 8)}`);
  await save();
}

/** Cylinders over the counter, by the keyboard alone; and in the office. */
describe.skipIf(noBrowser !== undefined)("cylinders at the counter", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page, complaints } = await openPage(browser));
    await openShop(page, till.address);
    kinds = await stockCylinders(page);
    await page.reload();
    await shown(page, "search");
    await shown(page, "tile-JIKO-GAS-13-KG");
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  stopAtFirstFailure();
  afterEach(({ task }) => (task.result?.state === "fail" ? look("failed") : undefined));

  test("a full one for an empty is five actions: three scans, pay, exact", async () => {
    await scan(page, "JK130001");
    await opened(page, "returnable");
    await scan(page, "OLD130001");
    await scan(page, "SEAL0001");
    await lines(page, 1);
    await total(page, 13 * 240);
    await press(page, "F9");
    await press(page, "F9");
    expect(await sold(page)).toBe(0);
    expect(await positionOf(page, kinds.thirteen)).toEqual({
      full: 2,
      empty: 1,
      customer: 0,
      balanced: true,
    });
    await nextSale(page);
  });

  test("without an empty the deposit is paid on top, and comes back once", async () => {
    await at(page, "search").fill("jiko 6");
    await press(page, "Enter");
    await opened(page, "returnable");
    await page.keyboard.press("Alt+2");
    await page.keyboard.press("Enter");
    await lines(page, 1);
    await total(page, 6 * 240 + 2500);
    await press(page, "F9");
    await press(page, "F9");
    expect(await sold(page)).toBe(0);
    await nextSale(page);
    const out = await positionOf(page, kinds.six);
    expect(out).toEqual({ full: 4, empty: 0, customer: 1, balanced: true });

    await menu(page, "deposit");
    await shown(page, "deposit-row");
    await page.keyboard.press("Enter");
    await shown(page, "deposit-give");
    await page.keyboard.press("Enter");
    await page.getByText("2,500.00 of deposit given back").waitFor();
    await slipAway();
    const back = await positionOf(page, kinds.six);
    expect(back).toEqual({ full: 4, empty: 1, customer: 0, balanced: true });
    const { total: open } = await ask(page, "deposit.find", { business: "RETAIL", text: "" });
    expect(open).toBe(0);
  });

  test("scans that come before the counter stands open one dialog after the other", async () => {
    const shift = await held(page, "shift.current");
    await page.reload();
    await shift.asked;
    for (const code of ["JK130002", "9999999999994", "JK130003"]) await scan(page, code);
    shift.release();
    await asks("JK130002");
    expect(await at(page, "notice").count()).toBe(0);
    await page.keyboard.press("Escape");
    await at(page, "notice").getByText("9999999999994").waitFor();
    await asks("JK130003");
    await page.keyboard.press("Escape");
    await at(page, "returnable").waitFor({ state: "detached" });
    await page.unroute("**/rpc/shift.current");
    // And with the counter standing, while the program is asked what the first of them is.
    const serial = await held(page, "returnable.serial");
    await scan(page, "JK130002");
    await serial.asked;
    await scan(page, "JK130003");
    serial.release();
    await asks("JK130002");
    await page.keyboard.press("Escape");
    await asks("JK130003");
    await page.keyboard.press("Escape");
    await at(page, "returnable").waitFor({ state: "detached" });
    await page.unroute("**/rpc/returnable.serial");
    await lines(page, 0);
  });

  test("a larger one for a smaller costs the difference of the deposits, and comes back by its scan", async () => {
    await find("jiko 6");
    await page.keyboard.press("Alt+2");
    await page.keyboard.press("Enter");
    await lines(page, 1);
    await payExactly();
    await find("jiko 13");
    await office.choose(page, "returnable-into", "Jiko gas 6 kg");
    await office.choose(page, "returnable-record", "No name");
    await at(page, "serial-out").fill("JK130002");
    await at(page, "seal").fill("SEAL0002");
    expect(await at(page, "returnable-deposit").textContent()).toBe("1,500.00");
    await look("counter-1-into");
    await at(page, "returnable-add").click();
    await lines(page, 1);
    await total(page, 13 * 240 + 1500);
    await payExactly();
    const out = { full: 1, empty: 1, customer: 1, balanced: true };
    expect(await positionOf(page, kinds.thirteen)).toEqual(out);
    expect(await positionOf(page, kinds.six)).toMatchObject({ empty: 2, customer: 0 });
    await scan(page, "JK130002");
    await shown(page, "deposit-give");
    expect(await at(page, "deposit-serial").inputValue()).toBe("JK130002");
    await look("counter-2-deposit-back");
    await page.keyboard.press("Enter");
    await page.getByText("4,000.00 of deposit given back").waitFor();
    await slipAway();
    const back = { full: 1, empty: 2, customer: 0, balanced: true };
    expect(await positionOf(page, kinds.thirteen)).toEqual(back);
  });

  test("one that is sold is two lines, its gas and its steel, and is nobody's any more", async () => {
    await find("jiko 6");
    await page.keyboard.press("Alt+3");
    await look("counter-3-outright");
    await page.keyboard.press("Enter");
    await lines(page, 2);
    await total(page, 6 * 240 + 3480);
    await payExactly();
    const left = { full: 2, empty: 2, customer: 0, balanced: true };
    expect(await positionOf(page, kinds.six)).toEqual(left);
  });

  test("the supplier swaps empties for fulls", async () => {
    await ask(page, "supplier.save", { command: newCommand(), name: "Nairobi Gas" });
    await at(page, "office").click();
    await shown(page, "today-sales");
    await office.goTo(page, "returnables");
    await at(page, "returnable-swap").click();
    await office.choose(page, "move-type", "Jiko gas 13 kg");
    await office.choose(page, "swap-supplier", "Nairobi Gas");
    await at(page, "swap-out").fill("OLD130001");
    await page.keyboard.press("Enter");
    await at(page, "swap-in").fill("JK130009");
    await page.keyboard.press("Enter");
    await at(page, "swap-cost").fill("2080");
    await look("office-swap");
    await save();
    const swapped = { full: 2, empty: 1, customer: 0, balanced: true };
    expect(await positionOf(page, kinds.thirteen)).toEqual(swapped);
  });

  test("what leaks is set aside, and comes back to the shelf", async () => {
    const type = "Jiko gas 13 kg";
    await happened({ type, form: "Set aside", what: "JK130009", reason: "It leaks" });
    expect(await positionOf(page, kinds.thirteen)).toMatchObject({ full: 1, balanced: true });
    await happened({ type, form: "Back from being", what: "JK130009" });
    expect(await positionOf(page, kinds.thirteen)).toMatchObject({ full: 2, balanced: true });
  });

  test("what is written off as lost is found again", async () => {
    const six = { type: "Jiko gas 6 kg", place: "Empty", what: "1" };
    await happened({ ...six, form: "Write off", reason: "Not on the shelf" });
    expect(await positionOf(page, kinds.six)).toMatchObject({ empty: 1, balanced: true });
    await happened({ ...six, form: "Found again" });
    expect(await positionOf(page, kinds.six)).toMatchObject({ full: 2, empty: 2, balanced: true });
    await look("office-positions");
  });

  test("a deposit from before the books is taken over, and earned when nothing comes back", async () => {
    await at(page, "returnables-view").getByText("Deposits held").click();
    await at(page, "open-deposit").click();
    await office.choose(page, "open-deposit-type", "Jiko gas 13 kg");
    await at(page, "open-deposit-count").fill("AG771");
    await page.keyboard.press("Enter");
    await at(page, "open-deposit-amount").fill("3200");
    await look("office-open-deposit");
    await save();
    await at(page, "forfeit").click();
    await at(page, "forfeit-reason").fill("Moved to Mombasa");
    await look("office-forfeit");
    await save();
    await at(page, "forfeit").waitFor({ state: "detached" });
    const { total: open } = await ask(page, "deposit.find", { business: "RETAIL", text: "" });
    expect(open).toBe(0);
  });

  test("the register has each one by its serial: what stands on it, and where", async () => {
    await at(page, "returnables-view").getByText("Register").click();
    const rows = at(page, "register").locator("tbody tr[data-row]");
    await office.choose(page, "register-place", "Full");
    await expect.poll(() => rows.count()).toBe(2);
    await rows.filter({ hasText: "JK130009" }).click();
    await at(page, "cylinder-tare").fill("14.2");
    await at(page, "cylinder-due").fill("1 Jan 2026");
    await page.keyboard.press("Enter");
    const row = rows.filter({ hasText: "JK130009" });
    await expect.poll(() => row.textContent()).toMatch(/14\.2.*1 Jan 2026/);
    await look("office-register");
  });

  test("an overdue test is told, found and set aside; once it is tested nobody is told any more", async () => {
    const rows = at(page, "register").locator("tbody tr[data-row]");
    await office.goTo(page, "alerts");
    const alert = at(page, "alert-cylinder.test");
    await alert.getByText("One cylinder overdue for its test.").waitFor();
    await look("office-test-alert");
    await alert.click();
    await shown(page, "register");
    expect(await at(page, "register-place").inputValue()).toBe("Test due");
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining("JK130009")]);
    await rows.first().getByText("Overdue").waitFor();
    await look("office-test-due");
    await at(page, "returnables-view").getByText("Where they are").click();
    const type = "Jiko gas 13 kg";
    await happened({ type, form: "Set aside", what: "JK130009", reason: "Test is due" });
    await at(page, "returnables-view").getByText("Register").click();
    await office.choose(page, "register-place", "Test due");
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining("Set aside")]);
    await rows.first().click();
    await at(page, "cylinder-due").fill("1 Jan 2099");
    await page.keyboard.press("Enter");
    await page.getByText("No cylinders match").waitFor();
    await office.goTo(page, "alerts");
    await shown(page, "alert-list");
    await alert.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });
});
