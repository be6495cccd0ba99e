import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, leave, lines, menu, press, scan, shown, signIn } from "./counter.ts";
import { findings } from "./axe.ts";
import { openShop, OWNER, SUGAR } from "./shop.ts";
import { launchBrowser, noBrowser, openPage, openTill, type Till, type Watched } from "./till.ts";
import { textFaults } from "./texts-shown.ts";

/** What is English in either language: the way back to it. */
const NAMES: ReadonlySet<string> = new Set(["English", "Change the language of the screen"]);

const ENGLISH = "before it is Swahili";

let browser: Browser;
let till: Till;
let watched: Watched;
let page: Page;

const said = () => page.evaluate(() => document.documentElement.lang);

describe.skipIf(noBrowser !== undefined)("the language of the screens", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    watched = await openPage(browser);
    ({ page } = watched);
    await openShop(page, till.address);
  });
  afterAll(async () => {
    expect(watched.complaints).toEqual([]);
    await page.context().close();
    await browser.close();
    await till.stop();
  });

  test("is switched in the cashier menu, and the cart and what was typed stay", async () => {
    await scan(page, SUGAR);
    await lines(page, 1);
    await at(page, "search").fill("ric");
    await menu(page, "language");
    await page.getByPlaceholder("Jina, msimbo au msimbopau").waitFor();
    expect(await said()).toBe("sw");
    expect(await at(page, "search").inputValue()).toBe("ric");
    await lines(page, 1);
    // What is memoised speaks it too.
    expect(await at(page, "cart-line").innerText()).toContain("kila moja");
    await at(page, "search").fill("");
  });

  test("is the person's own: it comes back with her sign-in, after a reload and at the lock", async () => {
    await page.reload();
    await shown(page, "search");
    expect(await said()).toBe("sw");
    await leave(page);
    await shown(page, "language");
    await at(page, "language").click();
    await page.waitForFunction(() => document.documentElement.lang === "en");
    await signIn(page, OWNER.name, OWNER.pin);
    await shown(page, "search");
    expect(await said()).toBe("en");
    await lines(page, 1);
  });

  test("holds on every screen of the counter: nothing is cut off, in English or serious to axe", async () => {
    const found: Record<string, string[]> = {};
    const look = async (state: string): Promise<void> => {
      // The colours are those of the English screens, which are looked at in the dark too.
      const faults = [
        ...(await textFaults(page, NAMES)),
        ...(state === ENGLISH ? [] : await findings(page, "light")),
      ];
      if (faults.length > 0) found[state] = faults;
    };
    const close = async (testid: string): Promise<void> => {
      await page.keyboard.press("Escape");
      await at(page, testid).waitFor({ state: "detached" });
    };
    await look(ENGLISH);
    expect(found[ENGLISH]).toContain("English: Total");
    delete found[ENGLISH];

    await menu(page, "language");
    await page.getByPlaceholder("Jina, msimbo au msimbopau").waitFor();
    await look("a line");
    await at(page, "search").fill("no such thing");
    await page.getByText("Hakuna kinacholingana").waitFor();
    await look("nothing found");
    await at(page, "search").fill("");
    for (const [key, testid] of [
      ["F1", "help"],
      ["F3", "customer-search"],
      ["F4", "park-label"],
      ["F8", "discount-amount"],
      ["F10", "menu"],
    ] as const) {
      await press(page, key);
      await shown(page, testid);
      await look(key);
      await close(testid);
    }
    await press(page, "F9");
    await shown(page, "cash-exact");
    await look("paying in cash");
    await at(page, "tender-mpesa").click();
    await shown(page, "mpesa-code");
    await look("paying by M-Pesa");
    await at(page, "tender-cash").click();
    await at(page, "cash-exact").click();
    await shown(page, "change");
    await look("change");
    await at(page, "next-sale").click();
    await lines(page, 0);
    await look("an empty sale");
    await menu(page, "sales");
    await shown(page, "sale-detail");
    await look("sales");
    await at(page, "sale-refund").click();
    await shown(page, "refund-line-1");
    await look("a refund");
    await page.keyboard.press("Escape");
    await shown(page, "sale-detail");
    await at(page, "sales-back").click();
    await shown(page, "search");
    await menu(page, "x");
    await shown(page, "x-report");
    await look("X");
    await close("x-report");
    await menu(page, "close");
    await shown(page, "close-counted");
    await look("closing");
    expect(found).toEqual({});
  }, 180_000);
});
