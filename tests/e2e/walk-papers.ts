import type { Page } from "playwright-core";
import type { RequestInput } from "#shared/contract/index.ts";
import { NO_PAPER, thermalPrinter } from "../print/thermal-printer.ts";
import { at, lines, nextSale, press, scan, shown, sold } from "./counter.ts";
import { ask } from "./till.ts";
import type { Look } from "./walk.ts";

type Printer = RequestInput<"printer.save">["printer"];

const SUGAR = "6161101230024";

interface Person {
  readonly name: string;
  readonly pin: string;
}

/**
 * What the change screen says when the paper does not come: no paper, switched off, a name that is
 * wrong, and a printer that takes the call and never answers. Four sales of sugar for exact cash.
 */
export async function walkPapers(
  page: Page,
  look: Look,
  { owner, cashier }: { readonly owner: Person; readonly cashier: Person },
): Promise<void> {
  const { users } = await ask(page, "program.status", {});
  const signIn = async ({ name, pin }: Person) => {
    const user = users.find((each) => each.name === name)?.id ?? "";
    await ask(page, "session.signIn", { user, pin });
  };
  // Only the owner chooses the printer; the counter stays the cashier's.
  const printTo = async (printer: Printer) => {
    await signIn(owner);
    await ask(page, "printer.save", { printer });
    await signIn(cashier);
  };
  const { printer: before } = await ask(page, "printer.get", {});
  const at58 = { ...before, transport: "network", automatic: true } as const;
  const empty = await thermalPrinter({ state: NO_PAPER });
  const off = await thermalPrinter();
  await off.close();
  const hanging = await thermalPrinter({ hangs: true });
  const cases = [
    ["change-3-no-paper", empty.address, /it has no paper/],
    ["change-4-printer-off", off.address, /refuses the connection/],
    ["change-5-wrong-name", "no-such-printer.invalid", /no-such-printer\.invalid/],
    ["change-6-hanging", hanging.address, /on its way|waiting|sent to the printer/],
  ] as const;
  for (const [name, target, says] of cases) {
    await printTo({ ...at58, target });
    await scan(page, SUGAR);
    await lines(page, 1);
    await press(page, "F9");
    await shown(page, "pay-complete");
    await press(page, "F9");
    await sold(page);
    await at(page, "receipt-fate").getByText(says).first().waitFor();
    await look(name);
    await nextSale(page);
  }
  await printTo(before);
  await Promise.all([empty.close(), hanging.close()]);
}
