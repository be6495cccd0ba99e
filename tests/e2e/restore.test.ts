import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../import-rules.ts";
import { at, shown, signIn } from "./counter.ts";
import * as office from "./office.ts";
import { openShop, OWNER } from "./shop.ts";
import {
  ask,
  launchBrowser,
  newCommand,
  noBrowser,
  openPage,
  openTill,
  type Till,
} from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;

/** For whoever wants to look: TOMTIN_PICTURES=1. */
async function picture(name: string): Promise<void> {
  if (process.env["TOMTIN_PICTURES"] === undefined) return;
  const folder = join(root, "out", "pictures", "restore");
  mkdirSync(folder, { recursive: true });
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(folder, `${name}-${scheme}.png`), fullPage: true });
  }
}

const named = async (text: string) =>
  (await ask(page, "customer.search", { text })).customers.map(({ name }) => name);

describe.skipIf(noBrowser !== undefined)("going back to a copy", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    till = await openTill();
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
  });

  test("the copy is verified, says what it lacks, and takes the place of the books", async () => {
    const stick = join(till.folder, "stick");
    mkdirSync(stick);
    await page.goto(`${till.address}#/office`);
    await office.goTo(page, "backups");
    await at(page, "backup-folder").fill(stick);
    await at(page, "backup-save").click();
    await at(page, "backup-now").and(page.locator(":enabled")).click();
    await at(page, "backup-runs").locator("tbody tr[data-row]").first().waitFor();
    await ask(page, "customer.save", { command: newCommand(), name: "Afterwards" });
    expect(await named("Afterwards")).toEqual(["Afterwards"]);
    await at(page, "restore-look").click();
    await shown(page, "restore-says");
    expect(await at(page, "restore-says").textContent()).toContain("one fact");
    await picture("office");
    await at(page, "restore-do").click();
    await shown(page, `user-${OWNER.name}`);
    await signIn(page, OWNER.name, OWNER.pin);
    expect(await named("Afterwards")).toEqual([]);
    expect(readdirSync(till.folder).filter((name) => name.includes("before-restore"))).toHaveLength(
      1,
    );
    expect(existsSync(join(till.folder, "journal.db.restoring"))).toBe(false);
  });
});
