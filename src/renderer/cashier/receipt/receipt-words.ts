import type { PostedSale } from "../counter/counter-model.ts";

/** "Sent", never "printed": the program cannot see the paper. */
export const RECEIPT_WORDS: { readonly [State in PostedSale["receipt"]]: string } = {
  none: "on screen only",
  waiting: "waiting for the printer",
  sending: "on its way to the printer",
  sent: "sent to the printer",
  failed: "the printer did not take it",
  unknown: "not known whether it was printed",
};
