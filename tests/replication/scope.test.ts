import { afterAll, afterEach, expect, test } from "vitest";
import { centres } from "../central/centre.ts";
import { refusalOf } from "../journal/shop.ts";
import { connect, joined, officeWithBooks, shutAll } from "./devices.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

/** What a code is worth: a new one changes it. */
const LOGIN =
  "SELECT rolpassword FROM pg_authid WHERE rolname = (SELECT login FROM sync.device WHERE till = 'R1')";

test("a till that is given another business gets all of it, from the beginning, by the code it has", async () => {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  const till = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
  const businesses = (of: typeof till) =>
    of.journal.book.all<{ id: string }>("SELECT id FROM business ORDER BY id").map(({ id }) => id);
  expect(businesses(till)).toEqual(["RETAIL"]);
  const { rows: first } = await centre.sql.query(LOGIN);
  await office.did("centre.widen", { till: "R1", scope: ["WATER"] });
  // Hung up on, it comes back by the same code, and greets anew long before it would have.
  const nudged = () => {
    till.link.nudge();
    return businesses(till);
  };
  await expect.poll(nudged).toEqual(["RETAIL", "WATER"]);
  await till.exchange();
  expect((await centre.sql.query(LOGIN)).rows).toEqual(first);
  const items = (of: typeof till) =>
    of.journal.book.all("SELECT id, name FROM item WHERE business = 'WATER' ORDER BY id");
  expect(items(till)).toEqual(items(office));
  expect(items(till).length).toBeGreaterThan(0);
});

test("only what is there is given, to a till that may still come, and nothing is taken away", async () => {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  await centre.enrol("R1", "till", ["RETAIL"]);
  await centre.enrol("R2", "till", "*");
  const scopes = () =>
    centre.rows("SELECT till, scope FROM sync.device WHERE kind = 'till' ORDER BY till");
  const before = [
    { till: "R1", scope: ["RETAIL"] },
    { till: "R2", scope: null },
  ];
  const refused = async (till: string, scope: string[]) =>
    refusalOf(await office.call("centre.widen", { till, scope }));
  expect(await refused("R1", ["BAKERY"])).toEqual({ code: "business.unknown", business: "BAKERY" });
  expect(await refused("R9", ["WATER"])).toMatchObject({ code: "centre.trouble" });
  expect(await refused("HQ", ["WATER"])).toMatchObject({ code: "centre.trouble" });
  const whole = await centre.device("HQ2", "office", "*");
  for (const scope of ["{}", "{BAKERY}"]) {
    await expect(whole.client.query("SELECT api.widen('R1', $1)", [scope])).rejects.toThrow(
      /businesses of these books/,
    );
  }
  await office.did("centre.widen", { till: "R2", scope: ["WATER"] });
  await office.did("centre.widen", { till: "R1", scope: ["RETAIL"] });
  expect(await scopes()).toEqual(before);
  await office.did("centre.widen", { till: "R1", scope: ["WATER"] });
  expect(await scopes()).toEqual([{ till: "R1", scope: ["RETAIL", "WATER"] }, before[1]]);
  await office.did("centre.shutOut", { till: "R1" });
  expect(await refused("R1", ["LAUNDRY"])).toMatchObject({ code: "centre.trouble" });
});
