import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, lines, menu, press, scan, scanAll, shown, sold, strike, total } from "./counter.ts";
import { openShop, RICE, SUGAR } from "./shop.ts";
import { ask, held, launchBrowser, noBrowser, openPage, openTill, type Till } from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;

const sales = async () => (await ask(page, "sale.find", { kind: "sale" })).total;

/** Everything back to an empty cart at the counter. */
async function emptied(): Promise<void> {
  await menu(page, "empty");
  await lines(page, 0);
}

/** How fast the scanner sends, as set at this desk. */
async function speed(gapMs: "50" | "150"): Promise<void> {
  await menu(page, "desk");
  const words = gapMs === "50" ? "Usual scanner" : "Slow scanner (Bluetooth)";
  await at(page, "scanner-speed").getByText(words).click();
  await page.keyboard.press("Escape");
  await at(page, "scanner-speed").waitFor({ state: "detached" });
}

describe.skipIf(noBrowser !== undefined)("a scanner and a cashier's hands", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("ten different codes scanned in two seconds are ten lines, in their order", async () => {
    const { items } = await ask(page, "catalog.forTill", { business: "RETAIL" });
    const coded = items.filter(({ barcodes, fractional }) => barcodes.length > 0 && !fractional);
    // Not the order in which they lie on the shelf.
    const ten = [7, 2, 9, 0, 4, 1, 8, 3, 6, 5].map((at) => coded[at]).filter((each) => !!each);
    expect(ten).toHaveLength(10);
    const codes = ten.map(({ barcodes }) => barcodes[0] ?? "");
    await scanAll(page, codes);
    await lines(page, 10);
    const order = await at(page, "cart-line").evaluateAll((each) =>
      each.map((line) => line.getAttribute("data-sku")),
    );
    expect(order).toEqual(ten.map(({ sku }) => sku));
    await scanAll(page, [...codes, ...codes]);
    await total(page, (3 * ten.reduce((sum, { price }) => sum + (price ?? 0), 0)) / 100);
    await lines(page, 10);
    expect(await at(page, "search").inputValue()).toBe("");
    await emptied();
  });

  test("what is scanned before the till has answered begins the next sale, in its order", async () => {
    const answer = await held(page, "sale.post");
    await scan(page, SUGAR);
    await total(page, 165);
    await press(page, "F9");
    await shown(page, "pay-complete");
    await at(page, "quick-200").click();
    await answer.asked;
    await scan(page, RICE);
    await scan(page, SUGAR);
    await scan(page, RICE);
    // And no key leads away from the sale that is on its way.
    await page.keyboard.press("Escape");
    await shown(page, "due");
    // It goes again by itself: it is waited for while it comes.
    const notice = at(page, "notice").getByText("Sold for KES 165.00. Change KES 35.00").waitFor();
    answer.release();
    await notice;
    await lines(page, 2);
    await total(page, 2 * 380 + 165);
    await page.unroute("**/rpc/sale.post");
    expect(await sales()).toBe(1);
    await emptied();
  });

  test("a scan with the focus on Pay adds its item and does not pay", async () => {
    await scan(page, SUGAR);
    await lines(page, 1);
    await at(page, "pay").focus();
    await scan(page, RICE);
    await lines(page, 2);
    expect(await at(page, "pay-complete").count()).toBe(0);
    await at(page, "search").fill("su");
    await scan(page, RICE);
    await total(page, 165 + 2 * 380);
    expect(await at(page, "search").inputValue()).not.toMatch(/\d/);
  });

  test("no key of a scan acts: hyphens, plus and space, with the focus on a button", async () => {
    await emptied();
    // A busy machine brings even a quick scanner's keys late.
    await speed("150");
    for (const _ of "123") await scan(page, SUGAR);
    await total(page, 3 * 165);
    const focus = {
      more: () => page.getByTestId("line-more").first().focus(),
      pay: () => at(page, "pay").focus(),
      nothing: () => page.evaluate(() => (document.activeElement as HTMLElement).blur()),
      search: () => at(page, "search").focus(),
    };
    for (const [place, take] of Object.entries(focus)) {
      for (const code of ["R1-000123-K7", "-R 1++ -9", " +1- 2", "5-55-1"]) {
        // Of its own for each place, so that its words cannot be those of the scan before.
        const scanned = code.replace("1", String(Object.keys(focus).indexOf(place) + 1));
        await take();
        await scan(page, scanned);
        const words = code.startsWith("R1-")
          ? `No receipt here has the number ${scanned}.`
          : `No item has the code ${scanned}.`;
        await page.getByText(words.trim()).first().waitFor();
        await total(page, 3 * 165);
        await lines(page, 1);
        expect(await at(page, "pay-complete").count()).toBe(0);
        expect(await at(page, "search").inputValue()).toBe("");
      }
    }
    expect(await sales()).toBe(1);
    await speed("50");
  });

  test("a person's own keys act all the same: plus and minus, a space on a button, a word", async () => {
    await at(page, "pay").focus();
    await page.keyboard.press("-");
    await total(page, 2 * 165);
    await page.keyboard.press("+");
    await total(page, 3 * 165);
    await at(page, "line-more").first().focus();
    await page.keyboard.press("Space");
    await total(page, 4 * 165);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("r");
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>("[data-testid=search]")?.value === "r",
    );
    await at(page, "search").fill("");
    await press(page, "F10");
    await at(page, "menu-empty").waitFor();
    await scan(page, RICE);
    expect(await at(page, "menu-empty").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await at(page, "menu-empty").waitFor({ state: "detached" });
    await total(page, 4 * 165);
    await emptied();
    await scan(page, SUGAR);
    for (const _ of "12") await scan(page, RICE);
    await total(page, 165 + 2 * 380);
  });

  test("a hand as fast as a scanner loses no letter, and each stands where it was typed", async () => {
    const search = at(page, "search");
    const typed: [before: string, keys: string[], after: string][] = [
      ["", ["s", "u"], "su"],
      ["", [..."sugar"], "sugar"],
      ["", ["s", "u", "Backspace"], "s"],
      ["", ["r", "c", "ArrowLeft", "i", "i"], "riic"],
      ["ice", ["Home", "s", "p"], "spice"],
      ["all of it", ["Control+a", "s", "u"], "su"],
      ["all", ["s", "u", "Control+a", "Backspace"], ""],
      ["", ["r", "i", "c", "Enter"], ""],
    ];
    for (const [before, keys, after] of typed) {
      // To fill with nothing is a Delete, which would take a line where nothing is.
      if ((await search.inputValue()) !== before) await search.fill(before);
      await search.focus();
      const chord = keys.indexOf("Control+a");
      await strike(page, keys.slice(0, Math.max(0, chord)));
      if (chord >= 0) await page.keyboard.press("Control+a");
      await strike(page, keys.slice(chord + 1));
      await expect.poll(() => search.inputValue(), { message: keys.join(" ") }).toBe(after);
    }
    await total(page, 165 + 3 * 380);
    await press(page, "Control+z");
    await total(page, 165 + 2 * 380);
  });

  test("a scan into an amount or a dialog leaves no digit there and presses nothing", async () => {
    await press(page, "F9");
    await at(page, "cash-tendered").fill("50");
    await scan(page, SUGAR);
    await shown(page, "scanned");
    await page.keyboard.press("Escape");
    await at(page, "scanned").waitFor({ state: "detached" });
    expect(await at(page, "cash-tendered").inputValue()).toBe("50");
    await page.keyboard.press("Escape");
    await shown(page, "search");
    await press(page, "F4");
    const label = at(page, "park-label");
    await label.fill("Bag");
    await label.evaluate((input: HTMLInputElement) => input.setSelectionRange(1, 2));
    await scan(page, SUGAR);
    expect(await label.inputValue()).toBe("Bag");
    const chosen = (input: HTMLInputElement) => [input.selectionStart, input.selectionEnd];
    expect(await label.evaluate(chosen)).toEqual([1, 2]);
    await page.keyboard.press("Escape");
    await at(page, "park-label").waitFor({ state: "detached" });
    await total(page, 165 + 2 * 380);
    expect(await sales()).toBe(1);
  });

  test("a scan into any dialog's field leaves its text alone, and sells nothing", async () => {
    if ((await at(page, "cart-line").count()) > 0) await emptied();
    await scanAll(page, [SUGAR, RICE, RICE]);
    const before = 165 + 2 * 380;
    await total(page, before);
    const untouched = async (testid: string, text: string) => {
      await at(page, testid).fill(text);
      await at(page, testid).focus();
      await scan(page, SUGAR);
      // What comes after a scan is heard after it: by then its digits would be there.
      await page.keyboard.press("End");
      expect(await at(page, testid).inputValue()).toBe(text);
      expect(await at(page, testid).isVisible()).toBe(true);
      await page.keyboard.press("Escape");
      await at(page, testid).waitFor({ state: "detached" });
      await total(page, before);
    };
    await at(page, "line-quantity").click();
    await untouched("quantity-input", "4");
    await press(page, "F8");
    await untouched("discount-amount", "10");
    await press(page, "F3");
    await untouched("customer-search", "wanj");
    await press(page, "F7");
    await page.locator("[role=dialog] input").first().waitFor();
    await scan(page, SUGAR);
    await page.keyboard.press("Escape");
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
    await menu(page, "cash");
    await untouched("cash-amount", "70");
    await press(page, "F9");
    await page.keyboard.press("Alt+2");
    await at(page, "mpesa-code").fill("TAB12");
    await scan(page, SUGAR);
    await shown(page, "scanned");
    // The dialog asks about the first; another scan is not an answer to it.
    await scan(page, SUGAR);
    await shown(page, "scanned");
    await page.keyboard.press("Escape");
    await at(page, "scanned").waitFor({ state: "detached" });
    expect(await at(page, "mpesa-code").inputValue()).toBe("TAB12");
    await page.keyboard.press("Alt+1");
    await page.keyboard.press("Escape");
    await shown(page, "search");
    await total(page, before);
    expect(await sales()).toBe(1);
  });

  test("a scan on the change screen begins the next sale once, whatever has the keyboard", async () => {
    const before = await sales();
    const places = ["next-sale", "show-receipt", "print-receipt", "change-left"];
    for (const [index, place] of places.entries()) {
      await press(page, "F9");
      await at(page, "quick-1000").click();
      await sold(page);
      await at(page, place).focus();
      await scan(page, RICE);
      await total(page, 380);
      await lines(page, 1);
      expect(await sales()).toBe(before + index + 1);
    }
    // Nobody was told that the customer had left it, and nothing lies over the sale.
    expect(await page.locator("[role=dialog]").count()).toBe(0);
    expect(await page.getByText("stay in the drawer").count()).toBe(0);
    await scan(page, RICE);
    await scan(page, SUGAR);
    await total(page, 165 + 2 * 380);
  });
});
