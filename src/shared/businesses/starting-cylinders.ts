import type { ReturnableSaved } from "../facts/returnables.ts";
import type { BusinessDay } from "../kernel/date.ts";
import { cents, ZERO, type Money } from "../kernel/money.ts";
import { quantity, type Quantity } from "../kernel/quantity.ts";
import { USUAL_ACCOUNTS } from "../trades/returnable-accounts.ts";

/** A kind of cylinder or container that a business may begin with. */
export interface NewCylinder {
  /** A cylinder, unless it says otherwise. */
  readonly kind?: "container" | undefined;
  readonly brand: string;
  /** Thousandths of a kilogram of gas, or of a litre. */
  readonly size: Quantity;
  /** For each one, whole shillings in cents; null: not let out on deposit yet. */
  readonly deposit: Money | null;
}

/** Deposits in shillings by kilograms, near what Nairobi asks; an owner types what she asks. */
const DEPOSITS = [
  [6, 2500],
  [13, 4000],
  [22.5, 6500],
  [50, 10_000],
] as const;

const ofBrand = (brand: string, sizes: readonly number[]): readonly NewCylinder[] =>
  DEPOSITS.filter(([size]) => sizes.includes(size)).map(([size, deposit]) => ({
    brand,
    size: quantity(size * 1000),
    deposit: cents(deposit * 100),
  }));

/** What most shops of Nairobi trade in: homes take 6 and 13 kg, kitchens the large ones. */
export const USUAL_CYLINDERS: readonly NewCylinder[] = [
  ...ofBrand("K-Gas", [6, 13, 22.5, 50]),
  ...ofBrand("Total Gas", [6, 13, 22.5, 50]),
  ...ofBrand("Pro Gas", [6, 13]),
  ...ofBrand("Afrigas", [6, 13]),
];

/** What a water shop lends: the price of a new bottle, so that nobody keeps one for less. */
export const USUAL_CONTAINERS: readonly NewCylinder[] = [
  { kind: "container", brand: "Bottle", size: quantity(20_000), deposit: cents(850_00) },
  { kind: "container", brand: "Bottle", size: quantity(10_000), deposit: cents(200_00) },
];

/** "K-Gas 6 kg", "Bottle 20 L". */
export function cylinderName({
  kind,
  brand,
  size,
}: Pick<NewCylinder, "kind" | "brand" | "size">): string {
  return `${brand.trim()} ${size / 1000} ${kind === "container" ? "L" : "kg"}`;
}

/**
 * The kind as a fact saves it: without serials, refilled with `content`, nothing else comes back.
 * `empty` is the stocked item that an empty one is, where the business counts it among its goods:
 * its cost then goes on loan with it. Otherwise it is counted only.
 */
export function startingCylinder(
  cylinder: NewCylinder,
  of: {
    readonly id: string;
    readonly business: string;
    readonly content: string;
    readonly empty?: string;
  },
  from: BusinessDay,
): ReturnableSaved["body"] {
  const { brand, size, deposit, kind = "cylinder" } = cylinder;
  const { empty = null } = of;
  const usual = USUAL_ACCOUNTS[kind];
  return {
    of: of.id,
    type: {
      ...of,
      kind,
      name: cylinderName(cylinder),
      brand: brand.trim(),
      size,
      serialised: false,
      outright: null,
      empty,
      accepts: [],
      supplierDeposit: ZERO,
      forfeitTax: kind === "cylinder" ? "D" : "B",
      accounts: empty === null ? { ...usual, loan: null } : usual,
      active: true,
    },
    deposit: deposit === null ? null : { from, amount: deposit },
  };
}
