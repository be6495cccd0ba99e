import type { Reply } from "#shared/contract/index.ts";
import { type Money, ZERO } from "#shared/kernel/money.ts";

type Card = Reply<"customer.search">["customers"][number];

/** What of a customer's store credit pays in this business: what another one holds does not. */
export function creditHere(card: Pick<Card, "creditAt">, business: string): Money {
  return card.creditAt.find((each) => each.business === business)?.credit ?? ZERO;
}
