import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  contract,
  type ProcedureName,
  type Request,
  type RequestInput,
} from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import {
  addDays,
  instantFromMs,
  nairobiDay,
  type BusinessDay,
  type Instant,
} from "#shared/kernel/date.ts";
import { openChance } from "#main/demo/random.ts";
import { JOURNAL_FILE, openParts } from "#main/index.ts";
import { openJournal } from "#main/journal/journal.ts";
import { UNTIED } from "#main/replication/link.ts";
import type { Caller, Handler, Handlers } from "#main/rpc/handlers.ts";
import { counterHandlers } from "#main/services/index.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import { ownerKeyOf } from "#main/shell/web/owner-key.ts";
import { percentile, type Figure } from "./figures.ts";
import { itemName, mpesaCode, nameOf, phoneOf } from "./lists-names.ts";
import { fillLists, type Sizes } from "./lists-shop.ts";
import { serialOf } from "./lists-stores.ts";

export interface ListsOptions {
  /** Books that are there already are measured as they are. */
  readonly folder: string;
  readonly sizes: Sizes;
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

/** Milliseconds within which 95 of 100 first pages and searches are there. */
const MOST = 100;

/** Written once the shop is whole, so that a filling that was broken off is not measured. */
const FILLED = "filled.json";

type Ask = <Name extends ProcedureName>(name: Name, request: RequestInput<Name>) => Promise<void>;

/** How long a person waits for the first page of each long list, and for what they look for in it. */
export async function benchLists(options: ListsOptions): Promise<readonly Figure[]> {
  const { folder, sizes, rounds, progress } = options;
  const filled = existsSync(path.join(folder, FILLED));
  if (!filled) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ownerKey = ownerKeyOf(folder);
  const now = (): Instant => instantFromMs(Date.now());
  const journal = openJournal(path.join(folder, JOURNAL_FILE), { now });
  try {
    const parts = openParts({ ownerKey }, journal, now);
    if (!filled) {
      await fillLists(parts, sizes, progress);
      writeFileSync(path.join(folder, FILLED), JSON.stringify(sizes));
    }
    const ask = asker({
      ...counterHandlers(parts),
      ...officeHandlers(parts, { verify: () => [], link: UNTIED }),
    });
    const chance = openChance(11);
    const any: Any = (of) => chance.whole(0, sizes[of] - 1);
    const measured: Figure[] = [];
    for (const [name, once] of lists(ask, any)) {
      progress(`${name} …`);
      const times: number[] = [];
      const computing: number[] = [];
      const began = performance.now();
      for (let round = 0; round <= rounds; round += 1) {
        const [start, used] = [performance.now(), process.cpuUsage()];
        await once();
        // The first one reads pages from the disk that a shop has read in the morning.
        if (round === 0) continue;
        times.push(performance.now() - start);
        const { user, system } = process.cpuUsage(used);
        computing.push((user + system) / 1000);
        // What takes seconds is known after a few.
        if (round >= FEWEST && performance.now() - began > LONGEST_MS) break;
      }
      const value = percentile(times, 95);
      measured.push({
        name: `${name}, 95 of 100 within`,
        value,
        unit: "ms",
        target: { most: MOST },
      });
      // On a machine that others use too, what the list itself asks of it.
      const own = percentile(computing, 50);
      measured.push({ name: `${name}, computing`, value: own, unit: "ms", target: null });
    }
    return measured;
  } finally {
    journal.close();
  }
}

const FEWEST = 20;
const LONGEST_MS = 4000;

/** A day after all tests that were written down. */
const DUE = "2099-01-01";

type Any = (of: keyof Sizes) => number;

/** The office shows the sales of a month without being asked. */
const daysAgo = (days: number): BusinessDay =>
  addDays(nairobiDay(instantFromMs(Date.now())), -days);

function lists(ask: Ask, any: Any): [name: string, once: () => Promise<void>][] {
  const word = (text: string): string => text.slice(0, text.indexOf(" "));
  return [
    ["customers, first page", () => ask("customer.search", { limit: 50 })],
    [
      "customers by name",
      () => ask("customer.search", { text: nameOf(any("customers")).slice(-6) }),
    ],
    [
      "customers by a common name",
      () => ask("customer.search", { text: word(nameOf(any("customers"))) }),
    ],
    ["customers by phone", () => ask("customer.search", { text: phoneOf(any("customers")) })],
    ["sales, first page", () => ask("sale.find", {})],
    ["sales of a month", () => ask("sale.find", { from: daysAgo(30), to: daysAgo(0) })],
    ["sales by number", () => ask("sale.find", { text: String(any("jobs")) })],
    ["sales by customer", () => ask("sale.find", { text: nameOf(any("customers")).slice(-6) })],
    ["sales by amount", () => ask("sale.find", { amount: 5000 + (any("jobs") % 900) * 100 })],
    ["sales of a business", () => ask("sale.find", { business: "RETAIL", kind: "sale" })],
    ["sales, a late page", () => ask("sale.find", { offset: any("jobs") })],
    ["closed shifts", () => ask("shift.history", {})],
    ["jobs, first page", () => ask("job.find", {})],
    ["jobs in hand", () => ask("job.find", { list: "in-hand" })],
    ["jobs unclaimed", () => ask("job.find", { list: "unclaimed", days: 14 })],
    ["jobs unpaid", () => ask("job.find", { list: "unpaid" })],
    ["jobs by name", () => ask("job.find", { text: nameOf(any("customers")).slice(-6) })],
    ["jobs by number", () => ask("job.find", { text: String(any("jobs")) })],
    ["the board of jobs", () => ask("job.board", { business: "LAUNDRY" })],
    ["items, first page", () => ask("catalog.items", { business: "RETAIL" })],
    ["items by name", () => ask("catalog.items", { text: itemName(any("items")).slice(5, 11) })],
    ["items running low", () => ask("catalog.items", { filter: "low" })],
    ["audit, first page", () => ask("audit.list", {})],
    ["audit of a kind", () => ask("audit.list", { kind: "shift.closed" })],
    ["audit by text", () => ask("audit.list", { text: nameOf(any("customers")).slice(-6) })],
    ["M-Pesa, first page", () => ask("mpesa.receipts", {})],
    ["M-Pesa claimed", () => ask("mpesa.receipts", { business: "RETAIL", state: "claimed" })],
    ["stock by value", () => ask("stock.valuation", { business: "RETAIL" })],
    ["stock by value, a late page", () => ask("stock.valuation", { offset: any("items") })],
    ["changes of stock", () => ask("stock.acts", {})],
    ["suppliers", () => ask("supplier.list", {})],
    ["suppliers by age of debt", () => ask("supplier.ageing", {})],
    ["customers by age of debt", () => ask("customer.ageing", {})],
    ["M-Pesa without a sale", () => ask("mpesa.unmatched", {})],
    ["deposits, first page", () => ask("deposit.list", {})],
    [
      "deposits by customer",
      () => ask("deposit.list", { text: nameOf(any("customers")).slice(-6) }),
    ],
    [
      "deposits at the counter",
      () =>
        ask("deposit.find", { business: "RETAIL", text: nameOf(any("customers") % 100).slice(-6) }),
    ],
    ["cylinders, first page", () => ask("returnable.register", {})],
    [
      "cylinders by serial",
      () => ask("returnable.register", { text: serialOf(any("customers") % 1000).slice(2) }),
    ],
    ["cylinders due for a test", () => ask("returnable.register", { dueBy: DUE })],
    ["cylinders by kind", () => ask("returnable.positions", {})],
    ["alerts", () => ask("alert.list", {})],
    ["the dashboard", () => ask("report.dashboard", {})],
    ["M-Pesa by code", () => ask("mpesa.receipts", { code: mpesaCode(any("jobs")) })],
  ];
}

/** Asks as the owner would, from the request as it comes through the door to the wire. */
function asker(handlers: Partial<Handlers>): Ask {
  const caller: Caller = {
    session: { user: "", name: "Bench", access: [] },
    connection: "bench",
    may: () => true,
    sees: () => true,
  };
  return async <Name extends ProcedureName>(name: Name, request: RequestInput<Name>) => {
    const handler = handlers[name] as Handler<Name> | undefined;
    assert(handler !== undefined, `${name} has a handler`);
    const parsed = contract[name].request.parse(request) as Request<Name>;
    const answer = await handler(parsed, caller);
    assert(answer.ok, `${name} was refused: ${JSON.stringify(answer)}`);
    JSON.stringify(answer.value);
  };
}
