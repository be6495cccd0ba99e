import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { t } from "../text/text.ts";
import { typedTime } from "../text/typed-day.ts";

interface TimeInputProps extends Omit<TextInputProps, "value" | "defaultValue" | "onChange"> {
  /** As 14:05; null while what is typed is no time. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A time of day, typed as people write it and shown as 14:05 once it is left. */
export function TimeInput({ value, onChange, error, ...input }: TimeInputProps) {
  // While it is typed it stays as it is typed.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value ?? "";
  const wrong = typedTime(text) === undefined;
  return (
    <TextInput
      autoComplete="off"
      inputMode="numeric"
      {...input}
      value={text}
      error={error ?? (wrong ? t("Not a time") : undefined)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(typedTime(event.currentTarget.value) ?? null);
      }}
      onBlur={() => !wrong && setTyped(null)}
    />
  );
}
