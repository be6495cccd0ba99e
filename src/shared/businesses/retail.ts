import type { TaxLetter } from "../kernel/tax.ts";
import { SHARED_ACCOUNTS, type BusinessTemplate, type SampleItem } from "./template.ts";

const goods = (
  sku: string, name: string, category: string, price: number, cost: number, barcode: string,
  tax: TaxLetter = "B",
): SampleItem => ({
  sku, name, category, kind: "goods", unit: "piece", price, tax, revenue: 4310, cogs: 5130,
  inventory: 1221, barcode, reorderAt: 6000, cost,
});
const gas = (sku: string, name: string, price: number): SampleItem => ({
  sku, name, category: "LPG gas", kind: "goods", unit: "kg", fractional: true, price, tax: "C",
  revenue: 4320, cogs: 5130, inventory: 1222, reorderAt: 50_000, cost: 16_000,
});

/** Retail with LPG: merchandise, gas by the kilogram, cylinders and accessories. */
export const retail: BusinessTemplate = {
  id: "RETAIL",
  kind: "retail",
  name: "Retail and gas",
  colour: "orange",
  trades: ["counter-sale", "returnables"],
  negativeStock: "warn",
  accounts: {
    ...SHARED_ACCOUNTS, cash: 1130, mpesa: 1160, receivable: 1330, returns: 4390, shrinkage: 5160,
  },
  itemAccounts: {
    goods: { revenue: 4310, cogs: 5130, inventory: 1221 },
    service: { revenue: 4310, cogs: 5130 },
  },
  categories: [
    { name: "Groceries", colour: "orange" },
    { name: "Household", colour: "yellow" },
    { name: "LPG gas", colour: "red" },
    { name: "Cylinders and fittings", colour: "gray" },
  ],
  items: [
    goods("G-UNGA", "Maize flour 2 kg", "Groceries", 19_500, 16_800, "6161101230017", "A"),
    goods("G-SUGAR", "Sugar 1 kg", "Groceries", 16_500, 12_100, "6161101230024"),
    goods("G-RICE", "Rice 2 kg", "Groceries", 38_000, 27_500, "6161101230031"),
    goods("G-OIL", "Cooking oil 1 L", "Groceries", 31_500, 23_200, "6161101230048"),
    goods("G-MILK", "Milk 500 ml", "Groceries", 6500, 5100, "6161101230055", "A"),
    goods("G-BREAD", "Bread 400 g", "Groceries", 6500, 5600, "6161101230062", "A"),
    goods("G-TEA", "Tea leaves 250 g", "Groceries", 14_500, 10_000, "6161101230079"),
    goods("G-SALT", "Salt 500 g", "Groceries", 2500, 1500, "6161101230086"),
    goods("H-SOAP", "Bar soap 800 g", "Household", 18_500, 13_000, "6161101230093"),
    goods("H-DETERG", "Detergent 1 kg", "Household", 29_500, 21_000, "6161101230109"),
    goods("H-TISSUE", "Tissue, ten rolls", "Household", 32_000, 22_500, "6161101230116"),
    goods("H-MATCH", "Matches, ten boxes", "Household", 5000, 3200, "6161101230123"),
    gas("GAS-KG", "LPG gas, per kg", 24_000),
    {
      ...goods("A-REG", "Regulator", "Cylinders and fittings", 95_000, 62_000, "6161101230147"),
      revenue: 4330, inventory: 1223,
    },
    {
      ...goods("A-HOSE", "Gas hose 1.5 m", "Cylinders and fittings", 45_000, 28_000, "6161101230154"),
      revenue: 4330, inventory: 1223,
    },
    {
      ...goods("A-BURNER", "Burner with grill", "Cylinders and fittings", 120_000, 80_000, "6161101230161"),
      revenue: 4330, inventory: 1223,
    },
  ],
};
