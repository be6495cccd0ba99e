import { Button } from "@mantine/core";
import { IconHanger } from "@tabler/icons-react";
import { Key } from "../../ui/key.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { moneyTaken, type Work } from "./intake-model.ts";
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
    <Button
      variant="light"
      className={classes.waits}
      justify="flex-start"
      leftSection={<IconHanger size={20} aria-hidden />}
      rightSection={<Key>{t("Alt N")}</Key>}
      onClick={onGoOn}
      data-testid="act-intake"
    >
      {[t("Go on with the intake"), ...there].join(" · ")}
    </Button>
  );
}
