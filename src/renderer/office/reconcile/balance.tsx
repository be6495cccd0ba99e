import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { dayWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Key } from "../../ui/key.tsx";
import type { Desk, Opened, Standing } from "./reconcile-model.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
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
          {rich("Agreed before {opening}", {
            opening: <MoneyText amount={opened.opening} fw={600} />,
          })}
        </span>
      )}
      <span>
        {rich("and now {agreedNow}", {
          agreedNow: <MoneyText amount={now.agreedNow} signed fw={600} />,
        })}
      </span>
      {desk.closing !== null && (
        <span>
          {rich("Statement {closing}", { closing: <MoneyText amount={desk.closing} fw={600} /> })}
        </span>
      )}
      {opened.late !== 0 && opened.since !== null && (
        <span className={classes.off}>
          {rich("Booked since, before {since} {late}", {
            since: dayWords(opened.since),
            late: <MoneyText amount={opened.late} fw={600} />,
          })}
        </span>
      )}
      <span
        className={classes.difference}
        data-zero={difference === 0 || undefined}
        data-unknown={difference === null || undefined}
        data-testid="difference"
      >
        {difference === null ? (
          t("Type the balance that the statement ends with")
        ) : (
          <>
            {rich("Difference {difference}", {
              difference: <MoneyText amount={difference} signed fw={700} />,
            })}
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
        {t("Finish")}
      </Button>
    </footer>
  );
}
