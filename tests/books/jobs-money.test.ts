import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openShop, type Shop } from "./fixture.ts";
import { TODAY as day } from "./fixture.ts";

/** A ticket as a laundry's exercise book would have it: kept here, apart from the program. */
interface Ticket {
  readonly customer: number;
  readonly policy: "ready" | "collected";
  readonly total: number;
  status: "received" | "washing" | "ready" | "collected" | "cancelled" | "disposed";
  paid: number;
  lost: number;
  kept: number;
  recognised: boolean;
}

interface World extends Shop {
  readonly people4: readonly string[];
  readonly tickets: Map<string, Ticket>;
  codes: number;
  policy: "ready" | "collected";
}

const SKUS = ["L-SHIRT", "L-SUIT", "L-KG", "L-DUVET", "L-BUNDLE"] as const;

async function world(vatRegistered: boolean): Promise<World> {
  const shop = openShop({ vatRegistered });
  const place = { business: "LAUNDRY", account: 1120, party: "SAFE" };
  await shop.must("entry.capital", { day, direction: "in", amount: 9e8, place, memo: "" });
  await shop.must("shift.open", {
    business: "LAUNDRY",
    day,
    counts: { "1000": 9000 },
    fromSafe: 9e8,
  });
  const people4: string[] = [];
  for (const name of ["Achieng", "Brian", "Chebet"]) {
    people4.push((await shop.must("customer.save", { name, creditLimit: 500_000 })).id);
  }
  const made: World = { ...shop, people4, tickets: new Map(), codes: 0, policy: "ready" };
  await choose(made, "ready");
  return made;
}

/** The owner's policy, and a surcharge of a third, so that there are cents to round. */
async function choose(shop: World, recognition: "ready" | "collected"): Promise<void> {
  const { expressAccount: _, ...now } = await shop.must("job.settings", { business: "LAUNDRY" });
  const changed = { ...now, recognition, expressBasisPoints: 3333 };
  await shop.must("job.saveSettings", { business: "LAUNDRY", ...changed });
  shop.policy = recognition;
}

type Act = (shop: World) => Promise<void>;

const tender = fc.constantFrom("cash", "mpesa", "bank" as const);

/** Tenders for an amount: cash with change, M-Pesa in whole shillings, the bank to the cent. */
function pay(shop: World, kind: "cash" | "mpesa" | "bank", amount: number) {
  if (amount === 0) return [];
  if (kind === "cash") return [{ kind, tendered: Math.ceil(amount / 50_000) * 50_000 } as const];
  if (kind === "bank") return [{ kind, amount, reference: "" } as const];
  shop.codes += 1;
  const code = `TKK${String(shop.codes).padStart(7, "0")}`;
  return [{ kind, amount: Math.floor((amount + 50) / 100) * 100, code } as const];
}

/** Whole shillings where M-Pesa could not be told apart from a part payment. */
const part = (due: number, hundredths: number): number =>
  hundredths === 100 ? due : Math.floor((due * hundredths) / 10_000) * 100;

function nth(shop: World, at: number): [string, Ticket] | undefined {
  const all = [...shop.tickets];
  return all[at % Math.max(1, all.length)];
}

const receive = fc
  .record({
    customer: fc.nat(2),
    lines: fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 7 })), {
      minLength: 1,
      maxLength: 4,
    }),
    express: fc.boolean(),
    deposit: fc.constantFrom(0, 0, 33, 43, 70, 100),
    kind: tender,
  })
  .map(({ customer, lines, express, deposit, kind }): Act => async (shop) => {
    const asked = lines.map(([item, count]) => {
      const sku = SKUS[item] ?? "L-SHIRT";
      const price = { "L-SHIRT": 10_000, "L-SUIT": 45_000, "L-KG": 9000, "L-DUVET": 60_000 };
      const unitPrice = sku === "L-BUNDLE" ? 70_000 : price[sku];
      const quantity = sku === "L-KG" ? count * 333 : count * 1000;
      return { item: shop.items.get(sku) ?? "", quantity, unitPrice, pieces: count };
    });
    let total = 0;
    for (const { quantity, unitPrice } of asked) {
      const gross = Math.floor((quantity * unitPrice) / 1000 + 0.5);
      total += gross + (express ? Math.floor((gross * 3333) / 10_000 + 0.5) : 0);
    }
    const amount = part(total, deposit);
    const done = await shop.call("job.receive", {
      business: "LAUNDRY",
      customer: shop.people4[customer] ?? "",
      lines: asked,
      express,
      deposit: amount,
      tenders: pay(shop, kind, amount),
    });
    if (!done.ok) return expect(done.refusal.code).toBe("credit.limit_exceeded");
    expect(done.value.total).toBe(total);
    shop.tickets.set(done.value.job, {
      customer,
      policy: shop.policy,
      total,
      status: "received",
      paid: amount,
      lost: 0,
      kept: 0,
      recognised: false,
    });
  });

const move = fc
  .tuple(fc.nat(50), fc.constantFrom("received", "washing", "ready", "ready" as const))
  .map(([at, to]): Act => async (shop) => {
    const [job, ticket] = nth(shop, at) ?? [];
    if (job === undefined || ticket === undefined) return;
    const done = await shop.call("job.move", { job, to, reason: "as it happened" });
    const order = ["received", "washing", "ready", "collected"];
    const step = order.indexOf(to) - order.indexOf(ticket.status);
    const ended = ticket.status === "cancelled" || ticket.status === "disposed";
    expect(done.ok).toBe(!ended && step !== 0 && step >= -1 && !(step < 0 && ticket.lost > 0));
    if (!done.ok) return;
    ticket.status = to;
    ticket.recognised = to === "ready" && ticket.policy === "ready";
  });

const payPart = fc
  .tuple(fc.nat(50), fc.constantFrom(10, 50, 77, 100), tender)
  .map(([at, hundredths, kind]): Act => async (shop) => {
    const [job, ticket] = nth(shop, at) ?? [];
    if (job === undefined || ticket === undefined) return;
    const amount = part(ticket.total - ticket.paid - ticket.lost, hundredths);
    if (amount <= 0) return;
    const done = await shop.call("job.pay", { job, amount, tenders: pay(shop, kind, amount) });
    const ended = ticket.status === "cancelled" || ticket.status === "disposed";
    expect(done.ok).toBe(!ended);
    if (done.ok) ticket.paid += amount;
  });

const collect = fc
  .tuple(fc.nat(50), fc.constantFrom(0, 40, 100, 100), tender)
  .map(([at, hundredths, kind]): Act => async (shop) => {
    const [job, ticket] = nth(shop, at) ?? [];
    if (job === undefined || ticket === undefined) return;
    const amount = part(ticket.total - ticket.paid - ticket.lost, hundredths);
    const tenders = pay(shop, kind, amount);
    const done = await shop.call("job.collect", { job, amount, tenders, collector: "Her son" });
    expect(done.ok).toBe(ticket.status === "ready");
    if (!done.ok) return;
    ticket.status = "collected";
    ticket.paid += amount;
    ticket.recognised = true;
  });

const cancel = fc.tuple(fc.nat(50), tender).map(([at, kind]): Act => async (shop) => {
  const [job, ticket] = nth(shop, at) ?? [];
  if (job === undefined || ticket === undefined) return;
  shop.codes += 1;
  const code = kind === "mpesa" ? `TKK${String(shop.codes).padStart(7, "0")}` : "";
  const tenders = ticket.paid === 0 ? [] : [{ kind, amount: ticket.paid, code }];
  const done = await shop.call("job.cancel", { job, tenders, reason: "changed their mind" });
  expect(done.ok).toBe(["received", "washing", "ready"].includes(ticket.status));
  if (!done.ok) return;
  Object.assign(ticket, { status: "cancelled", paid: 0, recognised: false });
});

const writeOff = fc.nat(50).map((at): Act => async (shop) => {
  const [job, ticket] = nth(shop, at) ?? [];
  if (job === undefined || ticket === undefined) return;
  const due = ticket.total - ticket.paid - ticket.lost;
  const done = await shop.call("job.writeOff", { job, reason: "nobody came" });
  const ended = ticket.status === "cancelled" || ticket.status === "disposed";
  expect(done.ok).toBe(!ended && !(ticket.status === "collected" && due === 0));
  if (!done.ok) return;
  if (ticket.recognised) ticket.lost += due;
  else ticket.kept = ticket.paid;
  if (ticket.status !== "collected") ticket.status = "disposed";
});

const compensate = fc.nat(50).map((at): Act => async (shop) => {
  const [job] = nth(shop, at) ?? [];
  if (job === undefined) return;
  const tenders = [{ kind: "cash" as const, amount: 12_300 }];
  await shop.must("job.compensate", { job, what: "A sock", tenders, reason: "lost" });
});

const choosePolicy = fc.constantFrom("ready", "collected" as const).map(
  (recognition): Act =>
    (shop) =>
      choose(shop, recognition),
);

const anyAct = fc.oneof(
  { weight: 6, arbitrary: receive },
  { weight: 6, arbitrary: move },
  { weight: 4, arbitrary: payPart },
  { weight: 4, arbitrary: collect },
  { weight: 1, arbitrary: cancel },
  { weight: 1, arbitrary: writeOff },
  { weight: 1, arbitrary: compensate },
  { weight: 1, arbitrary: choosePolicy },
);

/** Debits less credits by party, from the lines alone. */
function parties(shop: World, account: number): Map<string, number> {
  const rows = shop.journal.book.all<{ party: string; amount: number }>(
    "SELECT party, sum(debit - credit) AS amount FROM line WHERE account = ? GROUP BY party",
    account,
  );
  return new Map(rows.map((row) => [row.party, row.amount]));
}

/** The tickets and the ledger say the same, ticket by ticket and customer by customer. */
function ledgerIsTheTickets(shop: World, vat: boolean): void {
  const deposits = parties(shop, 2230);
  const owed = parties(shop, 1320);
  const expected = new Map<string, number>();
  for (const [job, ticket] of shop.tickets) {
    const held = 0 - (deposits.get(job) ?? 0);
    const { customer, total, paid, lost, recognised } = ticket;
    if (recognised) {
      expect(held).toBe(0);
      const id = shop.people4[customer] ?? "";
      expected.set(id, (expected.get(id) ?? 0) + total - paid - lost);
    } else {
      // What was paid is held without its tax, which is owed to the state already.
      const tax = paid - held;
      expect(ticket.kept > 0 ? held : 0).toBe(0);
      if (ticket.kept === 0) {
        // 16 parts in 116, to the rounding of the lines.
        expect(Math.abs(tax - (vat ? (paid * 16) / 116 : 0))).toBeLessThan(
          ticket.total > 0 ? 6 : 1,
        );
        expect(held).toBeGreaterThanOrEqual(0);
      }
    }
  }
  for (const id of shop.people4) {
    expect(owed.get(id) ?? 0).toBe(expected.get(id) ?? 0);
    expect(owed.get(id) ?? 0).toBeGreaterThanOrEqual(0);
  }
}

test.each([true, false])(
  "any sequence of acts on jobs keeps tickets and ledger together (VAT: %s)",
  async (vat) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 30, maxLength: 60 }), async (acts) => {
        const shop = await world(vat);
        try {
          for (const act of acts) {
            await act(shop);
            ledgerIsTheTickets(shop, vat);
          }
          for (const [job, ticket] of shop.tickets) {
            const shown = await shop.must("job.get", { job });
            expect(shown.status).toBe(ticket.status);
            const over = ticket.status === "cancelled" || ticket.status === "disposed";
            const due = over ? 0 : ticket.total - ticket.paid - ticket.lost;
            expect(shown.due).toBe(due);
          }
          expect(verifyJournal(shop.journal).filter((check) => !check.ok)).toEqual([]);
          rebuildsEqually(shop);
          await hledgerAgrees(shop);
        } finally {
          shop.close();
        }
      }),
      { numRuns: 4 },
    );
  },
);

function rebuildsEqually(shop: World): void {
  const other = join(shop.folder, "rebuilt.db");
  rebuildJournal(shop.journal.file, other);
  expect(compareJournals(shop.journal.file, other).filter((table) => !table.equal)).toEqual([]);
}

/** Where hledger is not installed this says nothing; the outside programs' own test says so. */
async function hledgerAgrees(shop: World): Promise<void> {
  if (spawnSync("hledger", ["--version"]).error !== undefined) return;
  const window = { from: "2000-01-01", to: "2026-12-31" };
  const exported = await shop.must("export.journal", { format: "hledger", ...window });
  const file = join(shop.folder, "books.journal");
  writeFileSync(file, Buffer.from(exported.base64, "base64"));
  const of = (account: number): number => {
    const asked = ["-f", file, "--strict", "balance", `:${account}`, "-O", "csv"];
    const { stdout, stderr } = spawnSync("hledger", asked, { encoding: "utf8" });
    expect(stderr).toBe("");
    const total = /"[Tt]otal:?","?([^"\n]*)/.exec(stdout)?.[1] ?? "";
    const amount = /-?[\d.]+/.exec(total.replaceAll(",", ""))?.[0] ?? "0";
    return Math.round(Number(amount) * 100);
  };
  for (const account of [2230, 1320]) {
    const ours = [...parties(shop, account).values()].reduce((sum, each) => sum + each, 0);
    expect(of(account)).toBe(ours);
  }
}
