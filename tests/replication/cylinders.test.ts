import { afterAll, afterEach, expect, test } from "vitest";
import { centres } from "../central/centre.ts";
import { command, itemOf, openShift, receive, refusalOf } from "../journal/shop.ts";
import { chainAt, healthy } from "./chain.ts";
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
  const { exceptions } = await device.did("exception.list", {});
  return exceptions
    .filter(({ kind, state }) => kind === "cylinder.elsewhere" && state === "open")
    .map(({ of, till, detail }) => ({ of, till, detail }));
}

test("a cylinder that two tills lent apart is where the later one brought it, on every device and a new one", async () => {
  const centre = await openCentre();
  const { office, a, b } = await chainAt(centre);
  receive(office, "GAS-KG", 50_000, 800_000);
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
    moves: [{ type, count: 2, serials: ["S1", "S2"] }],
  });
  await office.exchange();
  for (const till of [a, b]) {
    await till.exchange();
    await openShift(till, "RETAIL");
  }
  const lend = (till: Device) =>
    till.call("sale.post", {
      command: command(),
      business: "RETAIL",
      lines: [
        {
          item: gas.id,
          quantity: 6000,
          unitPrice: gas.price ?? 0,
          returnable: { type, as: "deposit", deposit: DEPOSIT, serialOut: "S1" },
        },
      ],
      tenders: [{ kind: "cash", tendered: 1_000_000 }],
    });
  a.clock.pass(60_000);
  b.clock.pass(120_000);
  expect((await lend(b)).ok).toBe(true);
  expect((await lend(a)).ok).toBe(true);
  // It came back to the one whose clock is behind: what is done after it, is after it.
  const { deposits } = await a.did("deposit.find", { business: "RETAIL", text: "S1" });
  await a.did("deposit.return", {
    command: command(),
    business: "RETAIL",
    deposit: deposits[0]?.id ?? "",
    serialIn: "S1",
    tender: { kind: "cash" },
  });
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
  await a.did("deposit.return", {
    command: command(),
    business: "RETAIL",
    deposit: still.deposits[0]?.id ?? "",
    serialIn: "S1",
    tender: { kind: "cash" },
  });
  for (const device of [a, office, b, fresh]) await device.exchange();
  for (const device of [office, a, b, fresh]) {
    expect(register(device)).toMatchObject([{ serial: "S1", place: "empty" }, { serial: "S2" }]);
    expect(records(device)).toEqual(records(office));
  }
  await healthy(office, a, b, fresh);
});
