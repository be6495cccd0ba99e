import { t } from "../text/text.ts";
import { formatQuantity, type Quantity } from "#shared/kernel/quantity.ts";

export type Unit = "piece" | "kg" | "litre" | "bundle";

const SHORT: Readonly<Record<string, string>> = {
  piece: "pcs",
  kg: "kg",
  litre: "L",
  bundle: "bdl",
};

/** The unit by itself, as on a form: "piece", "litre". */
export function unitWords(unit: string): string {
  const words: Readonly<Record<string, string>> = {
    piece: t("piece"),
    litre: t("litre"),
    bundle: t("bundle"),
  };
  return words[unit] ?? unit;
}

/** A quantity inside a sentence: "2.5 kg", "3" for pieces. */
export function quantityWords(amount: Quantity, unit?: string): string {
  const short = unit === undefined || unit === "piece" ? "" : (SHORT[unit] ?? unit);
  return short === "" ? formatQuantity(amount) : `${formatQuantity(amount)} ${short}`;
}

interface QuantityTextProps {
  readonly amount: Quantity;
  readonly unit?: string;
}

/** The only component that turns quantities into text. */
export function QuantityText({ amount, unit }: QuantityTextProps) {
  return (
    <span style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
      {unit === undefined ? formatQuantity(amount) : quantityWords(amount, unit)}
    </span>
  );
}
