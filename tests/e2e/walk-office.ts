import type { Page } from "playwright-core";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";
import { addingABusiness } from "./walk-business.ts";
import { walkDeposits } from "./walk-cylinders.ts";
import { walkJobLists } from "./walk-jobs.ts";
import { walkMoney } from "./walk-money.ts";
import { walkPeople } from "./walk-people.ts";
import { walkStock } from "./walk-stock.ts";
import { DEMO, type Look } from "./walk.ts";
import { said } from "./words.ts";

/** Every screen of the office, as the owner sees it. */
export async function walkOffice(page: Page, look: Look): Promise<void> {
  await counter.signIn(page, DEMO.owner.name, DEMO.owner.pin);
  await at(page, "office").click();
  await shown(page, "today-sales");
  await look("office-01-dashboard");
  await trade(page, look);
  await books(page, look);
  await recording(page, look);
  await goods(page, look);
  await walkJobLists(page, look);
  await walkStock(page, look);
  await walkMoney(page, look);
  await walkPeople(page, look);
  await walkDeposits(page, look);
  await settingUp(page, look);
  await counter.leave(page);
}

async function trade(page: Page, look: Look): Promise<void> {
  await office.goTo(page, "sales");
  await at(page, "sales").locator("tbody tr[data-row]").first().waitFor();
  await look("office-02-sales");
  await at(page, "sales").locator("tbody tr[data-row] a").first().click();
  await shown(page, "screen-sale");
  await shown(page, "sale-lines");
  await look("office-03-sale");
  await office.goTo(page, "shifts");
  await at(page, "shifts").locator("tbody tr[data-row]").first().waitFor();
  await look("office-04-shifts");
  await at(page, "shifts").locator("tbody tr[data-row]").first().click();
  await shown(page, "screen-shift");
  await look("office-05-shift");
}

async function books(page: Page, look: Look): Promise<void> {
  await office.goTo(page, "trial-balance");
  await shown(page, "trial-balance");
  await look("office-06-trial-balance");
  await at(page, "period").click();
  await shown(page, "period-apply");
  await look("office-07-period");
  await page.keyboard.press("Escape");
  await office.goTo(page, "profit-and-loss");
  await shown(page, "profit-and-loss");
  await look("office-08-profit-and-loss");
  await office.goTo(page, "balance-sheet");
  await shown(page, "balance-sheet");
  await look("office-09-balance-sheet");
  await office.goTo(page, "accounts");
  await shown(page, "accounts");
  await look("office-10-accounts");
  await page.goto(`${new URL(page.url()).origin}/#/office/ledger/1130`);
  await shown(page, "ledger");
  await look("office-11-ledger");
  await office.goTo(page, "journal");
  await shown(page, "journal");
  await look("office-12-journal");
  await at(page, "journal")
    .locator("tbody tr[data-row]", { hasText: said("Sale") })
    .first()
    .click();
  await page.getByTestId("receipt").getByRole("img").waitFor();
  await look("office-13-entry");
  await at(page, "search").or(at(page, "back")).first().click();
  await at(page, "search").fill("no such memo");
  await shown(page, "clear-filters");
  await look("office-14-nothing-matches");
}

async function recording(page: Page, look: Look): Promise<void> {
  const kinds = [
    ["expense", "expense-account"],
    ["receive", "line-1-item"],
    ["pay-supplier", "supplier"],
    ["customer-payment", "amount"],
    ["transfer", "from-business"],
    ["capital", "place-business"],
    ["opening", "line-1-account"],
    ["closing", "closing-person"],
    ["manual", "line-1-account"],
  ] as const;
  for (const [kind, field] of kinds) {
    await office.record(page, kind);
    await shown(page, field);
    await look(`office-record-${kind}`);
  }
  await at(page, "memo").fill("Wear of the burner");
  await office.choose(page, "line-1-account", "5850");
  await at(page, "line-1-debit").fill("500");
  await office.choose(page, "line-2-account", "1590");
  await at(page, "line-2-credit").fill("450");
  await look("office-record-manual-unbalanced");
  await at(page, "line-2-credit").fill("500");
  await page.locator("[data-testid=post]:enabled").click();
  await shown(page, "posted-entry");
  await look("office-record-manual-posted");
}

async function goods(page: Page, look: Look): Promise<void> {
  await office.goTo(page, "items");
  await shown(page, "items");
  await look("office-20-items");
  await at(page, "new-item").click();
  await shown(page, "item-name");
  await look("office-21-item");
  await page.keyboard.press("Escape");
  await at(page, "item-name").waitFor({ state: "detached" });
  await office.goTo(page, "categories");
  await shown(page, "categories");
  await look("office-22-categories");
  await office.goTo(page, "customers");
  await shown(page, "customers");
  await look("office-23-customers");
  await page.getByRole("link", { name: "Hotel Bahari" }).click();
  await shown(page, "statement");
  await look("office-24-customer");
  await office.goTo(page, "suppliers");
  await shown(page, "suppliers");
  await look("office-25-suppliers");
}

async function settingUp(page: Page, look: Look): Promise<void> {
  for (const [index, screen] of ["businesses", "users", "printer", "period-lock"].entries()) {
    await office.goTo(page, screen);
    await page.waitForFunction(
      (label) => document.querySelector(`[aria-label="${label}"]`) === null,
      said("Loading"),
    );
    await look(`office-3${index}-${screen}`);
  }
  await addingABusiness(page, look);
  await office.goTo(page, "users");
  await at(page, "new-user").click();
  await shown(page, "user-name");
  await look("office-34-user");
  await page.keyboard.press("Escape");
  await office.goTo(page, "health");
  await shown(page, "checks");
  await look("office-35-health");
}
