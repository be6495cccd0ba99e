import { Alert, Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { nextStatus, previousStatus, shortNumber } from "#shared/trades/jobs-board.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { beep } from "../../ui/sound.ts";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import type { Till } from "../counter/till.ts";
import { ReceiptDialog } from "../receipt/receipt-dialog.tsx";
import { BackForm, CancelForm, CompensateForm, WriteOffForm } from "./manager-forms.tsx";
import { CollectForm, MoveForm, PayForm } from "./job-forms.tsx";
import { type JobPaymentEvent, takenFor } from "./job-payment-model.ts";
import { JobView } from "./job-view.tsx";
import { dueWords, STATUS_COLOURS, statusWords } from "../../jobs/job-words.ts";
import type { JobFormProps } from "./job-form.tsx";
import type { JobDetail, Mode } from "./jobs-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./jobs.module.css";

interface JobDialogProps {
  readonly till: Till;
  readonly job: string;
  /** What is to be done to it; `view` shows it, and what can be done. */
  readonly first: Mode;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** One job, with what can be done to it at this moment. */
export function JobDialog({ till, job, first, onChanged, onClose }: JobDialogProps) {
  const [mode, setMode] = useState(first);
  const [paper, setPaper] = useState<{ of: string; tags: boolean } | null>(null);
  const { value, problem, reload } = useQuery("job.get", { job });
  const { jobPayment } = till.desk;
  const payment = jobPayment?.of.job === job ? jobPayment : null;
  const send = (event: JobPaymentEvent) => till.send({ type: "job-payment", event });
  const [kept, setKept] = useState(false);
  useScanner(() => false);
  const taken = takenFor(payment);
  const unlessPaid = (step: () => void) => {
    setKept(taken > 0);
    if (taken > 0) beep("refused");
    else step();
  };
  const done = (words: string) => {
    send({ type: "booked" });
    setKept(false);
    till.notice(words);
    onChanged();
    reload();
    setMode("view");
  };
  const back = () => {
    // Esc is for what lies on top: a receipt, or the manager's PIN.
    if (document.querySelectorAll('[role="dialog"]').length > 1) return;
    if (mode === "view") onClose();
    else {
      unlessPaid(() => {
        send({ type: "left" });
        setMode("view");
      });
    }
  };
  return (
    <Modal
      opened
      onClose={back}
      size={1000}
      title={
        value === undefined ? t("Job") : t("Job {number}", { number: shortNumber(value.number) })
      }
    >
      {value === undefined ? (
        problem ? (
          <ErrorState problem={problem} onRetry={reload} />
        ) : (
          <LoadingState />
        )
      ) : (
        <Stack gap="md" data-testid="job-dialog" data-status={value.status}>
          <Head job={value} />
          {mode === "view" ? (
            <>
              <JobView job={value} till={till} onPaper={(of, tags) => setPaper({ of, tags })} />
              <Acts job={value} onMode={setMode} />
            </>
          ) : (
            <>
              {kept && taken > 0 && (
                <Alert color="yellow" role="alert" data-testid="job-kept">
                  {t("Give back {amount} first: × at each part.", { amount: moneyWords(taken) })}
                </Alert>
              )}
              <Form
                mode={mode}
                job={value}
                till={till}
                done={done}
                onBack={back}
                payment={payment}
                send={send}
                unlessPaid={unlessPaid}
              />
            </>
          )}
        </Stack>
      )}
      {paper !== null && (
        <ReceiptDialog
          of={paper.of}
          tags={paper.tags}
          title={paper.tags ? t("Tags") : t("Receipt")}
          onClose={() => setPaper(null)}
        />
      )}
    </Modal>
  );
}

function Head({ job }: { readonly job: JobDetail }) {
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="xl" fw={700}>
          {job.customerName}
        </Text>
        <Text c="dimmed">{job.phone === "" ? job.number : `${job.phone} · ${job.number}`}</Text>
      </div>
      <div className={classes.head}>
        <Badge
          color={STATUS_COLOURS[job.status]}
          size="lg"
          fz="md"
          fw={500}
          tt="none"
          variant="dot"
        >
          {statusWords()[job.status]}
        </Badge>
        <Text fw={700} size="xl" className={classes.due} data-owed={job.due > 0}>
          <span data-testid="job-due">{dueWords(job)}</span>
        </Text>
        <Text c="dimmed">{rich("of {total}", { total: <MoneyText amount={job.total} /> })}</Text>
      </div>
    </Group>
  );
}

interface ActsProps {
  readonly job: JobDetail;
  readonly onMode: (mode: Mode) => void;
}

/** The usual next step is the large button; what a manager decides stands apart from it. */
function Acts({ job, onMode }: ActsProps) {
  const next = nextStatus(job.status);
  const inHand = next !== undefined || job.status === "ready";
  const owed = job.due > 0;
  const ended = job.status === "cancelled" || job.status === "disposed";
  const quiet = (mode: Mode, words: string) => (
    <Button variant="subtle" color="gray" onClick={() => onMode(mode)} data-testid={`job-${mode}`}>
      {words}
    </Button>
  );
  return (
    <Group justify="space-between" align="flex-end">
      <Group gap={4}>
        {previousStatus(job.status) !== undefined && quiet("back", t("Move back"))}
        {inHand && quiet("cancel", t("Cancel"))}
        {!ended && quiet("compensate", t("Pay for damage"))}
        {!ended && (inHand || owed) && quiet("writeOff", t("Write off"))}
      </Group>
      <Group gap="xs">
        {owed && !ended && (
          <Button variant="default" size="lg" onClick={() => onMode("pay")} data-testid="job-pay">
            {t("Take a payment")}
          </Button>
        )}
        {next !== undefined && (
          <Button
            size="lg"
            data-autofocus
            autoFocus
            onClick={() => onMode(next)}
            data-testid="job-next"
          >
            {next === "washing" ? t("To washing") : t("Ready")}
          </Button>
        )}
        {job.status === "ready" && (
          <Button
            size="lg"
            data-autofocus
            autoFocus
            onClick={() => onMode("collect")}
            data-testid="job-collect"
          >
            {t("Hand over")}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function Form({ mode, ...props }: JobFormProps & { readonly mode: Exclude<Mode, "view"> }) {
  switch (mode) {
    case "washing":
    case "ready":
      return <MoveForm to={mode} {...props} />;
    case "pay":
      return <PayForm {...props} />;
    case "collect":
      return <CollectForm {...props} />;
    case "back":
      return <BackForm {...props} />;
    case "cancel":
      return <CancelForm {...props} />;
    case "compensate":
      return <CompensateForm {...props} />;
    case "writeOff":
      return <WriteOffForm {...props} />;
  }
}
