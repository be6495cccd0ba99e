import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCentre, type Centre } from "./centre.ts";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";
import { stopAtFirstFailure } from "./one-day.ts";
import { comeBack, OWNER, SUGAR } from "./shop.ts";
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
import { openCounter, openOffice, payExactly, says, sell } from "./walk-centre.ts";

/** What is done elsewhere comes over a network, and a till asks for it every few seconds. */
const FROM_ELSEWHERE = { timeout: 60_000 };
/** After an outage a till waits before it tries again, the longer the longer it lasted. */
const AFTER_OUTAGE = { timeout: 90_000 };
/** The list of alerts asks the centre once a minute. */
const TOLD = { timeout: 90_000 };
const GONE = { force: true };

const AMINA = { name: "Amina Hassan", pin: "3579" };

let centre: Centre;
let browser: Browser;
let officeTill: Till;
let till: Till;
let officePage: Page;
let tillPage: Page;
let yesterday = "";
const complaints: (readonly string[])[] = [];

/** The dashboard comes to so much by itself, as the tills' sales arrive. */
async function takings(page: Page, shillings: number): Promise<void> {
  const words = shillings.toLocaleString("en", { minimumFractionDigits: 2 });
  await at(page, "today-sales")
    .filter({ hasText: `KES ${words}` })
    .waitFor(FROM_ELSEWHERE);
}

async function windowOf(of: Till): Promise<Page> {
  const { page, complaints: heard } = await openPage(browser);
  complaints.push(heard);
  await page.goto(of.address);
  return page;
}

/** A window of a till that was started anew, its owner signed in. */
async function comeBackTo(of: Till): Promise<Page> {
  const page = await windowOf(of);
  await comeBack(page, of.address);
  return page;
}

/** A cashier whom the office makes, and who sells at the till from now on. */
async function hire(
  from: Page,
  to: Page,
  cashier: { readonly name: string; readonly pin: string },
) {
  const { roles } = await ask(from, "user.list", {});
  const role = roles.find((each) => each.name === "Cashier")?.id ?? "";
  const access = [{ business: "RETAIL", role }];
  await ask(from, "user.save", { command: newCommand(), ...cashier, access });
  const known = async () => (await ask(to, "program.status", {})).users;
  await expect
    .poll(known, FROM_ELSEWHERE)
    .toContainEqual(expect.objectContaining({ name: cashier.name }));
  await counter.leave(to);
  await counter.signIn(to, cashier.name, cashier.pin);
  await shown(to, "search");
}

/** Pastes a code and says yes to what it would do. */
async function connect(page: Page, code: string): Promise<string> {
  await at(page, "centre-code").fill(code);
  await at(page, "centre-look").click();
  await shown(page, "centre-says");
  const words = await at(page, "centre-says").innerText();
  await at(page, "centre-connect").click();
  return words;
}

describe.skipIf(noBrowser !== undefined)(
  "an office and a till at one centre",
  { timeout: 240_000 },
  () => {
    beforeAll(async () => {
      centre = await startCentre();
      browser = await launchBrowser();
      officeTill = await openTill({ folder: newFolder() });
      till = await openTill({ folder: newFolder() });
      officePage = await windowOf(officeTill);
      tillPage = await windowOf(till);
      await openOffice(officePage, officeTill.address);
    });
    afterAll(async () => {
      await browser?.close();
      for (const each of [officeTill, till]) {
        await each?.stop();
        rmSync(each.folder, { recursive: true, force: true });
      }
      if (yesterday !== "") rmSync(dirname(yesterday), { recursive: true, force: true });
      await centre?.stop();
    });

    stopAtFirstFailure();

    test("the office sees what its code would send, and sends it", async () => {
      await at(officePage, "centre-start").click();
      const code = await centre.enrol({ till: "HQ", kind: "office", scope: "*" });
      const release = await centre.holdUp();
      const words = await connect(officePage, code);
      expect(words).toContain("the office, with the code HQ");
      expect(words).toContain("all businesses");
      const facts = /all that was done here so far: (\d+) facts/.exec(words)?.[1];
      expect(Number(facts)).toBeGreaterThan(0);
      // As long as it takes, the screen says how far it is.
      const sending = at(officePage, "sending");
      await sending.getByText(`${facts} still to be confirmed`).waitFor(FROM_ELSEWHERE);
      expect(await sending.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("0");
      await release();
      await sending.waitFor({ state: "detached", ...FROM_ELSEWHERE });
      await at(officePage, "state-HQ").getByText("Up to date").waitFor(FROM_ELSEWHERE);
    });

    test("a new till joins by the code that the office made, and receives its books", async () => {
      await at(officePage, "new-till").click();
      await at(officePage, "enrol-till").fill("r1");
      await at(officePage, "enrol-RETAIL").check();
      await at(officePage, "save").click();
      await shown(officePage, "enrol-code");
      const code = await at(officePage, "enrol-code").inputValue();
      await at(officePage, "enrol-done").click();
      await at(officePage, "state-R1").getByText("Never connected").waitFor();
      await at(tillPage, "setup-join").click();
      const release = await centre.holdBack();
      const words = await connect(tillPage, code);
      expect(words).toContain("a till, with the code R1");
      expect(words).toContain("Nothing is here yet");
      // As long as it takes, the window says what goes on and how far it is.
      await shown(tillPage, "setup-progress");
      await tillPage.getByText("Receiving your books").waitFor();
      expect(await at(tillPage, "setup-progress").locator("[aria-valuenow]").count()).toBe(1);
      await release();
      await at(tillPage, `user-${OWNER.name}`).waitFor(FROM_ELSEWHERE);
      await openCounter(tillPage);
      const { businesses } = await ask(tillPage, "program.status", {});
      expect(businesses.map(({ name }) => name)).toEqual(["Duka la Gesi"]);
    });

    test("what the till sells is in the office's takings", async () => {
      await sell(tillPage);
      await says(tillPage, "All sent").waitFor(FROM_ELSEWHERE);
      await office.goTo(officePage, "dashboard");
      await takings(officePage, 165);
      await office.goTo(officePage, "sales");
      await at(officePage, "sales")
        .locator("tbody")
        .getByText(/R1-000001/)
        .waitFor();
    });

    test("what the office adds and prices, the till sells without a restart", async () => {
      await office.goTo(officePage, "items");
      await at(officePage, "new-item").click();
      await at(officePage, "item-name").fill("Kiwi polish");
      await at(officePage, "item-sku").fill("G-KIWI");
      await office.choose(officePage, "item-business", "Duka la Gesi");
      await at(officePage, "item-price").fill("120");
      await at(officePage, "save").click();
      await at(officePage, "item-name").waitFor({ state: "detached" });
      await at(tillPage, "tile-G-KIWI").waitFor(FROM_ELSEWHERE);
      await at(tillPage, "tile-G-KIWI").click();
      await counter.total(tillPage, 120);
      await payExactly(tillPage);
      await counter.nextSale(tillPage);
    });

    test("without the network the till sells on, and what waits is counted and clears", async () => {
      await hire(officePage, tillPage, AMINA);
      await says(tillPage, "All sent").waitFor(FROM_ELSEWHERE);
      centre.networkGone();
      await sell(tillPage);
      await counter.scan(tillPage, SUGAR);
      await counter.total(tillPage, 165);
      await counter.press(tillPage, "F8");
      await at(tillPage, "discount-amount").fill("15");
      await tillPage.keyboard.press("Enter");
      await counter.total(tillPage, 150);
      await counter.press(tillPage, "F9");
      await shown(tillPage, "cash-exact");
      await counter.press(tillPage, "F9");
      // The consent needs no network: who may give it, and the PIN, are known here.
      await at(tillPage, "approval-asked").getByText("Amina Hassan asks").waitFor();
      await counter.approve(tillPage, { ...OWNER, reason: "Torn bag" });
      await counter.sold(tillPage);
      await counter.nextSale(tillPage);
      // Where the sale before was under way as the network went, it waits with these two.
      await says(tillPage, /^[23] to send · last contact \d\d:\d\d$/).waitFor(FROM_ELSEWHERE);
      centre.networkBack();
      await says(tillPage, "All sent").waitFor(AFTER_OUTAGE);
      await office.goTo(officePage, "dashboard");
      await takings(officePage, 600);
    });

    test("the owner sees each till's numbers, books, contact and version", async () => {
      await office.goTo(officePage, "tills");
      const row = at(officePage, "tills-list").locator("tbody tr", { hasText: "R1" });
      await row.getByText("Up to date").waitFor(AFTER_OUTAGE);
      const { tills } = await ask(officePage, "centre.tills", {});
      const r1 = tills.find((each) => each.till === "R1");
      expect(r1?.count).toBe(5);
      expect(r1?.stored).toBe(5);
      const words = await row.innerText();
      expect(words).toContain("Duka la Gesi");
      expect(words).toContain("Equal");
      expect(words).toContain(r1?.version);
      expect(words).toMatch(/\d+ s ago/);
    });

    test("a sale that the centre holds back is counted once the owner tries it again", async () => {
      await centre.run("UPDATE sync.device SET scope = '{WATER}' WHERE till = 'R1'");
      await sell(tillPage);
      const held = at(officePage, "attention").locator("li", {
        hasText: "Till R1: Sale is held back",
      });
      await held.getByText("a business that this till does not serve").waitFor(FROM_ELSEWHERE);
      await at(officePage, "state-R1").getByText("1 held back").waitFor();
      await centre.run("UPDATE sync.device SET scope = '{RETAIL}' WHERE till = 'R1'");
      await held.getByRole("button", { name: "Try again" }).click();
      await held.waitFor({ state: "detached" });
      await office.goTo(officePage, "dashboard");
      await takings(officePage, 765);
    });

    test("of two copies of one till the owner decides what the second sold", async () => {
      await says(tillPage, "All sent").waitFor(FROM_ELSEWHERE);
      await tillPage.context().close();
      const { folder } = till;
      await till.stop();
      const copyFolder = newFolder();
      cpSync(folder, copyFolder, { recursive: true });
      till = await openTill({ folder });
      tillPage = await comeBackTo(till);
      await sell(tillPage);
      await office.goTo(officePage, "dashboard");
      await takings(officePage, 930);
      const copy = await openTill({ folder: copyFolder });
      try {
        const copyPage = await comeBackTo(copy);
        await sell(copyPage);
        await at(copyPage, "incident").getByText("tell the office").waitFor(FROM_ELSEWHERE);
        await says(copyPage, /^(All sent|\d+ to send) · .*\d\d:\d\d/).waitFor();
        await office.goTo(officePage, "tills");
        const fork = at(officePage, "incident-fork");
        await fork.getByText("Two copies of this till went on").waitFor(FROM_ELSEWHERE);
        await fork.getByText("Its disk was copied and both copies sold").waitFor();
        await at(officePage, "state-R1").getByText("Needs your decision").waitFor();
        await at(officePage, "accept").click();
        await fork.waitFor({ state: "detached" });
        await office.goTo(officePage, "dashboard");
        await takings(officePage, 1095);
        await copyPage.context().close();
      } finally {
        await copy.stop();
        rmSync(copyFolder, { recursive: true, force: true });
      }
    });

    /** The till's program begins again on yesterday's file, and sells. */
    async function sellFrom(yesterday: string): Promise<void> {
      await tillPage.context().close();
      const { folder } = till;
      await till.stop();
      for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, `journal.db${end}`), GONE);
      cpSync(yesterday, join(folder, "journal.db"));
      till = await openTill({ folder });
      tillPage = await comeBackTo(till);
      await sell(tillPage);
    }

    /** What the till has is what the office has: nothing is lost, nothing counted twice. */
    async function allAgree(shillings: number, count: number): Promise<void> {
      await office.goTo(officePage, "dashboard");
      await takings(officePage, shillings);
      const here = await ask(officePage, "report.dashboard", { business: "RETAIL" });
      expect(here).toMatchObject({ sales: shillings * 100, count });
      await expect
        .poll(() => ask(tillPage, "report.dashboard", { business: "RETAIL" }), FROM_ELSEWHERE)
        .toMatchObject({ sales: shillings * 100, count });
    }

    test("a till put back to yesterday's file gets back what it lost, and the owner is told", async () => {
      await says(tillPage, "All sent").waitFor(FROM_ELSEWHERE);
      yesterday = join(newFolder(), "yesterday.db");
      // As the backup of a program that goes on.
      const file = new Database(join(till.folder, "journal.db"), { readonly: true });
      file.prepare("VACUUM INTO ?").run(yesterday);
      file.close();
      await sell(tillPage);
      await says(tillPage, "All sent").waitFor(FROM_ELSEWHERE);
      await takings(officePage, 1260);
      await sellFrom(yesterday);
      await office.goTo(officePage, "alerts");
      const told = "Till R1 was put back to an earlier state.";
      await at(officePage, "alert-till.incident").filter({ hasText: told }).waitFor(TOLD);
      await at(officePage, "alert-till.incident").click();
      const incident = at(officePage, "incident-rollback");
      await incident.getByText("Nothing is missing").waitFor(FROM_ELSEWHERE);
      await incident.getByTestId("accept").click();
      await incident.waitFor({ state: "detached" });
      await at(officePage, "state-R1").getByText("Up to date").waitFor(FROM_ELSEWHERE);
      await allAgree(1425, 9);
    });

    test("put back once more, its sales wait for the owner's word, and then count", async () => {
      // For all that the centre can know, another copy went on from there.
      await sellFrom(yesterday);
      await office.goTo(officePage, "tills");
      const fork = at(officePage, "incident-fork");
      await fork.getByText("it was put back to an earlier day").waitFor(FROM_ELSEWHERE);
      await fork.getByText("1 waiting").waitFor(FROM_ELSEWHERE);
      await fork.getByTestId("accept").click();
      await fork.waitFor({ state: "detached" });
      await allAgree(1590, 10);
      await sell(tillPage);
      await allAgree(1755, 11);
    });

    test("a business that the office adds is ticked at the till, which sells it at once, also cut off", async () => {
      await office.goTo(officePage, "businesses");
      await at(officePage, "new-business").click();
      await at(officePage, "start-services").click();
      await at(officePage, "new-name").fill("Car Wash");
      await at(officePage, "new-next").click();
      await at(officePage, "new-item-1-price").fill("350");
      for (const step of ["accounts", "payment", "people"]) {
        await at(officePage, "new-next").click();
        await shown(officePage, `step-${step}`);
      }
      await at(officePage, "new-finish").click();
      await at(officePage, "ready-tills").click();
      await at(officePage, "code-R1").click();
      await at(officePage, "enrol-CARWASH").check();
      // What it has, it keeps with this code.
      expect(await at(officePage, "enrol-RETAIL").isDisabled()).toBe(true);
      await at(officePage, "save").click();
      await at(officePage, "enrol-CARWASH").waitFor({ state: "detached" });
      // It is hung up on, and waits a moment before it comes back.
      await at(tillPage, "business-CARWASH").waitFor(AFTER_OUTAGE);
      centre.networkGone();
      await counter.serve(tillPage, "CARWASH");
      await at(tillPage, "shift-open").click();
      await at(tillPage, "shift-open-done").click();
      await shown(tillPage, "search");
      await tillPage
        .getByTestId(/^tile-/)
        .filter({ hasText: "saloon" })
        .click();
      await counter.total(tillPage, 350);
      await payExactly(tillPage);
      await counter.nextSale(tillPage);
      await counter.serve(tillPage, "RETAIL");
      centre.networkBack();
      await office.goTo(officePage, "dashboard");
      await takings(officePage, 2105);
      const { today } = await ask(officePage, "program.status", {});
      const wash = { from: today, to: today, business: "CARWASH" };
      const { profit } = await ask(officePage, "report.profitAndLoss", wash);
      expect(profit.total).toBe(350_00);
      await says(tillPage, "All sent").waitFor(AFTER_OUTAGE);
      expect(complaints.flat()).toEqual([]);
    });
  },
);
