import { Button } from "@mantine/core";
import { IconHanger } from "@tabler/icons-react";
import { Key } from "../../ui/key.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { moneyTaken, type Work } from "./intake-model.ts";
import { type JobPayment, takenFor } from "./job-payment-model.ts";
import { t } from "../../text/text.ts";
import classes from "./jobs.module.css";

interface IntakeWaitsProps {
  readonly work: Work;
  readonly onGoOn: () => void;
}

/** Work that was left in the middle of taking it in: seen where one sells, and one key away. */
export function IntakeWaits({ work, onGoOn }: IntakeWaitsProps) {
  const pieces = work.intake.lines.reduce((count, line) => count + line.pieces, 0);
  const taken = moneyTaken(work);
  const there = [
    pieces === 1 ? t("1 piece") : pieces > 0 ? t("{pieces} pieces", { pieces }) : "",
    taken > 0 ? `${t("Paid so far")} ${moneyWords(taken)}` : "",
  ].filter((each) => each !== "");
  return (
    <Waits
      words={[t("Go on with the intake"), ...there].join(" · ")}
      shortcut={t("Alt N")}
      onGoOn={onGoOn}
      testid="act-intake"
    />
  );
}

interface PaymentWaitsProps {
  readonly payment: JobPayment | null;
  readonly onGoOn: () => void;
}

/** A job that was left half paid, likewise. */
export function PaymentWaits({ payment, onGoOn }: PaymentWaitsProps) {
  const paid = `${t("Paid so far")} ${moneyWords(takenFor(payment))}`;
  return (
    <Waits
      words={`${t("Go on with the payment")} · ${paid}`}
      shortcut={t("Alt J")}
      onGoOn={onGoOn}
      testid="act-jobs"
    />
  );
}

interface WaitsProps {
  readonly words: string;
  readonly shortcut: string;
  readonly onGoOn: () => void;
  readonly testid: string;
}

function Waits({ words, shortcut, onGoOn, testid }: WaitsProps) {
  return (
    <Button
      variant="light"
      className={classes.waits}
      justify="flex-start"
      leftSection={<IconHanger size={20} aria-hidden />}
      rightSection={<Key>{shortcut}</Key>}
      onClick={onGoOn}
      data-testid={testid}
    >
      {words}
    </Button>
  );
}
