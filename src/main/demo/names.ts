export interface DemoUser {
  readonly name: string;
  readonly pin: string;
  readonly role: "owner" | "manager" | "cashier" | "accountant";
}

/** The README tells these PINs; the demo shop alone may have such simple ones. */
export const DEMO_USERS: readonly DemoUser[] = [
  { name: "Wanjiku Kamau", pin: "1111", role: "owner" },
  { name: "Brian Otieno", pin: "2222", role: "manager" },
  { name: "Amina Hassan", pin: "3333", role: "cashier" },
  { name: "Peter Mwangi", pin: "4444", role: "accountant" },
];

export interface DemoCustomer {
  readonly name: string;
  readonly phone: string;
  /** Cents. */
  readonly creditLimit: number;
  /** What whoever serves them should know. */
  readonly note: string;
}

const customer = (name: string, phone: string, creditLimit = 0, note = ""): DemoCustomer => ({
  name,
  phone,
  creditLimit,
  note,
});

export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  customer("Mama Njeri Kiosk", "0722 100 001", 1_500_000, "By the Ngara stage; pays on Fridays"),
  customer("Hotel Bahari", "0722 100 002", 6_000_000, "Back gate, before 7; invoice at month end"),
  customer("Kibo Academy", "0733 100 003", 4_000_000, "In term time twice as much"),
  customer("St. Anne Clinic", "0722 100 004", 3_000_000, "Ask for the stores, not the reception"),
  customer("Tumaini Salon", "0711 100 005", 1_000_000),
  customer("Green Park Apartments", "0720 100 006", 2_500_000, "Caretaker Mr Mwenda signs"),
  customer("Jambo Restaurant", "0722 100 007", 5_000_000, "Deliver before 10, never over lunch"),
  customer("Baraka Caterers", "0745 100 008", 2_000_000, "Weddings: calls the evening before"),
  customer("Grace Achieng", "0712 100 009", 500_000),
  customer("Hassan Ali", "0701 100 010"),
  customer("Lucy Wambui", "0724 100 011"),
  customer("Samuel Kiptoo", "0728 100 012"),
  customer("Faith Mutua", "0715 100 013"),
  customer("Daniel Ochieng", "0790 100 014"),
  customer("Zainab Omar", "0110 100 015"),
  customer("Joseph Njoroge", "0721 100 016"),
  customer("Esther Chebet", "0727 100 017"),
  customer("Kevin Barasa", "0740 100 018"),
  customer("Mercy Nyambura", "0757 100 019"),
  customer("Ibrahim Yusuf", "0112 100 020"),
];

/** Who brings washing, and now and then forgets it. */
export const DEMO_REGULARS: readonly DemoCustomer[] = [
  "Beatrice Wanjiru",
  "Charles Odhiambo",
  "Caroline Muthoni",
  "David Kimani",
  "Emily Jepkosgei",
  "Felix Mutiso",
  "Halima Abdi",
  "James Kariuki",
  "Jane Akinyi",
  "John Maina",
  "Lilian Adhiambo",
  "Margaret Nduta",
  "Michael Wekesa",
  "Naomi Cherono",
  "Patrick Musyoka",
  "Paul Simiyu",
  "Rehema Juma",
  "Rose Wairimu",
  "Salim Noor",
  "Stephen Gitau",
  "Susan Atieno",
  "Vincent Kiprono",
  "Winnie Moraa",
  "Yvonne Naliaka",
].map((name, at) => customer(name, `0723 300 ${String(at + 1).padStart(3, "0")}`));

/** One of the customers, as somebody who did not find him wrote him down again. */
export const TWICE_WRITTEN_DOWN = {
  ...customer("Baraka Catering", "0745 100 088", 200_000),
  of: "Baraka Caterers",
} as const;

export const COLOURS = ["white", "blue", "black", "grey", "red", "green", "striped"] as const;
export const DAMAGES = ["collar torn", "button missing", "ink stain", "zip broken"] as const;
export const RACKS = ["A", "B", "C", "D"].flatMap((row) =>
  [1, 2, 3, 4, 5, 6].map((place) => `${row}${place}`),
);

export interface DemoCylinder {
  readonly name: string;
  readonly brand: string;
  /** Thousandths of a kilogram of gas. */
  readonly size: number;
  /** Followed one by one; empty: counted only. */
  readonly serials: readonly string[];
  /** How many stand on the shelf when the books begin. */
  readonly full: number;
  /** Cents for each one. */
  readonly deposit: number;
  readonly supplierDeposit: number;
  /** How often it is asked for. */
  readonly weight: number;
}

const cylinder = (
  brand: string,
  kilograms: number,
  full: number,
  deposit: number,
  weight: number,
): DemoCylinder => ({
  name: `${brand} ${kilograms} kg`,
  brand,
  size: kilograms * 1000,
  serials: [],
  full,
  deposit: deposit * 100,
  supplierDeposit: deposit * 87,
  weight,
});

const bySerial = (
  brand: string,
  kilograms: number,
  deposit: number,
  serials: readonly string[],
): DemoCylinder => ({ ...cylinder(brand, kilograms, serials.length, deposit, 0), serials });

/** Brands and sizes as they are sold in Nairobi; hotels have the large ones, followed by serial. */
export const CYLINDERS: readonly DemoCylinder[] = [
  cylinder("K-Gas", 6, 90, 2500, 9),
  cylinder("K-Gas", 13, 60, 4000, 5),
  cylinder("Pro Gas", 6, 50, 2400, 4),
  cylinder("Total Gas", 6, 40, 2500, 3),
  cylinder("Total Gas", 13, 25, 4000, 2),
  cylinder("Pro Gas", 13, 18, 3900, 1),
  cylinder("Afrigas", 6, 20, 2500, 1),
  cylinder("Afrigas", 13, 12, 4000, 1),
  cylinder("K-Gas", 22.5, 8, 6500, 1),
  bySerial("K-Gas", 35, 9000, ["KG350118", "KG350119", "KG350120", "KG350121"]),
  bySerial("Pro Gas", 50, 10_000, ["PG500342", "PG500343", "PG500347"]),
];

/** Whose kitchens had a large one before the books began. */
export const CYLINDERS_LENT = [
  { name: "Pro Gas 50 kg", serial: "PG500338", customer: "Hotel Bahari" },
  { name: "Pro Gas 50 kg", serial: "PG500340", customer: "Jambo Restaurant" },
  { name: "K-Gas 35 kg", serial: "KG350114", customer: "Kibo Academy" },
] as const;

export interface DemoGoods {
  readonly sku: string;
  readonly name: string;
  readonly category: "Groceries" | "Household";
  /** Cents: a piece at the counter, tax included, and from the wholesaler, before tax. */
  readonly price: number;
  readonly cost: number;
  readonly barcode: string;
  readonly tax: "A" | "B";
}

const goods = (
  sku: string,
  name: string,
  [price, cost]: readonly [number, number],
  barcode: string,
  tax: DemoGoods["tax"] = "B",
): DemoGoods => ({
  sku,
  name,
  category: sku.startsWith("G-") ? "Groceries" : "Household",
  price,
  cost,
  barcode,
  tax,
});

/** Beside what any shop begins with: what stands on the shelves of Nairobi by its brand. */
export const BRANDED: readonly DemoGoods[] = [
  goods("G-JOGOO", "Jogoo maize flour 2 kg", [20_500, 17_600], "6161101230216", "A"),
  goods("G-BLUEB", "Blue Band 500 g", [27_500, 20_300], "6161101230223"),
  goods("G-ROYCO", "Royco Mchuzi Mix 200 g", [16_500, 12_000], "6161101230230"),
  goods("G-INDOMIE", "Indomie chicken 70 g", [5000, 3600], "6161101230247"),
  goods("G-COKE", "Coca-Cola 500 ml", [7000, 5100], "6161101230254"),
  goods("G-DORMANS", "Dormans coffee 50 g", [24_000, 17_500], "6161101230261"),
  goods("H-MENENGAI", "Menengai cream bar 1 kg", [22_000, 16_000], "6161101230278"),
  goods("H-OMO", "Omo 500 g", [19_500, 14_200], "6161101230285"),
  goods("H-COLGATE", "Colgate 100 ml", [22_000, 15_900], "6161101230292"),
  goods("H-JIK", "Jik bleach 750 ml", [23_500, 17_100], "6161101230308"),
  goods("H-CANDLE", "Candles, six", [12_000, 8500], "6161101230315"),
  goods("H-KIWI", "Kiwi black polish 50 ml", [15_000, 10_800], "6161101230322"),
];

/** Each supplies some items, by the beginning of their sku. */
export const DEMO_SUPPLIERS = [
  { name: "Aqua Springs Bottlers", phone: "0722 200 001", supplies: ["W-", "C-"] },
  { name: "Limuru Fresh Dairies", phone: "0722 200 004", supplies: ["G-MILK"] },
  { name: "Kikuyu Bakers", phone: "0720 200 005", supplies: ["G-BREAD"] },
  { name: "Nairobi Wholesale Traders", phone: "0722 200 002", supplies: ["G-", "H-", "A-"] },
  { name: "Rift Gas Depot", phone: "0733 200 003", supplies: ["GAS-"] },
] as const;

export const REFUND_REASONS = [
  "Leaking bottle",
  "Wrong item taken",
  "Customer changed her mind",
  "Damaged packet",
  "Charged twice by mistake",
] as const;

export interface DemoExpense {
  readonly account: number;
  readonly memo: string;
  /** Whole shillings, at least and at most, for the business named or for all three. */
  readonly shillings: readonly [number, number];
  readonly business: "WATER" | "LAUNDRY" | "RETAIL" | null;
  /** On which days: of the month, or of the week (1 is Monday). */
  readonly on: { readonly dayOfMonth: number } | { readonly weekday: number };
  readonly paidBy: "bank" | "mpesa";
}

export const DEMO_EXPENSES: readonly DemoExpense[] = [
  {
    account: 5200,
    memo: "Rent of the shops, by the week",
    shillings: [31_500, 31_500],
    business: null,
    on: { weekday: 1 },
    paidBy: "bank",
  },
  ...(
    [
      ["WATER", 46_000, 52_000],
      ["LAUNDRY", 61_000, 68_000],
      ["RETAIL", 33_000, 37_000],
    ] as const
  ).map(([business, least, most]): DemoExpense => ({
    account: 5400,
    memo: "Wages of the week",
    shillings: [least, most],
    business,
    on: { weekday: 6 },
    paidBy: "bank",
  })),
  {
    account: 5300,
    memo: "Electricity tokens",
    shillings: [6000, 11_000],
    business: null,
    on: { weekday: 2 },
    paidBy: "mpesa",
  },
  {
    account: 5300,
    memo: "Electricity of the washers and dryers",
    shillings: [23_000, 29_000],
    business: "LAUNDRY",
    on: { weekday: 2 },
    paidBy: "bank",
  },
  {
    account: 5300,
    memo: "County water bill",
    shillings: [28_000, 42_000],
    business: "WATER",
    on: { dayOfMonth: 12 },
    paidBy: "bank",
  },
  {
    account: 5300,
    memo: "Borehole and filter chemicals",
    shillings: [3500, 6500],
    business: "WATER",
    on: { weekday: 4 },
    paidBy: "mpesa",
  },
  {
    account: 5500,
    memo: "Fuel for the delivery van",
    shillings: [7500, 12_500],
    business: null,
    on: { weekday: 5 },
    paidBy: "mpesa",
  },
  {
    account: 5600,
    memo: "Posters and SMS offers",
    shillings: [2500, 6000],
    business: null,
    on: { weekday: 3 },
    paidBy: "mpesa",
  },
  {
    account: 5700,
    memo: "Washing machine service",
    shillings: [4000, 9500],
    business: "LAUNDRY",
    on: { dayOfMonth: 18 },
    paidBy: "bank",
  },
  {
    account: 5120,
    memo: "Detergent and steam",
    shillings: [9000, 13_000],
    business: "LAUNDRY",
    on: { weekday: 1 },
    paidBy: "mpesa",
  },
];
