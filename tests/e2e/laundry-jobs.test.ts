import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { at, press, scan, serve, shown, signIn } from "./counter.ts";
import * as office from "./office.ts";
import { stopAtFirstFailure } from "./one-day.ts";
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

const OWNER = { name: "Grace Njeri", pin: "2468" };
const MANAGER = { name: "Otieno Ouma", pin: "8642" };
const CASHIER = { name: "Halima Yusuf", pin: "1357" };
/** What a shirt costs, and the 16 of 116 in it. */
const SHIRT = 100_00;
const TAX = 13_79;

let till: Till;
let browser: Browser;
let desk: Watched;
/** The office, where the owner sits. */
let owner: Watched;

/** A laundry with a shift open, and a cashier at its counter. */
async function openLaundry(page: Page): Promise<void> {
  await page.goto(till.address);
  const { owner: id } = await ask(page, "program.setUp", {
    command: newCommand(),
    owner: OWNER.name,
    pin: OWNER.pin,
    till: { code: "R1", name: "Front counter" },
    vatRegistered: true,
    businesses: [{ template: "LAUNDRY", name: "Bahari Laundry" }],
    sampleItems: true,
  });
  await ask(page, "session.signIn", { user: id, pin: OWNER.pin });
  for (const { name, pin, role } of [
    { ...MANAGER, role: "manager" },
    { ...CASHIER, role: "cashier" },
  ]) {
    const access = [{ business: "*" as const, role }];
    await ask(page, "user.save", { command: newCommand(), name, pin, access });
  }
  const { today } = await ask(page, "program.status", {});
  await ask(page, "shift.open", {
    command: newCommand(),
    business: "LAUNDRY",
    day: today,
    counts: { 100: 20 },
    fromSafe: 0,
  });
  await ask(page, "session.signOut", {});
  await page.reload();
  await signIn(page, CASHIER.name, CASHIER.pin);
  await serve(page, "LAUNDRY");
  await shown(page, "search");
}

const lookAt = async (page: Page, name: string): Promise<void> => {
  const folder = process.env["TOMTIN_PICTURES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
};
const look = (name: string): Promise<void> => lookAt(desk.page, name);

/** What hands type into the field that has the keyboard; as fast as a scanner, it would be one. */
const typed = (page: Page, text: string): Promise<void> => page.locator(":focus").fill(text);

/** A service by its first letters, how many, and the looks that matter. */
async function piece(page: Page, service: string, colour: string, damage = ""): Promise<void> {
  await typed(page, service);
  await page.keyboard.press("Enter");
  await expect.poll(() => at(page, "line-quantity").evaluate(hasFocus)).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await typed(page, colour);
  if (damage !== "") {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await typed(page, damage);
  }
  await page.keyboard.press("Enter");
  await expect.poll(() => at(page, "line-service").evaluate(hasFocus)).toBe(true);
}

const hasFocus = (element: Element): boolean => element === element.ownerDocument.activeElement;

describe.skipIf(noBrowser !== undefined)("laundry, from the customer's bag and back", () => {
  beforeAll(async () => {
    till = await openTill();
    browser = await launchBrowser();
    desk = await openPage(browser);
    await openLaundry(desk.page);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  stopAtFirstFailure();

  afterEach(({ task }) => (task.result?.state === "fail" ? look("failed") : undefined));

  test("five pieces are taken in from the keyboard alone, for a customer made in place", async () => {
    const { page } = desk;
    await press(page, "Alt+n");
    await shown(page, "customer-search");
    await typed(page, "0712 345 678");
    await page.keyboard.press("Enter");
    await shown(page, "customer-name");
    await typed(page, "Mercy Atieno");
    await page.keyboard.press("Enter");
    await expect.poll(() => at(page, "line-service").evaluate(hasFocus)).toBe(true);
    await look("intake-1-empty");
    await piece(page, "shi", "white");
    await piece(page, "shi", "blue", "collar torn");
    await piece(page, "tro", "black");
    await piece(page, "dre", "red");
    await piece(page, "duv", "white");
    await look("intake-2-five");
    expect(await at(page, "intake-total").textContent()).toBe("KES 1,170.00");
    await press(page, "F9");
    await expect.poll(() => at(page, "refusal").textContent()).toMatch(/damaged/);
    await at(page, "intake-seen").check();
    await at(page, "intake-deposit").fill("470");
    await press(page, "F9");
    await shown(page, "due");
    await look("intake-3-deposit");
    await press(page, "F9");
    await shown(page, "intake-done");
    await look("intake-4-done");
    expect(await at(page, "job-number").textContent()).toBe("L-000001");
    expect(await at(page, "intake-due").textContent()).toBe("KES 700.00 due");
  });

  test("it is moved along by key, and by the scan of a tag", async () => {
    const { page } = desk;
    await press(page, "Escape");
    await shown(page, "job-L-000001");
    await expect.poll(() => at(page, "job-L-000001").evaluate(hasFocus)).toBe(true);
    await look("board-1-received");
    await press(page, "Alt+ArrowRight");
    await expect.poll(() => at(page, "count-washing").textContent()).toBe("1");
    const { jobs } = await ask(page, "job.find", { business: "LAUNDRY" });
    await scan(page, `${(jobs[0]?.number ?? "").replaceAll("-", "")}-2`);
    await shown(page, "job-dialog");
    await look("job-1-washing");
    await at(page, "job-next").click();
    await at(page, "job-rack").fill("B12");
    await page.keyboard.press("Enter");
    await expect.poll(() => at(page, "job-notice").textContent()).toMatch(/L-000001 is ready/);
    expect(await at(page, "job-due").textContent()).toBe("700.00 due");
    await look("job-2-ready");
  });

  test("a step back is refused to a cashier, and taken with a manager's PIN and a reason", async () => {
    const { page } = desk;
    await at(page, "job-back").click();
    await at(page, "job-reason").fill("A stain is still there");
    await page.keyboard.press("Enter");
    await shown(page, "approval");
    await look("job-3-approval");
    await page.getByLabel(MANAGER.name).check();
    await page.locator("[data-testid=pin-input]:enabled").fill(MANAGER.pin);
    await page.keyboard.press("Enter");
    await expect.poll(() => at(page, "job-dialog").getAttribute("data-status")).toBe("washing");
    await at(page, "job-next").click();
    await page.keyboard.press("Enter");
    await expect.poll(() => at(page, "job-dialog").getAttribute("data-status")).toBe("ready");
  });

  test("it is handed over once the balance is paid", async () => {
    const { page } = desk;
    await at(page, "job-collect").click();
    await at(page, "job-collector").fill("Her brother");
    await page.keyboard.press("Enter");
    await shown(page, "due");
    await look("job-4-pay");
    await page.keyboard.press("F9");
    await expect.poll(() => at(page, "job-dialog").getAttribute("data-status")).toBe("collected");
    expect(await at(page, "job-due").textContent()).toBe("Paid");
    await look("job-5-collected");
    const { jobs } = await ask(page, "job.find", { business: "LAUNDRY", text: "0712345678" });
    expect(jobs.map((job) => job.status)).toEqual(["collected"]);
  });

  test("a ticket and one tag a piece are there to print", async () => {
    const { page } = desk;
    await at(page, "job-ticket").click();
    await shown(page, "receipt-picture");
    await look("paper-1-ticket");
    await page.keyboard.press("Escape");
    await at(page, "job-tags").click();
    const picture = at(page, "receipt-picture");
    await expect.poll(() => picture.getAttribute("alt")).toMatch(/L-000001 5\/5/);
    await look("paper-2-tags");
    await page.keyboard.press("Escape");
    expect(desk.complaints).toEqual([]);
  });

  test("five pieces with a deposit are taken in within a minute, by a typist of no great speed", async () => {
    const { page } = desk;
    let keys = 0;
    let thoughts = 0;
    const key = async (name: string): Promise<void> => {
      keys += 1;
      await page.keyboard.press(name);
    };
    /** A thing to think of, and to type; slower than any scanner. */
    const type = async (text: string): Promise<void> => {
      keys += text.length;
      thoughts += 1;
      await page.keyboard.type(text, { delay: 60 });
    };
    const focused = (testid: string) =>
      expect.poll(() => at(page, testid).evaluate(hasFocus), { timeout: 15_000 }).toBe(true);
    await page.keyboard.press("Escape");
    await at(page, "job-dialog").waitFor({ state: "detached" });
    await press(page, "Alt+n");
    keys += 2;
    await shown(page, "customer-search");
    await type("0712345678");
    await page.getByText("Mercy Atieno").first().waitFor();
    await key("Enter");
    await focused("line-service");
    for (const [service, colour] of [
      ["shi", "white"],
      ["shi", "blue"],
      ["tro", "black"],
      ["dre", "red"],
      ["duv", "green"],
    ] as const) {
      await type(service);
      await key("Enter");
      await focused("line-quantity");
      await key("Tab");
      await key("Tab");
      await type(colour);
      await key("Enter");
      await focused("line-service");
    }
    const deposit = at(page, "intake-deposit");
    while (!(await deposit.evaluate(hasFocus))) {
      expect(keys).toBeLessThan(200);
      await key("Tab");
    }
    await type("500");
    await key("F9");
    await shown(page, "due");
    await key("F9");
    await shown(page, "intake-done");
    expect(await at(page, "intake-due").textContent()).toBe("KES 670.00 due");
    // The keystroke-level model of Card, Moran and Newell: 0.28 s a key for who types 40 words a
    // minute, 1.35 s to think before each thing that is typed.
    const seconds = keys * 0.28 + thoughts * 1.35;
    expect(seconds).toBeLessThan(60);
    expect(desk.complaints).toEqual([]);
  });

  /** A manager's name and PIN, asked for at the cashier's till; and why, where nobody said it yet. */
  async function allowed(page: Page, why?: string): Promise<void> {
    await shown(page, "approval");
    await page.getByLabel(MANAGER.name).check();
    if (why !== undefined) await at(page, "approval-reason").fill(why);
    await page.locator("[data-testid=pin-input]:enabled").fill(MANAGER.pin);
    await page.keyboard.press("Enter");
    await at(page, "approval").waitFor({ state: "detached" });
  }
  const status = (page: Page) => at(page, "job-dialog").getAttribute("data-status");

  test("a card is dragged on, and dropped back only with a reason and a manager", async () => {
    const { page } = desk;
    await press(page, "Escape");
    const card = at(page, "job-L-000002");
    await card.dragTo(at(page, "column-washing"));
    await at(page, "column-washing").getByTestId("job-L-000002").waitFor();
    await card.dragTo(at(page, "column-ready"));
    await at(page, "job-rack").fill("C3");
    await page.keyboard.press("Enter");
    await expect.poll(() => status(page)).toBe("ready");
    await page.keyboard.press("Escape");
    await at(page, "column-ready").getByTestId("job-L-000002").waitFor();
    await press(page, "Alt+ArrowLeft");
    await at(page, "job-reason").fill("The duvet is still wet");
    await look("board-2-back");
    await page.keyboard.press("Enter");
    await allowed(page);
    await expect.poll(() => status(page)).toBe("washing");
    await page.keyboard.press("Escape");
    await at(page, "scan-moves").check();
    const { jobs } = await ask(page, "job.find", { business: "LAUNDRY", text: "L-000002" });
    await scan(page, `${(jobs[0]?.number ?? "").replaceAll("-", "")}-1`);
    await at(page, "column-ready").getByTestId("job-L-000002").waitFor();
    const { acts } = await ask(page, "job.get", { job: jobs[0]?.job ?? "" });
    expect(acts.map(({ kind, to, by, approver }) => [kind, to, by, approver])).toEqual([
      ["job.received", "received", CASHIER.name, null],
      ["job.moved", "washing", CASHIER.name, null],
      ["job.moved", "ready", CASHIER.name, null],
      ["job.moved", "washing", CASHIER.name, MANAGER.name],
      ["job.moved", "ready", CASHIER.name, null],
    ]);
  });

  test("it goes unpaid only with a manager's PIN; then the next needs one at intake too", async () => {
    const { page } = desk;
    await at(page, "job-L-000002").focus();
    await press(page, "Alt+ArrowRight");
    await at(page, "job-amount").fill("0");
    await page.keyboard.press("Enter");
    await shown(page, "approval");
    await look("job-6-unpaid");
    await allowed(page, "Pays on Friday");
    await expect.poll(() => status(page)).toBe("collected");
    expect(await at(page, "job-due").textContent()).toBe("670.00 due");
    await look("job-7-owes");
    await page.keyboard.press("Escape");
    await press(page, "Alt+n");
    await shown(page, "customer-search");
    await typed(page, "0712 345 678");
    await page.getByText("Mercy Atieno").first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => at(page, "line-service").evaluate(hasFocus)).toBe(true);
    await piece(page, "shi", "white");
    // The promise stands there to be said aloud.
    expect(await at(page, "intake-promised-day").inputValue()).toMatch(/^\d{1,2} \w{3} 20\d\d$/);
    expect(await at(page, "intake-promised-time").inputValue()).toMatch(/^\d\d:\d\d$/);
    // Another one is typed as it is written in Kenya; F9 waits for no calendar.
    await at(page, "intake-promised-time").fill("430 pm");
    await at(page, "intake-promised-day").fill("3/4/2031");
    await page.getByText("Thu 3 Apr 2031").first().waitFor();
    await look("job-7-promised");
    await press(page, "F9");
    await allowed(page, "Pays on Friday");
    await shown(page, "intake-done");
    await press(page, "Escape");
    await shown(page, "job-L-000003");
  });

  test("damage is paid for, and a debt that nobody will pay is given up, by a manager", async () => {
    const { page } = desk;
    await at(page, "job-L-000002").click();
    await at(page, "job-compensate").click();
    await at(page, "job-damaged").fill("Blue shirt");
    await at(page, "job-claim").fill("150");
    await at(page, "job-reason").fill("Bleached");
    await look("job-8-damage");
    await page.keyboard.press("Enter");
    await allowed(page);
    await shown(page, "job-writeOff");
    await at(page, "job-writeOff").click();
    await at(page, "job-reason").fill("She will not pay");
    await look("job-9-write-off");
    await page.keyboard.press("Enter");
    await allowed(page);
    await expect.poll(() => at(page, "job-due").textContent()).toBe("670.00 given up");
    await look("job-10-written-off");
    await page.keyboard.press("Escape");
    const { jobs } = await ask(page, "job.find", { business: "LAUNDRY", text: "L-000002" });
    const { due, lost, acts } = await ask(page, "job.get", { job: jobs[0]?.job ?? "" });
    expect([due, lost]).toEqual([0, 67_000]);
    expect(acts.slice(-2).map(({ kind, approver }) => [kind, approver])).toEqual([
      ["job.compensated", MANAGER.name],
      ["job.written_off", MANAGER.name],
    ]);
  });

  test("a job is called off, and its deposit goes back", async () => {
    const { page } = desk;
    await at(page, "job-L-000003").click();
    await at(page, "job-pay").click();
    await at(page, "job-amount").fill("40");
    await page.keyboard.press("Enter");
    await shown(page, "due");
    await page.keyboard.press("F9");
    await shown(page, "job-cancel");
    await at(page, "job-cancel").click();
    await at(page, "job-reason").fill("Wants it tomorrow");
    await look("job-11-cancel");
    await page.keyboard.press("Enter");
    await allowed(page);
    await expect.poll(() => status(page)).toBe("cancelled");
    await look("job-12-cancelled");
    await page.keyboard.press("Escape");
    await at(page, "job-dialog").waitFor({ state: "detached" });
  });

  /** A shirt of Mercy's, taken in beside the story. */
  async function shirt(): Promise<string> {
    const { page } = owner;
    const { customers } = await ask(page, "customer.search", { text: "0712345678" });
    const { items } = await ask(page, "catalog.items", { business: "LAUNDRY", text: "L-SHIRT" });
    const line = { item: items[0]?.id ?? "", quantity: 1000, unitPrice: SHIRT, pieces: 1 };
    const asked = { business: "LAUNDRY", customer: customers[0]?.id ?? "", lines: [line] };
    return (await ask(desk.page, "job.receive", { command: newCommand(), ...asked })).job;
  }
  /** What the laundry earned today, as its owner sees it. */
  async function earned(): Promise<number> {
    const { page } = owner;
    const { today } = await ask(page, "program.status", {});
    const { profit } = await ask(page, "report.profitAndLoss", { from: today, to: today });
    return profit.total;
  }

  test("the owner decides when work is earned, what may leave unpaid, and when to be reminded", async () => {
    owner = await openPage(browser);
    const { page } = owner;
    await page.goto(till.address);
    await signIn(page, OWNER.name, OWNER.pin);
    const before = await shirt();
    await at(page, "office").click();
    await office.goTo(page, "businesses");
    const policies = at(page, "job-policies");
    await office.pick(page, "recognition", "B · collected");
    await at(page, "ageing-days").fill("a week");
    await policies.getByText("Days with commas between: 14, 30").waitFor();
    expect(await policies.getByTestId("save").isDisabled()).toBe(true);
    await at(page, "ageing-days").fill("21, 7");
    await at(page, "collect-with-balance").check();
    await lookAt(page, "settings-1-jobs");
    // A notice goes by itself: whoever waits for it has to look before it comes.
    const said = page.getByText("Saved. It is in force from now on.").waitFor();
    await policies.getByTestId("save").click();
    await said;
    await at(page, "settings-history").getByText("Revenue is earned when").waitFor();
    await lookAt(page, "settings-2-history");
    // What was taken in before keeps its policy: ready, it is earned.
    const until = await earned();
    await ask(desk.page, "job.move", { command: newCommand(), job: before, to: "ready" });
    expect(await earned()).toBe(until + SHIRT - TAX);
    await office.goTo(page, "jobs");
    await office.choose(page, "job-list", "Ready, not fetched");
    await at(page, "age-0").getByText("1", { exact: true }).waitFor();
    await shown(page, "age-7");
    await shown(page, "age-21");
    expect(await at(page, "age-30").count()).toBe(0);
  });

  test("the next job is earned when it is collected, and may leave unpaid within the limit", async () => {
    const { page } = desk;
    const { customers } = await ask(page, "customer.search", { text: "0712345678" });
    const [mercy] = customers;
    await ask(owner.page, "customer.save", {
      command: newCommand(),
      id: mercy?.id ?? "",
      name: mercy?.name ?? "",
      phone: "0712345678",
      creditLimit: 5000_00,
    });
    const job = await shirt();
    const until = await earned();
    await ask(page, "job.move", { command: newCommand(), job, to: "ready" });
    expect(await earned()).toBe(until);
    await at(page, "jobs-search").fill("L-000005");
    await at(page, "job-L-000005").click();
    await at(page, "job-collect").click();
    await at(page, "job-amount").fill("0");
    await at(page, "job-collector").fill("Her sister");
    await page.keyboard.press("Enter");
    // No manager is asked: the owner allows it.
    await expect.poll(() => status(page)).toBe("collected");
    expect(await at(page, "approval").count()).toBe(0);
    expect(await at(page, "job-due").textContent()).toBe("100.00 due");
    await look("job-13-unpaid-by-the-setting");
    expect(await earned()).toBe(until + SHIRT - TAX);
    expect([...desk.complaints, ...owner.complaints]).toEqual([]);
  });
});
