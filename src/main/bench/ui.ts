import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { assert } from "#shared/kernel/assert.ts";
import { launchChromium } from "./chromium.ts";
import { median, percentile, type Figure } from "./figures.ts";
import { openFloor, type Floor } from "./ui-floor.ts";
import { barcodeOf, makeLargeShop, skuOf, type LargeShop } from "./ui-shop.ts";
import { ctrl, ENTER, F10, F9, handOf, measure, typed, watch, type Hand } from "./ui-watch.ts";

export interface UiOptions {
  /** An empty folder for the books. */
  readonly folder: string;
  readonly items: number;
  /** Days of trade that lie behind the shop. */
  readonly days: number;
  /** Where shops made before are kept. */
  readonly kept: string;
  /** How many sales of eight scans, each paid in cash. */
  readonly sales: number;
  readonly progress: (line: string) => void;
}

const WINDOWS = path.join(import.meta.dirname, "..", "..", "..", "out", "renderer", "index.html");

/** The windows are what is measured, and another command builds them. */
export const isBuilt = (): boolean => existsSync(WINDOWS);

const SCANS_OF_A_SALE = 8;
const STARTS = 3;
/** How many times slower the processor of a cheap till is. */
const SLOW = 4;

/** Milliseconds of each press, by what was pressed. */
interface Presses {
  readonly key: number[];
  readonly scan: number[];
  readonly pay: number[];
  readonly business: number[];
  readonly floor: number[];
}

interface Start {
  readonly ready: number;
  readonly lock: number;
}

/**
 * How fast the counter feels with a long catalogue, in a real browser, beside a bare page that
 * changes fifty rows at each key: the two take turns, so that whatever else the machine does slows
 * both. Then once more with a quarter of the processor.
 */
export async function benchUi(options: UiOptions): Promise<readonly Figure[]> {
  const { folder, items, days, progress } = options;
  progress(`Making a shop of ${items} items and ${days} days of trade …`);
  const shop = await makeLargeShop(folder, options);
  const browser = await launchChromium();
  try {
    const starts: Start[] = [];
    for (let start = 1; start < STARTS; start += 1) {
      progress(`Start ${start} of ${STARTS} …`);
      const { till, took } = await startTill(folder, browser);
      starts.push(took);
      await till.end();
    }
    const { till, took, page } = await startTill(folder, browser);
    starts.push(took);
    try {
      await openCounter(page, shop);
      const pins = await signingIn(page, shop, till.address);
      const floor = await openFloor(browser, folder);
      const quick = await press(page, floor, options);
      progress(`At a ${SLOW}th of the processor …`);
      for (const each of [page, floor.page]) await slowDown(each);
      const slow = await press(page, floor, { ...options, sales: Math.ceil(options.sales / 3) });
      return [...figures(starts, quick), ...pinFigures(pins), ...slowFigures(slow)];
    } finally {
      await till.end();
    }
  } finally {
    await browser.close();
  }
}

interface Till {
  readonly address: string;
  end(): Promise<void>;
}

/** From the command to the lock that can be seen; the browser itself is there already. */
async function startTill(folder: string, browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await watch(page);
  const began = performance.now();
  const till = await openTill(folder);
  const ready = performance.now() - began;
  await page.goto(till.address);
  await page.getByTestId("pin-input").waitFor();
  await page.evaluate("new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)))");
  return { till, page, took: { ready, lock: performance.now() - began } };
}

async function openTill(folder: string): Promise<Till> {
  const shell = path.join(import.meta.dirname, "..", "shell", "web", "index.ts");
  const child = spawn(process.execPath, [shell, "--data", folder, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { address: await readyLine(child), end: () => ended(child) };
}

async function readyLine({ stdout }: ChildProcess): Promise<string> {
  assert(stdout !== null, "the till's output is a pipe");
  for await (const line of createInterface({ input: stdout })) {
    const found = /^Tomtin is ready: (\S+)$/.exec(line);
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error("The till ended before it was ready.");
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Signed in, the shift open, the large catalogue read. */
async function openCounter(page: Page, { seller, business }: LargeShop): Promise<void> {
  const at = (testid: string) => page.getByTestId(testid);
  await at(`user-${seller.name}`).click();
  await page.locator("[data-testid=pin-input]:enabled").fill(seller.pin);
  await page.keyboard.press("Enter");
  await at(`business-${business}`).click();
  await at("shift-open").click();
  await at("count-1000").fill("5");
  await at("shift-open-done").click();
  await at(`tile-${skuOf(0)}`).waitFor({ timeout: 60_000 });
}

/** Milliseconds of each sign-in. */
interface SignIns {
  /** From the last digit to the counter painted, the pad's short wait for more digits included. */
  readonly counter: number[];
  /** The longest that the window went without a frame while its PIN was checked. */
  readonly still: number[];
  /** What the program took to answer somebody else meanwhile. */
  readonly answer: number[];
}

const SIGN_INS = 20;

/** Until the PIN's input has gone: what comes after it is the counter being drawn. */
const WATCH_FRAMES = `new Promise((done) => {
  let longest = 0;
  let last = performance.now();
  const frame = () => {
    if (!document.querySelector("[data-testid=pin-input]")) return done(longest);
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

/** Out and in again: the PIN is hashed with memory and time on purpose, and nothing may wait for it. */
async function signingIn(
  page: Page,
  { seller, business }: LargeShop,
  address: string,
): Promise<SignIns> {
  const times: SignIns = { counter: [], still: [], answer: [] };
  const hand = await handOf(page);
  const shows = `document.querySelector("[data-testid=counter]")`;
  for (let turn = 0; turn < SIGN_INS; turn += 1) {
    await hand.press(F10);
    await page.getByTestId("menu-lock").click();
    await page.getByTestId(`user-${seller.name}`).click();
    const pin = page.locator("[data-testid=pin-input]:enabled");
    // The pad knows the length from the first sign-in and asks by itself soon after the last digit;
    // an Enter besides might ask once more.
    await pin.fill(seller.pin.slice(0, -1));
    await pin.focus();
    const last = typed(seller.pin.slice(-1));
    let answer = Promise.resolve(Number.NaN);
    await page.evaluate(`void (window.benchFrames = ${WATCH_FRAMES})`);
    const act = async (): Promise<void> => {
      await hand.press(last);
      answer = answered(address);
    };
    times.counter.push(await measure(page, { key: last, act, shows }));
    times.still.push(await page.evaluate<number>("window.benchFrames"));
    times.answer.push(await answer);
  }
  await page.getByTestId(`business-${business}`).click();
  await page.getByTestId(`tile-${skuOf(0)}`).waitFor({ timeout: 60_000 });
  return times;
}

async function answered(address: string): Promise<number> {
  const began = performance.now();
  await (await fetch(new URL("/", address))).text();
  return performance.now() - began;
}

async function slowDown(page: Page): Promise<void> {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Emulation.setCPUThrottlingRate", { rate: SLOW });
}

async function press(page: Page, floor: Floor, options: UiOptions): Promise<Presses> {
  const { items, sales, progress } = options;
  const presses: Presses = { key: [], scan: [], pay: [], business: [], floor: [] };
  const hand = await handOf(page);
  for (let sale = 0; sale < sales; sale += 1) {
    if (sale % 10 === 0) progress(`Sale ${sale} of ${sales} …`);
    // The first sale warms up both pages, as the first customer of a day does.
    const into = sale === 0 ? { key: [], scan: [], pay: [], business: [], floor: [] } : presses;
    const first = (sale * 619) % (items - SCANS_OF_A_SALE);
    await typing(page, hand, skuOf(first).toLowerCase(), into);
    await scanning(page, hand, first, into);
    await payingCash(page, hand, into);
    await switching(page, hand, into);
    await floor.press(into.floor);
  }
  return presses;
}

/** As fast as a good typist; anything much faster is a scanner. */
const TYPIST_MS = 120;

/** A name typed letter by letter; after each, all tiles in sight hold what was typed. */
async function typing(page: Page, hand: Hand, text: string, into: Presses): Promise<void> {
  await page.getByTestId("search").focus();
  for (let length = 1; length <= text.length; length += 1) {
    const key = typed(text.charAt(length - 1));
    const wanted = JSON.stringify(text.slice(0, length));
    const shows = `document.querySelector("[data-testid=search]").value === ${wanted} &&
      [...document.querySelectorAll("[data-testid^=tile-]")].every((tile) =>
        (tile.textContent + tile.dataset.testid).toLowerCase().includes(${wanted}))`;
    await setTimeout(TYPIST_MS);
    into.key.push(await measure(page, { key, act: () => hand.press(key), shows }));
  }
  await page.getByTestId("search").fill("");
}

async function scanning(page: Page, hand: Hand, first: number, into: Presses): Promise<void> {
  for (let count = first; count < first + SCANS_OF_A_SALE; count += 1) {
    const shows = `document.querySelector("[data-testid=cart-line][data-sku=${skuOf(count)}]")`;
    const act = () => hand.scan(barcodeOf(count));
    into.scan.push(await measure(page, { key: ENTER, act, shows }));
  }
}

async function payingCash(page: Page, hand: Hand, into: Presses): Promise<void> {
  await hand.press(F9);
  await page.getByTestId("cash-exact").waitFor();
  const shows = `document.querySelector("[data-testid=change]")`;
  into.pay.push(await measure(page, { key: ENTER, act: () => hand.press(ENTER), shows }));
  await page.getByTestId("next-sale").click();
  await page.getByTestId("search").waitFor();
}

/** To the first business and back to the large one. */
async function switching(page: Page, hand: Hand, into: Presses): Promise<void> {
  for (const [digit, business] of [
    [1, "WATER"],
    [3, "RETAIL"],
  ] as const) {
    const shows = `document.querySelector("[data-testid=counter][data-business=${business}]") &&
      document.querySelector("[data-testid=no-shift], [data-testid^=tile-]")`;
    const key = ctrl(digit);
    into.business.push(await measure(page, { key, act: () => hand.press(key), shows }));
  }
}

const told = (name: string, value: number): Figure => ({ name, value, unit: "ms", target: null });

/** Half and 95 of 100; only the latter is judged, where there is a target. */
const within = (name: string, values: readonly number[], most: number | null): Figure[] => [
  told(`${name}, half within`, median(values)),
  {
    name: `${name}, 95 of 100 within`,
    value: percentile(values, 95),
    unit: "ms",
    target: most === null ? null : { most },
  },
];

/** Both pages suffer from what else the machine does: only beside the bare list a time says something. */
const besideFloor = (name: string, { scan, floor }: Presses, most: number | null): Figure => ({
  name,
  value: percentile(scan, 95) / percentile(floor, 95),
  unit: "×",
  target: most === null ? null : { most },
});

function figures(starts: readonly Start[], presses: Presses): Figure[] {
  return [
    ...within("key to a bare list of fifty rows painted", presses.floor, null),
    ...within("key to result painted", presses.key, 50),
    ...within("scan to cart line painted", presses.scan, 50),
    besideFloor("scan to cart line painted, 95 of 100 beside the bare list", presses, 1.5),
    ...within("pay to change shown", presses.pay, 100),
    ...within("business switched", presses.business, 100),
    told("start to ready", median(starts.map((start) => start.ready))),
    {
      name: "start to lock screen",
      value: median(starts.map((start) => start.lock)),
      unit: "ms",
      target: { most: 2000 },
    },
  ];
}

function pinFigures({ counter, still, answer }: SignIns): Figure[] {
  return [
    ...within("last digit of a PIN to counter painted", counter, 500),
    ...within("longest without a frame while a PIN is checked", still, 100),
    ...within("another's question answered while a PIN is checked", answer, 100),
  ];
}

/** A till of the cheapest kind. */
function slowFigures(presses: Presses): Figure[] {
  const { key, scan, pay, business, floor } = presses;
  const slow = `at a ${SLOW}th of the processor`;
  return [
    ...within(`key to a bare list of fifty rows painted ${slow}`, floor, null),
    ...within(`key to result painted ${slow}`, key, 150),
    ...within(`scan to cart line painted ${slow}`, scan, 150),
    besideFloor(`scan to cart line painted ${slow}, 95 of 100 beside the bare list`, presses, null),
    ...within(`pay to change shown ${slow}`, pay, null),
    ...within(`business switched ${slow}`, business, null),
  ];
}
