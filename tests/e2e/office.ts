import type { Page } from "playwright-core";
import { at, centsOf, shown } from "./counter.ts";
import { said } from "./words.ts";

/** What an owner or accountant does in the office. */

export async function goTo(page: Page, screen: string): Promise<void> {
  await at(page, `nav-${screen}`).click();
  await shown(page, `screen-${screen}`);
}

/** Turns to a business on the screen that has them as tabs; until then the form is another's. */
export async function turnTo(page: Page, business: string): Promise<void> {
  await at(page, `tab-${business}`).click();
  await page.locator(`[data-testid=tab-${business}][aria-selected=true]`).waitFor();
}

export async function record(page: Page, kind: string): Promise<void> {
  await goTo(page, "record");
  await at(page, `record-${kind}`).click();
  await page.locator(`[data-testid=record-${kind}][aria-current=page]`).waitFor();
}

/** Picks from a list: types into those that search, else opens and clicks. */
export async function choose(page: Page, testid: string, wanted: string): Promise<void> {
  const input = at(page, testid);
  await input.click();
  if (await input.isEditable()) await input.fill(wanted);
  await page.getByRole("option").filter({ hasText: wanted }).first().click();
}

export async function pick(page: Page, testid: string, label: string): Promise<void> {
  await at(page, testid).getByText(label, { exact: true }).click();
}

/** Where money lies, in the three fields that say it. */
export async function place(
  page: Page,
  prefix: string,
  where: { readonly business: string; readonly account: string; readonly party?: string },
): Promise<void> {
  await choose(page, `${prefix}-business`, where.business);
  await choose(page, `${prefix}-account`, where.account);
  if (where.party !== undefined) await choose(page, `${prefix}-party`, where.party);
}

/** Posts the form and gives the number of the entry that came of it. */
export async function post(page: Page): Promise<number> {
  await page.locator("[data-testid=post]:enabled").click();
  await shown(page, "posted-entry");
  const words = await at(page, "posted-entry").innerText();
  const entry = Number(/\d+/.exec(words)?.[0]);
  await page.getByRole("button", { name: said("Done"), exact: true }).click();
  await at(page, "posted").waitFor({ state: "detached" });
  return entry;
}

/** The trial balance as the screen has it: signed closing balances in cents, debit positive. */
export async function trialBalance(page: Page): Promise<Readonly<Record<string, number>>> {
  await goTo(page, "trial-balance");
  await shown(page, "trial-balance");
  const rows = await at(page, "trial-balance")
    .locator("tbody tr[data-row]")
    .evaluateAll((found) =>
      found.map((row) => ({
        account: row.getAttribute("data-row") ?? "",
        cells: [...row.querySelectorAll("td")].map((cell) => cell.innerText.trim()),
      })),
    );
  const amount = (text: string | undefined) =>
    text === undefined || text === "–" ? 0 : centsOf(text);
  const balances = rows.map(
    ({ account, cells }) => [account, amount(cells[4]) - amount(cells[5])] as const,
  );
  return Object.fromEntries(balances.filter(([, cents]) => cents !== 0));
}

/** A row's figure in the column that is the whole. */
export async function statementRow(page: Page, key: string): Promise<number> {
  const cell = at(page, `row-${key}`).locator("td[data-weight=whole]");
  return centsOf(await cell.innerText());
}
