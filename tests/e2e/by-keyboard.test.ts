import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, figure, lines, shown, sold, total } from "./counter.ts";
import { tabRound } from "./focus-ring.ts";
import { stopAtFirstFailure } from "./one-day.ts";
import { OWNER, SHOP } from "./shop.ts";
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

/** Slower than any scanner, and a person's own keys. */
const FINGER_MS = 60;

/** Something has the keyboard, and whoever looks for it sees which. */
async function focusSeen(): Promise<void> {
  const seen = await page
    .waitForFunction(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
      const ring = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      return ring || boxShadow !== "none";
    })
    .catch(() => undefined);
  const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120));
  expect(seen, `no focus to be seen on ${where}`).toBeDefined();
}

const focusedId = () =>
  page.evaluate(() => document.activeElement?.getAttribute("data-testid") ?? "");

async function key(...keys: string[]): Promise<void> {
  for (const each of keys) {
    await focusSeen();
    // Enter must not come as fast after a word as a scanner's; the others are no text at all.
    await page.keyboard.press(each, each === "Enter" ? { delay: FINGER_MS } : {});
  }
}

async function type(text: string): Promise<void> {
  await focusSeen();
  await page.keyboard.type(text, { delay: FINGER_MS });
}

/** Wherever Tab leads on the whole screen, it is seen; the keyboard is back where it was. */
async function allSeen(least: number): Promise<void> {
  const { stops, unseen } = await tabRound(page);
  expect(unseen).toEqual([]);
  expect(stops).toBeGreaterThanOrEqual(least);
}

/** By Tab, and seen at each stop on the way. */
async function tabTo(testid: string): Promise<void> {
  for (let stops = 0; (await focusedId()) !== testid; stops += 1) {
    expect(stops, `${testid} is not reached by Tab`).toBeLessThan(40);
    await key("Tab");
  }
}

/** F10, and its entry: by the digit that is written on it. */
async function pick(entry: string): Promise<void> {
  await key("F10");
  await shown(page, `menu-${entry}`);
  await tabTo(`menu-${entry}`);
  await key("Enter");
}

const hasFocus = (testid: string) =>
  page.waitForFunction(
    (wanted) => document.activeElement?.getAttribute("data-testid") === wanted,
    testid,
  );

/** Counts from the largest note on: what is not there is passed over by Enter. */
async function count(pieces: Readonly<Record<number, string>>): Promise<void> {
  for (const note of [1000, 500, 200, 100, 50, 40, 20, 10, 5, 1]) {
    await hasFocus(`count-${note}`);
    const typed = pieces[note];
    if (typed !== undefined) await type(typed);
    await key("Enter");
  }
}

describe.skipIf(noBrowser !== undefined)(
  "a shift by the keyboard alone, its focus always seen",
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
      till = await openTill();
      ({ page } = await openPage(browser));
      await page.goto(till.address);
      await ask(page, "program.setUp", {
        command: newCommand(),
        owner: OWNER.name,
        pin: OWNER.pin,
        till: { code: "R1", name: "Front counter" },
        vatRegistered: true,
        businesses: [SHOP],
        sampleItems: true,
      });
      await page.reload();
      await at(page, "pin-input").waitFor();
    });
    afterAll(async () => {
      await browser?.close();
      await till?.stop();
    });

    stopAtFirstFailure();

    test("from the lock to an open shift, counted with Enter and the arrows", async () => {
      await hasFocus("pin-input");
      await type(OWNER.pin);
      await key("Enter");
      await hasFocus("shift-open");
      await key("Enter");
      await hasFocus("count-1000");
      await key("ArrowDown", "ArrowDown", "ArrowUp");
      await hasFocus("count-500");
      await key("ArrowUp");
      await count({ 1000: "1", 100: "9", 50: "2" });
      // And on to what of it came from the safe.
      await hasFocus("shift-from-safe");
      expect(await figure(page, "float")).toBe(2000_00);
      await key("Enter");
      await hasFocus("search");
    });

    test("two items, a discount, a note and its change, and the next customer", async () => {
      await type("sugar");
      await key("Enter");
      await lines(page, 1);
      await key("+");
      await total(page, 330);
      await type("rice");
      await key("Enter");
      await lines(page, 2);
      await key("ArrowUp", "-");
      await total(page, 165 + 380);
      await key("F8");
      await hasFocus("discount-amount");
      await type("45");
      await key("Enter");
      await total(page, 500);
      await hasFocus("search");
      await allSeen(20);
      await key("F9");
      await hasFocus("cash-tendered");
      await allSeen(15);
      await type("1000");
      // A finger that stays on Enter is one Enter: the change is not swept away by it.
      await focusSeen();
      for (const _ of "a finger that stays for a while") await page.keyboard.down("Enter");
      expect(await sold(page)).toBe(500_00);
      for (const _ of "and longer") await page.keyboard.down("Enter");
      await page.keyboard.up("Enter");
      await hasFocus("next-sale");
      await focusSeen();
      expect(await figure(page, "change")).toBe(500_00);
      await allSeen(5);
      // The screen lets a hurried hand wait half a second before Enter is the next customer's.
      await expect
        .poll(async () => {
          await page.keyboard.press("Enter");
          return at(page, "search").isVisible();
        })
        .toBe(true);
      await hasFocus("search");
      await lines(page, 0);
    });

    test("money goes out of the drawer and into it, each with its account and reason", async () => {
      await pick("cash");
      await hasFocus("cash-amount");
      await type("50");
      await tabTo("cash-account");
      await type("Transport");
      await key("ArrowDown", "Enter");
      await tabTo("cash-reason");
      await type("Matatu");
      await key("Enter");
      await at(page, "cash-move").waitFor({ state: "detached" });
      await hasFocus("search");
      await pick("cash");
      await hasFocus("cash-amount");
      // The choice above it, and its other half.
      await key("Shift+Tab", "ArrowRight", "Tab");
      await hasFocus("cash-amount");
      await type("250");
      await tabTo("cash-account");
      await key("ArrowDown", "Enter");
      await tabTo("cash-reason");
      await type("Coins");
      await key("Enter");
      await at(page, "cash-move").waitFor({ state: "detached" });
      await page.getByText("KES 250.00 put in.").first().waitFor();
      await hasFocus("search");
    });

    test("the drawer is counted blind, and agrees", async () => {
      await pick("close");
      await count({ 1000: "2", 500: "1", 200: "1" });
      expect(await figure(page, "counted")).toBe(2700_00);
      await hasFocus("close-leave");
      await type("1000");
      await key("Enter");
      await hasFocus("close-mpesa");
      await type("0");
      await key("Enter");
      await hasFocus("close-note");
      // Held down: it asks once whether that is what was counted, and goes no further.
      await focusSeen();
      for (const _ of "a finger that stays") await page.keyboard.down("Enter");
      await page.keyboard.up("Enter");
      await hasFocus("close-confirm");
      expect(await at(page, "z-report").count()).toBe(0);
      expect((await ask(page, "shift.current", {})).shifts).toHaveLength(1);
      await key("Enter");
      await shown(page, "z-report");
      expect(await page.getByText("Agrees", { exact: true }).count()).toBe(2);
      expect((await ask(page, "shift.current", {})).shifts).toHaveLength(0);
      await hasFocus("z-done");
      await key("Enter");
      await hasFocus("shift-open");
      await pick("lock");
      await hasFocus("pin-input");
      await focusSeen();
    });
  },
);
