import type { ReturnableSaved } from "../facts/returnables.ts";
import type { BusinessDay } from "../kernel/date.ts";
import { cents, ZERO, type Money } from "../kernel/money.ts";
import { quantity, type Quantity } from "../kernel/quantity.ts";
import { USUAL_ACCOUNTS } from "../trades/returnable-accounts.ts";

/** A kind of cylinder that a shop may begin with. */
export interface NewCylinder {
  readonly brand: string;
  /** Thousandths of a kilogram of gas. */
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

/** "K-Gas 6 kg". */
export function cylinderName({ brand, size }: Pick<NewCylinder, "brand" | "size">): string {
  return `${brand.trim()} ${size / 1000} kg`;
}

/** The kind as a fact saves it: counted only, refilled with `content`, nothing else comes back. */
export function startingCylinder(
  { brand, size, deposit }: NewCylinder,
  of: { readonly id: string; readonly business: string; readonly content: string },
  from: BusinessDay,
): ReturnableSaved["body"] {
  return {
    of: of.id,
    type: {
      ...of,
      kind: "cylinder",
      name: cylinderName({ brand, size }),
      brand: brand.trim(),
      size,
      serialised: false,
      outright: null,
      empty: null,
      accepts: [],
      supplierDeposit: ZERO,
      forfeitTax: "D",
      accounts: USUAL_ACCOUNTS.cylinder,
      active: true,
    },
    deposit: deposit === null ? null : { from, amount: deposit },
  };
}
