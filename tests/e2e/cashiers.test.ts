import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  at,
  countCash,
  figure,
  lines,
  menu,
  press,
  scan,
  scanAll,
  shown,
  total,
} from "./counter.ts";
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

const cashier = (name: string) => at(page, "cashier").getByText(name).waitFor();

describe.skipIf(noBrowser !== undefined)("who stands at the till, and who may what", () => {
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

  test("a manager reads who asks, for what and how much, before the PIN", async () => {
    await scanAll(page, [SUGAR, RICE, RICE]);
    await total(page, 165 + 2 * 380);
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
    // A scan is neither a reason nor a PIN, and presses nothing.
    await at(page, "approval-reason").fill("Regular");
    await at(page, "approval").getByTestId("pin-input").focus();
    await scan(page, SUGAR);
    await page.keyboard.press("End");
    expect(await at(page, "approval").getByTestId("pin-input").inputValue()).toBe("");
    expect(await at(page, "approval-reason").inputValue()).toBe("Regular");
    expect(await at(page, "approval").getByTestId("refusal").count()).toBe(0);
    await page.keyboard.press("Escape");
    await at(page, "approval").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await shown(page, "search");
    await press(page, "Control+z");
    await total(page, 165 + 2 * 380);
  });

  test("another cashier takes over with six keys, and the cart stays", async () => {
    // Whoever opened the till here before, also when the window has just come up.
    await switchOnce(AMINA.name, OWNER);
    await page.reload();
    await shown(page, "search");
    for (const each of [AMINA, OWNER]) await sixKeys(each);
    await total(page, 165 + 2 * 380);
    await menu(page, "empty");
    await lines(page, 0);
  });

  test("a scan at the PIN pad types nothing, and opens nothing", async () => {
    await menu(page, "lock");
    await at(page, `user-${AMINA.name}`).click();
    await page.locator("[data-testid=pin-input]:enabled").focus();
    let asked = 0;
    const count = (request: { url(): string }) => {
      if (request.url().endsWith("/rpc/session.signIn")) asked += 1;
    };
    page.on("request", count);
    // Also one digit before the PIN would be sent by itself: it stays as it was typed.
    for (const typed of ["", AMINA.pin.slice(0, 3)]) {
      await at(page, "pin-input").fill(typed);
      await scan(page, SUGAR);
      // What comes after a scan is heard after it.
      await page.keyboard.press("End");
      expect(await at(page, "pin-input").inputValue()).toBe(typed);
    }
    expect(await at(page, "refusal").count()).toBe(0);
    expect(await at(page, "counter").count()).toBe(0);
    expect(asked).toBe(0);
    page.off("request", count);
  });

  test("whoever is let in is asked nothing more until the counter stands", async () => {
    let asked = 0;
    const { promise: open, resolve: letIn } = Promise.withResolvers<void>();
    await page.route("**/rpc/session.signIn", (route) => {
      asked += 1;
      return route.fallback();
    });
    await page.locator("[data-testid=pin-input]:enabled").fill(AMINA.pin);
    const answered = page.waitForResponse("**/rpc/session.signIn");
    await page.route("**/rpc/program.status", async (route) => {
      await open;
      await route.fallback();
    });
    await page.keyboard.press("Enter");
    await answered;
    await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
    for (const _ of "123") await page.keyboard.press("Enter");
    letIn();
    await cashier(AMINA.name);
    expect(asked).toBe(1);
    for (const name of ["session.signIn", "program.status"]) await page.unroute(`**/rpc/${name}`);
    await menu(page, "lock");
    await at(page, `user-${AMINA.name}`).click();
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
    // A scan is no count.
    await at(page, "count-500").fill("2");
    await scan(page, SUGAR);
    await page.keyboard.press("End");
    expect(await at(page, "count-500").inputValue()).toBe("2");
    expect(await figure(page, "counted")).toBe(1000_00);
    await at(page, "count-500").fill("");
    await at(page, "close-mpesa-unseen").check();
    await countCash(page, 2000 + 165);
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

/** The first time ever that somebody takes over, the till does not know how long the PIN is. */
async function switchOnce(from: string, to: typeof AMINA): Promise<void> {
  await cashier(from);
  await press(page, "Alt+s");
  const dialog = page.locator("[role=dialog]");
  await dialog.getByTestId(`user-${to.name}`).click();
  await dialog.locator("[data-testid=pin-input]:enabled").fill(to.pin);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await cashier(to.name);
}

/** The chord, the digit of the name, and four of the PIN. */
async function sixKeys(to: typeof AMINA): Promise<void> {
  await press(page, "Alt+s");
  await page.getByText("Who sells now?").waitFor();
  const order = await page.locator("[role=dialog] [data-testid^=user-]").allInnerTexts();
  await page.keyboard.press(String(order.findIndex((words) => words.includes(to.name)) + 1));
  await page.locator("[role=dialog] [data-testid=pin-input]:enabled").waitFor();
  for (const digit of to.pin) await page.keyboard.press(digit);
  await cashier(to.name);
}
