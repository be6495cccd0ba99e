import type { Page } from "playwright-core";
import { at, shown } from "./counter.ts";
import * as office from "./office.ts";

/** What comes before the first day of trade: the books, the people and what was there already. */

export const OWNER = { name: "Grace Njeri", pin: "2468" };
export const MANAGER = { name: "Otieno Ouma", pin: "8642" };
export const CASHIER = { name: "Halima Yusuf", pin: "1357" };
export const CUSTOMER = "Mama Oliech";

export const WATER = "Maji Safi";
export const LAUNDRY = "Bahari Laundry";
export const SHOP = "Duka la Gesi";

/** Three businesses with their usual items, by the first screen. */
export async function setUpThree(page: Page): Promise<void> {
  await at(page, "setup-start").click();
  await at(page, "setup-owner").fill(OWNER.name);
  await at(page, "setup-pin").fill(OWNER.pin);
  await at(page, "setup-pin-again").fill(OWNER.pin);
  await page.getByLabel("I am registered for VAT").check();
  await at(page, "setup-next").click();
  await at(page, "setup-name-WATER").fill(WATER);
  await at(page, "setup-name-LAUNDRY").fill(LAUNDRY);
  await at(page, "setup-name-RETAIL").fill(SHOP);
  await at(page, "setup-next").click();
  await at(page, "setup-finish").click();
  await shown(page, "counter");
}

/** A manager, a cashier and a customer with a limit, in the office. */
export async function addPeople(page: Page): Promise<void> {
  await at(page, "office").click();
  for (const { name, pin, role } of [
    { ...MANAGER, role: "Manager" },
    { ...CASHIER, role: "Cashier" },
  ]) {
    await office.goTo(page, "users");
    await at(page, "new-user").click();
    await at(page, "user-name").fill(name);
    await at(page, "user-pin").fill(pin);
    await office.choose(page, "role-all", role);
    await at(page, "save").click();
    await page.getByRole("cell", { name }).waitFor();
  }
  await office.goTo(page, "customers");
  await at(page, "new-customer").click();
  await at(page, "customer-name").fill(CUSTOMER);
  await at(page, "customer-phone").fill("0712 345 678");
  await at(page, "customer-limit").fill("5000");
  await at(page, "save").click();
  await page.getByRole("link", { name: CUSTOMER }).waitFor();
}

/** Cash, bank and goods of each business, against 3900. */
export async function enterOpenings(page: Page): Promise<void> {
  const openings = [
    {
      business: WATER,
      lines: [
        ["1110", "10000", "safe"],
        ["1140", "2000"],
      ],
    },
    { business: LAUNDRY, lines: [["1120", "6000", "safe"]] },
    {
      business: SHOP,
      lines: [
        ["1130", "20000", "safe"],
        ["1170", "150000"],
      ],
    },
  ] as const;
  for (const { business, lines } of openings) {
    await office.record(page, "opening");
    await office.choose(page, "business", business);
    for (const [index, [account, amount, safe]] of lines.entries()) {
      const line = `line-${index + 1}`;
      await office.choose(page, `${line}-account`, account);
      if (safe !== undefined) await office.choose(page, `${line}-party`, "Safe");
      await at(page, `${line}-debit`).fill(amount);
    }
    await office.post(page);
  }
  const stocks = [
    {
      business: WATER,
      lines: [
        ["Water 1 L", "40", "960"],
        ["Cap and seal", "500", "2500"],
      ],
    },
    {
      business: SHOP,
      lines: [
        ["LPG gas", "100", "16000"],
        ["Sugar", "20", "2420"],
      ],
    },
  ] as const;
  for (const { business, lines } of stocks) {
    await office.record(page, "receive");
    await office.pick(page, "receive-kind", "Opening stock");
    await office.choose(page, "business", business);
    for (const [index, [item, quantity, cost]] of lines.entries()) {
      const line = `line-${index + 1}`;
      await office.choose(page, `${line}-item`, item);
      await at(page, `${line}-quantity`).fill(quantity);
      await at(page, `${line}-cost`).fill(cost);
    }
    await office.post(page);
  }
}
