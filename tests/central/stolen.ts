import { CASH, entry, sale, WATER_SALES, type TestCentre } from "./centre.ts";

/** A shop with a water till beside it, and the login of a till of the shop, stolen. */
export async function stolenFrom(centre: TestCentre) {
  const office = await centre.withBooks();
  const water = await centre.device("W1", "till", ["WATER"]);
  await water.begin();
  const lines = [
    ["WATER", CASH, 77_777, 0, "W1"],
    ["WATER", WATER_SALES, 0, 77_777, null],
  ];
  const secret = entry("W1", lines, { business: "WATER" });
  await water.send(secret);
  const till = await centre.device("R1", "till", ["RETAIL"]);
  await till.begin();
  await till.send(sale("R1", 100));
  return { centre, office, water, till, secret };
}

export async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    (result) => `done ${(result as { rowCount?: number } | undefined)?.rowCount ?? ""}`.trim(),
    (error: Error) => error.message,
  );
}
