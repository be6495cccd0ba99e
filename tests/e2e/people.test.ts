import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as counter from "./counter.ts";
import { at, figure, lines, menu, nextSale, press, scan, shown, sold } from "./counter.ts";
import { choose, goTo } from "./office.ts";
import { openShop, OWNER, RICE, SUGAR } from "./shop.ts";
import {
  ask,
  launchBrowser,
  newCommand,
  noBrowser,
  openPage,
  openTill,
  type Till,
  type Watched,
} from "./till.ts";
import { paste, tillMessage } from "./walk-people.ts";

let browser: Browser;
let till: Till;
let watched: Watched;
let page: Page;
let today: string;

describe.skipIf(noBrowser !== undefined)(
  "people and their money, at the till and in the office",
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
      till = await openTill();
      watched = await openPage(browser);
      ({ page } = watched);
      await openShop(page, till.address);
      ({ today } = await ask(page, "program.status", {}));
    });
    afterAll(async () => {
      expect(watched.complaints).toEqual([]);
      await page.context().close();
      await browser.close();
      await till.stop();
    });

    test("a pasted message fills code and amount, and Enter completes the sale", async () => {
      await scan(page, SUGAR);
      await lines(page, 1);
      await press(page, "F9");
      await at(page, "tender-mpesa").click();
      const code = counter.mpesaCode(today, "AB12CD3");
      await paste(page, "mpesa-code", tillMessage(code, 165, today, "JANE DOE"));
      await shown(page, "mpesa-read");
      expect(await at(page, "mpesa-code").inputValue()).toBe(code);
      expect(await at(page, "mpesa-read").innerText()).toContain("JANE DOE");
      await at(page, "mpesa-code").press("Enter");
      await sold(page);
      await nextSale(page);
      const { receipts } = await ask(page, "mpesa.receipts", { state: "claimed" });
      expect(receipts).toMatchObject([{ code, amount: 165_00 }]);
    });

    test("a debt is paid at the counter, and X and Z count it beside the sales", async () => {
      const { id } = await ask(page, "customer.save", {
        command: newCommand(),
        name: "Kamau wa Mitumba",
        phone: "0722 345 678",
        creditLimit: 1_000_00,
      });
      await scan(page, RICE);
      await lines(page, 1);
      await press(page, "F9");
      await at(page, "tender-account").click();
      await at(page, "pay-customer").click();
      await at(page, "customer-search").fill("+254 722 345678");
      await at(page, "customer-Kamau wa Mitumba").click();
      await at(page, "customer-search").waitFor({ state: "detached" });
      await at(page, "pay-complete").click();
      await sold(page);
      await nextSale(page);
      await menu(page, "payment");
      await at(page, "customer-Kamau wa Mitumba").click();
      await shown(page, "customer-payment");
      expect(await figure(page, "payment-owed")).toBe(380_00);
      await at(page, "payment-amount").fill("300");
      await at(page, "payment-post").click();
      await shown(page, "receipt-picture");
      const paper = (await at(page, "receipt-picture").getAttribute("alt")) ?? "";
      expect(paper).toMatch(/Kamau wa Mitumba/);
      expect(paper).toMatch(/Now owed on account\s+80\.00/);
      await page.keyboard.press("Escape");
      await at(page, "receipt-picture").waitFor({ state: "detached" });
      const open = await ask(page, "customer.open", { business: "RETAIL", customer: id });
      expect(open.open.map((each) => each.open)).toEqual([80_00]);
      await menu(page, "x");
      await shown(page, "x-report");
      expect(await at(page, "x-report").innerText()).toMatch(
        /Debts and credit paid in \(1\)\s+300/,
      );
      await page.keyboard.press("Escape");
      await at(page, "x-report").waitFor({ state: "detached" });
    });

    test("the shift closes with its claimed codes in sight, and M-Pesa counted short is booked", async () => {
      await menu(page, "close");
      await shown(page, "claimed-codes");
      expect(await at(page, "claimed-codes").innerText()).toMatch(/1 M-Pesa code/);
      await counter.countCash(page, 2000 + 300);
      // Whether somebody looked at the M-Pesa balance is said, not passed over.
      await at(page, "close-counted").click();
      await page.getByText("Type it, or tick that nobody looked").waitFor();
      await page.keyboard.press("Space");
      await page.locator("[data-testid=close-mpesa-unseen]:checked").waitFor();
      await page.keyboard.press("Space");
      // 165 came by M-Pesa; fifteen of them are not on the phone.
      await at(page, "close-mpesa").fill("150");
      await at(page, "close-counted").click();
      await at(page, "close-confirm").click();
      await shown(page, "z-report");
      const z = await at(page, "z-report").innerText();
      expect(z).toMatch(/Agrees/);
      expect(z).toMatch(/Debts and credit paid in \(1\)/);
      await shown(page, "z-claimed");
      expect(await figure(page, "mpesa-variance")).toBe(-15_00);
      await at(page, "z-receipt").click();
      await shown(page, "receipt-picture");
      const slip = (await at(page, "receipt-picture").getAttribute("alt")) ?? "";
      expect(slip).toMatch(/On the phone\s+150\.00/);
      expect(slip).toMatch(/Short\s+-15\.00/);
      await page.keyboard.press("Escape");
      await at(page, "receipt-picture").waitFor({ state: "detached" });
      await at(page, "z-done").click();
      await shown(page, "no-shift");
      // Its variance, in the ledger of what is over and short.
      await page.goto(`${till.address}/#/office/ledger/5820`);
      await page.reload();
      await at(page, "ledger").getByText("Z 1").first().waitFor();
      const row = at(page, "ledger").locator("tbody tr[data-row]");
      expect(await row.allInnerTexts()).toEqual([expect.stringMatching(/Z 1[^]*15\.00/)]);
    });

    test("two customers of one person are merged, and their history is one", async () => {
      const { id } = await ask(page, "customer.save", {
        command: newCommand(),
        name: "Kamau W. Mitumba",
      });
      await page.goto(`${till.address}/#/office/customer/${id}`);
      await shown(page, "screen-customer");
      await at(page, "merge-customer").click();
      await at(page, "customer").fill("Kamau wa");
      await page.getByRole("option", { name: "Kamau wa Mitumba" }).click();
      await page.locator("[data-testid=save]:enabled").click();
      await shown(page, "aliases");
      expect(await figure(page, "owed")).toBe(80_00);
      await goTo(page, "customers");
      await shown(page, "customers");
      expect(await page.getByRole("link", { name: "Kamau wa Mitumba" }).count()).toBe(0);
    });

    test("alerts lead to where they end: money without a sale is matched to its customer", async () => {
      const { customers } = await ask(page, "customer.search", { text: "Kamau" });
      await ask(page, "mpesa.receive", {
        command: newCommand(),
        business: "RETAIL",
        day: today,
        code: counter.mpesaCode(today, "ZZ99ZZ9"),
        amount: 80_00,
        name: "KAMAU",
        phone: "254722345678",
        seen: "message",
      });
      await goTo(page, "alerts");
      await at(page, "alert-mpesa.unallocated").click();
      await shown(page, "mpesa-unmatched");
      await page.getByRole("button", { name: "What is it?" }).click();
      await page.locator("[data-testid=save]:enabled").click();
      await page.getByText("Every payment has its sale").waitFor();
      const open = await ask(page, "customer.open", {
        business: "RETAIL",
        customer: customers[0]?.id ?? "",
      });
      expect(open.owed).toBe(0);
      await goTo(page, "audit");
      await shown(page, "audit");
      const log = await at(page, "audit").innerText();
      expect(log).toMatch(/M-Pesa matched/);
      expect(log).toMatch(/Customers merged/);
      expect(log).toContain(OWNER.name);
    });

    test("a role is made, given, changed and retired, and its person may do just that", async () => {
      const KEEPER = { name: "Akinyi Odhiambo", pin: "7531" };
      const role = async () => {
        await goTo(page, "roles");
        await at(page, "roles").getByText("Stock keeper").click();
        await shown(page, "role-name");
      };
      const save = async () => {
        await page.locator("[data-testid=save]:enabled").click();
        await at(page, "save").waitFor({ state: "detached" });
      };
      /** Whether the keeper is let into the office; the owner is back there afterwards. */
      const mayRead = async () => {
        await counter.leave(page);
        await counter.signIn(page, KEEPER.name, KEEPER.pin);
        const read = await at(page, "office").isVisible();
        if (!read) await shown(page, "no-shift");
        await counter.leave(page);
        await counter.signIn(page, OWNER.name, OWNER.pin);
        await shown(page, "office");
        return read;
      };
      await goTo(page, "roles");
      await at(page, "new-role").click();
      await at(page, "role-name").fill("Stock keeper");
      await at(page, "right-sell").check();
      await at(page, "right-stock.receive").check();
      // However many rights there are, Save is in sight, and each row is a target of 44 px.
      const foot = await at(page, "save").boundingBox();
      expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeLessThanOrEqual(768);
      await save();
      await goTo(page, "users");
      await at(page, "new-user").click();
      await at(page, "user-name").fill(KEEPER.name);
      await at(page, "user-pin").fill(KEEPER.pin);
      await choose(page, "role-all", "Stock keeper");
      await save();
      expect(await mayRead()).toBe(false);
      await role();
      await at(page, "right-reports.read").check();
      await save();
      expect(await mayRead()).toBe(true);
      await role();
      await at(page, "right-reports.read").uncheck();
      await save();
      expect(await mayRead()).toBe(false);
      // Who has it is named, and the form stays; without anybody it retires, and nobody gets it.
      await role();
      await at(page, "role-active").uncheck();
      await page.locator("[data-testid=save]:enabled").click();
      await at(page, "refusal").getByText(KEEPER.name).waitFor();
      await page.keyboard.press("Escape");
      await at(page, "save").waitFor({ state: "detached" });
      await goTo(page, "users");
      await at(page, "users").getByText(KEEPER.name).click();
      await choose(page, "role-all", "Cashier");
      await save();
      await role();
      await at(page, "role-active").uncheck();
      await save();
      await at(page, "roles").getByText("Retired").waitFor();
      await goTo(page, "users");
      await at(page, "new-user").click();
      await at(page, "role-all").click();
      await page.getByRole("option", { name: "Cashier" }).waitFor();
      expect(await page.getByRole("option", { name: "Stock keeper" }).count()).toBe(0);
    });
  },
);
