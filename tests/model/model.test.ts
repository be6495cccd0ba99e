import { expect, test } from "vitest";
import { othersAgree, provesItself } from "./proofs.ts";
import { shortened, stepsOf, walk, type Step } from "./walk.ts";
import type { World } from "./world.ts";

/**
 * Every act of every business at random, through the real services on a real journal, beside an
 * exercise book kept from the rules of accounting. A failure prints its seed and as few steps as
 * it takes. `TOMTIN_SEED=7` walks that seed again, `TOMTIN_STEPS=50000` walks further.
 */
const SEED = process.env["TOMTIN_SEED"];
const LENGTH = 460;
const BOOKS = Math.max(1, Math.round(Number(process.env["TOMTIN_STEPS"] ?? 5_520) / LENGTH));
/** Fixed, so that a run says the same wherever it runs; a longer walk takes others too. */
const SEEDS =
  SEED === undefined ? Array.from({ length: BOOKS }, (_, at) => at + 1) : [Number(SEED)];

const done = new Map<string, number>();
const refused = new Map<string, number>();

function counted(world: World): void {
  const pairs = [
    [world.done, done],
    [world.refused, refused],
  ] as const;
  for (const [from, into] of pairs) {
    for (const [name, many] of from) into.set(name, (into.get(name) ?? 0) + many);
  }
}

async function fail(seed: number, steps: readonly Step[], vat: boolean, why: unknown) {
  const least = await shortened(steps, vat, Date.now() + 60_000);
  const shown = (least?.steps ?? steps).map(([name, draw]) => `${name}:${draw}`).join(" ");
  const reason = least?.why ?? why;
  const text = reason instanceof Error ? reason.message : String(reason);
  throw new Error(`TOMTIN_SEED=${seed} fails (${steps.length} steps).\n${text}\nSteps: ${shown}`, {
    cause: reason,
  });
}

test.each(SEEDS)(
  "any acts of all businesses are in the books what the rules make of them (seed %i)",
  async (seed) => {
    const vat = seed % 3 !== 0;
    const steps = stepsOf(seed, LENGTH);
    const { world, failed } = await walk(steps, vat);
    try {
      if (failed !== null) await fail(seed, steps.slice(0, failed.at + 1), vat, failed.why);
      counted(world);
      provesItself(world);
      if (seed % 4 !== 1) return;
      for (const format of ["hledger", "beancount"] as const) {
        const compared = await othersAgree(world, format);
        if (!compared) process.stderr.write(`${format} is not compared: it is not installed\n`);
      }
    } finally {
      world.close();
    }
  },
  150_000,
);

test.runIf(SEED === undefined)("the walks had enough of every act, done and refused", () => {
  const told = JSON.stringify({ done: [...done], refused: [...refused] });
  for (const name of ACTS) expect(done.get(name) ?? 0, `${name} in ${told}`).toBeGreaterThan(2);
  for (const name of REFUSALS) {
    const many = [...refused].filter(([key]) => key.endsWith(` ${name}`));
    expect(many.length, `${name} in ${told}`).toBeGreaterThan(0);
  }
});

const ACTS = [
  "sale.post",
  "sale.refund",
  "shift.open",
  "shift.close",
  "shift.moveCash",
  "shift.keepChange",
  "entry.expense",
  "entry.transfer",
  "entry.capital",
  "entry.opening",
  "entry.manual",
  "entry.reverse",
  "entry.close",
  "period.close",
  "customer.pay",
  "customer.payOut",
  "customer.merge",
  "mpesa.receive",
  "mpesa.match",
  "mpesa.confirm",
  "stock.receive",
  "stock.sendBack",
  "stock.writeOff",
  "stock.transfer",
  "stocktake.post",
  "supplier.pay",
  "production.record",
  "production.reverse",
  "price.saveList",
  "business.setTaxRate",
  "reconciliation.finish",
  "reconciliation.undo",
  "deposit.return",
  "deposit.forfeit",
  "deposit.open",
  "returnable.move",
  "job.receive",
  "job.move",
  "job.pay",
  "job.collect",
  "job.cancel",
  "job.writeOff",
  "job.compensate",
  "business.setActive",
];

const REFUSALS = [
  "stock.insufficient",
  "cash.short",
  "period.closed",
  "day.out_of_range",
  "entry.unbalanced",
  "entry.already_reversed",
  "entry.not_reversible",
  "refund.exceeds_sale",
  "payment.exceeds_balance",
  "credit.insufficient",
  "returnable.short",
  "returnable.serial_elsewhere",
  "deposit.closed",
  "job.ended",
  "job.not_ready",
  "job.moved_meanwhile",
  "mpesa.code_used",
  "mpesa.matched",
  "business.inactive",
  "shift.parked_sales",
  "run.sold",
  "reconciliation.difference",
  "reconciliation.not_after",
  "reconciliation.line_taken",
  "reconciliation.not_latest",
];
