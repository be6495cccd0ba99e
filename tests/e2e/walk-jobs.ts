import type { Page } from "playwright-core";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";
import type { Look } from "./walk.ts";
import { said } from "./words.ts";

/** The laundry's counter: the board, one job, and an intake up to its deposit. */
export async function walkJobs(page: Page, look: Look): Promise<void> {
  await counter.serve(page, "LAUNDRY");
  await page.locator("[data-testid=shift-open], [data-testid=search]").first().waitFor();
  // The shift stays open: the next walk finds it so.
  if (await at(page, "shift-open").isVisible()) {
    await at(page, "shift-open").click();
    await at(page, "shift-open-done").click();
  }
  await shown(page, "search");
  await counter.press(page, "Alt+j");
  await page.locator("[data-testid^='job-L-']").first().waitFor();
  await look("jobs-01-board");
  await at(page, "jobs-search").fill("Beatrice");
  await shown(page, "jobs-found");
  await look("jobs-02-found");
  await at(page, "jobs-search").fill("");
  await at(page, "column-ready").locator("[data-testid^='job-L-']").first().click();
  await shown(page, "job-dialog");
  await shown(page, "job-ticket");
  await look("jobs-03-ready");
  await at(page, "job-ticket").click();
  await shown(page, "receipt-picture");
  await look("jobs-04-ticket");
  await page.keyboard.press("Escape");
  await at(page, "receipt-picture").waitFor({ state: "detached" });
  await at(page, "job-collect").click();
  await shown(page, "job-collector");
  await look("jobs-05-collect");
  await at(page, "job-go").click();
  await at(page, "cash-tendered").fill("10");
  await page.keyboard.press("Enter");
  await shown(page, "taken");
  // Not left while a part is taken; given back, it is.
  await page.keyboard.press("Escape");
  await shown(page, "job-kept");
  await look("jobs-05-half-paid");
  await at(page, "taken").getByRole("button").click();
  await at(page, "taken").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await at(page, "job-cancel").click();
  await shown(page, "job-reason");
  await look("jobs-06-cancel");
  await page.keyboard.press("Escape");
  await at(page, "job-compensate").click();
  await shown(page, "job-damaged");
  await look("jobs-06-damage");
  await page.keyboard.press("Escape");
  await at(page, "job-writeOff").click();
  await shown(page, "job-reason");
  await look("jobs-06-write-off");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await at(page, "job-dialog").waitFor({ state: "detached" });
  await takingIn(page, look);
}

async function takingIn(page: Page, look: Look): Promise<void> {
  await at(page, "jobs-new").click();
  await shown(page, "customer-search");
  await look("jobs-07-whose");
  await at(page, "customer-search").fill("Beatrice Wanjiru");
  await page.getByText("0723 300 001").waitFor();
  await page.keyboard.press("Enter");
  await at(page, "customer-search").waitFor({ state: "detached" });
  await at(page, "line-service").fill("dre");
  await look("jobs-08-service");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=line-quantity]:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=line-service]:focus").waitFor();
  await at(page, "intake-express").check();
  await at(page, "intake-deposit").fill("200");
  await look("jobs-09-intake");
  await at(page, "intake-go").click();
  await shown(page, "due");
  await look("jobs-10-deposit");
  await page.keyboard.press("Escape");
  await shown(page, "intake-customer");
  // Left in the middle, it waits where it is seen.
  await counter.press(page, "Escape");
  await shown(page, "search");
  await look("jobs-11-waits");
  await at(page, "act-intake").click();
  await at(page, "intake-discard").click();
  await shown(page, "intake-discard-yes");
  await look("jobs-12-discard");
  await at(page, "intake-discard-yes").click();
  await shown(page, "search");
}

/** The office's list of jobs, by what waits and what is owed, and one job from its first day. */
export async function walkJobLists(page: Page, look: Look): Promise<void> {
  const rows = at(page, "jobs").locator("tbody tr[data-row]");
  await office.goTo(page, "jobs");
  await rows.first().waitFor();
  await look("office-jobs-1-in-hand");
  await office.choose(page, "job-list", said("Ready, not fetched"));
  await page.locator("[data-testid=age-30] strong").waitFor();
  await at(page, "sort-due").click();
  await page.locator("[data-stale]").waitFor({ state: "detached" });
  await look("office-jobs-2-unclaimed");
  await at(page, "age-60").click();
  await page.locator("[data-testid=age-60][aria-pressed=true]").waitFor();
  await page.locator("[data-stale]").waitFor({ state: "detached" });
  await look("office-jobs-3-sixty-days");
  await rows.first().click();
  await shown(page, "job-acts");
  await page.getByTestId("receipt").getByRole("img").waitFor();
  await look("office-jobs-4-job");
  await at(page, "show-tags").click();
  await page.locator("[data-testid=show-tags][aria-pressed=true]").waitFor();
  await page.getByTestId("receipt").getByRole("img").waitFor();
  await look("office-jobs-5-tags");
  await at(page, "back").click();
  await at(page, "search").fill("no such ticket");
  await shown(page, "clear-filters");
  await look("office-jobs-6-nothing-matches");
}
