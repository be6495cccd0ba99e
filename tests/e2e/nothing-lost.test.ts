import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { RequestInput } from "#shared/contract/index.ts";
import { READY, type ThermalPrinter, thermalPrinter } from "../print/thermal-printer.ts";
import {
  at,
  leave,
  lines,
  menu,
  nextSale,
  press,
  scan,
  shown,
  signIn,
  sold,
  total,
} from "./counter.ts";
import { comeBack, openShop, OWNER, RICE, SUGAR } from "./shop.ts";
import {
  ask,
  late,
  launchBrowser,
  newFolder,
  noBrowser,
  openPage,
  openTill,
  type Till,
} from "./till.ts";

// Many tests restart the till, and some the browser: on a busy machine that alone takes a minute.
vi.setConfig({ testTimeout: 180_000 });

/** Where a printing system lies that takes a question and never answers it. */
let programs = "";
/** Sales before the test that runs. */
let before = 0;
const printers: ThermalPrinter[] = [];

let browser: Browser;
let till: Till;
let page: Page;
let folder = "";

/** A power cut, and the PC started again. */
async function powerCut(): Promise<void> {
  await till.kill();
  till = await openTill({ folder, programs });
  await comeBack(page, till.address);
}

const allSales = async () => (await ask(page, "sale.find", { kind: "sale" })).total;
/** Sold since the test began. */
const sales = async () => (await allSales()) - before;

/** What the program keeps of the cart, or what the screen shows of it. */
const inCart = () => at(page, "cart-line").count();

async function kept(wanted: number): Promise<void> {
  for (;;) {
    const { cart } = await ask(page, "draft.current", { business: "RETAIL" });
    if ((cart?.lines.length ?? 0) === wanted) return;
  }
}

async function printerOf(manners: Parameters<typeof thermalPrinter>[0]): Promise<ThermalPrinter> {
  const made = await thermalPrinter(manners);
  printers.push(made);
  return made;
}

const printTo = (how: Partial<RequestInput<"printer.save">["printer"]>) =>
  ask(page, "printer.save", {
    printer: {
      name: "Counter",
      transport: "none",
      target: "",
      paper: 80,
      automatic: true,
      drawer: false,
      ...how,
    },
  });

/** A bag of sugar, its receipt on its way to a printer. */
async function sellOnPaper(target: string, transport: "network" | "raw" = "network") {
  await printTo({ transport, target });
  await scan(page, SUGAR);
  await total(page, 165);
  await press(page, "F9");
  await shown(page, "pay-complete");
  await press(page, "F9");
  await sold(page);
}

const receiptIs = (state: string) =>
  expect
    .poll(async () => (await ask(page, "sale.last", {})).sale?.receipt, { timeout: 60_000 })
    .toBe(state);

/** From the empty cart, where the last sale is told. */
async function printAgain(): Promise<void> {
  await page.getByRole("button", { name: "Show its receipt" }).click();
  await at(page, "receipt-print").click();
  await receiptIs("sent");
  await page.keyboard.press("Escape");
  await at(page, "receipt-dialog").waitFor({ state: "detached" });
}

describe.skipIf(noBrowser !== undefined)("what a power cut and a nervous hand leave behind", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = newFolder();
    programs = newFolder();
    // It knows one printer; asked about it, it waits as long as its folder is there.
    const stuck = [
      "#!/bin/sh",
      'if [ "$1" = -e ]; then echo Stuck; exit; fi',
      'while [ -e "$0" ]; do sleep 0.2; done',
    ].join("\n");
    writeFileSync(join(programs, "lpstat"), stuck, { mode: 0o755 });
    till = await openTill({ folder, programs });
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
  });
  beforeEach(async () => {
    before = await allSales();
  });
  afterEach(async () => {
    if (await at(page, "next-sale").isVisible()) await nextSale(page);
    if ((await inCart()) > 0) await menu(page, "empty");
    await lines(page, 0);
    await kept(0);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
    await Promise.all(printers.map((each) => each.close()));
    for (const each of [folder, programs]) rmSync(each, { recursive: true, force: true });
  });

  test("the cart that was being filled is back after a power cut", async () => {
    await scan(page, SUGAR);
    await scan(page, SUGAR);
    await scan(page, RICE);
    await lines(page, 2);
    await kept(2);
    await powerCut();
    await lines(page, 2);
    await total(page, 165 + 165 + 380);
    expect(await sales()).toBe(0);
  });

  test("what was done the moment before a reload is there after it, also if no save arrived", async () => {
    await scan(page, SUGAR);
    await lines(page, 1);
    await page.reload();
    await lines(page, 1);
    await shown(page, "search");
    // And one that the program never heard of: the save dies with the page.
    await page.route("**/rpc/draft.save", (route) => route.abort());
    await scan(page, RICE);
    await lines(page, 2);
    await page.keyboard.press("+");
    await total(page, 165 + 2 * 380);
    await page.unroute("**/rpc/draft.save");
    await page.reload();
    await total(page, 165 + 2 * 380);
    await kept(2);
    // Kept is what the old page sent in going; this page's own save is answered a moment later.
    await page.waitForFunction(() => sessionStorage.getItem("tomtin-unsaved-real-RETAIL") === null);
    // What is scanned while the kept cart is still on its way goes below it.
    let arrived = (): void => {};
    const held = new Promise<void>((resolve) => (arrived = resolve));
    await page.route("**/rpc/draft.current", async (route) => {
      await held;
      await route.fallback();
    });
    await page.reload();
    await shown(page, "search");
    await scan(page, SUGAR);
    await total(page, 165);
    arrived();
    await total(page, 2 * 165 + 2 * 380);
    await kept(3);
    // The window is closed, with its work on the counter.
    const context = page.context();
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    page = await context.newPage();
    await page.goto(till.address);
    await total(page, 2 * 165 + 2 * 380);
    await powerCut();
    await total(page, 2 * 165 + 2 * 380);
  });

  test("window and till die together over a sale that is half paid: sale and parts are back", async () => {
    const doomed = await launchBrowser();
    const { page: window } = await openPage(doomed);
    await comeBack(window, till.address);
    await scan(window, RICE);
    await total(window, 380);
    await press(window, "F9");
    await shown(window, "pay-complete");
    await window.keyboard.press("Alt+2");
    await at(window, "mpesa-code").fill("TKM4XY12AB");
    await at(window, "pay-amount").fill("300");
    await window.keyboard.press("Enter");
    await shown(window, "taken");
    await expect
      .poll(async () => (await ask(window, "draft.current", { business: "RETAIL" })).cart?.taken)
      .toHaveLength(1);
    const crashed = new Promise((resolve) => doomed.once("disconnected", resolve));
    const wire = await doomed.newBrowserCDPSession();
    await Promise.all([till.kill(), crashed, wire.send("Browser.crash").catch(() => undefined)]);
    till = await openTill({ folder, programs });
    await page.goto(till.address);
    await signIn(page, OWNER.name, OWNER.pin);
    await at(page, "taken").getByText("TKM4XY12AB").waitFor();
    expect(await at(page, "due").innerText()).toBe("KES 80.00");
    await page.keyboard.press("Escape");
    // What was changed since is only in the window, which keeps no codes.
    await page.route("**/rpc/draft.save", (route) => route.abort());
    await scan(page, SUGAR);
    await total(page, 380 + 165);
    await page.reload();
    await at(page, "taken").getByText("TKM4XY12AB").waitFor();
    expect(await at(page, "due").innerText()).toBe("KES 245.00");
    await page.unroute("**/rpc/draft.save");
    // The customer fetches the rest: another is served meanwhile.
    await page.keyboard.press("Escape");
    expect(await at(page, "given").innerText()).toContain("300.00");
    await press(page, "F4");
    await at(page, "park-label").fill("Fetches 80");
    await page.keyboard.press("Enter");
    await lines(page, 0);
    await press(page, "F6");
    await at(page, "parked-draft").click();
    await at(page, "taken").getByText("TKM4XY12AB").waitFor();
    expect(await sales()).toBe(0);
    await at(page, "cash-exact").click();
    await sold(page);
    expect(await sales()).toBe(1);
  });

  test("a sale that showed its change is there once after a power cut, its receipt as it was", async () => {
    await scan(page, SUGAR);
    await total(page, 165);
    await press(page, "F9");
    await at(page, "quick-200").click();
    expect(await sold(page)).toBe(35_00);
    await powerCut();
    expect(await inCart()).toBe(0);
    expect(await sales()).toBe(1);
    const words = await at(page, "last-sale").innerText();
    expect(words).toContain("KES 165.00 — change 35.00 — receipt on screen only");
    // On paper, and it stays so: nothing is printed a second time by itself.
    const good = await printerOf({ state: READY });
    await sellOnPaper(good.address);
    await receiptIs("sent");
    await powerCut();
    await at(page, "last-sale").getByText("receipt sent to the printer").waitFor();
    expect(good.jobs).toHaveLength(1);
    // Not on paper: offered again, and the original when it comes.
    const off = await printerOf({});
    await off.close();
    await sellOnPaper(off.address);
    await receiptIs("failed");
    await powerCut();
    await at(page, "last-sale").getByText("receipt the printer did not take it").waitFor();
    await printTo({ transport: "network", target: good.address });
    await printAgain();
    expect(good.jobs).toHaveLength(2);
    expect(good.jobs[1]?.toString("latin1")).not.toContain("COPY");
    // Cut off while it was printed: nobody knows, so nothing comes by itself; asked for, a copy.
    await sellOnPaper("Stuck", "raw");
    await receiptIs("sending");
    await powerCut();
    await at(page, "last-sale").getByText("receipt not known whether it was printed").waitFor();
    await printTo({ transport: "network", target: good.address });
    await printAgain();
    expect(good.jobs).toHaveLength(3);
    expect(good.jobs[2]?.toString("latin1")).toContain("COPY");
    await printTo({ transport: "none", automatic: false });
    expect(await sales()).toBe(4);
  });

  test.each([0, 8, 24])(
    "a power cut %i ms after Pay leaves the sale or its cart: never both, never neither",
    async (ms) => {
      await scan(page, SUGAR);
      await total(page, 165);
      await press(page, "F9");
      await shown(page, "pay-complete");
      await kept(1);
      void page.keyboard.press("Enter").catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, ms));
      await powerCut();
      const posted = await sales();
      if (posted === 0) await lines(page, 1);
      else await shown(page, "last-sale");
      expect([posted, await inCart()]).toEqual(posted === 0 ? [0, 1] : [1, 0]);
    },
  );

  test("a double click, Enter held down and F9 three times are one sale each", async () => {
    const one = async () => {
      await scan(page, SUGAR);
      await total(page, 165);
    };
    const toPay = async () => {
      await one();
      await press(page, "F9");
      await shown(page, "pay-complete");
    };
    await toPay();
    await at(page, "pay-complete").dblclick();
    await sold(page);
    expect(await sales()).toBe(1);
    await nextSale(page);
    await toPay();
    await at(page, "quick-200").dblclick();
    expect(await sold(page)).toBe(35_00);
    expect(await sales()).toBe(2);
    await nextSale(page);
    // Begun on the cart's own button: it opens payment, and does not pay.
    await one();
    await at(page, "pay").focus();
    for (const _ of "held for a while") await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await shown(page, "pay-complete");
    expect(await sales()).toBe(2);
    for (const _ of "held for a while") await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await sold(page);
    expect(await sales()).toBe(3);
    expect(await at(page, "change-panel").isVisible()).toBe(true);
    await nextSale(page);
    await one();
    for (const _ of "123") await press(page, "F9");
    await sold(page);
    expect(await sales()).toBe(4);
  });

  test("a parked sale that was recalled and cleared does not come back", async () => {
    await scan(page, SUGAR);
    await total(page, 165);
    await kept(1);
    await press(page, "F4");
    await at(page, "park-label").fill("Later");
    await page.keyboard.press("Enter");
    await at(page, "park-label").waitFor({ state: "detached" });
    await press(page, "F6");
    await at(page, "parked-draft").click();
    await lines(page, 1);
    await page.keyboard.press("Delete");
    await lines(page, 0);
    await kept(0);
    await page.reload();
    await shown(page, "search");
    expect(await inCart()).toBe(0);
  });

  test("a key that comes with the first sight of a recalled sale is heard", async () => {
    await scan(page, SUGAR);
    await kept(1);
    await press(page, "F4");
    await at(page, "park-label").fill("Quick");
    await page.keyboard.press("Enter");
    await at(page, "park-label").waitFor({ state: "detached" });
    await press(page, "F6");
    // A hand quicker than a frame: the key is there as soon as the line is.
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector("[data-testid=cart-line]") === null) return;
        observer.disconnect();
        const key = { key: "Delete", code: "Delete", bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent("keydown", key));
      }).observe(document.body, { childList: true, subtree: true });
    });
    await at(page, "parked-draft").click();
    await kept(0);
    await lines(page, 0);
  });

  test("what was scanned the moment before the lock is there after it", async () => {
    await late(page, "draft.save");
    await scan(page, SUGAR);
    await lines(page, 1);
    await leave(page);
    await page.unroute("**/rpc/draft.save");
    await comeBack(page, till.address);
    await lines(page, 1);
  });

  test("a sale that is parked before it was kept is aside, and nowhere else", async () => {
    await late(page, "draft.save");
    await scan(page, SUGAR);
    await lines(page, 1);
    await press(page, "F4");
    await at(page, "park-label").fill("At once");
    await page.keyboard.press("Enter");
    await at(page, "park-label").waitFor({ state: "detached" });
    await lines(page, 0);
    await kept(0);
    await page.unroute("**/rpc/draft.save");
    const { drafts } = await ask(page, "draft.parked", { business: "RETAIL" });
    expect(drafts).toHaveLength(1);
    await ask(page, "draft.discard", { draft: drafts[0]?.draft ?? "" });
  });

  test("a scan while a sale is being completed is not lost and not charged", async () => {
    await scan(page, SUGAR);
    await total(page, 165);
    await press(page, "F9");
    await shown(page, "pay-complete");
    await scan(page, RICE);
    await shown(page, "scanned");
    await at(page, "scanned-add").click();
    await total(page, 165 + 380);
    expect(await sales()).toBe(0);
  });
});
