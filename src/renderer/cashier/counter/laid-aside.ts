import type { Cart, Kept } from "../cart/cart-model.ts";

type Part = NonNullable<Cart["taken"]>[number];
type MpesaPart = Extract<Part, { kind: "mpesa" }>;
/** What money may have been taken for: a sale, work that is being taken in, a job in hand. */
interface Paid<Of extends Part = Part> {
  readonly taken?: Of[] | undefined;
}

/** A counter as the browser's own file may have it, which is no place for an M-Pesa code. */
export function withoutCodes({ intake, jobPayment, ...cart }: Kept): Kept {
  return {
    ...bared(cart),
    ...(intake === undefined ? {} : { intake: bared(intake) }),
    ...(jobPayment === undefined ? {} : { jobPayment: bared(jobPayment) }),
  };
}

function bared<Of extends Paid>(of: Of): Of {
  if (of.taken === undefined) return of;
  const taken = of.taken.map((part) => (part.kind === "mpesa" ? { ...part, code: "" } : part));
  return { ...of, taken };
}

/** Whether the codes of its M-Pesa parts are still to be had from the program. */
export function lacksCodes({ taken = [], intake, jobPayment }: Kept): boolean {
  return [...taken, ...(intake?.taken ?? []), ...(jobPayment?.taken ?? [])].some(isBare);
}

/**
 * A counter that was laid aside, with the codes as the program kept them: a part's own is the
 * first of its amount that no other part has. `lost`: parts whose code the program never heard of;
 * they are taken once more.
 */
export function withCodes(
  { intake, jobPayment, ...cart }: Kept,
  kept: Kept | null,
): { readonly cart: Kept; readonly lost: readonly MpesaPart[] } {
  const sale = coded(cart.taken, kept?.taken);
  const work = coded(intake?.taken, kept?.intake?.taken);
  const job = coded(jobPayment?.taken, kept?.jobPayment?.taken);
  const paid = job.taken.length > 0 && jobPayment !== undefined;
  return {
    cart: {
      ...having(cart, sale.taken),
      ...(intake === undefined ? {} : { intake: having(intake, work.taken) }),
      ...(paid ? { jobPayment: { ...jobPayment, taken: job.taken } } : {}),
    },
    lost: [...sale.lost, ...work.lost, ...job.lost],
  };
}

function having<Own extends Part, Of extends Paid<Own>>(of: Of, taken: Own[]) {
  const { taken: _, ...bare } = of;
  return taken.length === 0 ? bare : { ...bare, taken };
}

function coded<Own extends Part>(laid: readonly Own[] = [], kept: readonly Own[] = []) {
  const rest = kept.filter((part): part is Own & MpesaPart => part.kind === "mpesa");
  const lost: MpesaPart[] = [];
  const taken: Own[] = [];
  for (const part of laid) {
    if (!isBare(part)) {
      taken.push(part);
      continue;
    }
    const at = rest.findIndex(({ amount }) => amount === part.amount);
    if (at < 0) lost.push(part);
    else taken.push(...rest.splice(at, 1));
  }
  return { taken, lost };
}

function isBare<Own extends Part>(part: Own): part is Own & MpesaPart {
  return part.kind === "mpesa" && part.code === "";
}
