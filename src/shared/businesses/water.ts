import { SHARED_ACCOUNTS, type BusinessTemplate, type SampleItem } from "./template.ts";

const filled = (sku: string, name: string, price: number, cost: number, barcode: string): SampleItem => ({
  sku, name, category: "Filled bottles", kind: "goods", unit: "piece", price, tax: "B",
  revenue: 4120, cogs: 5110, inventory: 1212, barcode, reorderAt: 24_000, cost,
});
const refill = (sku: string, name: string, price: number): SampleItem => ({
  sku, name, category: "Refills", kind: "service", unit: "piece", price, tax: "B",
  revenue: 4110, cogs: 5110, inventory: null, uses: [["W-CAP", 1000]],
});
const empty = (sku: string, name: string, price: number, cost: number): SampleItem => ({
  sku, name, category: "Containers", kind: "goods", unit: "piece", price, tax: "B",
  revenue: 4130, cogs: 5110, inventory: 1211, reorderAt: 20_000, cost,
});

/** Water packaging: filled bottles, refills of the customer's own, empty containers. */
export const water: BusinessTemplate = {
  id: "WATER",
  kind: "water",
  name: "Water",
  colour: "cyan",
  trades: ["counter-sale", "production", "returnables"],
  negativeStock: "refuse",
  accounts: {
    ...SHARED_ACCOUNTS, cash: 1110, mpesa: 1140, receivable: 1310, returns: 4190, shrinkage: 5152,
  },
  itemAccounts: {
    goods: { revenue: 4120, cogs: 5110, inventory: 1212 },
    service: { revenue: 4110, cogs: 5110 },
  },
  categories: [
    { name: "Filled bottles", colour: "cyan" },
    { name: "Refills", colour: "blue" },
    { name: "Containers", colour: "gray" },
    { name: "Materials", colour: "gray" },
  ],
  items: [
    filled("W-500", "Water 500 ml", 3000, 1400, "6161100000017"),
    filled("W-1L", "Water 1 L", 5000, 2400, "6161100000024"),
    filled("W-5L", "Water 5 L", 15_000, 8500, "6161100000031"),
    filled("W-10L", "Water 10 L", 25_000, 14_500, "6161100000048"),
    filled("W-20L", "Water 20 L with bottle", 120_000, 78_000, "6161100000055"),
    refill("R-5L", "Refill 5 L", 4000),
    refill("R-10L", "Refill 10 L", 8000),
    refill("R-20L", "Refill 20 L", 15_000),
    empty("C-10L", "Container 10 L", 18_000, 11_000),
    empty("C-20L", "Container 20 L", 85_000, 58_000),
    {
      sku: "W-CAP", name: "Cap and seal", category: "Materials", kind: "goods", unit: "piece",
      price: null, tax: "B", revenue: 4130, cogs: 5110, inventory: 1213, reorderAt: 500_000,
      sellable: false, cost: 500,
    },
  ],
};
