import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canonical } from "#shared/facts/canonical.ts";
import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import { saveHeard } from "#main/journal/device/link.ts";
import type { ForeignEpoch, ForeignFact } from "#main/journal/take-in.ts";
import { newSellingShop, problems, removeFolders } from "./shop.ts";

let shop: Awaited<ReturnType<typeof newSellingShop>>;
/** Where the other till's last start ended. */
let last: { epoch: string; position: number; chain: Buffer } | null;
beforeEach(async () => {
  shop = await newSellingShop();
  last = null;
});
afterEach(() => {
  expect(problems(shop)).toEqual([]);
  shop.close();
  removeFolders();
});

/** One start of another till, and its facts in their chain. */
function elsewhere(...facts: readonly (object | Buffer)[]) {
  const epoch = randomUUID();
  const opening: ForeignEpoch = {
    till: "T9",
    epoch,
    parent: last?.epoch ?? null,
    parentPosition: last?.position ?? null,
    parentHash: last?.chain ?? null,
    openedAt: shop.clock.now(),
  };
  let chain = chainStart(epoch, opening.parentHash);
  const delivered = facts.map((fact, index): ForeignFact => {
    const bytes = Buffer.isBuffer(fact) ? fact : Buffer.from(canonical(fact));
    chain = chainNext(chain, sha256(bytes));
    const place = { epoch, position: index + 1, ingest: index + 1 };
    return { till: "T9", ...place, bytes, chain, postedOn: null };
  });
  last = { epoch, position: facts.length, chain };
  return { epochs: [opening], facts: delivered };
}

const fact = (kind: string, body: object, more: object = {}) => ({
  id: v7(),
  kind,
  version: 1,
  till: "T9",
  at: shop.clock.now(),
  day: "2026-11-20",
  business: null,
  by: { user: null, approver: null, reason: null },
  digest: "",
  body,
  entry: null,
  ...more,
});

const customer = (name: string, more: object = {}) =>
  fact(
    "customer.saved",
    { id: v7(), name, phone: null, creditLimit: 0, note: "", active: true },
    more,
  );

/** Debits an account that no books have yet. */
const toAnAccountToCome = () =>
  fact(
    "entry.recorded",
    { form: "manual", reference: "" },
    {
      business: "RETAIL",
      entry: {
        type: "manual",
        memo: "early",
        reverses: null,
        lines: [
          ["RETAIL", 5200, 700, 0, null],
          ["RETAIL", 7999, 0, 700, null],
        ],
      },
    },
  );

const TO_COME = {
  number: 7999,
  type: "revenue",
  category: "c",
  class: "c",
  subclass: null,
  name: "To come",
  nameSwahili: null,
  business: null,
  posting: true,
  active: true,
  subledger: null,
};

const take = ({ epochs, facts }: ReturnType<typeof elsewhere>) =>
  shop.journal.takeIn(facts, epochs, () => undefined);
const parked = () => shop.journal.book.all("SELECT reason FROM parked_fact ORDER BY ingest, id");
const names = () =>
  shop.journal.book
    .all<{ name: string }>("SELECT name FROM customer ORDER BY name")
    .map(({ name }) => name);

test("a fact that cannot be applied leaves nothing behind, and takes no other with it", () => {
  const before = shop.journal.book.get("SELECT count(*) AS n FROM entry");
  const sent = elsewhere(customer("Amina"), toAnAccountToCome(), customer("Baraka"));
  expect(take(sent)).toEqual({ applied: 2, known: 0, parked: 1 });
  expect(names()).toEqual(["Amina", "Baraka"]);
  expect(parked()).toEqual([{ reason: "missing" }]);
  expect(shop.journal.book.get("SELECT count(*) AS n FROM entry")).toEqual(before);
  // Delivered once more: nothing is done twice.
  expect(take(sent)).toMatchObject({ applied: 0, known: 2 });
  expect(parked()).toHaveLength(1);
});

test("what was missing is applied as soon as it has come", () => {
  const early = toAnAccountToCome();
  take(elsewhere(early));
  expect(take(elsewhere(fact("account.saved", TO_COME)))).toEqual({
    applied: 2,
    known: 0,
    parked: 0,
  });
  expect(parked()).toEqual([]);
  expect(shop.journal.book.get("SELECT credit FROM account_day WHERE account = 7999")).toEqual({
    credit: 700,
  });
});

test("a fact that does not follow from its neighbour is kept aside", () => {
  const sent = elsewhere(customer("Amina"), customer("Baraka"));
  const [first, second] = sent.facts as [ForeignFact, ForeignFact];
  const strange = { ...second, chain: Buffer.alloc(32, 7) };
  expect(take({ ...sent, facts: [first, strange] })).toEqual({ applied: 1, known: 0, parked: 1 });
  expect(parked()).toEqual([{ reason: "chain" }]);
  expect(names()).toEqual(["Amina"]);
});

test("other bytes under a known id are kept aside, and the first stand", () => {
  const first = customer("Amina");
  const sent = elsewhere(first);
  take(sent);
  expect(take(sent)).toEqual({ applied: 0, known: 1, parked: 0 });
  const other = customer("Nobody", { id: first.id });
  expect(take(elsewhere(other))).toEqual({ applied: 0, known: 0, parked: 1 });
  expect(parked()).toEqual([{ reason: "conflict" }]);
  expect(names()).toEqual(["Amina"]);
});

test("a start under which nothing new comes is not kept", () => {
  const first = customer("Amina");
  take(elsewhere(first));
  const starts = () => shop.journal.book.get("SELECT count(*) AS n FROM epoch");
  const before = starts();
  last = null;
  expect(take(elsewhere(first))).toEqual({ applied: 0, known: 1, parked: 0 });
  expect(starts()).toEqual(before);
});

test("a start is no damage where what was parked under it has come under another", () => {
  const early = toAnAccountToCome();
  take(elsewhere(early));
  // Its own place comes first at a restored centre, with the account that it waited for.
  last = null;
  expect(take(elsewhere(fact("account.saved", TO_COME), early))).toMatchObject({ applied: 2 });
  expect(parked()).toEqual([]);
  expect(
    shop.journal.book.get(
      "SELECT count(*) AS n FROM epoch WHERE NOT EXISTS (SELECT 1 FROM fact WHERE epoch = epoch.no)",
    ),
  ).toEqual({ n: 1 });
});

test("a fact of a newer version is kept to the byte for an upgrade", () => {
  const newer = elsewhere(customer("Amina", { version: 2 }));
  expect(take(newer)).toEqual({ applied: 0, known: 0, parked: 1 });
  expect(shop.journal.book.all("SELECT reason, bytes FROM parked_fact")).toEqual([
    { reason: "unknown", bytes: newer.facts[0]?.bytes },
  ]);
  expect(shop.journal.takeInParked()).toBe(0);
});

test("what is no fact is kept aside", () => {
  expect(take(elsewhere(Buffer.from("{"), Buffer.from("null"), customer("Amina")))).toEqual({
    applied: 1,
    known: 0,
    parked: 2,
  });
  expect(parked()).toEqual([{ reason: "unreadable" }, { reason: "unreadable" }]);
});

test("what follows a fact that lies at another place here is taken in, in this delivery or the next", () => {
  const [one, its, other, others] = ["one", "its", "other", "others"].map((name) => customer(name));
  // Two copies went on in one start. The centre that was met first had the first copy's in it, and the
  // other copy's as a branch; the backup in its place has it the other way round.
  const first = elsewhere(one ?? {}, its ?? {});
  const begun = { ...last, position: 1, chain: first.facts[0]?.chain } as NonNullable<typeof last>;
  last = begun;
  const branch = elsewhere(other ?? {});
  expect(shop.journal.takeIn(first.facts, first.epochs, () => undefined).applied).toBe(2);
  expect(shop.journal.takeIn(branch.facts, branch.epochs, () => undefined).applied).toBe(1);
  let { chain } = begun;
  const refilled = [other, others].map((each, index): ForeignFact => {
    const bytes = Buffer.from(canonical(each));
    chain = chainNext(chain, sha256(bytes));
    const place = { epoch: begun.epoch, position: index + 2, ingest: index + 2 };
    return { till: "T9", ...place, bytes, chain, postedOn: null };
  });
  const [known, next] = refilled as [ForeignFact, ForeignFact];
  const taken = (fact: ForeignFact) => shop.journal.takeIn([fact], [], () => undefined);
  expect(taken(known)).toEqual({ applied: 0, known: 1, parked: 0 });
  expect(taken(next)).toEqual({ applied: 1, known: 0, parked: 0 });
});

test("a place is not believed that does not follow from its neighbour", () => {
  const first = elsewhere(customer("one"), customer("two"));
  shop.journal.takeIn(first.facts, first.epochs, () => undefined);
  const [, two] = first.facts as [ForeignFact, ForeignFact];
  const forged = { ...two, position: 3, chain: Buffer.alloc(32, 7) };
  expect(shop.journal.takeIn([forged], [], () => undefined).known).toBe(1);
  expect(shop.journal.book.all("SELECT * FROM link_place")).toEqual([]);
});

test("a start that hangs on what a copy did in other businesses is no damage, but where all is here", () => {
  const whole = elsewhere(customer("one"), customer("two"));
  take(whole);
  // Resumed after its first fact, a copy made a sale in another business (the centre's branch, of
  // which nothing comes here), restarted, sold once more there, and then wrote a customer down.
  const [one] = whole.facts as [ForeignFact];
  const chain = chainNext(one.chain, sha256(Buffer.from("a sale in another business")));
  last = { epoch: one.epoch, position: 2, chain };
  const copy = elsewhere(fact("sale.posted", {}), customer("three"));
  const [, three] = copy.facts as [ForeignFact, ForeignFact];
  expect(take({ ...copy, facts: [three] }).applied).toBe(1);
  // Of five facts, three are here.
  shop.journal.onDevice((book) => saveHeard(book, "T9", 5));
  expect(problems(shop)).toEqual([]);
  // If those three are all that this till ever made, nothing explains such a start.
  shop.journal.onDevice((book) => saveHeard(book, "T9", 3));
  expect(problems(shop).join()).toMatch(/^epochs: [^,]* 1 differ$/);
  // Nor does it where the centre has more of another till only.
  shop.journal.onDevice((book) => saveHeard(book, "T8", 5));
  expect(problems(shop).join()).toMatch(/^epochs: [^,]* 1 differ$/);
  shop.journal.onDevice((book) => saveHeard(book, "T9", 5));
});
