import { Alert, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import type { Money } from "#shared/kernel/money.ts";
import { type MpesaMessage, readMpesaMessage } from "#shared/kernel/mpesa-message.ts";
import { moneyWords } from "../../ui/money-text.tsx";
import { oddCodeDay } from "../pay/pay-model.ts";
import { t } from "../../text/text.ts";
import classes from "./code-input.module.css";

interface CodeInputProps {
  readonly code: string;
  readonly today: BusinessDay;
  /** What should come; a message of another amount is pointed at. */
  readonly expected: Money | null;
  readonly onCode: (code: string) => void;
  readonly onMessage: (message: MpesaMessage) => void;
}

/**
 * The code of an M-Pesa payment, typed, or taken from a pasted confirmation message together with
 * its amount. A day that does not fit warns, and never refuses.
 */
export function CodeInput({ code, today, expected, onCode, onMessage }: CodeInputProps) {
  const [message, setMessage] = useState<MpesaMessage>();
  const odd = oddCodeDay(code, today);
  const read = message?.code === code ? message : undefined;
  return (
    <>
      <TextInput
        autoFocus
        label={t("M-Pesa code")}
        description={t("Type it, or paste the whole message")}
        size="lg"
        maw={320}
        maxLength={10}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: classes.code }}
        value={code}
        data-pay-first
        onPaste={(event) => {
          const found = readMpesaMessage(event.clipboardData.getData("text"));
          if (found === undefined) return;
          event.preventDefault();
          setMessage(found);
          onMessage(found);
        }}
        onChange={(event) => onCode(event.currentTarget.value.toUpperCase())}
        data-testid="mpesa-code"
      />
      {read !== undefined && <Read message={read} expected={expected} />}
      {odd !== undefined && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          role="status"
          data-testid="mpesa-odd-day"
        >
          {t("This code looks like one of {odd}. Please check the message once more.", {
            odd: dayWords(odd),
          })}
        </Alert>
      )}
    </>
  );
}

function Read({
  message,
  expected,
}: {
  readonly message: MpesaMessage;
  readonly expected: Money | null;
}) {
  const other = expected !== null && expected !== message.amount;
  const payers = message.direction === "paid";
  const who = message.name === "" ? t("somebody") : message.name;
  const amount = moneyWords(message.amount);
  return (
    <Alert
      color={other || payers ? "orange" : "green"}
      icon={other || payers ? <IconAlertTriangle aria-hidden /> : <IconCircleCheck aria-hidden />}
      role="status"
      data-testid="mpesa-read"
    >
      <Text fw={600}>
        {payers
          ? t("{amount} to {who}", { amount, who })
          : t("{amount} from {who}", { amount, who })}
        {message.time !== "" && `, ${message.time}`}
      </Text>
      {payers && t("This is the customer's own message. See that yours has come too.")}
    </Alert>
  );
}
