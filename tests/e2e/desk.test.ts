import { rmSync } from "node:fs";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { READY, type ThermalPrinter, thermalPrinter } from "../print/thermal-printer.ts";
import { at, closeShift, leave, lines, menu, nextSale, press, scan, strike } from "./counter.ts";
import { shown, signIn, sold, total } from "./counter.ts";
import { goTo } from "./office.ts";
import { comeBack, openShop, OWNER, SUGAR } from "./shop.ts";
import { answerOf, ask, launchBrowser, newFolder, noBrowser, openPage } from "./till.ts";
import { openTill, type Till } from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;
let folder = "";
let printer: ThermalPrinter;

/** Tells of each tone that the page asks the speakers for. */
const LISTEN = `
  window.tones = [];
  for (const [name, key] of [["OscillatorNode", "frequency"], ["GainNode", "gain"]]) {
    window[name] = class extends window[name] {
      constructor(context, options) {
        super(context, options);
        window.tones.push(key + " " + options[key]);
      }
    };
  }
`;

async function tones(act: () => Promise<void>): Promise<string[]> {
  await page.evaluate("window.tones.length = 0");
  await act();
  return page.evaluate<string[]>("window.tones");
}

/** How loud, at the desk of this window. */
async function setVolume(words: string): Promise<void> {
  await menu(page, "desk");
  await at(page, "volume").getByText(words, { exact: true }).click();
  await page.keyboard.press("Escape");
  await at(page, "volume").waitFor({ state: "detached" });
}

const heardAs = (code: string) => at(page, "scan-heard").getByText(code, { exact: true }).waitFor();

async function sellSugar(): Promise<void> {
  await scan(page, SUGAR);
  await total(page, 165);
  await press(page, "F9");
  await shown(page, "pay-complete");
  await press(page, "F9");
  await sold(page);
}

/** What the copy has and the original has not; both are otherwise the same bytes. */
function inserted(original: Buffer, copy: Buffer): string {
  let head = 0;
  while (head < original.length && original[head] === copy[head]) head += 1;
  const more = copy.length - original.length;
  expect(copy.subarray(head + more).equals(original.subarray(head))).toBe(true);
  return copy.subarray(head, head + more).toString("latin1");
}

const printed = async (count: number): Promise<Buffer> => {
  await expect.poll(() => printer.jobs.length, { timeout: 20_000 }).toBe(count);
  return printer.jobs.at(-1) as Buffer;
};

describe.skipIf(noBrowser !== undefined)("the desk: its sounds, its lock, its papers", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = newFolder();
    till = await openTill({ folder });
    printer = await thermalPrinter({ state: READY });
    ({ page } = await openPage(browser));
    await page.addInitScript(LISTEN);
    await openShop(page, till.address);
    const how = { transport: "network", target: printer.address, paper: 58 } as const;
    await ask(page, "printer.save", {
      printer: { name: "Counter", automatic: true, drawer: false, ...how },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
    await printer?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a scan is heard short and high, an unknown one long and low, as loud as was chosen", async () => {
    const [known, unknown] = [SUGAR, "9999999999994"];
    await setVolume("Loud");
    const loud = await tones(async () => {
      await scan(page, known);
      await lines(page, 1);
    });
    expect(loud).toEqual(["frequency 1320", "gain 0.5"]);
    await setVolume("Quiet");
    const refused = await tones(async () => {
      await scan(page, unknown);
      await page.getByText(`No item has the code ${unknown}.`).first().waitFor();
    });
    expect(refused).toEqual(["frequency 220", "gain 0.05"]);
    await setVolume("Off");
    const silent = await tones(async () => {
      await scan(page, known);
      await total(page, 330);
    });
    expect(silent).toEqual([]);
    await press(page, "Delete");
    await lines(page, 0);
  });

  test("the desk says what its scanner sends, and understands a prefix, a suffix and Tab", async () => {
    await menu(page, "desk");
    await scan(page, "4006381333931");
    await heardAs("4006381333931");
    await page.getByText("Only digits came.").waitFor();
    await scan(page, "4006381333932");
    await page.getByText("its check digit is wrong").waitFor();
    // The digits of a French keyboard.
    await scan(page, '-&-&&à&é"ààé');
    await page.getByText("Signs came instead of digits (616110123002 was meant).").waitFor();
    await at(page, "scanner-prefix").fill("~");
    await at(page, "scanner-suffix").fill("$");
    await scan(page, `~${SUGAR}$`);
    await heardAs(SUGAR);
    await page.keyboard.press("Escape");
    await at(page, "volume").waitFor({ state: "detached" });
    await scan(page, `~${SUGAR}$`);
    await total(page, 165);
    await menu(page, "desk");
    await at(page, "scanner-prefix").fill("");
    await at(page, "scanner-suffix").fill("");
    await page.keyboard.press("Escape");
    await at(page, "volume").waitFor({ state: "detached" });
    await scan(page, SUGAR, "Tab");
    await total(page, 330);
    expect(await at(page, "search").inputValue()).toBe("");
    await press(page, "Delete");
    await lines(page, 0);
    // Over Bluetooth: a key each 120 ms.
    await menu(page, "desk");
    await at(page, "scanner-speed").getByText("Slow scanner (Bluetooth)").click();
    const began = Date.now() / 1000;
    const keys = [...SUGAR, "Enter"];
    await strike(page, keys, began, 0.12);
    await heardAs(SUGAR);
    await at(page, "scanner-speed").getByText("Usual scanner").click();
    await page.keyboard.press("Escape");
    await at(page, "volume").waitFor({ state: "detached" });
    // The keyboard's clock was ahead of ours.
    await page.waitForFunction((end) => Date.now() / 1000 > end, began + keys.length * 0.12);
  });

  test("a sale's second paper is its first, byte for byte, and the word COPY", async () => {
    await sellSugar();
    const original = await printed(1);
    expect(original.toString("latin1")).not.toContain("COPY");
    await at(page, "show-receipt").click();
    await at(page, "receipt-print").click();
    expect(inserted(original, await printed(2))).toContain("COPY");
    await page.keyboard.press("Escape");
    await at(page, "receipt-print").waitFor({ state: "detached" });
    await nextSale(page);
    // Later, with other sales in between, and found again.
    await sellSugar();
    await printed(3);
    await nextSale(page);
    await menu(page, "sales");
    await at(page, "sales-search").fill("000001");
    await at(page, "sale-detail").getByText("R1-000001").first().waitFor();
    await at(page, "sale-receipt").click();
    await at(page, "receipt-print").click();
    expect(inserted(original, await printed(4))).toContain("COPY");
    await page.keyboard.press("Escape");
    await at(page, "receipt-print").waitFor({ state: "detached" });
    await at(page, "sales-back").click();
    await shown(page, "search");
  });

  test("a till that nobody touches locks, with the sale kept; one that is touched does not", async () => {
    await page.clock.install();
    await page.reload();
    await shown(page, "search");
    await scan(page, SUGAR);
    await lines(page, 1);
    for (let touch = 0; touch < 3; touch += 1) {
      await page.clock.fastForward("09:30");
      await page.keyboard.press("Shift");
    }
    await lines(page, 1);
    await menu(page, "desk");
    await at(page, "lock-after").getByText("2 minutes").click();
    await page.keyboard.press("Escape");
    await at(page, "volume").waitFor({ state: "detached" });
    await page.clock.fastForward("01:50");
    await page.keyboard.press("Shift");
    await page.clock.fastForward("01:50");
    await total(page, 165);
    await page.clock.fastForward("00:20");
    await at(page, "pin-input").waitFor();
    expect(await at(page, "counter").count()).toBe(0);
    await signIn(page, OWNER.name, OWNER.pin);
    await total(page, 165);
  });

  test("the lock forgets nothing of a sale that is half paid", async () => {
    await press(page, "F9");
    await at(page, "cash-tendered").fill("100");
    await page.keyboard.press("Enter");
    await shown(page, "taken");
    await page.clock.fastForward("05:00");
    await at(page, "pin-input").waitFor();
    await signIn(page, OWNER.name, OWNER.pin);
    await shown(page, "taken");
    expect(await at(page, "due").innerText()).toBe("KES 65.00");
    await at(page, "cash-exact").click();
    await sold(page);
    await printed(5);
    await nextSale(page);
  });

  test("a parked sale outlives a power cut, and the shift does not close over it", async () => {
    await scan(page, SUGAR);
    await total(page, 165);
    await press(page, "F4");
    await at(page, "park-label").fill("Lady in green");
    await page.keyboard.press("Enter");
    await at(page, "park-label").waitFor({ state: "detached" });
    await till.kill();
    till = await openTill({ folder });
    await comeBack(page, till.address);
    await menu(page, "close");
    await page.getByText("One sale is still parked. Recall or discard it first.").waitFor();
    expect(await at(page, "close-counted").count()).toBe(0);
    await at(page, "close-parked").click();
    await at(page, "parked-draft").getByText("Lady in green").click();
    await total(page, 165);
    await press(page, "Delete");
    await lines(page, 0);
  });

  test("an X is printed as it is now, never as a copy; the Z is kept, and its reprint is a COPY", async () => {
    const x = async (count: number) => {
      await menu(page, "x");
      await at(page, "x-receipt").click();
      await at(page, "receipt-print").click();
      const paper = await printed(count);
      await page.keyboard.press("Escape");
      await at(page, "receipt-print").waitFor({ state: "detached" });
      return paper.toString("latin1");
    };
    expect(await x(6)).toContain("Sales (3)");
    await sellSugar();
    await printed(7);
    await nextSale(page);
    const second = await x(8);
    expect(second).toContain("Sales (4)");
    expect(second).not.toContain("COPY");
    await closeShift(page, "RETAIL", { cash: 2000 + 4 * 165 });
    const original = await printed(9);
    expect(original.toString("latin1")).toContain("Z 1");
    await at(page, "z-receipt").click();
    await at(page, "receipt-print").click();
    expect(inserted(original, await printed(10))).toContain("COPY");
    await page.keyboard.press("Escape");
    await at(page, "receipt-print").waitFor({ state: "detached" });
    await at(page, "z-done").click();
    await at(page, "office").click();
    await goTo(page, "shifts");
    await at(page, "shifts").locator("tbody tr[data-row]").first().click();
    await at(page, "receipt").getByRole("button", { name: "Print" }).click();
    expect(inserted(original, await printed(11))).toContain("COPY");
    await leave(page);
  });

  test("each wrong PIN after the fifth costs twice the wait, also after a restart", async () => {
    const { users } = await ask(page, "program.status", {});
    const user = users.find(({ name }) => name === OWNER.name)?.id ?? "";
    const guess = async () =>
      (await answerOf(page, "session.signIn", { user, pin: "9999" })).refusal;
    for (const _ of "1234") expect(await guess()).toMatchObject({ waitSeconds: 0 });
    expect(await guess()).toMatchObject({ code: "session.wrong_pin", waitSeconds: 30 });
    expect(await guess()).toMatchObject({ code: "session.locked" });
    await till.kill();
    // Nobody waits for the test: the half minute is over.
    const file = new SQLite(join(folder, "journal.db"));
    file.prepare("UPDATE pin_failure SET until = '2026-01-01T00:00:00.000Z'").run();
    file.close();
    till = await openTill({ folder });
    await page.goto(till.address);
    await at(page, `user-${OWNER.name}`).click();
    await page.locator("[data-testid=pin-input]:enabled").fill("8888");
    await page.keyboard.press("Enter");
    await shown(page, "refusal");
    expect(await at(page, "refusal").innerText()).toMatch(/1 minute|60 s|5\d s/);
    await page.locator("[data-testid=pin-input]:disabled").waitFor();
  });
});
