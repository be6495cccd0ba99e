import type { JobCompensatedBody, JobPaidBody, JobReceivedBody } from "#shared/facts/jobs.ts";
import type { Tender } from "#shared/facts/tender.ts";
import { businessDay, instant } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import type { DepositSlip } from "#main/print/deposit-slip.ts";
import type { JobGiven, JobReceipt, JobTicket } from "#main/print/job-papers.ts";
import type { PaymentReceipt } from "#main/print/payment-receipt.ts";
import type { SaleReceipt } from "#main/print/receipt.ts";
import { saleOf, seller, soldLine } from "./samples.ts";

/** Papers beside the sale's: jobs, deposits, payments, gas. */

const cash = (amount: number): Tender => ({
  kind: "cash",
  amount: cents(amount),
  tendered: cents(amount),
  change: cents(0),
  rounding: 0,
});

const act = {
  seller,
  at: instant("2026-11-22T06:57:31.000Z"),
  day: businessDay("2026-11-22"),
  cashier: "Amina Wanjirũ",
  codes: new Map([["m", "SKL4X7Q2RT"]]),
};

const mpesa = (amount: number): Tender => ({
  kind: "mpesa",
  amount: cents(amount),
  rounding: 0,
  code: { cipher: "", index: "m" },
});

const job = {
  ...act,
  number: "L-000123-R1K7",
  customer: "Grace Atieno",
  phone: "0712 345 678",
  due: cents(700_00),
};

const books = { deposit: 0, receivable: 0, tax: 0, revenue: 0 };
const onJob = { job: "", from: "ready", to: "collected", recognised: true, books } as const;

export function sampleJob(): JobTicket {
  const line = {
    item: "",
    name: "Suit",
    unit: "piece",
    quantity: quantity(2000),
    unitPrice: cents(500_00),
    gross: cents(1_000_00),
    surcharge: cents(500_00),
    taxLetter: "B",
    basisPoints: 1600,
    tax: cents(0),
    surchargeTax: cents(0),
    revenue: 4310,
    pieces: 2,
    what: "Suit, two pieces",
    colour: "navy",
    brand: "Next",
    defects: "button missing at the left sleeve",
  } as const;
  const body: JobReceivedBody = {
    shift: "",
    settings: "",
    number: job.number,
    counter: 123,
    customer: "",
    recognition: "ready",
    express: 5000,
    expressAccount: 4330,
    promised: instant("2026-11-23T14:00:00.000Z"),
    total: cents(1_500_00),
    tax: cents(206_90),
    deposit: cents(800_00),
    lines: [line],
    tenders: [mpesa(800_00)],
    note: "no starch",
    acknowledged: true,
    books,
  };
  return { ...job, kind: "job-ticket", body };
}

export function sampleJobPayment(): JobReceipt {
  const body: JobPaidBody & { collector: string } = {
    ...onJob,
    shift: "",
    settings: "",
    tenders: [cash(700_00)],
    amount: cents(700_00),
    left: cents(0),
    collector: "her son",
  };
  return {
    ...job,
    kind: "job-payment",
    due: cents(0),
    body,
    total: cents(1_500_00),
    collected: true,
  };
}

export function sampleGiven(): JobGiven {
  const body: JobCompensatedBody = {
    ...onJob,
    shift: "",
    settings: "",
    tenders: [cash(350_00)],
    amount: cents(350_00),
    what: "white shirt",
  };
  return { ...job, kind: "job-given", body, reason: "scorched" };
}

export function samplePayment(): PaymentReceipt {
  const number = "R1-P00012-K7";
  const body = {
    number,
    counter: 12,
    shift: "",
    customer: "",
    settings: "",
    amount: cents(2_000_00),
    tender: {
      kind: "cash",
      amount: cents(2_000_00),
      tendered: cents(2_500_00),
      change: cents(500_00),
      rounding: 0,
    },
    settles: [],
    toCredit: cents(600_00),
  } as const;
  return {
    ...act,
    kind: "payment",
    customer: "Otieno & Sons",
    code: "",
    direction: "in",
    body,
    settled: [{ words: "R1-000100-K7", amount: cents(1_400_00) }],
    toCredit: cents(600_00),
    owed: cents(0),
    credit: cents(600_00),
    reason: "",
  };
}

/** The same money handed back. */
export function samplePaid(): PaymentReceipt {
  const paid = samplePayment();
  return { ...paid, direction: "out", settled: [], toCredit: cents(0), reason: "moves away" };
}

export function sampleDeposit(): DepositSlip {
  const deposit = {
    deposit: "",
    how: "returned",
    type: "",
    serial: null,
    customer: null,
    account: 2240,
    count: -2,
    amount: -3_000_00,
    cost: 0,
    loan: null,
  } as const;
  const body = {
    shift: "",
    tenders: [cash(3_000_00)],
    settings: "",
    name: "Gas cylinder 13 kg",
    receipt: "R1-000099-K7",
    deposit,
    moves: [{ type: "", from: "customer", to: "empty", count: 1, serial: "TG-44871" }],
    lent: [],
  } as const;
  return { ...act, kind: "deposit", number: "D-3F9A21BC", customer: "Grace Atieno", body };
}

/** Gas on deposit, by serial, in another's cylinder. */
export function sampleGas(): SaleReceipt {
  const line = soldLine({ name: "LPG 13 kg, refill", quantity: 1000, unitPrice: 3_100_00 });
  const taken = {
    deposit: "",
    how: "taken",
    type: "",
    serial: "TG-44871",
    customer: null,
    account: 2240,
    count: 1,
    amount: 1_500_00,
    cost: 0,
    loan: null,
  } as const;
  const returnable = {
    type: "",
    name: "Cylinder 13 kg",
    kind: "cylinder",
    brand: "Total",
    as: "deposit",
    count: 1,
    serialOut: "TG-44871",
    serialIn: "KG-10023",
    seal: "S-889123",
    inName: "Cylinder 13 kg K-Gas",
    moves: [],
    deposit: taken,
    lent: [],
  } as const;
  const sale = saleOf([{ ...line, returnable }]);
  const paid = { ...cash(4_600_00), tendered: cents(5_000_00), change: cents(400_00) };
  return { ...sale, body: { ...sale.body, tenders: [paid as Tender] } };
}
