import { expect, test } from "vitest";
import { accountNameSwahili } from "./account-names.ts";
import { ownersChart } from "./chart.ts";
import { accountsForNewBusiness } from "./new-business.ts";

test("each account of ours is called in Swahili what its own row says", () => {
  const chart = ownersChart();
  const bakery = accountsForNewBusiness("BAKERY", "Mama Njeri (Thika)", chart, {
    stocks: true,
    produces: true,
  }).map(({ account }) => account);
  for (const { name, nameSwahili } of [...chart, ...bakery]) {
    expect(accountNameSwahili(name)).toBe(nameSwahili);
  }
});

test.each(["Water Refill, Thika", "Rent (Thika)", "Petty cash of Juma", ""])(
  "a name that the owner typed stays: '%s'",
  (name) => {
    expect(accountNameSwahili(name)).toBe(name);
  },
);
