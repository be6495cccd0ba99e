import type { CDPSession, Page } from "playwright-core";
import { DENOMINATIONS } from "#shared/kernel/denomination.ts";
import { parseMoney } from "#shared/kernel/money.ts";

/** What a cashier does with hands: the names of the acts, on top of clicks and keys. */

export const at = (page: Page, testid: string) => page.getByTestId(testid);

export const shown = (page: Page, testid: string) =>
  at(page, testid).first().waitFor({ state: "visible" });

/** A dialog takes the keyboard a moment after it can be seen. */
export async function opened(page: Page, testid: string): Promise<void> {
  await shown(page, testid);
  await page.locator(`[role=dialog]:has([data-testid="${testid}"]) :focus`).waitFor();
}

/** The cents that a figure on the screen says. */
export async function figure(page: Page, testid: string): Promise<number> {
  return centsOf(await at(page, testid).first().innerText());
}

export function centsOf(text: string): number {
  const amount = parseMoney(text.replaceAll(/KES|\s/g, "").replace("−", "-"));
  if (amount === undefined) throw new Error(`not an amount: '${text}'`);
  return amount;
}

export async function signIn(page: Page, name: string, pin: string): Promise<void> {
  await at(page, `user-${name}`).click();
  await page.waitForFunction(
    (label) => document.querySelector(`[data-testid=pin-input]`)?.matches(":enabled") && label,
    name,
  );
  await at(page, "pin-input").fill(pin);
  await page.keyboard.press("Enter");
  await page
    .locator("[data-testid=counter], [data-testid=office]")
    .first()
    .waitFor({ state: "visible" });
}

/** From the counter or the office back to the lock. */
export async function leave(page: Page): Promise<void> {
  if (await at(page, "sign-out").isVisible()) await at(page, "sign-out").click();
  else await menu(page, "lock");
  await at(page, "pin-input").waitFor({ state: "visible" });
}

/** A key of the counter: a dialog that is still closing has the keyboard. */
export async function press(page: Page, key: string): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[role=dialog]") === null);
  await page.keyboard.press(key);
}

export async function menu(page: Page, act: string): Promise<void> {
  await press(page, "F10");
  await at(page, `menu-${act}`).click();
}

const SCANNER_GAP_S = 0.005;
const wires = new WeakMap<Page, Promise<CDPSession>>();

/**
 * A scanner: its keys are on their way at once, 5 ms apart by the keyboard's own clock. It does
 * not wait for the page as `page.keyboard` does, so a busy machine makes no slow typist of it.
 */
export function scan(
  page: Page,
  code: string,
  end: "Enter" | "Tab" = "Enter",
  began?: number,
): Promise<void> {
  return strike(page, [...code, end], began);
}

/** Keys as fast as a scanner's, whatever they are. */
export async function strike(
  page: Page,
  struck: readonly string[],
  began = Date.now() / 1000,
  gap = SCANNER_GAP_S,
): Promise<void> {
  const wire = wires.get(page) ?? page.context().newCDPSession(page);
  wires.set(page, wire);
  const session = await wire;
  const keys = struck.flatMap((key, index) => {
    const character = key.length === 1;
    const pressed = {
      key,
      code: character ? `Digit${key}` : key,
      windowsVirtualKeyCode: KEY_CODES[key] ?? key.charCodeAt(0),
      timestamp: began + index * gap,
    };
    const text = key === "Enter" ? { text: "\r" } : character ? { text: key } : {};
    return [
      { ...pressed, ...text, type: "keyDown" },
      { ...pressed, type: "keyUp" },
    ] as const;
  });
  await Promise.all(keys.map((key) => session.send("Input.dispatchKeyEvent", key)));
}

const BETWEEN_SCANS_S = 0.15;

/** One code after another, each 150 ms after the one before began: ten of them within 2 s. */
export async function scanAll(page: Page, codes: readonly string[]): Promise<void> {
  const began = Date.now() / 1000;
  const when = (index: number) => began + index * BETWEEN_SCANS_S;
  await Promise.all(codes.map((code, index) => scan(page, code, "Enter", when(index))));
  // The keyboard's clock was ahead of ours: the next key comes after the last one of these.
  await page.waitForFunction((end) => Date.now() / 1000 > end, when(codes.length));
}

const KEY_CODES: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Home: 36,
  ArrowLeft: 37,
  F9: 120,
};

export async function serve(page: Page, business: string): Promise<void> {
  await at(page, `business-${business}`).click();
  await page.locator(`[data-testid=counter][data-business=${business}]`).waitFor();
}

/** Types a count that comes to so many shillings, largest notes first. */
export async function countCash(page: Page, shillings: number): Promise<void> {
  let left = shillings;
  for (const denomination of DENOMINATIONS) {
    const pieces = Math.floor(left / denomination);
    left -= pieces * denomination;
    if (pieces > 0) await at(page, `count-${denomination}`).fill(String(pieces));
  }
}

export async function openShift(page: Page, business: string, float: number): Promise<void> {
  await serve(page, business);
  await at(page, "shift-open").click();
  await countCash(page, float);
  await at(page, "shift-from-safe").fill(String(float));
  await at(page, "shift-open-done").click();
  await shown(page, "search");
}

/** Blind: says only what was counted. */
export async function closeShift(
  page: Page,
  business: string,
  counted: { readonly cash: number; readonly mpesa?: number; readonly note?: string },
): Promise<void> {
  await serve(page, business);
  await menu(page, "close");
  await countCash(page, counted.cash);
  if (counted.mpesa === undefined) await at(page, "close-mpesa-unseen").check();
  else await at(page, "close-mpesa").fill(String(counted.mpesa));
  if (counted.note !== undefined) await at(page, "close-note").fill(counted.note);
  await at(page, "close-counted").click();
  await at(page, "close-confirm").click();
  await shown(page, "z-report");
}

/** Waits until so many lines are in the cart: the line of a scan comes after its last key. */
export async function lines(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelectorAll("[data-testid=cart-line]").length === wanted,
    count,
  );
}

export async function total(page: Page, shillings: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector("[data-testid=total]")?.textContent === wanted,
    `KES ${shillings.toLocaleString("en", { minimumFractionDigits: 2 })}`,
  );
}

/** The change panel is there: the sale is durable. */
export async function sold(page: Page): Promise<number> {
  await shown(page, "change");
  return figure(page, "change");
}

export async function nextSale(page: Page): Promise<void> {
  await at(page, "next-sale").click();
  await shown(page, "search");
}

/** A manager's consent in the dialog that asks for it. */
export async function approve(
  page: Page,
  manager: { readonly name: string; readonly pin: string; readonly reason: string },
): Promise<void> {
  const dialog = at(page, "approval");
  await dialog.getByRole("radio", { name: manager.name }).check();
  await at(page, "approval-reason").fill(manager.reason);
  await dialog.getByTestId("pin-input").fill(manager.pin);
  await dialog.getByTestId("pin-enter").click();
  await dialog.waitFor({ state: "detached" });
}

/** An M-Pesa code as of a day, so that the till finds nothing odd in it. */
export function mpesaCode(day: string, rest: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const letters = ["LMNOPQRSTUVWXYZ"[year - 2017], "ABCDEFGHIJKL"[month - 1]];
  return [...letters, "123456789ABCDEFGHIJKLMNOPQRSTUV"[date - 1], rest].join("");
}
