import { typeOfNumber } from "./account.ts";
import type { Account, Subledger } from "./account.ts";
import { ALL_BUSINESSES, CATEGORY, CLASS } from "./tiers.ts";

type Owner = keyof typeof SUBCLASS;

/** One class of accounts: number, whose it is, English and Swahili name. */
interface Group {
  readonly category: string;
  readonly class: string;
  readonly accounts: readonly (readonly [number, Owner, string, string])[];
}

const SUBCLASS = {
  WATER: "Water",
  LAUNDRY: "Laundry",
  RETAIL: "Retail",
  ALL: ALL_BUSINESSES,
} as const;

const ASSETS: readonly Group[] = [
  {
    category: CATEGORY.currentAssets,
    class: CLASS.cash,
    accounts: [
      [1110, "WATER", "Cash (Water)", "Fedha taslimu (Maji)"],
      [1120, "LAUNDRY", "Cash (Laundry)", "Fedha taslimu (Dobi)"],
      [1130, "RETAIL", "Cash (Retail)", "Fedha taslimu (Rejareja)"],
    ],
  },
  {
    category: CATEGORY.currentAssets,
    class: CLASS.mobileMoney,
    accounts: [
      [1140, "WATER", "M-Pesa (Water)", "M-Pesa (Maji)"],
      [1150, "LAUNDRY", "M-Pesa (Laundry)", "M-Pesa (Dobi)"],
      [1160, "RETAIL", "M-Pesa (Retail)", "M-Pesa (Rejareja)"],
    ],
  },
  {
    category: CATEGORY.currentAssets,
    class: CLASS.bank,
    accounts: [[1170, "ALL", "Bank Account", "Akaunti ya benki"]],
  },
  {
    category: CATEGORY.currentAssets,
    class: CLASS.transit,
    accounts: [
      [1180, "ALL", "Cash and M-Pesa in Transit", "Fedha na M-Pesa njiani"],
      [1190, "ALL", "Till Floats and Petty Cash", "Fedha za chenji na matumizi madogo"],
    ],
  },
  {
    category: CATEGORY.currentAssets,
    class: CLASS.inventory,
    accounts: [
      [1210, "WATER", "Water Inventory", "Bidhaa za maji"],
      [1211, "WATER", "Empty Containers", "Vyombo vitupu"],
      [1212, "WATER", "Filled Stock", "Maji yaliyojazwa"],
      [1213, "WATER", "Packing Materials and Stamps", "Vifungashio na stempu"],
      [1214, "WATER", "Containers with Customers", "Vyombo kwa wateja"],
      [1220, "RETAIL", "Retail Inventory", "Bidhaa za rejareja"],
      [1221, "RETAIL", "Merchandise", "Bidhaa za kuuza"],
      [1222, "RETAIL", "LPG Gas Content", "Gesi ya kupikia"],
      [1223, "RETAIL", "Cylinders for Resale", "Mitungi ya kuuza"],
      [1230, "LAUNDRY", "Laundry Supplies", "Vifaa vya dobi"],
    ],
  },
  {
    category: CATEGORY.currentAssets,
    class: CLASS.receivables,
    accounts: [
      [1300, "ALL", "Accounts Receivable", "Wadaiwa"],
      [1310, "WATER", "Accounts Receivable (Water)", "Wadaiwa (Maji)"],
      [1320, "LAUNDRY", "Accounts Receivable (Laundry)", "Wadaiwa (Dobi)"],
      [1330, "RETAIL", "Accounts Receivable (Retail)", "Wadaiwa (Rejareja)"],
      [1340, "ALL", "Allowance for Doubtful Debts", "Tengo la madeni yenye shaka"],
      [1350, "ALL", "Staff Receivables", "Madeni ya wafanyakazi"],
    ],
  },
  {
    category: CATEGORY.currentAssets,
    class: CLASS.prepayments,
    accounts: [
      [1360, "ALL", "Cylinder Deposits Paid", "Amana za mitungi zilizolipwa"],
      [1370, "ALL", "Prepayments", "Malipo ya awali"],
    ],
  },
  {
    category: CATEGORY.currentAssets,
    class: CLASS.taxRecoverable,
    accounts: [[1380, "ALL", "Input VAT", "VAT ya manunuzi"]],
  },
  {
    category: CATEGORY.fixedAssets,
    class: CLASS.equipment,
    accounts: [
      [1510, "ALL", "Equipment", "Vifaa na mitambo"],
      [1520, "ALL", "Owned LPG Cylinders", "Mitungi ya gesi ya biashara"],
    ],
  },
  {
    category: CATEGORY.fixedAssets,
    class: CLASS.depreciation,
    accounts: [[1590, "ALL", "Accumulated Depreciation", "Uchakavu uliolimbikizwa"]],
  },
  {
    category: CATEGORY.clearing,
    class: CLASS.interBusiness,
    accounts: [[1900, "ALL", "Inter-business Clearing", "Usuluhishi kati ya biashara"]],
  },
];

const LIABILITIES: readonly Group[] = [
  {
    category: CATEGORY.currentLiabilities,
    class: CLASS.payables,
    accounts: [
      [2110, "ALL", "Accounts Payable", "Wadai"],
      [2120, "ALL", "M-Pesa Payable (Unallocated)", "M-Pesa isiyotambuliwa"],
    ],
  },
  {
    category: CATEGORY.currentLiabilities,
    class: CLASS.accruals,
    accounts: [[2130, "ALL", "Accrued Expenses", "Gharama zilizolimbikizwa"]],
  },
  {
    category: CATEGORY.currentLiabilities,
    class: CLASS.payroll,
    accounts: [
      [2140, "ALL", "Payroll Liabilities", "Madeni ya mishahara"],
      [2141, "ALL", "Net Wages Payable", "Mishahara ya kulipwa"],
      [2142, "ALL", "PAYE Payable", "PAYE ya kulipwa"],
      [2143, "ALL", "NSSF Payable", "NSSF ya kulipwa"],
      [2144, "ALL", "SHIF Payable", "SHIF ya kulipwa"],
      [2145, "ALL", "Housing Levy Payable", "Tozo ya nyumba ya kulipwa"],
    ],
  },
  {
    category: CATEGORY.currentLiabilities,
    class: CLASS.taxPayable,
    accounts: [
      [2150, "ALL", "Output VAT", "VAT ya mauzo"],
      [2155, "ALL", "VAT Settlement", "Malipo ya VAT"],
      [2160, "ALL", "Excise Duty Payable", "Ushuru wa bidhaa wa kulipwa"],
      [2170, "ALL", "Turnover and Income Tax Payable", "Kodi ya mapato ya kulipwa"],
    ],
  },
  {
    category: CATEGORY.currentLiabilities,
    class: CLASS.deposits,
    accounts: [
      [2200, "ALL", "Customer Deposits and Credit", "Amana na salio la wateja"],
      [2210, "ALL", "Cylinder Deposits Held", "Amana za mitungi"],
      [2220, "ALL", "Container Deposits Held", "Amana za vyombo"],
      [2230, "ALL", "Laundry Deposits", "Amana za dobi"],
      [2240, "ALL", "Customer Store Credit", "Salio la wateja"],
    ],
  },
  {
    category: CATEGORY.longTermLiabilities,
    class: CLASS.loans,
    accounts: [[2310, "ALL", "Loans", "Mikopo"]],
  },
];

const EQUITY: readonly Group[] = [
  {
    category: CATEGORY.equity,
    class: CLASS.capital,
    accounts: [[3100, "ALL", "Owner's Capital", "Mtaji wa mwenye biashara"]],
  },
  {
    category: CATEGORY.equity,
    class: CLASS.drawings,
    accounts: [[3200, "ALL", "Owner's Drawings", "Matumizi ya mwenye biashara"]],
  },
  {
    category: CATEGORY.equity,
    class: CLASS.retained,
    accounts: [[3300, "ALL", "Retained Earnings", "Faida iliyobakizwa"]],
  },
  {
    category: CATEGORY.equity,
    class: CLASS.opening,
    accounts: [[3900, "ALL", "Opening Balance Equity", "Salio la kuanzia"]],
  },
];

const REVENUE: readonly Group[] = [
  {
    category: CATEGORY.sales,
    class: CLASS.sales,
    accounts: [
      [4100, "WATER", "Water Sales", "Mauzo ya maji"],
      [4110, "WATER", "Water Refill", "Kujaza maji"],
      [4120, "WATER", "Packaged Water", "Maji ya chupa"],
      [4130, "WATER", "Water Containers", "Vyombo vya maji"],
    ],
  },
  {
    category: CATEGORY.sales,
    class: CLASS.salesReturns,
    accounts: [[4190, "WATER", "Water Returns and Discounts", "Marejesho na punguzo (Maji)"]],
  },
  {
    category: CATEGORY.sales,
    class: CLASS.sales,
    accounts: [
      [4200, "LAUNDRY", "Laundry Service", "Huduma za dobi"],
      [4210, "LAUNDRY", "Laundry Services", "Ufuaji"],
      [4220, "LAUNDRY", "Express Surcharge", "Nyongeza ya haraka"],
    ],
  },
  {
    category: CATEGORY.sales,
    class: CLASS.salesReturns,
    accounts: [[4290, "LAUNDRY", "Laundry Returns and Discounts", "Marejesho na punguzo (Dobi)"]],
  },
  {
    category: CATEGORY.sales,
    class: CLASS.sales,
    accounts: [
      [4300, "RETAIL", "Retail Sales", "Mauzo ya rejareja"],
      [4310, "RETAIL", "Merchandise Sales", "Mauzo ya bidhaa"],
      [4320, "RETAIL", "LPG Gas Sales", "Mauzo ya gesi"],
      [4330, "RETAIL", "Cylinders and Accessories", "Mitungi na vifaa vyake"],
    ],
  },
  {
    category: CATEGORY.sales,
    class: CLASS.salesReturns,
    accounts: [[4390, "RETAIL", "Retail Returns and Discounts", "Marejesho na punguzo (Rejareja)"]],
  },
  {
    category: CATEGORY.otherIncome,
    class: CLASS.otherIncome,
    accounts: [
      [4900, "ALL", "Other Income", "Mapato mengine"],
      [4910, "ALL", "Forfeited Deposits", "Amana zilizopotezwa na wateja"],
      [4920, "ALL", "Storage and Other Income", "Ada ya kuhifadhi na mapato mengine"],
    ],
  },
];

const EXPENSES: readonly Group[] = [
  {
    category: CATEGORY.costOfSales,
    class: CLASS.costOfGoods,
    accounts: [
      [5100, "ALL", "Cost of Goods Sold", "Gharama ya bidhaa zilizouzwa"],
      [5110, "WATER", "Cost of Goods Sold (Water)", "Gharama ya mauzo (Maji)"],
      [5120, "LAUNDRY", "Cost of Services (Laundry)", "Gharama ya huduma (Dobi)"],
      [5130, "RETAIL", "Cost of Goods Sold (Retail)", "Gharama ya mauzo (Rejareja)"],
    ],
  },
  {
    category: CATEGORY.costOfSales,
    class: CLASS.stockLosses,
    accounts: [
      [5150, "ALL", "Wastage and Breakage", "Uharibifu na kuvunjika"],
      [5151, "ALL", "Abnormal Wastage", "Uharibifu usio wa kawaida"],
      [5152, "ALL", "Container Breakage and Loss", "Kuvunjika na kupotea kwa vyombo"],
      [5160, "ALL", "Shrinkage and Loss", "Upungufu wa bidhaa"],
    ],
  },
  {
    category: CATEGORY.operatingExpenses,
    class: CLASS.rent,
    accounts: [[5200, "ALL", "Rent", "Kodi ya pango"]],
  },
  {
    category: CATEGORY.operatingExpenses,
    class: CLASS.utilities,
    accounts: [[5300, "ALL", "Utilities", "Maji na umeme"]],
  },
  {
    category: CATEGORY.operatingExpenses,
    class: CLASS.salaries,
    accounts: [[5400, "ALL", "Salaries", "Mishahara"]],
  },
  {
    category: CATEGORY.operatingExpenses,
    class: CLASS.transport,
    accounts: [[5500, "ALL", "Transportation", "Usafiri"]],
  },
  {
    category: CATEGORY.operatingExpenses,
    class: CLASS.marketing,
    accounts: [[5600, "ALL", "Marketing", "Matangazo"]],
  },
  {
    category: CATEGORY.operatingExpenses,
    class: CLASS.maintenance,
    accounts: [[5700, "ALL", "Maintenance", "Matengenezo"]],
  },
  {
    category: CATEGORY.operatingExpenses,
    class: CLASS.otherExpenses,
    accounts: [
      [5800, "ALL", "Other Expenses", "Gharama nyingine"],
      [5810, "ALL", "M-Pesa and Bank Charges", "Ada za M-Pesa na benki"],
      [5820, "ALL", "Cash Over and Short", "Ziada na upungufu wa fedha"],
      [5830, "ALL", "Cash Rounding", "Kukadiria senti"],
      [5840, "ALL", "Bad Debts", "Madeni yasiyolipika"],
      [5850, "ALL", "Depreciation", "Uchakavu"],
      [5860, "ALL", "Licences", "Leseni"],
      [5870, "ALL", "Turnover Tax", "Kodi ya mauzo ghafi"],
      [5880, "ALL", "Customer Claims", "Fidia kwa wateja"],
    ],
  },
];

/** Headings: their children take the postings. */
const PARENTS = new Set([1210, 1220, 1300, 2140, 2200, 4100, 4200, 4300, 4900, 5100, 5150, 5800]);

const SUBLEDGERS: ReadonlyMap<number, Subledger> = new Map([
  [1110, "drawer"],
  [1120, "drawer"],
  [1130, "drawer"],
  [1310, "customer"],
  [1320, "customer"],
  [1330, "customer"],
  [1350, "staff"],
  [2110, "supplier"],
  [2210, "deposit"],
  [2220, "deposit"],
  [2230, "job"],
  [2240, "customer"],
]);

function accountsOf(group: Group): Account[] {
  return group.accounts.map(([number, owner, name, nameSwahili]) => ({
    number,
    type: typeOfNumber(number),
    category: group.category,
    class: group.class,
    subclass: SUBCLASS[owner],
    name,
    nameSwahili,
    business: owner === "ALL" ? null : owner,
    posting: !PARENTS.has(number),
    active: true,
    subledger: SUBLEDGERS.get(number) ?? null,
  }));
}

/**
 * The chart a new shop starts with, by number: the owner's own accounts, and the children and
 * additions which tax, deposits, production and payroll need. What is data here becomes rows at
 * first start and is the owner's from then on.
 */
export function ownersChart(): readonly Account[] {
  return [...ASSETS, ...LIABILITIES, ...EQUITY, ...REVENUE, ...EXPENSES]
    .flatMap(accountsOf)
    .sort((a, b) => a.number - b.number);
}
