import { AxeBuilder } from "@axe-core/playwright";
import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, newFolder, noBrowser, openPage, openTill, type Till } from "./till.ts";
import { stockCylinders } from "./cylinders.ts";
import { addLongNames, DEMO, walkCounter, walkLock, walkOffice, walkSetUp } from "./walk.ts";
import { leave, signIn } from "./counter.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

type Scheme = "light" | "dark";

/** In the dark only the colours are others. */
function axe(page: Page, scheme: Scheme): AxeBuilder {
  const builder = new AxeBuilder({ page });
  return scheme === "light" ? builder.withTags(RULES) : builder.withRules(["color-contrast"]);
}

/** A colour on its way from one state to another is neither's. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (each) => each.playState !== "running" || each.effect?.getTiming().iterations === Infinity,
      ),
  );
}

/** What axe holds for serious or critical on the screen as it is, in words that can be acted on. */
async function findings(page: Page, scheme: Scheme): Promise<string[]> {
  await atRest(page);
  const { violations } = await axe(page, scheme).analyze();
  return violations
    .filter((found) => found.impact === "serious" || found.impact === "critical")
    .flatMap((found) =>
      found.nodes.map((node) => {
        const why = node.failureSummary?.split("\n").at(1)?.trim() ?? "";
        return `${found.id}: ${node.target.join(" ")} — ${why}`;
      }),
    );
}

/** The same state with the system's scheme turned over, and back. */
async function inTheDark(page: Page): Promise<string[]> {
  const turned = async (scheme: Scheme): Promise<void> => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: "attached" });
  };
  await turned("dark");
  const found = await findings(page, "dark");
  await turned("light");
  return found.map((each) => `in the dark, ${each}`);
}

let browser: Browser;
let demo: Till;
let empty: Till;
let folder = "";

describe.skipIf(noBrowser !== undefined)("everybody can use every screen", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = newFolder();
    empty = await openTill({ folder });
    demo = await openTill({ demo: true });
    const { page } = await openPage(browser);
    await page.goto(demo.address);
    await page
      .getByTestId(`user-${DEMO.owner.name}`)
      .waitFor({ state: "visible", timeout: 110_000 });
    await signIn(page, DEMO.owner.name, DEMO.owner.pin);
    await addLongNames(page);
    await stockCylinders(page);
    await leave(page);
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await empty?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const walks = [
    ["setting up", () => empty, walkSetUp],
    ["the lock", () => demo, walkLock],
    ["the counter", () => demo, walkCounter],
    ["the office", () => demo, walkOffice],
  ] as const;

  test.each(walks)(
    "%s has nothing that axe calls serious, in light or dark",
    async (_, till, walk) => {
      const { page, complaints } = await openPage(browser);
      await page.goto(till().address);
      const found: Record<string, string[]> = {};
      await walk(page, async (name) => {
        const here = [...(await findings(page, "light")), ...(await inTheDark(page))];
        if (here.length > 0) found[name] = here;
      });
      await page.context().close();
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    },
    600_000,
  );
});
