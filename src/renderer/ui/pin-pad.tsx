import { Group, SimpleGrid, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconBackspace, IconCornerDownLeft } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { t } from "../text/text.ts";
import { useHearing } from "./scanner/scanner-provider.tsx";
import { windowSettings } from "./window-settings.ts";
import classes from "./pin-pad.module.css";

const LONGEST = 8;
const SHORTEST = 4;
/** Beyond a scanner's gap: a digit after which no other came this soon is a person's. */
const BEYOND_MS = 40;

interface PinPadProps {
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly onSubmit: (pin: string) => void;
  readonly disabled?: boolean;
  /** Submit by itself at this length, where the person's PIN is known to have it. */
  readonly submitAt?: number | undefined;
  readonly label?: string;
  /** Takes the keyboard by itself; not where something else is typed first. */
  readonly focus?: boolean;
}

/** Digits by keyboard or touch. What is typed is never shown. */
export function PinPad({
  value,
  onChange,
  onSubmit,
  disabled,
  submitAt,
  label,
  focus = true,
}: PinPadProps) {
  const input = useRef<HTMLInputElement>(null);
  const hearing = useHearing();
  const submit = () => {
    if (value.length >= SHORTEST && disabled !== true) onSubmit(value);
  };
  const press = (digit: string) => {
    if (disabled !== true && value.length < LONGEST) onChange(value + digit);
    input.current?.focus();
  };

  useEffect(() => {
    if (submitAt === undefined || value.length !== submitAt || disabled === true) return undefined;
    let timer = 0;
    // The last digit may be the first of a code, whose others are held back until it is known.
    const settle = () => {
      const settleMs = windowSettings().gapMs + BEYOND_MS;
      timer = window.setTimeout(() => (hearing() ? settle() : onSubmit(value)), settleMs);
    };
    settle();
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- the PIN alone decides, not a new closure
  }, [value, submitAt]);

  // With the drawing itself: a digit typed as soon as the pad takes one is typed into it.
  useLayoutEffect(() => {
    if (focus && disabled !== true) input.current?.focus();
  }, [focus, disabled]);

  return (
    <div className={classes.pad}>
      <label className={classes.field}>
        <VisuallyHidden>{label ?? "PIN"}</VisuallyHidden>
        <input
          ref={input}
          className={classes.input}
          type="password"
          inputMode="none"
          autoComplete="off"
          maxLength={LONGEST}
          value={value}
          disabled={disabled}
          data-testid="pin-input"
          onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ""))}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              submit();
            }
          }}
        />
        <Group gap={14} justify="center" aria-hidden className={classes.dots}>
          {Array.from({ length: Math.max(SHORTEST, value.length) }, (_, index) => (
            <span key={index} className={classes.dot} data-filled={index < value.length} />
          ))}
        </Group>
      </label>
      <SimpleGrid cols={3} spacing="xs" verticalSpacing="xs">
        {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => (
          <Digit key={digit} digit={digit} onPress={press} disabled={disabled} />
        ))}
        <UnstyledButton
          className={classes.digit}
          aria-label={t("Delete the last digit")}
          disabled={disabled}
          onClick={() => {
            onChange(value.slice(0, -1));
            input.current?.focus();
          }}
          data-testid="pin-back"
        >
          <IconBackspace aria-hidden />
        </UnstyledButton>
        <Digit digit="0" onPress={press} disabled={disabled} />
        <UnstyledButton
          className={classes.digit}
          data-go
          aria-label="Enter"
          disabled={disabled === true || value.length < SHORTEST}
          onClick={submit}
          data-testid="pin-enter"
        >
          <IconCornerDownLeft aria-hidden />
        </UnstyledButton>
      </SimpleGrid>
    </div>
  );
}

interface DigitProps {
  readonly digit: string;
  readonly onPress: (digit: string) => void;
  readonly disabled: boolean | undefined;
}

function Digit({ digit, onPress, disabled }: DigitProps) {
  return (
    <UnstyledButton
      className={classes.digit}
      disabled={disabled}
      onClick={() => onPress(digit)}
      data-testid={`pin-${digit}`}
    >
      {digit}
    </UnstyledButton>
  );
}
