import { Alert, Checkbox, TextInput } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { type BusinessDay, lastDay, monthOf, previousMonth } from "#shared/kernel/date.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { dayWords } from "../../text/day-words.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";
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
      title={t("Period lock")}
      subtitle={t("Close the books through a day, when its reports have been handed in")}
      scroll
    >
      <div className={classes.form}>
        {closed !== null && (
          <Alert
            color="tide"
            icon={<IconLock aria-hidden />}
            title={t("The books are closed through {closed}.", { closed: dayWords(closed) })}
            mb="md"
            data-testid="closed-through"
          />
        )}
        <Paper title={t("Close a period")} padded>
          <FormBody
            action={
              through === null
                ? t("Close")
                : t("Close through {through}", { through: dayWords(through) })
            }
            ready={through !== null && reason.trim() !== "" && sure}
            sending={sending}
            problem={problem}
            onSave={close}
          >
            <p className={classes.words}>
              {t(
                "Entries of these days stay as they are. What is recorded later for one of them keeps its business day, is posted on the first open day, and is marked late.",
              )}
            </p>
            <DayInput
              label={t("Through")}
              value={through}
              onChange={setThrough}
              maxDate={today}
              data-testid="through"
            />
            <TextInput
              label={t("Why")}
              placeholder={t("October handed to the accountant")}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-testid="reason"
            />
            <Checkbox
              label={t("The drawers are counted, and what was to be recorded is recorded.")}
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
