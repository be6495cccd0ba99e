import type { Account } from "../ledger/account.ts";
import type { BusinessDay } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";
import type { Quantity } from "../kernel/quantity.ts";
import type { TaxLetter } from "../kernel/tax.ts";
import type { Fact, Sealed } from "./fact.ts";
import type { JobSettings } from "./jobs.ts";
import type { ReturnableSaved } from "./returnables.ts";
import type { Role } from "./role.ts";

/** What a business can do; a business plies one or more trades. */
export type Trade = "counter-sale" | "production" | "jobs" | "returnables";

export interface Business {
  /** Short upper-case code, permanent: it tags every line of the ledger. */
  readonly id: string;
  readonly name: string;
  readonly kind: "water" | "laundry" | "retail" | "service";
  readonly trades: readonly Trade[];
  readonly colour: string;
  readonly position: number;
  readonly active: boolean;
}

/** Where the acts of a business post: leaf accounts of the chart. */
export interface PostingAccounts {
  readonly cash: number;
  readonly mpesa: number;
  readonly bank: number;
  readonly receivable: number;
  readonly storeCredit: number;
  readonly outputTax: number;
  readonly inputTax: number;
  readonly payable: number;
  readonly returns: number;
  readonly overShort: number;
  readonly rounding: number;
  readonly charges: number;
  readonly shrinkage: number;
}

export interface TaxRate {
  readonly letter: TaxLetter;
  readonly name: string;
  /** Hundredths of a per cent: 16 % is 1600. */
  readonly basisPoints: number;
  readonly from: BusinessDay;
}

/** A picture in the dots of a thermal printer: black or nothing, ready to be printed. */
export interface Logo {
  /** Dots: a whole number of bytes, at most `LOGO_WIDTH`. */
  readonly width: number;
  /** Dots, at most `LOGO_HEIGHT`. */
  readonly height: number;
  /** Base64 of its rows from the top, eight dots a byte from the left; a set bit is black. */
  readonly bits: string;
}

/** The printing width of a 58 mm roll, so that one logo does for both rolls. */
export const LOGO_WIDTH = 384;
/** 25 mm: more would be paper spent on every customer. */
export const LOGO_HEIGHT = 200;
/** Two millimetres. The library that draws receipts does not see a picture 10 or 13 dots high. */
export const LOGO_HEIGHT_LEAST = 16;

/** From when on what waits is worth a line in the list of alerts. */
export interface AlertLimits {
  /** Days that a claimed M-Pesa code may be on no message or statement. */
  readonly claimedDays: number;
  /** Days that an invoice on account may be open. */
  readonly debtDays: number;
  /** Days before a batch expires. */
  readonly expiryDays: number;
  /** Days before the test of a cylinder is due. */
  readonly testDays: number;
  /** Days that a cylinder may be set aside. */
  readonly asideDays: number;
  /** Days before a licence ends. */
  readonly licenceDays: number;
  /** Hours that a shift may be open. */
  readonly shiftHours: number;
  /** Hours that facts may wait for the centre; of several businesses the shortest holds. */
  readonly unconfirmedHours: number;
  /** The most that should lie in one drawer, in cents; null: any amount. */
  readonly drawerCash: Money | null;
}

/** As the owner chose them: what was chosen before a limit came has none for it. */
export type ChosenAlerts = Omit<AlertLimits, "asideDays"> & Partial<AlertLimits>;

/** What somebody allows for a time: a licence, a fire certificate, a permit. */
export interface Licence {
  readonly name: string;
  /** Its last day. */
  readonly until: BusinessDay;
}

export interface BusinessSettings {
  readonly vatRegistered: boolean;
  readonly taxRates: readonly TaxRate[];
  readonly negativeStock: "warn" | "refuse";
  /** Cash totals are rounded to this many cents; 100 is whole shillings. */
  readonly cashRounding: number;
  readonly accounts: PostingAccounts;
  /** Where a new item posts unless its form says otherwise. */
  readonly itemAccounts: {
    readonly goods: {
      readonly revenue: number;
      readonly cogs: number;
      readonly inventory: number;
    } | null;
    readonly service: { readonly revenue: number; readonly cogs: number };
  };
  readonly receipt: {
    readonly title: string;
    readonly pin: string;
    readonly address: string;
    readonly contact: string;
    readonly footer: string;
    readonly paper: 58 | 80;
    /** Of what is printed under these settings; English where nobody chose. */
    readonly language?: Language;
    /** On top of every receipt made under these settings; absent where there is none. */
    readonly logo?: Logo;
  };
  /** M-Pesa Buy Goods till; the store number is the one used at Daraja go-live. */
  readonly mpesaTill: string;
  readonly mpesaStore: string;
  /** Days after which unclaimed or unpaid work raises an alert. */
  readonly ageingDays: readonly number[];
  /** As nobody chose them: the usual ones. */
  readonly alerts?: ChosenAlerts;
  readonly licences?: readonly Licence[];
  /** Laundry: collect while a balance is pending. */
  readonly collectWithBalance: boolean;
  /** Excise on what is produced, by the day from which a rate holds; none where there is none. */
  readonly excise?: readonly { readonly from: BusinessDay; readonly perLitre: Money }[];
  /** Laundry: revenue when READY (A) or when COLLECTED (B). */
  readonly recognition: "ready" | "collected";
  /** How work is taken in, for a business with jobs; absent: as `jobSettings` has it. */
  readonly jobs?: JobSettings;
}

export interface Category {
  readonly id: string;
  readonly business: string;
  readonly name: string;
  readonly colour: string;
  readonly position: number;
  readonly active: boolean;
}

/** One thing a sale of an item takes from stock besides (or instead of) the item itself. */
export interface Component {
  readonly item: string;
  readonly quantity: Quantity;
}

export interface Item {
  readonly id: string;
  readonly business: string;
  readonly category: string | null;
  /** goods are stocked; a service is not, though it may use up components (a refill's cap). */
  readonly kind: "goods" | "service";
  readonly name: string;
  readonly sku: string;
  readonly barcodes: readonly string[];
  readonly unit: "piece" | "kg" | "litre" | "bundle";
  /** Sold in parts of its unit (2.5 kg) rather than whole pieces. */
  readonly fractional: boolean;
  readonly tax: TaxLetter;
  readonly revenue: number;
  readonly cogs: number | null;
  readonly inventory: number | null;
  readonly components: readonly Component[];
  readonly reorderAt: Quantity | null;
  readonly sellable: boolean;
  readonly active: boolean;
  readonly position: number;
}

export interface Price {
  readonly item: string;
  readonly from: BusinessDay;
  /** Per unit, tax included. */
  readonly price: Money;
}

/** How one item is made: what each unit begun uses up, filled or lost. One recipe a product. */
export interface Recipe {
  readonly business: string;
  readonly product: string;
  /** One for each unit begun: the empty bottle. Null where the product comes in nothing. */
  readonly container: string | null;
  /** Caps, labels, stamps, treatment: thousandths for each unit begun. */
  readonly materials: readonly Component[];
  /** The usual loss in hundredths of a per cent of the units begun; what is beyond is abnormal. */
  readonly lossBasisPoints: number;
  /** Litres in one unit, which excise is charged on; null where there is none. */
  readonly litres: Quantity | null;
  /** Days from the run to the expiry printed on the label; null where nothing expires. */
  readonly shelfDays: number | null;
  readonly active: boolean;
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly phone: Sealed | null;
  readonly creditLimit: Money;
  readonly note: string;
  /** Where to find them: a receipt of gas says it. Facts from before it was asked for lack it. */
  readonly address?: string;
  readonly active: boolean;
}

export interface Supplier {
  readonly id: string;
  readonly name: string;
  readonly phone: Sealed | null;
  readonly active: boolean;
}

export interface User {
  readonly id: string;
  readonly name: string;
  /** argon2id of the PIN, peppered with the owner's key. */
  readonly pinHash: string;
  readonly language: Language;
  readonly active: boolean;
  /** business "*" means every business, those to come included. */
  readonly access: readonly { readonly business: string; readonly role: string }[];
}

/** The first fact of all: whose books, the first till, people, and what all businesses share. */
export type BooksOpened = Fact<
  "books.opened",
  {
    readonly owner: string;
    readonly currency: "KES";
    readonly demo: boolean;
    readonly till: { readonly code: string; readonly name: string };
    readonly roles: readonly Role[];
    readonly users: readonly User[];
    /** The chart without the accounts of any business: those come with their business. */
    readonly accounts: readonly Account[];
  }
>;
/**
 * A business as it now is. The first one of a business also brings its accounts and what it
 * starts to sell, so that a till which does not serve it never receives anything of it.
 */
export type BusinessSaved = Fact<
  "business.saved",
  {
    readonly business: Business;
    readonly settings: BusinessSettings;
    /** Accounts that come with a new business. */
    readonly accounts: readonly Account[];
    readonly categories: readonly Category[];
    readonly items: readonly Item[];
    readonly prices: readonly Price[];
    readonly recipes?: readonly Recipe[];
    /** Kinds of cylinders that a new business begins with. */
    readonly returnables?: readonly ReturnableSaved["body"][];
  }
>;
export type AccountSaved = Fact<"account.saved", Account>;
export type UserSaved = Fact<"user.saved", User>;
/** Items of one business: one item from a form, or thousands from an import. */
export type CatalogSaved = Fact<
  "catalog.saved",
  {
    readonly categories: readonly Category[];
    readonly items: readonly Item[];
    readonly prices: readonly Price[];
    readonly recipes?: readonly Recipe[];
  }
>;
/** Two writings that replace the same one did not know of each other. */
export type CustomerSaved = Fact<
  "customer.saved",
  Customer & {
    /** Id of the fact whose writing stood where this one was made; absent on the first one. */
    readonly replaces?: string;
  }
>;
export type SupplierSaved = Fact<"supplier.saved", Supplier>;
