import { Alert, Checkbox, TextInput } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { type BusinessDay, lastDay, monthOf, previousMonth } from "#shared/kernel/date.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { dayWords } from "#shared/kernel/day-words.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import classes from "./period-lock.module.css";

/** Locks the books through a day: what has been reported does not change any more. */
export function PeriodLockScreen() {
  const { today } = useOffice();
  const { send, sending, problem } = useCommand("period.close");
  const [through, setThrough] = useState<BusinessDay | null>(
    lastDay(previousMonth(monthOf(today))),
  );
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const current = useQuery("period.current", {});
  const closed = current.value?.through ?? null;
  const close = async () => {
    if (through === null) return;
    const answer = await send({ through, reason: reason.trim() });
    if (answer?.ok !== true) return;
    current.reload();
    setSure(false);
    setReason("");
  };
  return (
    <Page
      testid="period-lock"
      title="Period lock"
      subtitle="Close the books through a day, when its reports have been handed in"
      scroll
    >
      <div className={classes.form}>
        {closed !== null && (
          <Alert
            color="tide"
            icon={<IconLock aria-hidden />}
            title={`The books are closed through ${dayWords(closed)}.`}
            mb="md"
            data-testid="closed-through"
          />
        )}
        <Paper title="Close a period" padded>
          <FormBody
            action={through === null ? "Close" : `Close through ${dayWords(through)}`}
            ready={through !== null && reason.trim() !== "" && sure}
            sending={sending}
            problem={problem}
            onSave={close}
          >
            <p className={classes.words}>
              Entries of these days stay as they are. What is recorded later for one of them keeps
              its business day, is posted on the first open day, and is marked late.
            </p>
            <DayInput
              label="Through"
              value={through}
              onChange={setThrough}
              maxDate={today}
              data-testid="through"
            />
            <TextInput
              label="Why"
              placeholder="October handed to the accountant"
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-testid="reason"
            />
            <Checkbox
              label="The drawers are counted, and what was to be recorded is recorded."
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
              data-testid="sure"
            />
          </FormBody>
        </Paper>
      </div>
    </Page>
  );
}
