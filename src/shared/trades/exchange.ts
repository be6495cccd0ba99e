import { sum, type Money } from "../kernel/money.ts";

/** Goods brought back for which others are taken: the refund, and its coins left in the drawer. */
export interface Exchange {
  readonly refund: string;
  readonly number: string;
  readonly cash: Money;
}

/**
 * What a sale has of an exchange when it is told of one: it names one refund, the later one, and
 * the coins of both lie ready for it. Told twice of the same refund, it has its coins once.
 */
export function joinExchange(first: Exchange | undefined, later: Exchange): Exchange {
  if (first === undefined || first.refund === later.refund) return later;
  return { ...later, cash: sum([first.cash, later.cash]) };
}
