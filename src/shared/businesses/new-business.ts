import type {
  Business,
  BusinessSaved,
  BusinessSettings,
  Category,
  Item,
  Price,
  Trade,
} from "../facts/master.ts";
import type { ReturnableSaved } from "../facts/returnables.ts";
import type { BusinessDay } from "../kernel/date.ts";
import type { Money } from "../kernel/money.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import type { TaxLetter } from "../kernel/tax.ts";
import { typeOfNumber, type Account } from "../ledger/account.ts";
import { accountsForNewBusiness, type AccountUse } from "../ledger/new-business.ts";
import { SHILLING } from "../trades/counter-sale.ts";
import { cylinderName, startingCylinder, type NewCylinder } from "./starting-cylinders.ts";
import { FIRST_DAY_OF_RATES, kenyanTaxRates, SHARED_ACCOUNTS } from "./template.ts";

/** What an owner answers to have a business of their own making. */
export interface NewBusiness {
  readonly code: string;
  readonly name: string;
  readonly kind: Business["kind"];
  readonly colour: string;
  readonly trades: readonly Trade[];
  /** Numbers and names for the accounts that the rule proposes, all of them. */
  readonly accounts: readonly {
    readonly use: AccountUse;
    readonly number: number;
    readonly name: string;
  }[];
  readonly settings: Pick<
    BusinessSettings,
    "vatRegistered" | "negativeStock" | "cashRounding" | "mpesaTill" | "mpesaStore" | "receipt"
  >;
  readonly items: readonly NewItem[];
  /** Kinds of cylinders and containers, each refilled with one of the items: which, by its place in the list. */
  readonly cylinders: readonly (NewCylinder & { readonly content: number })[];
}

export interface NewItem {
  readonly name: string;
  /** A material is stocked but not sold: what a producing business makes things of. */
  readonly kind: "goods" | "service" | "material";
  readonly unit: Item["unit"];
  /** Name of its category; empty for none. */
  readonly category: string;
  /** Per unit, tax included; null where it is not sold. */
  readonly price: Money | null;
  readonly tax: TaxLetter;
}

/** What the books hold already, which the new business must not clash with. */
export interface Surroundings {
  readonly businesses: readonly Pick<Business, "id" | "name" | "position">[];
  readonly accounts: readonly Account[];
}

/** Whether a business keeps goods, and whether it makes them: it decides which accounts it has. */
export function keepsOf(
  trades: readonly Trade[],
  items: readonly Pick<NewItem, "kind">[],
): { readonly stocks: boolean; readonly produces: boolean } {
  const produces = trades.includes("production") || items.some(({ kind }) => kind === "material");
  const stocks = trades.includes("returnables") || items.some(({ kind }) => kind === "goods");
  return { stocks, produces };
}

/**
 * A business with its accounts, settings and first catalogue, from an owner's answers. Refused:
 * a code or a name that another business has, an account's number that is taken or of another
 * kind, an account that is missing, a kind of cylinder named twice or refilled with nothing that is
 * sold by the kilogram (a container: with what is), a deposit with cents. `newId` gives the ids of what comes with it.
 */
export function decideNewBusiness(
  asked: NewBusiness,
  around: Surroundings,
  today: BusinessDay,
  newId: () => string,
): Result<BusinessSaved["body"]> {
  const name = asked.name.trim();
  const same = around.businesses.find((each) => each.id === asked.code);
  if (same !== undefined) return refuse({ code: "business.exists", business: asked.code });
  const namesake = around.businesses.some((each) => each.name.toLowerCase() === name.toLowerCase());
  if (namesake) return refuse({ code: "business.name_taken", name });
  const accounts = decideAccounts(asked, name, around.accounts);
  if (!accounts.ok) return accounts;
  const number = (use: AccountUse): number | undefined =>
    accounts.value.find((each) => each.use === use)?.account.number;
  const must = (use: AccountUse): number => number(use) ?? 0;
  const inventory = number("inventory");
  const settings: BusinessSettings = {
    ...asked.settings,
    taxRates: kenyanTaxRates(FIRST_DAY_OF_RATES),
    accounts: {
      ...SHARED_ACCOUNTS,
      cash: must("cash"),
      mpesa: must("mpesa"),
      receivable: must("receivable"),
      returns: must("returns"),
      shrinkage: 5160,
    },
    itemAccounts: {
      goods:
        inventory === undefined ? null : { revenue: must("goods"), cogs: must("cost"), inventory },
      service: { revenue: must("services"), cogs: must("cost") },
    },
    ageingDays: [14, 30, 60, 90],
    collectWithBalance: false,
    recognition: "ready",
  };
  const position = Math.max(-1, ...around.businesses.map((each) => each.position)) + 1;
  const { code: id, kind, trades, colour } = asked;
  const catalog = catalogOf(asked, settings, number("materials"), today, newId);
  const returnables = cylindersOf(asked, catalog.items, today, newId);
  if (!returnables.ok) return returnables;
  return done({
    business: { id, name, kind, trades, colour, position, active: true },
    settings,
    accounts: accounts.value.map((each) => each.account),
    ...catalog,
    ...(returnables.value.length === 0 ? {} : { returnables: returnables.value }),
  });
}

function cylindersOf(
  { code: business, trades, cylinders }: NewBusiness,
  items: readonly Item[],
  today: BusinessDay,
  newId: () => string,
): Result<ReturnableSaved["body"][]> {
  const kinds: ReturnableSaved["body"][] = [];
  const named = new Set<string>();
  for (const { content, ...kind } of cylinders) {
    const name = cylinderName(kind);
    const item = items[content];
    if (!trades.includes("returnables")) {
      return refuse({ code: "request.invalid", path: "cylinders", problem: "need their trade" });
    }
    if (named.has(name.toLowerCase())) return refuse({ code: "returnable.name_taken", name });
    named.add(name.toLowerCase());
    if (item === undefined) return refuse({ code: "item.unknown", item: String(content) });
    if ((kind.kind === "container") === (item.unit === "kg") || !item.sellable) {
      return refuse({ code: "quantity.invalid", name: item.name });
    }
    if (kind.deposit !== null && kind.deposit % SHILLING !== 0) {
      return refuse({ code: "tender.whole_shillings", amount: kind.deposit });
    }
    kinds.push(startingCylinder(kind, { id: newId(), business, content: item.id }, today));
  }
  return done(kinds);
}

function decideAccounts(
  asked: NewBusiness,
  name: string,
  existing: readonly Account[],
): Result<{ use: AccountUse; account: Account }[]> {
  const proposed = accountsForNewBusiness(
    asked.code,
    name,
    existing,
    keepsOf(asked.trades, asked.items),
  );
  const taken = new Set(existing.map((each) => each.number));
  const decided: { use: AccountUse; account: Account }[] = [];
  for (const { use, account } of proposed) {
    const chosen = asked.accounts.find((each) => each.use === use);
    if (chosen === undefined) {
      return refuse({ code: "request.invalid", path: "accounts", problem: `has no ${use}` });
    }
    if (taken.has(chosen.number)) {
      return refuse({ code: "account.number_taken", account: chosen.number });
    }
    if (!/^[1-5]/.test(String(chosen.number)) || typeOfNumber(chosen.number) !== account.type) {
      const { number } = chosen;
      return refuse({ code: "account.wrong_kind", account: number, wanted: account.type });
    }
    taken.add(chosen.number);
    const nameSwahili = chosen.name.trim() === account.name ? account.nameSwahili : null;
    decided.push({
      use,
      account: { ...account, number: chosen.number, name: chosen.name.trim(), nameSwahili },
    });
  }
  return done(decided);
}

function catalogOf(
  { code: business, items: asked }: NewBusiness,
  { itemAccounts }: BusinessSettings,
  materials: number | undefined,
  today: BusinessDay,
  newId: () => string,
): { categories: Category[]; items: Item[]; prices: Price[] } {
  const colours = ["blue", "cyan", "teal", "green", "orange", "grape", "violet", "gray"] as const;
  const names = [
    ...new Set(asked.map((each) => each.category.trim()).filter((each) => each !== "")),
  ];
  const categories = names.map((name, position): Category => ({
    id: newId(),
    business,
    name,
    colour: colours[position % colours.length] ?? "gray",
    position,
    active: true,
  }));
  const items = asked.map((each, position): Item => {
    const accounts = each.kind === "service" ? itemAccounts.service : itemAccounts.goods;
    const stocked = itemAccounts.goods?.inventory ?? null;
    return {
      id: newId(),
      business,
      category: categories.find(({ name }) => name === each.category.trim())?.id ?? null,
      kind: each.kind === "service" ? "service" : "goods",
      name: each.name.trim(),
      sku: "",
      barcodes: [],
      unit: each.unit,
      fractional: each.unit === "kg" || each.unit === "litre",
      tax: each.tax,
      revenue: (accounts ?? itemAccounts.service).revenue,
      cogs: (accounts ?? itemAccounts.service).cogs,
      inventory:
        each.kind === "service"
          ? null
          : each.kind === "material"
            ? (materials ?? stocked)
            : stocked,
      components: [],
      reorderAt: null,
      sellable: each.kind !== "material",
      active: true,
      position,
    };
  });
  const prices = asked.flatMap(({ price }, at): Price[] => {
    const item = items[at];
    return price === null || item === undefined ? [] : [{ item: item.id, from: today, price }];
  });
  return { categories, items, prices };
}
