import { afterAll, afterEach, expect, test } from "vitest";
import { nairobiDay } from "#shared/kernel/date.ts";
import { centres } from "../central/centre.ts";
import { command, itemOf, problems, receive } from "../journal/shop.ts";
import { connect, joined, officeWithBooks, shutAll, type Device } from "./devices.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

/** What a device holds of a business: each shelf, its layers, and every account. */
function booksOf(device: Device, business: string): unknown {
  const { book } = device.journal;
  return {
    shelves: book.all(
      "SELECT item, quantity, cost FROM stock_level WHERE business = ? ORDER BY item",
      business,
    ),
    layers: book.all(
      "SELECT id, item, quantity, cost FROM layer WHERE business = ? ORDER BY id",
      business,
    ),
    accounts: book.all(
      `SELECT account, party, sum(debit - credit) AS balance FROM line WHERE business = ?
       GROUP BY account, party HAVING balance <> 0 ORDER BY account, party`,
      business,
    ),
  };
}

async function chain() {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  const shop = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
  const plant = await joined(await centre.enrol("W1", "till", ["WATER"]));
  const both = await joined(await centre.enrol("B1", "till", ["RETAIL", "WATER"]));
  const exchanged = async (): Promise<void> => {
    for (const device of [office, shop, plant, both]) await device.exchange();
  };
  /** Each till reads as the office in what it serves, holds nothing else, and the centre agrees. */
  const agreed = async (): Promise<void> => {
    for (const [device, businesses] of [
      [office, ["RETAIL", "WATER"]],
      [shop, ["RETAIL"]],
      [plant, ["WATER"]],
      [both, ["RETAIL", "WATER"]],
    ] as const) {
      for (const business of businesses) {
        expect(booksOf(device, business), `${business} at ${device.folder}`).toEqual(
          booksOf(office, business),
        );
      }
      expect(problems(device)).toEqual([]);
      const held = device.journal.book.all<{ business: string }>(
        "SELECT DISTINCT business FROM line ORDER BY business",
      );
      if (device !== office) expect(held.map((row) => row.business)).toEqual(businesses);
    }
    const central = await centre.rows<{ business: string; account: number; balance: string }>(
      `SELECT business, account, sum(debit - credit)::text AS balance FROM ledger.line
       GROUP BY business, account HAVING sum(debit - credit) <> 0 ORDER BY business, account`,
    );
    expect(central.map((row) => ({ ...row, balance: Number(row.balance) }))).toEqual(
      office.journal.book.all(
        `SELECT business, account, sum(debit - credit) AS balance FROM line
         GROUP BY business, account HAVING balance <> 0 ORDER BY business, account`,
      ),
    );
  };
  return { centre, office, shop, plant, both, exchanged, agreed };
}

test("goods moved between two businesses reach the tills of each", async () => {
  const { office, shop, plant, exchanged, agreed } = await chain();
  const sugar = itemOf(office, "G-SUGAR").id;
  const cap = itemOf(office, "W-CAP").id;
  receive(office, "G-SUGAR", 10_000, 90_00);
  receive(office, "W-CAP", 6000, 7_00);
  const day = nairobiDay(office.clock.now());
  const move = (from: string, item: string, to: string, into: string, quantity: number) =>
    office.did("stock.transfer", {
      command: command(),
      day,
      from: { business: from },
      to: { business: to },
      lines: [{ item, into, quantity }],
      memo: "",
    });
  await move("RETAIL", sugar, "WATER", cap, 3000);
  await move("WATER", cap, "RETAIL", sugar, 1000);
  await exchanged();
  await agreed();
  const shelf = (device: Device, item: string) =>
    device.journal.book.get("SELECT quantity FROM stock_level WHERE item = ?", item);
  expect(shelf(shop, sugar)).toEqual({ quantity: 8000 });
  expect(shelf(shop, cap)).toBeUndefined();
  expect(shelf(plant, cap)).toEqual({ quantity: 8000 });
}, 60_000);
