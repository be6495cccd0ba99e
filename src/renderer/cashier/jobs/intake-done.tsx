import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useLayoutEffect, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { shortNumber } from "#shared/trades/jobs-board.ts";
import { Key } from "../../ui/key.tsx";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { useStable } from "../../ui/use-stable.ts";
import { ReceiptDialog } from "../receipt/receipt-dialog.tsx";
import { promiseWords } from "../../jobs/job-words.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./jobs.module.css";

interface IntakeDoneProps {
  readonly done: Reply<"job.receive">;
  readonly today: BusinessDay;
  readonly onNext: () => void;
  readonly onBoard: () => void;
}

/** The number to say aloud, until the next customer. */
export function IntakeDone({ done, today, onNext, onBoard }: IntakeDoneProps) {
  const [paper, setPaper] = useState<"ticket" | "tags" | null>(null);
  const onKey = useStable((event: KeyboardEvent) => {
    if (paper !== null || document.querySelector('[role="dialog"]') !== null) return;
    if (event.key === "Escape") onBoard();
    else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [onKey]);
  return (
    <main className={classes.done} data-testid="intake-done">
      <Stack align="center" gap="sm">
        <Text size="xl">{t("Taken in")}</Text>
        <Title order={1} className={classes.number} data-testid="job-number">
          {shortNumber(done.number)}
        </Title>
        <Text size="xl">
          {t("{pieces}, ready {promised}", {
            pieces:
              done.pieces === 1 ? t("1 piece") : t("{pieces} pieces", { pieces: done.pieces }),
            promised: promiseWords(done.promised, today),
          })}
        </Text>
        <Text size="xl" fw={600} data-testid="intake-due">
          {done.due > 0 ? t("{due} due", { due: moneyWords(done.due) }) : t("Paid")}
        </Text>
        {done.change > 0 && (
          <Text className={classes.change}>
            {rich("Change {change}", {
              change: <MoneyText amount={done.change} currency testid="intake-change" />,
            })}
          </Text>
        )}
        <Group mt="lg">
          <Button variant="default" size="lg" onClick={() => setPaper("ticket")}>
            {t("Ticket")}
          </Button>
          <Button variant="default" size="lg" onClick={() => setPaper("tags")}>
            {t("Tags")}
          </Button>
          <Button
            variant="default"
            size="lg"
            rightSection={<Key>Esc</Key>}
            onClick={onBoard}
            data-testid="to-board"
          >
            {t("The board")}
          </Button>
          <Button
            size="lg"
            autoFocus
            rightSection={<Key>Enter</Key>}
            onClick={onNext}
            data-testid="next-job"
          >
            {t("Next job")}
          </Button>
        </Group>
      </Stack>
      {paper !== null && (
        <ReceiptDialog
          of={done.fact}
          title={paper === "tags" ? t("Tags") : t("Ticket")}
          tags={paper === "tags"}
          onClose={() => setPaper(null)}
        />
      )}
    </main>
  );
}
