import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { root } from "../import-rules.ts";
import { startCentre } from "./centre.ts";
import * as counter from "./counter.ts";
import { stockCylinders } from "./cylinders.ts";
import { launchBrowser, newFolder, noBrowser, openPage, openTill, type Till } from "./till.ts";
import {
  addLongNames,
  DEMO,
  type Look,
  noticeGone,
  walkCounter,
  walkLock,
  walkOffice,
  walkSetUp,
} from "./walk.ts";
import { textFaults } from "./texts-shown.ts";
import { walkCentre } from "./walk-centre.ts";
import { everybodyReads, speak } from "./words.ts";

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
const SCHEMES = ["light", "dark"] as const;

/** What the README shows. */
const DOCS: Readonly<Record<string, string>> = {
  "counter-08-few-lines": "counter",
  "pay-1-cash": "payment",
  "office-01-dashboard": "dashboard",
  "office-08-profit-and-loss": "profit-and-loss",
  "centre-20-tills": "tills",
};

type PageLook = NonNullable<Parameters<typeof openPage>[1]>;

interface Tills {
  readonly empty: Till;
  readonly demo: Till;
}

async function takeAll(browser: Browser, tills: Tills, only: string | undefined): Promise<void> {
  for (const size of SIZES) {
    for (const scheme of SCHEMES) {
      const name = `${size.width}-${scheme}`;
      if (only !== undefined && only !== name) continue;
      const folder = join(OUT, name);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      console.log(folder);
      for (const [till, walk] of [
        [tills.empty, walkSetUp],
        [tills.demo, walkLock],
        [tills.demo, walkCounter],
        [tills.demo, walkOffice],
      ] as const) {
        const { page, complaints } = await openPage(browser, { scheme, size });
        await page.goto(till.address);
        await walk(page, take(page, folder)).catch(async (error: unknown) => {
          await page.screenshot({ path: join(folder, "broke-off.png") });
          console.error(`${walk.name}: ${String(error)}`);
          process.exitCode = 1;
        });
        await page.context().close();
        for (const complaint of complaints) console.error(complaint);
      }
      await takeCentre(browser, folder, { scheme, size });
    }
  }
}

/** An office and a till at a centre of their own, for each size and scheme. */
async function takeCentre(browser: Browser, folder: string, look: PageLook): Promise<void> {
  const centre = await startCentre();
  const office = await openTill({ folder: newFolder() });
  const till = await openTill({ folder: newFolder() });
  const [officePage, tillPage] = [await openPage(browser, look), await openPage(browser, look)];
  try {
    await tillPage.page.goto(till.address);
    const chain = { centre, office, officePage: officePage.page, tillPage: tillPage.page };
    await walkCentre(chain, (page) => take(page, folder));
  } catch (error) {
    await officePage.page.screenshot({ path: join(folder, "broke-off-office.png") });
    await tillPage.page.screenshot({ path: join(folder, "broke-off-till.png") });
    console.error(`walkCentre: ${String(error)}`);
    process.exitCode = 1;
  } finally {
    for (const { page, complaints } of [officePage, tillPage]) {
      await page.context().close();
      for (const complaint of complaints) console.error(complaint);
    }
    for (const each of [office, till]) {
      await each.stop();
      rmSync(each.folder, { recursive: true, force: true });
    }
    await centre.stop();
  }
}

function take(page: Page, folder: string): Look {
  return async (name, beside = page) => {
    if (!name.endsWith("-notice")) await noticeGone(beside);
    // What was clicked last is still under the mouse, and would look pointed at.
    await beside.mouse.move(1, 1);
    await beside.evaluate("document.fonts.ready");
    if (language === "sw") {
      for (const fault of await textFaults(beside, GIVEN)) {
        console.error(`${name}: ${fault}`);
        process.exitCode = 1;
      }
    }
    await beside.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  };
}

/** The demo shop with the names that no tile can hold. */
async function prepare(browser: Browser, demo: Till): Promise<void> {
  const { page } = await openPage(browser);
  await page.goto(demo.address);
  await page.getByTestId(`user-${DEMO.owner.name}`).waitFor({ timeout: 120_000 });
  await counter.signIn(page, DEMO.owner.name, DEMO.owner.pin);
  await everybodyReads(page);
  await addLongNames(page);
  await stockCylinders(page);
  await counter.leave(page);
  await page.context().close();
}

/** What people called things, and what is English in either language. */
const GIVEN: ReadonlySet<string> = new Set([
  "English",
  "Change the language of the screen",
  // A cylinder, and what an accountant of the demo shop wrote.
  "Jiko gas 13 kg",
  "VAT return",
]);

const QUICK = "1366-light";
const flag = (name: string) =>
  process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
const docs = process.argv.includes("--docs");
const only = process.argv.includes("--quick") ? QUICK : flag("only");
const language = flag("language") === "sw" ? "sw" : "en";
speak(language);
const OUT = join(root, "out", language === "en" ? "pictures" : `pictures-${language}`);
if (noBrowser === undefined) {
  const folder = newFolder();
  const tills = { empty: await openTill({ folder }), demo: await openTill({ demo: true }) };
  const browser = await launchBrowser();
  try {
    await prepare(browser, tills.demo);
    await takeAll(browser, tills, docs ? QUICK : only);
  } finally {
    await browser.close();
    await tills.empty.stop();
    await tills.demo.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  if (docs) {
    const to = join(root, "docs", "pictures");
    mkdirSync(to, { recursive: true });
    for (const [name, as] of Object.entries(DOCS)) {
      copyFileSync(join(OUT, QUICK, `${name}.png`), join(to, `${as}.png`));
    }
  }
}
