import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import type { ExceptionKind } from "#shared/facts/exceptions.ts";
import { addDays, nairobiDay } from "#shared/kernel/date.ts";
import { saveNotice } from "#main/journal/device/link.ts";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { UNTIED } from "#main/replication/link.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import { alsoElsewhere } from "./elsewhere.ts";
import {
  command,
  itemOf,
  line,
  newCustomer,
  newFolder,
  newSellingShop,
  problems,
  receive,
  removeFolders,
  sugar,
  type Till,
} from "./shop.ts";

afterAll(removeFolders);

const shopWithOffice = () =>
  newSellingShop(undefined, (parts) =>
    officeHandlers(parts, { verify: () => verifyJournal(parts.journal), link: UNTIED }),
  );
type Shop = Awaited<ReturnType<typeof shopWithOffice>>;

// ---------------------------------------------------------------- acts

const today = (shop: Shop) => nairobiDay(shop.clock.now());
let numbers = 0;
const another = () => ({ number: `T9-${String((numbers += 1)).padStart(6, "0")}-ZZ` });

async function soldAndBroughtBack(shop: Shop) {
  receive(shop, "G-SUGAR", 10_000, 100_000);
  const { sale } = await shop.did("sale.post", sugar(shop));
  const lines = [{ no: 1, quantity: 2000 }];
  const { total } = await shop.did("sale.quoteRefund", { sale, lines });
  await shop.did("sale.refund", {
    command: command(),
    sale,
    lines: [{ no: 1, quantity: 2000, restock: true }],
    tenders: [{ kind: "cash", amount: total }],
    reason: "brought back",
  });
}

async function spentAndReversed(shop: Shop) {
  const { entry } = await shop.did("entry.expense", {
    command: command(),
    day: today(shop),
    account: 5820,
    shares: [{ business: "RETAIL", amount: 1000 }],
    paidFrom: 1130,
    party: "T1",
    memo: "sweets",
  });
  await shop.did("entry.reverse", { command: command(), entry, day: today(shop), reason: "wrong" });
}

async function closed(shop: Shop) {
  await shop.did("shift.close", {
    command: command(),
    shift: shop.shifts["RETAIL"] ?? "",
    counts: { "1000": 2 },
    mpesaCounted: null,
    leaveInDrawer: 0,
  });
}

async function paidByMpesa(shop: Shop) {
  await shop.did("sale.post", {
    ...sugar(shop),
    lines: [line(shop, "G-SUGAR")],
    tenders: [{ kind: "mpesa", amount: itemOf(shop, "G-SUGAR").price ?? 0, code: "SKB4QXC1YZ" }],
  });
}

async function cameAndMatched(shop: Shop) {
  const { id } = await shop.did("mpesa.receive", {
    command: command(),
    business: "RETAIL",
    day: today(shop),
    code: "SKB4QXC1YZ",
    amount: 50_000,
    seen: "message",
  });
  await shop.did("mpesa.match", { command: command(), received: id, to: { kind: "mistake" } });
}

/** Cylinders of gas, of which one went out on deposit. */
async function lentCylinder(shop: Shop, serials: readonly string[]) {
  receive(shop, "GAS-KG", 50_000, 800_000);
  const gas = itemOf(shop, "GAS-KG");
  const { id: type } = await shop.did("returnable.saveType", {
    command: command(),
    business: "RETAIL",
    kind: "cylinder",
    name: "Six",
    brand: "Jiko",
    size: 6000,
    serialised: serials.length > 0,
    content: gas.id,
    deposit: 250_000,
  });
  const moves = [{ type, count: Math.max(1, serials.length), serials: [...serials] }];
  const day = today(shop);
  const opening = { business: "RETAIL", day, form: "opening", place: "full", moves } as const;
  await shop.did("returnable.move", { command: command(), ...opening });
  const [serialOut] = serials;
  const returnable = {
    type,
    as: "deposit" as const,
    deposit: 250_000,
    ...(serialOut === undefined ? {} : { serialOut }),
  };
  await shop.did("sale.post", {
    command: command(),
    business: "RETAIL",
    lines: [{ item: gas.id, quantity: 6000, unitPrice: gas.price ?? 0, returnable }],
    tenders: [{ kind: "cash", tendered: 1_000_000 }],
  });
}

async function anotherKind(shop: Shop): Promise<string> {
  const { id } = await shop.did("returnable.saveType", {
    command: command(),
    business: "RETAIL",
    kind: "cylinder",
    name: "Thirteen",
    brand: "Jiko",
    size: 13_000,
    serialised: false,
    content: itemOf(shop, "GAS-KG").id,
    deposit: 350_000,
  });
  return id;
}

const anotherDeposit = (shop: Shop): Record<string, string> =>
  Object.fromEntries(
    shop.journal.book.all<{ id: string }>("SELECT id FROM deposit").map(({ id }) => [id, v7()]),
  );

async function broughtBackEmpty(shop: Shop) {
  await lentCylinder(shop, []);
  const { deposits } = await shop.did("deposit.find", { business: "RETAIL", text: "" });
  await shop.did("deposit.return", {
    command: command(),
    business: "RETAIL",
    deposit: deposits[0]?.id ?? "",
    tender: { kind: "cash" },
  });
}

async function inWork(shop: Shop) {
  const { job } = await shop.did("job.receive", {
    command: command(),
    business: "LAUNDRY",
    customer: await newCustomer(shop, "Wanjiku", "0712 000 001"),
    lines: [
      {
        item: itemOf(shop, "L-SHIRT").id,
        quantity: 2000,
        unitPrice: 10_000,
        pieces: 2,
        colour: "",
      },
    ],
    deposit: 0,
    tenders: [],
  });
  return job;
}

async function paidJob(shop: Shop) {
  const job = await inWork(shop);
  const tenders = [{ kind: "cash" as const, tendered: 20_000 }];
  await shop.did("job.pay", {
    command: command(),
    job,
    amount: 20_000,
    tenders,
  });
  return job;
}

async function madeAndTakenBack(shop: Shop) {
  const { recipes } = await shop.did("production.recipes", { business: "WATER" });
  const [recipe] = recipes;
  if (recipe === undefined) throw new Error("the water business has no recipe");
  const items = shop.journal.book.all<{ sku: string }>(
    "SELECT sku FROM item WHERE business = 'WATER' AND inventory IS NOT NULL",
  );
  for (const { sku } of items) receive(shop, sku, 1_000_000, 1_000_000);
  const { run } = await shop.did("production.record", {
    command: command(),
    business: "WATER",
    product: recipe.product,
    good: 10_000,
    day: today(shop),
  } as never);
  await shop.did("production.reverse", { command: command(), run, reason: "counted wrongly" });
}

async function reconciled(shop: Shop) {
  await paidByMpesa(shop);
  const day = today(shop);
  const place = { account: 1160 };
  const open = await shop.did("reconciliation.open", { ...place, since: day, through: day });
  const ticked = open.lines.map(({ of, no }) => ({ of, no }));
  const closing = open.opening + open.lines.reduce((sum, { amount }) => sum + amount, 0);
  const request = { ...place, since: day, through: day, closing, ticked };
  await shop.did("reconciliation.finish", { command: command(), ...request });
}

// ---------------------------------------------------------------- each rule

type Story = (shop: Shop) => Promise<void>;
const unknown = v7();

/** How each rule of the present comes to be broken by what another till did. */
const BROKEN: Readonly<Record<ExceptionKind, Story>> = {
  "refund.exceeds_sale": async (shop) => {
    await soldAndBroughtBack(shop);
    alsoElsewhere(shop, "sale.refunded", { body: another });
  },
  "refund.sale_unknown": async (shop) => {
    await soldAndBroughtBack(shop);
    alsoElsewhere(shop, "sale.refunded", { body: () => ({ ...another(), sale: unknown }) });
  },
  "receipt.number_twice": async (shop) => {
    await shop.did("sale.post", sugar(shop));
    alsoElsewhere(shop, "sale.posted");
  },
  "stock.oversold": async (shop) => {
    alsoElsewhere(shop, "business.saved", {
      body: ({ settings }) => ({ settings: { ...(settings as object), negativeStock: "refuse" } }),
    });
    receive(shop, "G-SUGAR", 3000, 30_000);
    await shop.did("sale.post", sugar(shop));
    alsoElsewhere(shop, "sale.posted", { body: another });
  },
  "mpesa.code_twice": async (shop) => {
    await paidByMpesa(shop);
    alsoElsewhere(shop, "sale.posted", { body: another });
  },
  "mpesa.matched_twice": async (shop) => {
    await cameAndMatched(shop);
    alsoElsewhere(shop, "mpesa.matched");
  },
  "mpesa.unknown": async (shop) => {
    await cameAndMatched(shop);
    alsoElsewhere(shop, "mpesa.matched", { body: () => ({ received: unknown }) });
  },
  "entry.reversed_twice": async (shop) => {
    await spentAndReversed(shop);
    alsoElsewhere(shop, "entry.reversed");
  },
  "entry.reverses_unknown": async (shop) => {
    await spentAndReversed(shop);
    alsoElsewhere(shop, "entry.reversed", { reverses: unknown });
  },
  "shift.open_twice": async (shop) => alsoElsewhere(shop, "shift.opened", { till: "T1" }),
  "shift.closed_twice": async (shop) => {
    await closed(shop);
    alsoElsewhere(shop, "shift.closed");
  },
  "shift.unknown": async (shop) => {
    await closed(shop);
    alsoElsewhere(shop, "shift.closed", { body: () => ({ shift: unknown }) });
  },
  "customer.phone_twice": async (shop) => {
    await newCustomer(shop, "Achieng", "0712000001");
    alsoElsewhere(shop, "customer.saved", { body: () => ({ id: unknown }) });
  },
  "customer.changed_twice": async (shop) => {
    const id = await newCustomer(shop, "Achieng", "0712000001");
    const edit = { id, name: "Achieng", phone: "0712000001", note: "by the gate" };
    await shop.did("customer.save", { command: command(), ...edit });
    alsoElsewhere(shop, "customer.saved", { body: () => ({ note: "by the river" }) });
  },
  "account.number_twice": async (shop) => {
    const account = { number: 5990, name: "Sundries", category: "Operating Expenses" };
    const request = { ...account, class: "Other Operating Expenses" };
    await shop.did("account.save", { command: command(), ...request });
    alsoElsewhere(shop, "account.saved", { body: () => ({ business: "RETAIL" }) });
  },
  "returnable.short": async (shop) => {
    await lentCylinder(shop, []);
    alsoElsewhere(shop, "sale.posted", { body: another, instead: anotherDeposit(shop) });
  },
  "cylinder.elsewhere": async (shop) => {
    await lentCylinder(shop, ["A1", "A2"]);
    alsoElsewhere(shop, "sale.posted", { body: another, instead: anotherDeposit(shop) });
  },
  "deposit.paid_twice": async (shop) => {
    await broughtBackEmpty(shop);
    alsoElsewhere(shop, "deposit.returned");
  },
  "deposit.moved_apart": async (shop) => {
    await broughtBackEmpty(shop);
    // As if it had been exchanged for another kind at the till that takes it back.
    const [held] = shop.journal.book.all<{ type: string }>("SELECT type FROM deposit");
    alsoElsewhere(shop, "deposit.returned", {
      instead: { [held?.type ?? ""]: await anotherKind(shop) },
    });
  },
  "deposit.unknown": async (shop) => {
    await broughtBackEmpty(shop);
    alsoElsewhere(shop, "deposit.returned", { instead: anotherDeposit(shop) });
  },
  "run.taken_back_twice": async (shop) => {
    await madeAndTakenBack(shop);
    alsoElsewhere(shop, "production.reversed");
  },
  "run.unknown": async (shop) => {
    await madeAndTakenBack(shop);
    alsoElsewhere(shop, "production.reversed", { body: () => ({ run: unknown }) });
  },
  "job.moved_apart": async (shop) => {
    const job = await inWork(shop);
    await shop.did("job.move", { command: command(), job, to: "ready", rack: "A4" });
    alsoElsewhere(shop, "job.moved", { body: () => ({ to: "washing" }) });
  },
  "job.overpaid": async (shop) => {
    await paidJob(shop);
    alsoElsewhere(shop, "job.paid");
  },
  "job.unknown": async (shop) => {
    const job = await paidJob(shop);
    alsoElsewhere(shop, "job.paid", { instead: { [job]: unknown } });
  },
  "reconciliation.line_twice": async (shop) => {
    await reconciled(shop);
    alsoElsewhere(shop, "reconciliation.done");
  },
  "reconciliation.line_unlike": async (shop) => {
    await reconciled(shop);
    alsoElsewhere(shop, "reconciliation.done", {
      body: (made) => {
        const { ticked, closing } = made as { ticked: { amount: number }[]; closing: number };
        return {
          ticked: ticked.map((each) => ({ ...each, amount: each.amount + 100 })),
          closing: closing + 100 * ticked.length,
        };
      },
    });
  },
};

/** What its own `rebuild` would make of it is what it is. */
function rebuilds(shop: Till): void {
  const folder = newFolder();
  const [copy, target] = [join(folder, "copy.db"), join(folder, "rebuilt.db")];
  shop.journal.book.all("PRAGMA wal_checkpoint(TRUNCATE)");
  copyFileSync(shop.file, copy);
  rebuildJournal(copy, target);
  const differing = compareJournals(copy, target).filter(({ equal }) => !equal);
  expect(differing).toEqual([]);
}

test.each(Object.entries(BROKEN))(
  "%s: what another till did is taken in, told to the owner, and settled by his word",
  async (kind, story) => {
    const shop = await shopWithOffice();
    await story(shop);
    const tasks = async () => {
      const { exceptions } = await shop.did("exception.list", {});
      return exceptions.filter((each) => each.kind === kind);
    };
    const told = async () =>
      (await shop.did("alert.list", { business: null })).alerts.filter(
        (each) => each.kind === "exception" && each.exception === kind,
      );
    const open = await tasks();
    expect(open.length).toBeGreaterThan(0);
    for (const each of open) expect(each).toMatchObject({ state: "open", till: each.till });
    expect(await told()).toMatchObject([{ count: open.length }]);
    for (const of of new Set(open.map((each) => each.of))) {
      await shop.did("exception.settle", { command: command(), of, kind, reason: "looked into" });
    }
    expect((await tasks()).map(({ state }) => state)).toEqual(open.map(() => "settled"));
    expect(await told()).toEqual([]);
    rebuilds(shop);
    expect(problems(shop)).toEqual([]);
    shop.close();
  },
);

test("a job that two tills brought to the rack apart asks for its price once", async () => {
  const shop = await shopWithOffice();
  const job = await inWork(shop);
  await shop.did("job.move", { command: command(), job, to: "ready", rack: "A4" });
  const { due } = await shop.did("job.get", { job });
  alsoElsewhere(shop, "job.moved");
  expect((await shop.did("job.get", { job })).due).toBe(due);
  expect(await shop.did("job.find", { list: "all" })).toMatchObject({ due, jobs: [{ due }] });
  const tenders = [{ kind: "cash" as const, tendered: due }];
  await shop.did("job.collect", { command: command(), job, amount: due, tenders });
  expect(await shop.did("job.get", { job })).toMatchObject({ due: 0, status: "collected" });
  expect(verifyJournal(shop.journal).filter(({ ok }) => !ok)).toEqual([]);
});

test("of an act whose books were closed between its parts, the late one names the day of the other", async () => {
  const shop = await shopWithOffice();
  const day = today(shop);
  await shop.did("entry.expense", {
    command: command(),
    day,
    account: 5820,
    shares: [
      { business: "RETAIL", amount: 1000 },
      { business: "WATER", amount: 500 },
    ],
    paidFrom: 1130,
    party: "T1",
    memo: "sweets",
  });
  const parts = shop.journal.book.all<{ id: string }>(
    "SELECT id FROM fact WHERE kind = 'entry.recorded' ORDER BY seq",
  );
  expect(parts).toHaveLength(2);
  const late = async (at: number) => {
    shop.journal.onDevice((book) => saveNotice(book, parts[at]?.id ?? "", "late", addDays(day, 1)));
    return (await shop.did("exception.list", {})).late;
  };
  expect(await late(1)).toMatchObject([{ postedOn: addDays(day, 1), own: true, apart: day }]);
  // Both late, they agree again.
  expect((await late(0)).map(({ apart }) => apart)).toEqual([null, null]);
  shop.close();
});
