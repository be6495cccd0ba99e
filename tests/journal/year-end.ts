// Run under several TZ: the business day of each instant given, as a sale's shift would have it.
import { writeSync } from "node:fs";
import { nairobiDay } from "#shared/kernel/date.ts";
import { clockAt, newSellingShop, removeFolders } from "./shop.ts";

const days: string[] = [];
for (const at of process.argv.slice(2)) {
  const shop = await newSellingShop(clockAt(at));
  const { shifts } = await shop.did("shift.current", {});
  const proposed = (await shop.did("shift.proposal", { business: "RETAIL" })).day;
  const opened = shifts.find((shift) => shift.business === "RETAIL")?.day;
  if (opened !== proposed || opened !== nairobiDay(shop.clock.now())) throw new Error("two days");
  days.push(opened);
  shop.close();
}
removeFolders();
writeSync(1, `${days.join(" ")}\n`);
