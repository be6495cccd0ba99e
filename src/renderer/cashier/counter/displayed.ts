import { formatMoney, ZERO } from "#shared/kernel/money.ts";
import { paletteOf } from "../../ui/business-colour.ts";
import type { Displayed } from "../../ui/customer-display.ts";
import { quantityWords } from "../../ui/quantity-text.tsx";
import { lineTotal, totals } from "../cart/cart-model.ts";
import type { Till } from "./till.ts";

/** The sale before the cashier, as its customer may see it. */
export function displayed(till: Pick<Till, "business" | "desk" | "items" | "state">): Displayed {
  const { business, desk, items, state } = till;
  const { stage } = desk;
  const cart = stage.at === "done" ? stage.sold : desk.cart;
  const { total, discount } = totals(cart, items);
  return {
    business: business.name,
    colour: paletteOf(business),
    lines: cart.lines.map((line) => {
      const item = items.get(line.item);
      const type = items.get(line.returnable?.type ?? "");
      const amount = quantityWords(line.quantity, item?.unit);
      return {
        name: (type ?? item)?.name ?? "",
        reckoning: `${amount} × ${formatMoney(line.unitPrice)}`,
        amount: lineTotal(line),
      };
    }),
    discount,
    total: stage.at === "done" ? stage.sale.total : total,
    stage: stage.at,
    change: stage.at === "done" ? stage.sale.change : ZERO,
    mpesaTill: state.catalog?.reply.mpesaTill ?? "",
  };
}
