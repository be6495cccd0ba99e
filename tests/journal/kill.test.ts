import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { epochTag } from "#main/journal/chain.ts";
import {
  newSellingShop,
  openTill,
  problems,
  receive,
  removeFolders,
  sugar,
  valueOf,
  type Till,
} from "./shop.ts";

const KILLS = 24;
const READY = "selling";
const CHILD = join(import.meta.dirname, "kill-child.ts");

let shop: Till;

beforeAll(async () => {
  shop = await newSellingShop();
  receive(shop, "G-SUGAR", 1_000_000, 12_100_000);
  // Receipts are wanted, so that each sale has a print job to be lost or doubled.
  const printer = { name: "Files", transport: "file", target: "", paper: 80, automatic: true };
  shop.journal.onDevice((book) =>
    book.run("UPDATE device SET printer = ?", JSON.stringify(printer)),
  );
  shop.close();
});
afterAll(removeFolders);

interface Life {
  /** The id of the sale that was under way when the power went, if it was begun at all. */
  readonly begun: string[];
  readonly acknowledged: Map<string, string>;
}

/** Starts the child, lets it sell for a while, and kills it as a power cut does. */
async function sellAndDie(ms: number): Promise<Life> {
  const life: Life = { begun: [], acknowledged: new Map() };
  const child = spawn(process.execPath, [CHILD, shop.folder, READY], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const ready = Promise.withResolvers<void>();
  lines.on("line", (line) => {
    const [word, id, number] = line.split(" ");
    if (word === READY) ready.resolve();
    if (word === "begin" && id !== undefined) life.begun.push(id);
    if (word === "done" && id !== undefined) life.acknowledged.set(id, number ?? "");
  });
  const closed = once(lines, "close");
  await Promise.race([ready.promise, exited]);
  await wait(ms);
  child.kill("SIGKILL");
  const [code, signal] = (await exited) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
  await closed;
  return life;
}

interface Kept {
  readonly id: string;
  readonly number: string;
  readonly counter: number;
  readonly epoch: string;
}

function salesOf(till: Till): Kept[] {
  return till.journal.book.all<Kept>(
    `SELECT s.id, s.number, s.counter, e.id AS epoch FROM sale s JOIN fact f ON f.seq = s.seq
     JOIN epoch e ON e.no = f.epoch ORDER BY s.seq`,
  );
}

/** Sales with anything of theirs missing or there twice. */
function halves(till: Till): unknown[] {
  return till.journal.book.all(
    `SELECT f.seq FROM fact f WHERE f.kind = 'sale.posted' AND NOT (
       (SELECT count(*) FROM sale s WHERE s.seq = f.seq AND s.id = f.id) = 1
       AND (SELECT count(*) FROM sale_line l WHERE l.sale = f.seq) = 1
       AND (SELECT count(*) FROM tender t WHERE t.seq = f.seq) = 1
       AND (SELECT count(*) FROM stock_move m WHERE m.seq = f.seq) = 1
       AND (SELECT count(*) FROM entry e WHERE e.seq = f.seq) = 1
       AND (SELECT count(*) FROM seal WHERE entry = f.seq) = 1
       AND (SELECT count(*) FROM line l WHERE l.entry = f.seq) = 5
       AND (SELECT count(*) FROM print_job j WHERE j.fact = f.id) = 1)
     UNION ALL SELECT seq FROM sale WHERE id NOT IN (SELECT id FROM fact)
     UNION ALL SELECT id FROM print_job WHERE fact NOT IN (SELECT id FROM sale)`,
  );
}

test(`a till that is killed ${KILLS} times keeps every sale it acknowledged, once and whole`, async () => {
  const acknowledged = new Map<string, string>();
  let died = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // From "just started" to "in the middle of many", never the same twice.
    const life = await sellAndDie(Math.floor(Math.random() * 120));
    for (const [id, number] of life.acknowledged) acknowledged.set(id, number);
    const till = openTill(shop.folder, shop.clock);
    const kept = salesOf(till);
    const numbers = new Map(kept.map((sale) => [sale.id, sale.number]));
    for (const [id, number] of acknowledged) expect(numbers.get(id), id).toBe(number);
    expect(numbers.size).toBe(kept.length);
    expect(halves(till)).toEqual([]);
    // Dense and unique, and each with the tag of the program start that gave it.
    expect(kept.map((sale) => sale.counter)).toEqual(kept.map((_, at) => at + 1));
    for (const { number, counter, epoch } of kept) {
      expect(number).toBe(`T1-${String(counter).padStart(6, "0")}-${epochTag(epoch)}`);
    }
    // What was under way is there or not; asked again it is there, once, and the answer is good.
    const last = life.begun.at(-1);
    if (last !== undefined && !life.acknowledged.has(last)) {
      died += 1;
      const again = valueOf(await till.call("sale.post", sugar(till, last)));
      expect(again.number).toBe(numbers.get(last) ?? again.number);
      expect(salesOf(till).filter((sale) => sale.id === last)).toHaveLength(1);
      acknowledged.set(last, again.number);
    }
    if (kill % 6 === 5) expect(problems(till)).toEqual([]);
    till.close();
  }
  console.log(`${KILLS} kills, ${acknowledged.size} sales acknowledged, ${died} under way`);
  expect(acknowledged.size).toBeGreaterThan(KILLS);
}, 300_000);
