import type { Cart } from "../cart/cart-model.ts";

type Part = NonNullable<Cart["taken"]>[number];
type MpesaPart = Extract<Part, { kind: "mpesa" }>;

/** A cart as the browser's own file may have it, which is no place for an M-Pesa code. */
export function withoutCodes(cart: Cart): Cart {
  if (cart.taken === undefined) return cart;
  const taken = cart.taken.map((part) => (part.kind === "mpesa" ? { ...part, code: "" } : part));
  return { ...cart, taken };
}

/** Whether the codes of its M-Pesa parts are still to be had from the program. */
export function lacksCodes(cart: Cart): boolean {
  return cart.taken?.some(isBare) ?? false;
}

/**
 * A cart that was laid aside, with the codes as the program kept them: a part's own is the first
 * of its amount that no other part has. `lost`: parts whose code the program never heard of; they
 * are taken once more.
 */
export function withCodes(
  cart: Cart,
  kept: Cart["taken"],
): { readonly cart: Cart; readonly lost: readonly MpesaPart[] } {
  const rest = kept?.filter((part) => part.kind === "mpesa") ?? [];
  const lost: MpesaPart[] = [];
  const taken: Part[] = [];
  for (const part of cart.taken ?? []) {
    if (!isBare(part)) {
      taken.push(part);
      continue;
    }
    const at = rest.findIndex(({ amount }) => amount === part.amount);
    if (at < 0) lost.push(part);
    else taken.push(...rest.splice(at, 1));
  }
  const { taken: _, ...bare } = cart;
  return { cart: taken.length === 0 ? bare : { ...bare, taken }, lost };
}

function isBare(part: Part): part is MpesaPart {
  return part.kind === "mpesa" && part.code === "";
}
