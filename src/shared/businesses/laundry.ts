import { USUAL_JOBS } from "../trades/jobs-settings.ts";
import { SHARED_ACCOUNTS, type BusinessTemplate, type SampleItem } from "./template.ts";

const service = (
  sku: string,
  name: string,
  category: string,
  price: number,
  unit: SampleItem["unit"] = "piece",
): SampleItem => ({
  sku,
  name,
  category,
  kind: "service",
  unit,
  fractional: unit === "kg",
  price,
  tax: "B",
  revenue: 4210,
  cogs: 5120,
  inventory: null,
});

/** Laundry: services by piece, bundle or weight; jobs with tickets build on the same items. */
export const laundry: BusinessTemplate = {
  id: "LAUNDRY",
  kind: "laundry",
  name: "Laundry",
  colour: "violet",
  trades: ["counter-sale", "jobs"],
  negativeStock: "warn",
  accounts: {
    ...SHARED_ACCOUNTS,
    cash: 1120,
    mpesa: 1150,
    receivable: 1320,
    returns: 4290,
    shrinkage: 5160,
  },
  itemAccounts: {
    goods: { revenue: 4210, cogs: 5120, inventory: 1230 },
    service: { revenue: 4210, cogs: 5120 },
  },
  jobs: { ...USUAL_JOBS, accounts: { ...USUAL_JOBS.accounts, express: 4220 } },
  categories: [
    { name: "Wash and iron", colour: "violet" },
    { name: "By weight", colour: "indigo" },
    { name: "Household", colour: "grape" },
    { name: "Extras", colour: "gray" },
  ],
  items: [
    service("L-SHIRT", "Shirt", "Wash and iron", 10_000),
    service("L-TROUSER", "Trousers", "Wash and iron", 12_000),
    service("L-DRESS", "Dress", "Wash and iron", 25_000),
    service("L-SUIT", "Suit, two pieces", "Wash and iron", 45_000),
    service("L-JACKET", "Jacket", "Wash and iron", 30_000),
    service("L-KG", "Wash and fold, per kg", "By weight", 9000, "kg"),
    service("L-BUNDLE", "Bundle, ten pieces", "By weight", 70_000, "bundle"),
    service("L-DUVET", "Duvet", "Household", 60_000),
    service("L-CURTAIN", "Curtain, pair", "Household", 50_000),
    service("L-CARPET", "Carpet, small", "Household", 80_000),
    { ...service("L-EXPRESS", "Express, same day", "Extras", 20_000), revenue: 4220 },
  ],
};
