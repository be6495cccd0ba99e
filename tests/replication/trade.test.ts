import { afterAll, afterEach, describe, expect, test } from "vitest";
import { businessDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import { centres } from "../central/centre.ts";
import {
  balance,
  command,
  itemOf,
  line,
  newCustomer,
  openShift,
  receive,
  refusalOf,
  sugar,
  valueOf,
  type Till,
} from "../journal/shop.ts";
import { officeWithBooks, openDevice, shut, shutAll, type Device } from "./devices.ts";
import {
  centralBalances,
  chainAt,
  exceptions,
  healthy,
  localBalances,
  refundedTwice,
} from "./chain.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

const chain = async () => chainAt(await openCentre());

describe("trading through a centre", () => {
  test("a sale on a till is in the office's report and in Postgres, to the cent", async () => {
    const { centre, office, a } = await chain();
    receive(office, "G-SUGAR", 10_000, 100_000);
    await office.exchange();
    await a.exchange();
    await openShift(a, "RETAIL");
    await a.did("sale.post", sugar(a));
    await a.exchange();
    await office.exchange();
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    expect(balance(office, 1130, "RETAIL")).toBe(balance(a, 1130, "RETAIL"));
    const { sales } = await office.did("sale.find", { business: "RETAIL" });
    expect(sales.map((sale) => sale.number)).toEqual([expect.stringMatching(/^R1-000001-/)]);
    await healthy(office, a);
  });

  test("a till holds its own businesses and nothing of the others", async () => {
    const { office, a } = await chain();
    await openShift(office, "WATER");
    await office.exchange();
    await a.exchange();
    const named = a.journal.book.all<{ id: string }>("SELECT id FROM business");
    expect(named.map(({ id }) => id)).toEqual(["RETAIL"]);
    const others = a.journal.book.get<{ n: number }>(
      "SELECT count(*) AS n FROM item WHERE business <> 'RETAIL'",
    );
    expect(others?.n).toBe(0);
    await healthy(a);
  });

  test("a price set at the office is the price at the till, and only the office sets it", async () => {
    const { office, a } = await chain();
    const item = itemOf(office, "G-SUGAR");
    const { today } = await office.did("program.status", {});
    valueOf(
      office.journal.append<"catalog.saved">({ id: command(), digest: "price" }, () =>
        done({
          kind: "catalog.saved",
          day: businessDay(today),
          business: "RETAIL",
          by: { user: null, approver: null, reason: null },
          body: {
            categories: [],
            items: [],
            prices: [{ item: item.id, from: businessDay(today), price: cents(21_500) }],
          },
          entry: null,
        }),
      ),
    );
    await office.exchange();
    await a.exchange();
    expect(itemOf(a, "G-SUGAR").price).toBe(21_500);
    const category = { business: "RETAIL", name: "Of the office", colour: "blue", position: 9 };
    const tried = await a.call("catalog.saveCategory", { command: command(), ...category });
    expect(refusalOf(tried)).toEqual({ code: "office.only" });
    await office.did("catalog.saveCategory", { command: command(), ...category });
  });

  test("a customer changed on two tills becomes what the later one wrote, everywhere", async () => {
    const { office, a, b } = await chain();
    const id = await newCustomer(a, "Achieng", "0712000001");
    await a.exchange();
    await b.exchange();
    const edit = (till: Device, name: string) =>
      till.did("customer.save", {
        command: command(),
        id,
        name,
        phone: "0712000001",
        creditLimit: 0,
      });
    a.clock.pass(60_000);
    b.clock.pass(120_000);
    await edit(b, "Achieng of the later edit");
    await edit(a, "Achieng of the earlier edit");
    for (const device of [a, b, office, a, b]) await device.exchange();
    const tasks = async (device: Device) => {
      const { exceptions } = await device.did("exception.list", {});
      return exceptions.map(({ kind, till, state, lost }) => ({ kind, till, state, lost }));
    };
    for (const device of [office, a, b]) {
      const row = device.journal.book.get("SELECT name FROM customer WHERE id = ?", id);
      expect(row).toEqual({ name: "Achieng of the later edit" });
      // The later one came to `b` and the office last, to `a` first: the task is the same.
      expect(await tasks(device)).toEqual([
        {
          kind: "customer.changed_twice",
          till: "R1",
          state: "open",
          lost: [
            {
              field: "name",
              said: "Achieng of the earlier edit",
              stands: "Achieng of the later edit",
            },
          ],
        },
      ]);
    }
    await healthy(office, a, b);
    // Changed back at the office: nothing is left to be done, anywhere.
    await edit(office, "Achieng of the earlier edit");
    for (const device of [office, a, b]) {
      await device.exchange();
      expect(await tasks(device)).toMatchObject([{ state: "passed", lost: [] }]);
    }
  });

  test("a correction wins over a clock that is twelve years ahead", async () => {
    const { a, b, office } = await chain();
    a.clock.pass(12 * 365 * 86_400_000);
    const id = await newCustomer(a, "Absurd", "0712000002");
    await a.exchange();
    await b.exchange();
    await b.did("customer.save", {
      command: command(),
      id,
      name: "Put right",
      phone: "0712000002",
      creditLimit: 0,
    });
    for (const device of [b, a, office]) await device.exchange();
    for (const device of [a, b, office]) {
      const row = device.journal.book.get("SELECT name FROM customer WHERE id = ?", id);
      expect(row).toEqual({ name: "Put right" });
    }
  });

  test("one sale refunded on two tills stands twice, and is a task for the owner", async () => {
    const all = await chain();
    const { centre, office, a, b } = all;
    await refundedTwice(all);
    expect(exceptions(office)).toEqual(["refund.exceeds_sale"]);
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    await healthy(office, a, b);
  });

  test("two tills sell the last of one delivery: stock is what the ledger says, and is covered later", async () => {
    const { centre, office, a, b } = await chain();
    receive(office, "G-SUGAR", 3000, 1000);
    await office.exchange();
    for (const till of [a, b]) {
      await till.exchange();
      await openShift(till, "RETAIL");
      await till.did("sale.post", sugar(till));
    }
    for (const device of [a, b, a, office]) await device.exchange();
    const held = office.journal.book.get(
      "SELECT quantity FROM stock_level WHERE item = ?",
      itemOf(office, "G-SUGAR").id,
    );
    expect(held).toEqual({ quantity: -1000 });
    await healthy(office, a, b);
    // The next delivery covers what was sold twice, at what it cost, and leaves nothing behind.
    await office.did("stock.receive", {
      command: command(),
      business: "RETAIL",
      supplier: null,
      opening: true,
      day: (await office.did("program.status", {})).today,
      lines: [{ item: itemOf(office, "G-SUGAR").id, quantity: 5000, cost: 2500 }],
    });
    const left = office.journal.book.all(
      "SELECT quantity, cost FROM layer WHERE quantity <> 0 OR cost <> 0",
    );
    expect(left).toHaveLength(1);
    await office.exchange();
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    await healthy(office);
  });

  test("a period closes only where the office has all of it, and is late for what comes after", async () => {
    const { centre, office, a } = await chain();
    receive(office, "G-SUGAR", 10_000, 100_000);
    await office.exchange();
    await a.exchange();
    await openShift(a, "RETAIL");
    await a.did("sale.post", sugar(a));
    await a.exchange();
    const { today } = await office.did("program.status", {});
    // Never asked for: closing receives what is there first.
    await office.did("period.close", { command: command(), through: today, reason: "month end" });
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    await a.did("sale.post", sugar(a));
    await a.exchange();
    await office.exchange();
    const late = office.journal.book.all(
      "SELECT day > business_day AS after FROM entry WHERE late = 1",
    );
    expect(late).toEqual([{ after: 1 }]);
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    const tried = await a.call("period.close", {
      command: command(),
      through: today,
      reason: "no",
    });
    expect(refusalOf(tried)).toEqual({ code: "office.only" });
    await healthy(office, a);
  });

  test("a cashier who was let go while a till was offline: those sales count, and no other is made", async () => {
    const { centre, office, a } = await chain();
    receive(office, "G-SUGAR", 10_000, 100_000);
    const person = { name: "Otieno", access: [{ business: "RETAIL", role: "cashier" }] };
    const { id } = await office.did("user.save", { command: command(), ...person, pin: "482915" });
    await office.exchange();
    await a.exchange();
    await openShift(a, "RETAIL");
    a.signInAs("Otieno's window", id);
    // The till hears nothing of it, however long it takes, and sells.
    await a.link.stop();
    await office.did("user.save", { command: command(), id, ...person, active: false });
    await office.exchange();
    const { sale } = await a.did("sale.post", sugar(a), "Otieno's window");
    await a.exchange();
    expect(await centre.one("SELECT state FROM sync.fact WHERE id = $1", [sale])).toBe("posted");
    expect(refusalOf(await a.call("sale.post", sugar(a), "Otieno's window")).code).toBe(
      "session.required",
    );
    expect(refusalOf(await a.call("session.signIn", { user: id, pin: "482915" }, "x")).code).toBe(
      "user.unknown",
    );
    await office.exchange();
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    await healthy(office, a);
  });

  test("a role made at the office counts at a till, and a change of it at once; a till makes none", async () => {
    const { office, a } = await chain();
    const role = { command: command(), name: "Seller", permissions: ["sell" as const] };
    const { id } = await office.did("role.save", role);
    const person = { name: "Zuhura", access: [{ business: "RETAIL", role: id }] };
    const zuhura = await office.did("user.save", { command: command(), ...person, pin: "482915" });
    await office.exchange();
    await a.exchange();
    await openShift(a, "RETAIL");
    a.signInAs("Zuhura's window", zuhura.id);
    const opening = async () =>
      refusalOf(await a.call("shift.open", {} as never, "Zuhura's window"));
    expect((await opening()).code).toBe("permission.denied");
    const own = await a.call("role.save", { ...role, command: command(), name: "Till's own" });
    expect(refusalOf(own)).toEqual({ code: "office.only" });
    const wider = { id, name: "Seller", permissions: ["sell" as const, "shift.open" as const] };
    await office.did("role.save", { command: command(), ...wider });
    await office.exchange();
    await a.exchange();
    expect((await opening()).code).toBe("request.invalid");
    await healthy(office, a);
  });

  test("a sale that was stuck comes after its shift was closed: the count stands, and the sale is in it", async () => {
    const { centre, office, a } = await chain();
    receive(office, "G-SUGAR", 10_000, 100_000);
    await office.exchange();
    await a.exchange();
    const open = await openShift(a, "RETAIL");
    await a.exchange();
    const scope = (code: string) =>
      centre.sql.query("UPDATE sync.device SET scope = ARRAY[$1] WHERE till = 'R1'", [code]);
    await scope("WATER");
    const { sale } = await a.did("sale.post", sugar(a));
    await a.exchange();
    await scope("RETAIL");
    await a.did("sale.post", sugar(a));
    await a.did("shift.close", {
      command: command(),
      shift: open,
      counts: { "1000": 2 },
      mpesaCounted: null,
      leaveInDrawer: 0,
    });
    await a.exchange();
    await office.exchange();
    const shift = (device: Till) =>
      device.journal.book.all(
        "SELECT closed_seq IS NOT NULL AS closed, variance FROM shift WHERE id = ?",
        open,
      );
    const drawn = shift(a);
    expect(drawn).toMatchObject([{ closed: 1 }]);
    expect(shift(office)).toEqual(drawn);
    expect(await centre.one("SELECT state FROM sync.fact WHERE id = $1", [sale])).toBe(
      "quarantined",
    );
    const held = async () =>
      (await a.did("alert.list", {})).alerts.filter((each) => each.kind === "facts.held");
    expect(await held()).toMatchObject([{ count: 1, till: null }]);

    await office.did("centre.retry", { fact: sale });
    await office.exchange();
    await a.exchange();
    expect(await held()).toEqual([]);
    expect(shift(office)).toEqual(drawn);
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    expect(balance(office, 1130, "RETAIL")).toBe(balance(a, 1130, "RETAIL"));
    expect(exceptions(office)).toEqual([]);
    await healthy(office, a);
  });

  test("credit left at a till under a customer's old name is spent under the new one", async () => {
    const { office, a, b } = await chain();
    const save = async (name: string) =>
      (await office.did("customer.save", { command: command(), name, creditLimit: 0 })).id;
    const [from, into] = [await save("Njeri"), await save("Njeri K.")];
    receive(office, "G-SUGAR", 10_000, 100_000);
    await office.exchange();
    for (const till of [a, b]) {
      await till.exchange();
      await openShift(till, "RETAIL");
    }
    await office.did("customer.merge", { command: command(), from, into, reason: "" });
    // This till has not heard of it when she leaves KES 400.
    await a.did("customer.pay", {
      command: command(),
      business: "RETAIL",
      customer: from,
      payment: { kind: "cash", amount: 40_000 },
      toCredit: true,
    });
    for (const device of [office, a, office, b]) await device.exchange();
    const credit = async (device: Till) =>
      (await device.did("customer.open", { business: "RETAIL", customer: into })).credit;
    for (const device of [office, a, b]) expect(await credit(device)).toBe(40_000);
    const paying = (amount: number) => ({
      ...sugar(b),
      customer: into,
      tenders: [{ kind: "credit" as const, amount }],
    });
    const { total } = await b.did("sale.post", paying(33_000));
    expect(total).toBe(33_000);
    expect(await credit(b)).toBe(7000);
    expect(refusalOf(await b.call("sale.post", paying(33_000)))).toEqual({
      code: "credit.insufficient",
      held: 7000,
    });
    for (const device of [b, a, office]) await device.exchange();
    for (const device of [office, a]) expect(await credit(device)).toBe(7000);
    await healthy(office, a, b);
  });

  test("scenario: thirty days apart, a till then sends all it has and receives all it missed", async () => {
    const { centre, office, a, b } = await chain();
    receive(office, "G-SUGAR", 900_000, 9_000_000);
    await office.exchange();
    for (const till of [a, b]) {
      await till.exchange();
      await openShift(till, "RETAIL");
    }
    for (let n = 0; n < 260; n += 1) await a.did("sale.post", sugar(a));
    for (let n = 0; n < 20; n += 1) await b.did("sale.post", sugar(b));
    const file = a.folder;
    await shut(a);
    const again = openDevice({ folder: file });
    const status = await again.did("program.status", {});
    expect(status.unconfirmed).toBeGreaterThan(0);
    for (const device of [again, b, office, again]) await device.exchange();
    expect((await again.did("program.status", {})).unconfirmed).toBe(0);
    expect(localBalances(office)).toEqual(await centralBalances(centre));
    const sales = office.journal.book.get("SELECT count(*) AS n FROM sale");
    expect(sales).toEqual({ n: 280 });
    await healthy(office, again, b);
  });
});

test("a code for another till, a strange text and a damaged code say what is wrong", async () => {
  const centre = await openCentre();
  const office = await officeWithBooks();
  const { encodeEnrolment } = await import("#main/replication/enrolment.ts");
  const code = encodeEnrolment(await centre.enrol("R1", "till", ["RETAIL"]));
  const refusals = [];
  for (const each of ["hello", `${code}x`, code]) {
    refusals.push(refusalOf(await office.call("centre.look", { code: each })));
  }
  expect(refusals).toEqual([
    { code: "centre.code_invalid", problem: "not_a_code" },
    { code: "centre.code_invalid", problem: "damaged" },
    { code: "centre.unfit", why: "till" },
  ]);
  expect(line(office, "G-SUGAR").quantity).toBe(1000);
});
