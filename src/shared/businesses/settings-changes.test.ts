import { expect, test } from "vitest";
import { businessDay } from "../kernel/date.ts";
import { water } from "./water.ts";
import { settingsChanges, type Saved } from "./settings-changes.ts";
import { startingSettings } from "./template.ts";

const chosen = { title: "Maji", mpesaTill: "", pin: "", address: "", contact: "" };
const { id, kind, trades, colour } = water;
const saved: Saved = {
  business: { id, name: "Maji", kind, trades, colour, position: 0, active: true },
  settings: startingSettings(water, { ...chosen, vatRegistered: true }),
};

test("the same twice has no changes", () => {
  expect(settingsChanges(saved, structuredClone(saved))).toEqual([]);
});

test("each change is named by its path, with what was there and what is there now", () => {
  const { business, settings } = saved;
  const rate = {
    letter: "B",
    name: "VAT",
    basisPoints: 1800,
    from: businessDay("2027-01-01"),
  } as const;
  const after: Saved = {
    business: { ...business, name: "Maji Safi" },
    settings: {
      ...settings,
      cashRounding: 500,
      ageingDays: [30, 60],
      receipt: { ...settings.receipt, footer: "" },
      taxRates: [rate, ...settings.taxRates],
    },
  };
  expect(settingsChanges(saved, after)).toEqual([
    { field: "ageingDays", before: "14, 30, 60, 90", after: "30, 60" },
    { field: "cashRounding", before: "100", after: "500" },
    { field: "name", before: "Maji", after: "Maji Safi" },
    { field: "receipt.footer", before: "Thank you. Karibu tena!", after: "" },
    { field: "taxRates.B 2027-01-01", before: "", after: "1800" },
  ]);
});
