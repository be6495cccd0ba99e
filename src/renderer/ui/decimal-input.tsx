import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { LARGEST } from "#shared/kernel/decimal.ts";
import { formatMoney, type Money, parseMoney } from "#shared/kernel/money.ts";
import { formatQuantity, parseQuantity, type Quantity } from "#shared/kernel/quantity.ts";
import { t } from "../text/text.ts";

type Plain = Omit<TextInputProps, "value" | "defaultValue" | "onChange">;

interface DecimalInputProps<Value extends number> extends Plain {
  /** Null: nothing typed yet, or nothing that can be read. */
  readonly value: Value | null;
  readonly onChange: (value: Value | null) => void;
  readonly allowNegative?: boolean;
}

interface Reading<Value extends number> {
  readonly parse: (text: string) => Value | undefined;
  readonly format: (value: Value) => string;
  readonly complaint: string;
}

/**
 * Keeps the text as the person typed it and hands up the value it means, so that "1." on the way
 * to "1.5" is neither corrected under the fingers nor ever a float.
 */
function DecimalInput<Value extends number>({
  value,
  onChange,
  allowNegative = false,
  reading,
  error,
  ...input
}: DecimalInputProps<Value> & { readonly reading: Reading<Value> }) {
  const shown = value === null ? "" : reading.format(value);
  const [text, setText] = useState(shown);
  const read = (typed: string): Value | undefined => {
    const found = reading.parse(typed);
    if (found === undefined || Math.abs(found) > LARGEST) return undefined;
    return allowNegative || found >= 0 ? found : undefined;
  };

  // Someone else changed the value (a quick button, a reset): then his text replaces ours.
  useEffect(() => {
    setText((before) => ((read(before) ?? null) === value ? before : shown));
    // oxlint-disable-next-line react/exhaustive-deps -- only a new value may replace the text
  }, [value]);

  const broken = text.trim() !== "" && read(text) === undefined;
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      {...input}
      value={text}
      error={error ?? (broken ? reading.complaint : undefined)}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        onChange(read(typed) ?? null);
      }}
    />
  );
}

const money = (): Reading<Money> => ({
  parse: parseMoney,
  format: formatMoney,
  complaint: t("Not an amount"),
});
const quantity = (): Reading<Quantity> => ({
  parse: parseQuantity,
  format: formatQuantity,
  complaint: t("Not a quantity"),
});

export function MoneyInput(props: DecimalInputProps<Money>) {
  return <DecimalInput reading={money()} {...props} />;
}

export function QuantityInput(props: DecimalInputProps<Quantity>) {
  return <DecimalInput reading={quantity()} {...props} />;
}
