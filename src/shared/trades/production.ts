import type { ReceivedLine } from "../facts/layers.ts";
import type { StockIssue } from "../facts/layers.ts";
import type { Recipe } from "../facts/master.ts";
import type { Excise, ProductionBody, UsedInput } from "../facts/stock.ts";
import type { BusinessDay } from "../kernel/date.ts";
import { cents, less, price, share, sum, ZERO, type Money } from "../kernel/money.ts";
import { lessQuantity, NONE, quantity, sumQuantities, type Quantity } from "../kernel/quantity.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import {
  credit,
  debit,
  journalEntry,
  mergeLines,
  type JournalEntry,
} from "../ledger/journal-entry.ts";
import { RULED } from "../ledger/office-entries.ts";
import { deliveryLines, receivedLines, type Short } from "./purchase.ts";
import { costOf, isTooLarge, type Taken } from "./stock-taking.ts";

/** What became of the units begun in a run. */
export interface Yield {
  readonly begun: Quantity;
  readonly good: Quantity;
  readonly normal: Quantity;
  readonly abnormal: Quantity;
}

/**
 * Losses up to the recipe's usual share of the units begun are normal, the rest abnormal. Whole
 * units where the product comes in whole ones: 1 % of 205 bottles is 2 (J9), never 2.05.
 */
export function yieldOf(
  recipe: { readonly lossBasisPoints: number },
  run: { readonly good: Quantity; readonly lost: Quantity; readonly fractional: boolean },
): Yield {
  const begun = sumQuantities([run.good, run.lost]);
  const usual = Number((BigInt(begun) * BigInt(recipe.lossBasisPoints)) / 10_000n);
  const allowed = run.fractional ? usual : usual - (usual % 1000);
  const normal = quantity(Math.min(run.lost, allowed));
  return { begun, good: run.good, normal, abnormal: lessQuantity(run.lost, normal) };
}

/** What so many units begun use up, in the recipe's order, the container first. */
export function inputsOf(
  recipe: Pick<Recipe, "container" | "materials">,
  begun: Quantity,
): Taken[] {
  const container = recipe.container === null ? [] : [{ item: recipe.container, quantity: begun }];
  const materials = recipe.materials.map((part) => ({
    item: part.item,
    // Thousandths of thousandths: a price per unit is the same arithmetic.
    quantity: quantity(price(cents(part.quantity), begun)),
  }));
  return [...container, ...materials].filter((taken) => taken.quantity > 0);
}

/** The rate of a day, of rates that each hold from their own; null before the first. */
export function excisePerLitre(
  rates: readonly { readonly from: BusinessDay; readonly perLitre: Money }[],
  day: BusinessDay,
): Money | null {
  const rate = rates
    .filter((each) => each.from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
  return rate === undefined || rate.perLitre === 0 ? null : rate.perLitre;
}

/** Excise on the good units, by the litre, rounded once (J11). */
export function exciseOf(
  litresEach: Quantity | null,
  good: Quantity,
  perLitre: Money | null,
): Excise | null {
  if (litresEach === null || perLitre === null) return null;
  const litres = quantity(price(cents(litresEach), good));
  return { litres, perLitre, amount: price(perLitre, litres) };
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly fractional: boolean;
  /** Its inventory account, and where its cost of sales goes. */
  readonly account: number;
  readonly cogs: number;
}

export interface Run {
  readonly good: Quantity;
  readonly lost: Quantity;
  readonly batch: string;
  readonly expires: BusinessDay | null;
  readonly note: string;
  readonly perLitre: Money | null;
}

/** What the books hand to a run: names, layers, and the product's new layer. */
export interface Floor {
  readonly nameOf: (item: string) => string;
  readonly take: (taken: Taken) => Result<StockIssue[]>;
  readonly layer: string;
  readonly shorts: readonly Short[];
}

/**
 * A run (J9): all units begun take their inputs, first in, first out; the good ones and the usual
 * loss bear the cost of the good, the abnormal loss its share by units, rounded once. Refuses a
 * run of nothing, parts of a product made whole, and inputs that are short, the first by name.
 */
export function produce(
  recipe: Recipe,
  product: Product,
  run: Run,
  floor: Floor,
): Result<ProductionBody> {
  const parts = [run.good, run.lost];
  const odd = !product.fractional && parts.some((part) => part % 1000 !== 0);
  if (run.good <= 0 || run.lost < 0 || odd) {
    return refuse({ code: "quantity.invalid", name: product.name });
  }
  const { begun, normal, abnormal } = yieldOf(recipe, { ...run, fractional: product.fractional });
  const { good } = run;
  if (recipe.materials.some((part) => isTooLarge(part.quantity, begun))) {
    return refuse({ code: "sale.too_large" });
  }
  const inputs: UsedInput[] = [];
  for (const taken of inputsOf(recipe, begun)) {
    const issues = floor.take(taken);
    if (!issues.ok) return issues;
    inputs.push({ ...taken, name: floor.nameOf(taken.item), issues: issues.value });
  }
  const whole = sum(inputs.map((input) => costOf(input.issues)));
  const abnormalCost = share(whole, abnormal, begun);
  const output = madeLine(product, good, less(whole, abnormalCost), floor);
  const excise = exciseOf(recipe.litres, good, run.perLitre);
  const { batch, expires, note } = run;
  return done({
    good,
    normal,
    abnormal,
    batch,
    expires,
    note,
    inputs,
    output,
    abnormalCost,
    excise,
  });
}

function madeLine(product: Product, good: Quantity, cost: Money, floor: Floor): ReceivedLine {
  const { id: item, name, account } = product;
  const [line] = receivedLines([{ item, name, quantity: good, cost, tax: ZERO, account }], {
    reclaims: false,
    layerOf: () => floor.layer,
    shortsOf: () => floor.shorts,
  });
  // One line in is one line out.
  return line as ReceivedLine;
}

/**
 * Debit the filled stock and the abnormal loss, credit the containers and materials (J9); excise
 * is a cost of sales that is owed (J11). Null where nothing cost anything.
 */
export function productionEntry(
  business: string,
  body: ProductionBody,
  cogs: number,
): JournalEntry | null {
  const made = deliveryLines(business, [body.output], { inputTax: 0, costOf: () => cogs });
  const excise = body.excise?.amount ?? ZERO;
  const merged = mergeLines([
    ...made,
    debit(business, RULED.abnormalWastage, body.abnormalCost),
    debit(business, cogs, excise),
    ...body.inputs.flatMap((input) =>
      input.issues.map((part) => credit(business, part.account, part.cost)),
    ),
    credit(business, RULED.excise, excise),
  ]);
  return merged.length === 0 ? null : journalEntry(merged);
}

/** Good for every hundred begun, in hundredths of a per cent. */
export function yieldBasisPoints(run: Pick<Yield, "good" | "normal" | "abnormal">): number {
  const begun = sumQuantities([run.good, run.normal, run.abnormal]);
  return begun === NONE ? 0 : Math.round((run.good * 10_000) / begun);
}
