import { afterAll, afterEach, expect, test } from "vitest";
import { centres } from "../central/centre.ts";
import { command, itemOf, openShift, receive, refusalOf } from "../journal/shop.ts";
import { chainAt, exceptions, healthy } from "./chain.ts";
import { joined, shutAll, type Device } from "./devices.ts";

const { open: openCentre } = centres();
afterEach(shutAll);
afterAll(shutAll);

const DEPOSIT = 250_000;

const register = (device: Device) =>
  device.journal.book.all(
    `SELECT c.serial, c.place, f.id AS moved FROM cylinder c JOIN fact f ON f.seq = c.moved
     ORDER BY c.serial`,
  );

const records = (device: Device) =>
  device.journal.book.all("SELECT id, type, serial, count, amount FROM deposit ORDER BY id");

async function tasks(device: Device) {
  const { exceptions: all } = await device.did("exception.list", {});
  return all
    .filter(({ kind, state }) => kind === "cylinder.elsewhere" && state === "open")
    .map(({ of, till, detail }) => ({ of, till, detail }));
}

/** Two tills whose shop has full cylinders of one kind that is followed by serial. */
async function tillsWith(serials: readonly string[]) {
  const centre = await openCentre();
  const { office, a, b } = await chainAt(centre);
  receive(office, "GAS-KG", 90_000, 1_440_000);
  const gas = itemOf(office, "GAS-KG");
  const { id: type } = await office.did("returnable.saveType", {
    command: command(),
    business: "RETAIL",
    kind: "cylinder",
    name: "Six",
    brand: "Jiko",
    size: 6000,
    serialised: true,
    content: gas.id,
    deposit: DEPOSIT,
  });
  const { today } = await office.did("program.status", {});
  await office.did("returnable.move", {
    command: command(),
    business: "RETAIL",
    day: today,
    form: "opening",
    place: "full",
    moves: [{ type, count: serials.length, serials: [...serials] }],
  });
  await office.exchange();
  for (const till of [a, b]) {
    await till.exchange();
    await openShift(till, "RETAIL");
  }
  const sell = (till: Device, returnable: object) =>
    till.call("sale.post", {
      command: command(),
      business: "RETAIL",
      lines: [
        {
          item: gas.id,
          quantity: 6000,
          unitPrice: gas.price ?? 0,
          returnable: { type, as: "deposit", deposit: DEPOSIT, serialOut: "S1", ...returnable },
        },
      ],
      tenders: [{ kind: "cash", tendered: 1_000_000 }],
    });
  const bringBack = (till: Device, deposit: string, serialIn: string) =>
    till.call("deposit.return", {
      command: command(),
      business: "RETAIL",
      deposit,
      serialIn,
      tender: { kind: "cash" },
    });
  return { centre, office, a, b, type, gas, today, sell, bringBack };
}

/** The open records of a serial. */
async function openOf(device: Device, serial: string): Promise<readonly string[]> {
  const { deposits } = await device.did("deposit.find", { business: "RETAIL", text: serial });
  return deposits.map(({ id }) => id).toSorted();
}

test("a cylinder that two tills lent apart is where the later one brought it, on every device and a new one", async () => {
  const { centre, office, a, b, sell, bringBack } = await tillsWith(["S1", "S2"]);
  const lend = (till: Device) => sell(till, {});
  a.clock.pass(60_000);
  b.clock.pass(120_000);
  expect((await lend(b)).ok).toBe(true);
  expect((await lend(a)).ok).toBe(true);
  // It came back to the one whose clock is behind: what is done after it, is after it.
  const { deposits } = await a.did("deposit.find", { business: "RETAIL", text: "S1" });
  expect((await bringBack(a, deposits[0]?.id ?? "", "S1")).ok).toBe(true);
  for (const device of [a, b, office, a, b]) await device.exchange();
  const fresh = await joined(await centre.enrol("R3", "till", ["RETAIL"]));
  await fresh.exchange();

  const later = office.journal.book.get<{ id: string }>(
    `SELECT f.id FROM fact f WHERE f.kind = 'sale.posted'
       AND json_extract(CAST(f.bytes AS TEXT), '$.till') = 'R2'`,
  );
  for (const device of [office, a, b, fresh]) {
    expect(register(device)).toMatchObject([
      { serial: "S1", place: "customer", moved: later?.id },
      { serial: "S2", place: "full" },
    ]);
    expect(records(device)).toEqual(records(office));
  }
  // From the shelf to the second customer: it had just come back empty.
  const found = await tasks(office);
  expect(found).toMatchObject([
    { till: "R2", detail: { serial: "S1", left: "full", was: "empty" } },
  ]);
  // It came to `b` in the other order.
  for (const device of [a, b, fresh]) expect(await tasks(device)).toEqual(found);
  // What is lent is not on any shelf; the next to have it goes on from there, whatever its clock says.
  expect(refusalOf(await lend(a))).toMatchObject({ code: "returnable.serial_elsewhere" });
  const still = await b.did("deposit.find", { business: "RETAIL", text: "S1" });
  a.clock.pass(-3_600_000);
  expect((await bringBack(a, still.deposits[0]?.id ?? "", "S1")).ok).toBe(true);
  for (const device of [a, office, b, fresh]) await device.exchange();
  for (const device of [office, a, b, fresh]) {
    expect(register(device)).toMatchObject([{ serial: "S1", place: "empty" }, { serial: "S2" }]);
    expect(records(device)).toEqual(records(office));
  }
  await healthy(office, a, b, fresh);
});

test("a deposit whose cylinder is here by another's return still ends: by what comes in, or forfeited", async () => {
  const { office, a, b, type, today, sell, bringBack } = await tillsWith(
    Array.from({ length: 12 }, (_, at) => `S${at + 1}`),
  );
  const serials = ["S1", "S2", "S3", "S4", "S5"];
  for (const serialOut of serials) {
    for (const till of [a, b]) expect((await sell(till, { serialOut })).ok).toBe(true);
  }
  for (const device of [a, b, office, a, b]) await device.exchange();
  const held = await Promise.all(serials.map((serial) => openOf(a, serial)));
  // The first of each two came back as what was written down, after both were lent.
  for (const [at, serial] of serials.entries()) {
    expect((await bringBack(a, held[at]?.[0] ?? "", serial)).ok).toBe(true);
  }
  const second = (at: number) => held[at]?.[1] ?? "";
  // The same serial once more; one that was never seen; one that stands on our shelf.
  expect(await bringBack(a, second(0), "S1")).toMatchObject({ ok: true });
  expect(await bringBack(a, second(1), "NEW1")).toMatchObject({ ok: true });
  expect(await bringBack(a, second(2), "S8")).toMatchObject({ ok: true });
  // Exchanged, the record goes on with what went out.
  const swap = { as: "exchange", deposit: 0, serialOut: "S7", record: second(3) };
  expect(await sell(a, { ...swap, serialIn: "NEW2" })).toMatchObject({ ok: true });
  for (const device of [a, office]) await device.exchange();
  const forfeit = { command: command(), deposit: second(4), day: today, reason: "Moved away" };
  expect(await office.call("deposit.forfeit", forfeit)).toMatchObject({ ok: true });
  for (const device of [office, a, b]) await device.exchange();
  for (const device of [office, a, b]) {
    expect(records(device)).toEqual(records(office));
    expect(register(device)).toEqual(register(office));
    const open = "SELECT id, serial, amount FROM deposit WHERE count <> 0 OR amount <> 0";
    expect(device.journal.book.all(open)).toEqual([
      { id: second(3), serial: "S7", amount: DEPOSIT },
    ]);
    // Who named no serial knew of the doubt: there is nothing to find out about the deposit.
    expect(exceptions(device)).not.toContain("deposit.moved_apart");
    const levels = `SELECT place, count FROM returnable_level WHERE type = ? AND count <> 0
      ORDER BY place`;
    // Of twelve ten were lent, one more went out for an empty; of the empties one never came.
    expect(device.journal.book.all(levels, type)).toEqual([
      { place: "customer", count: 1 },
      { place: "empty", count: 9 },
      { place: "full", count: 1 },
      { place: "lost", count: 1 },
      { place: "opening", count: -12 },
    ]);
    expect(register(device)).toEqual(
      expect.arrayContaining(
        ["NEW1", "NEW2", "S1", "S5", "S8"].map((serial) =>
          expect.objectContaining({ serial, place: "empty" }),
        ),
      ),
    );
  }
  await healthy(office, a, b);
});

test("what is left of a deposit that one till exchanged and another gave back is settled by an entry, once and whole", async () => {
  const { office, a, b, type, gas, today, sell, bringBack } = await tillsWith(["S1", "S2", "S3"]);
  const { id: steel } = await office.did("returnable.saveType", {
    command: command(),
    business: "RETAIL",
    kind: "cylinder",
    name: "Six of steel",
    brand: "Chuma",
    size: 6000,
    serialised: true,
    content: gas.id,
    accepts: [type],
    deposit: DEPOSIT + 50_000,
  });
  await office.did("returnable.move", {
    command: command(),
    business: "RETAIL",
    day: today,
    form: "opening",
    place: "full",
    moves: [{ type: steel, count: 1, serials: ["T1"] }],
  });
  // Both drawers have what they will give back.
  for (const [till, serialOut] of [
    [b, "S1"],
    [b, "S2"],
    [a, "S3"],
  ] as const) {
    expect((await sell(till, { serialOut })).ok).toBe(true);
  }
  for (const device of [a, b, office, a, b]) await device.exchange();
  const [dearer = ""] = await openOf(a, "S1");
  const [twice = ""] = await openOf(a, "S2");

  const swap = {
    as: "exchange",
    into: type,
    deposit: 50_000,
    serialIn: "S1",
    serialOut: "T1",
    record: dearer,
  };
  expect(await sell(a, { ...swap, type: steel })).toMatchObject({ ok: true });
  expect(await bringBack(b, dearer, "S1")).toMatchObject({ ok: true });
  for (const till of [a, b]) expect(await bringBack(till, twice, "S2")).toMatchObject({ ok: true });
  for (const device of [a, b, office, a]) await device.exchange();
  const left = `SELECT id, count, amount FROM deposit ORDER BY amount`;
  expect(office.journal.book.all(left)).toEqual([
    { id: twice, count: -1, amount: -DEPOSIT },
    { id: dearer, count: 0, amount: 50_000 },
    expect.objectContaining({ count: 1, amount: DEPOSIT }),
  ]);

  const settle = (deposit: string, side: "debit" | "credit", amount: number) => {
    const other = side === "debit" ? ("credit" as const) : ("debit" as const);
    return office.call("entry.manual", {
      command: command(),
      day: today,
      memo: "What was left of a deposit",
      lines: [
        { business: "RETAIL", account: 2210, [side]: amount, party: deposit },
        { business: "RETAIL", account: 5160, [other]: amount },
      ],
    });
  };
  expect(refusalOf(await settle(dearer, "debit", 49_900))).toMatchObject({
    code: "deposit.left",
    left: 50_000,
  });
  expect(refusalOf(await settle(twice, "debit", DEPOSIT))).toMatchObject({ left: -DEPOSIT });
  const { parties } = await office.did("account.parties", { account: 2210, business: "RETAIL" });
  // First of all that are held, with what is left.
  expect(new Map(parties.slice(0, 2).map(({ id, balance }) => [id, balance]))).toEqual(
    new Map([
      [dearer, 50_000],
      [twice, -DEPOSIT],
    ]),
  );
  const entry = await settle(dearer, "debit", 50_000);
  expect(entry.ok).toBe(true);
  expect((await settle(twice, "credit", DEPOSIT)).ok).toBe(true);
  // There is nothing more to settle, and nothing to undo.
  expect(refusalOf(await settle(dearer, "debit", 50_000)).code).toBe("account.wrong_kind");
  const undo = { command: command(), entry: entry.ok ? entry.value.entry : 0, day: today };
  expect((await office.call("entry.reverse", { ...undo, reason: "Mistaken" })).ok).toBe(false);
  for (const device of [office, a, b]) await device.exchange();
  for (const device of [office, a, b]) {
    expect(device.journal.book.all("SELECT serial FROM deposit WHERE amount <> 0")).toEqual([
      { serial: "S3" },
    ]);
    // Each was told once of either deposit, and never of what settled it.
    const told = exceptions(device);
    expect(told).toContain("deposit.moved_apart");
    expect(told.filter((kind) => kind === "deposit.paid_twice")).toHaveLength(1);
  }
  await healthy(office, a, b);
});
