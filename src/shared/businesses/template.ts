import type { JobSettings } from "../facts/jobs.ts";
import type { BusinessSettings, Business, PostingAccounts, TaxRate } from "../facts/master.ts";
import type { BusinessDay } from "../kernel/date.ts";
import type { TaxLetter } from "../kernel/tax.ts";
import type { NewCylinder } from "./starting-cylinders.ts";

/** An item that a new business may start with; prices in cents, tax included. */
export interface SampleItem {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly kind: "goods" | "service";
  readonly unit: "piece" | "kg" | "litre" | "bundle";
  readonly fractional?: boolean;
  readonly price: number | null;
  readonly tax: TaxLetter;
  readonly revenue: number;
  readonly cogs: number | null;
  readonly inventory: number | null;
  /** sku and thousandths of what each unit uses up. */
  readonly uses?: readonly (readonly [sku: string, quantity: number])[];
  readonly barcode?: string;
  readonly reorderAt?: number;
  readonly sellable?: boolean;
  /** How it is made, where the business makes it: skus and thousandths. */
  readonly made?: {
    readonly container: string;
    readonly takes: readonly (readonly [sku: string, quantity: number])[];
    readonly lossBasisPoints: number;
    readonly litres: number;
    readonly shelfDays: number;
  };
  /** What a unit costs in demo purchases, in cents before tax. */
  readonly cost?: number;
}

/** A business as data: what it can do, where it posts, what it starts to sell. */
export interface BusinessTemplate {
  readonly id: "WATER" | "LAUNDRY" | "RETAIL";
  readonly kind: Business["kind"];
  readonly name: string;
  readonly colour: string;
  readonly trades: Business["trades"];
  readonly negativeStock: BusinessSettings["negativeStock"];
  readonly accounts: PostingAccounts;
  readonly itemAccounts: BusinessSettings["itemAccounts"];
  readonly categories: readonly { readonly name: string; readonly colour: string }[];
  readonly items: readonly SampleItem[];
  /** Kinds of cylinders, and the sku of the gas that is sold in them. */
  readonly cylinders?: { readonly content: string; readonly kinds: readonly NewCylinder[] };
  /** Containers it lends, with the skus of what is sold in them and of the empty one. */
  readonly containers?: readonly {
    readonly kind: NewCylinder;
    readonly content: string;
    readonly empty: string;
  }[];
  /** How it takes in work, where it does. */
  readonly jobs?: JobSettings;
}

/** Accounts that all businesses share; each line's business tag tells them apart. */
export const SHARED_ACCOUNTS = {
  bank: 1170,
  storeCredit: 2240,
  outputTax: 2150,
  inputTax: 1380,
  payable: 2110,
  overShort: 5820,
  rounding: 5830,
  charges: 5810,
} as const;

/** Before any business day, so that an opening entry of an earlier year finds its rate. */
export const FIRST_DAY_OF_RATES = "2000-01-01" as BusinessDay;

/** Kenyan rates by letter; each is a dated setting that the owner can change. */
export function kenyanTaxRates(from: BusinessDay): readonly TaxRate[] {
  return [
    { letter: "A", name: "Exempt", basisPoints: 0, from },
    { letter: "B", name: "VAT", basisPoints: 1600, from },
    { letter: "C", name: "Zero-rated", basisPoints: 0, from },
    { letter: "D", name: "Non-VAT", basisPoints: 0, from },
    { letter: "E", name: "VAT reduced", basisPoints: 800, from },
  ];
}

/** The settings a business of a template starts with. */
export function startingSettings(
  template: BusinessTemplate,
  chosen: {
    readonly vatRegistered: boolean;
    readonly title: string;
    readonly mpesaTill: string;
    readonly pin: string;
    readonly address: string;
    readonly contact: string;
  },
): BusinessSettings {
  return {
    vatRegistered: chosen.vatRegistered,
    taxRates: kenyanTaxRates(FIRST_DAY_OF_RATES),
    negativeStock: template.negativeStock,
    cashRounding: 100,
    accounts: template.accounts,
    itemAccounts: template.itemAccounts,
    receipt: {
      title: chosen.title,
      pin: chosen.pin,
      address: chosen.address,
      contact: chosen.contact,
      footer: "Thank you. Karibu tena!",
      paper: 80,
    },
    mpesaTill: chosen.mpesaTill,
    mpesaStore: "",
    ageingDays: [14, 30, 60, 90],
    collectWithBalance: false,
    recognition: "ready",
    ...(template.jobs === undefined ? {} : { jobs: template.jobs }),
  };
}
