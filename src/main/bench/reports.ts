import { addDays, daysBetween, type BusinessDay } from "#shared/kernel/date.ts";
import { assert } from "#shared/kernel/assert.ts";
import {
  contract,
  type ProcedureName,
  type RequestInput,
  type Request,
} from "#shared/contract/index.ts";
import { openChance, type Chance } from "#main/demo/random.ts";
import type { Caller, Handler, Handlers } from "#main/rpc/handlers.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import type { Parts } from "#main/services/parts.ts";
import { UNTIED } from "#main/replication/link.ts";
import { percentile, type Figure } from "./figures.ts";

export interface ReportsOptions {
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

const SHOPS = [null, "WATER", "LAUNDRY", "RETAIL"] as const;

/** How long the office waits for its reports, each asked for many times with random windows. */
export async function benchReports(
  parts: Parts,
  options: ReportsOptions,
): Promise<readonly Figure[]> {
  const { reading } = parts.journal;
  const span = reading.get<{ first: BusinessDay; last: BusinessDay; lines: number }>(
    "SELECT min(day) AS first, max(day) AS last, (SELECT count(*) FROM line) AS lines FROM entry",
  );
  assert(span?.first !== undefined && span.first !== null, "there is an entry to report on");
  const accounts = reading.all<{ number: number }>(
    "SELECT DISTINCT account AS number FROM account_month",
  );
  const ask = asker(parts);
  const chance = openChance(7);
  const measured: Figure[] = [
    { name: "lines in the books", value: span.lines, unit: "", target: null },
  ];
  const measure = async (name: string, most: number, once: () => Promise<void>): Promise<void> => {
    options.progress(`${name} …`);
    await once();
    const times: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const start = performance.now();
      await once();
      times.push(performance.now() - start);
    }
    measured.push(
      { name: `${name}, half within`, value: percentile(times, 50), unit: "ms", target: null },
      {
        name: `${name}, 95 of 100 within`,
        value: percentile(times, 95),
        unit: "ms",
        target: { most },
      },
    );
  };
  const business = () => chance.pick(SHOPS);
  await measure("trial balance", 50, () =>
    ask("report.trialBalance", { ...anyWindow(chance, span), business: business() }),
  );
  await measure("profit and loss", 50, () =>
    ask("report.profitAndLoss", { ...anyWindow(chance, span), business: business() }),
  );
  await measure("profit and loss beside last year", 50, () =>
    ask("report.profitAndLoss", {
      ...anyWindow(chance, span),
      business: business(),
      compare: "lastYear",
    }),
  );
  await measure("balance sheet", 50, () =>
    ask("report.balanceSheet", { on: anyWindow(chance, span).to, business: business() }),
  );
  await measure("first page of a ledger", 50, () =>
    ask("report.ledger", {
      ...anyWindow(chance, span),
      account: chance.pick(accounts).number,
      business: business(),
      limit: 100,
    }),
  );
  await measure("first page of the journal", 50, () =>
    ask("report.journal", { ...anyWindow(chance, span), business: business(), limit: 100 }),
  );
  await measure("dashboard", 200, () => ask("report.dashboard", { business: business() }));
  return [
    ...measured,
    {
      name: "memory of the process",
      value: process.memoryUsage.rss() / 1e6,
      unit: "MB",
      target: { most: 300 },
    },
  ];
}

interface Span {
  readonly first: BusinessDay;
  readonly last: BusinessDay;
}

/** From a day to a year, anywhere in the books; now and then all of them. */
function anyWindow(chance: Chance, { first, last }: Span): { from: BusinessDay; to: BusinessDay } {
  if (chance.happens(10)) return { from: first, to: last };
  const from = addDays(first, chance.whole(0, daysBetween(first, last)));
  const to = addDays(from, chance.whole(0, 365));
  return { from, to: to > last ? last : to };
}

/** Asks as the owner would, from the request as it comes through the door. */
function asker(parts: Parts) {
  const handlers: Partial<Handlers> = officeHandlers(parts, { verify: () => [], link: UNTIED });
  const caller: Caller = {
    session: { user: "", name: "Bench", access: [] },
    connection: "bench",
    may: () => true,
    sees: () => true,
  };
  return async <Name extends ProcedureName>(
    name: Name,
    request: RequestInput<Name>,
  ): Promise<void> => {
    const handler = handlers[name] as Handler<Name> | undefined;
    assert(handler !== undefined, `${name} has a handler`);
    const parsed = contract[name].request.parse(request) as Request<Name>;
    const answer = await handler(parsed, caller);
    assert(answer.ok, `${name} was refused: ${JSON.stringify(answer)}`);
    // As far as the wire, without the wire.
    JSON.stringify(answer.value);
  };
}
