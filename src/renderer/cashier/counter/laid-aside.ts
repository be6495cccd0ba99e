import type { Cart, Kept } from "../cart/cart-model.ts";

type Part = NonNullable<Cart["taken"]>[number];
type MpesaPart = Extract<Part, { kind: "mpesa" }>;
/** What money may have been taken for: a sale, or work that is being taken in. */
interface Paid<Of extends Part = Part> {
  readonly taken?: Of[] | undefined;
}

/** A counter as the browser's own file may have it, which is no place for an M-Pesa code. */
export function withoutCodes({ intake, ...cart }: Kept): Kept {
  const beside = intake === undefined ? {} : { intake: bared(intake) };
  return { ...bared(cart), ...beside };
}

function bared<Of extends Paid>(of: Of): Of {
  if (of.taken === undefined) return of;
  const taken = of.taken.map((part) => (part.kind === "mpesa" ? { ...part, code: "" } : part));
  return { ...of, taken };
}

/** Whether the codes of its M-Pesa parts are still to be had from the program. */
export function lacksCodes({ taken = [], intake }: Kept): boolean {
  return [...taken, ...(intake?.taken ?? [])].some(isBare);
}

/**
 * A counter that was laid aside, with the codes as the program kept them: a part's own is the
 * first of its amount that no other part has. `lost`: parts whose code the program never heard of;
 * they are taken once more.
 */
export function withCodes(
  { intake, ...cart }: Kept,
  kept: Kept | null,
): { readonly cart: Kept; readonly lost: readonly MpesaPart[] } {
  const whole = coded(cart, kept?.taken);
  if (intake === undefined) return { cart: whole.of, lost: whole.lost };
  const beside = coded(intake, kept?.intake?.taken);
  return { cart: { ...whole.of, intake: beside.of }, lost: [...whole.lost, ...beside.lost] };
}

function coded<Own extends Part, Of extends Paid<Own>>(of: Of, kept: readonly Own[] = []) {
  const rest = kept.filter((part): part is Own & MpesaPart => part.kind === "mpesa");
  const lost: MpesaPart[] = [];
  const taken: Own[] = [];
  for (const part of of.taken ?? []) {
    if (!isBare(part)) {
      taken.push(part);
      continue;
    }
    const at = rest.findIndex(({ amount }) => amount === part.amount);
    if (at < 0) lost.push(part);
    else taken.push(...rest.splice(at, 1));
  }
  const { taken: _, ...bare } = of;
  return { of: taken.length === 0 ? bare : { ...bare, taken }, lost };
}

function isBare<Own extends Part>(part: Own): part is Own & MpesaPart {
  return part.kind === "mpesa" && part.code === "";
}
