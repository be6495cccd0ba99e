import * as cylinders from "./cylinders.ts";
import * as drawer from "./drawer.ts";
import * as marked from "./cylinders-marked.ts";
import { Draws } from "./draws.ts";
import { BUSINESSES } from "./exercise-book.ts";
import * as jobs from "./jobs.ts";
import * as office from "./office.ts";
import * as people from "./people.ts";
import { booksAgree, reportsAgree } from "./proofs.ts";
import * as selling from "./selling.ts";
import * as statements from "./statements.ts";
import * as stock from "./stock.ts";
import { World } from "./world.ts";

type Act = (world: World, draws: Draws) => Promise<void>;

/** Every act of every business, and how often it happens beside the others. */
const ACTS: Readonly<Record<string, readonly [weight: number, act: Act]>> = {
  sale: [26, selling.sale],
  refund: [8, async (world, draws) => void (await selling.refund(world, draws))],
  exchange: [3, selling.exchange],
  park: [1, drawer.park],
  cash: [4, drawer.moveCash],
  change: [1, drawer.leaveChange],
  shift: [3, drawer.changeShift],
  day: [2, office.nextDay],
  expense: [3, office.expense],
  transfer: [3, office.transfer],
  capital: [2, office.capital],
  opening: [1, office.opening],
  manual: [2, office.manual],
  reverse: [3, office.reverse],
  lock: [1, office.closePeriod],
  close: [3, office.close],
  merge: [1, office.merge],
  customer: [1, people.newCustomer],
  pays: [5, people.pay],
  "pay-out": [2, people.payOut],
  mpesa: [3, people.mpesa],
  confirm: [1, people.confirm],
  delivery: [8, stock.receive],
  supplier: [2, stock.paySupplier],
  "send-back": [2, stock.sendBack],
  run: [6, stock.produce],
  "take-back": [2, stock.takeBack],
  "write-off": [3, stock.writeOff],
  count: [3, stock.count],
  goods: [2, stock.moveGoods],
  price: [2, stock.reprice],
  tax: [1, stock.retax],
  statement: [4, statements.agree],
  reopen: [1, statements.reopen],
  filled: [8, cylinders.sellFilled],
  deposit: [4, cylinders.giveBack],
  forfeit: [1, cylinders.forfeit],
  cylinders: [5, cylinders.moveCylinders],
  outright: [2, marked.sellOutright],
  "take-over": [1, marked.takeOver],
  serials: [6, marked.byScan],
  intake: [6, jobs.receive],
  move: [8, jobs.move],
  fetch: [7, jobs.payOrCollect],
  cancel: [1, jobs.cancel],
  "give-up": [1, jobs.writeOff],
  damage: [1, jobs.compensate],
  policy: [1, (world, draws) => jobs.choosePolicy(world, draws.of(["ready", "collected"]))],
};

/** One step of a walk: what was done, and the number by which it chose. */
export type Step = readonly [name: string, seed: number];

/** The steps of a seed: the same for ever, whatever else changes. */
export function stepsOf(seed: number, many: number): Step[] {
  const draws = new Draws(seed);
  const names = Object.entries(ACTS).flatMap(([name, [weight]]) =>
    Array.from({ length: weight }, () => name),
  );
  return Array.from({ length: many }, () => [draws.of(names), draws.under(1_000_000)]);
}

/** How a walk ended: where and why it failed, if it did. */
export interface Walked {
  readonly world: World;
  readonly failed: { readonly at: number; readonly why: unknown } | null;
}

const EVERY = 40;

/** Takes the steps on new books; the caller closes them. */
export async function walk(steps: readonly Step[], vat: boolean): Promise<Walked> {
  const world = new World(vat);
  let at = -1;
  try {
    await begin(world);
    for (const [name, seed] of steps) {
      at += 1;
      const found = ACTS[name];
      if (found === undefined) throw new Error(`no act ${name}`);
      await found[1](world, new Draws(seed));
      if (at % EVERY === EVERY - 1) await booksAgree(world);
      if (at % (10 * EVERY) === 0) await reportsAgree(world);
    }
    at += 1;
    await booksAgree(world);
    await reportsAgree(world);
    return { world, failed: null };
  } catch (why) {
    return { world, failed: { at, why } };
  }
}

async function begin(world: World): Promise<void> {
  await people.begin(world);
  await cylinders.stockCupboard(world);
  await marked.stockMarked(world);
  await jobs.choosePolicy(world, "ready");
  const draws = new Draws(1);
  for (const business of BUSINESSES) await drawer.openShift(world, draws, business);
}

/** Takes steps out as long as the rest still fails, for so long; the last one stays. */
export async function shortened(
  steps: readonly Step[],
  vat: boolean,
  until: number,
): Promise<{ readonly steps: readonly Step[]; readonly why: unknown } | null> {
  let best: readonly Step[] = steps;
  let why: unknown = null;
  const fails = async (tried: readonly Step[]): Promise<boolean> => {
    const { world, failed } = await walk(tried, vat);
    world.close();
    if (failed === null) return false;
    why = failed.why;
    best = tried.slice(0, failed.at + 1);
    return true;
  };
  for (let size = Math.ceil(best.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.length - 1;) {
      if (Date.now() > until) return why === null ? null : { steps: best, why };
      const tried = [...best.slice(0, from), ...best.slice(Math.min(from + size, best.length - 1))];
      if (tried.length === best.length || !(await fails(tried))) from += size;
    }
  }
  return why === null ? null : { steps: best, why };
}
