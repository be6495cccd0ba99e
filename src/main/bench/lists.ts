import { mkdirSync } from "node:fs";
import path from "node:path";
import {
  contract,
  type ProcedureName,
  type Request,
  type RequestInput,
} from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { instantFromMs, type Instant } from "#shared/kernel/date.ts";
import { openChance } from "#main/demo/random.ts";
import { JOURNAL_FILE, openParts } from "#main/index.ts";
import { openJournal } from "#main/journal/journal.ts";
import { UNTIED } from "#main/replication/link.ts";
import type { Caller, Handler, Handlers } from "#main/rpc/handlers.ts";
import { counterHandlers } from "#main/services/index.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import { ownerKeyOf } from "#main/shell/web/owner-key.ts";
import { percentile, type Figure } from "./figures.ts";
import { fillLists, itemName, mpesaCode, nameOf, phoneOf } from "./lists-shop.ts";

export interface ListsOptions {
  readonly folder: string;
  /** Of customers, items, sales, M-Pesa payments and jobs each. */
  readonly rows: number;
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

/** Milliseconds within which 95 of 100 first pages and searches are there. */
const MOST = 50;

type Ask = <Name extends ProcedureName>(name: Name, request: RequestInput<Name>) => Promise<void>;

/** How long a person waits for the first page of each long list, and for what they look for in it. */
export async function benchLists(options: ListsOptions): Promise<readonly Figure[]> {
  const { folder, rows, rounds, progress } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ownerKey = ownerKeyOf(folder);
  const now = (): Instant => instantFromMs(Date.now());
  const journal = openJournal(path.join(folder, JOURNAL_FILE), { now });
  try {
    const parts = openParts({ ownerKey }, journal, now);
    await fillLists(parts, rows, progress);
    const ask = asker({
      ...counterHandlers(parts),
      ...officeHandlers(parts, { verify: () => [], link: UNTIED }),
    });
    const chance = openChance(11);
    const any = (): number => chance.whole(0, rows - 1);
    const measured: Figure[] = [];
    for (const [name, once] of lists(ask, any)) {
      progress(`${name} …`);
      const times: number[] = [];
      const computing: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const [start, used] = [performance.now(), process.cpuUsage()];
        await once();
        // The first one reads pages from the disk that a shop has read in the morning.
        if (round === 0) continue;
        times.push(performance.now() - start);
        const { user, system } = process.cpuUsage(used);
        computing.push((user + system) / 1000);
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

function lists(ask: Ask, any: () => number): [name: string, once: () => Promise<void>][] {
  const word = (text: string): string => text.slice(0, text.indexOf(" "));
  return [
    ["customers, first page", () => ask("customer.search", { limit: 50 })],
    ["customers by name", () => ask("customer.search", { text: nameOf(any()).slice(-6) })],
    ["customers by a common name", () => ask("customer.search", { text: word(nameOf(any())) })],
    ["customers by phone", () => ask("customer.search", { text: phoneOf(any()) })],
    ["sales, first page", () => ask("sale.find", {})],
    ["sales by number", () => ask("sale.find", { text: String(any()) })],
    ["sales by customer", () => ask("sale.find", { text: nameOf(any()).slice(-6) })],
    ["sales by amount", () => ask("sale.find", { amount: 5000 + (any() % 900) * 100 })],
    ["sales of a business", () => ask("sale.find", { business: "RETAIL", kind: "sale" })],
    ["sales, a late page", () => ask("sale.find", { offset: any() })],
    ["jobs, first page", () => ask("job.find", {})],
    ["jobs in hand", () => ask("job.find", { list: "in-hand" })],
    ["jobs unclaimed", () => ask("job.find", { list: "unclaimed", days: 14 })],
    ["jobs unpaid", () => ask("job.find", { list: "unpaid" })],
    ["jobs by name", () => ask("job.find", { text: nameOf(any()).slice(-6) })],
    ["jobs by number", () => ask("job.find", { text: String(any()) })],
    ["the board of jobs", () => ask("job.board", { business: "LAUNDRY" })],
    ["items, first page", () => ask("catalog.items", { business: "RETAIL" })],
    ["items by name", () => ask("catalog.items", { text: itemName(any()).slice(5, 11) })],
    ["items running low", () => ask("catalog.items", { filter: "low" })],
    ["audit, first page", () => ask("audit.list", {})],
    ["audit of a kind", () => ask("audit.list", { kind: "shift.closed" })],
    ["audit by text", () => ask("audit.list", { text: nameOf(any()).slice(-6) })],
    ["M-Pesa, first page", () => ask("mpesa.receipts", {})],
    ["M-Pesa claimed", () => ask("mpesa.receipts", { business: "RETAIL", state: "claimed" })],
    ["M-Pesa by code", () => ask("mpesa.receipts", { code: mpesaCode(any()) })],
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
