import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { dayWords } from "#shared/kernel/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Key } from "../../ui/key.tsx";
import type { Desk, Opened, Standing } from "./reconcile-model.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import classes from "./reconcile.module.css";

interface BalanceProps {
  readonly opened: Opened;
  readonly desk: Desk;
  readonly now: Standing;
  readonly sending: boolean;
  readonly onFinish: () => void;
}

/** Always in sight: what was agreed, what the statement says, and what is left between the two. */
export function Balance({ opened, desk, now, sending, onFinish }: BalanceProps) {
  const { difference } = now;
  useShortcuts({ f: () => now.ready && !sending && onFinish() });
  return (
    <footer className={classes.balance} data-testid="reconcile-balance">
      {opened.since !== null && (
        <span>
          Agreed before <MoneyText amount={opened.opening} fw={600} />
        </span>
      )}
      <span>
        and now <MoneyText amount={now.agreedNow} signed fw={600} />
      </span>
      {desk.closing !== null && (
        <span>
          Statement <MoneyText amount={desk.closing} fw={600} />
        </span>
      )}
      {opened.late !== 0 && opened.since !== null && (
        <span className={classes.off}>
          Booked since, before {dayWords(opened.since)} <MoneyText amount={opened.late} fw={600} />
        </span>
      )}
      <span
        className={classes.difference}
        data-zero={difference === 0 || undefined}
        data-unknown={difference === null || undefined}
        data-testid="difference"
      >
        {difference === null ? (
          "Type the balance that the statement ends with"
        ) : (
          <>
            Difference <MoneyText amount={difference} signed fw={700} />
          </>
        )}
      </span>
      <Button
        disabled={!now.ready}
        loading={sending}
        onClick={onFinish}
        leftSection={<IconCheck size={17} aria-hidden />}
        rightSection={<Key>F</Key>}
        aria-keyshortcuts="F"
        data-testid="reconcile-finish"
      >
        Finish
      </Button>
    </footer>
  );
}
