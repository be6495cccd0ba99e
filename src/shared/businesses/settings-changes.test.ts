import { expect, test } from "vitest";
import { businessDay } from "../kernel/date.ts";
import { cents } from "../kernel/money.ts";
import { USUAL_JOBS } from "../trades/jobs-settings.ts";
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

test("a list of things is told thing by thing, never as the program writes it", () => {
  const { business, settings } = saved;
  const jobs = { ...USUAL_JOBS, turnaround: [{ item: "shirt", hours: 24 }], racks: ["A", "B"] };
  const before: Saved = { business, settings: { ...settings, jobs } };
  const excise = [{ from: businessDay("2027-01-01"), perLitre: cents(6_41) }];
  const after: Saved = {
    business,
    settings: {
      ...settings,
      excise,
      jobs: { ...jobs, turnaround: [{ item: "shirt", hours: 12 }], racks: ["A"] },
    },
  };
  expect(settingsChanges(before, after)).toEqual([
    { field: "excise.2027-01-01", before: "", after: "641" },
    { field: "jobs.racks", before: "A, B", after: "A" },
    { field: "jobs.turnaround.shirt", before: "24", after: "12" },
  ]);
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
