import { copyFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { v7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import { openJournal } from "#main/journal/journal.ts";
import { compareJournals, rebuildJournal } from "#main/journal/rebuild.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { UNTIED } from "#main/replication/link.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import { alsoElsewhere } from "./elsewhere.ts";
import {
  command,
  newCustomer,
  newFolder,
  newSellingShop,
  refusalOf,
  removeFolders,
} from "./shop.ts";

afterAll(removeFolders);

const PHONE = "0712 000 001";

/** Found by the simulation: two tills gave one number to two, and neither could be changed any more. */
async function phoneTwice() {
  const shop = await newSellingShop(undefined, (parts) =>
    officeHandlers(parts, { verify: () => verifyJournal(parts.journal), link: UNTIED }),
  );
  const own = await newCustomer(shop, "Achieng", PHONE);
  const other = v7();
  alsoElsewhere(shop, "customer.saved", { body: () => ({ id: other, name: "Achieng O." }) });
  const save = (id: string | null, name: string, phone: string) =>
    shop.call("customer.save", { command: command(), id, name, phone, note: "by the gate" });
  const tasks = async () =>
    (await shop.did("exception.list", {})).exceptions.filter((each) => each.state === "open");
  return { shop, own, other, save, tasks };
}

test("whoever shares a phone by two tills' doing can be changed, but nobody else gets it", async () => {
  const { shop, own, other, save, tasks } = await phoneTwice();
  for (const [id, name] of [
    [own, "Achieng A."],
    [other, "Achieng Otieno"],
  ] as const) {
    expect(await save(id, name, PHONE)).toMatchObject({ ok: true });
  }
  expect(refusalOf(await save(null, "Third", PHONE))).toMatchObject({
    code: "customer.phone_taken",
  });
  const third = await newCustomer(shop, "Third", "0712 000 003");
  expect(refusalOf(await save(third, "Third", PHONE)).code).toBe("customer.phone_taken");
  expect(await tasks()).toMatchObject([{ kind: "customer.phone_twice" }]);

  expect(await save(other, "Achieng Otieno", "0712 000 002")).toMatchObject({ ok: true });
  expect(await tasks()).toEqual([]);
  // Given up is given up: it is the first one's now.
  expect(refusalOf(await save(other, "Achieng Otieno", PHONE)).code).toBe("customer.phone_taken");
});

test("a number that comes late for a merged name finds the one customer, who may take it", async () => {
  const { shop, own, save } = await phoneTwice();
  const from = await newCustomer(shop, "Atieno", "0712 000 009");
  await shop.did("customer.merge", { command: command(), from, into: own, reason: "one person" });
  // Another till, which knew nothing of it, changes the other name as it was.
  alsoElsewhere(shop, "customer.saved", { till: "T8", body: () => ({ id: from }) });
  const found = await shop.did("customer.search", { text: "0712 000 009" });
  expect(found.customers.map(({ id }) => id)).toEqual([own]);
  expect(refusalOf(await save(null, "Third", "0712 000 009"))).toMatchObject({ name: "Achieng" });
  expect(await save(own, "Achieng", "0712 000 009")).toMatchObject({ ok: true });
});

test("whether a name was changed before its merging or after, every device shows the same", async () => {
  const shown = async (changedLate: boolean) => {
    const { shop } = await phoneTwice();
    const into = await newCustomer(shop, "Atieno", "");
    const from = await newCustomer(shop, "Atieno A.", "0712 000 009");
    const change = () =>
      alsoElsewhere(shop, "customer.saved", {
        till: "T8",
        body: () => ({ id: from, name: "Atieno Odhiambo" }),
      });
    if (!changedLate) change();
    await shop.did("customer.merge", { command: command(), from, into, reason: "one person" });
    if (changedLate) change();
    expect(verifyJournal(shop.journal).filter(({ ok }) => !ok)).toEqual([]);
    const { customers } = await shop.did("customer.search", { text: "0712 000 009" });
    expect(customers.map(({ id }) => id)).toEqual([into]);
    return shop.journal.book.all(
      "SELECT name, phone_index, active FROM customer WHERE id IN (?, ?) ORDER BY id",
      into,
      from,
    );
  };
  const early = await shown(false);
  expect(await shown(true)).toEqual(early);
  expect(early).toEqual([
    { name: "Atieno", active: 1, phone_index: expect.any(String) },
    { name: "Atieno Odhiambo", active: 0, phone_index: null },
  ]);
});

test("a merging that comes before one of its customers happens when the customer comes", async () => {
  const { shop, own } = await phoneTwice();
  const from = await newCustomer(shop, "Atieno", "0712 000 009");
  await shop.did("customer.merge", { command: command(), from, into: own, reason: "one person" });
  const [late, later] = [v7(), v7()];
  // A restored centre hands on what the office says before what the till does.
  alsoElsewhere(shop, "customer.merged", { till: "T8", body: () => ({ from: later, into: late }) });
  alsoElsewhere(shop, "customer.merged", { till: "T9", body: () => ({ from: late, into: own }) });
  const shownAs = () =>
    shop.journal.book.all(
      `SELECT c.id, c.active, a.customer FROM customer c LEFT JOIN customer_alias a ON a.alias = c.id
       WHERE c.id IN (?, ?) ORDER BY c.name`,
      late,
      later,
    );
  const comes = (id: string, till: string, name: string) =>
    alsoElsewhere(shop, "customer.saved", { till, body: () => ({ id, name }) });
  const healthy = () => expect(verifyJournal(shop.journal).filter(({ ok }) => !ok)).toEqual([]);
  expect(shownAs()).toEqual([]);
  healthy();
  comes(later, "T8", "Atieno 2");
  expect(shownAs()).toEqual([{ id: later, active: 1, customer: null }]);
  healthy();
  comes(late, "T9", "Atieno 1");
  expect(shownAs()).toEqual([
    { id: late, active: 0, customer: own },
    { id: later, active: 0, customer: own },
  ]);
  healthy();

  // An earlier program passed such mergings over.
  const folder = newFolder();
  const [old, rebuilt] = [join(folder, "old.db"), join(folder, "rebuilt.db")];
  shop.journal.checkpoint();
  copyFileSync(shop.file, old);
  const db = new Database(old);
  db.exec(`DROP TABLE merging_wait;
    DELETE FROM customer_alias WHERE alias IN ('${late}', '${later}');
    UPDATE customer SET active = 1 WHERE id IN ('${late}', '${later}');
    PRAGMA user_version = 26`);
  db.close();
  openJournal(old, { now: shop.clock.now }).close();
  rebuildJournal(old, rebuilt);
  const unlike = compareJournals(old, rebuilt).filter(({ equal }) => !equal);
  expect(unlike.map(({ table }) => table)).toEqual([]);
});

test("the database refuses a phone that is another's, and lets be what is shared already", async () => {
  const { shop, own, other } = await phoneTwice();
  const third = await newCustomer(shop, "Third", "0712 000 003");
  const { book } = shop.journal;
  const index = "(SELECT phone_index FROM customer WHERE id = ?)";
  const take = (id: string, from: string) =>
    book.run(`UPDATE customer SET phone_index = ${index} WHERE id = ?`, from, id);
  const make = (from: string) =>
    book.run(
      `INSERT INTO customer (id, seq, name, phone_cipher, phone_index, credit_limit, note, active)
       SELECT ?, seq, 'New', phone_cipher, phone_index, 0, '', 1 FROM customer WHERE id = ?`,
      v7(),
      from,
    );
  expect(() => take(third, own)).toThrow("this phone belongs to another customer");
  expect(() => make(third)).toThrow("this phone belongs to another customer");
  take(own, other);
  take(third, third);
});

test("a number that another till gave to a customer here is taken in, though somebody here has it", async () => {
  const { shop, other, save, tasks } = await phoneTwice();
  await save(other, "Achieng O.", "0712 000 002");
  expect(await tasks()).toEqual([]);
  // Later than what was written here: else that stands.
  shop.clock.pass(60_000);
  const third = await newCustomer(shop, "Third", "0712 000 003");
  alsoElsewhere(shop, "customer.saved", { body: () => ({ id: other, name: "Achieng O." }) });
  expect(await tasks()).toMatchObject([
    { kind: "customer.phone_twice", detail: { customer: other, other: third } },
  ]);
});
