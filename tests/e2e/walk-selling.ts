import type { Page } from "playwright-core";
import type { Reply } from "#shared/contract/index.ts";
import { at, lines, menu, press, scan, serve, shown } from "./counter.ts";
import type { Look } from "./walk.ts";

const SUGAR = "6161101230024";
const RICE = "6161101230031";

type Status = Reply<"program.status">;

/** The program says of itself what is rare or soon over: receiving books, a fork, an old centre. */
export async function sayingOfItself(
  page: Page,
  change: (status: Status) => Partial<Status>,
  look: () => Promise<void>,
): Promise<void> {
  const pattern = "**/rpc/program.status";
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { ok: boolean; value: Status };
    await route.fulfill({
      response,
      json: { ...answer, value: { ...answer.value, ...change(answer.value) } },
    });
  });
  await comeBackTo(page);
  await look();
  await page.unrouteAll({ behavior: "wait" });
  await comeBackTo(page);
}

/** As from another window: it asks the program at once, and not when its next time has come. */
const comeBackTo = (page: Page): Promise<void> =>
  page.evaluate(() => void dispatchEvent(new Event("focus")));

const CENTRE: NonNullable<Status["centre"]> = {
  lastContact: null,
  trouble: null,
  incident: null,
  behind: 0,
  held: 0,
  parked: 0,
  scope: "*",
  office: false,
};

/** The foot of the counter in troubles that a centre hardly ever is in. */
export async function walkCentreWords(page: Page, look: Look): Promise<void> {
  // No time of day holds these numbers.
  const states = [
    ["former", 712, { trouble: "former" }],
    ["fork", 713, { incident: "fork" }],
    ["receiving", 714, { behind: 120 }],
  ] as const;
  for (const [name, unconfirmed, state] of states) {
    const status = ({ now }: Status) => ({
      unconfirmed,
      centre: { ...CENTRE, lastContact: now, ...state },
    });
    await sayingOfItself(page, status, async () => {
      await at(page, "unconfirmed")
        .filter({ hasText: String(unconfirmed) })
        .waitFor();
      await look(`counter-10-centre-${name}`);
    });
  }
  await at(page, "unconfirmed").waitFor({ state: "detached" });
}

/** What a cashier meets between two scans; begins and ends with an empty sale. */
export async function walkInterruptions(page: Page, look: Look): Promise<void> {
  await press(page, "F7");
  await shown(page, "drawer-reason");
  await look("beside-12-drawer");
  await page.keyboard.press("Escape");
  await at(page, "drawer-reason").waitFor({ state: "detached" });
  await press(page, "F3");
  await shown(page, "customer-search");
  await page.getByText("Hotel Bahari").waitFor();
  await look("beside-13-customer");
  await page.keyboard.press("Escape");
  await at(page, "customer-search").waitFor({ state: "detached" });
  await scan(page, SUGAR);
  await lines(page, 1);
  await press(page, "F9");
  await shown(page, "cash-exact");
  await scan(page, RICE);
  await shown(page, "scanned");
  await look("pay-10-scanned-while-paying");
  await at(page, "scanned-add").click();
  await lines(page, 2);
  await press(page, "F9");
  await at(page, "cash-tendered").fill("100");
  await page.keyboard.press("Enter");
  await shown(page, "taken");
  await page.keyboard.press("Escape");
  await shown(page, "given");
  await look("beside-16-paid-so-far");
  await scan(page, "9999999999994");
  await at(page, "notice").waitFor();
  await look("beside-14-unknown-code-notice");
  await menu(page, "empty");
  await at(page, "notice").filter({ hasText: "100.00" }).waitFor();
  await look("beside-17-give-back-first-notice");
  await press(page, "F9");
  await at(page, "taken").getByRole("button").click();
  await at(page, "taken").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await shown(page, "search");
  await menu(page, "empty");
  await lines(page, 0);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await at(other, "counter-take").click();
  await shown(page, "counter-elsewhere");
  await look("counter-11-elsewhere");
  await other.close();
  await serve(page, "RETAIL");
  await shown(page, "search");
}
