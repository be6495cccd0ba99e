import type { Page } from "playwright-core";
import type { RequestInput } from "#shared/contract/index.ts";
import { shown, signIn } from "./counter.ts";
import { ask, newCommand } from "./till.ts";

export const OWNER = { name: "Grace Njeri", pin: "2468" };
export const SUGAR = "6161101230024";
export const RICE = "6161101230031";

export const SHOP = { template: "RETAIL", name: "Duka la Gesi", mpesaTill: "522533" } as const;

/**
 * Books with one shop or with more businesses, the owner signed in and a shift open in each: where
 * a test of selling begins.
 */
export async function openShop(
  page: Page,
  address: string,
  businesses: RequestInput<"program.setUp">["businesses"] = [SHOP],
): Promise<void> {
  await page.goto(address);
  const { owner } = await ask(page, "program.setUp", {
    command: newCommand(),
    owner: OWNER.name,
    pin: OWNER.pin,
    till: { code: "R1", name: "Front counter" },
    vatRegistered: true,
    businesses,
    sampleItems: true,
  });
  await ask(page, "session.signIn", { user: owner, pin: OWNER.pin });
  const { today } = await ask(page, "program.status", {});
  for (const { template } of businesses) {
    await ask(page, "shift.open", {
      command: newCommand(),
      business: template,
      day: today,
      counts: { 100: 20 },
      fromSafe: 0,
    });
  }
  await page.reload();
  await shown(page, "search");
}

/** After a restart: a new address, the lock, and the same person. */
export async function comeBack(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await signIn(page, OWNER.name, OWNER.pin);
  await shown(page, "search");
}
