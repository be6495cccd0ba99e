import { formatQuantity, type Quantity } from "#shared/kernel/quantity.ts";
import { quantityWords } from "../../ui/quantity-text.tsx";
import { t } from "../../text/text.ts";
import type { TillItem } from "./cart-model.ts";

/** What the shelf has, by the books: "none left", "3 left", "1.5 kg left". */
export function leftWords(left: Quantity, unit: TillItem["unit"]): string {
  if (left <= 0) return t("none left");
  const stock = unit === "piece" ? formatQuantity(left) : quantityWords(left, unit);
  return t("{stock} left", { stock });
}
