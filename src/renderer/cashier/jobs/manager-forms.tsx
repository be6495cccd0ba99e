import { SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { RequestInput } from "#shared/contract/index.ts";
import type { Money } from "#shared/kernel/money.ts";
import { previousStatus, shortNumber } from "#shared/trades/jobs-board.ts";
import type { Problem } from "../../rpc/problem.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { Buttons, type JobFormProps } from "./job-form.tsx";
import { statusWords } from "../../jobs/job-words.ts";
import { useJobAct } from "./use-job-act.tsx";
import { t } from "../../text/text.ts";

type Given = NonNullable<RequestInput<"job.cancel">["tenders"]>[number];
type GivenKind = Given["kind"];

const givenWords = () =>
  [
    { value: "cash", label: t("Cash") },
    { value: "mpesa", label: "M-Pesa" },
    { value: "bank", label: t("Bank") },
    { value: "credit", label: t("Store credit") },
  ] as const;

interface ReasonFormProps {
  readonly what: string;
  readonly words: string;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly off?: boolean;
  /** Whether it is the first thing to type. */
  readonly reasonFirst?: boolean;
  readonly onBack: () => void;
  readonly onGo: (reason: string) => void;
  readonly children?: ReactNode;
}

/** What a manager decides: said in words, with a reason, before it is done. */
function ReasonForm({
  what,
  words,
  off = false,
  reasonFirst = true,
  children,
  ...props
}: ReasonFormProps) {
  const [reason, setReason] = useState("");
  const missing = reason.trim() === "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !off) props.onGo(reason.trim());
      }}
    >
      <Stack gap="md">
        <Text size="lg">{what}</Text>
        {children}
        <TextInput
          label={t("Reason")}
          size="lg"
          autoFocus={reasonFirst}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-testid="job-reason"
        />
        <RefusalAlert problem={props.problem} onRetry={() => props.onGo(reason.trim())} />
        <Buttons
          onBack={props.onBack}
          sending={props.sending}
          words={words}
          off={missing || off}
          alarming
        />
      </Stack>
    </form>
  );
}

export function BackForm({ job, till, done, onBack }: JobFormProps) {
  const to = previousStatus(job.status);
  const words = to === undefined ? "" : statusWords()[to].toLowerCase();
  const what = t("{number} goes back to {words}", { number: shortNumber(job.number), words });
  const act = useJobAct("job.move", till.business.id, what, () => done(`${what}.`));
  return (
    <>
      <ReasonForm
        what={`${what}.`}
        words={t("Move it back")}
        sending={act.sending}
        problem={act.problem}
        onBack={onBack}
        onGo={(reason) => {
          if (to === "received" || to === "washing" || to === "ready") {
            act.go({ job: job.job, to, reason });
          }
        }}
      />
      {act.dialog}
    </>
  );
}

export function CancelForm({ job, till, done, onBack }: JobFormProps) {
  const [given, setGiven] = useState<Chosen>({ kind: "cash", code: "" });
  const what = t("Cancel {number}{paid}", {
    number: shortNumber(job.number),
    paid: job.paid > 0 ? t(" and give back {paid}", { paid: moneyWords(job.paid) }) : "",
  });
  const act = useJobAct("job.cancel", till.business.id, what, () =>
    done(t("{what}: done.", { what })),
  );
  const tenders = job.paid > 0 ? [{ ...given, amount: job.paid }] : [];
  return (
    <>
      <ReasonForm
        what={`${what}.`}
        words={t("Cancel the job")}
        sending={act.sending}
        problem={act.problem}
        off={job.paid > 0 && given.kind === "mpesa" && given.code.trim() === ""}
        onBack={onBack}
        onGo={(reason) => act.go({ job: job.job, tenders, reason })}
      >
        {job.paid > 0 && <GiveBack given={given} onGiven={setGiven} />}
      </ReasonForm>
      {act.dialog}
    </>
  );
}

export function CompensateForm({ job, till, done, onBack }: JobFormProps) {
  const [given, setGiven] = useState<Chosen>({ kind: "cash", code: "" });
  const [amount, setAmount] = useState<Money | null>(null);
  const [item, setItem] = useState("");
  const what = t("Pay {amount} to {customerName}", {
    amount: amount === null ? t("for damage") : moneyWords(amount),
    customerName: job.customerName,
  });
  const act = useJobAct("job.compensate", till.business.id, what, () =>
    done(t("{what}: done.", { what })),
  );
  const off = amount === null || amount <= 0 || item.trim() === "";
  return (
    <>
      <ReasonForm
        what={t("Money for what was lost or damaged. What the job costs stays as it is.")}
        words={amount === null ? t("Pay") : t("Pay {amount}", { amount: moneyWords(amount) })}
        sending={act.sending}
        problem={act.problem}
        reasonFirst={false}
        off={off || (given.kind === "mpesa" && given.code.trim() === "")}
        onBack={onBack}
        onGo={(reason) => {
          if (amount === null) return;
          act.go({ job: job.job, what: item.trim(), tenders: [{ ...given, amount }], reason });
        }}
      >
        <TextInput
          label={t("What")}
          autoFocus
          placeholder={t("White shirt")}
          maxLength={120}
          value={item}
          onChange={(event) => setItem(event.currentTarget.value)}
          data-testid="job-damaged"
        />
        <MoneyInput
          label={t("How much")}
          value={amount}
          onChange={setAmount}
          data-testid="job-claim"
        />
        <GiveBack given={given} onGiven={setGiven} />
      </ReasonForm>
      {act.dialog}
    </>
  );
}

export function WriteOffForm({ job, till, done, onBack }: JobFormProps) {
  const what = t("Write off {number}{due}", {
    number: shortNumber(job.number),
    due:
      job.due > 0 && job.recognition === "ready"
        ? t(": {due} will not be paid", { due: moneyWords(job.due) })
        : "",
  });
  const act = useJobAct("job.writeOff", till.business.id, what, () =>
    done(t("{what}: done.", { what })),
  );
  return (
    <>
      <ReasonForm
        what={t("{what}. What was paid is kept.", { what })}
        words={t("Write it off")}
        sending={act.sending}
        problem={act.problem}
        onBack={onBack}
        onGo={(reason) => act.go({ job: job.job, reason })}
      />
      {act.dialog}
    </>
  );
}

interface Chosen {
  readonly kind: GivenKind;
  readonly code: string;
}

interface GiveBackProps {
  readonly given: Chosen;
  readonly onGiven: (given: Chosen) => void;
}

/** How the money goes; M-Pesa with the code of its own message. */
function GiveBack({ given, onGiven }: GiveBackProps) {
  return (
    <>
      <SegmentedControl
        aria-label={t("How the money goes")}
        data={[...givenWords()]}
        value={given.kind}
        onChange={(kind) => onGiven({ kind: kind as GivenKind, code: "" })}
      />
      {(given.kind === "mpesa" || given.kind === "bank") && (
        <TextInput
          label={given.kind === "mpesa" ? t("Code of the reversal") : t("Reference")}
          value={given.code}
          maxLength={40}
          onChange={(event) => onGiven({ ...given, code: event.currentTarget.value.toUpperCase() })}
          data-testid="job-given-code"
        />
      )}
    </>
  );
}
