import { formatMoney, type Money } from "#shared/kernel/money.ts";
import classes from "./money-text.module.css";

/** Money inside a sentence or an aria-label: "KES 20.00". */
export function moneyWords(amount: Money): string {
  return `KES ${formatMoney(amount)}`;
}

interface MoneyTextProps {
  readonly amount: Money;
  /** Say "KES" before it; in tables the header has said so. */
  readonly currency?: boolean;
  /** Colour a negative amount, where negative is worth noticing. */
  readonly signed?: boolean;
  readonly fw?: number;
  readonly testid?: string;
}

/**
 * The only component that turns money into text. A bare element on purpose: a screen of tiles
 * and lines holds a hundred of them, and is drawn between a key and the next.
 */
export function MoneyText({ amount, currency, signed, fw, testid }: MoneyTextProps) {
  return (
    <span
      className={classes.money}
      data-alarming={signed === true && amount < 0 ? true : undefined}
      style={fw === undefined ? undefined : { fontWeight: fw }}
      data-testid={testid}
    >
      {currency === true ? moneyWords(amount) : formatMoney(amount)}
    </span>
  );
}
