import { afterAll, afterEach, expect, test } from "vitest";
import { centres } from "../central/centre.ts";
import { connect, joined, officeWithBooks, openDevice, shut, shutAll } from "./devices.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

test("a till that is given another business gets all of it, from the beginning", async () => {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  const till = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
  const businesses = (of: typeof till) =>
    of.journal.book.all<{ id: string }>("SELECT id FROM business ORDER BY id").map(({ id }) => id);
  expect(businesses(till)).toEqual(["RETAIL"]);
  await centre.sql.query("UPDATE sync.device SET scope = '{RETAIL,WATER}' WHERE till = 'R1'");
  await shut(till);
  const again = openDevice({ folder: till.folder });
  await again.exchange();
  expect(businesses(again)).toEqual(["RETAIL", "WATER"]);
  const items = (of: typeof till) =>
    of.journal.book.all("SELECT id, name FROM item WHERE business = 'WATER' ORDER BY id");
  expect(items(again)).toEqual(items(office));
  expect(items(again).length).toBeGreaterThan(0);
});
