import { businessDay, instant } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import { splitTax } from "#shared/kernel/tax.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import type { SoldLine } from "#shared/facts/selling.ts";
import type { RefundReceipt, SaleReceipt } from "#main/print/receipt.ts";
import type { Seller } from "#main/print/seller.ts";
import type { XReport, ZReport } from "#main/print/shift-report.ts";

/** A shop with everything filled in. */
export const seller: Seller = {
  business: "WATER",
  name: "Maji Safi",
  title: "Maji Safi Water",
  pin: "P051234567X",
  address: "Kenyatta Avenue, opposite the post office, Nakuru",
  contact: "0712 345 678",
  footer: "Asante, karibu tena! Bring your empty bottle back and save 20/=.",
  mpesaTill: "522533",
  vatRegistered: true,
  training: false,
};

interface Sold {
  readonly name: string;
  readonly quantity: number;
  readonly unit?: string;
  readonly unitPrice: number;
  readonly discount?: number;
  readonly letter?: TaxLetter;
  readonly basisPoints?: number;
}

/** A line of a sale: quantity in thousandths, money in cents. */
export function soldLine(sold: Sold): SoldLine {
  const { discount = 0, letter = "B", basisPoints = letter === "B" ? 1600 : 0 } = sold;
  const full = Math.round((sold.quantity * sold.unitPrice) / 1000);
  const gross = cents(full - discount);
  return {
    item: "01890a5d-ac96-774b-bcce-b302099a8057",
    name: sold.name,
    unit: sold.unit ?? "piece",
    quantity: quantity(sold.quantity),
    unitPrice: cents(sold.unitPrice),
    discount: cents(discount),
    gross,
    taxLetter: letter,
    basisPoints,
    tax: splitTax(gross, basisPoints).tax,
    revenue: 4120,
    cogs: null,
    issues: [],
  };
}

/** A sale of these lines, paid in cash with the next thousand. */
export function saleOf(lines: readonly SoldLine[], number = "R1-000123-K7"): SaleReceipt {
  const total = cents(lines.reduce((before, line) => before + line.gross, 0));
  const tax = cents(lines.reduce((before, line) => before + line.tax, 0));
  const tendered = cents(Math.ceil(total / 100_000) * 100_000);
  const change = cents(tendered - total);
  return {
    kind: "sale",
    seller,
    at: instant("2026-11-22T06:57:31.000Z"),
    day: businessDay("2026-11-22"),
    cashier: "Amina Wanjirũ",
    customer: null,
    phone: "",
    address: "",
    codes: new Map(),
    owed: null,
    exchange: null,
    body: {
      number,
      counter: 123,
      shift: "",
      customer: null,
      settings: "",
      total,
      tax,
      lines,
      tenders: [{ kind: "cash", amount: total, tendered, change, rounding: 0 }],
    },
  };
}

/** The mixed basket: discount, kilograms, exempt goods, three ways to pay. */
export function sampleSale(): SaleReceipt {
  const sale = saleOf([
    soldLine({ name: "Dispenser bottle 20 L, filled", quantity: 3000, unitPrice: 250_00 }),
    soldLine({
      name: "Water 500 ml (carton of 24)",
      quantity: 2000,
      unitPrice: 600_00,
      discount: 50_00,
    }),
    soldLine({
      name: "LPG refill",
      quantity: 6250,
      unit: "kg",
      unitPrice: 241_00,
      letter: "E",
      basisPoints: 800,
    }),
    soldLine({ name: "Refill 10 L", quantity: 1000, unitPrice: 50_00, letter: "A" }),
  ]);
  const cash = cents(sale.body.total - 1_000_00 - 500_00);
  return {
    ...sale,
    customer: "Otieno & Sons",
    codes: new Map([["blind", "SKL4X7Q2RT"]]),
    owed: cents(2_350_00),
    body: {
      ...sale.body,
      tenders: [
        {
          kind: "cash",
          amount: cash,
          tendered: cents(2_000_00),
          change: cents(44_00),
          rounding: 25,
        },
        {
          kind: "mpesa",
          amount: cents(1_000_00),
          rounding: 0,
          code: { cipher: "", index: "blind" },
        },
        { kind: "account", amount: cents(500_00) },
      ],
    },
  };
}

/** One bottle of the sample sale comes back. */
export function sampleRefund(): RefundReceipt {
  const { body, ...rest } = saleOf([], "R1-000124-M2");
  const line = soldLine({
    name: "Dispenser bottle 20 L, filled",
    quantity: 1000,
    unitPrice: 250_00,
  });
  return {
    ...rest,
    kind: "refund",
    original: "R1-000123-K7",
    reason: "Leaking cap",
    body: {
      ...body,
      sale: "",
      total: line.gross,
      tax: line.tax,
      lines: [{ ...line, of: 1, restock: false }],
      tenders: [
        { kind: "cash", amount: line.gross, tendered: cents(0), change: cents(0), rounding: 0 },
      ],
    },
  };
}

const totals: ZReport["body"]["totals"] = {
  sales: 214,
  refunds: 2,
  gross: cents(61_450_00),
  refunded: cents(500_00),
  tax: 7_931_03,
  discount: cents(350_00),
  byTender: { cash: 38_200_00, mpesa: 21_750_00, account: 1_000_00 },
  others: [],
  cashIn: cents(0),
  cashOut: cents(1_200_00),
  taxes: [
    { letter: "A", gross: 3_450_00, tax: 0 },
    { letter: "B", gross: 57_500_00, tax: 7_931_03 },
  ],
};

const shift = {
  seller,
  till: "R1",
  number: 47,
  day: businessDay("2026-11-22"),
  openedBy: "Amina Wanjirũ",
  openedAt: instant("2026-11-22T04:58:00.000Z"),
  float: cents(5_000_00),
};

export function sampleX(): XReport {
  return { ...shift, kind: "x", at: instant("2026-11-22T11:02:00.000Z"), totals };
}

export function sampleZ(): ZReport {
  return {
    ...shift,
    kind: "z",
    fact: "closing",
    closedBy: "Amina Wanjirũ",
    closedAt: instant("2026-11-22T16:31:00.000Z"),
    codes: new Map([["a", "UKM7AB12CD"]]),
    body: {
      shift: "",
      number: 47,
      counts: { "1000": 30, "500": 15, "200": 15, "100": 12, "50": 4, "20": 4, "10": 1, "5": 1 },
      counted: cents(41_995_00),
      expected: 42_000_00,
      variance: -5_00,
      mpesaCounted: cents(21_750_00),
      mpesaExpected: 21_750_00,
      mpesaVariance: 0,
      leftInDrawer: cents(5_000_00),
      toSafe: cents(36_995_00),
      claimed: [{ of: "", code: { cipher: "", index: "a" }, amount: cents(750_00) }],
      totals,
      note: "The 5 shillings fell behind the counter.",
    },
  };
}
