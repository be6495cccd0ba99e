import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, countCash, lines, menu, press, scan, shown, total } from "./counter.ts";
import { openShop, OWNER, RICE, SUGAR } from "./shop.ts";
import {
  answerOf,
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
const AMINA = { name: "Amina Hassan", pin: "3579" };

const sales = async () => (await ask(page, "sale.find", { kind: "sale" })).total;
const cashier = (name: string) => at(page, "cashier").getByText(name).waitFor();

/** Everything back to an empty cart at the counter. */
async function emptied(): Promise<void> {
  await menu(page, "empty");
  await lines(page, 0);
}

describe.skipIf(noBrowser !== undefined)("a scanner and a cashier's hands", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
    const { roles } = await ask(page, "user.list", {});
    const role = roles.find((each) => each.name === "Cashier")?.id ?? "";
    await ask(page, "user.save", {
      command: newCommand(),
      name: AMINA.name,
      pin: AMINA.pin,
      access: [{ business: "RETAIL", role }],
    });
    await page.reload();
    await shown(page, "search");
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("ten scans in a row are ten items, none lost and none twice", async () => {
    for (const _ of "12345") {
      await scan(page, SUGAR);
      await scan(page, RICE);
    }
    await total(page, 5 * (165 + 380));
    await lines(page, 2);
    expect(await at(page, "search").inputValue()).toBe("");
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
    expect(await sales()).toBe(0);
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
    await at(page, "park-label").fill("Bag");
    await scan(page, SUGAR);
    expect(await at(page, "park-label").inputValue()).toBe("Bag");
    await page.keyboard.press("Escape");
    await at(page, "park-label").waitFor({ state: "detached" });
    await total(page, 165 + 2 * 380);
    expect(await sales()).toBe(0);
  });

  test("a manager reads who asks, for what and how much, before the PIN", async () => {
    await switchOnce(OWNER.name, AMINA);
    await press(page, "F8");
    await at(page, "discount-amount").fill("30");
    await page.keyboard.press("Enter");
    await total(page, 165 + 2 * 380 - 30);
    await press(page, "F9");
    await shown(page, "cash-exact");
    await press(page, "F9");
    await shown(page, "approval");
    await at(page, "approval-what").getByText("KES 30.00 off, to sell for KES 895.00").waitFor();
    expect(await at(page, "approval-detail").allInnerTexts()).toEqual([
      "Rice 2 kg × 2: KES 30.00 off KES 760.00",
    ]);
    expect(await at(page, "approval-asked").innerText()).toBe(
      "Amina Hassan asks to give a discount, this once.",
    );
    await page.keyboard.press("Escape");
    await at(page, "approval").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await shown(page, "search");
    await press(page, "Control+z");
    await total(page, 165 + 2 * 380);
  });

  test("another cashier takes over with six keys, and the cart stays", async () => {
    await press(page, "Alt+s");
    await page.getByText("Who sells now?").waitFor();
    const order = await page.locator("[role=dialog] [data-testid^=user-]").allInnerTexts();
    const owner = order.findIndex((words) => words.includes(OWNER.name)) + 1;
    // The chord, the digit of the name, and four of the PIN.
    await page.keyboard.press(String(owner));
    await page.locator("[role=dialog] [data-testid=pin-input]:enabled").waitFor();
    for (const digit of OWNER.pin) await page.keyboard.press(digit);
    await cashier(OWNER.name);
    await total(page, 165 + 2 * 380);
    await emptied();
  });

  test("a scan at the PIN pad types nothing, and opens nothing", async () => {
    await menu(page, "lock");
    await at(page, `user-${AMINA.name}`).click();
    await page.locator("[data-testid=pin-input]:enabled").focus();
    await scan(page, SUGAR);
    expect(await at(page, "pin-input").inputValue()).toBe("");
    expect(await at(page, "refusal").count()).toBe(0);
    expect(await at(page, "counter").count()).toBe(0);
  });

  test("five wrong PINs cost a wait, of that person alone", async () => {
    const { users } = await ask(page, "program.status", {});
    const user = users.find(({ name }) => name === AMINA.name)?.id ?? "";
    for (const _ of "1234") await answerOf(page, "session.signIn", { user, pin: "9999" });
    await page.locator("[data-testid=pin-input]:enabled").fill("8888");
    await page.keyboard.press("Enter");
    await shown(page, "refusal");
    await page.locator("[data-testid=pin-input]:disabled").waitFor();
    const right = await answerOf(page, "session.signIn", { user, pin: AMINA.pin });
    expect(right).toMatchObject({ ok: false, refusal: { code: "session.locked" } });
    expect(right.refusal?.["waitSeconds"]).toBeGreaterThan(0);
    await at(page, `user-${OWNER.name}`).click();
    await page.locator("[data-testid=pin-input]:enabled").fill(OWNER.pin);
    await page.keyboard.press("Enter");
    await shown(page, "search");
  });

  test("a sale that comes while the count is typed is in that shift, and its Z knows it", async () => {
    await menu(page, "close");
    await countCash(page, 2165);
    // Somebody sells at the other window of this till meanwhile.
    const { items } = await ask(page, "catalog.forTill", { business: "RETAIL" });
    const sugar = items.find(({ barcodes }) => barcodes.includes(SUGAR));
    const { shifts } = await ask(page, "shift.current", {});
    const late = await ask(page, "sale.post", {
      command: newCommand(),
      business: "RETAIL",
      lines: [{ item: sugar?.id ?? "", quantity: 1000, unitPrice: sugar?.price ?? 0 }],
      tenders: [{ kind: "cash", tendered: 165_00 }],
    });
    await at(page, "close-counted").click();
    await at(page, "close-confirm").click();
    await shown(page, "z-report");
    await page.getByText("Agrees", { exact: true }).first().waitFor();
    const sale = await ask(page, "sale.get", { sale: late.sale });
    expect(sale.shift).toBe(shifts[0]?.id);
    await at(page, "z-done").click();
    await shown(page, "no-shift");
    const after = await answerOf(page, "sale.post", {
      command: newCommand(),
      business: "RETAIL",
      lines: [{ item: sugar?.id ?? "", quantity: 1000, unitPrice: sugar?.price ?? 0 }],
      tenders: [{ kind: "cash", tendered: 165_00 }],
    });
    expect(after).toMatchObject({ ok: false, refusal: { code: "shift.not_open" } });
  });
});

/** The first time somebody takes over the till does not know how long the PIN is. */
async function switchOnce(from: string, to: typeof AMINA): Promise<void> {
  await cashier(from);
  for (const { name, pin } of [to, OWNER, to]) {
    await press(page, "Alt+s");
    const dialog = page.locator("[role=dialog]");
    await dialog.getByTestId(`user-${name}`).click();
    await dialog.locator("[data-testid=pin-input]:enabled").fill(pin);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await cashier(name);
  }
}
