import Database from "better-sqlite3";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Centre } from "./centre.ts";
import * as counter from "./counter.ts";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";
import { OWNER, SUGAR } from "./shop.ts";
import { ask, newCommand, type Till } from "./till.ts";
import { said } from "./words.ts";

type Look = (name: string) => Promise<void>;

const WAIT = { timeout: 60_000 };

/** Books of two businesses in an empty office, its owner signed in. */
export async function openOffice(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const { owner } = await ask(page, "program.setUp", {
    command: newCommand(),
    owner: OWNER.name,
    pin: OWNER.pin,
    till: { code: "HQ", name: "Office" },
    vatRegistered: false,
    businesses: [
      { template: "WATER", name: "Maji Safi" },
      { template: "RETAIL", name: "Duka la Gesi" },
    ],
    sampleItems: true,
  });
  await ask(page, "session.signIn", { user: owner, pin: OWNER.pin });
  await page.goto(`${address}#/office/tills`);
  await page.reload();
}

/** The till's window, signed in and with a shift open. */
export async function openCounter(page: Page): Promise<void> {
  await counter.signIn(page, OWNER.name, OWNER.pin);
  const { today } = await ask(page, "program.status", {});
  await ask(page, "shift.open", {
    command: newCommand(),
    business: "RETAIL",
    day: today,
    counts: { 100: 20 },
    fromSafe: 0,
  });
  await page.reload();
  await shown(page, "search");
}

/** Sugar for exact cash, and back to an empty cart. */
export async function sell(page: Page): Promise<void> {
  await counter.scan(page, SUGAR);
  await counter.lines(page, 1);
  await payExactly(page);
  await counter.nextSale(page);
}

export async function payExactly(page: Page): Promise<void> {
  await counter.press(page, "F9");
  await shown(page, "pay-complete");
  await page.keyboard.press("Enter");
  await counter.sold(page);
}

/** What the foot of the window says of the centre. */
export const says = (page: Page, words: string | RegExp) =>
  at(page, "unconfirmed").filter({ hasText: words });

interface Chain {
  readonly centre: Centre;
  readonly office: Till;
  readonly officePage: Page;
  readonly tillPage: Page;
}

/** Every state of connecting, of Tills and of Exceptions; the office and the till begin empty. */
export async function walkCentre(chain: Chain, lookAt: (page: Page) => Look): Promise<void> {
  const { centre, officePage, tillPage } = chain;
  await openOffice(officePage, chain.office.address);
  await shown(officePage, "centre-start");
  const customer = { name: "Achieng Otieno", phone: "0712 000 001", note: "" };
  const { id } = await ask(officePage, "customer.save", { command: newCommand(), ...customer });
  const code = await connectTheOffice(chain, lookAt(officePage));
  await joinTheTill(tillPage, code, lookAt(tillPage));
  await office.goTo(officePage, "exceptions");
  await officePage.getByText(said("The tills agree")).waitFor();
  await lookAt(officePage)("centre-30-no-exceptions");
  await office.goTo(officePage, "tills");
  centre.networkGone();
  const edit = { ...customer, id, command: newCommand() };
  await ask(officePage, "customer.save", { ...edit, phone: "0712 000 002", note: "By the gate" });
  await ask(tillPage, "customer.save", { ...edit, command: newCommand(), note: "By the river" });
  await sell(tillPage);
  const one = said("{unconfirmed} to send", { unconfirmed: "2" });
  const since = said("last contact {contact}", { contact: "" }).trim();
  await says(tillPage, `${one} · ${since}`).waitFor(WAIT);
  await lookAt(tillPage)("centre-12-not-yet-confirmed");
  centre.networkBack();
  await says(tillPage, said("All sent")).waitFor({ timeout: 90_000 });
  await tillsInEveryState(chain, lookAt(officePage));
  await exceptions(chain, lookAt(officePage));
}

async function connectTheOffice(chain: Chain, look: Look): Promise<string> {
  const { centre, officePage: page } = chain;
  await shown(page, "centre-start");
  await look("centre-01-no-centre");
  await at(page, "centre-start").click();
  await at(page, "centre-code").fill("hello");
  await at(page, "centre-look").click();
  await shown(page, "refusal");
  await look("centre-02-not-a-code");
  const code = await centre.enrol({ till: "HQ", kind: "office", scope: "*" });
  await at(page, "centre-code").fill(code);
  await at(page, "centre-look").click();
  await shown(page, "centre-says");
  await look("centre-03-what-it-would-send");
  await at(page, "centre-connect").click();
  await at(page, "state-HQ").getByText(said("Up to date")).waitFor(WAIT);
  await look("centre-04-connected");
  await at(page, "new-till").click();
  await at(page, "enrol-till").fill("R1");
  await at(page, "enrol-RETAIL").check();
  await look("centre-05-new-till");
  await at(page, "save").click();
  await shown(page, "enrol-code");
  await look("centre-06-its-code");
  const made = await at(page, "enrol-code").inputValue();
  await at(page, "enrol-done").click();
  return made;
}

async function joinTheTill(page: Page, code: string, look: Look): Promise<void> {
  await at(page, "setup-join").click();
  await shown(page, "centre-code");
  await look("centre-10-join");
  await at(page, "centre-code").fill(code);
  await at(page, "centre-look").click();
  await shown(page, "centre-says");
  await look("centre-11-join-says");
  await at(page, "centre-connect").click();
  await at(page, `user-${OWNER.name}`).waitFor(WAIT);
  await openCounter(page);
}

/** Four more tills that never were, each in a trouble of its own, and a fork of the real one. */
const TROUBLES = `
  INSERT INTO sync.device (till, login, kind, scope, revoked_at) VALUES
    ('N1', 'never_n1', 'till', '{WATER}', NULL), ('W1', 'never_w1', 'till', '{WATER,RETAIL}', NULL),
    ('W2', 'never_w2', 'till', '{WATER}', NULL), ('S1', 'never_s1', 'till', '{RETAIL}', now());
  INSERT INTO sync.contact (device, at, version, clock_offset_ms, outbox, count)
    SELECT no, now() - CASE till WHEN 'W1' THEN interval '3 days' ELSE interval '4 s' END, '0.1.0',
      CASE till WHEN 'W2' THEN -9 * 60000 ELSE 0 END, 0, 0
    FROM sync.device WHERE till IN ('W1', 'W2', 'S1');
  INSERT INTO sync.incident (device, kind, epoch, detail) SELECT no, k, gen_random_uuid(),
      'Two copies of this till are alive: both went on from one place.'
    FROM sync.device, unnest(ARRAY['fork', 'rollback']) k WHERE till = 'R1';
  INSERT INTO sync.backup (at) VALUES (now() - interval '9 days');
  UPDATE sync.device SET scope = '{WATER}' WHERE till = 'R1'`;

async function tillsInEveryState(chain: Chain, look: Look): Promise<void> {
  const { centre, officePage: page, tillPage } = chain;
  await centre.run(TROUBLES);
  await sell(tillPage);
  await at(page, "attention").getByText(said("is held back")).waitFor(WAIT);
  await at(page, "state-S1").waitFor();
  await look("centre-20-tills");
  await at(page, "centre-kept").scrollIntoViewIfNeeded();
  await look("centre-21-tills-below");
  await at(page, "code-W1").click();
  await at(page, "shut-out").click();
  await look("centre-22-shut-out");
  await page.keyboard.press("Escape");
  await at(page, "shut-out").waitFor({ state: "detached" });
  await at(page, "code-W2").click();
  await at(page, "enrol-RETAIL").check();
  await look("centre-25-one-more");
  await at(page, "enrol-anew").click();
  await page.getByText(said("Make a new code")).waitFor();
  await look("centre-26-another-code");
  await page.keyboard.press("Escape");
  await at(page, "shut-out").waitFor({ state: "detached" });
  await office.goTo(page, "dashboard");
  const quiet = said("See whether it is on and online; what it sells stays on it");
  await at(page, "needs").getByTitle(quiet).waitFor(WAIT);
  await look("centre-23-dashboard");
  await office.goTo(page, "alerts");
  await shown(page, "alert-till.quiet");
  await look("centre-24-alerts");
}

/** Written straight into the file: what tills do to each other is tried in tests/replication. */
function breakRules(folder: string): void {
  const file = new Database(join(folder, "journal.db"));
  const item = file.prepare("SELECT id FROM item WHERE sku = 'G-SUGAR'").pluck().get();
  const sale = file.prepare("SELECT seq, id, number FROM sale LIMIT 1").get() as {
    readonly seq: number;
    readonly id: string;
    readonly number: string;
  };
  const add = file.prepare("INSERT INTO exception (seq, kind, detail) VALUES (?, ?, ?)");
  for (const [kind, detail] of [
    ["refund.exceeds_sale", { line: 1, over: 1000, sale: sale.id }],
    ["stock.oversold", { item, quantity: -1000 }],
    ["receipt.number_twice", { number: sale.number, other: sale.id }],
    ["shift.open_twice", { other: sale.id }],
  ] as const) {
    add.run(sale.seq, kind, JSON.stringify(detail));
  }
  file.close();
}

async function exceptions(chain: Chain, look: Look): Promise<void> {
  const { officePage: page } = chain;
  await office.goTo(page, "exceptions");
  await at(page, "both-values").waitFor(WAIT);
  breakRules(chain.office.folder);
  await page.reload();
  await at(page, "exception-refund.exceeds_sale").waitFor();
  await look("centre-31-exceptions");
  await at(page, "exception-refund.exceeds_sale").getByTestId("settle").click();
  await at(page, "settle-reason").fill("The customer brought the money back");
  await look("centre-32-settle");
  await at(page, "save").click();
  await at(page, "settle-reason").waitFor({ state: "detached" });
  await at(page, "exceptions-view").getByText(said("Settled"), { exact: true }).click();
  await shown(page, "exception-list");
  await look("centre-33-settled");
  await at(page, "exceptions-view").getByText(said("Posted on another day")).click();
  await page.getByText(said("Everything counts on its own day")).waitFor();
  await look("centre-34-nothing-late");
  await office.goTo(page, "alerts");
  await shown(page, "alert-exception.receipt.number_twice");
  await look("centre-35-alerts");
}
