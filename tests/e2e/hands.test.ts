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
  sold,
  strike,
  total,
} from "./counter.ts";
import { openShop, OWNER, RICE, SUGAR } from "./shop.ts";
import {
  answerOf,
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
const AMINA = { name: "Amina Hassan", pin: "3579" };

const sales = async () => (await ask(page, "sale.find", { kind: "sale" })).total;
const cashier = (name: string) => at(page, "cashier").getByText(name).waitFor();

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
    await scan(page, SUGAR);
    await total(page, 165);
    await press(page, "F9");
    await shown(page, "pay-complete");
    const answer = await held(page, "sale.post");
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
    // What was sold above, in exact cash or with its change given.
    await countCash(page, 2000 + 165 + (165 + 2 * 380) + 3 * 380 + 165);
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
