import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DRAWER_PULSE } from "#main/print/esc-pos.ts";
import type { RequestInput } from "#shared/contract/index.ts";
import { type Grey, readBars } from "../print/code128.ts";
import { greyOf } from "../print/page-picture.ts";
import { NO_PAPER, READY, type ThermalPrinter, thermalPrinter } from "../print/thermal-printer.ts";
import { at, leave, nextSale, press, scan, shown, signIn, sold, total } from "./counter.ts";
import { goTo, turnTo } from "./office.ts";
import { comeBack, openShop, SUGAR } from "./shop.ts";
import {
  answerOf,
  ask,
  launchBrowser,
  newCommand,
  newFolder,
  noBrowser,
  openPage,
  openTill,
  type Till,
} from "./till.ts";

let browser: Browser;
let till: Till;
let page: Page;
let folder = "";
const printers: ThermalPrinter[] = [];
const SELLER = { name: "Juma Ali", pin: "7531" };

async function printer(...manners: Parameters<typeof thermalPrinter>): Promise<ThermalPrinter> {
  const made = await thermalPrinter(...manners);
  printers.push(made);
  return made;
}

/** How this till prints from now on, each receipt by itself. */
const printTo = (how: Partial<RequestInput<"printer.save">["printer"]>) =>
  ask(page, "printer.save", {
    printer: {
      name: "Counter",
      transport: "network",
      target: "",
      paper: 58,
      automatic: true,
      drawer: false,
      ...how,
    },
  });

/** Sugar for exact cash: the change is there, whatever the printer does. */
async function sellSugar(): Promise<void> {
  await scan(page, SUGAR);
  await total(page, 165);
  await press(page, "F9");
  await shown(page, "pay-complete");
  await press(page, "F9");
  expect(await sold(page)).toBe(0);
}

/** The shown receipt as the browser draws it, in the dots of a printer's head. */
async function drawn(paper: 58 | 80): Promise<Grey> {
  const width = paper * 8;
  const picture = at(page, "receipt-picture");
  await expect.poll(() => picture.getAttribute("src")).toContain(`width%3D%22${paper}mm%22`);
  const shot = await picture.evaluate(async (shown, wide) => {
    const image = new Image();
    image.src = (shown as HTMLImageElement).src;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = wide;
    canvas.height = Math.round((wide * image.naturalHeight) / image.naturalWidth);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  }, width);
  return greyOf(Buffer.from(shot.slice(shot.indexOf(",") + 1), "base64"));
}

const fate = (words: string | RegExp) =>
  at(page, "receipt-fate").getByText(words).first().waitFor();

describe.skipIf(noBrowser !== undefined)("a sale never waits for its paper", () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = newFolder();
    till = await openTill({ folder });
    ({ page } = await openPage(browser));
    await openShop(page, till.address);
  });
  afterEach(async () => {
    if (await at(page, "next-sale").isVisible()) await nextSale(page);
  });
  afterAll(async () => {
    await browser?.close();
    await till?.stop();
    await Promise.all(printers.map((each) => each.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  test("a printer without paper says so; with paper the same receipt comes, no COPY", async () => {
    const empty = await printer({ state: NO_PAPER });
    await printTo({ target: empty.address });
    await sellSugar();
    await fate("the printer did not take it");
    await fate("cannot print: it has no paper.");
    const filled = await printer({ state: READY });
    await printTo({ target: filled.address });
    await at(page, "print-receipt").click();
    await fate("sent to the printer");
    const text = filled.jobs.map((job) => job.toString("latin1")).join("\n");
    expect(text).toContain("165.00");
    expect(text).not.toContain("COPY");
    expect(empty.jobs).toEqual([]);
  });

  test("a printer that is off, and a name that is wrong, are told in plain words", async () => {
    const off = await printer();
    await off.close();
    await printTo({ target: off.address });
    await sellSugar();
    await fate("refuses the connection. Is this the printer's address?");
    await nextSale(page);
    await printTo({ target: "no-such-printer.invalid" });
    await sellSugar();
    await fate("The printer at no-such-printer.invalid");
  });

  test("a printer that takes the call and never says a word holds up no sale", async () => {
    const hanging = await printer({ hangs: true });
    await printTo({ target: hanging.address });
    await sellSugar();
    await nextSale(page);
    await sellSugar();
    await fate("sent to the printer");
    await hanging.close();
  });

  test("the drawer opens for cash, not for M-Pesa, and without a sale only for who may", async () => {
    const good = await printer({ state: READY });
    await printTo({ target: good.address, drawer: true });
    const pulses = () => good.jobs.filter((job) => job.includes(DRAWER_PULSE)).length;
    await sellSugar();
    await fate("sent to the printer");
    await expect.poll(pulses).toBe(1);
    await nextSale(page);
    await scan(page, SUGAR);
    await total(page, 165);
    await press(page, "F9");
    await page.keyboard.press("Alt+2");
    await at(page, "mpesa-code").fill("TKM4XY12AB");
    await page.locator("[data-testid=pay-complete]:enabled").click();
    await sold(page);
    await fate("sent to the printer");
    await nextSale(page);
    // The next pulse is the second: M-Pesa sent none before it.
    await press(page, "F7");
    await at(page, "drawer-reason").fill("Change for a note");
    await page.keyboard.press("Enter");
    await at(page, "drawer-reason").waitFor({ state: "detached" });
    await expect.poll(pulses).toBe(2);
    const { id: role } = await ask(page, "role.save", {
      command: newCommand(),
      name: "Seller",
      permissions: ["sell"],
    });
    await ask(page, "user.save", {
      command: newCommand(),
      ...SELLER,
      access: [{ business: "RETAIL", role }],
    });
    // The lock shows who was there when the page came up.
    await page.reload();
    await shown(page, "search");
    await leave(page);
    await signIn(page, SELLER.name, SELLER.pin);
    await shown(page, "search");
    expect(await at(page, "act-drawer").isDisabled()).toBe(true);
    await press(page, "F7");
    await press(page, "F8");
    expect(await page.locator("[role=dialog]").count()).toBe(0);
    const request = { command: newCommand(), business: "RETAIL", reason: "A look" };
    const answer = await answerOf(page, "drawer.open", request);
    expect(answer).toMatchObject({ ok: false, refusal: { code: "permission.denied" } });
    expect(pulses()).toBe(2);
    await leave(page);
    await comeBack(page, till.address);
  });

  test("the owner's logo is on the paper: chosen, seen, saved, and burnt dot by dot", async () => {
    const good = await printer({ state: READY });
    await printTo({ target: good.address });
    await at(page, "office").click();
    await goTo(page, "businesses");
    await turnTo(page, "RETAIL");
    const square = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><rect width="32" height="32"/></svg>`;
    await page.locator("input[type=file]").setInputFiles({
      name: "logo.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from(square),
    });
    await at(page, "logo-save").click();
    await shown(page, "logo-remove");
    const { logo } = await ask(page, "business.settings", { business: "RETAIL" });
    expect(logo).toMatchObject({ width: 64, height: 32 });
    const row = [255, 255, 255, 255, 0, 0, 0, 0];
    const dots = Buffer.from(Array.from({ length: 32 }).flatMap(() => row));
    expect(Buffer.from(logo?.bits ?? "", "base64").equals(dots)).toBe(true);
    await at(page, "to-till").click();
    await shown(page, "search");
    await sellSugar();
    await fate("sent to the printer");
    expect(good.jobs.at(-1)?.includes(dots)).toBe(true);
    await at(page, "show-receipt").click();
    const source = await at(page, "receipt-picture").getAttribute("src");
    expect(decodeURIComponent(source ?? "")).toContain('width="64" height="32"/>');
    await page.keyboard.press("Escape");
    await at(page, "receipt-picture").waitFor({ state: "detached" });
  });

  test("what a scanner reads from the receipt, narrow or wide, opens its sale", async () => {
    await sellSugar();
    const read = new Set<string>();
    for (const paper of [58, 80] as const) {
      await printTo({ transport: "none", paper, automatic: false });
      await at(page, "show-receipt").click();
      const [code, ...others] = readBars(await drawn(paper));
      expect(others).toEqual([]);
      read.add(code?.text ?? "");
      await page.keyboard.press("Escape");
      await at(page, "receipt-picture").waitFor({ state: "detached" });
    }
    expect(read.size).toBe(1);
    await nextSale(page);
    const [number = ""] = read;
    await scan(page, number);
    await at(page, "sale-detail").getByRole("heading", { name: number }).waitFor();
    await page.keyboard.press("Escape");
    await shown(page, "search");
  });
});
