import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  at,
  leave,
  lines,
  menu,
  nextSale,
  press,
  scan,
  serve,
  shown,
  signIn,
  sold,
  total,
} from "./counter.ts";
import { goTo } from "./office.ts";
import { openShop, OWNER, RICE, SHOP, SUGAR } from "./shop.ts";
import { launchBrowser, noBrowser, openPage, openTill, SMALL, type Till } from "./till.ts";

const LAUNDRY = { template: "LAUNDRY", name: "Bahari Laundry" } as const;

let browser: Browser;
let till: Till;
let page: Page;

/** What a 1366×768 screen has left when everything is shown at twice its size. */
const ZOOMED = { width: SMALL.width / 2, height: SMALL.height / 2 };

/** What of it is beyond the window or behind something else, in words; empty where nothing is. */
const hidden = (target: Locator): Promise<string> =>
  target.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const within =
      box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (within && (element.contains(over) || over?.contains(element) === true)) return "";
    const name = element.getAttribute("data-testid") ?? element.outerHTML.slice(0, 80);
    const place = [box.left, box.top, box.right, box.bottom].map((each) => Math.round(each));
    return `${name} at ${place.join(" ")} behind ${over?.outerHTML.slice(0, 80)}`;
  });

/** Wholly in sight, once the screen has settled; nobody scrolls. */
async function inSight(target: Locator): Promise<void> {
  await target.waitFor();
  await expect.poll(() => hidden(target)).toBe("");
}

/** Nothing makes the window itself scroll sideways, where half of a word would be cut off. */
async function nothingBeyond(): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    ZOOMED.width,
  );
}

/**
 * Wholly in sight once scrolled to. What comes late (a list, a notice that goes) moves what is
 * below it: a person scrolls again, and so does this.
 */
async function reachable(...testids: readonly string[]): Promise<void> {
  for (const testid of testids) {
    const target = at(page, testid).first();
    const afterScrolling = async (): Promise<string> => {
      await target.scrollIntoViewIfNeeded();
      return hidden(target);
    };
    await expect.poll(afterScrolling).toBe("");
  }
  await nothingBeyond();
}

const spoken = (words: string | RegExp) =>
  at(page, "spoken").filter({ hasText: words }).waitFor({ state: "attached" });

describe.skipIf(noBrowser !== undefined)(
  "who sees little, hears the screen or wants it still",
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
      till = await openTill();
      ({ page } = await openPage(browser));
      await openShop(page, till.address, [SHOP, LAUNDRY]);
    });
    afterAll(async () => {
      await browser?.close();
      await till?.stop();
    });

    test("at 200 % a sale is made, with total and Pay in sight all the time", async () => {
      await page.setViewportSize(ZOOMED);
      await scan(page, SUGAR);
      await scan(page, RICE);
      await lines(page, 2);
      for (const testid of ["search", "pay", "total", "cashier", "status-shift"]) {
        await inSight(at(page, testid));
      }
      await nothingBeyond();
      await at(page, "line-discount").scrollIntoViewIfNeeded();
      await inSight(at(page, "line-discount"));
      await at(page, "pay").click();
      for (const testid of ["cash-tendered", "pay-complete", "total"]) {
        await inSight(at(page, testid));
      }
      await at(page, "tender-mpesa").click();
      await inSight(at(page, "mpesa-code"));
      await at(page, "tender-cash").click();
      await at(page, "quick-1000").click();
      expect(await sold(page)).toBe(455_00);
      await inSight(at(page, "change"));
      await at(page, "next-sale").scrollIntoViewIfNeeded();
      await inSight(at(page, "next-sale"));
      await nothingBeyond();
      await nextSale(page);
      await page.setViewportSize(SMALL);
    });

    test("at 200 % whatever else a cashier needs is in sight, or can be scrolled to", async () => {
      await page.setViewportSize(ZOOMED);
      const away = async (testid: string) => {
        await page.keyboard.press("Escape");
        await at(page, testid).waitFor({ state: "detached" });
      };
      await scan(page, SUGAR);
      await lines(page, 1);
      await press(page, "F4");
      await reachable("park-label");
      await at(page, "park-label").fill("Green bag");
      await page.keyboard.press("Enter");
      await lines(page, 0);
      await press(page, "F6");
      await reachable("parked-draft");
      await away("parked-draft");
      await menu(page, "sales");
      await reachable("sale-refund");
      await at(page, "sale-refund").click();
      await reachable("refund-all", "refund-line-1", "refund-reason", "refund-done");
      await page.keyboard.press("Escape");
      await reachable("sales-back");
      await at(page, "sales-back").click();
      await shown(page, "search");
      await menu(page, "close");
      await reachable("close-parked");
      await page.keyboard.press("Escape");
      await shown(page, "search");
      await leave(page);
      await reachable("pin-input", "language");
      await page.setViewportSize(SMALL);
      await signIn(page, OWNER.name, OWNER.pin);
      await shown(page, "search");
    }, 180_000);

    test("at 200 % each dialog over a sale, and a job, can be read and used to its end", async () => {
      await page.setViewportSize(ZOOMED);
      await scan(page, SUGAR);
      await lines(page, 1);
      const asking = async (
        open: () => Promise<void>,
        ...testids: readonly [string, ...string[]]
      ) => {
        await open();
        await shown(page, testids[0]);
        await reachable(...testids);
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => document.querySelector("[role=dialog]") === null);
      };
      const key = (name: string) => () => press(page, name);
      const picked = (act: string) => () => menu(page, act);
      await press(page, "F1");
      await shown(page, "help");
      await nothingBeyond();
      await page.keyboard.press("Escape");
      await asking(key("F7"), "drawer-reason", "drawer-open");
      await asking(key("F8"), "discount-amount", "discount-done");
      await asking(key("F10"), "menu-switch", "menu-training");
      await asking(() => at(page, "line-quantity").click(), "quantity-input", "quantity-done");
      await asking(picked("cash"), "cash-amount", "cash-reason", "cash-move");
      await asking(picked("x"), "x-receipt");
      await asking(picked("desk"), "lock-after", "scanner-suffix");
      await asking(picked("deposit"), "deposit-search");
      await asking(picked("switch"), `user-${OWNER.name}`, "pin-input");
      await press(page, "F3");
      await reachable("customer-search", "customer-new");
      await at(page, "customer-new").click();
      await reachable("customer-name", "customer-address", "customer-save");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await at(page, "search").fill("k-gas 13");
      await at(page, "tile-K-GAS-13-KG").or(page.locator("[data-testid^=tile-]")).first().waitFor();
      await page.keyboard.press("Enter");
      await shown(page, "returnable");
      await reachable("returnable-add");
      await page.keyboard.press("Escape");
      await at(page, "returnable").waitFor({ state: "detached" });
      await at(page, "search").fill("no such thing");
      await nothingBeyond();
      await at(page, "search").fill("");
      await menu(page, "empty");
      await lines(page, 0);
      await serve(page, "LAUNDRY");
      await shown(page, "search");
      await press(page, "Alt+j");
      await reachable("jobs-search", "jobs-new", "column-received");
      await at(page, "jobs-new").click();
      await page.keyboard.press("Escape");
      await at(page, "customer-search").waitFor({ state: "detached" });
      await reachable("line-service", "intake-note", "intake-deposit", "intake-go", "intake-back");
      await page.keyboard.press("Escape");
      await page.setViewportSize(SMALL);
      await serve(page, "RETAIL");
      await shown(page, "search");
    }, 180_000);

    test("what was added, the change, and what went wrong are said aloud", async () => {
      // Those who listen hear only regions that were there before the words.
      await at(page, "spoken").waitFor({ state: "attached" });
      expect(await at(page, "spoken").getAttribute("aria-live")).toBe("polite");
      await scan(page, SUGAR);
      await spoken("1 Sugar 1 kg added");
      const before = await at(page, "spoken").textContent();
      await scan(page, SUGAR);
      await total(page, 330);
      // The same words again would be silence.
      await page.waitForFunction(
        (said) => document.querySelector("[data-testid=spoken]")?.textContent !== said,
        before,
      );
      await scan(page, "9999999999994");
      await page
        .locator("[role=status]")
        .getByText("No item has the code 9999999999994. The sale is as it was.")
        .waitFor();
      await press(page, "F9");
      await page.keyboard.press("Alt+2");
      await at(page, "mpesa-code").fill("TAB1234567");
      await page.keyboard.press("Enter");
      await sold(page);
      await spoken(/Sold for KES 330\.00\. Change KES 0\.00/);
      await nextSale(page);
      await scan(page, SUGAR);
      await press(page, "F9");
      await page.keyboard.press("Alt+2");
      const alert = page.locator("form[aria-label=Payment] [role=alert]");
      await alert.waitFor({ state: "attached" });
      await at(page, "mpesa-code").fill("TAB1234567");
      await page.keyboard.press("Enter");
      await alert.getByTestId("refusal").waitFor();
      await page.keyboard.press("Escape");
      await shown(page, "search");
      await page.keyboard.press("Delete");
      await lines(page, 0);
    });

    test("nothing moves for who asked for stillness, and something does for who did not", async () => {
      const moving = async (wanted: "reduce" | "no-preference") => {
        await page.emulateMedia({ reducedMotion: wanted });
        return page.evaluate(() => {
          const style = getComputedStyle(document.querySelector("[data-testid=pay]") as Element);
          // A probe of the program's own rule: whatever moves anywhere, moves under it.
          const probe = document.createElement("div");
          probe.style.transition = "opacity 3s";
          probe.style.animation = "spin 3s";
          document.body.append(probe);
          const of = getComputedStyle(probe);
          const found = [style.transitionDuration, of.transitionDuration, of.animationDuration];
          probe.remove();
          return found.map((each) => Math.max(...each.split(",").map(Number.parseFloat)) > 0.001);
        });
      };
      expect(await moving("reduce")).toEqual([false, false, false]);
      expect((await moving("no-preference")).slice(1)).toEqual([true, true]);
      await page.emulateMedia({ reducedMotion: "reduce" });
      await press(page, "F1");
      await shown(page, "help");
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      await page.keyboard.press("Escape");
      await at(page, "help").waitFor({ state: "detached" });
    });

    test("at 200 % a shift is closed and opened, and the office can be read", async () => {
      await page.setViewportSize(ZOOMED);
      // What was parked stands in the way of closing.
      await press(page, "F6");
      await at(page, "parked-draft").click();
      await lines(page, 1);
      await menu(page, "empty");
      await lines(page, 0);
      await menu(page, "close");
      await reachable("count-1000", "count-1", "close-mpesa-unseen", "close-note", "close-counted");
      await at(page, "close-mpesa-unseen").check();
      await at(page, "close-counted").click();
      await reachable("close-confirm", "close-back");
      await at(page, "close-confirm").click();
      await reachable("z-report", "z-receipt", "z-done");
      await at(page, "z-done").click();
      await reachable("shift-open");
      await at(page, "shift-open").click();
      await reachable("count-1000", "count-1", "shift-from-safe", "shift-open-done");
      await at(page, "shift-open-done").click();
      await shown(page, "search");
      await at(page, "office").click();
      await shown(page, "today-sales");
      await reachable("today-sales", "sign-out");
      for (const screen of ["trial-balance", "users", "printer"]) {
        await goTo(page, screen);
        await reachable("sign-out");
      }
      await page.setViewportSize(SMALL);
    }, 180_000);
  },
);
