import { ZERO } from "#shared/kernel/money.ts";
import { moneyWords } from "../../ui/money-text.tsx";
import { quantityWords } from "../../ui/quantity-text.tsx";
import { t } from "../../text/text.ts";
import { lineFull } from "../cart/cart-model.ts";
import type { Till } from "./till.ts";

/** What a manager must read before the PIN: the act with its amount, then what it touches. */
export interface Approved {
  readonly what: string;
  readonly details: readonly string[];
}

/** A discount names the lines that it makes cheaper; a sale on account, all that goes out. */
export function approvedSale(
  till: Pick<Till, "desk" | "items" | "sums" | "customer">,
  permission: string,
): Approved {
  const { sums, customer } = till;
  const { cart } = till.desk;
  const total = moneyWords(sums.total);
  const named = cart.lines.map((line) => {
    const item = till.items.get(line.item);
    const name = `${item?.name ?? t("This line")} × ${quantityWords(line.quantity, item?.unit)}`;
    return { line, item, name };
  });
  const changed = named.flatMap(({ line, item, name }) =>
    item === undefined || item.price === line.unitPrice
      ? []
      : [
          t("{name}: price {from}, now {to}", {
            name,
            from: moneyWords(item.price),
            to: moneyWords(line.unitPrice),
          }),
        ],
  );
  if (permission === "sell.discount" && sums.discount > ZERO) {
    const cheaper = named
      .filter(({ line }) => line.discount > 0)
      .map(({ line, name }) =>
        t("{name}: {discount} off {full}", {
          name,
          discount: moneyWords(line.discount),
          full: moneyWords(lineFull(line)),
        }),
      );
    const whole =
      cart.discount > 0
        ? [
            t("{discount} off the whole sale: {names}", {
              discount: moneyWords(cart.discount),
              names: named.map(({ name }) => name).join(", "),
            }),
          ]
        : [];
    return {
      what: t("{discount} off, to sell for {total}", {
        discount: moneyWords(sums.discount),
        total,
      }),
      details: [...cheaper, ...whole, ...changed],
    };
  }
  const what =
    permission === "sell.credit"
      ? t("{total} on account of {name}", { total, name: customer?.name ?? "?" })
      : t("Sale of {total}", { total });
  return { what, details: [named.map(({ name }) => name).join(", "), ...changed] };
}
