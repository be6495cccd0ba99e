import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../import-rules.ts";
import { startCentre } from "./centre.ts";
import * as counter from "./counter.ts";
import { stockCylinders } from "./cylinders.ts";
import { folderOf, indexPage, type Shot } from "./picture-index.ts";
import { launchBrowser, newFolder, noBrowser, openPage, openTill, type Till } from "./till.ts";
import {
  addLongNames,
  DEMO,
  type Look,
  noticeGone,
  walkCounter,
  walkLock,
  walkSetUp,
} from "./walk.ts";
import { walkCentre } from "./walk-centre.ts";
import { walkOffice } from "./walk-office.ts";
import { painted, speak } from "./words.ts";

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
const SCHEMES = ["light", "dark"] as const;
const LANGUAGES = ["en", "sw"] as const;

/** What the README shows, small, light and in English. */
const DOCS: Readonly<Record<string, string>> = {
  "counter-08-few-lines": "counter",
  "pay-1-cash": "payment",
  "office-01-dashboard": "dashboard",
  "office-08-profit-and-loss": "profit-and-loss",
  "jobs-01-board": "jobs",
};

const QUICK = process.argv.includes("--quick");
const TO_DOCS = process.argv.includes("--docs");
const OUT = join(root, "out", "pictures");

interface Tills {
  readonly empty: Till;
  readonly demo: Till;
}

/** Each size walks once; the schemes and languages are turned over at each state. */
async function takeAll(
  browser: Browser,
  tills: Tills,
  size: (typeof SIZES)[number],
): Promise<void> {
  console.log(`${size.width} × ${size.height}`);
  for (const [till, walk] of [
    [tills.empty, walkSetUp],
    [tills.demo, walkLock],
    [tills.demo, walkCounter],
    [tills.demo, walkOffice],
  ] as const) {
    const { page, complaints } = await openPage(browser, { size });
    await page.goto(till.address);
    await walk(page, take(page)).catch((error: unknown) => brokeOff(walk.name, error, page));
    await page.context().close();
    complaints.forEach(complain);
  }
  await takeCentre(browser, size);
}

/** An office and a till at a centre of their own, for each size. */
async function takeCentre(browser: Browser, size: (typeof SIZES)[number]): Promise<void> {
  const centre = await startCentre();
  const office = await openTill({ folder: newFolder() });
  const till = await openTill({ folder: newFolder() });
  const pages = [await openPage(browser, { size }), await openPage(browser, { size })] as const;
  const [officePage, tillPage] = [pages[0].page, pages[1].page];
  try {
    await tillPage.goto(till.address);
    await walkCentre({ centre, office, officePage, tillPage }, take);
  } catch (error) {
    await brokeOff("walkCentre", error, officePage, tillPage);
  } finally {
    for (const { page, complaints } of pages) {
      await page.context().close();
      complaints.forEach(complain);
    }
    for (const each of [office, till]) {
      await each.stop();
      rmSync(each.folder, { recursive: true, force: true });
    }
    await centre.stop();
  }
}

function complain(what: string): void {
  console.error(what);
  process.exitCode = 1;
}

async function brokeOff(walk: string, error: unknown, ...pages: readonly Page[]): Promise<void> {
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: join(OUT, `broke-off-${walk}-${index + 1}.png`) });
  }
  complain(`${walk}: ${String(error)}`);
}

const shots: Shot[] = [];

function take(page: Page): Look {
  return async (state, beside = page) => {
    if (!state.endsWith("-notice")) await noticeGone(beside);
    // What was clicked last is still under the mouse, and would look pointed at.
    await beside.mouse.move(1, 1);
    await beside.evaluate("document.fonts.ready");
    const width = beside.viewportSize()?.width ?? 0;
    for (const language of QUICK || TO_DOCS ? LANGUAGES.slice(0, 1) : LANGUAGES) {
      if (language === "sw") await speak(beside, language);
      for (const scheme of QUICK || TO_DOCS ? SCHEMES.slice(0, 1) : SCHEMES) {
        await inScheme(beside, scheme);
        const shot = { state, width, language, scheme };
        const path = join(OUT, folderOf(shot), `${state}.png`);
        await beside.screenshot({ path, animations: "disabled" });
        shots.push(shot);
      }
      await inScheme(beside, "light");
      if (language === "sw") await speak(beside, "en");
    }
  };
}

async function inScheme(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: "attached" });
  await painted(page);
}

/** The demo shop with the names that no tile can hold. */
async function prepare(browser: Browser, demo: Till): Promise<void> {
  const { page } = await openPage(browser);
  await page.goto(demo.address);
  await page.getByTestId(`user-${DEMO.owner.name}`).waitFor({ timeout: 120_000 });
  await counter.signIn(page, DEMO.owner.name, DEMO.owner.pin);
  await addLongNames(page);
  await stockCylinders(page);
  await counter.leave(page);
  await page.context().close();
}

if (noBrowser === undefined) {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const folder = newFolder();
  const tills = { empty: await openTill({ folder }), demo: await openTill({ demo: true }) };
  const browser = await launchBrowser();
  try {
    await prepare(browser, tills.demo);
    for (const size of QUICK || TO_DOCS ? SIZES.slice(0, 1) : SIZES) {
      await takeAll(browser, tills, size);
    }
  } finally {
    await browser.close();
    await tills.empty.stop();
    await tills.demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(join(OUT, "index.html"), indexPage(shots));
  console.log(`${shots.length} pictures: ${join(OUT, "index.html")}`);
  if (TO_DOCS) {
    const to = join(root, "docs", "pictures");
    mkdirSync(to, { recursive: true });
    for (const [name, as] of Object.entries(DOCS)) {
      copyFileSync(join(OUT, "1366-en-light", `${name}.png`), join(to, `${as}.png`));
    }
  }
}
