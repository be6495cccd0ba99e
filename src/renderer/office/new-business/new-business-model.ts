import { keepsOf, type NewItem } from "#shared/businesses/new-business.ts";
import { cylinderName } from "#shared/businesses/starting-cylinders.ts";
import { startingPoints, type StartingPoint } from "#shared/businesses/starting-points.ts";
import type { RequestInput } from "#shared/contract/index.ts";
import type { Trade } from "#shared/facts/master.ts";
import type { Money } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import { typeOfNumber, type Account } from "#shared/ledger/account.ts";
import { accountsForNewBusiness, type AccountUse } from "#shared/ledger/new-business.ts";
import { SHILLING } from "#shared/trades/counter-sale.ts";
import { t } from "../../text/text.ts";

export const STEPS = ["business", "items", "accounts", "payment", "people"] as const;
export type Step = (typeof STEPS)[number];

/** A row of the table of first items; the last row is always empty, to type into. */
export interface ItemRow extends NewItem {
  readonly key: number;
}

/** A row of the table of cylinders; the last row is always empty too. */
export interface CylinderRow {
  readonly key: number;
  readonly kind?: "container" | undefined;
  readonly brand: string;
  readonly size: Quantity | null;
  readonly deposit: Money | null;
  /** Whole pieces that stand there. */
  readonly full: Quantity | null;
  readonly empty: Quantity | null;
}

export interface Form {
  readonly step: Step;
  readonly start: string;
  readonly name: string;
  /** Null: as it follows from the name. */
  readonly code: string | null;
  readonly colour: string;
  readonly trades: readonly Trade[];
  readonly items: readonly ItemRow[];
  readonly cylinders: readonly CylinderRow[];
  /** Where the owner changed what the rule proposes. */
  readonly accounts: Readonly<Partial<Record<AccountUse, Changed>>>;
  readonly vatRegistered: boolean;
  readonly negativeStock: "warn" | "refuse";
  readonly cashRounding: 1 | 100 | 500;
  readonly mpesaTill: string;
  readonly mpesaStore: string;
  readonly pin: string;
  readonly address: string;
  readonly contact: string;
  readonly footer: string;
  readonly paper: 58 | 80;
  readonly language: "en" | "sw";
  /** Role by user; who may enter every business is not in it. */
  readonly staff: Readonly<Record<string, string>>;
  /** "Next" was pressed with something missing: from then on it is marked. */
  readonly strict: boolean;
}

interface Changed {
  readonly number?: number | null;
  readonly name?: string;
}

/** What the books hold already, and how the other businesses are. */
export interface Around {
  readonly businesses: readonly { readonly id: string; readonly name: string }[];
  readonly chart: readonly Account[];
}

/** A sister business, whose answers are probably this one's too. */
export interface Sister {
  readonly vatRegistered: boolean;
  readonly cashRounding: number;
  readonly receipt: {
    readonly pin: string;
    readonly address: string;
    readonly contact: string;
    readonly footer: string;
    readonly paper: 58 | 80;
    readonly language: "en" | "sw";
  };
}

export function blankForm(sister: Sister | undefined): Form {
  const [first] = startingPoints;
  const rounding = sister?.cashRounding;
  const blank: Form = {
    step: "business",
    start: "",
    name: "",
    code: null,
    colour: "green",
    trades: ["counter-sale"],
    items: [],
    cylinders: [],
    accounts: {},
    vatRegistered: sister?.vatRegistered ?? false,
    negativeStock: "warn",
    cashRounding: rounding === 1 || rounding === 500 ? rounding : 100,
    mpesaTill: "",
    mpesaStore: "",
    pin: sister?.receipt.pin ?? "",
    address: sister?.receipt.address ?? "",
    contact: sister?.receipt.contact ?? "",
    footer: sister?.receipt.footer ?? "",
    paper: sister?.receipt.paper ?? 80,
    language: sister?.receipt.language ?? "en",
    staff: {},
    strict: false,
  };
  return first === undefined ? blank : started(blank, first);
}

/** The form when a starting point is chosen: its items replace those of another; names stay. */
export function started(form: Form, start: StartingPoint): Form {
  const { id, colour, trades, negativeStock, items } = start;
  const rows = items.map((item, key): ItemRow => ({ ...item, key }));
  const cylinders = (start.cylinders ?? []).map((kind, key): CylinderRow => ({
    ...kind,
    key,
    full: null,
    empty: null,
  }));
  return {
    ...form,
    start: id,
    colour,
    trades,
    negativeStock,
    items: withRoom(rows),
    cylinders: withRoomForCylinders(cylinders),
    accounts: {},
  };
}

/** CARWASH of "Car Wash"; with a digit where another business has it. */
export function codeOf(name: string, taken: readonly string[]): string {
  const letters = name
    .normalize("NFD")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "")
    .replace(/^\d+/, "")
    .slice(0, 10);
  const code = letters.length < 2 ? "" : letters;
  if (code === "" || !taken.includes(code)) return code;
  for (let count = 2; ; count += 1) {
    if (!taken.includes(`${code}${count}`)) return `${code}${count}`;
  }
}

export function codeIn(form: Form, around: Around): string {
  return (
    form.code ??
    codeOf(
      form.name,
      around.businesses.map((each) => each.id),
    )
  );
}

const isBlank = (row: ItemRow): boolean => row.name.trim() === "" && row.price === null;

export function filled(form: Form): readonly ItemRow[] {
  return form.items.filter((row) => !isBlank(row));
}

/** With an empty row at the end. */
export function withRoom(rows: readonly ItemRow[]): readonly ItemRow[] {
  const last = rows.at(-1);
  if (last !== undefined && isBlank(last)) return rows;
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  const kind = last?.kind ?? "service";
  const { unit = "piece", category = "", tax = "B" } = last ?? {};
  return [...rows, { key, name: "", kind, unit, category, price: null, tax }];
}

const isBlankCylinder = ({ brand, size, deposit }: CylinderRow): boolean =>
  brand.trim() === "" && size === null && deposit === null;

/** What is sold by the kilogram and so fills cylinders: the first item of that kind. */
export function gasAt(form: Form): number {
  return filled(form).findIndex(({ unit, kind }) => unit === "kg" && kind !== "material");
}

/** What a kind is refilled with: gas; or of the pieces, the first that names the bottle's litres. */
function contentAt(form: Form, { kind, size }: CylinderRow): number {
  if (kind !== "container") return gasAt(form);
  const litres = new RegExp(`(^|\\D)${(size ?? 0) / 1000}\\s?l`, "i");
  return filled(form).findIndex(
    (item) => item.unit !== "kg" && item.kind !== "material" && litres.test(item.name),
  );
}

/** Whether it lends bottles, not cylinders: the starting point decides. */
export const lendsBottles = ({ cylinders }: Pick<Form, "cylinders">): boolean =>
  cylinders.some(({ kind }) => kind === "container");

/** The kinds that will be made: none where nothing fills them. */
export function filledCylinders(form: Form): readonly CylinderRow[] {
  if (!form.trades.includes("returnables")) return [];
  if (!lendsBottles(form) && gasAt(form) < 0) return [];
  return form.cylinders.filter((row) => !isBlankCylinder(row));
}

/** With an empty row at the end. */
export function withRoomForCylinders(rows: readonly CylinderRow[]): readonly CylinderRow[] {
  const last = rows.at(-1);
  if (last !== undefined && isBlankCylinder(last)) return rows;
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  const blank = { key, brand: "", size: null, deposit: null, full: null, empty: null };
  return [...rows, last?.kind === undefined ? blank : { ...blank, kind: last.kind }];
}

export interface AccountRow {
  readonly use: AccountUse;
  readonly proposed: Account;
  readonly number: number | null;
  readonly name: string;
  readonly wrong: string | undefined;
}

/** The accounts as they will be: the rule's, with the owner's changes, and what is wrong with each. */
export function accountRows(form: Form, around: Around): readonly AccountRow[] {
  const code = codeIn(form, around);
  const name = form.name.trim();
  if (code === "" || name === "" || around.businesses.some((each) => each.id === code)) return [];
  const proposed = accountsForNewBusiness(
    code,
    name,
    around.chart,
    keepsOf(form.trades, filled(form)),
  );
  const rows = proposed.map(({ use, account }) => {
    const changed = form.accounts[use];
    const number = changed?.number === undefined ? account.number : changed.number;
    return { use, proposed: account, number, name: changed?.name ?? account.name };
  });
  return rows.map((row) => ({ ...row, wrong: wrongWith(row, rows, around.chart) }));
}

type Unchecked = Omit<AccountRow, "wrong">;

function wrongWith(
  { use, number, name, proposed }: Unchecked,
  rows: readonly Unchecked[],
  chart: readonly Account[],
): string | undefined {
  if (name.trim() === "") return t("Needs a name");
  if (number === null || !/^[1-5]\d{3,4}$/.test(String(number))) return t("Four or five digits");
  const other = chart.find((each) => each.number === number);
  if (other !== undefined) return t("Taken by {name}", { name: other.name });
  if (rows.some((each) => each.use !== use && each.number === number))
    return t("Twice in this table");
  const digit = String(proposed.number).charAt(0);
  return typeOfNumber(number) === proposed.type
    ? undefined
    : t("Must begin with {digit}", { digit });
}

export type Problems = Readonly<Record<string, string>>;

/** What is missing or wrong on the step that is shown, by field. */
export function problems(form: Form, around: Around): Problems {
  const found: Record<string, string> = {};
  if (form.step === "business") {
    const code = codeIn(form, around);
    const name = form.name.trim();
    const namesake = around.businesses.some(
      (each) => each.name.toLowerCase() === name.toLowerCase(),
    );
    if (name === "") found["name"] = t("A name for receipts and reports");
    else if (namesake) found["name"] = t("Another business has this name");
    if (!/^[A-Z][A-Z0-9]{1,11}$/.test(code)) found["code"] = t("Two to twelve capitals or digits");
    else if (around.businesses.some((each) => each.id === code)) found["code"] = t("Already used");
  }
  if (form.step === "items") {
    for (const row of filled(form)) {
      if (row.name.trim() === "") found[`item-${row.key}`] = t("Needs a name");
      else if (row.price === null && row.kind !== "material") {
        found[`item-${row.key}`] = t("Needs a price");
      } else if (row.price === 0) found[`item-${row.key}`] = t("More than nothing");
    }
    const named = new Set<string>();
    for (const row of filledCylinders(form)) {
      const { key, kind, brand, size, deposit } = row;
      const name = cylinderName({ kind, brand, size: size ?? quantity(0) }).toLowerCase();
      if (brand.trim() === "") found[`cylinder-${key}`] = t("Needs a brand");
      else if (size === null || size === 0) found[`cylinder-${key}`] = t("Needs a size");
      else if (named.has(name)) found[`cylinder-${key}`] = t("Twice in this table");
      else if (deposit === 0) found[`cylinder-${key}`] = t("More than nothing");
      else if (deposit !== null && deposit % SHILLING !== 0) {
        found[`cylinder-${key}`] = t("Whole shillings");
      } else if (contentAt(form, row) < 0) {
        found[`cylinder-${key}`] = t("No refill of this size above");
      }
      named.add(name);
    }
  }
  if (form.step === "accounts") {
    for (const { use, wrong } of accountRows(form, around)) {
      if (wrong !== undefined) found[use] = wrong;
    }
  }
  if (form.step === "payment" && !/^([A-Z]\d{9}[A-Z])?$/.test(form.pin)) {
    found["pin"] = t("Like P051234567X, or leave it empty");
  }
  return found;
}

export function requestOf(
  form: Form,
  around: Around,
): Omit<RequestInput<"business.add">, "command"> {
  const start = startingPoints.find((each) => each.id === form.start);
  const name = form.name.trim();
  const { vatRegistered, negativeStock, cashRounding, mpesaTill, mpesaStore } = form;
  const { pin, address, contact, footer, paper, language } = form;
  return {
    code: codeIn(form, around),
    name,
    kind: start?.kind ?? "service",
    colour: form.colour,
    trades: [...form.trades],
    accounts: accountRows(form, around).map((row) => ({
      use: row.use,
      number: row.number ?? 0,
      name: row.name.trim(),
    })),
    settings: {
      vatRegistered,
      negativeStock,
      cashRounding,
      mpesaTill,
      mpesaStore,
      receipt: { title: name, pin, address, contact, footer, paper, language },
    },
    items: filled(form).map(({ name: item, kind, unit, category, price, tax }) => ({
      name: item.trim(),
      kind,
      unit,
      category: category.trim(),
      price: kind === "material" ? null : price,
      tax,
    })),
    cylinders: filledCylinders(form).map((row) => ({
      ...(row.kind === undefined ? {} : { kind: row.kind }),
      brand: row.brand.trim(),
      size: row.size ?? 0,
      deposit: row.deposit,
      content: contentAt(form, row),
      full: Math.floor((row.full ?? 0) / 1000),
      empty: Math.floor((row.empty ?? 0) / 1000),
    })),
    staff: Object.entries(form.staff).map(([user, role]) => ({ user, role })),
  };
}
