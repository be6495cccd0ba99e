/** What customers of the demo shop ask for: how often, and how much at a time. */
export interface Demand {
  readonly sku: string;
  /** How likely it is among the items of its business. */
  readonly weight: number;
  /** Thousandths: the least, the most, and the step between. */
  readonly quantity: readonly [least: number, most: number, step: number];
}

const pieces = (sku: string, weight: number, most: number): Demand => ({
  sku,
  weight,
  quantity: [1000, most * 1000, 1000],
});

export interface ShopDemand {
  readonly business: "WATER" | "LAUNDRY" | "RETAIL";
  readonly name: string;
  readonly mpesaTill: string;
  /** Sales on an ordinary day; the three together make about five hundred, jobs included. */
  readonly sales: number;
  /** Jobs taken in on an ordinary day. */
  readonly jobs?: number;
  /** Cylinders of gas on an ordinary day. */
  readonly cylinders?: number;
  /** Bottles of ours that go out on deposit on any day. */
  readonly bottles?: number;
  readonly items: readonly Demand[];
}

export const SHOPS: readonly ShopDemand[] = [
  {
    business: "WATER",
    name: "Maji Safi Water",
    mpesaTill: "5190011",
    sales: 205,
    bottles: 2,
    items: [
      pieces("W-500", 16, 6),
      pieces("W-1L", 13, 4),
      pieces("W-5L", 6, 2),
      pieces("W-10L", 4, 1),
      pieces("W-20L", 2, 1),
      pieces("R-5L", 9, 2),
      pieces("R-10L", 16, 3),
      pieces("R-20L", 32, 4),
      pieces("C-10L", 1, 1),
      pieces("C-20L", 1, 1),
    ],
  },
  {
    business: "LAUNDRY",
    name: "Usafi Laundry",
    mpesaTill: "5190022",
    sales: 62,
    jobs: 17,
    items: [
      pieces("L-SHIRT", 22, 6),
      pieces("L-TROUSER", 16, 4),
      pieces("L-DRESS", 9, 3),
      pieces("L-SUIT", 6, 2),
      pieces("L-JACKET", 4, 1),
      { sku: "L-KG", weight: 24, quantity: [2000, 9500, 500] },
      pieces("L-BUNDLE", 4, 1),
      pieces("L-DUVET", 7, 2),
      pieces("L-CURTAIN", 4, 3),
      pieces("L-CARPET", 2, 1),
      pieces("L-EXPRESS", 5, 1),
    ],
  },
  {
    business: "RETAIL",
    name: "Duka Gas & Groceries",
    mpesaTill: "5190033",
    sales: 190,
    cylinders: 20,
    items: [
      pieces("G-UNGA", 14, 3),
      pieces("G-SUGAR", 12, 2),
      pieces("G-RICE", 7, 2),
      pieces("G-OIL", 9, 2),
      pieces("G-MILK", 18, 4),
      pieces("G-BREAD", 18, 2),
      pieces("G-MAJI", 8, 3),
      pieces("G-TEA", 5, 1),
      pieces("G-SALT", 4, 2),
      pieces("H-SOAP", 6, 2),
      pieces("H-DETERG", 4, 1),
      pieces("H-TISSUE", 3, 1),
      pieces("H-MATCH", 4, 2),
      pieces("G-JOGOO", 8, 2),
      pieces("G-BLUEB", 4, 1),
      pieces("G-ROYCO", 3, 1),
      pieces("G-INDOMIE", 6, 4),
      pieces("G-COKE", 9, 3),
      pieces("G-DORMANS", 2, 1),
      pieces("H-MENENGAI", 4, 1),
      pieces("H-OMO", 3, 1),
      pieces("H-COLGATE", 3, 1),
      pieces("H-JIK", 2, 1),
      pieces("H-CANDLE", 2, 2),
      pieces("H-KIWI", 1, 1),
      pieces("A-REG", 1, 1),
      pieces("A-HOSE", 1, 1),
      pieces("A-BURNER", 1, 1),
    ],
  },
];

/** How many items a customer takes at once, by hundredths of all sales. */
export const LINES_OF_A_SALE: readonly (readonly [lines: number, percent: number])[] = [
  [1, 55],
  [2, 28],
  [3, 12],
  [4, 5],
];

/** What is used up of an item on an ordinary day, in thousandths. */
export function dailyUse(shop: ShopDemand, sku: string): number {
  const found = shop.items.find((each) => each.sku === sku);
  if (found === undefined) return 0;
  const weights = shop.items.reduce((total, each) => total + each.weight, 0);
  const [least, most] = found.quantity;
  const lines = LINES_OF_A_SALE.reduce((total, [count, percent]) => total + count * percent, 0);
  return Math.ceil((shop.sales * lines * found.weight * (least + most)) / (weights * 200));
}

/** Sundays are slow, Saturdays and the days after pay day are not; 1 is Monday. */
export function share(weekday: number, dayOfMonth: number): number {
  const byWeekday = [98, 95, 96, 100, 112, 128, 71][weekday - 1] ?? 100;
  return byWeekday + (dayOfMonth <= 3 || dayOfMonth >= 29 ? 8 : -2);
}
