import type { Page } from "playwright-core";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";
import { ask } from "./till.ts";
import type { Look } from "./walk.ts";
import { said } from "./words.ts";

/** Statements against the books, from the list of places to what was agreed. */
export async function walkMoney(page: Page, look: Look): Promise<void> {
  await reconciling(page, look);
  await office.goTo(page, "cash-flow");
  await page.locator("table[data-testid=cash-flow]").waitFor();
  await look("money-08-cash-flow");
  await page.locator("table[data-testid=cash-flow] a").first().click();
  await page.locator("[data-testid=cash-flow-line] tbody tr[data-row]").first().waitFor();
  await look("money-08-cash-flow-line");
  await ofSeveral(page, look);
  await office.goTo(page, "backups");
  await shown(page, "backup-folder");
  await look("money-07-backups");
}

/** What all businesses of the demo share, its rent mostly: one act, an entry of each. */
async function ofSeveral(page: Page, look: Look): Promise<void> {
  const ever = { from: "2020-01-01", to: "2999-12-31", limit: 500 };
  const { entries } = await ask(page, "report.journal", { ...ever, type: "expense" });
  const shared = entries.find(({ businesses }) => businesses.length > 1);
  if (shared === undefined) throw new Error("the demo shares no expense");
  await page.goto(`${new URL(page.url()).origin}/#/office/entry/${shared.entry}`);
  await shown(page, "entry-lines");
  await look("money-09-entry-of-several");
}

async function reconciling(page: Page, look: Look): Promise<void> {
  await office.goTo(page, "reconcile");
  await shown(page, "places");
  await look("money-01-places");
  await at(page, "reconcile-1170").click();
  await shown(page, "statement-through");
  await shown(page, "difference");
  await look("money-02-no-statement");
  await page.locator("input[type=file]").setInputFiles({
    name: "bank-november.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(await bankStatement(page)),
  });
  await at(page, "open-statement").locator("tbody tr[data-row]").first().waitFor();
  // The books are asked anew for the days of the statement, and pale until they have answered.
  await page.locator("[data-stale]").waitFor({ state: "detached" });
  await look("money-03-open");
  await at(page, "choose-charges").click();
  await at(page, "record-missing").click();
  await shown(page, "missing-account");
  await look("money-04-record");
  await page.keyboard.press("Escape");
  await office.pick(page, "reconcile-view", said("History"));
  await page.getByText(said("Never reconciled"), { exact: true }).waitFor();
  await look("money-05-history");
  await page
    .getByTestId("reconcile-view")
    .getByText(said("Agreed {value}", { value: "" }).trim())
    .click();
  await at(page, "agreed").waitFor();
  await look("money-06-agreed");
}

/** What a bank would say of the last lines of the account: all but one of them, and two charges. */
async function bankStatement(page: Page): Promise<string> {
  const { today } = await ask(page, "program.status", {});
  const from = `${today.slice(0, 7)}-01`;
  const { lines, opening } = await ask(page, "report.ledger", { account: 1170, from, to: today });
  let balance: number = opening;
  const rows = lines.slice(0, -1).map(({ day, memo, debit, credit }) => {
    balance += debit - credit;
    return [day, memo.replaceAll(",", " "), credit / 100, debit / 100, balance / 100].join(",");
  });
  const last = lines.at(-2)?.day ?? from;
  const charges = ["Ledger fee", "Excise duty on fee"].map(
    (text) => `${last},${text},15.00,,${(balance -= 1500) / 100}`,
  );
  return ["Date,Narration,Debit,Credit,Balance", ...rows, ...charges].join("\n");
}
