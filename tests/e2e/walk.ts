import type { Page } from "playwright-core";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import { ask, newCommand } from "./till.ts";
import { walkCylinders } from "./walk-cylinders.ts";
import { walkDisplay, walkTraining } from "./walk-display.ts";
import { walkPapers } from "./walk-papers.ts";
import { walkJobs } from "./walk-jobs.ts";
import { walkPayments } from "./walk-people.ts";
import { sayingOfItself, walkCentreWords, walkInterruptions } from "./walk-selling.ts";
import { walkShopFloor } from "./walk-stock.ts";
import { said } from "./words.ts";

/**
 * Walks through every screen and state of the demo shop, and has each looked at: by the picture
 * maker, and by the accessibility check. Each walk leaves the shop as the next one needs it.
 * `beside` is another window than the walk's own.
 */
export type Look = (name: string, beside?: Page) => Promise<void>;

export const DEMO = {
  owner: { name: "Wanjiku Kamau", pin: "1111" },
  manager: { name: "Brian Otieno", pin: "2222" },
  cashier: { name: "Amina Hassan", pin: "3333" },
} as const;

const SUGAR = "6161101230024";
const RICE = "6161101230031";

/** Where there are no books yet: up to the last step, which is left untaken. */
export async function walkSetUp(page: Page, look: Look): Promise<void> {
  await shown(page, "setup-start");
  await look("setup-1-welcome");
  await sayingOfItself(
    page,
    () => ({ state: "filling", joining: true, progress: 42 }),
    async () => {
      await page.getByText("42 %").waitFor();
      await look("setup-7-receiving");
    },
  );
  await shown(page, "setup-start");
  await at(page, "setup-restore").click();
  await shown(page, "restore-file");
  await look("setup-6-restore");
  await at(page, "restore-file").fill("/media/stick/tomtin-T1.db");
  await at(page, "restore-look").click();
  await shown(page, "refusal");
  await look("setup-6-restore-missing");
  await at(page, "setup-back").click();
  await at(page, "setup-start").click();
  await at(page, "setup-next").click();
  await look("setup-2-owner-missing");
  await at(page, "setup-owner").fill("Grace Njeri");
  await at(page, "setup-pin").fill("2468");
  await at(page, "setup-pin-again").fill("2468");
  await look("setup-3-owner");
  await at(page, "setup-next").click();
  await shown(page, "setup-name-WATER");
  await look("setup-4-businesses");
  await at(page, "setup-next").click();
  await shown(page, "setup-finish");
  await look("setup-5-finish");
}

export async function walkLock(page: Page, look: Look): Promise<void> {
  await shown(page, `user-${DEMO.cashier.name}`);
  await look("lock-1-people");
  await at(page, `user-${DEMO.cashier.name}`).click();
  await page.locator("[data-testid=pin-input]:enabled").fill("333");
  await look("lock-2-pin");
  await page.locator("[data-testid=pin-input]:enabled").fill("9876");
  await page.keyboard.press("Enter");
  await shown(page, "refusal");
  await look("lock-3-wrong-pin");
}

/** Two items with names longer than any tile; they stay in the catalogue. */
export async function addLongNames(page: Page): Promise<void> {
  const names = [
    "Stainless steel double-burner gas cooker, automatic ignition, glass top, black",
    "Supercalifragilistic-washing-detergent-family-pack-with-free-cup 3.5 kg",
  ];
  for (const [index, name] of names.entries()) {
    await ask(page, "catalog.saveItem", {
      command: newCommand(),
      business: "RETAIL",
      name,
      sku: `X-LONG-${index + 1}`,
      kind: "goods",
      unit: "piece",
      tax: "B",
      price: 1_234_567_00,
      position: 90_000,
    });
  }
}

/** From the lock to the Z of the gas shop, and back to the lock. */
export async function walkCounter(page: Page, look: Look): Promise<void> {
  await counter.signIn(page, DEMO.cashier.name, DEMO.cashier.pin);
  await openingAShift(page, look);
  await fillingACart(page, look);
  await walkCentreWords(page, look);
  await paying(page, look);
  await walkPapers(page, look, DEMO);
  await besideSelling(page, look);
  await walkInterruptions(page, look);
  await walkDisplay(page, look);
  await walkShopFloor(page, look);
  await walkJobs(page, look);
  await counter.serve(page, "RETAIL");
  await refunding(page, look);
  await walkCylinders(page, look);
  await walkPayments(page, look);
  await closingAShift(page, look);
  await walkTraining(page, look);
}

async function openingAShift(page: Page, look: Look): Promise<void> {
  await counter.serve(page, "RETAIL");
  await page.locator("[data-testid=shift-open], [data-testid=search]").first().waitFor();
  // A walk that broke off left its shift open.
  if (await at(page, "search").isVisible()) return;
  await look("counter-01-no-shift");
  await at(page, "shift-open").click();
  await counter.countCash(page, 3450);
  await look("counter-02-open-shift");
  await at(page, "shift-open-done").click();
  await shown(page, "search");
  await noticeGone(page);
  await look("counter-03-empty");
}

async function fillingACart(page: Page, look: Look): Promise<void> {
  await counter.scan(page, SUGAR);
  await counter.lines(page, 1);
  await look("counter-04-one-line");
  await at(page, "search").fill("ric");
  await look("counter-05-search");
  await at(page, "search").fill("no such thing");
  await look("counter-06-nothing-matches");
  await at(page, "search").fill("");
  await at(page, "category-LPG gas").click();
  await at(page, "tile-GAS-KG").click();
  await at(page, "quantity-input").fill("12.5");
  await look("counter-07-quantity");
  await page.keyboard.press("Enter");
  await at(page, `category-${said("All")}`).click();
  // Cylinders and gas ask what comes back, or how much.
  const tiles = page.locator("[data-testid^='tile-']:not([data-testid$='-KG'])");
  for (let tile = 0; tile < 3; tile += 1) await tiles.nth(tile).click();
  await counter.lines(page, 4);
  await look("counter-08-few-lines");
  for (let tile = 3; tile < 12; tile += 1) await tiles.nth(tile).click();
  await addLong(page);
  await look("counter-08-many-lines");
  await clear(page);
  await addLong(page);
  await counter.lines(page, 2);
  await look("counter-09-long-names");
  await clear(page);
}

async function addLong(page: Page): Promise<void> {
  for (const sku of ["X-LONG-1", "X-LONG-2"]) {
    await at(page, "search").fill(sku);
    await at(page, `tile-${sku}`).waitFor();
    await page.keyboard.press("Enter");
  }
}

async function clear(page: Page): Promise<void> {
  await counter.menu(page, "empty");
  await counter.lines(page, 0);
}

async function paying(page: Page, look: Look): Promise<void> {
  const { today } = await ask(page, "program.status", {});
  const code = counter.mpesaCode(today, newCommand().slice(0, 7).toUpperCase());
  await counter.scan(page, SUGAR);
  await counter.scan(page, RICE);
  await counter.lines(page, 2);
  await counter.press(page, "F9");
  await shown(page, "cash-exact");
  await look("pay-1-cash");
  await at(page, "cash-tendered").fill("200");
  await look("pay-2-part-in-cash");
  await page.keyboard.press("Enter");
  await at(page, "tender-mpesa").click();
  await at(page, "mpesa-code").fill(code);
  await look("pay-3-split-mpesa");
  await at(page, "mpesa-code").fill("TAB1234567");
  await shown(page, "mpesa-odd-day");
  await look("pay-4-odd-code");
  await at(page, "mpesa-code").fill(code);
  await at(page, "pay-complete").click();
  await counter.sold(page);
  await look("pay-5-done");
  await counter.nextSale(page);

  await counter.scan(page, SUGAR);
  await counter.lines(page, 1);
  await counter.press(page, "F9");
  await at(page, "tender-mpesa").click();
  await at(page, "mpesa-code").fill(code);
  await at(page, "pay-complete").click();
  await shown(page, "refusal");
  await look("pay-6-code-used-before");
  await at(page, "tender-account").click();
  await look("pay-7-on-account");
  await at(page, "pay-customer").click();
  await shown(page, "customer-search");
  await page.getByText("Hotel Bahari").waitFor();
  await look("pay-8-customer");
  await at(page, "customer-new").click();
  await look("pay-9-new-customer");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await at(page, "customer-search").waitFor({ state: "detached" });
  await at(page, "tender-cash").click();
  await at(page, "quick-1000").click();
  await counter.sold(page);
  await look("change-1");
  await at(page, "show-receipt").click();
  await shown(page, "receipt-picture");
  await look("change-2-receipt");
  await page.keyboard.press("Escape");
  await counter.nextSale(page);
}

async function besideSelling(page: Page, look: Look): Promise<void> {
  await counter.scan(page, SUGAR);
  await counter.scan(page, RICE);
  await counter.lines(page, 2);
  await counter.press(page, "F8");
  await at(page, "discount-amount").fill("30");
  await look("beside-01-discount");
  await page.keyboard.press("Enter");
  await counter.press(page, "F9");
  await shown(page, "cash-exact");
  await look("beside-02-discounted");
  await counter.press(page, "F9");
  await shown(page, "approval");
  await at(page, "approval-reason").fill("Regular customer");
  await look("beside-03-approval");
  await page.keyboard.press("Escape");
  await at(page, "approval").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await counter.press(page, "F4");
  await at(page, "park-label").fill("Lady with the green bag");
  await look("beside-04-park");
  await page.keyboard.press("Enter");
  await at(page, "park-label").waitFor({ state: "detached" });
  await counter.lines(page, 0);
  await counter.press(page, "F6");
  await shown(page, "parked-draft");
  await look("beside-05-parked");
  await at(page, "parked-discard").click();
  await shown(page, "discard-yes");
  await look("beside-15-discard-parked");
  await page.keyboard.press("Escape");
  await at(page, "discard-yes").waitFor({ state: "detached" });
  await counter.menu(page, "close");
  await shown(page, "close-parked");
  await look("close-0-waits");
  await at(page, "close-parked").click();
  await at(page, "parked-draft").click();
  await counter.lines(page, 2);
  await clear(page);
  await counter.press(page, "F1");
  await shown(page, "help");
  await look("beside-06-keys");
  await page.keyboard.press("Escape");
  await counter.press(page, "F10");
  await shown(page, "menu");
  await look("beside-07-menu");
  await at(page, "menu-switch").click();
  await page.getByText(said("Who sells now?")).waitFor();
  await look("beside-08-switch");
  await page.keyboard.press("Escape");
  await page.getByText(said("Who sells now?")).waitFor({ state: "detached" });
  await counter.menu(page, "cash");
  await at(page, "cash-amount").fill("350");
  await look("beside-09-cash-out");
  await page.keyboard.press("Escape");
  await counter.menu(page, "x");
  await shown(page, "x-report");
  await look("beside-10-x");
  await page.keyboard.press("Escape");
  await at(page, "x-report").waitFor({ state: "detached" });
  await counter.menu(page, "desk");
  await counter.scan(page, "4006381333931");
  await shown(page, "scan-heard");
  await look("beside-11-sound-and-scanner");
  await page.keyboard.press("Escape");
  await at(page, "volume").waitFor({ state: "detached" });
}

async function refunding(page: Page, look: Look): Promise<void> {
  await counter.menu(page, "sales");
  await shown(page, "sale-detail");
  await look("refund-1-sales");
  await at(page, "sale-refund").click();
  await shown(page, "refund-line-1");
  await look("refund-2-nothing-chosen");
  await at(page, "refund-all").click();
  await at(page, "refund-reason").fill("The bag was torn");
  await page.locator("[data-testid=refund-done]:enabled").waitFor();
  await look("refund-3-chosen");
  await at(page, "refund-kind").getByText(said("Other goods")).click();
  await page.locator("[data-testid=refund-done]:enabled").waitFor();
  await look("refund-3-exchange");
  await at(page, "refund-kind").getByText(said("Money back")).click();
  await page.locator("[data-testid=refund-done]:enabled").waitFor();
  await at(page, "refund-done").click();
  await shown(page, "approval");
  await look("refund-4-approval");
  await counter.approve(page, { ...DEMO.manager, reason: "Seen and agreed" });
  await at(page, "sale-detail").getByText(said("Refund of")).waitFor();
  await look("refund-5-done");
  await at(page, "sales-back").click();
}

async function closingAShift(page: Page, look: Look): Promise<void> {
  await counter.menu(page, "close");
  await counter.countCash(page, 4480);
  await at(page, "close-leave").fill("3000");
  await at(page, "close-mpesa-unseen").check();
  await at(page, "close-note").fill("Counted twice");
  await look("close-1-count");
  await at(page, "close-counted").click();
  await shown(page, "close-confirm");
  await look("close-2-confirm");
  await at(page, "close-confirm").click();
  await shown(page, "z-report");
  await look("close-3-z");
  await at(page, "z-receipt").click();
  await shown(page, "receipt-picture");
  await look("close-4-z-paper");
  await page.keyboard.press("Escape");
  await at(page, "z-done").click();
  await shown(page, "no-shift");
}

/** A notice lies over the screen for a while; a picture waits until it has gone. */
export async function noticeGone(page: Page): Promise<void> {
  const notices = page.locator(".mantine-Notification-root, [data-testid=notice]");
  while ((await notices.count()) > 0) await notices.first().waitFor({ state: "detached" });
}
