import type { Business, BusinessSettings } from "../facts/master.ts";
import { cents } from "../kernel/money.ts";
import type { NewItem } from "./new-business.ts";
import { USUAL_CONTAINERS, USUAL_CYLINDERS, type NewCylinder } from "./starting-cylinders.ts";

export type StartId = "services" | "shop" | "production" | "jobs" | "deposits" | "refills";

/** What a new business can begin as; all of it can be changed before it is saved, and after. */
export interface StartingPoint {
  readonly id: StartId;
  readonly kind: Business["kind"];
  readonly colour: string;
  readonly trades: Business["trades"];
  readonly negativeStock: BusinessSettings["negativeStock"];
  readonly items: readonly NewItem[];
  /**
   * Kinds of cylinders, refilled with the first item that is sold by the kilogram; of containers,
   * each refilled with the first item that has its size in the name.
   */
  readonly cylinders?: readonly NewCylinder[];
}

type Shillings = number;

const service = (name: string, category: string, price: Shillings): NewItem => ({
  name,
  kind: "service",
  unit: "piece",
  category,
  price: cents(price * 100),
  tax: "B",
});

const goods = (
  name: string,
  category: string,
  price: Shillings,
  tax: NewItem["tax"],
  unit: NewItem["unit"] = "piece",
): NewItem => ({ name, kind: "goods", unit, category, price: cents(price * 100), tax });

const material = (name: string, unit: NewItem["unit"], tax: NewItem["tax"]): NewItem => ({
  name,
  kind: "material",
  unit,
  category: "",
  price: null,
  tax,
});

export const startingPoints: readonly StartingPoint[] = [
  {
    id: "services",
    kind: "service",
    colour: "green",
    trades: ["counter-sale"],
    negativeStock: "warn",
    items: [
      service("Wash, saloon car", "Wash", 300),
      service("Wash, SUV or van", "Wash", 450),
      service("Interior vacuum", "Extras", 250),
      service("Engine wash", "Extras", 500),
    ],
  },
  {
    id: "shop",
    kind: "retail",
    colour: "grape",
    trades: ["counter-sale"],
    negativeStock: "warn",
    items: [
      goods("Soda 500 ml", "Drinks", 70, "B"),
      goods("Bread 400 g", "Groceries", 65, "A"),
      goods("Milk 500 ml", "Groceries", 65, "A"),
    ],
  },
  {
    id: "production",
    kind: "service",
    colour: "yellow",
    trades: ["counter-sale", "production"],
    negativeStock: "refuse",
    items: [
      goods("Bread 400 g", "Bread", 65, "A"),
      goods("Mandazi", "Snacks", 10, "B"),
      material("Wheat flour", "kg", "A"),
      material("Sugar", "kg", "B"),
      material("Cooking fat", "kg", "B"),
    ],
  },
  {
    id: "jobs",
    kind: "laundry",
    colour: "indigo",
    trades: ["counter-sale", "jobs"],
    negativeStock: "warn",
    items: [
      service("Hem or shorten", "Tailoring", 200),
      service("Zip replaced", "Tailoring", 350),
      service("Shoe sole replaced", "Shoes", 600),
    ],
  },
  {
    id: "deposits",
    kind: "retail",
    colour: "red",
    trades: ["counter-sale", "returnables"],
    negativeStock: "warn",
    items: [
      goods("LPG gas, per kg", "Gas", 240, "C", "kg"),
      goods("Regulator", "Fittings", 950, "B"),
      goods("Gas hose 1.5 m", "Fittings", 450, "B"),
      goods("Burner with grill", "Fittings", 1200, "B"),
    ],
    cylinders: USUAL_CYLINDERS,
  },
  {
    id: "refills",
    kind: "water",
    colour: "cyan",
    trades: ["counter-sale", "returnables"],
    negativeStock: "refuse",
    items: [
      service("Refill 20 L", "Refills", 150),
      service("Refill 10 L", "Refills", 80),
      service("Refill 5 L", "Refills", 40),
      goods("Bottle 20 L, sold", "Bottles", 850, "B"),
      goods("Bottle 10 L, sold", "Bottles", 200, "B"),
    ],
    cylinders: USUAL_CONTAINERS,
  },
];
