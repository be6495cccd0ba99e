import type { Page } from "playwright-core";
import type { RequestInput } from "#shared/contract/index.ts";
import { NO_PAPER, thermalPrinter } from "../print/thermal-printer.ts";
import { at, lines, nextSale, press, scan, shown, sold } from "./counter.ts";
import { ask } from "./till.ts";
import type { Look } from "./walk.ts";
import { said } from "./words.ts";

type Printer = RequestInput<"printer.save">["printer"];

const SUGAR = "6161101230024";

interface Person {
  readonly name: string;
  readonly pin: string;
}

const NOBODY = "no-such-printer.invalid";
const UNKNOWN = "The printer at {host} is not known on this network. Look at its name.";
const REFUSES = "The printer at {host} refuses the connection. Is this the printer's address?";
const UNDER_WAY = ["on its way to the printer", "waiting for the printer", "sent to the printer"];

const anyOf = (texts: readonly string[]): RegExp =>
  new RegExp(texts.map((each) => each.replaceAll(/[.?]/g, String.raw`\$&`)).join("|"));

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
    ["change-3-no-paper", empty.address, [said("it has no paper")]],
    ["change-4-printer-off", off.address, [said(REFUSES, { host: "127.0.0.1" })]],
    ["change-5-wrong-name", NOBODY, [said(UNKNOWN, { host: NOBODY })]],
    ["change-6-hanging", hanging.address, UNDER_WAY.map((words) => said(words))],
  ] as const;
  for (const [name, target, says] of cases) {
    await printTo({ ...at58, target });
    await scan(page, SUGAR);
    await lines(page, 1);
    await press(page, "F9");
    await shown(page, "pay-complete");
    await press(page, "F9");
    await sold(page);
    await at(page, "receipt-fate").getByText(anyOf(says)).first().waitFor();
    await look(name);
    await nextSale(page);
  }
  await printTo(before);
  await Promise.all([empty.close(), hanging.close()]);
}
