import type { Page } from "playwright-core";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";
import { ask, newCommand } from "./till.ts";
import { said } from "./words.ts";

type Look = (name: string) => Promise<void>;

/** Pastes as a person does, from another window. */
export async function paste(page: Page, testid: string, text: string): Promise<void> {
  await at(page, testid).evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    input.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** The message that the till's phone gets. Day as "2026-11-20", amount in shillings. */
export function tillMessage(code: string, amount: number, day: string, name: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const when = `${Number(date)}/${Number(month)}/${year.slice(2)}`;
  return (
    `${code} Confirmed.on ${when} at 9:37 AMKSH${amount}.00 received from 254722000111 ${name}. ` +
    "New Account balance is KSH21,090.05. Transaction cost, KSH0.00."
  );
}

const freshCode = (today: string): string =>
  counter.mpesaCode(today, newCommand().slice(0, 7).toUpperCase());

/** A pasted message, and a customer who pays a debt; the cart is empty before and after. */
export async function walkPayments(page: Page, look: Look): Promise<void> {
  const { today } = await ask(page, "program.status", {});
  await counter.menu(page, "payment");
  await at(page, "customer-Hotel Bahari").click();
  await shown(page, "customer-payment");
  await look("people-1-payment");
  await page.getByText(said("Leaves money here")).click();
  await at(page, "payment-way").getByText("M-Pesa").click();
  await paste(page, "mpesa-code", tillMessage(freshCode(today), 500, today, "JANE DOE"));
  await shown(page, "mpesa-read");
  await look("people-2-payment-by-message");
  await at(page, "payment-post").click();
  await shown(page, "receipt-picture");
  await look("people-3-payment-receipt");
  await page.keyboard.press("Escape");
  await at(page, "receipt-picture").waitFor({ state: "detached" });
}

/** Alerts, M-Pesa, debts by age, merging, the log, roles: as the owner sees them. */
export async function walkPeople(page: Page, look: Look): Promise<void> {
  const { today } = await ask(page, "program.status", {});
  await office.goTo(page, "alerts");
  await shown(page, "alert-list");
  await look("people-10-alerts");
  await office.goTo(page, "mpesa");
  await shown(page, "mpesa-receipts");
  await at(page, "mpesa-receipts").locator("input[type=checkbox]").first().check();
  await look("people-11-mpesa-claimed");
  await at(page, "mpesa-receive").click();
  await paste(page, "received-code", tillMessage(freshCode(today), 750, today, "JANE DOE"));
  await page.locator("[data-testid=save]:enabled").waitFor();
  await look("people-12-mpesa-received");
  await at(page, "save").click();
  await at(page, "received-code").waitFor({ state: "detached" });
  await page.getByText(said("Without a sale"), { exact: true }).click();
  await at(page, "mpesa-unmatched").locator("tbody tr[data-row]").first().waitFor();
  await look("people-13-mpesa-unmatched");
  await page
    .getByRole("button", { name: said("What is it?") })
    .first()
    .click();
  await page.getByText(said("That is what it is")).waitFor();
  await look("people-14-mpesa-match");
  await page.keyboard.press("Escape");
  await page.getByText(said("That is what it is")).waitFor({ state: "detached" });
  await at(page, "mpesa-compare").click();
  const texts = [300, 450].map((amount) =>
    tillMessage(freshCode(today), amount, today, "ALI HASSAN"),
  );
  await at(page, "compare-text").fill(texts.join("\n"));
  await at(page, "compare-go").click();
  await shown(page, "compared");
  await look("people-15-mpesa-compared");
  await page.keyboard.press("Escape");
  await at(page, "compare").waitFor({ state: "detached" });
  await office.goTo(page, "ageing");
  await shown(page, "ageing");
  await look("people-16-debts");
  await at(page, "ageing-side").getByText(said("Suppliers")).click();
  await shown(page, "ageing");
  await look("people-17-supplier-debts");
  await at(page, "ageing").locator("tbody tr[data-row] a").first().click();
  await shown(page, "statement");
  await look("people-18-supplier");
  await office.goTo(page, "customers");
  await page.getByRole("link", { name: "Hotel Bahari" }).click();
  await shown(page, "statement");
  await look("people-19-customer");
  await at(page, "merge-customer").click();
  await shown(page, "customer");
  await look("people-20-merge");
  await page.keyboard.press("Escape");
  await at(page, "customer").waitFor({ state: "detached" });
  await office.goTo(page, "audit");
  await shown(page, "audit");
  await look("people-21-audit");
  await office.goTo(page, "roles");
  await shown(page, "copy-cashier");
  await look("people-22-roles");
  await at(page, "copy-cashier").click();
  await shown(page, "role-name");
  await look("people-23-role-copied");
  await page.keyboard.press("Escape");
  await at(page, "role-name").waitFor({ state: "detached" });
}
