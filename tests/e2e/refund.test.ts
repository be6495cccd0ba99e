import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, businessDay, type BusinessDay } from "#shared/kernel/date.ts";
import { at, lines, menu, mpesaCode, press, scan, shown, sold, total } from "./counter.ts";
import { comeBack, openShop, RICE, SUGAR } from "./shop.ts";
import {
  ask,
  launchBrowser,
  newCommand,
  newFolder,
  noBrowser,
  openPage,
  openTill,
  type Till,
} from "./till.ts";

const folder = newFolder();
let browser: Browser;
let till: Till;
let page: Page;
/** Two bags of sugar and one of rice to Achieng, and one bag of rice to nobody. */
let today: BusinessDay;
let hers = "";
let nobodys = "";

const numberOfLast = async () => (await ask(page, "sale.last", {})).sale?.number ?? "";

/** The sales in the list are exactly these, by number. */
async function listed(...numbers: string[]): Promise<void> {
  await page.waitForFunction((wanted) => {
    const rows = [...document.querySelectorAll("[data-testid=sales] tbody tr")];
    const texts = rows.map((row) => (row as HTMLElement).innerText);
    return (
      texts.length === wanted.length &&
      wanted.every((number, index) => texts[index]?.includes(number))
    );
  }, numbers);
}

async function detailOf(number: string): Promise<void> {
  await at(page, "sale-detail").getByRole("heading", { name: number }).waitFor();
}

/** Sells what is scanned, and answers with its receipt's number; the counter waits for the next. */
async function sell(
  codes: readonly string[],
  shillings: number,
  pay: () => Promise<void>,
): Promise<string> {
  for (const each of codes) await scan(page, each);
  await total(page, shillings);
  await press(page, "F9");
  await shown(page, "cash-tendered");
  await pay();
  await sold(page);
  const number = await numberOfLast();
  await at(page, "next-sale").click();
  await shown(page, "search");
  return number;
}

/** Scans the receipt, and then what comes back of it. */
async function bringBack(number: string, codes: readonly string[]): Promise<void> {
  await scan(page, number);
  await detailOf(number);
  await at(page, "sale-refund").click();
  await shown(page, "refund-line-1");
  for (const each of codes) await scan(page, each);
  await at(page, "refund-total").waitFor();
  await at(page, "refund-reason").fill("Did not suit");
}

/** How the screen says it goes back. */
async function payouts(): Promise<string[][]> {
  return page
    .locator("[data-testid^=payout-]")
    .evaluateAll((each) =>
      each.map((element) => [
        element.getAttribute("data-testid")?.replace("payout-", "") ?? "",
        element.textContent ?? "",
      ]),
    );
}

/** Refunds, and tells how the books say it went back. */
async function given(): Promise<unknown[][]> {
  await page.locator("[data-testid=refund-done]:enabled").click();
  await at(page, "sale-detail").getByText("Refund of").waitFor();
  const { sales } = await ask(page, "sale.find", { kind: "refund" });
  const refund = await ask(page, "sale.get", { sale: sales[0]?.sale ?? "" });
  await page.keyboard.press("Escape");
  await shown(page, "search");
  return refund.paid.map(({ kind, amount }) => [kind, Math.abs(amount)]);
}

/** The sale just made names the refund it is taken for, and was paid like this. */
async function exchanged(paid: unknown[][]): Promise<void> {
  const { sale } = await ask(page, "sale.last", {});
  const detail = await ask(page, "sale.get", { sale: sale?.sale ?? "" });
  expect(detail.exchange?.number).toBeTruthy();
  expect(detail.paid.map(({ kind, amount }) => [kind, amount])).toEqual(paid);
  await at(page, "next-sale").click();
  await shown(page, "search");
}

const code = (rest: string) => mpesaCode(today, rest);

describe.skipIf(noBrowser !== undefined)(
  "what a customer brings back",
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
      till = await openTill({ folder });
      ({ page } = await openPage(browser));
      await openShop(page, till.address);
      today = businessDay((await ask(page, "program.status", {})).today);
      await ask(page, "customer.save", {
        command: newCommand(),
        name: "Achieng Otieno",
        phone: "0712 345 678",
        creditLimit: 1_000_00,
      });
      await press(page, "F3");
      await at(page, "customer-search").fill("achieng");
      await at(page, "customer-Achieng Otieno").click();
      for (const code of [SUGAR, SUGAR, RICE]) await scan(page, code);
      await total(page, 710);
      await press(page, "F9");
      await at(page, "quick-1000").click();
      expect(await sold(page)).toBe(290_00);
      hers = await numberOfLast();
      await scan(page, RICE);
      await total(page, 380);
      await press(page, "F9");
      await press(page, "F9");
      await sold(page);
      nobodys = await numberOfLast();
      await at(page, "next-sale").click();
      await shown(page, "search");
    });
    afterAll(async () => {
      await browser?.close();
      await till?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test("is found by the end of its number, by name, by phone, by amount and by day", async () => {
      await menu(page, "sales");
      await listed(nobodys, hers);
      for (const [text, found] of [
        [nobodys.slice(3, 9), nobodys],
        ["otieno", hers],
        ["+254712345678", hers],
      ] as const) {
        await at(page, "sales-search").fill(text);
        await listed(found);
        await detailOf(found);
      }
      await at(page, "sales-search").fill("nobody of this name");
      await page.getByText("Nothing matches").waitFor();
      await at(page, "sales-search").fill("");
      await at(page, "sales-amount").fill("380");
      await listed(nobodys);
      await at(page, "sales-amount").fill("");
      await listed(nobodys, hers);
      await at(page, "sales-day").fill(addDays(today, -1));
      await page.getByText("Nothing matches").waitFor();
      await at(page, "sales-day").fill(today);
      await listed(nobodys, hers);
      // Esc closes the calendar, not the screen behind it.
      await page.locator("[data-dates-dropdown]").waitFor();
      await page.keyboard.press("Escape");
      await page.locator("[data-dates-dropdown]").waitFor({ state: "detached" });
      await listed(nobodys, hers);
      await at(page, "sales-back").click();
      await shown(page, "search");
    });

    test("a scan of the receipt opens its sale, and leaves what is in the cart", async () => {
      await scan(page, SUGAR);
      await lines(page, 1);
      await scan(page, hers);
      await detailOf(hers);
      await scan(page, nobodys);
      await detailOf(nobodys);
      await listed(nobodys);
      await scan(page, "R9-000001-ZZ");
      await shown(page, "receipt-unknown");
      await detailOf(nobodys);
      await page.keyboard.press("Escape");
      await total(page, 165);
      await scan(page, "R9-000001-ZZ");
      await page.getByText("No receipt here has the number R9-000001-ZZ.").waitFor();
      await total(page, 165);
      await page.keyboard.press("Delete");
      await lines(page, 0);
    });

    test("part of it comes back by a scan of the goods, never more than was sold", async () => {
      await scan(page, hers);
      await detailOf(hers);
      await at(page, "sale-refund").click();
      await shown(page, "refund-line-1");
      for (const code of [SUGAR, SUGAR, SUGAR]) await scan(page, code);
      await page.waitForFunction(
        () => document.querySelector("[data-testid=refund-total]")?.textContent === "KES 330.00",
      );
      expect(await at(page, "refund-quantity-1").inputValue()).toBe("2");
      expect(await at(page, "refund-line-2").isChecked()).toBe(false);
      await at(page, "refund-reason").fill("Damp");
      await page.locator("[data-testid=refund-done]:enabled").click();
      await at(page, "sale-detail").getByText("Refund of").waitFor();
      expect(await at(page, "sale-detail").innerText()).toContain("330.00");
      await scan(page, hers);
      await detailOf(hers);
      await at(page, "sale-refund").click();
      expect(await at(page, "refund-line-1").isDisabled()).toBe(true);
      await page.keyboard.press("Escape");
      await detailOf(hers);
      await page.keyboard.press("Escape");
      await shown(page, "search");
    });

    test("what was paid by M-Pesa goes back by M-Pesa, with the code of its reversal", async () => {
      const number = await sell([SUGAR], 165, async () => {
        await page.keyboard.press("Alt+2");
        await at(page, "mpesa-code").fill(code("K7PQ2XA"));
        await at(page, "pay-complete").click();
      });
      await bringBack(number, [SUGAR]);
      expect(await payouts()).toEqual([["mpesa", "165.00"]]);
      const done = at(page, "refund-done");
      await done.getByText("Enter the code of the reversal").waitFor();
      expect(await done.isDisabled()).toBe(true);
      await at(page, "refund-code").fill(code("R3V3RSE"));
      expect(await given()).toEqual([["mpesa", 165_00]]);
    });

    test("a split sale goes back by its tenders: cash no further than cash was paid", async () => {
      const number = await sell([SUGAR, RICE], 545, async () => {
        await at(page, "cash-tendered").fill("100");
        await page.keyboard.press("Enter");
        await shown(page, "taken");
        await page.keyboard.press("Alt+2");
        await at(page, "mpesa-code").fill(code("SPL1TAA"));
        await at(page, "pay-complete").click();
      });
      await bringBack(number, [RICE]);
      expect(await payouts()).toEqual([
        ["cash", "100.00"],
        ["mpesa", "280.00"],
      ]);
      await at(page, "refund-code").fill(code("R3V3R5A"));
      expect(await given()).toEqual([
        ["cash", 100_00],
        ["mpesa", 280_00],
      ]);
      await bringBack(number, [SUGAR]);
      expect(await payouts()).toEqual([["mpesa", "165.00"]]);
      await at(page, "refund-code").fill(code("R3V3R5B"));
      expect(await given()).toEqual([["mpesa", 165_00]]);
    });

    test("what nobody has paid goes back as debt; what was paid since, as money; a third not at all", async () => {
      const number = await sell([RICE, RICE], 760, async () => {
        await press(page, "F3");
        await at(page, "customer-search").fill("achieng");
        await at(page, "customer-Achieng Otieno").click();
        await page.keyboard.press("Alt+4");
        await page.getByText("May still owe").waitFor();
        await page.locator("[data-testid=pay-complete]:enabled").click();
      });
      await bringBack(number, [RICE]);
      expect(await payouts()).toEqual([["account", "380.00"]]);
      expect(await given()).toEqual([["account", 380_00]]);
      const { customers } = await ask(page, "customer.search", { text: "Achieng" });
      await ask(page, "customer.pay", {
        command: newCommand(),
        business: "RETAIL",
        customer: customers[0]?.id ?? "",
        payment: { kind: "cash", tendered: 380_00, amount: 380_00 },
      });
      await bringBack(number, [RICE, RICE]);
      expect(await at(page, "refund-quantity-1").inputValue()).toBe("1");
      expect(await payouts()).toEqual([["cash", "380.00"]]);
      expect(await given()).toEqual([["cash", 380_00]]);
      await scan(page, number);
      await detailOf(number);
      expect(await at(page, "sale-refund").isDisabled()).toBe(true);
      await page.keyboard.press("Escape");
      await shown(page, "search");
    });

    test("rice is exchanged for sugar: its price counts, and the difference goes back", async () => {
      await scan(page, nobodys);
      await detailOf(nobodys);
      await at(page, "sale-refund").click();
      await shown(page, "refund-line-1");
      await scan(page, RICE);
      await at(page, "refund-kind").getByText("Other goods").click();
      await at(page, "refund-reason").fill("Wanted sugar");
      // The power goes once the books have it, and before the screen is told.
      const cut = Promise.withResolvers<void>();
      await page.route("**/rpc/sale.refund", async (route) => {
        await route.fetch();
        await till.kill();
        await route.abort();
        cut.resolve();
      });
      await page.locator("[data-testid=refund-done]:enabled").click();
      await cut.promise;
      await page.unroute("**/rpc/sale.refund");
      till = await openTill({ folder });
      await comeBack(page, till.address);
      await shown(page, "exchange");
      expect(await at(page, "exchange").innerText()).toContain("KES 380.00");
      await scan(page, SUGAR);
      await total(page, 165);
      await press(page, "F9");
      await page.getByText("To give back").waitFor();
      expect(await at(page, "due").innerText()).toBe("KES 215.00");
      await press(page, "F9");
      expect(await sold(page)).toBe(215_00);
      await exchanged([["cash", 165_00]]);
    });

    test("goods exchanged over a half-paid sale: nothing that was given is forgotten", async () => {
      const number = await sell([SUGAR], 165, () => press(page, "F9"));
      const other = await sell([SUGAR], 165, () => press(page, "F9"));
      await scan(page, RICE);
      await total(page, 380);
      await press(page, "F9");
      await at(page, "cash-tendered").fill("100");
      await page.keyboard.press("Enter");
      await shown(page, "taken");
      await page.keyboard.press("Escape");
      await shown(page, "search");
      await bringBack(number, [SUGAR]);
      await at(page, "refund-kind").getByText("Other goods").click();
      await page.locator("[data-testid=refund-done]:enabled").click();
      await shown(page, "exchange");
      await at(page, "given").getByText("100.00").waitFor();
      // A sale names one refund: the second waits for the first.
      await bringBack(other, [SUGAR]);
      await at(page, "refund-kind").getByText("Other goods").click();
      await at(page, "refund-done").getByText("Finish the exchange on the counter first").waitFor();
      expect(await at(page, "refund-done").isDisabled()).toBe(true);
      await page.keyboard.press("Escape");
      await detailOf(other);
      await page.keyboard.press("Escape");
      await shown(page, "search");
      await press(page, "F9");
      await at(page, "ready").getByText("165.00").waitFor();
      expect(await at(page, "due").innerText()).toBe("KES 115.00");
      await page.getByRole("button", { name: "Take back Cash" }).click();
      expect(await at(page, "due").innerText()).toBe("KES 215.00");
      await page.keyboard.press("Escape");
      await shown(page, "search");
      await menu(page, "empty");
      await page.getByText("KES 165.00 lie ready for this sale: “Hand it back” first.").waitFor();
      await total(page, 380);
      await at(page, "exchange-hand-back").click();
      await at(page, "exchange").waitFor({ state: "detached" });
      // By mistake: they lie there still.
      await at(page, "undo").click();
      await shown(page, "exchange");
      await press(page, "F9");
      expect(await at(page, "due").innerText()).toBe("KES 215.00");
      await press(page, "F9");
      await sold(page);
      await exchanged([["cash", 380_00]]);
    });

    test("what was paid by M-Pesa is exchanged through the customer's store credit", async () => {
      const number = await sell([SUGAR], 165, async () => {
        await page.keyboard.press("Alt+2");
        await at(page, "mpesa-code").fill(code("EXCH4NG"));
        await at(page, "pay-complete").click();
      });
      await bringBack(number, [SUGAR]);
      await at(page, "refund-kind").getByText("Other goods").click();
      await at(page, "refund-customer").click();
      await at(page, "customer-search").fill("achieng");
      await at(page, "customer-Achieng Otieno").click();
      await page.locator("[data-testid=refund-done]:enabled").click();
      await shown(page, "exchange");
      expect(await at(page, "ready").count()).toBe(0);
      await scan(page, SUGAR);
      await total(page, 165);
      await press(page, "F9");
      await page.getByText("Store credit held here: ").waitFor();
      await page.locator("[data-testid=pay-complete]:enabled").click();
      await sold(page);
      await exchanged([["credit", 165_00]]);
    });
  },
);
