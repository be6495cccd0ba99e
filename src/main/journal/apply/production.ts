import { canonical } from "#shared/facts/canonical.ts";
import type { Recipe } from "#shared/facts/master.ts";
import type { ProductionRecorded, ProductionReversed } from "#shared/facts/stock.ts";
import type { Book } from "../book.ts";
import { mover } from "./stock.ts";

export function applyRecipe(book: Book, body: Recipe, seq: number): void {
  book.run(
    `INSERT INTO recipe (product, seq, business, container, materials, loss_basis_points, litres,
       shelf_days, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (product) DO UPDATE SET seq = excluded.seq, container = excluded.container,
       materials = excluded.materials, loss_basis_points = excluded.loss_basis_points,
       litres = excluded.litres, shelf_days = excluded.shelf_days, active = excluded.active`,
    body.product,
    seq,
    body.business,
    body.container,
    canonical(body.materials),
    body.lossBasisPoints,
    body.litres,
    body.shelfDays,
    body.active ? 1 : 0,
  );
}

export function applyProduction(book: Book, fact: ProductionRecorded, seq: number): void {
  const { body, day } = fact;
  const business = fact.business ?? "";
  const { issue, arrive } = mover(book, seq, day);
  for (const input of body.inputs) for (const part of input.issues) issue(business, part);
  arrive(business, body.output);
  book.run(
    `INSERT INTO production_run (seq, id, business, product, day, batch, expires, good, normal,
       abnormal, cost, abnormal_cost, excise, layer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    fact.id,
    business,
    body.output.item,
    day,
    body.batch,
    body.expires,
    body.good,
    body.normal,
    body.abnormal,
    body.output.cost,
    body.abnormalCost,
    body.excise?.amount ?? 0,
    body.output.layer,
  );
}

/** Taken back before the inputs return, while the layer still shows that all of it is there. */
export function applyProductionReversed(book: Book, fact: ProductionReversed, seq: number): void {
  const { run, inputs, output } = fact.body;
  const business = fact.business ?? "";
  // Once: the second of two tills that took it back becomes a task (see `noteExceptions`).
  book.run(
    "UPDATE production_run SET reversed_seq = ? WHERE id = ? AND reversed_seq IS NULL",
    seq,
    run,
  );
  const { issue } = mover(book, seq, fact.day);
  issue(business, output);
  for (const part of inputs) issue(business, part, "back");
}
