import { Text, type TextProps } from "@mantine/core";
import { formatMoney, type Money } from "#shared/kernel/money.ts";

/** Money inside a sentence or an aria-label: "KES 20.00". */
export function moneyWords(amount: Money): string {
  return `KES ${formatMoney(amount)}`;
}

interface MoneyTextProps extends TextProps {
  readonly amount: Money;
  /** Say "KES" before it; in tables the header has said so. */
  readonly currency?: boolean;
  /** Colour a negative amount, where negative is worth noticing. */
  readonly signed?: boolean;
  readonly testid?: string;
}

/** The only component that turns money into text. */
export function MoneyText({ amount, currency, signed, testid, ...text }: MoneyTextProps) {
  const alarming = signed === true && amount < 0 ? { c: "var(--mantine-color-error)" } : {};
  return (
    <Text
      component="span"
      inherit
      {...alarming}
      {...text}
      style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}
      data-testid={testid}
    >
      {currency === true ? moneyWords(amount) : formatMoney(amount)}
    </Text>
  );
}
