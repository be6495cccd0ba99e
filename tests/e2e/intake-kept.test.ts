import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { at, leave, menu, press, serve, shown, signIn } from "./counter.ts";
import { stopAtFirstFailure } from "./one-day.ts";
import { openShop, OWNER } from "./shop.ts";
import {
  ask,
  launchBrowser,
  newCommand,
  newFolder,
  noBrowser,
  openPage,
  openTill,
  type Till,
  type Watched,
} from "./till.ts";

// The till is restarted twice: on a busy machine that alone takes a minute.
vi.setConfig({ testTimeout: 180_000 });

let folder: string;
let till: Till;
let browser: Browser;
let desk: Watched;
let excused = 0;

const look = async (name: string): Promise<void> => {
  const pictures = process.env["TOMTIN_PICTURES"];
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await desk.page.screenshot({ path: join(pictures, `${name}.png`) });
};

/** A service, what damage it has, and Enter: the line is there. */
async function piece(page: Page, service: string, damage: string, lines: number): Promise<void> {
  await at(page, "line-service").fill(service);
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=line-quantity]:focus").waitFor();
  await at(page, "line-defects").fill(damage);
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=line-service]:focus").waitFor();
  await expect.poll(() => at(page, "intake-line").count()).toBe(lines);
}

/** A power cut, and the PC started again. */
async function powerCut(page: Page): Promise<void> {
  await till.kill();
  till = await openTill({ folder });
  await page.goto(till.address);
  await signIn(page, OWNER.name, OWNER.pin);
  await serve(page, "LAUNDRY");
  // The page that was left asked a till that was dead, and said so.
  excused = desk.complaints.length;
}

describe.skipIf(noBrowser !== undefined)("work that is being taken in, interrupted", () => {
  beforeAll(async () => {
    folder = newFolder();
    till = await openTill({ folder });
    browser = await launchBrowser();
    desk = await openPage(browser);
    await openShop(desk.page, till.address, [
      { template: "LAUNDRY", name: "Bahari Laundry" },
      { template: "WATER", name: "Bahari Water" },
    ]);
    const customer = { name: "Mercy Atieno", phone: "0712 345 678", creditLimit: 0 };
    await ask(desk.page, "customer.save", { command: newCommand(), ...customer });
    await serve(desk.page, "LAUNDRY");
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  stopAtFirstFailure();

  afterEach(({ task }) => (task.result?.state === "fail" ? look("failed") : undefined));

  /** What the program has of the intake: from then on nothing is on its way. */
  const keeps = (beside: object | null) =>
    expect
      .poll(async () => (await ask(desk.page, "draft.current", { business: "LAUNDRY" })).cart)
      .toEqual(beside === null ? null : expect.objectContaining(beside));
  const given = (amount: number) =>
    expect.objectContaining({ taken: [expect.objectContaining({ amount })] });
  /** Where it waits, it says so, and one key goes on with it. */
  async function goOn(page: Page): Promise<void> {
    await at(page, "act-intake").getByText("Go on with the intake").waitFor();
    await press(page, "Alt+n");
    await shown(page, "intake-total");
  }
  async function asBefore(page: Page): Promise<void> {
    await expect.poll(() => at(page, "intake-customer").textContent()).toMatch(/Mercy Atieno/);
    expect(await at(page, "intake-line").count()).toBe(2);
    await at(page, "intake-lines").getByText("collar torn").waitFor();
    expect(await at(page, "line-service").inputValue()).toBe("duv");
    expect(await at(page, "line-defects").inputValue()).toBe("a stain");
    expect(await at(page, "intake-note").inputValue()).toBe("Cold water");
    expect(await at(page, "intake-promised-time").inputValue()).toBe("16:30");
  }

  test("it waits: through Esc, another business, the lock, a reload", async () => {
    const { page } = desk;
    await press(page, "Alt+n");
    await shown(page, "customer-search");
    await at(page, "customer-search").fill("0712 345 678");
    await page.getByText("Mercy Atieno").first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=line-service]:focus").waitFor();
    await piece(page, "shi", "collar torn", 1);
    await piece(page, "tro", "", 2);
    await at(page, "line-defects").fill("a stain");
    await at(page, "line-service").fill("duv");
    await at(page, "intake-promised-time").fill("16:30");
    await at(page, "intake-note").fill("Cold water");
    await asBefore(page);
    await press(page, "Escape");
    await shown(page, "search");
    await goOn(page);
    await asBefore(page);
    await serve(page, "WATER");
    expect(await at(page, "business-LAUNDRY").textContent()).toMatch(/Laundry2/);
    await serve(page, "LAUNDRY");
    await goOn(page);
    await asBefore(page);
    await press(page, "Escape");
    await shown(page, "search");
    await leave(page);
    await signIn(page, OWNER.name, OWNER.pin);
    await serve(page, "LAUNDRY");
    await goOn(page);
    await asBefore(page);
    await look("kept-1-lines");
    // The last word before the reload, which the program has not heard of yet.
    await at(page, "intake-note").fill("Cold water only");
    await page.reload();
    await serve(page, "LAUNDRY");
    await goOn(page);
    await expect.poll(() => at(page, "intake-note").inputValue()).toBe("Cold water only");
    await at(page, "intake-note").fill("Cold water");
    await asBefore(page);
  });

  test("a power cut changes nothing of it, and a part of its deposit is not forgotten, nor the intake thrown away over it", async () => {
    const { page } = desk;
    await at(page, "intake-deposit").fill("200");
    await press(page, "F9");
    await shown(page, "due");
    await page.keyboard.press("Alt+2");
    await at(page, "mpesa-code").fill("TKM4XY12AB");
    await at(page, "pay-amount").fill("150");
    await page.keyboard.press("Enter");
    await shown(page, "taken");
    expect(await at(page, "due").textContent()).toBe("KES 50.00");
    await press(page, "Escape");
    await at(page, "intake-given").getByText("150.00").waitFor();
    await look("kept-2-given");
    await at(page, "intake-discard").click();
    await at(page, "notice").getByText("Give back KES 150.00 first").waitFor();
    await look("kept-3-refused");
    await press(page, "Escape");
    await shown(page, "search");
    await look("kept-4-waits");
    await keeps({ intake: given(150_00) });
    await powerCut(page);
    await goOn(page);
    await at(page, "taken").getByText("TKM4XY12AB").waitFor();
    await press(page, "Escape");
    await asBefore(page);
    await at(page, "line-service").fill("");
    await at(page, "line-defects").fill("");
    await at(page, "intake-seen").check();
    await press(page, "F9");
    await shown(page, "due");
    expect(await at(page, "due").textContent()).toBe("KES 50.00");
    await at(page, "cash-exact").click();
    await shown(page, "intake-done");
    await press(page, "Escape");
    await shown(page, "job-L-000001");
    await keeps(null);
    const { jobs } = await ask(page, "job.find", { business: "LAUNDRY", text: "L-000001" });
    expect(jobs.map(({ paid }) => paid)).toEqual([200_00]);
  });

  test("one that nothing was given for is thrown away, once that is meant", async () => {
    const { page } = desk;
    await at(page, "jobs-new").click();
    await shown(page, "customer-search");
    await page.keyboard.press("Escape");
    await at(page, "customer-search").waitFor({ state: "detached" });
    await at(page, "intake-note").fill("A curtain");
    await at(page, "intake-discard").click();
    await shown(page, "intake-discard-yes");
    await look("kept-5-discard");
    await page.keyboard.press("Escape");
    await at(page, "intake-discard-yes").waitFor({ state: "detached" });
    expect(await at(page, "intake-note").inputValue()).toBe("A curtain");
    await at(page, "intake-discard").click();
    await at(page, "intake-discard-yes").click();
    await shown(page, "search");
    await at(page, "act-intake").getByText("New job").waitFor();
    await keeps(null);
  });

  test("a job that is half paid is not left, and waits through reload, power cut and the shift's end", async () => {
    const { page } = desk;
    const found = () => ask(page, "job.find", { business: "LAUNDRY", text: "L-000001" });
    const job = (await found()).jobs[0]?.job ?? "";
    for (const to of ["washing", "ready"] as const) {
      await ask(page, "job.move", { command: newCommand(), job, to });
    }
    await press(page, "Alt+j");
    await at(page, "job-L-000001").click();
    await at(page, "job-collect").click();
    await at(page, "job-collector").fill("Her son");
    await at(page, "job-go").click();
    await shown(page, "due");
    await page.keyboard.press("Alt+2");
    await at(page, "mpesa-code").fill("TKM4XY12AC");
    await at(page, "pay-amount").fill("12");
    await page.keyboard.press("Enter");
    await shown(page, "taken");
    await page.keyboard.press("Escape");
    await at(page, "job-kept").getByText("Give back KES 12.00 first").waitFor();
    await at(page, "pay-back").click();
    await look("kept-6-payment");
    await keeps({ jobPayment: given(12_00) });
    await page.reload();
    await serve(page, "WATER");
    expect(await at(page, "business-LAUNDRY").textContent()).toMatch(/Laundry1/);
    await powerCut(page);
    await at(page, "act-jobs")
      .getByText("Go on with the payment · Paid so far KES 12.00")
      .waitFor();
    await look("kept-7-waits");
    await menu(page, "close");
    await shown(page, "close-job");
    await look("kept-8-close");
    await page.keyboard.press("Enter");
    await at(page, "taken").getByText("TKM4XY12AC").waitFor();
    expect(await at(page, "due").textContent()).toBe("KES 8.00");
    await at(page, "cash-exact").click();
    await at(page, "job-dialog").and(page.locator("[data-status=collected]")).waitFor();
    await keeps(null);
    const { jobs } = await found();
    expect(jobs.map(({ status, paid }) => [status, paid])).toEqual([["collected", 220_00]]);
    await at(page, "job-dialog").getByText("Her son").waitFor();
    expect(desk.complaints.slice(excused)).toEqual([]);
  });
});
